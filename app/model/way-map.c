/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Model"

#include <string.h>

#include "way-fields-private.h"
#include "way-map-private.h"
#include "waymark/way-string-hash.h"

#define ID_LETTERS "abcdefghijklmnopqrstuvwxyz23456789"
#define N_ID_LETTERS 6

/* With a kind and a number behind it, a derived id is still short enough to be one. */
#define LONGEST_NAME_ABOVE 75

#define IMAGE_ID_DIGITS 16

struct _WayMap
{
  GObject     parent_instance;
  WayElement *root;
  GHashTable *elements; /* id, borrowed -> element */
  GHashTable *images;   /* id -> GBytes */
  guint64     revision;
  guint64     n_foreign_ids;
  guint64     derivation; /* a digest of all that was read; 0 when no id of it was derived */
  guint       n_elements; /* without foreign ones */
};

enum
{
  EDITED,
  N_SIGNALS
};

G_DEFINE_FINAL_TYPE (WayMap, way_map, G_TYPE_OBJECT)

static guint signals[N_SIGNALS];

static void
way_map_finalize (GObject *object)
{
  WayMap *self = WAY_MAP (object);

  g_clear_pointer (&self->elements, g_hash_table_unref);
  g_clear_pointer (&self->root, way_element_free);
  g_clear_pointer (&self->images, g_hash_table_unref);

  G_OBJECT_CLASS (way_map_parent_class)->finalize (object);
}

static void
way_map_class_init (WayMapClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = way_map_finalize;

  signals[EDITED] = g_signal_new ("edited", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_POINTER);
}

static void
way_map_init (WayMap *self)
{
  self->elements = g_hash_table_new (way_string_hash, g_str_equal);
  self->images = g_hash_table_new_full (way_string_hash, g_str_equal, g_free, (GDestroyNotify) g_bytes_unref);
  self->revision = 1;
}

/* FALSE when the id is taken. */
static gboolean
add_element (WayMap     *self,
             WayElement *element)
{
  if (!g_hash_table_insert (self->elements, element->id, element))
    return FALSE;
  element->revision = self->revision;
  self->n_elements += element->kind != WAY_KIND_FOREIGN;
  return TRUE;
}

WayMap *
way_map_new (const char *language)
{
  WayElement *root = way_element_new (WAY_KIND_MAP, NULL);

  way_element_take_value (root, WAY_MAP_LANGUAGE, g_strdup (language));
  return way_map_new_from_root (root, NULL);
}

/* "compares-card-2", or "card-2" without @above: where @ordinal is taken, the next number that is free. It becomes the one after. */
static char *
derive_id (WayMap     *self,
           const char *above,
           const char *kind,
           guint      *ordinal)
{
  while (TRUE)
    {
      guint            number = (*ordinal)++;
      g_autofree char *id = above != NULL ? g_strdup_printf ("%s-%s-%u", above, kind, number)
                                          : g_strdup_printf ("%s-%u", kind, number);

      if (g_hash_table_lookup (self->elements, id) == NULL)
        return g_steal_pointer (&id);
    }
}

static char *
derive_root_id (WayMap *self)
{
  g_autofree char *id = g_strdup (way_kind_infos[WAY_KIND_MAP].id_prefix);

  for (guint i = 2; g_hash_table_lookup (self->elements, id) != NULL; i++)
    {
      g_free (id);
      id = g_strdup_printf ("%s-%u", way_kind_infos[WAY_KIND_MAP].id_prefix, i);
    }
  return g_steal_pointer (&id);
}

/* Numbers go on from the last one of a kind, in @shared_ordinals where no parent's name tells them apart. */
static void
derive_ids_below (WayMap     *self,
                  WayElement *parent,
                  guint      *shared_ordinals)
{
  guint       places[WAY_N_KINDS] = { 0 };
  guint       own_ordinals[WAY_N_KINDS] = { 0 };
  const char *above = parent->parent != NULL && strlen (parent->id) <= LONGEST_NAME_ABOVE ? parent->id : NULL;
  guint      *ordinals = above != NULL ? own_ordinals : shared_ordinals;

  for (WayElement *child = parent->first; child != NULL; child = child->next)
    {
      places[child->kind]++;
      if (child->id == NULL)
        {
          ordinals[child->kind] = MAX (ordinals[child->kind], places[child->kind]);
          child->id = derive_id (self, above, way_kind_infos[child->kind].name, &ordinals[child->kind]);
          child->has_derived_id = TRUE;
          add_element (self, child);
        }
      derive_ids_below (self, child, shared_ordinals);
    }
}

