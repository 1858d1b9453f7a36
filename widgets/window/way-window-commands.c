/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Window"

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "way-window-private.h"

#include "dialogs/way-command-list.h"

/*
 * All that can be done, by name. Keys that the canvas or the outline has for itself stand here; those of the whole window
 * are known to the application. @can NULL: always.
 */
static const struct
{
  const char *label;
  const char *action; /* in detail */
  gboolean (*can) (WayWindow *self);
  const char *keys;
} commands[] = {
  { N_ ("Add Stage"), "win.add-stage", way_window_has_map, NULL },
  { N_ ("Add Touchpoint"), "win.add-touchpoint", way_window_has_map, NULL },
  { N_ ("Add Card…"), "win.add-card", way_window_has_map, NULL },
  { N_ ("Add Image…"), "win.add-image", way_window_has_map, NULL },
  { N_ ("Add Lane…"), "win.add-lane", way_window_has_map, NULL },
  { N_ ("Add Phase"), "win.add-phase", way_window_has_map, NULL },
  { N_ ("Add Persona"), "win.add-persona", way_window_has_map, NULL },
  { N_ ("Rename"), "win.rename", way_window_has_selection, "F2" },
  { N_ ("Cut"), "win.cut", way_window_has_selection, "<Control>x" },
  { N_ ("Copy"), "win.copy", way_window_has_selection, "<Control>c" },
  { N_ ("Paste"), "win.paste", way_window_has_map, "<Control>v" },
  { N_ ("Paste as Text"), "win.paste-text", way_window_has_map, "<Control><Shift>v" },
  { N_ ("Paste as Picture"), "win.paste-picture", way_window_has_map, NULL },
  { N_ ("Duplicate"), "win.duplicate", way_window_has_selection, "<Control>u" },
  { N_ ("Delete"), "win.delete", way_window_has_selection, "Delete" },
  { N_ ("Split Stage Here…"), "win.split-stage", way_window_can_split, NULL },
  { N_ ("Merge With Next Stage…"), "win.merge-stage", way_window_can_merge, NULL },
  { N_ ("New Stage From Selection…"), "win.gather-stage", way_window_can_gather, NULL },
  { N_ ("Make Touchpoint a Stage"), "win.raise-touchpoint", way_window_can_raise, NULL },
  { N_ ("Make Stage a Touchpoint"), "win.sink-stage", way_window_can_sink, NULL },
  { N_ ("Make Stage Wider"), "win.stage-wider", way_window_has_stage_head, "<Control><Shift>period" },
  { N_ ("Make Stage Narrower"), "win.stage-narrower", way_window_has_stage_head, "<Control><Shift>comma" },
  { N_ ("Let Phase Reach Further"), "win.phase-further", way_window_has_phase, "<Control><Shift>period" },
  { N_ ("Let Phase Reach Less Far"), "win.phase-less", way_window_has_phase, "<Control><Shift>comma" },
  { N_ ("Let Phase Begin One Stage Earlier"), "win.phase-earlier", way_window_has_phase, "<Control><Shift>Page_Up" },
  { N_ ("Let Phase Begin One Stage Later"), "win.phase-later", way_window_has_phase, "<Control><Shift>Page_Down" },
  { N_ ("Let Card Reach Further"), "win.card-further", way_window_has_card, "<Control><Shift>period" },
  { N_ ("Let Card Reach Less Far"), "win.card-less", way_window_has_card, "<Control><Shift>comma" },
  { N_ ("Moment of Truth…"), "win.switch-truth", way_window_has_touchpoint, NULL },
  { N_ ("Select All"), "win.select-all", way_window_has_map, "<Control>a" },
  { N_ ("Select None"), "win.select-none", way_window_has_selection, "<Control><Shift>a" },
  { N_ ("Select All in Stage"), "win.select-stage", way_window_has_stage, NULL },
  { N_ ("Select All in Lane"), "win.select-lane", way_window_can_select_lane, NULL },
  { N_ ("Find…"), "win.find", way_window_has_map, NULL },
  { N_ ("Find and Replace…"), "win.replace", way_window_has_map, NULL },
  { N_ ("Find the Next One"), "win.find-next", way_window_has_map, NULL },
  { N_ ("Find the One Before"), "win.find-previous", way_window_has_map, NULL },
  { N_ ("What to Look At"), "win.check", way_window_has_map, NULL },
  { N_ ("Undo"), "win.undo", way_window_can_undo, NULL },
  { N_ ("Redo"), "win.redo", way_window_can_redo, NULL },
  { N_ ("History"), "win.history", way_window_has_map, NULL },
  { N_ ("Resolve Conflicts…"), "win.resolve", way_window_has_conflicts, NULL },
  { N_ ("Zoom In"), "win.zoom-in", way_window_has_map, NULL },
  { N_ ("Zoom Out"), "win.zoom-out", way_window_has_map, NULL },
  { N_ ("Zoom to 100 %"), "win.zoom(1.0)", way_window_has_map, NULL },
  { N_ ("Show the Whole Map"), "win.fit-map", way_window_has_map, NULL },
  { N_ ("Show What Is Selected"), "win.fit-selection", way_window_has_selection, NULL },
  { N_ ("Show the Current Journey"), "win.view('current')", way_window_has_map, NULL },
  { N_ ("Show the Future Journey"), "win.view('future')", way_window_has_map, NULL },
  { N_ ("Compare the Journeys"), "win.view('comparison')", way_window_has_map, NULL },
  { N_ ("Fields"), "win.inspector", way_window_has_map, NULL },
  { N_ ("Fields of What Is Selected"), "win.properties", way_window_has_map, NULL },
  { N_ ("Outline"), "win.outline", way_window_has_map, NULL },
  { N_ ("Lanes"), "win.lanes", way_window_has_map, NULL },
  { N_ ("Full Screen"), "win.fullscreen", NULL, NULL },
  { N_ ("New Map"), "win.new", NULL, NULL },
  { N_ ("Guided Start"), "win.guided-start", NULL, NULL },
  { N_ ("New Window"), "app.new-window", NULL, NULL },
  { N_ ("Open…"), "win.open", NULL, NULL },
  { N_ ("Recent Maps"), "win.recent", NULL, NULL },
  { N_ ("Save"), "win.save", way_window_has_map, NULL },
  { N_ ("Save As…"), "win.save-as", way_window_has_map, NULL },
  { N_ ("Versions…"), "win.versions", way_window_has_map, NULL },
  { N_ ("Export…"), "win.export", way_window_has_map, NULL },
  { N_ ("Print…"), "win.print", way_window_has_map, NULL },
  { N_ ("Print Preview"), "win.print-preview", way_window_has_map, NULL },
  { N_ ("Keyboard Shortcuts"), "win.show-help-overlay", NULL, NULL },
  { N_ ("How Your Work Is Kept"), "win.safety", NULL, NULL },
  { N_ ("About Waymark"), "win.about", NULL, NULL },
  { N_ ("Close"), "window.close", NULL, NULL },
  { N_ ("Quit"), "app.quit", NULL, NULL },
};

