/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Window"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "way-window-private.h"

#include "dialogs/way-dialogs.h"
#include "dialogs/way-safety-window.h"
#include "dialogs/way-shortcuts.h"
#include "dialogs/way-recent-list.h"
#include "waymark/way-document-journal.h"

enum
{
  PROP_0,
  PROP_VIEW,
  PROP_DRAWING,
  PROP_INSPECTOR_SHOWN,
  PROP_OUTLINE_SHOWN,
  N_PROPS
};

G_DEFINE_FINAL_TYPE (WayWindow, way_window, GTK_TYPE_APPLICATION_WINDOW)

static GParamSpec *properties[N_PROPS];

/* In the order of WayViewState. */
static const char *const view_names[] = { "current", "future", "comparison" };

/* --- The start page ------------------------------------------------------------- */

static void
map_chosen_cb (WayWindow *self,
               WayMap    *map)
{
  way_window_show_map (gtk_window_get_application (GTK_WINDOW (self)), self, map);
}

static void
recent_chosen_cb (WayWindow *self,
                  GFile     *file)
{
  gtk_menu_button_popdown (self->recent_button);
  way_window_open_somewhere (gtk_window_get_application (GTK_WINDOW (self)), self, file);
}

static void
about_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  way_dialog_show_about (GTK_WINDOW (widget));
}

static void
safety_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  gtk_window_present (GTK_WINDOW (way_safety_window_new (GTK_WINDOW (widget))));
}

/* --- The object ------------------------------------------------------------------ */

