/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Store"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "way-store-private.h"
#include "waymark/way-string-hash.h"

/* So many of what could be meant are listed in a message. */
#define MOST_LISTED 8

#define N_KNOWN 64

/* WayChecker: the state of the checks of a whole map. */
typedef struct
{
  WayStoreProblems *problems;
  WayStoreContent  *content;
  WayMap           *map;
  gboolean          is_newer;
  gboolean          has_normalized;             /* a reference was not in its one form: there may be twins that could not be seen as such */
  guint32           naming_fields[WAY_N_KINDS]; /* masks */
  struct
  {
    const char       *id;
    const WayElement *element;
  } known[N_KNOWN]; /* what was looked up last: most cards name one of a few lanes */
} WayChecker;

static const char *
get_kind_label (WayKind kind)
{
  return g_dgettext (GETTEXT_PACKAGE, way_kind_get_info (kind)->label);
}

static gsize
find_attribute (WayChecker *self,
                guint32     offset,
                const char *name)
{
  const char *end = self->problems->data + self->problems->length;

  return (gsize) (way_store_scan_attribute (self->problems->data + offset, end, name) - self->problems->data);
}

static int
get_line (WayChecker *self,
          guint32     offset)
{
  const char *p = self->problems->data;
  const char *end = p + offset;
  int         line = 1;

  while ((p = memchr (p, '\n', (gsize) (end - p))) != NULL)
    {
      p++;
      line++;
    }
  return line;
}

static void
report (WayChecker   *self,
        WayStoreError code,
        gsize         offset,
        char         *message)
{
  way_store_problems_take (self->problems, code, FALSE, offset, message);
}

static void
warn (WayChecker *self,
      gsize       offset,
      const char *message)
{
  if (!self->is_newer && self->problems->list->len < WAY_STORE_MAX_PROBLEMS)
    way_store_problems_take (self->problems, WAY_STORE_ERROR_VALUE, TRUE, offset, g_strdup (message));
}

/* Two elements of one id: both lines are told, as either may be the wrong one. */
static void
report_duplicates (WayChecker *self)
{
  g_autoptr (GHashTable) first = g_hash_table_new (way_string_hash, g_str_equal);

  for (guint i = 0; i < self->content->places->len; i++)
    {
      const WayStorePlace *place = &g_array_index (self->content->places, WayStorePlace, i);
      const char          *id = way_element_get_id (place->element);
      const WayStorePlace *other = id != NULL ? g_hash_table_lookup (first, id) : NULL;

      if (other != NULL && way_store_problems_is_full (self->problems))
        return;
      if (other != NULL)
        report (self, WAY_STORE_ERROR_DUPLICATE_ID, find_attribute (self, place->offset, "id"),
                /* Translators: an id, the number of a line */
                g_strdup_printf (_ ("the id “%s” is taken by the element in line %d; give this one another"), id, get_line (self, other->offset)));
      else if (id != NULL)
        g_hash_table_insert (first, (gpointer) id, (gpointer) place);
    }
}

static char *
describe_targets (const WayField *field)
{
  GString *kinds = g_string_new (NULL);

  for (guint kind = 0; kind < WAY_KIND_FOREIGN; kind++)
    if ((field->targets & 1u << kind) != 0)
      g_string_append_printf (kinds, "%s%s", kinds->len > 0 ? ", " : "", get_kind_label (kind));
  return g_string_free (kinds, FALSE);
}

/* As in edits, nothing names itself, and no link leads to where it starts. */
static inline gboolean
fits (const WayStorePlace *place,
      const WayField      *field,
      const WayElement    *target)
{
  return target != NULL && (field->targets & 1u << way_element_get_kind (target)) != 0 && target != place->element &&
         (way_element_get_kind (place->element) != WAY_KIND_LINK || target != way_element_get_parent (place->element));
}

/* The ids that could have been meant. */
static char *
list_candidates (WayChecker          *self,
                 const WayStorePlace *place,
                 const WayField      *field)
{
  GString *ids = g_string_new (NULL);
  guint    n = 0;

  for (guint i = 0; i < self->content->places->len; i++)
    {
      WayElement *element = g_array_index (self->content->places, WayStorePlace, i).element;

      if (!fits (place, field, element))
        continue;
      if (n++ == MOST_LISTED)
        {
          g_string_append (ids, ", …");
          break;
        }
      g_string_append_printf (ids, "%s%s", ids->len > 0 ? ", " : "", way_element_get_id (element));
    }
  if (ids->len == 0)
    /* Translators: after "there are:" */
    g_string_assign (ids, _ ("none"));
  return g_string_free (ids, FALSE);
}

