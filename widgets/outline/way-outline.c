/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Outline"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "way-outline.h"

#include "waymark/way-commands.h"

#include "way-outline-node.h"

struct _WayOutline
{
  GtkWidget          parent_instance;
  WayEditor         *editor;
  GtkWidget         *scroller;
  GtkListView       *view;
  GListModel        *top;
  GtkTreeListModel  *tree;
  GtkMultiSelection *rows;
  GHashTable        *labels; /* id -> the GtkEditableLabel that shows it now */
  gboolean           is_selecting;
};

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

/* What a screen reader says: the element's description; it belongs to the row, which has the focus. */
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

  if (row == NULL)
    return;
  gtk_accessible_update_property (GTK_ACCESSIBLE (row),
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

  if (!gtk_editable_label_get_editing (GTK_EDITABLE_LABEL (label)))
    gtk_editable_set_text (GTK_EDITABLE (label), text);
  gtk_editable_set_editable (GTK_EDITABLE (label), !is_group);
  gtk_label_set_label (GTK_LABEL (kind), way_outline_node_get_kind_label (node));
  gtk_widget_set_visible (kind, !is_group);
  if (is_group)
    gtk_widget_add_css_class (label, "outline-group");
  else
    gtk_widget_remove_css_class (label, "outline-group");
  describe (self, item, node);
}

static void
editing_cb (GtkListItem *item)
{
  WayOutline      *self = g_object_get_data (G_OBJECT (item), "outline");
  GtkWidget       *label = get_label (item);
  WayOutlineNode  *node = get_node (item);
  g_autofree char *before = NULL;

  if (node == NULL || gtk_editable_label_get_editing (GTK_EDITABLE_LABEL (label)))
    return;
  before = way_outline_node_dup_text (node);
  if (way_outline_node_get_id (node) != NULL && g_strcmp0 (before, gtk_editable_get_text (GTK_EDITABLE (label))) != 0 &&
      !way_command_rename (way_editor_get_history (self->editor), way_outline_node_get_id (node), gtk_editable_get_text (GTK_EDITABLE (label)), NULL))
    gtk_widget_error_bell (GTK_WIDGET (self));
  show_node (item);
}

/* Long words shall not make the pane wide: the label that the editable one shows while nobody edits. */
static void
ellipsize (GtkWidget *widget)
{
  if (GTK_IS_LABEL (widget))
    gtk_label_set_ellipsize (GTK_LABEL (widget), PANGO_ELLIPSIZE_END);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    ellipsize (child);
}

static void
setup_cb (WayOutline  *self,
          GtkListItem *item)
{
  GtkWidget *expander = gtk_tree_expander_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *label = gtk_editable_label_new ("");
  GtkWidget *kind = gtk_label_new (NULL);

  gtk_widget_set_hexpand (label, TRUE);
  gtk_editable_set_width_chars (GTK_EDITABLE (label), 6);
  ellipsize (label);
  gtk_widget_add_css_class (kind, "dim-label");
  gtk_widget_add_css_class (kind, "caption");
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), kind);
  gtk_tree_expander_set_child (GTK_TREE_EXPANDER (expander), box);
  g_object_set_data (G_OBJECT (item), "label", label);
  g_object_set_data (G_OBJECT (item), "kind", kind);
  g_object_set_data (G_OBJECT (item), "outline", self);
  g_signal_connect_object (label, "notify::editing", G_CALLBACK (editing_cb), item, G_CONNECT_SWAPPED);
  gtk_list_item_set_child (item, expander);
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
    g_hash_table_insert (self->labels, g_strdup (way_outline_node_get_id (node)), get_label (item));
  show_node (item);
}

static void
unbind_cb (WayOutline  *self,
           GtkListItem *item)
{
  WayOutlineNode *node = get_node (item);

  if (node == NULL)
    return;
  gtk_editable_label_stop_editing (GTK_EDITABLE_LABEL (get_label (item)), FALSE);
  g_signal_handlers_disconnect_by_func (node, show_node, item);
  if (way_outline_node_get_id (node) != NULL && g_hash_table_lookup (self->labels, way_outline_node_get_id (node)) == get_label (item))
    g_hash_table_remove (self->labels, way_outline_node_get_id (node));
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

/* The ids of the rows that are selected, ended by NULL. */
static GPtrArray *
list_selected (WayOutline *self)
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
  ids = list_selected (self);
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
}

