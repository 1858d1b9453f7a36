/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Outline"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "waymark/way-feeling.h"
#include "way-outline-private.h"

/* From the best to the worst. */
#define N_LEVELS 5

/* What an action is about: the row of the open menu, or else the one with the keyboard. */
static WayOutlineNode *
get_node (WayOutline *self)
{
  return self->menu_node != NULL ? self->menu_node : way_outline_get_node (self);
}

static void
append (GMenu      *menu,
        const char *label,
        const char *action,
        const char *keys)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, action);

  if (keys != NULL)
    g_menu_item_set_attribute (item, "accel", "s", keys);
  g_menu_append_item (menu, item);
}

static void
append_kind (GMenu      *menu,
             WayKind     kind,
             const char *lane,
             const char *label,
             const char *keys)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target (item, "outline.add", "(is)", kind, lane != NULL ? lane : "");
  if (keys != NULL)
    g_menu_item_set_attribute (item, "accel", "s", keys);
  g_menu_append_item (menu, item);
}

/* By lane: that is what a card is. */
static void
append_cards (WayOutline *self,
              GMenu      *menu)
{
  g_autoptr (GMenu) lanes = g_menu_new ();

  for (WayElement *lane = way_element_get_first_of (way_map_get_root (way_editor_get_map (self->editor)), WAY_KIND_LANE); lane != NULL;
       lane = way_element_get_next_of (lane))
    if (way_element_get_choice (lane, WAY_LANE_HOLDS) >= 0)
      append_kind (lanes, WAY_KIND_CARD, way_element_get_id (lane), way_element_get_text (lane, WAY_LANE_NAME), NULL);
  if (g_menu_model_get_n_items (G_MENU_MODEL (lanes)) > 0)
    g_menu_append_submenu (menu, _ ("Add Card"), G_MENU_MODEL (lanes));
}

/* One feeling of the persona whose curve is drawn at each touchpoint. */
static gboolean
has_room_for_feeling (WayOutline *self,
                      WayElement *touchpoint)
{
  WayElement *persona = way_editor_get_persona (self->editor);
  WayState    state = way_editor_get_drawing_future (self->editor) ? WAY_STATE_FUTURE : WAY_STATE_CURRENT;
  const char *id;

  if (touchpoint == NULL || persona == NULL)
    return touchpoint != NULL;
  id = way_element_get_id (persona);
  return way_feeling_find (touchpoint, id, -1) == NULL && way_feeling_find (touchpoint, id, state) == NULL;
}

static gboolean
has_room_for_level (WayOutline *self)
{
  guint n = 0;

  for (WayElement *level = way_element_get_first_of (way_map_get_root (way_editor_get_map (self->editor)), WAY_KIND_LEVEL); level != NULL;
       level = way_element_get_next_of (level))
    n++;
  return n < N_LEVELS;
}

/* Beside or below @near; NULL: the map. */
static gboolean
can_be_added (WayOutline *self,
              WayKind     kind,
              WayElement *near)
{
  if (kind == WAY_KIND_FEELING)
    return has_room_for_feeling (self, way_outline_find_touchpoint (near));
  if (kind == WAY_KIND_LEVEL)
    return has_room_for_level (self);
  return kind != WAY_KIND_LANE && kind != WAY_KIND_FOREIGN;
}

static void
append_adds (WayOutline     *self,
             GMenu          *menu,
             WayOutlineNode *node)
{
  g_autoptr (GMenu) section = g_menu_new ();
  WayElement        *element = way_outline_node_get_element (node);
  WayKind            own = element != NULL ? way_element_get_kind (element) : way_outline_node_get_kind (node);
  const WayKindInfo *info = way_kind_get_info (own);

  if (own == WAY_KIND_LANE)
    append (section, _ ("Add Lane…"), "win.add-lane", "<Control>3");
  if (can_be_added (self, own, element))
    {
      /* Translators: in a menu; what is added: “Add Evidence” */
      g_autofree char *label = g_strdup_printf (_ ("Add %s"), _ (info->label));

      append_kind (section, own, NULL, label, "Insert");
    }
  for (guint i = 0; element != NULL && i < info->n_slots; i++)
    if (info->slots[i].kind == WAY_KIND_CARD)
      append_cards (self, section);
    else if (can_be_added (self, info->slots[i].kind, element))
      {
        g_autofree char *label = g_strdup_printf (_ ("Add %s"), _ (way_kind_get_info (info->slots[i].kind)->label));

        append_kind (section, info->slots[i].kind, NULL, label, NULL);
      }
  if (own == WAY_KIND_TOUCHPOINT)
    append_cards (self, section);
  g_menu_append_section (menu, NULL, G_MENU_MODEL (section));
}

