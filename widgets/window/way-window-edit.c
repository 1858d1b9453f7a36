/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Window"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "way-window-private.h"

#include "dialogs/way-dialogs.h"
#include "waymark/way-commands.h"
#include "waymark/way-hit.h"

/* --- What is selected --------------------------------------------------------------- */

static WayHistory *
get_history (WayWindow *self)
{
  return way_document_get_history (self->document);
}

WaySelection *
way_window_get_selection (WayWindow *self)
{
  return way_editor_get_selection (self->editor);
}

/* The element that was chosen last. */
static WayElement *
get_focus (WayWindow *self)
{
  const char *id = self->editor != NULL ? way_selection_get_focus (way_window_get_selection (self)) : NULL;

  return id != NULL ? way_map_lookup (way_editor_get_map (self->editor), id) : NULL;
}

/* The touchpoint that is selected, or the one of the point or of the card that is. */
static WayElement *
get_touchpoint (WayWindow *self)
{
  WayElement *focus = get_focus (self);

  for (WayElement *element = focus; element != NULL; element = way_element_get_parent (element))
    if (way_element_get_kind (element) == WAY_KIND_TOUCHPOINT)
      return element;
  return focus != NULL && way_element_get_kind (focus) == WAY_KIND_CARD ? way_element_get_reference (focus, WAY_CARD_ABOUT) : NULL;
}

static WayElement *
get_stage (WayWindow *self)
{
  WayElement *focus = get_focus (self);

  if (focus != NULL && way_element_get_kind (focus) == WAY_KIND_STAGE)
    return focus;
  return focus != NULL ? way_element_get_stage (focus) : NULL;
}

static gboolean
is_focus_of (WayWindow *self,
             WayKind    kind)
{
  WayElement *focus = get_focus (self);

  return focus != NULL && way_element_get_kind (focus) == kind;
}

gboolean
way_window_has_map (WayWindow *self)
{
  return self->document != NULL;
}

gboolean
way_window_has_selection (WayWindow *self)
{
  return get_focus (self) != NULL;
}

gboolean
way_window_has_stage (WayWindow *self)
{
  return get_stage (self) != NULL;
}

gboolean
way_window_has_touchpoint (WayWindow *self)
{
  return get_touchpoint (self) != NULL;
}

gboolean
way_window_can_split (WayWindow *self)
{
  WayElement *touchpoint = get_touchpoint (self);

  return touchpoint != NULL && way_element_get_first_of (way_element_get_parent (touchpoint), WAY_KIND_TOUCHPOINT) != touchpoint;
}

gboolean
way_window_can_merge (WayWindow *self)
{
  WayElement *stage = get_stage (self);

  return stage != NULL && way_element_get_next_of (stage) != NULL;
}

gboolean
way_window_can_gather (WayWindow *self)
{
  for (guint i = 0; self->editor != NULL && i < way_selection_get_size (way_window_get_selection (self)); i++)
    {
      WayElement *element = way_map_lookup (way_editor_get_map (self->editor), way_selection_get_nth (way_window_get_selection (self), i));

      if (element == NULL || (way_element_get_kind (element) != WAY_KIND_TOUCHPOINT && way_element_get_kind (element) != WAY_KIND_CARD))
        return FALSE;
    }
  return get_focus (self) != NULL;
}

gboolean
way_window_can_raise (WayWindow *self)
{
  return is_focus_of (self, WAY_KIND_TOUCHPOINT);
}

gboolean
way_window_can_sink (WayWindow *self)
{
  WayElement *focus = get_focus (self);

  return is_focus_of (self, WAY_KIND_STAGE) && way_element_get_first_of (focus, WAY_KIND_TOUCHPOINT) == NULL &&
         way_element_count (way_element_get_parent (focus), WAY_KIND_STAGE) > 1;
}

gboolean
way_window_has_card (WayWindow *self)
{
  return is_focus_of (self, WAY_KIND_CARD);
}

gboolean
way_window_has_phase (WayWindow *self)
{
  return is_focus_of (self, WAY_KIND_PHASE);
}

gboolean
way_window_has_stage_head (WayWindow *self)
{
  return is_focus_of (self, WAY_KIND_STAGE);
}

gboolean
way_window_can_select_lane (WayWindow *self)
{
  WayElement *focus = get_focus (self);

  if (focus == NULL)
    return FALSE;
  return way_element_get_kind (focus) == WAY_KIND_LANE || get_touchpoint (self) != NULL ||
         (way_element_get_kind (focus) == WAY_KIND_CARD && way_element_get_reference (focus, WAY_CARD_LANE) != NULL);
}

/* --- After a command ------------------------------------------------------------------- */