static void
report_reference (WayChecker          *self,
                  const WayStorePlace *place,
                  const WayField      *field,
                  const char          *id,
                  const WayElement    *target)
{
  g_autofree char *kinds = NULL;
  g_autofree char *ids = NULL;
  char            *message;

  kinds = describe_targets (field);
  ids = list_candidates (self, place, field);
  if (target != NULL && (field->targets & 1u << way_element_get_kind (target)) != 0)
    /* Translators: the name of an attribute, an id, ids that could stand there */
    message = g_strdup_printf (_ ("%s: “%s” is this element itself, or what it stands in; name another one (there are: %s)"), field->name, id, ids);
  else if (target != NULL)
    /* Translators: the name of an attribute, an id, the kind of thing that has it (Card), the kinds that fit, ids of these */
    message = g_strdup_printf (_ ("%s: “%s” is of another kind (%s); name one of the kind: %s (there are: %s)"),
                               field->name, id, get_kind_label (way_element_get_kind (target)), kinds, ids);
  else
    /* Translators: the name of an attribute, an id, the kinds that fit, ids of these */
    message = g_strdup_printf (_ ("%s: nothing has the id “%s”; name one of the kind: %s (there are: %s)"),
                               field->name, id, kinds, ids);
  report (self, WAY_STORE_ERROR_REFERENCE, find_attribute (self, place->offset, field->name), message);
}

/* What cannot be resolved in a newer file stays as it is: an attribute of others. */
static void
set_aside (WayElement     *element,
           guint           number,
           const WayField *field)
{
  const char *before = way_element_get_foreign_attributes (element, "");

  way_element_take_foreign_attributes (element, "", g_strdup_printf ("%s %s=\"%s\"", before != NULL ? before : "", field->name, way_element_get (element, number)));
  way_element_take_value (element, number, NULL);
}

static const WayElement *
look_up (WayChecker *self,
         const char *id)
{
  gsize length = strlen (id);
  guint i = ((guchar) id[0] + 7 * (guchar) id[length - 1] + 31 * (guint) length) % N_KNOWN;

  if (self->known[i].id == NULL || strcmp (self->known[i].id, id) != 0)
    {
      self->known[i].element = way_map_lookup (self->map, id);
      self->known[i].id = self->known[i].element != NULL ? way_element_get_id (self->known[i].element) : NULL;
    }
  return self->known[i].element;
}

/* FALSE when the value has not even the form of an id; else it has its one form afterwards. */
static gboolean
normalize_reference (WayChecker     *self,
                     WayStorePlace  *place,
                     guint           number,
                     const WayField *field)
{
  g_autoptr (GError) error = NULL;
  char *normal = way_field_normalize (field, way_element_get (place->element, number), &error);

  if (error == NULL)
    {
      self->has_normalized |= g_strcmp0 (normal, way_element_get (place->element, number)) != 0;
      way_element_take_value (place->element, number, normal);
    }
  else if (self->is_newer)
    set_aside (place->element, number, field);
  else
    {
      report (self, WAY_STORE_ERROR_VALUE, find_attribute (self, place->offset, field->name),
              g_strdup_printf ("%s: %s", field->name, error->message));
      place->has_errors = TRUE;
      way_element_take_value (place->element, number, NULL);
    }
  return error == NULL && normal != NULL;
}

static void
check_reference (WayChecker     *self,
                 WayStorePlace  *place,
                 guint           number,
                 const WayField *field)
{
  g_auto (GStrv) ids = NULL;

  if (way_element_get (place->element, number) == NULL)
    return;
  if (field->type == WAY_FIELD_REFERENCE &&
      (fits (place, field, look_up (self, way_element_get (place->element, number))) ||
       !normalize_reference (self, place, number, field)))
    return;

  ids = g_strsplit_set (way_element_get (place->element, number), " ", -1);
  for (guint i = 0; ids[i] != NULL && !way_store_problems_is_full (self->problems); i++)
    {
      const WayElement *target = way_map_lookup (self->map, ids[i]);

      if (fits (place, field, target))
        continue;
      if (self->is_newer)
        {
          set_aside (place->element, number, field);
          return;
        }
      report_reference (self, place, field, ids[i], target);
      place->has_errors = TRUE;
    }
}