/* What only some kinds can do, as on the sheet. */
static const struct
{
  WayKind     kind;
  const char *label;
  const char *action;
  const char *keys;
} own_lines[] = {
  { WAY_KIND_TOUCHPOINT, N_ ("Better"), "outline.better", "<Control>Up" },
  { WAY_KIND_TOUCHPOINT, N_ ("Worse"), "outline.worse", "<Control>Down" },
  { WAY_KIND_FEELING, N_ ("Better"), "outline.better", "<Control>Up" },
  { WAY_KIND_FEELING, N_ ("Worse"), "outline.worse", "<Control>Down" },
  { WAY_KIND_CARD, N_ ("Reach One Step Further"), "win.card-further", "<Control><Shift>period" },
  { WAY_KIND_CARD, N_ ("Reach One Step Less"), "win.card-less", "<Control><Shift>comma" },
  { WAY_KIND_STAGE, N_ ("Make Wider"), "win.stage-wider", "<Control><Shift>period" },
  { WAY_KIND_STAGE, N_ ("Make Narrower"), "win.stage-narrower", "<Control><Shift>comma" },
  { WAY_KIND_PHASE, N_ ("Reach One Stage Further"), "win.phase-further", "<Control><Shift>period" },
  { WAY_KIND_PHASE, N_ ("Reach One Stage Less"), "win.phase-less", "<Control><Shift>comma" },
  { WAY_KIND_PHASE, N_ ("Begin One Stage Earlier"), "win.phase-earlier", "<Control><Shift>Page_Up" },
  { WAY_KIND_PHASE, N_ ("Begin One Stage Later"), "win.phase-later", "<Control><Shift>Page_Down" },
};

static void
append_own (GMenu  *menu,
            WayKind kind)
{
  g_autoptr (GMenu) section = g_menu_new ();

  for (guint i = 0; i < G_N_ELEMENTS (own_lines); i++)
    if (own_lines[i].kind == kind)
      append (section, _ (own_lines[i].label), own_lines[i].action, own_lines[i].keys);
  g_menu_append_section (menu, NULL, G_MENU_MODEL (section));
}

static GMenu *
make_menu (WayOutline     *self,
           WayOutlineNode *node)
{
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) section = g_menu_new ();

  append_adds (self, menu, node);
  if (way_outline_node_get_id (node) == NULL)
    return menu;
  append_own (menu, way_outline_node_get_kind (node));
  append (section, _ ("Rename"), "outline.rename", "F2");
  append (section, _ ("Move Up"), "outline.move-up", "<Control><Shift>Up");
  append (section, _ ("Move Down"), "outline.move-down", "<Control><Shift>Down");
  append (section, _ ("Duplicate"), "win.duplicate", "<Control>u");
  append (section, _ ("Fields of What Is Selected"), "win.properties", "<Alt>Return");
  append (section, _ ("Delete"), "outline.delete", "Delete");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (section));
  return menu;
}

/* --- Showing ------------------------------------------------------------------- */

static gboolean
drop_menu_cb (gpointer data)
{
  WayOutline *self = data;

  self->menu_source = 0;
  g_clear_pointer (&self->menu, gtk_widget_unparent);
  g_clear_object (&self->menu_node);
  return G_SOURCE_REMOVE;
}

/*
 * GTK would give the keyboard to anything that is near. The menu does not go at once: the chosen action is still to come, and may
 * want the keyboard elsewhere.
 */
static void
closed_cb (WayOutline *self)
{
  GtkRoot   *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (root != NULL && self->menu_row != NULL && (focus == NULL || gtk_widget_is_ancestor (focus, self->menu)))
    gtk_widget_grab_focus (self->menu_row);
  g_clear_weak_pointer (&self->menu_row);
  if (self->menu_source == 0)
    self->menu_source = g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, drop_menu_cb, self, NULL);
}

void
way_outline_drop_menu (WayOutline *self)
{
  g_clear_handle_id (&self->menu_source, g_source_remove);
  g_clear_weak_pointer (&self->menu_row);
  drop_menu_cb (self);
}

