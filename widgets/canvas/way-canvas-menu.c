/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Canvas"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "way-canvas-private.h"

#include "waymark/way-commands.h"

/* A line of a menu: label, action, and the keys that do the same. */
typedef struct
{
  const char *label;
  const char *action;
  const char *keys;
} Line;

/* Lines without label part sections. What cannot be done now is not shown. */
static const Line touchpoint_lines[] = {
  { N_ ("Moment of Truth…"), "win.switch-truth", NULL },
  { NULL, NULL, NULL },
  { N_ ("Rename"), "canvas.edit", "F2" },
  { N_ ("Add Touchpoint After"), "canvas.begin-beneath", "Return" },
  { N_ ("Duplicate"), "canvas.duplicate", "<Control>u" },
  { NULL, NULL, NULL },
  { N_ ("Split Stage Here…"), "win.split-stage", NULL },
  { N_ ("New Stage From Selection…"), "win.gather-stage", NULL },
  { N_ ("Make Touchpoint a Stage"), "win.raise-touchpoint", NULL },
  { N_ ("Move to the Tray"), "canvas.to-tray", NULL },
  { NULL, NULL, NULL },
  { N_ ("Fields of What Is Selected"), "win.properties", "<Alt>Return" },
  { N_ ("Delete"), "canvas.delete", "Delete" },
};

static const Line card_lines[] = {
  { N_ ("Edit Text"), "canvas.edit", "F2" },
  { N_ ("Add Card Beneath"), "canvas.begin-beneath", "Return" },
  { N_ ("Duplicate"), "canvas.duplicate", "<Control>u" },
  { NULL, NULL, NULL },
  { N_ ("Reach One Step Further"), "canvas.reach-further", "<Control><Shift>period" },
  { N_ ("Reach One Step Less"), "canvas.reach-less", "<Control><Shift>comma" },
  { N_ ("New Stage From Selection…"), "win.gather-stage", NULL },
  { N_ ("Move to the Tray"), "canvas.to-tray", NULL },
  { NULL, NULL, NULL },
  { N_ ("Fields of What Is Selected"), "win.properties", "<Alt>Return" },
  { N_ ("Delete"), "canvas.delete", "Delete" },
};

static const Line stage_lines[] = {
  { N_ ("Rename"), "canvas.edit", "F2" },
  { N_ ("Add Stage After"), "canvas.begin-beneath", "Return" },
  { N_ ("Add Touchpoint"), "canvas.add-touchpoint", "<Control>2" },
  { N_ ("Duplicate"), "canvas.duplicate", "<Control>u" },
  { NULL, NULL, NULL },
  { N_ ("Merge With Next Stage…"), "win.merge-stage", NULL },
  { N_ ("Make Stage a Touchpoint"), "win.sink-stage", NULL },
  { N_ ("Make Wider"), "canvas.reach-further", "<Control><Shift>period" },
  { N_ ("Make Narrower"), "canvas.reach-less", "<Control><Shift>comma" },
  { N_ ("Move Left"), "canvas.move-left", "<Control><Shift>Left" },
  { N_ ("Move Right"), "canvas.move-right", "<Control><Shift>Right" },
  { NULL, NULL, NULL },
  { N_ ("Select All in Stage"), "win.select-stage", NULL },
  { N_ ("Fields of What Is Selected"), "win.properties", "<Alt>Return" },
  { N_ ("Delete"), "canvas.delete", "Delete" },
};

static const Line phase_lines[] = {
  { N_ ("Rename"), "canvas.edit", "F2" },
  { N_ ("Duplicate"), "canvas.duplicate", "<Control>u" },
  { NULL, NULL, NULL },
  { N_ ("Reach One Stage Further"), "canvas.reach-further", "<Control><Shift>period" },
  { N_ ("Reach One Stage Less"), "canvas.reach-less", "<Control><Shift>comma" },
  { N_ ("Begin One Stage Earlier"), "canvas.begin-earlier", "<Control><Shift>Page_Up" },
  { N_ ("Begin One Stage Later"), "canvas.begin-later", "<Control><Shift>Page_Down" },
  { N_ ("Move Left"), "canvas.move-left", "<Control><Shift>Left" },
  { N_ ("Move Right"), "canvas.move-right", "<Control><Shift>Right" },
  { NULL, NULL, NULL },
  { N_ ("Fields of What Is Selected"), "win.properties", "<Alt>Return" },
  { N_ ("Delete"), "canvas.delete", "Delete" },
};

