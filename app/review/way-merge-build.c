/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Review"

#include <string.h>

#include "way-merge-private.h"

#define DIGEST_LENGTH 8

static gboolean
is_foreign (const WayJoint *joint)
{
  return way_element_get_kind (way_joint_get_any (joint)) == WAY_KIND_FOREIGN;
}

/* An id that nothing in any of the maps has; @taken are those given so far. */
static char *
make_id (const WayMerge *self,
         GHashTable     *taken,
         const char     *wish)
{
  /* With a number behind it an id of 100 bytes would be too long. */
  gsize length = MIN (strlen (wish), 90);

  while (length > 0 && (wish[length] & 0xc0) == 0x80)
    length--;
  for (guint number = 2;; number++)
    {
      g_autofree char *id = g_strdup_printf ("%.*s-%u", (int) length, wish, number);
      gboolean         is_free = !g_hash_table_contains (taken, id);

      for (guint side = 0; is_free && side < WAY_N_SIDES; side++)
        is_free = way_map_lookup (self->maps[side], id) == NULL;
      if (is_free)
        return g_steal_pointer (&id);
    }
}

/* What has its id on a side, as the file has it or, with @derived, as it was derived. */
static void
give_ids (WayMerge   *self,
          WaySide     side,
          gboolean    derived,
          GHashTable *taken)
{
  for (guint i = 0; i < self->joints->len; i++)
    {
      WayJoint *joint = self->joints->pdata[i];

      if (joint->is_gone || joint->id != NULL || joint->on[side] == NULL || is_foreign (joint) ||
          way_element_has_derived_id (joint->on[side]) != derived)
        continue;
      joint->id = g_strdup (way_element_get_id (joint->on[side]));
      if (g_hash_table_contains (taken, joint->id))
        {
          g_autofree char *wish = g_steal_pointer (&joint->id);

          joint->id = make_id (self, taken, wish);
        }
      g_hash_table_add (taken, joint->id);
    }
}

static void
give_root_id (WayMerge   *self,
              GHashTable *taken)
{
  const char *was = way_element_get_id (self->root->on[WAY_SIDE_BASE]);
  const char *mine = way_element_get_id (self->root->on[WAY_SIDE_OURS]);
  const char *theirs = way_element_get_id (self->root->on[WAY_SIDE_THEIRS]);

  self->root->id = g_strdup (g_str_equal (was, mine) ? theirs : mine);
  g_hash_table_add (taken, self->root->id);
}

/*
 * The map's own id is a value like others; else what ours has keeps its id, and of theirs what is still free. An id that a file
 * gives goes before a derived one: the next version of that file has it too.
 */
static GHashTable *
give_all_ids (WayMerge *self)
{
  GHashTable *taken = g_hash_table_new (g_str_hash, g_str_equal);

  give_root_id (self, taken);
  for (guint derived = FALSE; derived <= TRUE; derived++)
    for (guint side = WAY_SIDE_OURS; side < WAY_N_SIDES; side++)
      give_ids (self, side, derived != 0, taken);
  return taken;
}

/* Places were noted with the ids of the side that they are on. */
static void
translate_places (WayMerge *self)
{
  for (guint i = 0; i < self->clashes->len; i++)
    {
      WayClash *clash = &g_array_index (self->clashes, WayClash, i);

      for (guint side = 0; clash->kind == WAY_CONFLICT_PLACE && side < WAY_N_SIDES; side++)
        {
          g_auto (GStrv) ids = g_strsplit (clash->texts[side] != NULL ? clash->texts[side] : "", " ", -1);

          for (guint j = 0; ids[j] != NULL; j++)
            {
              const WayJoint *joint = way_merge_look_up (self, side, ids[j]);

              if (joint == NULL || joint->id == NULL)
                continue;
              g_free (ids[j]);
              ids[j] = g_strdup (joint->id);
            }
          if (clash->texts[side] == NULL)
            continue;
          g_free (clash->texts[side]);
          clash->texts[side] = g_strjoinv (" ", ids);
        }
    }
}

