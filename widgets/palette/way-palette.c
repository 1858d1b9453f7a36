/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Palette"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "way-palette.h"

#include "waymark/way-commands.h"

#include "way-palette-drag.h"
#include "way-row-list.h"
#include "way-tray.h"

struct _WayPalette
{
  GtkWidget      parent_instance;
  WayEditor     *editor;
  GtkWidget     *content;
  GtkWidget     *stage;
  GtkWidget     *touchpoint;
  GtkMenuButton *card;
  GtkWidget     *image;
  GtkRevealer   *revealer;
  WayRowList    *rows;
  WayTray       *tray;

  WayPaletteDrag *drag;
};

enum
{
  PROP_0,
  PROP_UNFOLDED,
  N_PROPS
};

enum
{
  ADDED,
  CHOOSE_IMAGE,
  DRAG_BEGIN,
  DRAG_UPDATE,
  DRAG_END,
  N_SIGNALS
};

G_DEFINE_FINAL_TYPE (WayPalette, way_palette, GTK_TYPE_WIDGET)

static GParamSpec *properties[N_PROPS];
static guint       signals[N_SIGNALS];

/* --- Where things are put ------------------------------------------------------- */

/* What has the focus of the selection; NULL when nothing is selected. */
static WayElement *
get_focus (WayPalette *self)
{
  const char *id = way_selection_get_focus (way_editor_get_selection (self->editor));

  return id != NULL ? way_map_lookup (way_editor_get_map (self->editor), id) : NULL;
}

static WayElement *
get_first (WayPalette *self,
           WayKind     kind)
{
  return way_element_get_first_of (way_map_get_root (way_editor_get_map (self->editor)), kind);
}

/* The stage of the selection, or the last one; NULL when there is none. */
static WayElement *
get_stage (WayPalette *self)
{
  WayElement *focus = get_focus (self);
  WayElement *stage = NULL;

  if (focus != NULL)
    stage = way_element_get_kind (focus) == WAY_KIND_STAGE ? focus : way_element_get_stage (focus);
  if (stage != NULL)
    return stage;
  for (WayElement *next = get_first (self, WAY_KIND_STAGE); next != NULL; next = way_element_get_next_of (next))
    stage = next;
  return stage;
}

static const char *
get_touchpoint (WayPalette *self)
{
  for (WayElement *element = get_focus (self); element != NULL; element = way_element_get_parent (element))
    {
      if (way_element_get_kind (element) == WAY_KIND_TOUCHPOINT)
        return way_element_get_id (element);
      if (way_element_get_kind (element) == WAY_KIND_CARD)
        return way_element_get (element, WAY_CARD_ABOUT);
    }
  return NULL;
}

static const char *
get_next_id (WayElement *element)
{
  WayElement *next = element != NULL ? way_element_get_next_of (element) : NULL;

  return next != NULL ? way_element_get_id (next) : NULL;
}

/* --- Putting them there ------------------------------------------------------------ */

/* Ends what began a step; @id is what came of it, NULL for nothing. */
static void
finish (WayPalette *self,
        const char *id)
{
  WayHistory *history = way_editor_get_history (self->editor);

  if (id == NULL)
    {
      way_history_rollback (history);
      gtk_widget_error_bell (GTK_WIDGET (self));
      return;
    }
  way_history_commit (history);
  way_selection_select (way_editor_get_selection (self->editor), id);
  g_signal_emit (self, signals[ADDED], 0, id);
}

static void
add_stage (WayPalette *self)
{
  WayHistory *history = way_editor_get_history (self->editor);
  WayElement *stage = get_focus (self) != NULL ? get_stage (self) : NULL;

  way_history_begin (history, C_ ("undo", "Add Stage"));
  finish (self, way_command_add_stage (history, get_next_id (stage), "", NULL));
}

/* A map without a stage gets one to hold what is added. */
static const char *
need_stage (WayPalette *self)
{
  WayElement *stage = get_stage (self);

  return stage != NULL ? way_element_get_id (stage) : way_command_add_stage (way_editor_get_history (self->editor), NULL, "", NULL);
}