/* Menus and buttons show what can be done now. */
void
way_window_update_commands (WayWindow *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      g_autofree char *name = NULL;

      if (commands[i].can != NULL && strpbrk (commands[i].action, "(") == NULL && g_str_has_prefix (commands[i].action, "win."))
        gtk_widget_action_set_enabled (GTK_WIDGET (self), commands[i].action, commands[i].can (self));
    }
}

/* --- The list of all commands --------------------------------------------------------- */

static char *
dup_keys (WayWindow  *self,
          const char *action,
          const char *fallback)
{
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (self));
  g_auto (GStrv) keys = gtk_application_get_accels_for_action (application, action);
  const char     *first = keys[0] != NULL ? keys[0] : fallback;
  GdkModifierType modifiers;
  guint           key;

  if (first == NULL || !gtk_accelerator_parse (first, &key, &modifiers))
    return g_strdup ("");
  return gtk_accelerator_get_label (key, modifiers);
}

static void
command_chosen_cb (WayWindow  *self,
                   const char *action)
{
  g_autoptr (GVariant) target = NULL;
  g_autofree char *name = NULL;

  if (g_action_parse_detailed_name (action, &name, &target, NULL))
    gtk_widget_activate_action_variant (GTK_WIDGET (self), name, target);
}

static void
commands_action (GtkWidget  *widget,
                 const char *name,
                 GVariant   *parameter)
{
  WayWindow *self = WAY_WINDOW (widget);
  GtkWidget *list = way_command_list_new (GTK_WINDOW (self));

  if (self->document != NULL)
    way_canvas_finish (self->canvas);
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      g_autofree char *keys = dup_keys (self, commands[i].action, commands[i].keys);

      way_command_list_add (WAY_COMMAND_LIST (list), _ (commands[i].label), keys, commands[i].action, commands[i].can == NULL || commands[i].can (self));
    }
  g_signal_connect_object (list, "chosen", G_CALLBACK (command_chosen_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (list));
}

void
way_window_commands_class_init (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.commands", NULL, commands_action);
}
