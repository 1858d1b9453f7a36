/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Layout"

#include <math.h>
#include <string.h>

#include "waymark/way-words.h"

#include "way-layout-private.h"

G_DEFINE_FINAL_TYPE (WayLayout, way_layout, G_TYPE_OBJECT)

static void
clear_text (WayText **text)
{
  g_clear_pointer (text, way_text_unref);
}

static void
clear_persona (gpointer data)
{
  WayPersonaBox *persona = data;

  for (guint i = 0; i < persona->n_texts; i++)
    clear_text (&persona->texts[i].text);
  g_free (persona->image);
}

static void
clear_frame (WayLayoutFrame *frame)
{
  g_free (frame->column_x);
  g_free (frame->stages);
  for (guint i = 0; i < frame->n_phases; i++)
    clear_text (&frame->phases[i].name);
  g_free (frame->phases);
  for (guint i = 0; i < frame->n_rows; i++)
    {
      clear_text (&frame->rows[i].name);
      clear_text (&frame->rows[i].hint);
    }
  g_free (frame->rows);
  clear_text (&frame->headline);
  clear_text (&frame->subtitle);
  g_free (frame->logo);
  for (guint i = 0; i < frame->n_personas; i++)
    clear_persona (&frame->personas[i]);
  g_free (frame->personas);
  for (guint i = 0; i < WAY_N_LEVELS; i++)
    clear_text (&frame->levels[i]);
  clear_text (&frame->curve_hint);
  g_clear_pointer (&frame->curves, g_ptr_array_unref);
  g_clear_pointer (&frame->truths, g_array_unref);
  g_clear_pointer (&frame->callouts, g_array_unref);
  g_clear_pointer (&frame->links, g_array_unref);
  g_clear_pointer (&frame->legend, g_array_unref);
  clear_text (&frame->footer);
  if (frame->drawn != NULL && frame->drawn_free != NULL)
    frame->drawn_free (frame->drawn);
}

static void
way_layout_dispose (GObject *object)
{
  WayLayout *self = WAY_LAYOUT (object);

  g_clear_object (&self->map);
  G_OBJECT_CLASS (way_layout_parent_class)->dispose (object);
}

static void
way_layout_finalize (GObject *object)
{
  WayLayout *self = WAY_LAYOUT (object);

  clear_frame (&self->frame);
  g_free (self->grid_key);
  g_free (self->box_key);
  g_free (self->own_language);
  g_free (self->skyline);
  g_free (self->curve_column_x);
  g_clear_pointer (&self->curve_stages, g_ptr_array_unref);
  g_free (self->callouts_key);
  g_clear_pointer (&self->routes, g_array_unref);
  g_array_unref (self->row_depths);
  g_ptr_array_unref (self->stages);
  g_ptr_array_unref (self->personas);
  g_hash_table_unref (self->texts);
  g_hash_table_unref (self->old_texts);
  g_hash_table_unref (self->replaced);
  g_array_unref (self->replacing_stages);
  g_hash_table_unref (self->lane_rows);
  g_hash_table_unref (self->stage_states);
  way_typesetter_unref (self->typesetter);
  G_OBJECT_CLASS (way_layout_parent_class)->finalize (object);
}

/* What a text of the frame is found by. */
typedef struct
{
  const char  *text;
  WayTextRole  role;
  double       width;
  WayTextAlign align;
  gboolean     right_to_left;
} TextKey;

static guint
hash_text_key (gconstpointer data)
{
  const TextKey *key = data;

  return g_str_hash (key->text) * 31 + (guint) key->role + 7 * g_double_hash (&key->width);
}

static gboolean
text_keys_equal (gconstpointer first,
                 gconstpointer second)
{
  const TextKey *a = first;
  const TextKey *b = second;

  return a->role == b->role && a->width == b->width && a->align == b->align && a->right_to_left == b->right_to_left && strcmp (a->text, b->text) == 0;
}

/* The keys' words are those of the texts. */
static GHashTable *
new_text_table (void)
{
  return g_hash_table_new_full (hash_text_key, text_keys_equal, g_free, (GDestroyNotify) way_text_unref);
}

static void
way_layout_class_init (WayLayoutClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = way_layout_dispose;
  G_OBJECT_CLASS (klass)->finalize = way_layout_finalize;
}