static void
add_touchpoint (WayPalette *self)
{
  WayHistory *history = way_editor_get_history (self->editor);
  WayElement *focus = get_focus (self);
  const char *before = focus != NULL && way_element_get_kind (focus) == WAY_KIND_TOUCHPOINT ? get_next_id (focus) : NULL;
  const char *stage;

  way_history_begin (history, C_ ("undo", "Add Touchpoint"));
  stage = need_stage (self);
  finish (self, stage != NULL ? way_command_add_touchpoint (history, stage, before, "", NULL) : NULL);
}

static void
add_card (WayPalette *self,
          const char *lane)
{
  WayHistory *history = way_editor_get_history (self->editor);
  const char *stage;

  way_history_begin (history, C_ ("undo", "Add Card"));
  stage = need_stage (self);
  finish (self, stage != NULL ? way_command_add_card (history, stage, lane, get_touchpoint (self), NULL, "", NULL) : NULL);
}

/* --- Which lane a card goes to -------------------------------------------------------- */

static void
lane_chosen_cb (WayPalette *self,
                GtkWidget  *button)
{
  g_autofree char *lane = g_strdup (gtk_widget_get_name (button));

  gtk_menu_button_popdown (self->card);
  add_card (self, lane);
}

static void
fill_lanes_cb (GtkMenuButton *menu_button,
               gpointer       user_data)
{
  WayPalette *self = user_data;
  GtkWidget  *popover = gtk_popover_new ();
  GtkWidget  *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  for (WayElement *lane = get_first (self, WAY_KIND_LANE); lane != NULL; lane = way_element_get_next_of (lane))
    {
      GtkWidget *button;

      if (way_element_get_choice (lane, WAY_LANE_HOLDS) < 0 || way_element_get_flag (lane, WAY_LANE_HIDDEN))
        continue;
      button = gtk_button_new_with_label (way_element_get_text (lane, WAY_LANE_NAME));
      gtk_label_set_xalign (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (button))), 0);
      gtk_widget_set_name (button, way_element_get_id (lane));
      gtk_widget_add_css_class (button, "flat");
      g_signal_connect_object (button, "clicked", G_CALLBACK (lane_chosen_cb), self, G_CONNECT_SWAPPED);
      gtk_box_append (GTK_BOX (box), button);
    }
  if (gtk_widget_get_first_child (box) == NULL)
    gtk_box_append (GTK_BOX (box), gtk_label_new (_ ("The map has no lane that holds cards; add one first")));
  gtk_popover_set_child (GTK_POPOVER (popover), box);
  gtk_widget_add_css_class (popover, "choices");
  gtk_menu_button_set_popover (menu_button, popover);
}

/* --- Images ------------------------------------------------------------------------------ */

static const char *
need_image_lane (WayPalette *self)
{
  for (WayElement *lane = get_first (self, WAY_KIND_LANE); lane != NULL; lane = way_element_get_next_of (lane))
    if (way_element_get_choice (lane, WAY_LANE_HOLDS) == WAY_CARDS_IMAGES && !way_element_get_flag (lane, WAY_LANE_HIDDEN))
      return way_element_get_id (lane);
  return way_command_add_lane (way_editor_get_history (self->editor), WAY_CARDS_IMAGES, -1, NULL, NULL);
}

void
way_palette_add_image (WayPalette *self,
                       const char *image)
{
  WayHistory *history;
  const char *stage;
  const char *lane;
  const char *id = NULL;

  g_return_if_fail (WAY_IS_PALETTE (self));

  if (self->editor == NULL)
    return;
  history = way_editor_get_history (self->editor);
  way_history_begin (history, C_ ("undo", "Add Image"));
  stage = need_stage (self);
  lane = need_image_lane (self);
  if (stage != NULL && lane != NULL)
    id = way_command_add_card (history, stage, lane, get_touchpoint (self), NULL, "", NULL);
  if (id != NULL && !way_history_set (history, id, WAY_CARD_IMAGE, image, NULL))
    id = NULL;
  finish (self, id);
}

/* --- Clicks and drags ------------------------------------------------------------------------ */

static void
stage_cb (WayPalette *self)
{
  way_palette_add (self, WAY_PALETTE_STAGE);
}

static void
touchpoint_cb (WayPalette *self)
{
  way_palette_add (self, WAY_PALETTE_TOUCHPOINT);
}