/* Says why not; the map has not changed then. */
static void
tell (WayWindow    *self,
      const GError *error)
{
  if (error != NULL)
    way_window_show_toast (self, error->message, FALSE);
}

static void
show_result (WayWindow    *self,
             const char   *id,
             const GError *error)
{
  tell (self, error);
  if (id == NULL)
    return;
  way_selection_select (way_window_get_selection (self), id);
  way_canvas_reveal (self->canvas, id);
  gtk_widget_grab_focus (GTK_WIDGET (self->canvas));
}

/* What there was of the window and of the map when a question was asked. */
typedef struct
{
  WayWindow *window;
  char      *id;
} Asked;

static Asked *
asked_new (WayWindow  *self,
           WayElement *element)
{
  Asked *asked = g_new (Asked, 1);

  *asked = (Asked){ .window = g_object_ref (self), .id = g_strdup (way_element_get_id (element)) };
  return asked;
}

static void
asked_free (Asked *asked)
{
  g_object_unref (asked->window);
  g_free (asked->id);
  g_free (asked);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Asked, asked_free)

/* --- Stages ------------------------------------------------------------------------------ */

static void
split_named_cb (const char *name,
                gpointer    user_data)
{
  g_autoptr (Asked) asked = user_data;
  g_autoptr (GError) error = NULL;

  if (name != NULL)
    show_result (asked->window, way_command_split_stage (get_history (asked->window), asked->id, name, &error), error);
}

static void
split_stage (WayWindow *self)
{
  WayElement           *touchpoint = get_touchpoint (self);
  const char           *names[] = { way_element_get_text (touchpoint, WAY_TOUCHPOINT_NAME), NULL };
  const WayNameQuestion question = {
    .title = _ ("Split the Stage"),
    .text = _ ("This touchpoint and what follows come into a stage of their own. What is it called?"),
    .accept = _ ("_Split"),
    .names = *names[0] != '\0' ? names : NULL,
  };

  way_dialog_ask_name (GTK_WINDOW (self), &question, split_named_cb, asked_new (self, touchpoint));
}

static void
merge_named_cb (const char *name,
                gpointer    user_data)
{
  g_autoptr (Asked) asked = user_data;
  g_autoptr (GError) error = NULL;

  if (name == NULL)
    return;
  if (way_command_merge_stage (get_history (asked->window), asked->id, name, &error))
    show_result (asked->window, asked->id, NULL);
  tell (asked->window, error);
}

static void
merge_stage (WayWindow *self)
{
  WayElement *stage = get_stage (self);
  WayElement *next = way_element_get_next_of (stage);
  const char *first = way_element_get_text (stage, WAY_STAGE_NAME);
  const char *second = way_element_get_text (next, WAY_STAGE_NAME);
  /* Translators: the names of two stages that become one */
  g_autofree char      *both = g_strdup_printf (_ ("%1$s and %2$s"), first, second);
  const char           *names[] = { first, second, both, NULL };
  const WayNameQuestion question = {
    .title = _ ("Merge Two Stages"),
    .text = _ ("The stage and the next one become one. What is it called?"),
    .accept = _ ("_Merge"),
    .value = *first != '\0' ? first : second,
    .names = *first != '\0' && *second != '\0' ? names : NULL,
  };

  way_dialog_ask_name (GTK_WINDOW (self), &question, merge_named_cb, asked_new (self, stage));
}

static void
gathered_named_cb (const char *name,
                   gpointer    user_data)
{
  g_autoptr (WayWindow) self = user_data;
  g_autoptr (GPtrArray) ids = NULL;
  g_autoptr (GError) error = NULL;

  if (name == NULL)
    return;
  ids = way_selection_dup_ids (way_window_get_selection (self));
  show_result (self, way_command_stage_from (get_history (self), (const char *const *) ids->pdata, name, &error), error);
}

static void
gather_stage (WayWindow *self)
{
  const WayNameQuestion question = {
    .title = _ ("New Stage From Selection"),
    .text = _ ("What is selected comes into a new stage. What is it called?"),
    .accept = _ ("_Add"),
  };

  way_dialog_ask_name (GTK_WINDOW (self), &question, gathered_named_cb, g_object_ref (self));
}

static void
raise_touchpoint (WayWindow *self)
{
  g_autoptr (GError) error = NULL;

  show_result (self, way_command_touchpoint_to_stage (get_history (self), way_element_get_id (get_touchpoint (self)), &error), error);
}

static void
sink_stage (WayWindow *self)
{
  g_autoptr (GError) error = NULL;

  show_result (self, way_command_stage_to_touchpoint (get_history (self), way_element_get_id (get_stage (self)), &error), error);
}

/* --- Moments of truth ------------------------------------------------------------------------ */