static void
way_layout_init (WayLayout *self)
{
  self->stage_states = g_hash_table_new_full (NULL, NULL, NULL, way_stage_state_free);
  self->stages = g_ptr_array_new ();
  self->row_depths = g_array_new (FALSE, TRUE, sizeof (double));
  self->personas = g_ptr_array_new ();
  self->replaced = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->replacing_stages = g_array_new (FALSE, FALSE, sizeof (WayReplacingStage));
  self->lane_rows = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->texts = new_text_table ();
  self->old_texts = new_text_table ();
  self->frame.feelings_row = -1;
  self->touchpoints_row = -1;
}

WayText *
way_layout_set_text (WayLayout   *self,
                     const char  *text,
                     WayTextRole  role,
                     double       width,
                     WayTextAlign align)
{
  return way_text_new (self->typesetter, text, &self->theme.text[role], width, align, self->frame.right_to_left);
}

/* Texts that two updates in a row did not ask for are forgotten. */
static void
start_texts (WayLayout *self)
{
  g_hash_table_unref (self->old_texts);
  self->old_texts = g_steal_pointer (&self->texts);
  self->texts = new_text_table ();
}

WayText *
way_layout_reuse_text (WayLayout   *self,
                       const char  *text,
                       WayTextRole  role,
                       double       width,
                       WayTextAlign align)
{
  TextKey  key = { text, role, width, align, self->frame.right_to_left };
  WayText *found = g_hash_table_lookup (self->old_texts, &key);

  if (found == NULL)
    found = way_layout_set_text (self, text, role, width, align);
  else
    way_text_ref (found);
  key.text = found->text;
  g_hash_table_replace (self->texts, g_memdup2 (&key, sizeof key), way_text_ref (found));
  return found;
}

WayText *
way_layout_reuse_tight_text (WayLayout  *self,
                             const char *text,
                             WayTextRole role,
                             double      width)
{
  g_autoptr (WayText) wrapped = way_layout_reuse_text (self, text, role, width, WAY_TEXT_START);

  return way_layout_reuse_text (self, text, role, ceil (wrapped->ink_width + 0.5), WAY_TEXT_START);
}

static void
append_list (GString           *key,
             const char *const *list)
{
  g_string_append_c (key, list != NULL ? '[' : '-');
  for (guint i = 0; list != NULL && list[i] != NULL; i++)
    g_string_append_printf (key, "%s ", list[i]);
}

static void
append_children (GString    *key,
                 WayElement *root,
                 WayKind     kind)
{
  for (WayElement *child = way_element_get_first_of (root, kind); child != NULL; child = way_element_get_next_of (child))
    g_string_append_printf (key, "%p:%" G_GUINT64_FORMAT " ", (void *) child, way_element_get_revision (child));
  g_string_append_c (key, ';');
}

static void
append_fields (GString    *key,
               WayElement *element,
               guint       from,
               guint       until)
{
  for (guint field = from; field < until; field++)
    g_string_append_printf (key, "%s|", way_element_get_text (element, field));
}

/* All that every cell depends on: when this differs each cell is looked at anew. */
static char *
make_grid_key (WayLayout     *self,
               const WayView *view)
{
  WayElement *root = way_map_get_root (self->map);
  GString    *key = g_string_new (NULL);

  g_string_append_printf (key, "%d %d %s;", view->state, view->prompts, view->persona != NULL ? view->persona : "");
  append_list (key, view->stages);
  append_list (key, view->lanes);
  append_list (key, view->personas);
  append_fields (key, root, WAY_MAP_LANGUAGE, WAY_MAP_INDUSTRY);
  append_fields (key, root, WAY_MAP_ARRANGEMENT, WAY_MAP_BRAND);
  append_fields (key, root, WAY_MAP_STEP_WIDTH, WAY_MAP_TITLE);
  append_children (key, root, WAY_KIND_LEVEL);
  append_children (key, root, WAY_KIND_SOURCE);
  append_children (key, root, WAY_KIND_PERSONA);
  /* One who only asks is shown as soon as anything is hers. */
  for (guint i = 0; i < self->personas->len; i++)
    g_string_append_printf (key, "%s ", way_element_get_id (g_ptr_array_index (self->personas, i)));
  append_children (key, root, WAY_KIND_LANE);
  append_children (key, root, WAY_KIND_PHASE);
  return g_string_free (key, FALSE);
}

static void
collect_personas (WayLayout *self)
{
  WayElement *root = way_map_get_root (self->map);

  g_ptr_array_set_size (self->personas, 0);
  for (WayElement *persona = way_element_get_first_of (root, WAY_KIND_PERSONA); persona != NULL; persona = way_element_get_next_of (persona))
    {
      if (self->view.personas != NULL && !g_strv_contains (self->view.personas, way_element_get_id (persona)))
        continue;
      if (!self->view.prompts && way_element_is_prompt (persona))
        continue;
      g_ptr_array_add (self->personas, persona);
    }
}