/* Two maps of one digest were made of the same elements with the same values, so that their derived ids are the same too. */
static guint64
compute_derivation (WayElement *root)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  guint8  digest[32];
  gsize   length = sizeof (digest);
  guint64 derivation;

  for (WayElement *element = root; element != NULL; element = way_element_walk (element, root))
    {
      const guint8 place[] = { element->kind, element->slot };

      g_checksum_update (checksum, place, sizeof (place));
      g_checksum_update (checksum, (const guchar *) element->id, (gssize) strlen (element->id) + 1);
      for (guint i = 0; i < way_kind_infos[element->kind].n_fields; i++)
        if (element->values[i] != NULL)
          {
            g_checksum_update (checksum, (const guchar *) &i, sizeof (i));
            g_checksum_update (checksum, (const guchar *) element->values[i], (gssize) strlen (element->values[i]) + 1);
          }
    }
  g_checksum_get_digest (checksum, digest, &length);
  memcpy (&derivation, digest, sizeof (derivation));
  return MAX (derivation, 1);
}

static void
name_if_foreign (WayMap     *self,
                 WayElement *element)
{
  if (element->kind != WAY_KIND_FOREIGN)
    return;
  way_element_take_id (element, g_strdup_printf ("#%" G_GUINT64_FORMAT, ++self->n_foreign_ids));
}

void
way_map_name_foreign (WayMap     *self,
                      WayElement *tree)
{
  for (WayElement *element = tree; element != NULL; element = way_element_walk (element, tree))
    name_if_foreign (self, element);
}

WayMap *
way_map_new_from_root (WayElement *root,
                       char      **duplicate)
{
  g_autoptr (WayMap) self = g_object_new (WAY_TYPE_MAP, NULL);
  guint    shared_ordinals[WAY_N_KINDS] = { 0 };
  gboolean is_complete = TRUE;

  g_return_val_if_fail (root != NULL && root->kind == WAY_KIND_MAP && root->parent == NULL && root->map == NULL, NULL);

  for (WayElement *element = root; element != NULL; element = way_element_walk (element, root))
    {
      name_if_foreign (self, element);
      if (element->id == NULL)
        is_complete &= element == root;
      else if (!add_element (self, element))
        {
          if (duplicate != NULL)
            *duplicate = g_strdup (element->id);
          return NULL;
        }
    }
  if (root->id == NULL)
    {
      root->id = derive_root_id (self);
      add_element (self, root);
    }
  if (!is_complete)
    {
      derive_ids_below (self, root, shared_ordinals);
      self->derivation = compute_derivation (root);
    }
  self->root = root;
  root->map = self;
  return g_steal_pointer (&self);
}

gboolean
way_map_shares_derived_ids (WayMap *self,
                            WayMap *other)
{
  g_return_val_if_fail (WAY_IS_MAP (self) && WAY_IS_MAP (other), FALSE);

  return self->derivation == other->derivation;
}

void
way_map_keep_derived_ids (WayMap *self)
{
  g_return_if_fail (WAY_IS_MAP (self));

  for (WayElement *element = self->derivation != 0 ? self->root : NULL; element != NULL; element = way_element_walk (element, self->root))
    element->has_derived_id = FALSE;
  self->derivation = 0;
}

WayElement *
way_map_get_root (WayMap *self)
{
  g_return_val_if_fail (WAY_IS_MAP (self), NULL);

  return self->root;
}

WayElement *
way_map_lookup (WayMap     *self,
                const char *id)
{
  g_return_val_if_fail (WAY_IS_MAP (self), NULL);

  return id != NULL ? g_hash_table_lookup (self->elements, id) : NULL;
}

guint
way_map_get_n_elements (WayMap *self)
{
  g_return_val_if_fail (WAY_IS_MAP (self), 0);

  return self->n_elements;
}

guint
way_map_count (WayMap *self,
               WayKind kind)
{
  guint n = 0;

  g_return_val_if_fail (WAY_IS_MAP (self), 0);

  for (WayElement *element = self->root; element != NULL; element = way_element_walk (element, self->root))
    if (element->kind == kind && !way_element_is_prompt (element))
      n++;
  return n;
}

char *
way_map_make_id (WayMap *self,
                 WayKind kind)
{
  g_return_val_if_fail (WAY_IS_MAP (self), NULL);

  while (TRUE)
    {
      char             letters[N_ID_LETTERS + 1] = { 0 };
      g_autofree char *id = NULL;

      for (guint i = 0; i < N_ID_LETTERS; i++)
        letters[i] = ID_LETTERS[g_random_int_range (0, strlen (ID_LETTERS))];
      id = g_strdup_printf ("%s-%s", way_kind_get_info (kind)->id_prefix, letters);
      if (way_map_lookup (self, id) == NULL)
        return g_steal_pointer (&id);
    }
}

guint64
way_map_get_revision (WayMap *self)
{
  g_return_val_if_fail (WAY_IS_MAP (self), 0);

  return self->revision;
}

void
way_map_touch (WayMap     *self,
               WayElement *element)
{
  self->revision++;
  for (; element != NULL; element = element->parent)
    element->revision = self->revision;
}

