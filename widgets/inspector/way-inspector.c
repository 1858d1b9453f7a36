/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Inspector"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "waymark/way-commands.h"

#include "way-feeling-row.h"
#include "way-field-row.h"
#include "way-inspector.h"
#include "way-truth-row.h"

struct _WayInspector
{
  GtkWidget  parent_instance;
  WayEditor *editor;
  GtkWidget *scroller;
  GtkWidget *box;
  GStrv      ids; /* of what is shown */
  WayKind    kind;
  guint64    shape;  /* of the lists below it: rows are made anew when it changes */
  guint      update; /* idle */
  char      *image_field;
};

enum
{
  CHOOSE_IMAGE,
  N_SIGNALS
};

G_DEFINE_FINAL_TYPE (WayInspector, way_inspector, GTK_TYPE_WIDGET)

static guint signals[N_SIGNALS];

/* --- Rows ------------------------------------------------------------------- */

static void
choose_image_cb (WayInspector *self,
                 const char   *field)
{
  g_free (self->image_field);
  self->image_field = g_strdup (field);
  g_signal_emit (self, signals[CHOOSE_IMAGE], 0, field);
}

/* Fields that stand elsewhere or are set better in other ways, or that only templates have. */
static gboolean
is_left_out (WayKind kind,
             guint   field)
{
  const WayField *description = &way_kind_get_info (kind)->fields[field];

  if (description->is_prompt || kind == WAY_KIND_FOREIGN)
    return TRUE;
  if (kind == WAY_KIND_LANE)
    return field == WAY_LANE_SHOWS || field == WAY_LANE_HOLDS;
  if (kind == WAY_KIND_TOUCHPOINT)
    return field == WAY_TOUCHPOINT_NAME || field == WAY_TOUCHPOINT_DESCRIPTION || field == WAY_TOUCHPOINT_TRUTH;
  return kind == WAY_KIND_FEELING && (field == WAY_FEELING_SCORE || field == WAY_FEELING_WORD);
}

static void
add_row (WayInspector      *self,
         GtkWidget         *box,
         const char *const *ids,
         guint              field)
{
  GtkWidget *row = way_field_row_new (self->editor, ids, field);

  g_signal_connect_object (row, "choose-image", G_CALLBACK (choose_image_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), row);
}

/* What people look for first stands first: the words, then the rest in the order of the file. */
static void
add_fields (WayInspector      *self,
            GtkWidget         *box,
            const char *const *ids,
            WayKind            kind)
{
  const WayKindInfo *info = way_kind_get_info (kind);

  for (guint pass = 0; pass < 2; pass++)
    for (guint field = 0; field < info->n_fields; field++)
      {
        gboolean is_word = info->fields[field].form != WAY_FORM_ATTRIBUTE;

        if (is_word == (pass == 0) && !is_left_out (kind, field))
          add_row (self, box, ids, field);
      }
}

/* --- Lists of what stands below an element -------------------------------------- */

static void
add_child_cb (WayInspector *self,
              GtkWidget    *button)
{
  WayKind kind = (WayKind) GPOINTER_TO_INT (g_object_get_data (G_OBJECT (button), "kind"));

  if (way_command_add_beside (way_editor_get_history (self->editor), kind, self->ids[0], NULL, "", NULL) == NULL)
    gtk_widget_error_bell (GTK_WIDGET (self));
}

static void
remove_child_cb (WayInspector *self,
                 GtkWidget    *button)
{
  const char *ids[] = { gtk_widget_get_name (button), NULL };

  way_command_remove (way_editor_get_history (self->editor), ids, FALSE, NULL);
}

static char *
make_title (WayElement *element)
{
  const WayKindInfo *info = way_kind_get_info (way_element_get_kind (element));
  const char        *text = info->title_field >= 0 ? way_element_get_text (element, (guint) info->title_field) : "";

  return g_strdup (*text != '\0' ? text : _ (info->label));
}

static void
add_child (WayInspector *self,
           WayElement   *child)
{
  const char      *ids[] = { way_element_get_id (child), NULL };
  g_autofree char *title = make_title (child);
  GtkWidget       *expander = gtk_expander_new (title);
  GtkWidget       *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  GtkWidget       *remove = gtk_button_new_with_label (_ ("Remove"));

  gtk_label_set_ellipsize (GTK_LABEL (gtk_expander_get_label_widget (GTK_EXPANDER (expander))), PANGO_ELLIPSIZE_END);
  add_fields (self, box, ids, way_element_get_kind (child));
  gtk_widget_set_name (remove, ids[0]);
  gtk_widget_set_halign (remove, GTK_ALIGN_START);
  g_signal_connect_object (remove, "clicked", G_CALLBACK (remove_child_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), remove);
  gtk_widget_add_css_class (box, "child-fields");
  gtk_expander_set_child (GTK_EXPANDER (expander), box);
  gtk_expander_set_expanded (GTK_EXPANDER (expander), *way_element_get_text (child, (guint) way_kind_get_info (way_element_get_kind (child))->title_field) == '\0');
  gtk_box_append (GTK_BOX (self->box), expander);
}

