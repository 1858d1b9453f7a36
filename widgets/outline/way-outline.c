/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Outline"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "way-outline-private.h"

#include "waymark/way-commands.h"

G_DEFINE_FINAL_TYPE (WayOutline, way_outline, GTK_TYPE_WIDGET)

/* --- One row ----------------------------------------------------------------------- */

/* What it is bound to; NULL while it is not. The tree itself forgets rows before they are unbound. */
static WayOutlineNode *
get_node (GtkListItem *item)
{
  return g_object_get_data (G_OBJECT (item), "node");
}

static GtkWidget *
get_label (GtkListItem *item)
{
  return g_object_get_data (G_OBJECT (item), "label");
}

/* What a screen reader says: the element's description, of the row and of what in it has the keyboard. */
static void
describe (WayOutline     *self,
          GtkListItem    *item,
          WayOutlineNode *node)
{
  GtkWidget       *expander = gtk_list_item_get_child (item);
  GtkWidget       *row = gtk_widget_get_parent (expander);
  const char      *id = way_outline_node_get_id (node);
  g_autofree char *text = way_outline_node_dup_text (node);
  g_autofree char *description = id != NULL ? way_editor_dup_description (self->editor, id) : NULL;

  for (GtkWidget *widget = expander; widget != NULL; widget = widget == expander ? row : NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (widget),
                                    GTK_ACCESSIBLE_PROPERTY_LABEL, *text != '\0' ? text : way_outline_node_get_kind_label (node),
                                    GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, description != NULL ? description : "",
                                    -1);
}

static void
show_node (GtkListItem *item)
{
  WayOutline      *self = g_object_get_data (G_OBJECT (item), "outline");
  GtkWidget       *label = get_label (item);
  GtkWidget       *kind = g_object_get_data (G_OBJECT (item), "kind");
  WayOutlineNode  *node = get_node (item);
  g_autofree char *text = way_outline_node_dup_text (node);
  gboolean         is_group = way_outline_node_get_id (node) == NULL;

  gtk_label_set_label (GTK_LABEL (label), text);
  gtk_label_set_label (GTK_LABEL (kind), way_outline_node_get_kind_label (node));
  gtk_widget_set_visible (kind, !is_group);
  if (is_group)
    gtk_widget_add_css_class (label, "outline-group");
  else
    gtk_widget_remove_css_class (label, "outline-group");
  describe (self, item, node);
}

/* --- Renaming ------------------------------------------------------------------------ */

typedef struct
{
  WayOutline *self;
  WayEditor  *editor;
  GtkWidget  *entry;
  char       *id;
  char       *text; /* the new name, or NULL for none */
} Ending;

static void
ending_free (gpointer data)
{
  Ending *ending = data;

  g_object_unref (ending->self);
  g_object_unref (ending->editor);
  g_object_unref (ending->entry);
  g_free (ending->id);
  g_free (ending->text);
  g_free (ending);
}

static gboolean
end_cb (gpointer data)
{
  Ending     *ending = data;
  GtkWidget  *box = gtk_widget_get_parent (ending->entry);
  WayHistory *history = way_editor_get_history (ending->editor);

  if (box != NULL)
    gtk_box_remove (GTK_BOX (box), ending->entry);
  if (ending->self->editor != ending->editor || way_outline_end_add (ending->self, ending->id, ending->text) || ending->text == NULL)
    return G_SOURCE_REMOVE;
  if (way_map_lookup (way_editor_get_map (ending->editor), ending->id) == NULL || !way_command_rename (history, ending->id, ending->text, NULL))
    gtk_widget_error_bell (GTK_WIDGET (ending->self));
  return G_SOURCE_REMOVE;
}

/*
 * Takes the name, but gives it to the element when this event is over. Now GTK may be on its way through the rows, because the focus
 * leaves one or the list changes, and each change of the map changes the rows.
 */