void
way_map_attach (WayMap     *self,
                WayElement *tree,
                WayElement *parent,
                WayElement *before)
{
  way_element_link (tree, parent, before);
  way_map_touch (self, parent);
  for (WayElement *element = tree; element != NULL; element = way_element_walk (element, tree))
    {
      gboolean added = add_element (self, element);

      g_assert (added);
    }
}

void
way_map_detach (WayMap     *self,
                WayElement *tree)
{
  way_map_touch (self, tree->parent);
  way_element_unlink (tree);
  for (WayElement *element = tree; element != NULL; element = way_element_walk (element, tree))
    {
      g_hash_table_remove (self->elements, element->id);
      self->n_elements -= element->kind != WAY_KIND_FOREIGN;
    }
}

void
way_map_emit_edited (WayMap        *self,
                     const WayEdit *edit)
{
  g_signal_emit (self, signals[EDITED], 0, edit);
}

/* The id under which a file brought the same image along; NULL when there is none. */
static const char *
find_image (WayMap *self,
            GBytes *bytes)
{
  GHashTableIter iter;
  gpointer       id;
  gpointer       known;
  const char    *first = NULL;

  g_hash_table_iter_init (&iter, self->images);
  while (g_hash_table_iter_next (&iter, &id, &known))
    if (g_bytes_equal (known, bytes) && (first == NULL || strcmp (id, first) < 0))
      first = id;
  return first;
}

const char *
way_map_add_image (WayMap *self,
                   GBytes *bytes)
{
  g_autofree char *digest = NULL;
  gpointer         key = NULL;

  g_return_val_if_fail (WAY_IS_MAP (self) && bytes != NULL, NULL);

  key = (gpointer) find_image (self, bytes);
  if (key != NULL)
    return key;
  digest = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
  /* Longer only where a file gave the shorter id to other bytes. */
  for (gsize length = IMAGE_ID_DIGITS; length <= strlen (digest); length++)
    {
      g_autofree char *id = g_strdup_printf ("i%.*s", (int) length, digest);

      if (way_map_add_image_as (self, id, bytes))
        {
          g_hash_table_lookup_extended (self->images, id, &key, NULL);
          break;
        }
    }
  return key;
}

gboolean
way_map_add_image_as (WayMap     *self,
                      const char *id,
                      GBytes     *bytes)
{
  GBytes *known;

  g_return_val_if_fail (WAY_IS_MAP (self) && id != NULL && bytes != NULL, FALSE);

  known = g_hash_table_lookup (self->images, id);
  if (known == NULL)
    g_hash_table_insert (self->images, g_strdup (id), g_bytes_ref (bytes));
  return known == NULL || g_bytes_equal (known, bytes);
}

GBytes *
way_map_get_image (WayMap     *self,
                   const char *id)
{
  g_return_val_if_fail (WAY_IS_MAP (self), NULL);

  return id != NULL ? g_hash_table_lookup (self->images, id) : NULL;
}

GHashTable *
way_map_get_images (WayMap *self)
{
  g_return_val_if_fail (WAY_IS_MAP (self), NULL);

  return self->images;
}

static int
compare_strings (gconstpointer a,
                 gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

GPtrArray *
way_map_list_used_images (WayMap *self)
{
  GPtrArray *ids;
  g_autoptr (GHashTable) seen = g_hash_table_new (g_direct_hash, g_direct_equal);

  g_return_val_if_fail (WAY_IS_MAP (self), NULL);

  ids = g_ptr_array_new ();
  for (WayElement *element = self->root; element != NULL; element = way_element_walk (element, self->root))
    {
      const WayKindInfo *info = &way_kind_infos[element->kind];

      for (guint i = 0; i < info->n_fields; i++)
        {
          gpointer id;

          if (info->fields[i].type == WAY_FIELD_BLOB && element->values[i] != NULL &&
              g_hash_table_lookup_extended (self->images, element->values[i], &id, NULL) && g_hash_table_add (seen, id))
            g_ptr_array_add (ids, id);
        }
    }
  g_ptr_array_sort (ids, compare_strings);
  return ids;
}

WayElement *
way_map_get_persona (WayMap *self,
                     guint   position)
{
  WayElement *persona;

  g_return_val_if_fail (WAY_IS_MAP (self), NULL);

  persona = way_element_get_first_of (self->root, WAY_KIND_PERSONA);
  while (persona != NULL && position-- > 0)
    persona = way_element_get_next_of (persona);
  return persona;
}

int
way_card_get_kind (WayElement *card)
{
  WayElement *lane;

  g_return_val_if_fail (card != NULL && card->kind == WAY_KIND_CARD, -1);

  if (card->parent == NULL || card->parent->kind != WAY_KIND_STAGE)
    return -1;
  lane = way_element_get_reference (card, WAY_CARD_LANE);
  return lane != NULL && lane->kind == WAY_KIND_LANE ? way_element_get_choice (lane, WAY_LANE_HOLDS) : -1;
}