void
way_outline_show_menu (WayOutline     *self,
                       WayOutlineNode *node,
                       GtkWidget      *row,
                       double          x,
                       double          y)
{
  g_autoptr (GMenu) menu = make_menu (self, node);
  double left = 0;
  double top = 0;

  if (g_menu_model_get_n_items (G_MENU_MODEL (menu)) == 0)
    return;
  way_outline_drop_menu (self);
  self->menu_node = g_object_ref (node);
  g_set_weak_pointer (&self->menu_row, row);
  gtk_widget_translate_coordinates (row, GTK_WIDGET (self), x, y, &left, &top);
  self->menu = gtk_popover_menu_new_from_model_full (G_MENU_MODEL (menu), GTK_POPOVER_MENU_NESTED);
  gtk_widget_set_parent (self->menu, GTK_WIDGET (self));
  gtk_popover_set_has_arrow (GTK_POPOVER (self->menu), FALSE);
  gtk_popover_set_position (GTK_POPOVER (self->menu), GTK_POS_BOTTOM);
  gtk_widget_set_halign (self->menu, GTK_ALIGN_START);
  gtk_popover_set_pointing_to (GTK_POPOVER (self->menu), &(GdkRectangle){ (int) left, (int) top, 1, 1 });
  g_signal_connect_object (self->menu, "closed", G_CALLBACK (closed_cb), self, G_CONNECT_SWAPPED);
  gtk_popover_popup (GTK_POPOVER (self->menu));
}

/* --- Actions ----------------------------------------------------------------------- */

static void
add_action (GtkWidget  *widget,
            const char *name,
            GVariant   *parameter)
{
  WayOutline     *self = WAY_OUTLINE (widget);
  WayOutlineNode *node = get_node (self);
  const char     *lane;
  int             kind;

  if (node == NULL)
    return;
  g_variant_get (parameter, "(i&s)", &kind, &lane);
  way_outline_begin_add (self, (WayKind) kind, way_outline_node_get_id (node), *lane != '\0' ? lane : NULL);
}

/* Another one of the kind of the row, after it. */
static void
insert_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  WayOutline     *self = WAY_OUTLINE (widget);
  WayOutlineNode *node = get_node (self);

  if (node != NULL && can_be_added (self, way_outline_node_get_kind (node), way_outline_node_get_element (node)))
    way_outline_begin_add (self, way_outline_node_get_kind (node), way_outline_node_get_id (node), NULL);
  else
    gtk_widget_error_bell (widget);
}

static void
rename_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  WayOutline     *self = WAY_OUTLINE (widget);
  WayOutlineNode *node = get_node (self);

  if (node != NULL && way_outline_node_get_id (node) != NULL)
    way_outline_rename (self, way_outline_node_get_id (node));
}

static void
delete_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  way_outline_remove (WAY_OUTLINE (widget));
}

static void
move_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  way_outline_move (WAY_OUTLINE (widget), g_str_equal (name, "outline.move-up") ? -1 : 1);
}

static void
score_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  way_outline_change_score (WAY_OUTLINE (widget), g_str_equal (name, "outline.better") ? 1 : -1);
}

/* At the row with the keyboard. */
static void
menu_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  WayOutline     *self = WAY_OUTLINE (widget);
  WayOutlineNode *node = way_outline_get_node (self);
  GtkWidget      *focus = way_outline_get_focus (self);

  if (node != NULL)
    way_outline_show_menu (self, node, focus, 24, gtk_widget_get_height (focus));
}

void
way_outline_menu_class_init (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "outline.add", "(is)", add_action);
  gtk_widget_class_install_action (widget_class, "outline.insert", NULL, insert_action);
  gtk_widget_class_install_action (widget_class, "outline.rename", NULL, rename_action);
  gtk_widget_class_install_action (widget_class, "outline.delete", NULL, delete_action);
  gtk_widget_class_install_action (widget_class, "outline.move-up", NULL, move_action);
  gtk_widget_class_install_action (widget_class, "outline.move-down", NULL, move_action);
  gtk_widget_class_install_action (widget_class, "outline.better", NULL, score_action);
  gtk_widget_class_install_action (widget_class, "outline.worse", NULL, score_action);
  gtk_widget_class_install_action (widget_class, "outline.menu", NULL, menu_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Insert, 0, "outline.insert", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_KP_Insert, 0, "outline.insert", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Menu, 0, "outline.menu", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F10, GDK_SHIFT_MASK, "outline.menu", NULL);
}