static const Line lane_lines[] = {
  { N_ ("Rename"), "canvas.edit", "F2" },
  { N_ ("Add Lane…"), "win.add-lane", "<Control>3" },
  { NULL, NULL, NULL },
  { N_ ("Move Up"), "canvas.move-up", "<Control><Shift>Up" },
  { N_ ("Move Down"), "canvas.move-down", "<Control><Shift>Down" },
  { N_ ("Hide"), "canvas.hide-lane", NULL },
  { NULL, NULL, NULL },
  { N_ ("Select All in Lane"), "win.select-lane", NULL },
  { N_ ("Fields of What Is Selected"), "win.properties", "<Alt>Return" },
  { N_ ("Delete"), "canvas.delete", "Delete" },
};

static const Line feeling_lines[] = {
  { N_ ("Edit Text"), "canvas.edit", "F2" },
  { N_ ("Draw the Curve in One Stroke"), "canvas.sketch", NULL },
  { NULL, NULL, NULL },
  { N_ ("Fields of What Is Selected"), "win.properties", "<Alt>Return" },
  { N_ ("Delete"), "canvas.delete", "Delete" },
};

static const Line other_lines[] = {
  { N_ ("Edit Text"), "canvas.edit", "F2" },
  { N_ ("Duplicate"), "canvas.duplicate", "<Control>u" },
  { NULL, NULL, NULL },
  { N_ ("Fields of What Is Selected"), "win.properties", "<Alt>Return" },
  { N_ ("Delete"), "canvas.delete", "Delete" },
};

static const Line clipboard_lines[] = {
  { N_ ("Cut"), "win.cut", "<Control>x" },
  { N_ ("Copy"), "win.copy", "<Control>c" },
  { N_ ("Paste"), "win.paste", "<Control>v" },
  { N_ ("Paste as Text"), "win.paste-text", "<Control><Shift>v" },
};

static const Line cell_lines[] = {
  { N_ ("Add Something Here"), "canvas.begin-beneath", "Return" },
};

static const Line sheet_lines[] = {
  { N_ ("Add Stage"), "canvas.add-stage", "<Control>1" },
  { N_ ("Add Touchpoint"), "canvas.add-touchpoint", "<Control>2" },
  { N_ ("Add Lane…"), "win.add-lane", "<Control>3" },
  { N_ ("Add Phase"), "win.add-phase", NULL },
  { N_ ("Add Persona"), "win.add-persona", NULL },
  { NULL, NULL, NULL },
  { N_ ("Draw the Curve in One Stroke"), "canvas.sketch", NULL },
  { N_ ("Select All"), "canvas.select-all", "<Control>a" },
  { N_ ("Show the Whole Map"), "canvas.fit-map", "<Control>9" },
};

static void
append_line (GMenu      *menu,
             const char *label,
             const char *action,
             const char *keys)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, action);

  if (keys != NULL)
    g_menu_item_set_attribute (item, "accel", "s", keys);
  g_menu_item_set_attribute (item, "hidden-when", "s", "action-disabled");
  g_menu_append_item (menu, item);
}

static void
append_lines (GMenu      *menu,
              const Line *lines,
              guint       n_lines)
{
  g_autoptr (GMenu) section = g_menu_new ();

  for (guint i = 0; i < n_lines; i++)
    if (lines[i].label != NULL)
      append_line (section, _ (lines[i].label), lines[i].action, lines[i].keys);
    else
      {
        g_menu_append_section (menu, NULL, G_MENU_MODEL (section));
        g_object_unref (section);
        section = g_menu_new ();
      }
  g_menu_append_section (menu, NULL, G_MENU_MODEL (section));
}