/* Where lines break depends on the language: a typesetter of our own follows the map. */
static void
follow_language (WayLayout  *self,
                 const char *language)
{
  if (self->own_language == NULL || g_strcmp0 (self->own_language, language) == 0)
    return;
  g_free (self->own_language);
  self->own_language = g_strdup (language);
  way_typesetter_unref (self->typesetter);
  self->typesetter = way_typesetter_new (language);
  g_hash_table_remove_all (self->texts);
}

/* What every box depends on, beside its element and what it was asked for. */
static void
update_box_serial (WayLayout *self)
{
  WayElement      *persona = way_layout_get_active_persona (self);
  g_autofree char *key = g_strdup_printf ("%s %d %d %d %s", self->frame.language, self->frame.stacked, self->frame.state, self->view.prompts,
                                          persona != NULL ? way_element_get_id (persona) : "");

  if (g_strcmp0 (key, self->box_key) == 0)
    return;
  g_free (self->box_key);
  self->box_key = g_steal_pointer (&key);
  self->box_serial++;
}

static void
start_frame (WayLayout     *self,
             const WayView *view)
{
  WayElement *root = way_map_get_root (self->map);
  const char *language = way_element_get (root, WAY_MAP_LANGUAGE);

  self->view = *view;
  self->frame.map = self->map;
  self->frame.language = language != NULL ? language : "en";
  self->frame.right_to_left = way_words_is_right_to_left (language);
  self->frame.stacked = way_element_get_choice (root, WAY_MAP_ARRANGEMENT) == WAY_ARRANGEMENT_STACKED;
  self->frame.state = view->state;
  follow_language (self, self->frame.language);
}

gboolean
way_layout_update_within (WayLayout     *self,
                          const WayView *view,
                          double         width,
                          double         height)
{
  g_autofree char *grid_key = NULL;
  gboolean         replaced_changed;
  gboolean         was_partial = self->is_partial;
  double           top;

  g_return_val_if_fail (WAY_IS_LAYOUT (self), TRUE);
  g_return_val_if_fail (view != NULL, TRUE);

  self->look_width = width;
  self->look_height = height;
  self->is_partial = FALSE;
  start_frame (self, view);
  start_texts (self);
  collect_personas (self);
  grid_key = make_grid_key (self, view);
  replaced_changed = way_layout_update_replaced (self);
  if (replaced_changed || g_strcmp0 (grid_key, self->grid_key) != 0)
    {
      g_free (self->grid_key);
      self->grid_key = g_steal_pointer (&grid_key);
      self->serial++;
      update_box_serial (self);
      way_layout_update_rows (self);
    }
  way_layout_update_columns (self);
  way_layout_update_cells (self);
  /* Faces came or went: words, labels and callouts have other neighbours. */
  self->points_changed = self->points_changed || was_partial || self->is_partial;
  way_layout_update_curves (self);
  top = way_layout_update_head (self);
  self->links_height = way_layout_measure_links (self);
  way_layout_update_callouts (self);
  way_layout_place_rows (self, top);
  way_layout_place_links (self);
  way_layout_update_truths (self);
  way_layout_update_foot (self);
  /* The lists of a view are the caller's. */
  self->view.stages = self->view.lanes = self->view.personas = NULL;
  self->view.persona = NULL;
  return !self->is_partial;
}

void
way_layout_update (WayLayout     *self,
                   const WayView *view)
{
  way_layout_update_within (self, view, G_MAXDOUBLE, G_MAXDOUBLE);
}

WayLayout *
way_layout_new (WayMap         *map,
                WayTypesetter  *typesetter,
                const WayTheme *theme)
{
  WayLayout  *self;
  const char *language;

  g_return_val_if_fail (WAY_IS_MAP (map), NULL);
  g_return_val_if_fail (theme != NULL, NULL);

  self = g_object_new (WAY_TYPE_LAYOUT, NULL);
  self->map = g_object_ref (map);
  self->theme = *theme;
  language = way_element_get (way_map_get_root (map), WAY_MAP_LANGUAGE);
  if (typesetter != NULL)
    self->typesetter = way_typesetter_ref (typesetter);
  else
    {
      self->own_language = g_strdup (language != NULL ? language : "en");
      self->typesetter = way_typesetter_new (self->own_language);
    }
  return self;
}

const WayLayoutFrame *
way_layout_get_frame (WayLayout *self)
{
  g_return_val_if_fail (WAY_IS_LAYOUT (self), NULL);

  return &self->frame;
}
