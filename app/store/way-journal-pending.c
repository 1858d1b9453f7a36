/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Store"

#include "config.h"

#include "way-journal-private.h"

/* One edit: what takes it back at once is known by its place and by what was there before. */
typedef struct
{
  WayEditType       type;
  char             *id;
  const WayElement *tree; /* only to be compared */
  char             *where;
  char             *was;
  gsize             start; /* of its bytes */
} Pending;

struct _WayJournalPending
{
  GArray     *edits;
  GByteArray *bytes;
  GHashTable *images;
};

static void
clear_pending (gpointer data)
{
  Pending *pending = data;

  g_free (pending->id);
  g_free (pending->where);
  g_free (pending->was);
}

WayJournalPending *
way_journal_pending_new (void)
{
  WayJournalPending *self = g_new0 (WayJournalPending, 1);

  self->edits = g_array_new (FALSE, FALSE, sizeof (Pending));
  g_array_set_clear_func (self->edits, clear_pending);
  self->bytes = g_byte_array_new ();
  self->images = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return self;
}

void
way_journal_pending_free (WayJournalPending *self)
{
  g_array_unref (self->edits);
  g_byte_array_unref (self->bytes);
  g_hash_table_unref (self->images);
  g_free (self);
}

static char *
dup_place (const char *parent,
           const char *before)
{
  return g_strconcat (parent, " ", before, NULL);
}

/* What of the element it is about: a field, what others wrote, its place. */
static char *
dup_where (const WayEdit *edit)
{
  switch (edit->type)
    {
    case WAY_EDIT_SET:
      return g_strdup_printf ("%u", edit->field);
    case WAY_EDIT_SET_FOREIGN:
      return g_strdup (edit->path);
    case WAY_EDIT_INSERT:
    case WAY_EDIT_REMOVE:
      return dup_place (edit->parent, edit->before);
    case WAY_EDIT_MOVE:
    default:
      return g_strdup ("");
    }
}

static char *
dup_was (const WayEdit *edit)
{
  return edit->type == WAY_EDIT_MOVE ? dup_place (edit->old_parent, edit->old_before) : g_strdup (edit->old_value);
}

static gboolean
is_same_thing (const Pending *last,
               const WayEdit *edit,
               const char    *where)
{
  return last->type == edit->type && g_str_equal (last->id, edit->id) && g_str_equal (last->where, where);
}

/* Whether @edit leaves nothing of @last. */
static gboolean
takes_back (const Pending *last,
            const WayEdit *edit,
            const char    *where)
{
  g_autofree char *now = NULL;

  switch (edit->type)
    {
    case WAY_EDIT_INSERT:
      return last->type == WAY_EDIT_REMOVE && last->tree == edit->tree && g_str_equal (last->where, where);
    case WAY_EDIT_REMOVE:
      return last->type == WAY_EDIT_INSERT && last->tree == edit->tree && g_str_equal (last->where, where);
    case WAY_EDIT_MOVE:
      now = dup_place (edit->parent, edit->before);
      return is_same_thing (last, edit, where) && g_str_equal (last->was, now);
    case WAY_EDIT_SET:
    case WAY_EDIT_SET_FOREIGN:
    default:
      return is_same_thing (last, edit, where) && g_strcmp0 (last->was, edit->value) == 0;
    }
}

static void
pop (WayJournalPending *self)
{
  const Pending *last = &g_array_index (self->edits, Pending, self->edits->len - 1);

  g_byte_array_set_size (self->bytes, (guint) last->start);
  g_array_set_size (self->edits, self->edits->len - 1);
}

void
way_journal_pending_add (WayJournalPending *self,
                         const WayEdit     *edit,
                         WayMap            *map)
{
  Pending         *last = self->edits->len > 0 ? &g_array_index (self->edits, Pending, self->edits->len - 1) : NULL;
  g_autofree char *where = dup_where (edit);
  Pending          pending = { 0 };

  if (last != NULL && takes_back (last, edit, where))
    {
      pop (self);
      return;
    }
  /* Of a word that is being typed only the last state counts. */
  if (last != NULL && (edit->type == WAY_EDIT_SET || edit->type == WAY_EDIT_SET_FOREIGN) && is_same_thing (last, edit, where))
    {
      g_byte_array_set_size (self->bytes, (guint) last->start);
      way_journal_put_edit (self->bytes, edit, map, self->images);
      return;
    }
  pending.type = edit->type;
  pending.id = g_strdup (edit->id);
  pending.tree = edit->tree;
  pending.where = g_steal_pointer (&where);
  pending.was = dup_was (edit);
  pending.start = self->bytes->len;
  g_array_append_val (self->edits, pending);
  way_journal_put_edit (self->bytes, edit, map, self->images);
}

gboolean
way_journal_pending_is_empty (const WayJournalPending *self)
{
  return self->edits->len == 0;
}

void
way_journal_pending_put (const WayJournalPending *self,
                         GByteArray              *bytes)
{
  g_byte_array_append (bytes, self->bytes->data, self->bytes->len);
}

GHashTable *
way_journal_pending_get_images (const WayJournalPending *self)
{
  return self->images;
}

void
way_journal_pending_clear (WayJournalPending *self)
{
  g_array_set_size (self->edits, 0);
  g_byte_array_set_size (self->bytes, 0);
  g_hash_table_remove_all (self->images);
}