static void
truth_named_cb (const char *reason,
                gpointer    user_data)
{
  g_autoptr (Asked) asked = user_data;
  g_autoptr (GError) error = NULL;

  if (reason != NULL)
    way_command_set_truth (get_history (asked->window), asked->id, reason, &error);
  tell (asked->window, error);
}

/* Asks for the reason; what is one already, is one no more. */
static void
switch_truth (WayWindow *self)
{
  WayElement *touchpoint = get_touchpoint (self);
  g_autoptr (GError) error = NULL;
  const WayNameQuestion question = {
    .title = _ ("Moment of Truth"),
    .text = _ ("Here it is decided whether people stay or leave. Why? One line is enough."),
    .accept = _ ("_Mark"),
    .may_be_empty = TRUE,
  };

  if (way_element_get (touchpoint, WAY_TOUCHPOINT_TRUTH) == NULL)
    {
      way_dialog_ask_name (GTK_WINDOW (self), &question, truth_named_cb, asked_new (self, touchpoint));
      return;
    }
  way_command_set_truth (get_history (self), way_element_get_id (touchpoint), NULL, &error);
  tell (self, error);
}

/* --- Deleting --------------------------------------------------------------------------------- */

/* What stands before it is selected then, so that the keyboard has a place to go on from. */
static void
remove_selected (WayWindow *self,
                 gboolean   keep_content)
{
  g_autoptr (GPtrArray) ids = way_selection_dup_ids (way_window_get_selection (self));
  g_autoptr (GError) error = NULL;
  g_autofree char *neighbor = g_strdup (way_hit_get_neighbor (way_editor_get_layout (self->editor), way_editor_get_scene (self->editor),
                                                              way_selection_get_focus (way_window_get_selection (self)), WAY_DIRECTION_LEFT));

  way_command_remove (get_history (self), (const char *const *) ids->pdata, keep_content, &error);
  tell (self, error);
  if (error == NULL && neighbor != NULL && way_map_lookup (way_editor_get_map (self->editor), neighbor) != NULL)
    way_selection_select (way_window_get_selection (self), neighbor);
}

static void
content_answered_cb (WayContentAnswer answer,
                     gpointer         user_data)
{
  g_autoptr (WayWindow) self = user_data;

  if (answer != WAY_CONTENT_CANCEL)
    remove_selected (self, answer == WAY_CONTENT_KEEP);
}

/* Whether people put something into it: content that would go unseen. */
static gboolean
holds_content (WayElement *element)
{
  WayElement *root = way_element_get_parent (element);

  if (way_element_get_kind (element) == WAY_KIND_STAGE)
    return way_element_get_first_of (element, WAY_KIND_TOUCHPOINT) != NULL || way_element_get_first_of (element, WAY_KIND_CARD) != NULL;
  if (way_element_get_kind (element) != WAY_KIND_LANE)
    return FALSE;
  for (WayElement *stage = way_element_get_first_of (root, WAY_KIND_STAGE); stage != NULL; stage = way_element_get_next_of (stage))
    for (WayElement *card = way_element_get_first_of (stage, WAY_KIND_CARD); card != NULL; card = way_element_get_next_of (card))
      if (way_element_get_reference (card, WAY_CARD_LANE) == element)
        return TRUE;
  return FALSE;
}

/* Stages and lanes that hold something are asked about; a step back is offered for all else. */
static void delete (WayWindow *self)
{
  WayElement *container = NULL;

  for (guint i = 0; container == NULL && i < way_selection_get_size (way_window_get_selection (self)); i++)
    {
      WayElement *element = way_map_lookup (way_editor_get_map (self->editor), way_selection_get_nth (way_window_get_selection (self), i));

      if (element != NULL && holds_content (element))
        container = element;
    }
  if (container == NULL)
    remove_selected (self, FALSE);
  else if (way_element_get_kind (container) == WAY_KIND_STAGE)
    way_dialog_ask_content (GTK_WINDOW (self), _ ("Delete the stage with all that is in it?"),
                            _ ("Its touchpoints and cards can move to the stage beside it, or go too."), content_answered_cb, g_object_ref (self));
  else
    way_dialog_ask_content (GTK_WINDOW (self), _ ("Delete the lane with all its cards?"),
                            _ ("Its cards can move to the tray, or go too."), content_answered_cb, g_object_ref (self));
}

/* --- Selecting --------------------------------------------------------------------------------- */

static void
select_ids (WayWindow *self,
            GPtrArray *ids)
{
  g_ptr_array_add (ids, NULL);
  if (ids->len > 1)
    way_selection_select_all (way_window_get_selection (self), (const char *const *) ids->pdata, FALSE);
  gtk_widget_grab_focus (GTK_WIDGET (self->canvas));
}