static void
way_window_get_property (GObject    *object,
                         guint       property_id,
                         GValue     *value,
                         GParamSpec *pspec)
{
  WayWindow *self = WAY_WINDOW (object);

  switch (property_id)
    {
    case PROP_VIEW:
      g_value_set_string (value, self->editor != NULL ? view_names[way_editor_get_view_state (self->editor)] : view_names[0]);
      break;
    case PROP_DRAWING:
      g_value_take_string (value, way_window_dup_drawing (self));
      break;
    case PROP_INSPECTOR_SHOWN:
      /* Asked for while the window is still being made. */
      g_value_set_boolean (value, self->inspector_revealer == NULL || gtk_revealer_get_reveal_child (self->inspector_revealer));
      break;
    case PROP_OUTLINE_SHOWN:
      g_value_set_boolean (value, self->outline_revealer != NULL && gtk_revealer_get_reveal_child (self->outline_revealer));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
set_view (WayWindow  *self,
          const char *name)
{
  for (guint i = 0; self->editor != NULL && i < G_N_ELEMENTS (view_names); i++)
    if (g_strcmp0 (name, view_names[i]) == 0)
      way_editor_set_view_state (self->editor, (WayViewState) i);
}

static void
way_window_set_property (GObject      *object,
                         guint         property_id,
                         const GValue *value,
                         GParamSpec   *pspec)
{
  WayWindow *self = WAY_WINDOW (object);

  switch (property_id)
    {
    case PROP_VIEW:
      set_view (self, g_value_get_string (value));
      break;
    case PROP_DRAWING:
      way_window_set_drawing (self, g_value_get_string (value));
      break;
    case PROP_INSPECTOR_SHOWN:
      way_window_show_inspector (self, g_value_get_boolean (value));
      break;
    case PROP_OUTLINE_SHOWN:
      way_window_show_outline (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
way_window_dispose (GObject *object)
{
  WayWindow *self = WAY_WINDOW (object);

  way_window_view_dispose (self);
  way_window_line_dispose (self);
  way_window_check_dispose (self);
  g_clear_handle_id (&self->guide_source, g_source_remove);
  g_clear_handle_id (&self->history_source, g_source_remove);
  way_window_toast_dispose (self);
  way_window_touch_dispose (self);
  g_clear_object (&self->ghost);
  way_window_disk_dispose (self);
  way_window_focus_dispose (self);
  g_clear_object (&self->opening);
  g_clear_object (&self->mounted);
  g_clear_object (&self->editor);
  g_clear_object (&self->document);

  G_OBJECT_CLASS (way_window_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, WayWindow, pages);
  gtk_widget_class_bind_template_child (widget_class, WayWindow, title);
  gtk_widget_class_bind_template_child (widget_class, WayWindow, subtitle);
  gtk_widget_class_bind_template_child (widget_class, WayWindow, start_page);
  gtk_widget_class_bind_template_child (widget_class, WayWindow, map_frame);
  gtk_widget_class_bind_template_child (widget_class, WayWindow, map_page);
  gtk_widget_class_bind_template_child (widget_class, WayWindow, disk_bar);
  gtk_widget_class_bind_template_child (widget_class, WayWindow, disk_icon);
  gtk_widget_class_bind_template_child (widget_class, WayWindow, disk_title);
  gtk_widget_class_bind_template_child (widget_class, WayWindow, disk_text);
  gtk_widget_class_bind_template_child (widget_class, WayWindow, disk_buttons);
  gtk_widget_class_bind_template_child (widget_class, WayWindow, recent_button);
  gtk_widget_class_bind_template_child (widget_class, WayWindow, map_buttons);
  gtk_widget_class_bind_template_child (widget_class, WayWindow, undo_button);
  gtk_widget_class_bind_template_child (widget_class, WayWindow, redo_button);
  gtk_widget_class_bind_template_child (widget_class, WayWindow, history_button);
  gtk_widget_class_bind_template_child (widget_class, WayWindow, history_list);
  gtk_widget_class_bind_template_child (widget_class, WayWindow, canvas);
  gtk_widget_class_bind_template_child (widget_class, WayWindow, inspector);
  gtk_widget_class_bind_template_child (widget_class, WayWindow, palette);
  gtk_widget_class_bind_template_child (widget_class, WayWindow, outline);
  gtk_widget_class_bind_template_child (widget_class, WayWindow, outline_revealer);
  gtk_widget_class_bind_template_child (widget_class, WayWindow, outline_pane);
  gtk_widget_class_bind_template_child (widget_class, WayWindow, inspector_revealer);
  gtk_widget_class_bind_template_child (widget_class, WayWindow, inspector_pane);
  gtk_widget_class_bind_template_child (widget_class, WayWindow, zoom_label);
  gtk_widget_class_bind_template_child (widget_class, WayWindow, toast);
  gtk_widget_class_bind_template_child (widget_class, WayWindow, toast_label);
  gtk_widget_class_bind_template_child (widget_class, WayWindow, toast_undo);
  gtk_widget_class_bind_template_callback (widget_class, map_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, recent_chosen_cb);
}

static void
way_window_class_init (WayWindowClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags     flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->dispose = way_window_dispose;
  object_class->get_property = way_window_get_property;
  object_class->set_property = way_window_set_property;
  GTK_WINDOW_CLASS (klass)->close_request = way_window_close_request;

  /* What is seen, by name; whose curve is drawn: an id and "current" or "future". Menus show them. */
  properties[PROP_VIEW] = g_param_spec_string ("view", NULL, NULL, NULL, flags);
  properties[PROP_DRAWING] = g_param_spec_string ("drawing", NULL, NULL, NULL, flags);
  properties[PROP_INSPECTOR_SHOWN] = g_param_spec_boolean ("inspector-shown", NULL, NULL, TRUE, flags);
  properties[PROP_OUTLINE_SHOWN] = g_param_spec_boolean ("outline-shown", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (WAY_TYPE_CANVAS);
  g_type_ensure (WAY_TYPE_FIND_BAR);
  g_type_ensure (WAY_TYPE_HISTORY_LIST);
  g_type_ensure (WAY_TYPE_INSPECTOR);
  g_type_ensure (WAY_TYPE_OUTLINE);
  g_type_ensure (WAY_TYPE_PALETTE);
  g_type_ensure (WAY_TYPE_RECENT_LIST);
  g_type_ensure (WAY_TYPE_START_PAGE);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/waymark/Waymark/window/way-window.ui");
  bind_children (widget_class);
  gtk_widget_class_install_action (widget_class, "win.about", NULL, about_action);
  gtk_widget_class_install_action (widget_class, "win.safety", NULL, safety_action);
  gtk_widget_class_install_property_action (widget_class, "win.view", "view");
  gtk_widget_class_install_property_action (widget_class, "win.drawing", "drawing");
  gtk_widget_class_install_property_action (widget_class, "win.inspector", "inspector-shown");
  gtk_widget_class_install_property_action (widget_class, "win.outline", "outline-shown");
  way_window_add_class_init (widget_class);
  way_window_check_class_init (widget_class);
  way_window_clipboard_class_init (widget_class);
  way_window_guide_class_init (widget_class);
  way_window_commands_class_init (widget_class);
  way_window_drag_class_init (widget_class);
  way_window_disk_class_init (widget_class);
  way_window_edit_class_init (widget_class);
  way_window_files_class_init (widget_class);
  way_window_focus_class_init (widget_class);
  way_window_find_class_init (widget_class);
  way_window_history_class_init (widget_class);
  way_window_line_class_init (widget_class);
  way_window_merge_class_init (widget_class);
  way_window_output_class_init (widget_class);
  way_window_versions_class_init (widget_class);
  way_window_view_class_init (widget_class);
  way_window_toast_class_init (widget_class);
}

static GdkDragAction
refuse_cb (void)
{
  return 0;
}

static gboolean
end_drop_cb (GtkDropTargetAsync *target,
             GdkDrop            *drop)
{
  gdk_drop_finish (drop, 0);
  return TRUE;
}

/* GTK leaves a drop unfinished that nobody takes, and who dragged waits for its end: beside the map the window ends it. */
static void
add_end_of_drops (WayWindow *self)
{
  GtkDropTargetAsync *target = gtk_drop_target_async_new (NULL, GDK_ACTION_COPY | GDK_ACTION_MOVE | GDK_ACTION_LINK);

  g_signal_connect (target, "drag-enter", G_CALLBACK (refuse_cb), NULL);
  g_signal_connect (target, "drag-motion", G_CALLBACK (refuse_cb), NULL);
  g_signal_connect (target, "drop", G_CALLBACK (end_drop_cb), NULL);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
}

static void
way_window_init (WayWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  add_end_of_drops (self);
  way_window_view_init (self);
  way_window_line_init (self);
  way_window_disk_init (self);
  way_window_focus_init (self);
  way_window_check_init (self);
  way_window_clipboard_init (self);
  way_window_touch_init (self);
  way_window_state_restore (self);
  way_window_update_titles (self);
  way_window_update_history (self);
}

GtkWidget *
way_window_new (GtkApplication *application)
{
  GtkWidget          *window = g_object_new (WAY_TYPE_WINDOW, "application", application, NULL);
  GtkShortcutsWindow *shortcuts = gtk_application_window_get_help_overlay (GTK_APPLICATION_WINDOW (window));

  if (shortcuts != NULL)
    way_shortcuts_fit (GTK_WIDGET (shortcuts));
  return window;
}

WayDocument *
way_window_get_document (WayWindow *self)
{
  g_return_val_if_fail (WAY_IS_WINDOW (self), NULL);

  return self->document;
}

static void
editor_changed_cb (WayWindow *self)
{
  way_window_update_line (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_VIEW]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DRAWING]);
}

void
way_window_set_document (WayWindow   *self,
                         WayDocument *document)
{
  g_autoptr (WayEditor) editor = NULL;

  g_return_if_fail (WAY_IS_WINDOW (self));
  g_return_if_fail (WAY_IS_DOCUMENT (document));

  editor = way_editor_new (way_document_get_history (document));
  way_window_set_editor (self, document, editor);
}

void
way_window_set_editor (WayWindow   *self,
                       WayDocument *document,
                       WayEditor   *editor)
{
  WayHistory *history = way_document_get_history (document);

  if (!g_set_object (&self->document, document))
    return;
  way_window_stop_guide (self);
  g_set_object (&self->editor, editor);
  way_document_set_keeps_versions (document, TRUE);
  way_document_start_journal (document);
  way_canvas_set_editor (self->canvas, self->editor);
  way_inspector_set_editor (self->inspector, self->editor);
  way_palette_set_editor (self->palette, self->editor);
  way_find_bar_set_editor (self->find_bar, self->editor);
  way_outline_set_editor (self->outline, self->editor);
  g_signal_connect_object (self->editor, "notify", G_CALLBACK (editor_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (document, "notify", G_CALLBACK (way_window_update_titles), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (document, "changed", G_CALLBACK (way_window_update_line), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (history, "notify", G_CALLBACK (way_window_history_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (history, "committed", G_CALLBACK (way_window_history_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (way_document_get_map (document), "edited", G_CALLBACK (way_window_update_check), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (way_editor_get_selection (self->editor), "changed", G_CALLBACK (way_window_history_changed), self, G_CONNECT_SWAPPED);
  way_window_toast_set_document (self);
  way_window_disk_set_document (self);
  way_window_update_titles (self);
  way_window_update_history (self);
  way_window_update_check (self);
  editor_changed_cb (self);
  gtk_stack_set_visible_child (self->pages, self->map_frame);
  gtk_widget_set_visible (self->map_buttons, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->canvas));
  way_window_offer_conflicts (self);
}

void
way_window_notify_panes (WayWindow *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_INSPECTOR_SHOWN]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_OUTLINE_SHOWN]);
}