static void
check_image (WayChecker          *self,
             const WayStorePlace *place,
             guint                number,
             const WayField      *field)
{
  const char *id = way_element_get (place->element, number);

  if (id == NULL || way_map_get_image (self->map, id) != NULL || self->problems->list->len >= WAY_STORE_MAX_PROBLEMS)
    return;
  way_store_problems_take (self->problems, WAY_STORE_ERROR_IMAGE, TRUE, find_attribute (self, place->offset, field->name),
                           g_strdup_printf (_ ("%s: <images> has no image “%s”; put the image in again"), field->name, id));
}

static void
check_fields (WayChecker    *self,
              WayStorePlace *place)
{
  WayKind            kind = way_element_get_kind (place->element);
  const WayKindInfo *info = way_kind_get_info (kind);

  for (guint32 rest = self->naming_fields[kind]; rest != 0; rest &= rest - 1)
    {
      guint i = (guint) g_bit_nth_lsf (rest, -1);

      if (info->fields[i].type == WAY_FIELD_BLOB)
        check_image (self, place, i, &info->fields[i]);
      else
        check_reference (self, place, i, &info->fields[i]);
    }
}

/* Which fields name other elements or images. */
static void
init_naming_fields (WayChecker *self)
{
  for (guint kind = 0; kind < WAY_N_KINDS; kind++)
    {
      const WayKindInfo *info = way_kind_get_info (kind);

      for (guint i = 0; i < info->n_fields; i++)
        if (info->fields[i].type == WAY_FIELD_REFERENCE || info->fields[i].type == WAY_FIELD_REFERENCE_LIST ||
            info->fields[i].type == WAY_FIELD_BLOB)
          self->naming_fields[kind] |= 1u << i;
    }
}

static char *
list_key_fields (const WayKindInfo *info)
{
  GString *names = g_string_new (NULL);

  for (guint i = 0; i < info->n_fields; i++)
    if ((info->natural_key & 1u << i) != 0)
      g_string_append_printf (names, "%s%s", names->len > 0 ? ", " : "", info->fields[i].name);
  return g_string_free (names, FALSE);
}

/* Called only where there are any. */
static void
report_twins (WayChecker *self)
{
  /* element -> where it is */
  g_autoptr (GHashTable) first = g_hash_table_new (way_element_hash_natural_key, way_element_has_same_natural_key);

  for (guint i = 0; i < self->content->places->len; i++)
    {
      const WayStorePlace *place = &g_array_index (self->content->places, WayStorePlace, i);
      const WayKindInfo   *info = way_kind_get_info (way_element_get_kind (place->element));
      const WayStorePlace *other;
      g_autofree char     *names = NULL;

      if (!way_element_has_natural_key (place->element))
        continue;
      other = g_hash_table_lookup (first, place->element);
      if (other == NULL)
        {
          g_hash_table_insert (first, place->element, (gpointer) place);
          continue;
        }
      if (way_store_problems_is_full (self->problems))
        return;
      names = list_key_fields (info);
      report (self, WAY_STORE_ERROR_DUPLICATE_ID, place->offset,
              /* Translators: the name of an element, the number of a line, names of attributes */
              g_strdup_printf (_ ("nothing tells this <%s> from the one in line %d; change one of %s, or delete one of the two"),
                               info->name, get_line (self, other->offset), names));
    }
}

/* Whether a card stands in a lane in which it can be seen. */
static gboolean
is_in_lane (WayChecker       *self,
            const WayElement *card)
{
  const char       *id = way_element_get (card, WAY_CARD_LANE);
  const WayElement *lane = id != NULL ? look_up (self, id) : NULL;

  return lane != NULL && way_element_get_kind (lane) == WAY_KIND_LANE && way_element_get (lane, WAY_LANE_HOLDS) != NULL;
}