static gboolean
is_listed (WayKind kind)
{
  switch (kind)
    {
    case WAY_KIND_EVIDENCE:
    case WAY_KIND_METRIC:
    case WAY_KIND_LINK:
    case WAY_KIND_NEED:
    case WAY_KIND_FRUSTRATION:
    case WAY_KIND_SOURCE:
    case WAY_KIND_FINDING:
    case WAY_KIND_LEVEL:
      return TRUE;
    default:
      return FALSE;
    }
}

static void
add_lists (WayInspector *self,
           WayElement   *element)
{
  const WayKindInfo *info = way_kind_get_info (way_element_get_kind (element));

  for (guint slot = 0; slot < info->n_slots; slot++)
    {
      WayKind          kind = info->slots[slot].kind;
      GtkWidget       *title, *add, *line;
      g_autofree char *tip = NULL;

      if (!is_listed (kind))
        continue;
      line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
      title = gtk_label_new (_ (way_kind_get_info (kind)->plural));
      gtk_label_set_xalign (GTK_LABEL (title), 0);
      gtk_widget_set_hexpand (title, TRUE);
      gtk_widget_add_css_class (title, "field-name");
      add = gtk_button_new_from_icon_name ("list-add-symbolic");
      gtk_widget_add_css_class (add, "flat");
      tip = g_strdup_printf (_ ("Add %s"), _ (way_kind_get_info (kind)->label));
      gtk_widget_set_tooltip_text (add, tip);
      gtk_accessible_update_property (GTK_ACCESSIBLE (add), GTK_ACCESSIBLE_PROPERTY_LABEL, tip, -1);
      g_object_set_data (G_OBJECT (add), "kind", GINT_TO_POINTER (kind));
      g_signal_connect_object (add, "clicked", G_CALLBACK (add_child_cb), self, G_CONNECT_SWAPPED);
      gtk_box_append (GTK_BOX (line), title);
      gtk_box_append (GTK_BOX (line), add);
      gtk_box_append (GTK_BOX (self->box), line);
      for (WayElement *child = way_element_get_first_of (element, kind); child != NULL; child = way_element_get_next_of (child))
        add_child (self, child);
    }
}

/* --- What is shown --------------------------------------------------------------- */

static GStrv
collect_ids (WayInspector *self)
{
  WaySelection *selection = way_editor_get_selection (self->editor);
  GStrvBuilder *builder = g_strv_builder_new ();
  GStrv         ids;

  if (way_selection_get_kind (selection) >= 0)
    for (guint i = 0; i < way_selection_get_size (selection); i++)
      g_strv_builder_add (builder, way_selection_get_nth (selection, i));
  else if (way_selection_get_size (selection) == 0)
    g_strv_builder_add (builder, way_element_get_id (way_map_get_root (way_editor_get_map (self->editor))));
  ids = g_strv_builder_end (builder);
  g_strv_builder_unref (builder);
  return ids;
}

/*
 * Of which kind it is, and the number, kinds and order of what is listed; when that stays, rows need only be filled anew. An id alone
 * does not tell: what is new may have that of something else that was undone.
 */
static guint64
get_shape (WayInspector *self,
           GStrv         ids)
{
  WayMap     *map = way_editor_get_map (self->editor);
  WayElement *element = ids[0] != NULL ? way_map_lookup (map, ids[0]) : NULL;
  guint64     shape;

  if (element == NULL)
    return 0;
  shape = way_element_get_kind (element) + 1;
  if (ids[1] != NULL)
    return shape;
  for (WayElement *child = way_element_get_first (element); child != NULL; child = way_element_get_next (child))
    if (is_listed (way_element_get_kind (child)))
      shape = (shape * 31 + g_str_hash (way_element_get_id (child))) * 31 + way_element_get_kind (child);
  return shape;
}

static void
clear_box (WayInspector *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->box)) != NULL)
    gtk_box_remove (GTK_BOX (self->box), child);
}

static void
add_heading (WayInspector *self,
             WayKind       kind,
             guint         n)
{
  const char *name = _ (way_kind_get_info (kind)->label);
  /* Translators: several elements of one kind are selected: “Card (3)” */
  g_autofree char *text = n > 1 ? g_strdup_printf (_ ("%1$s (%2$u)"), name, n) : g_strdup (name);
  GtkWidget       *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "inspector-title");
  gtk_box_append (GTK_BOX (self->box), label);
}

/* In the order in which a journey is drawn: what happens, how it feels, whether it decides. */
static void
add_touchpoint_rows (WayInspector *self)
{
  const char *const *ids = (const char *const *) self->ids;

  add_row (self, self->box, ids, WAY_TOUCHPOINT_NAME);
  add_row (self, self->box, ids, WAY_TOUCHPOINT_DESCRIPTION);
  gtk_box_append (GTK_BOX (self->box), way_feeling_row_new (self->editor, ids));
  gtk_box_append (GTK_BOX (self->box), way_truth_row_new (self->editor, ids));
}