/* --- What depends on the map ------------------------------------------------- */

/* By how it feels, best first. */
static void
append_levels (WayCanvas *self,
               GMenu     *menu)
{
  const char *language = way_element_get (way_map_get_root (way_editor_get_map (self->editor)), WAY_MAP_LANGUAGE);
  g_autoptr (GMenu) section = g_menu_new ();
  g_autoptr (GMenu) levels = g_menu_new ();

  for (int band = 0; band < 5; band++)
    {
      g_autoptr (GMenuItem) item = g_menu_item_new (way_command_get_feeling_words (language, (guint) band)[0], NULL);

      g_menu_item_set_action_and_target (item, "canvas.set-level", "i", 2 - band);
      g_menu_append_item (levels, item);
    }
  append_line (section, _ ("Better"), "canvas.better", "<Control>Up");
  append_line (section, _ ("Worse"), "canvas.worse", "<Control>Down");
  g_menu_append_submenu (section, _ ("Emotion"), G_MENU_MODEL (levels));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (section));
}

static GMenu *
make_menu_of (WayCanvas  *self,
              WayElement *element)
{
  GMenu *menu = g_menu_new ();

  switch (way_element_get_kind (element))
    {
    case WAY_KIND_TOUCHPOINT:
      append_levels (self, menu);
      append_lines (menu, touchpoint_lines, G_N_ELEMENTS (touchpoint_lines));
      break;
    case WAY_KIND_CARD:
      append_lines (menu, card_lines, G_N_ELEMENTS (card_lines));
      break;
    case WAY_KIND_STAGE:
      append_lines (menu, stage_lines, G_N_ELEMENTS (stage_lines));
      break;
    case WAY_KIND_PHASE:
      append_lines (menu, phase_lines, G_N_ELEMENTS (phase_lines));
      break;
    case WAY_KIND_LANE:
      append_lines (menu, lane_lines, G_N_ELEMENTS (lane_lines));
      break;
    case WAY_KIND_FEELING:
      append_levels (self, menu);
      append_lines (menu, feeling_lines, G_N_ELEMENTS (feeling_lines));
      break;
    case WAY_KIND_MAP:
      append_lines (menu, other_lines, 1);
      append_lines (menu, sheet_lines, G_N_ELEMENTS (sheet_lines));
      break;
    default:
      append_lines (menu, other_lines, G_N_ELEMENTS (other_lines));
      break;
    }
  return menu;
}

/* --- Showing ----------------------------------------------------------------- */

static gboolean
drop_menu_cb (gpointer data)
{
  gtk_widget_unparent (data);
  return G_SOURCE_REMOVE;
}

/*
 * GTK would give the keyboard to anything that is near. The menu does not go at once: the chosen action is still to come, and may
 * want the keyboard elsewhere.
 */
static void
closed_cb (GtkWidget *popover,
           WayCanvas *self)
{
  GtkRoot   *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (self->menu == popover)
    self->menu = NULL;
  if (root != NULL && (focus == NULL || gtk_widget_is_ancestor (focus, popover)))
    way_canvas_grab_focus (self);
  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, drop_menu_cb, g_object_ref (popover), g_object_unref);
}

static void
pop_up (WayCanvas    *self,
        GMenu        *menu,
        GdkRectangle *place)
{
  if (self->menu != NULL)
    gtk_popover_popdown (GTK_POPOVER (self->menu));
  self->menu = gtk_popover_menu_new_from_model_full (G_MENU_MODEL (menu), GTK_POPOVER_MENU_NESTED);
  gtk_widget_set_parent (self->menu, GTK_WIDGET (self));
  gtk_popover_set_has_arrow (GTK_POPOVER (self->menu), FALSE);
  /* Beside its place it may move up where there is too little room beneath; all of it can be seen then. */
  gtk_popover_set_position (GTK_POPOVER (self->menu), GTK_POS_RIGHT);
  gtk_widget_set_valign (self->menu, GTK_ALIGN_START);
  gtk_popover_set_pointing_to (GTK_POPOVER (self->menu), place);
  g_signal_connect (self->menu, "closed", G_CALLBACK (closed_cb), self);
  gtk_popover_popup (GTK_POPOVER (self->menu));
}