static void
finish (GtkListItem *item,
        gboolean     keep)
{
  WayOutline      *self = g_object_get_data (G_OBJECT (item), "outline");
  GtkWidget       *entry = g_object_steal_data (G_OBJECT (item), "entry");
  WayOutlineNode  *node = get_node (item);
  g_autofree char *before = g_object_steal_data (G_OBJECT (item), "before");
  const char      *text;
  Ending          *ending;

  if (entry == NULL)
    return;
  text = gtk_editable_get_text (GTK_EDITABLE (entry));
  ending = g_new0 (Ending, 1);
  ending->self = g_object_ref (self);
  ending->editor = g_object_ref (self->editor);
  ending->entry = g_object_ref (entry);
  ending->id = g_strdup (way_outline_node_get_id (node));
  ending->text = keep && g_strcmp0 (before, text) != 0 ? g_strdup (text) : NULL;
  g_idle_add_full (G_PRIORITY_HIGH, end_cb, ending, ending_free);
  gtk_widget_set_visible (get_label (item), TRUE);
}

/* The row keeps the keyboard. */
static void
finish_by_key (GtkListItem *item,
               gboolean     keep)
{
  GtkWidget *entry = g_object_get_data (G_OBJECT (item), "entry");

  finish (item, keep);
  if (entry != NULL)
    gtk_widget_grab_focus (gtk_list_item_get_child (item));
}

static void
activated_cb (GtkListItem *item)
{
  finish_by_key (item, TRUE);
}

static void
left_cb (GtkListItem *item)
{
  finish (item, TRUE);
}

static gboolean
entry_key_cb (GtkListItem *item,
              guint        key)
{
  if (key != GDK_KEY_Escape)
    return GDK_EVENT_PROPAGATE;
  finish_by_key (item, FALSE);
  return GDK_EVENT_STOP;
}

static void
rename_item (GtkListItem *item)
{
  WayOutlineNode     *node = get_node (item);
  GtkWidget          *label = get_label (item);
  GtkWidget          *entry;
  GtkEventController *focus;
  GtkEventController *keys;

  if (node == NULL || way_outline_node_get_id (node) == NULL || g_object_get_data (G_OBJECT (item), "entry") != NULL)
    return;
  entry = gtk_entry_new ();
  focus = gtk_event_controller_focus_new ();
  keys = gtk_event_controller_key_new ();
  gtk_editable_set_text (GTK_EDITABLE (entry), gtk_label_get_label (GTK_LABEL (label)));
  gtk_editable_set_width_chars (GTK_EDITABLE (entry), 6);
  gtk_widget_set_hexpand (entry, TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, way_outline_node_get_kind_label (node), -1);
  gtk_box_insert_child_after (GTK_BOX (gtk_widget_get_parent (label)), entry, label);
  gtk_widget_set_visible (label, FALSE);
  g_object_set_data (G_OBJECT (item), "entry", entry);
  /* What was undone while it was shown here would be done again by whoever only passes by. */
  g_object_set_data_full (G_OBJECT (item), "before", g_strdup (gtk_label_get_label (GTK_LABEL (label))), g_free);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (entry, "activate", G_CALLBACK (activated_cb), item, G_CONNECT_SWAPPED);
  g_signal_connect_object (focus, "leave", G_CALLBACK (left_cb), item, G_CONNECT_SWAPPED);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (entry_key_cb), item, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (entry, focus);
  gtk_widget_add_controller (entry, keys);
  gtk_widget_grab_focus (entry);
}

/* What the menu is about is selected first. */
static void
show_menu_at (GtkListItem *item,
              double       x,
              double       y)
{
  WayOutline *self = g_object_get_data (G_OBJECT (item), "outline");
  guint       position = gtk_list_item_get_position (item);

  if (!gtk_selection_model_is_selected (GTK_SELECTION_MODEL (self->rows), position))
    gtk_selection_model_select_item (GTK_SELECTION_MODEL (self->rows), position, TRUE);
  gtk_widget_grab_focus (gtk_list_item_get_child (item));
  way_outline_show_menu (self, get_node (item), gtk_list_item_get_child (item), x, y);
}

static void
pressed_cb (GtkListItem *item,
            int          n,
            double       x,
            double       y)
{
  show_menu_at (item, x, y);
}