static void
make_element (WayMerge *self,
              WayJoint *joint)
{
  WayKind            kind = way_element_get_kind (way_joint_get_any (joint));
  const WayKindInfo *info = way_kind_get_info (kind);

  joint->element = way_element_new (kind, joint->id);
  for (guint i = 0; i < info->n_fields; i++)
    way_element_take_value (joint->element, i, way_merge_dup_value (self, joint, i));
  way_merge_foreign_attributes (self, joint);
  for (guint i = 0; i < joint->children->len; i++)
    {
      WayJoint *child = joint->children->pdata[i];

      make_element (self, child);
      if (is_foreign (child))
        {
          const WayElement *model = child->placed_by == WAY_SIDE_THEIRS || child->on[WAY_SIDE_OURS] == NULL ? child->on[WAY_SIDE_THEIRS]
                                                                                                            : child->on[WAY_SIDE_OURS];

          way_element_append_foreign (joint->element, child->element, way_element_get_slot (model), way_element_get_outside (model));
        }
      else
        way_element_append (joint->element, child->element);
    }
}

/* Takes a value away that cannot stay, and tells what it was. */
static void
clear_field (WayMerge *self,
             WayJoint *joint,
             guint     field)
{
  const WayKindInfo *info = way_kind_get_info (way_element_get_kind (joint->element));
  char              *texts[WAY_N_SIDES];

  for (guint side = 0; side < WAY_N_SIDES; side++)
    texts[side] = way_merge_dup_value_on (self, joint, side, field);
  way_merge_add_clash (self, joint, WAY_CONFLICT_VALUE, info->fields[field].name, texts[WAY_SIDE_BASE], texts[WAY_SIDE_OURS], texts[WAY_SIDE_THEIRS]);
  way_element_take_value (joint->element, field, NULL);
}

/* Two feelings of one persona and state, two levels of one score: one of them has to lose what makes it so. */
static void
part_twins (WayMerge *self)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (way_element_hash_natural_key, way_element_has_same_natural_key);

  for (guint i = 0; i < self->joints->len; i++)
    {
      WayJoint          *joint = self->joints->pdata[i];
      const WayKindInfo *info;

      if (joint->is_gone || !way_element_has_natural_key (joint->element))
        continue;
      if (!g_hash_table_contains (seen, joint->element))
        {
          g_hash_table_add (seen, joint->element);
          continue;
        }
      info = way_kind_get_info (way_element_get_kind (joint->element));
      for (guint field = 0; field < info->n_fields; field++)
        if ((info->natural_key & 1u << field) != 0 && info->fields[field].type != WAY_FIELD_CHOICE)
          {
            clear_field (self, joint, field);
            break;
          }
    }
}

/* A link that one side moved to where the other side lets it lead. */
static void
mend_links (WayMerge *self)
{
  for (guint i = 0; i < self->joints->len; i++)
    {
      WayJoint *joint = self->joints->pdata[i];

      if (!joint->is_gone && way_element_get_kind (joint->element) == WAY_KIND_LINK &&
          g_strcmp0 (way_element_get (joint->element, WAY_LINK_TO), joint->parent->id) == 0)
        clear_field (self, joint, WAY_LINK_TO);
    }
}

/* Ids of conflicts come from what they are about, so that the same merge gives the same file everywhere. */
static char *
dup_conflict_id (const WayMerge *self,
                 const WayClash *clash,
                 GHashTable     *taken)
{
  g_autofree char *all = g_strdup_printf ("%s\n%d\n%s\n%s\n%s", clash->about->id, (int) clash->kind, clash->field != NULL ? clash->field : "",
                                          clash->texts[WAY_SIDE_OURS] != NULL ? clash->texts[WAY_SIDE_OURS] : "",
                                          clash->texts[WAY_SIDE_THEIRS] != NULL ? clash->texts[WAY_SIDE_THEIRS] : "");
  g_autofree char *digest = g_compute_checksum_for_string (G_CHECKSUM_SHA256, all, -1);
  g_autofree char *id = g_strdup_printf ("%s-%.*s", way_kind_get_info (WAY_KIND_CONFLICT)->id_prefix, DIGEST_LENGTH, digest);
  gboolean         is_taken = g_hash_table_contains (taken, id);

  for (guint side = 0; side < WAY_N_SIDES; side++)
    is_taken |= way_map_lookup (self->maps[side], id) != NULL;
  return is_taken ? make_id (self, taken, id) : g_steal_pointer (&id);
}