static void
add_children (GPtrArray  *ids,
              WayElement *stage,
              WayKind     kind,
              WayElement *lane)
{
  for (WayElement *child = way_element_get_first_of (stage, kind); child != NULL; child = way_element_get_next_of (child))
    if (lane == NULL || way_element_get_reference (child, WAY_CARD_LANE) == lane)
      g_ptr_array_add (ids, (gpointer) way_element_get_id (child));
}

static void
select_stage (WayWindow *self)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();

  add_children (ids, get_stage (self), WAY_KIND_TOUCHPOINT, NULL);
  add_children (ids, get_stage (self), WAY_KIND_CARD, NULL);
  select_ids (self, ids);
}

static void
select_lane (WayWindow *self)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();
  WayElement *focus = get_focus (self);
  WayElement *lane = way_element_get_kind (focus) == WAY_KIND_LANE ? focus : NULL;
  WayElement *root = way_map_get_root (way_editor_get_map (self->editor));

  if (way_element_get_kind (focus) == WAY_KIND_CARD)
    lane = way_element_get_reference (focus, WAY_CARD_LANE);
  for (WayElement *stage = way_element_get_first_of (root, WAY_KIND_STAGE); stage != NULL; stage = way_element_get_next_of (stage))
    if (lane != NULL && way_element_get_choice (lane, WAY_LANE_HOLDS) >= 0)
      add_children (ids, stage, WAY_KIND_CARD, lane);
    else
      add_children (ids, stage, WAY_KIND_TOUCHPOINT, NULL);
  select_ids (self, ids);
}

/* --- New phases and personas -------------------------------------------------------------------- */

static void
add_phase (WayWindow *self)
{
  g_autoptr (GError) error = NULL;

  show_result (self, way_command_add_phase (get_history (self), "", &error), error);
}

static void
add_persona (WayWindow *self)
{
  g_autoptr (GError) error = NULL;

  show_result (self, way_command_add_persona (get_history (self), "", &error), error);
}

/* --- What the sheet does itself ------------------------------------------------------------------ */

static void
rename_selected (WayWindow *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self->canvas), "canvas.edit", NULL);
}

static void
duplicate (WayWindow *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self->canvas), "canvas.duplicate", NULL);
}

static void
select_all (WayWindow *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self->canvas), "canvas.select-all", NULL);
}

static void
select_none (WayWindow *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self->canvas), "canvas.select-none", NULL);
}

static void
reach_further (WayWindow *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self->canvas), "canvas.reach-further", NULL);
}

static void
reach_less (WayWindow *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self->canvas), "canvas.reach-less", NULL);
}

static void
begin_earlier (WayWindow *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self->canvas), "canvas.begin-earlier", NULL);
}

static void
begin_later (WayWindow *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self->canvas), "canvas.begin-later", NULL);
}

static const struct
{
  const char *name;
  void (*run) (WayWindow *self);
  gboolean (*can) (WayWindow *self);
} actions[] = {
  { "win.split-stage", split_stage, way_window_can_split },
  { "win.merge-stage", merge_stage, way_window_can_merge },
  { "win.gather-stage", gather_stage, way_window_can_gather },
  { "win.raise-touchpoint", raise_touchpoint, way_window_can_raise },
  { "win.sink-stage", sink_stage, way_window_can_sink },
  { "win.switch-truth", switch_truth, way_window_has_touchpoint },
  { "win.delete", delete, way_window_has_selection },
  { "win.rename", rename_selected, way_window_has_selection },
  { "win.duplicate", duplicate, way_window_has_selection },
  { "win.select-all", select_all, way_window_has_map },
  { "win.select-none", select_none, way_window_has_selection },
  { "win.select-stage", select_stage, way_window_has_stage },
  { "win.select-lane", select_lane, way_window_can_select_lane },
  { "win.card-further", reach_further, way_window_has_card },
  { "win.card-less", reach_less, way_window_has_card },
  { "win.phase-further", reach_further, way_window_has_phase },
  { "win.phase-less", reach_less, way_window_has_phase },
  { "win.phase-earlier", begin_earlier, way_window_has_phase },
  { "win.phase-later", begin_later, way_window_has_phase },
  { "win.stage-wider", reach_further, way_window_has_stage_head },
  { "win.stage-narrower", reach_less, way_window_has_stage_head },
  { "win.add-phase", add_phase, way_window_has_map },
  { "win.add-persona", add_persona, way_window_has_map },
};

static void
edit_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  WayWindow *self = WAY_WINDOW (widget);

  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    if (g_str_equal (name, actions[i].name) && actions[i].can (self))
      actions[i].run (self);
}

void
way_window_edit_class_init (GtkWidgetClass *widget_class)
{
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_class_install_action (widget_class, actions[i].name, NULL, edit_action);
}