static void
rebuild (WayInspector *self)
{
  WayElement *element;
  WayKind     kind;

  clear_box (self);
  element = self->ids[0] != NULL ? way_map_lookup (way_editor_get_map (self->editor), self->ids[0]) : NULL;
  if (element == NULL)
    {
      GtkWidget *label = gtk_label_new (_ ("Elements of several kinds are selected"));

      gtk_label_set_wrap (GTK_LABEL (label), TRUE);
      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_widget_add_css_class (label, "dim-label");
      gtk_box_append (GTK_BOX (self->box), label);
      return;
    }
  kind = way_element_get_kind (element);
  /* Of the same kind the same fields stay in sight. */
  if (kind != self->kind)
    gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scroller)), 0);
  self->kind = kind;
  add_heading (self, kind, g_strv_length (self->ids));
  if (kind == WAY_KIND_TOUCHPOINT)
    add_touchpoint_rows (self);
  if (kind == WAY_KIND_FEELING)
    gtk_box_append (GTK_BOX (self->box), way_feeling_row_new (self->editor, (const char *const *) self->ids));
  add_fields (self, self->box, (const char *const *) self->ids, kind);
  if (self->ids[1] == NULL)
    add_lists (self, element);
}

static void
update_rows (GtkWidget *widget)
{
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      if (WAY_IS_FIELD_ROW (child))
        way_field_row_update (WAY_FIELD_ROW (child));
      else if (WAY_IS_FEELING_ROW (child))
        way_feeling_row_update (WAY_FEELING_ROW (child));
      else if (WAY_IS_TRUTH_ROW (child))
        way_truth_row_update (WAY_TRUTH_ROW (child));
      else
        update_rows (child);
    }
}

static gboolean
update_cb (gpointer data)
{
  WayInspector *self = data;
  g_auto (GStrv) ids = collect_ids (self);
  guint64  shape = get_shape (self, ids);
  gboolean same = self->ids != NULL && g_strv_equal ((const char *const *) ids, (const char *const *) self->ids) && shape == self->shape;

  self->update = 0;
  if (same)
    update_rows (self->box);
  else
    {
      g_strfreev (self->ids);
      self->ids = g_steal_pointer (&ids);
      self->shape = shape;
      rebuild (self);
    }
  return G_SOURCE_REMOVE;
}

static void
queue_update (WayInspector *self)
{
  if (self->update == 0)
    self->update = g_idle_add (update_cb, self);
}

void
way_inspector_set_image (WayInspector *self,
                         const char   *image)
{
  WayElement *element;
  int         field;

  g_return_if_fail (WAY_IS_INSPECTOR (self));

  element = self->image_field != NULL && self->ids[0] != NULL ? way_map_lookup (way_editor_get_map (self->editor), self->ids[0]) : NULL;
  if (element == NULL)
    return;
  field = way_kind_find_field (way_element_get_kind (element), self->image_field);
  if (field >= 0)
    way_command_set_field (way_editor_get_history (self->editor), (const char *const *) self->ids, (guint) field, image, NULL);
}

void
way_inspector_set_editor (WayInspector *self,
                          WayEditor    *editor)
{
  g_return_if_fail (WAY_IS_INSPECTOR (self));

  if (self->editor == editor)
    return;
  g_clear_handle_id (&self->update, g_source_remove);
  clear_box (self);
  g_clear_pointer (&self->ids, g_strfreev);
  if (self->editor != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->editor, self);
      g_signal_handlers_disconnect_by_data (way_editor_get_selection (self->editor), self);
      g_signal_handlers_disconnect_by_data (way_editor_get_map (self->editor), self);
    }
  g_set_object (&self->editor, editor);
  if (editor == NULL)
    return;
  g_signal_connect_object (editor, "notify", G_CALLBACK (queue_update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (way_editor_get_selection (editor), "changed", G_CALLBACK (queue_update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (way_editor_get_map (editor), "edited", G_CALLBACK (queue_update), self, G_CONNECT_SWAPPED);
  queue_update (self);
}

static void
way_inspector_dispose (GObject *object)
{
  WayInspector *self = WAY_INSPECTOR (object);

  way_inspector_set_editor (self, NULL);
  g_clear_pointer (&self->scroller, gtk_widget_unparent);
  g_clear_pointer (&self->image_field, g_free);
  G_OBJECT_CLASS (way_inspector_parent_class)->dispose (object);
}

static void
way_inspector_class_init (WayInspectorClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = way_inspector_dispose;
  signals[CHOOSE_IMAGE] = g_signal_new ("choose-image", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                        G_TYPE_NONE, 1, G_TYPE_STRING | G_SIGNAL_TYPE_STATIC_SCOPE);
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "inspector");
}

static void
way_inspector_init (WayInspector *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  gtk_widget_add_css_class (self->box, "inspector-fields");
  self->scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), self->box);
  gtk_widget_set_parent (self->scroller, GTK_WIDGET (self));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Inspector"), -1);
}

GtkWidget *
way_inspector_new (void)
{
  return g_object_new (WAY_TYPE_INSPECTOR, NULL);
}
