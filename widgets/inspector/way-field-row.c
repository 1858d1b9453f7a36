/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Inspector"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "waymark/way-commands.h"

#include "way-field-controls-private.h"
#include "way-field-row.h"

struct _WayFieldRow
{
  GtkWidget       parent_instance;
  WayEditor      *editor;
  GStrv           ids;
  WayKind         kind;
  guint           field;
  const WayField *description;
  GtkWidget      *label;
  GtkWidget      *control;
  GtkWidget      *problem;
  gboolean        is_updating; /* the control is being set by the program */
};

enum
{
  CHOOSE_IMAGE,
  N_SIGNALS
};

G_DEFINE_FINAL_TYPE (WayFieldRow, way_field_row, GTK_TYPE_WIDGET)

static guint signals[N_SIGNALS];

/* An element may become another kind under the same id; then the row is about to go, and its field no longer says anything. */
static gboolean
is_stale (WayFieldRow *self)
{
  WayMap *map = way_editor_get_map (self->editor);

  for (guint i = 0; self->ids[i] != NULL; i++)
    {
      WayElement *element = way_map_lookup (map, self->ids[i]);

      if (element == NULL || way_element_get_kind (element) != self->kind)
        return TRUE;
    }
  return FALSE;
}

/* The value that all elements share; @is_mixed tells that they have several. */
static const char *
get_value (WayFieldRow *self,
           gboolean    *is_mixed)
{
  WayMap     *map = way_editor_get_map (self->editor);
  const char *value = NULL;

  *is_mixed = FALSE;
  for (guint i = 0; self->ids[i] != NULL; i++)
    {
      const char *own = way_element_get (way_map_lookup (map, self->ids[i]), self->field);

      if (i > 0 && g_strcmp0 (own, value) != 0)
        *is_mixed = TRUE;
      value = own;
    }
  return *is_mixed ? NULL : value;
}

static void
show_problem (WayFieldRow *self,
              const char  *message)
{
  gtk_label_set_label (GTK_LABEL (self->problem), message != NULL ? message : "");
  gtk_widget_set_visible (self->problem, message != NULL);
  if (message != NULL)
    gtk_widget_add_css_class (self->control, "error");
  else
    gtk_widget_remove_css_class (self->control, "error");
}

void
way_field_row_apply (WayFieldRow *self,
                     const char  *value)
{
  g_autoptr (GError) error = NULL;
  gboolean    is_mixed;
  const char *old;

  g_return_if_fail (WAY_IS_FIELD_ROW (self));

  if (self->is_updating || is_stale (self))
    return;
  old = get_value (self, &is_mixed);
  if (!is_mixed && g_strcmp0 (old != NULL ? old : "", value != NULL ? value : "") == 0)
    {
      show_problem (self, NULL);
      return;
    }
  if (way_command_set_field (way_editor_get_history (self->editor), (const char *const *) self->ids, self->field, value, &error))
    show_problem (self, NULL);
  else
    show_problem (self, error->message);
}

static void
entered_cb (WayFieldRow *self,
            const char  *value)
{
  way_field_row_apply (self, value);
}

static void
passed_cb (WayFieldRow *self)
{
  show_problem (self, NULL);
}

static void
choose_cb (WayFieldRow *self)
{
  g_signal_emit (self, signals[CHOOSE_IMAGE], 0, self->description->name);
}

void
way_field_row_update (WayFieldRow *self)
{
  gboolean    is_mixed;
  const char *value;

  g_return_if_fail (WAY_IS_FIELD_ROW (self));

  if (is_stale (self))
    return;
  value = get_value (self, &is_mixed);
  self->is_updating = TRUE;
  way_field_control_show (self->control, value, is_mixed);
  self->is_updating = FALSE;
}

static void
way_field_row_dispose (GObject *object)
{
  WayFieldRow *self = WAY_FIELD_ROW (object);

  g_clear_pointer (&self->label, gtk_widget_unparent);
  g_clear_pointer (&self->control, gtk_widget_unparent);
  g_clear_pointer (&self->problem, gtk_widget_unparent);
  g_clear_object (&self->editor);
  g_clear_pointer (&self->ids, g_strfreev);
  G_OBJECT_CLASS (way_field_row_parent_class)->dispose (object);
}

static void
way_field_row_class_init (WayFieldRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = way_field_row_dispose;
  signals[CHOOSE_IMAGE] = g_signal_new ("choose-image", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                        G_TYPE_NONE, 1, G_TYPE_STRING | G_SIGNAL_TYPE_STATIC_SCOPE);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "fieldrow");
}

static void
way_field_row_init (WayFieldRow *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 4);
}

GtkWidget *
way_field_row_new (WayEditor         *editor,
                   const char *const *ids,
                   guint              field)
{
  WayFieldRow *self;
  WayElement  *element;

  g_return_val_if_fail (WAY_IS_EDITOR (editor), NULL);
  g_return_val_if_fail (ids != NULL && ids[0] != NULL, NULL);

  element = way_map_lookup (way_editor_get_map (editor), ids[0]);
  g_return_val_if_fail (element != NULL, NULL);

  self = g_object_new (WAY_TYPE_FIELD_ROW, NULL);
  self->editor = g_object_ref (editor);
  self->ids = g_strdupv ((char **) ids);
  self->kind = way_element_get_kind (element);
  self->field = field;
  self->description = &way_kind_get_info (self->kind)->fields[field];

  self->control = way_field_control_new (editor, self->description, G_CALLBACK (entered_cb), G_CALLBACK (passed_cb), G_CALLBACK (choose_cb), self);
  self->label = gtk_label_new (way_field_get_label (self->description));
  gtk_label_set_xalign (GTK_LABEL (self->label), 0);
  gtk_widget_add_css_class (self->label, "field-name");
  self->problem = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->problem), 0);
  gtk_label_set_wrap (GTK_LABEL (self->problem), TRUE);
  gtk_widget_add_css_class (self->problem, "problem");
  gtk_widget_set_visible (self->problem, FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->control), GTK_ACCESSIBLE_PROPERTY_LABEL, way_field_get_label (self->description), -1);
  /* A box to tick carries its name itself. */
  gtk_widget_set_visible (self->label, self->description->type != WAY_FIELD_FLAG);

  gtk_widget_set_parent (self->label, GTK_WIDGET (self));
  gtk_widget_set_parent (self->control, GTK_WIDGET (self));
  gtk_widget_set_parent (self->problem, GTK_WIDGET (self));
  way_field_row_update (self);
  return GTK_WIDGET (self);
}

guint
way_field_row_get_field (WayFieldRow *self)
{
  g_return_val_if_fail (WAY_IS_FIELD_ROW (self), 0);

  return self->field;
}