static void
way_outline_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (way_outline_parent_class)->map (widget);
  update (WAY_OUTLINE (widget));
}

/* --- Keys -------------------------------------------------------------------------------------- */

static gboolean
rename_cb (GtkWidget *widget,
           GVariant  *arguments,
           gpointer   user_data)
{
  WayOutline *self = WAY_OUTLINE (widget);
  const char *id = self->editor != NULL ? way_selection_get_focus (way_editor_get_selection (self->editor)) : NULL;
  GtkWidget  *label = id != NULL ? g_hash_table_lookup (self->labels, id) : NULL;

  if (label == NULL)
    return FALSE;
  gtk_editable_label_start_editing (GTK_EDITABLE_LABEL (label));
  return TRUE;
}

static gboolean
is_editing (WayOutline *self)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self)));

  return GTK_IS_TEXT (focus);
}

static gboolean
remove_cb (GtkWidget *widget,
           GVariant  *arguments,
           gpointer   user_data)
{
  WayOutline *self = WAY_OUTLINE (widget);
  g_autoptr (GPtrArray) ids = NULL;

  if (self->rows == NULL || is_editing (self))
    return FALSE;
  ids = list_selected (self);
  if (ids->len > 1 && !way_command_remove (way_editor_get_history (self->editor), (const char *const *) ids->pdata, FALSE, NULL))
    gtk_widget_error_bell (widget);
  return TRUE;
}

/* Rows stand one below the other; in the map stages and touchpoints stand side by side. */
static gboolean
move_cb (GtkWidget *widget,
         GVariant  *by,
         gpointer   user_data)
{
  WayOutline *self = WAY_OUTLINE (widget);
  int         step = g_variant_get_int32 (by);
  int         kind;
  gboolean    side_by_side;
  g_autoptr (GPtrArray) ids = NULL;

  if (self->rows == NULL)
    return FALSE;
  ids = list_selected (self);
  kind = way_selection_get_kind (way_editor_get_selection (self->editor));
  side_by_side = kind == WAY_KIND_STAGE || kind == WAY_KIND_TOUCHPOINT || kind == WAY_KIND_PHASE;
  if (ids->len > 1)
    way_command_nudge (way_editor_get_history (self->editor), (const char *const *) ids->pdata, side_by_side ? step : 0, side_by_side ? 0 : step, NULL);
  return TRUE;
}

static void
way_outline_dispose (GObject *object)
{
  WayOutline *self = WAY_OUTLINE (object);

  forget_map (self);
  self->view = NULL;
  g_clear_pointer (&self->scroller, gtk_widget_unparent);
  g_clear_pointer (&self->labels, g_hash_table_unref);
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
  gtk_widget_class_add_binding (widget_class, GDK_KEY_F2, 0, rename_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Delete, 0, remove_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Up, GDK_CONTROL_MASK | GDK_SHIFT_MASK, move_cb, "i", -1);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Down, GDK_CONTROL_MASK | GDK_SHIFT_MASK, move_cb, "i", 1);
}

static void
way_outline_init (WayOutline *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  self->labels = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_signal_connect_object (factory, "setup", G_CALLBACK (setup_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (unbind_cb), self, G_CONNECT_SWAPPED);
  self->scroller = gtk_scrolled_window_new ();
  self->view = GTK_LIST_VIEW (gtk_list_view_new (NULL, factory));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Outline"), -1);
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
  forget_map (self);
  g_set_object (&self->editor, editor);
  g_signal_connect_object (way_editor_get_history (editor), "committed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (way_editor_get_selection (editor), "changed", G_CALLBACK (show_selection), self, G_CONNECT_SWAPPED);
  update (self);
}