static void
add_menu_gestures (GtkListItem *item,
                   GtkWidget   *row)
{
  GtkGesture *click = gtk_gesture_click_new ();
  GtkGesture *press = gtk_gesture_long_press_new ();

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_SECONDARY);
  gtk_gesture_single_set_touch_only (GTK_GESTURE_SINGLE (press), TRUE);
  g_signal_connect_object (click, "pressed", G_CALLBACK (pressed_cb), item, G_CONNECT_SWAPPED);
  g_signal_connect_object (press, "pressed", G_CALLBACK (show_menu_at), item, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (row, GTK_EVENT_CONTROLLER (click));
  gtk_widget_add_controller (row, GTK_EVENT_CONTROLLER (press));
}

/* --- Rows of the list ------------------------------------------------------------------ */

static void
setup_cb (WayOutline  *self,
          GtkListItem *item)
{
  GtkWidget *expander = g_object_new (GTK_TYPE_TREE_EXPANDER, "accessible-role", GTK_ACCESSIBLE_ROLE_TREE_ITEM, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *label = gtk_label_new (NULL);
  GtkWidget *kind = gtk_label_new (NULL);

  gtk_widget_set_hexpand (label, TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (kind, "dim-label");
  gtk_widget_add_css_class (kind, "caption");
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), kind);
  gtk_tree_expander_set_child (GTK_TREE_EXPANDER (expander), box);
  g_object_set_data (G_OBJECT (item), "label", label);
  g_object_set_data (G_OBJECT (item), "kind", kind);
  g_object_set_data (G_OBJECT (item), "outline", self);
  g_object_set_data (G_OBJECT (expander), "item", item);
  gtk_list_item_set_child (item, expander);
  add_menu_gestures (item, expander);
}

static void
bind_cb (WayOutline  *self,
         GtkListItem *item)
{
  WayOutlineNode *node = gtk_tree_list_row_get_item (gtk_list_item_get_item (item));

  g_return_if_fail (node != NULL);

  g_object_set_data_full (G_OBJECT (item), "node", node, g_object_unref);
  gtk_tree_expander_set_list_row (GTK_TREE_EXPANDER (gtk_list_item_get_child (item)), gtk_list_item_get_item (item));
  g_signal_connect_object (node, "changed", G_CALLBACK (show_node), item, G_CONNECT_SWAPPED);
  if (way_outline_node_get_id (node) != NULL)
    g_hash_table_insert (self->items, g_strdup (way_outline_node_get_id (node)), item);
  show_node (item);
}

static void
unbind_cb (WayOutline  *self,
           GtkListItem *item)
{
  WayOutlineNode *node = get_node (item);

  if (node == NULL)
    return;
  finish (item, TRUE);
  g_signal_handlers_disconnect_by_func (node, show_node, item);
  if (way_outline_node_get_id (node) != NULL && g_hash_table_lookup (self->items, way_outline_node_get_id (node)) == item)
    g_hash_table_remove (self->items, way_outline_node_get_id (node));
  gtk_tree_expander_set_list_row (GTK_TREE_EXPANDER (gtk_list_item_get_child (item)), NULL);
  g_object_set_data (G_OBJECT (item), "node", NULL);
}

/* --- The selection is the editor's ------------------------------------------------------ */

static char *
dup_id_at (WayOutline *self,
           guint       position)
{
  g_autoptr (GtkTreeListRow) row = gtk_tree_list_model_get_row (self->tree, position);
  g_autoptr (WayOutlineNode) node = row != NULL ? gtk_tree_list_row_get_item (row) : NULL;

  return node != NULL ? g_strdup (way_outline_node_get_id (node)) : NULL;
}

GtkWidget *
way_outline_get_focus (WayOutline *self)
{
  GtkRoot   *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self)) ? focus : NULL;
}

WayOutlineNode *
way_outline_get_node (WayOutline *self)
{
  GtkWidget *focus = way_outline_get_focus (self);
  GtkWidget *expander = focus == NULL || GTK_IS_TREE_EXPANDER (focus) ? focus : gtk_widget_get_first_child (focus);

  return GTK_IS_TREE_EXPANDER (expander) ? get_node (g_object_get_data (G_OBJECT (expander), "item")) : NULL;
}