/* What may be missing while somebody works on a map, but without which it cannot be shown. */
static void
check_completeness (WayChecker          *self,
                    const WayStorePlace *place)
{
  WayElement *element = place->element;

  /* What is wrong in it has been said; that it is incomplete for that is nothing new. */
  if (place->has_errors)
    return;
  switch (way_element_get_kind (element))
    {
    case WAY_KIND_LANE:
      if ((way_element_get (element, WAY_LANE_HOLDS) != NULL) == (way_element_get (element, WAY_LANE_SHOWS) != NULL))
        warn (self, place->offset, _ ("a lane either holds cards or shows something; give it one of the attributes holds and shows"));
      break;
    case WAY_KIND_CARD:
      if (way_element_get_kind (way_element_get_parent (element)) == WAY_KIND_STAGE && !is_in_lane (self, element))
        warn (self, place->offset, _ ("the card is in no lane that holds cards and is not shown; name one by lane, or move the card to <tray>"));
      break;
    case WAY_KIND_FEELING:
      if (way_element_get (element, WAY_FEELING_PERSONA) == NULL || way_element_get (element, WAY_FEELING_SCORE) == NULL)
        warn (self, place->offset, _ ("a feeling without persona or score is not shown; give it both"));
      break;
    case WAY_KIND_LEVEL:
      if (way_element_get (element, WAY_LEVEL_SCORE) == NULL)
        warn (self, place->offset, _ ("a level without score is not shown; give it a score"));
      break;
    case WAY_KIND_CONFLICT:
      warn (self, place->offset, _ ("two versions of the same thing, and nobody has said which one counts; open the map in Waymark, or put it right here and delete the conflict"));
      break;
    case WAY_KIND_LINK:
      if (way_element_get (element, WAY_LINK_TO) == NULL && way_element_get_choice (element, WAY_LINK_KIND) != WAY_LINKS_EXIT)
        warn (self, place->offset, _ ("the link leads nowhere; name a touchpoint by to, or make it kind=\"exit\""));
      break;
    default:
      break;
    }
}

/* The element that @element takes the place of. */
static WayElement *
get_replaced (WayElement *element)
{
  int field = way_kind_find_field (way_element_get_kind (element), "replaces");

  return field >= 0 ? way_element_get_reference (element, (guint) field) : NULL;
}

static void
check_circles (WayChecker *self)
{
  /* element -> the place where the walk began that came by */
  g_autoptr (GHashTable) seen = g_hash_table_new (g_direct_hash, g_direct_equal);

  for (guint i = 0; i < self->content->places->len; i++)
    {
      const WayStorePlace *place = &g_array_index (self->content->places, WayStorePlace, i);
      WayElement          *element = get_replaced (place->element) != NULL ? place->element : NULL;

      while (element != NULL && !g_hash_table_contains (seen, element))
        {
          g_hash_table_insert (seen, element, (gpointer) place);
          element = get_replaced (element);
        }
      if (element != NULL && g_hash_table_lookup (seen, element) == place)
        warn (self, find_attribute (self, place->offset, "replaces"), _ ("replaces leads in a circle; take it out at one of them"));
    }
}

static void
add_images (WayChecker *self)
{
  for (guint i = 0; i < self->content->images->len; i++)
    {
      const WayStoreImage *image = &g_array_index (self->content->images, WayStoreImage, i);

      if (!way_map_add_image_as (self->map, image->id, image->bytes))
        report (self, WAY_STORE_ERROR_DUPLICATE_ID, find_attribute (self, image->offset, "id"),
                g_strdup_printf (_ ("another image has the id “%s”; give this one another"), image->id));
    }
}

WayMap *
way_store_assemble (WayStoreProblems *problems,
                    WayStoreContent  *content)
{
  WayChecker self = { problems, content, NULL, content->version > WAY_STORE_VERSION };
  g_autoptr (WayMap) map = NULL;
  g_autofree char *duplicate = NULL;

  map = way_map_new_from_root (content->root, &duplicate);
  if (map == NULL)
    {
      report_duplicates (&self);
      return NULL;
    }
  content->root = NULL;
  self.map = map;
  init_naming_fields (&self);
  add_images (&self);
  for (guint i = 0; i < content->places->len && !way_store_problems_is_full (problems); i++)
    {
      WayStorePlace *place = &g_array_index (content->places, WayStorePlace, i);

      check_fields (&self, place);
      check_completeness (&self, place);
    }
  if (!self.is_newer && (content->has_twins || ((content->has_crowds || self.has_normalized) && way_map_find_twin (map) != NULL)))
    report_twins (&self);
  if (content->has_replaced)
    check_circles (&self);
  return problems->n_errors == 0 ? g_steal_pointer (&map) : NULL;
}