static WayElement *
make_conflict (const WayMerge *self,
               WayClash       *clash,
               GHashTable     *taken)
{
  g_autofree char *id = dup_conflict_id (self, clash, taken);
  WayElement      *conflict = way_element_new (WAY_KIND_CONFLICT, id);
  const WayChoice *kinds = way_kind_get_info (WAY_KIND_CONFLICT)->fields[WAY_CONFLICT_KIND].choices;

  g_hash_table_add (taken, g_strdup (id));
  way_element_take_value (conflict, WAY_CONFLICT_ABOUT, g_strdup (clash->about->id));
  way_element_take_value (conflict, WAY_CONFLICT_KIND, g_strdup (kinds[clash->kind].word));
  way_element_take_value (conflict, WAY_CONFLICT_FIELD, g_strdup (clash->field));
  if (clash->image != NULL)
    way_element_take_value (conflict, WAY_CONFLICT_IMAGE, g_strdup (clash->texts[WAY_SIDE_THEIRS]));
  for (guint side = 0; side < WAY_N_SIDES; side++)
    way_element_take_value (conflict, WAY_CONFLICT_WAS + side, g_steal_pointer (&clash->texts[side]));
  return conflict;
}

/* Whether an earlier merge has left the very same one. */
static gboolean
is_known (const WayMerge   *self,
          const WayElement *conflict)
{
  for (WayElement *other = way_element_get_first_of (self->root->element, WAY_KIND_CONFLICT); other != NULL; other = way_element_get_next_of (other))
    {
      gboolean is_same = TRUE;

      for (guint i = 0; i < WAY_CONFLICT_N_FIELDS; i++)
        is_same = is_same && (i == WAY_CONFLICT_WAS || g_strcmp0 (way_element_get (conflict, i), way_element_get (other, i)) == 0);
      if (is_same)
        return TRUE;
    }
  return FALSE;
}

static void
add_conflicts (WayMerge   *self,
               GHashTable *given)
{
  g_autoptr (GHashTable) taken = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GHashTableIter iter;
  gpointer       id;

  g_hash_table_iter_init (&iter, given);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    g_hash_table_add (taken, g_strdup (id));
  for (guint i = 0; i < self->clashes->len; i++)
    {
      WayElement *conflict = make_conflict (self, &g_array_index (self->clashes, WayClash, i), taken);

      if (is_known (self, conflict))
        {
          way_element_free (conflict);
          continue;
        }
      way_element_append (self->root->element, conflict);
      g_ptr_array_add (self->conflicts, conflict);
    }
}

void
way_merge_build (WayMerge *self)
{
  g_autoptr (GHashTable) taken = give_all_ids (self);
  g_autoptr (WayMap) images = way_map_new (NULL);
  GHashTableIter iter;
  gpointer       id;
  gpointer       bytes;

  translate_places (self);
  /* Images come together while the values are chosen; the map that they are for is there only when its root is. */
  self->result = g_steal_pointer (&images);
  make_element (self, self->root);
  part_twins (self);
  mend_links (self);
  add_conflicts (self, taken);

  images = g_steal_pointer (&self->result);
  self->result = way_map_new_from_root (self->root->element, NULL);
  g_assert (self->result != NULL);
  g_hash_table_iter_init (&iter, way_map_get_images (images));
  while (g_hash_table_iter_next (&iter, &id, &bytes))
    way_map_add_image_as (self->result, id, bytes);
}