GPtrArray *
way_outline_list_selected (WayOutline *self)
{
  g_autoptr (GtkBitset) selected = gtk_selection_model_get_selection (GTK_SELECTION_MODEL (self->rows));
  GPtrArray    *ids = g_ptr_array_new_with_free_func (g_free);
  GtkBitsetIter iter;
  guint         position;

  for (gboolean more = gtk_bitset_iter_init_first (&iter, selected, &position); more; more = gtk_bitset_iter_next (&iter, &position))
    {
      char *id = dup_id_at (self, position);

      if (id != NULL)
        g_ptr_array_add (ids, id);
    }
  g_ptr_array_add (ids, NULL);
  return ids;
}

static void
rows_selected_cb (WayOutline *self)
{
  g_autoptr (GPtrArray) ids = NULL;

  if (self->is_selecting)
    return;
  ids = way_outline_list_selected (self);
  self->is_selecting = TRUE;
  way_selection_select_all (way_editor_get_selection (self->editor), (const char *const *) ids->pdata, FALSE);
  self->is_selecting = FALSE;
}

static void
show_selection (WayOutline *self)
{
  WaySelection *selection;
  g_autoptr (GtkBitset) selected = NULL;
  g_autoptr (GtkBitset) all = NULL;
  guint n;

  if (self->is_selecting || self->rows == NULL || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  selection = way_editor_get_selection (self->editor);
  selected = gtk_bitset_new_empty ();
  n = g_list_model_get_n_items (G_LIST_MODEL (self->tree));
  all = gtk_bitset_new_range (0, n);
  for (guint i = 0; i < n && way_selection_get_size (selection) > 0; i++)
    {
      g_autofree char *id = dup_id_at (self, i);

      if (id == NULL || !way_selection_contains (selection, id))
        continue;
      gtk_bitset_add (selected, i);
      if (g_strcmp0 (id, way_selection_get_focus (selection)) == 0)
        gtk_widget_activate_action (GTK_WIDGET (self->view), "list.scroll-to-item", "u", i);
    }
  self->is_selecting = TRUE;
  gtk_selection_model_set_selection (GTK_SELECTION_MODEL (self->rows), selected, all);
  self->is_selecting = FALSE;
}

/* The row of an element, or of the group that it stands in; GTK_INVALID_LIST_POSITION for none. */
static guint
find_row (WayOutline *self,
          WayElement *element)
{
  gboolean is_top = way_element_get_parent (way_element_get_parent (element)) == NULL;
  guint    n = g_list_model_get_n_items (G_LIST_MODEL (self->tree));

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GtkTreeListRow) row = gtk_tree_list_model_get_row (self->tree, i);
      g_autoptr (WayOutlineNode) node = gtk_tree_list_row_get_item (row);
      const char *id = way_outline_node_get_id (node);

      if (g_strcmp0 (id, way_element_get_id (element)) == 0)
        return i;
      if (id == NULL && is_top && way_outline_node_get_kind (node) == way_element_get_kind (element) && !gtk_tree_list_row_get_expanded (row))
        {
          gtk_tree_list_row_set_expanded (row, TRUE);
          n = g_list_model_get_n_items (G_LIST_MODEL (self->tree));
        }
    }
  return GTK_INVALID_LIST_POSITION;
}

static guint
unfold_to (WayOutline *self,
           WayElement *element)
{
  WayElement *parent = way_element_get_parent (element);
  guint       position;

  if (parent == NULL)
    return GTK_INVALID_LIST_POSITION;
  position = way_element_get_parent (parent) != NULL ? unfold_to (self, parent) : GTK_INVALID_LIST_POSITION;
  if (position != GTK_INVALID_LIST_POSITION)
    {
      g_autoptr (GtkTreeListRow) row = gtk_tree_list_model_get_row (self->tree, position);

      gtk_tree_list_row_set_expanded (row, TRUE);
    }
  return find_row (self, element);
}