static void
image_cb (WayPalette *self)
{
  way_palette_add (self, WAY_PALETTE_IMAGE);
}

/* A lane stays in its list; what else is dragged is no business of the rail. */
static void
drag_begin_cb (WayPalette *self,
               int         thing,
               const char *id)
{
  if (thing == WAY_PALETTE_LANE)
    way_row_list_begin_drag (self->rows, id);
}

static void
drag_update_cb (WayPalette *self,
                double      x,
                double      y)
{
  gtk_widget_translate_coordinates (GTK_WIDGET (self), GTK_WIDGET (self->rows), x, y, &x, &y);
  way_row_list_update_drag (self->rows, x, y);
}

static void
drag_end_cb (WayPalette *self,
             gboolean    dropped)
{
  way_row_list_end_drag (self->rows, dropped);
  if (dropped)
    way_tray_close (self->tray);
}

/* --- The object --------------------------------------------------------------------------------- */

static void
revealed_cb (WayPalette *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self->revealer),
                          gtk_revealer_get_reveal_child (self->revealer) || gtk_revealer_get_child_revealed (self->revealer));
}

static void
way_palette_get_property (GObject    *object,
                          guint       property_id,
                          GValue     *value,
                          GParamSpec *pspec)
{
  WayPalette *self = WAY_PALETTE (object);

  if (property_id == PROP_UNFOLDED)
    g_value_set_boolean (value, self->revealer != NULL && way_palette_get_unfolded (self));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
}