/* What is seen of what has the keyboard; else a place in the middle. */
static GdkRectangle
get_focus_place (WayCanvas *self)
{
  const char           *id = way_canvas_get_focus_id (self);
  const WayCanvasEntry *entry = id != NULL ? way_canvas_find_entry (self, id) : NULL;
  GdkRectangle          place = { (int) self->size[0] / 2, (int) self->size[1] / 3, 1, 1 };
  GdkRectangle          window = { 0, 0, (int) self->size[0], (int) self->size[1] };
  WayRectangle          area;
  graphene_rect_t       rect;

  if (self->cell != NULL)
    area = self->cell->area;
  else if (entry != NULL)
    area = (WayRectangle){ entry->origin.x + entry->item->extents.x, entry->origin.y + entry->item->extents.y,
                           entry->item->extents.width, entry->item->extents.height };
  else
    return place;
  rect = way_canvas_get_rect (self, &area, (WayPoint){ 0, 0 });
  gdk_rectangle_intersect (&(GdkRectangle){ (int) rect.origin.x, (int) rect.origin.y, (int) rect.size.width, (int) rect.size.height }, &window, &window);
  return window.width > 0 && window.height > 0 ? window : place;
}

static GMenu *
make_menu (WayCanvas *self)
{
  const char *id = way_canvas_get_focus_id (self);
  WayElement *element = id != NULL ? way_map_lookup (way_editor_get_map (self->editor), id) : NULL;
  GMenu      *menu;

  if (element != NULL && self->cell == NULL)
    menu = make_menu_of (self, element);
  else
    {
      menu = g_menu_new ();
      if (self->cell != NULL)
        append_lines (menu, cell_lines, G_N_ELEMENTS (cell_lines));
      append_lines (menu, sheet_lines, G_N_ELEMENTS (sheet_lines));
    }
  append_lines (menu, clipboard_lines, G_N_ELEMENTS (clipboard_lines));
  return menu;
}

void
way_canvas_show_menu (WayCanvas *self)
{
  g_autoptr (GMenu) menu = make_menu (self);
  GdkRectangle place = get_focus_place (self);

  pop_up (self, menu, &place);
}

void
way_canvas_show_menu_at (WayCanvas *self,
                         double     x,
                         double     y,
                         double     reach)
{
  WaySelection *selection = way_editor_get_selection (self->editor);
  WayHit        hit = way_canvas_find_hit (self, x, y);
  gboolean      is_cell = hit.part == WAY_HIT_CELL || hit.part == WAY_HIT_STEP_GAP;
  g_autoptr (GMenu) menu = NULL;

  if (hit.element != NULL && !way_selection_contains (selection, hit.element))
    way_selection_select (selection, hit.element);
  else if (hit.element == NULL)
    way_selection_clear (selection);
  way_canvas_choose_cell (self, is_cell && hit.element == NULL ? &hit : NULL);
  way_canvas_grab_focus (self);
  menu = make_menu (self);
  pop_up (self, menu, &(GdkRectangle){ (int) (x - reach), (int) (y - reach), (int) (2 * reach) + 1, (int) (2 * reach) + 1 });
}

/* Also those that are closed and only wait for their end. */
void
way_canvas_menu_dispose (WayCanvas *self)
{
  GtkWidget *next;

  self->menu = NULL;
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self)); child != NULL; child = next)
    {
      next = gtk_widget_get_next_sibling (child);
      if (!GTK_IS_POPOVER (child))
        continue;
      g_signal_handlers_disconnect_by_func (child, closed_cb, self);
      gtk_widget_unparent (child);
    }
}