gboolean
way_outline_reveal (WayOutline *self,
                    const char *id)
{
  WayElement *element = way_map_lookup (way_editor_get_map (self->editor), id);
  guint       position = element != NULL && self->rows != NULL ? unfold_to (self, element) : GTK_INVALID_LIST_POSITION;

  if (position == GTK_INVALID_LIST_POSITION)
    return FALSE;
  gtk_selection_model_select_item (GTK_SELECTION_MODEL (self->rows), position, TRUE);
  gtk_widget_activate_action (GTK_WIDGET (self->view), "list.scroll-to-item", "u", position);
  return TRUE;
}

static gboolean
focus_cb (gpointer user_data)
{
  WayOutline      *self = user_data;
  g_autofree char *id = g_steal_pointer (&self->wanted);
  GtkListItem     *item = g_hash_table_lookup (self->items, id);

  self->wanted_source = 0;
  if (item != NULL)
    gtk_widget_grab_focus (gtk_list_item_get_child (item));
  return G_SOURCE_REMOVE;
}

/* When the list has made the row. */
void
way_outline_go_to (WayOutline *self,
                   const char *id)
{
  if (!way_outline_reveal (self, id))
    return;
  g_free (self->wanted);
  self->wanted = g_strdup (id);
  if (self->wanted_source == 0)
    self->wanted_source = g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, focus_cb, self, NULL);
}

/* --- Following the map --------------------------------------------------------------------- */

static GListModel *
create_children (gpointer node,
                 gpointer user_data)
{
  GListModel *children = way_outline_node_get_children (node);

  return children != NULL ? g_object_ref (children) : NULL;
}

static void
show_map (WayOutline *self)
{
  g_autoptr (GtkTreeListRow) stages = NULL;

  self->top = way_outline_node_new_top (way_editor_get_map (self->editor));
  self->tree = gtk_tree_list_model_new (g_object_ref (self->top), FALSE, TRUE, create_children, NULL, NULL);
  self->rows = gtk_multi_selection_new (g_object_ref (G_LIST_MODEL (self->tree)));
  g_signal_connect_object (self->rows, "selection-changed", G_CALLBACK (rows_selected_cb), self, G_CONNECT_SWAPPED);
  gtk_list_view_set_model (self->view, GTK_SELECTION_MODEL (self->rows));
  /* The stages, which stand first, are what a map is about. */
  stages = gtk_tree_list_model_get_row (self->tree, 0);
  gtk_tree_list_row_set_expanded (stages, TRUE);
}

static void
forget_map (WayOutline *self)
{
  if (self->view != NULL)
    gtk_list_view_set_model (self->view, NULL);
  g_clear_object (&self->rows);
  g_clear_object (&self->tree);
  g_clear_object (&self->top);
}

static void
forget_removal (WayOutline *self)
{
  g_clear_handle_id (&self->removal_source, g_source_remove);
  g_clear_pointer (&self->removed, g_free);
  g_clear_pointer (&self->beside_removed, g_free);
}

static gboolean
removed_cb (gpointer user_data)
{
  WayOutline      *self = user_data;
  g_autofree char *beside = g_steal_pointer (&self->beside_removed);

  self->removal_source = 0;
  forget_removal (self);
  if (beside != NULL)
    way_outline_go_to (self, beside);
  return G_SOURCE_REMOVE;
}

/* The window, which did it, chooses what is beside it on the sheet; in the outline that may be far away. */
static void
follow_removal (WayOutline *self)
{
  if (self->removed != NULL && self->removal_source == 0 && way_map_lookup (way_editor_get_map (self->editor), self->removed) == NULL)
    self->removal_source = g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, removed_cb, self, NULL);
}

/* While nobody sees it, it costs nothing. */
static void
update (WayOutline *self)
{
  if (self->editor == NULL || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  if (self->rows == NULL)
    show_map (self);
  self->is_selecting = TRUE;
  way_outline_node_sync_top (self->top);
  self->is_selecting = FALSE;
  show_selection (self);
  follow_removal (self);
}

static void
way_outline_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (way_outline_parent_class)->map (widget);
  update (WAY_OUTLINE (widget));
}