static void
way_palette_set_property (GObject      *object,
                          guint         property_id,
                          const GValue *value,
                          GParamSpec   *pspec)
{
  if (property_id == PROP_UNFOLDED)
    way_palette_set_unfolded (WAY_PALETTE (object), g_value_get_boolean (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
}

static void
way_palette_dispose (GObject *object)
{
  WayPalette *self = WAY_PALETTE (object);

  g_clear_object (&self->drag);
  g_clear_pointer (&self->content, gtk_widget_unparent);
  g_clear_object (&self->editor);

  G_OBJECT_CLASS (way_palette_parent_class)->dispose (object);
}

static void
way_palette_class_init (WayPaletteClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = way_palette_dispose;
  object_class->get_property = way_palette_get_property;
  object_class->set_property = way_palette_set_property;

  properties[PROP_UNFOLDED] = g_param_spec_boolean ("unfolded", NULL, NULL, FALSE, G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  signals[ADDED] = g_signal_new ("added", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[CHOOSE_IMAGE] = g_signal_new ("choose-image", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[DRAG_BEGIN] = g_signal_new_class_handler ("drag-begin", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, G_CALLBACK (drag_begin_cb), NULL, NULL, NULL,
                                                    G_TYPE_NONE, 5, G_TYPE_INT, G_TYPE_STRING, GDK_TYPE_PAINTABLE, G_TYPE_DOUBLE, G_TYPE_DOUBLE);
  signals[DRAG_UPDATE] = g_signal_new_class_handler ("drag-update", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, G_CALLBACK (drag_update_cb), NULL, NULL, NULL,
                                                     G_TYPE_NONE, 2, G_TYPE_DOUBLE, G_TYPE_DOUBLE);
  signals[DRAG_END] = g_signal_new_class_handler ("drag-end", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, G_CALLBACK (drag_end_cb), NULL, NULL, NULL,
                                                  G_TYPE_NONE, 1, G_TYPE_BOOLEAN);

  g_type_ensure (WAY_TYPE_ROW_LIST);
  g_type_ensure (WAY_TYPE_TRAY);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "palette");
  gtk_widget_class_set_template_from_resource (widget_class, "/org/waymark/Waymark/palette/way-palette.ui");
  gtk_widget_class_bind_template_child (widget_class, WayPalette, content);
  gtk_widget_class_bind_template_child (widget_class, WayPalette, stage);
  gtk_widget_class_bind_template_child (widget_class, WayPalette, touchpoint);
  gtk_widget_class_bind_template_child (widget_class, WayPalette, card);
  gtk_widget_class_bind_template_child (widget_class, WayPalette, image);
  gtk_widget_class_bind_template_child (widget_class, WayPalette, revealer);
  gtk_widget_class_bind_template_child (widget_class, WayPalette, rows);
  gtk_widget_class_bind_template_child (widget_class, WayPalette, tray);
  gtk_widget_class_bind_template_callback (widget_class, stage_cb);
  gtk_widget_class_bind_template_callback (widget_class, touchpoint_cb);
  gtk_widget_class_bind_template_callback (widget_class, image_cb);
}

static void
way_palette_init (WayPalette *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_menu_button_set_create_popup_func (self->card, fill_lanes_cb, self, NULL);
  self->drag = way_palette_drag_new (self);
  way_palette_drag_add (self->drag, self->stage, WAY_PALETTE_STAGE);
  way_palette_drag_add (self->drag, self->touchpoint, WAY_PALETTE_TOUCHPOINT);
  way_palette_drag_add (self->drag, GTK_WIDGET (self->card), WAY_PALETTE_CARD);
  way_palette_drag_add (self->drag, self->image, WAY_PALETTE_IMAGE);
  way_row_list_add_drag (self->rows, self->drag);
  way_tray_add_drag (self->tray, self->drag);
  g_signal_connect_object (self->revealer, "notify::child-revealed", G_CALLBACK (revealed_cb), self, G_CONNECT_SWAPPED);
}

GtkWidget *
way_palette_new (void)
{
  return g_object_new (WAY_TYPE_PALETTE, NULL);
}

void
way_palette_set_editor (WayPalette *self,
                        WayEditor  *editor)
{
  g_return_if_fail (WAY_IS_PALETTE (self));
  g_return_if_fail (WAY_IS_EDITOR (editor));

  if (!g_set_object (&self->editor, editor))
    return;
  way_row_list_set_editor (self->rows, editor);
  way_tray_set_editor (self->tray, editor);
}

gboolean
way_palette_get_unfolded (WayPalette *self)
{
  g_return_val_if_fail (WAY_IS_PALETTE (self), FALSE);

  return gtk_revealer_get_reveal_child (self->revealer);
}

void
way_palette_set_unfolded (WayPalette *self,
                          gboolean    unfolded)
{
  g_return_if_fail (WAY_IS_PALETTE (self));

  if (way_palette_get_unfolded (self) == unfolded)
    return;
  if (unfolded)
    gtk_widget_set_visible (GTK_WIDGET (self->revealer), TRUE);
  gtk_revealer_set_reveal_child (self->revealer, unfolded);
  revealed_cb (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_UNFOLDED]);
}

/* A menu stands where its button is at that moment: not before what unfolds stands still. */
static gboolean
ask_for_lane_cb (GtkWidget     *widget,
                 GdkFrameClock *clock,
                 gpointer       user_data)
{
  WayPalette *self = WAY_PALETTE (widget);

  if (gtk_revealer_get_child_revealed (self->revealer) && gtk_widget_get_width (GTK_WIDGET (self->rows)) > 0)
    {
      way_row_list_ask (self->rows);
      return G_SOURCE_REMOVE;
    }
  return gtk_revealer_get_reveal_child (self->revealer) ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
}

void
way_palette_add (WayPalette     *self,
                 WayPaletteThing thing)
{
  WayElement *focus;

  g_return_if_fail (WAY_IS_PALETTE (self));

  if (self->editor == NULL)
    return;
  focus = get_focus (self);
  switch (thing)
    {
    case WAY_PALETTE_STAGE:
      add_stage (self);
      break;
    case WAY_PALETTE_TOUCHPOINT:
      add_touchpoint (self);
      break;
    case WAY_PALETTE_CARD:
      if (focus != NULL && way_element_get_kind (focus) == WAY_KIND_CARD && way_element_get (focus, WAY_CARD_LANE) != NULL)
        add_card (self, way_element_get (focus, WAY_CARD_LANE));
      else
        gtk_menu_button_popup (self->card);
      break;
    case WAY_PALETTE_IMAGE:
      g_signal_emit (self, signals[CHOOSE_IMAGE], 0);
      break;
    case WAY_PALETTE_LANE:
      way_palette_set_unfolded (self, TRUE);
      gtk_widget_add_tick_callback (GTK_WIDGET (self), ask_for_lane_cb, NULL, NULL);
      break;
    case WAY_PALETTE_N_THINGS:
    default:
      g_assert_not_reached ();
    }
}