/* --- Keys -------------------------------------------------------------------------------------- */

gboolean
way_outline_rename (WayOutline *self,
                    const char *id)
{
  GtkListItem *item = g_hash_table_lookup (self->items, id);

  if (item == NULL)
    return FALSE;
  rename_item (item);
  return TRUE;
}

static void
row_activated_cb (WayOutline *self,
                  guint       position)
{
  g_autofree char *id = dup_id_at (self, position);
  GtkListItem     *item = id != NULL ? g_hash_table_lookup (self->items, id) : NULL;

  if (item != NULL)
    rename_item (item);
}

gboolean
way_outline_is_editing (WayOutline *self)
{
  return GTK_IS_TEXT (way_outline_get_focus (self));
}

static WayElement *
find_beside (WayElement *element)
{
  WayElement *parent = way_element_get_parent (element);
  WayElement *before = NULL;

  if (way_element_get_next_of (element) != NULL)
    return way_element_get_next_of (element);
  for (WayElement *other = way_element_get_first_of (parent, way_element_get_kind (element)); other != NULL && other != element; other = way_element_get_next_of (other))
    before = other;
  return before != NULL ? before : parent;
}

/* The window does it: what holds others is asked about. */
void
way_outline_remove (WayOutline *self)
{
  WayOutlineNode *node = way_outline_get_node (self);
  WayElement     *element = node != NULL ? way_outline_node_get_element (node) : NULL;

  if (self->rows == NULL || way_outline_is_editing (self))
    return;
  forget_removal (self);
  if (element != NULL)
    {
      self->removed = g_strdup (way_element_get_id (element));
      self->beside_removed = g_strdup (way_element_get_id (find_beside (element)));
    }
  gtk_widget_activate_action (GTK_WIDGET (self), "win.delete", NULL);
}

static void
way_outline_dispose (GObject *object)
{
  WayOutline *self = WAY_OUTLINE (object);

  way_outline_forget_add (self);
  forget_removal (self);
  way_outline_drop_menu (self);
  g_clear_handle_id (&self->wanted_source, g_source_remove);
  g_clear_pointer (&self->wanted, g_free);
  forget_map (self);
  self->view = NULL;
  g_clear_pointer (&self->scroller, gtk_widget_unparent);
  g_clear_pointer (&self->items, g_hash_table_unref);
  g_clear_object (&self->editor);

  G_OBJECT_CLASS (way_outline_parent_class)->dispose (object);
}

static void
way_outline_class_init (WayOutlineClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = way_outline_dispose;
  widget_class->map = way_outline_map;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "outline");
  way_outline_menu_class_init (widget_class);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F2, 0, "outline.rename", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Delete, 0, "outline.delete", NULL);
}

static void
way_outline_init (WayOutline *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  self->items = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_signal_connect_object (factory, "setup", G_CALLBACK (setup_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (unbind_cb), self, G_CONNECT_SWAPPED);
  self->scroller = gtk_scrolled_window_new ();
  self->view = GTK_LIST_VIEW (gtk_list_view_new (NULL, factory));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Outline"), -1);
  way_outline_add_keys (self);
  g_signal_connect_object (self->view, "activate", G_CALLBACK (row_activated_cb), self, G_CONNECT_SWAPPED);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), GTK_WIDGET (self->view));
  gtk_widget_set_parent (self->scroller, GTK_WIDGET (self));
}

GtkWidget *
way_outline_new (void)
{
  return g_object_new (WAY_TYPE_OUTLINE, NULL);
}

void
way_outline_set_editor (WayOutline *self,
                        WayEditor  *editor)
{
  g_return_if_fail (WAY_IS_OUTLINE (self));
  g_return_if_fail (WAY_IS_EDITOR (editor));

  if (self->editor == editor)
    return;
  way_outline_forget_add (self);
  forget_removal (self);
  forget_map (self);
  g_set_object (&self->editor, editor);
  g_signal_connect_object (way_editor_get_history (editor), "committed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (way_editor_get_selection (editor), "changed", G_CALLBACK (show_selection), self, G_CONNECT_SWAPPED);
  update (self);
}
