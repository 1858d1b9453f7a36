/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Dialogs"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "way-recent-list.h"

#include "waymark/way-brief.h"

#define MAP_TYPE "application/vnd.waymark.journey-map+xml"
#define MOST_SHOWN 8

struct _WayRecentList
{
  GtkWidget   parent_instance;
  GtkWidget  *heading;
  GtkListBox *list;
  GHashTable *missing; /* of uri: what is not there, as far as is known */

  guint is_looking : 1;
  guint looks_again : 1;
};

enum
{
  CHOSEN,
  N_SIGNALS
};

G_DEFINE_FINAL_TYPE (WayRecentList, way_recent_list, GTK_TYPE_WIDGET)

static guint signals[N_SIGNALS];

static char *
dup_folder (GtkRecentInfo *info)
{
  g_autofree char *path = g_filename_from_uri (gtk_recent_info_get_uri (info), NULL, NULL);
  g_autofree char *folder = path != NULL ? g_path_get_dirname (path) : NULL;
  g_autofree char *name = folder != NULL ? g_filename_display_name (folder) : NULL;

  return name != NULL ? way_brief_dup_places (name) : NULL;
}

static GtkWidget *
make_row (GtkRecentInfo *info)
{
  g_autofree char *folder = dup_folder (info);
  GtkWidget       *row = gtk_list_box_row_new ();
  GtkWidget       *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget       *name = gtk_label_new (gtk_recent_info_get_display_name (info));
  GtkWidget       *place = gtk_label_new (folder);

  gtk_label_set_xalign (GTK_LABEL (name), 0);
  gtk_label_set_ellipsize (GTK_LABEL (name), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (name, "recent-name");
  gtk_label_set_xalign (GTK_LABEL (place), 0);
  gtk_label_set_ellipsize (GTK_LABEL (place), PANGO_ELLIPSIZE_MIDDLE);
  gtk_widget_add_css_class (place, "dim-label");
  gtk_widget_add_css_class (place, "caption");
  gtk_box_append (GTK_BOX (box), name);
  gtk_box_append (GTK_BOX (box), place);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, gtk_label_get_label (GTK_LABEL (name)),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, gtk_label_get_label (GTK_LABEL (place)),
                                  -1);
  g_object_set_data_full (G_OBJECT (row), "uri", g_strdup (gtk_recent_info_get_uri (info)), g_free);
  return row;
}

static int
compare_infos (gconstpointer a,
               gconstpointer b)
{
  return -g_date_time_compare (gtk_recent_info_get_modified ((GtkRecentInfo *) a), gtk_recent_info_get_modified ((GtkRecentInfo *) b));
}

static void look (WayRecentList *self);

static void
fill (WayRecentList *self)
{
  GList     *items = g_list_sort (gtk_recent_manager_get_items (gtk_recent_manager_get_default ()), compare_infos);
  GtkWidget *row;
  guint      n = 0;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, row);
  for (GList *item = items; item != NULL && n < MOST_SHOWN; item = item->next)
    {
      GtkRecentInfo *info = item->data;

      if (g_strcmp0 (gtk_recent_info_get_mime_type (info), MAP_TYPE) != 0 || g_hash_table_contains (self->missing, gtk_recent_info_get_uri (info)))
        continue;
      gtk_list_box_append (self->list, make_row (info));
      n++;
    }
  g_list_free_full (items, (GDestroyNotify) gtk_recent_info_unref);
  gtk_widget_set_visible (GTK_WIDGET (self), n > 0);
}

/* --- What is still there ---------------------------------------------------------- */

/* A disk may not answer: nobody is to wait for it here. What lies on servers is not asked for at all. */
static void
look_in_thread (GTask        *task,
                gpointer      source,
                gpointer      uris,
                GCancellable *cancellable)
{
  GHashTable *missing = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (char **uri = uris; *uri != NULL; uri++)
    {
      g_autofree char *path = g_filename_from_uri (*uri, NULL, NULL);

      if (path != NULL && !g_file_test (path, G_FILE_TEST_EXISTS))
        g_hash_table_add (missing, g_strdup (*uri));
    }
  g_task_return_pointer (task, missing, (GDestroyNotify) g_hash_table_unref);
}

static gboolean
is_same_set (GHashTable *set,
             GHashTable *other)
{
  GHashTableIter iter;
  gpointer       key;

  g_hash_table_iter_init (&iter, set);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    if (!g_hash_table_contains (other, key))
      return FALSE;
  return g_hash_table_size (set) == g_hash_table_size (other);
}

static void
looked_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr (WayRecentList) self = data;
  g_autoptr (GHashTable) missing = g_task_propagate_pointer (G_TASK (result), NULL);
  gboolean is_news;

  self->is_looking = FALSE;
  if (self->list == NULL)
    return;
  is_news = !is_same_set (missing, self->missing);
  g_hash_table_unref (self->missing);
  self->missing = g_steal_pointer (&missing);
  /* Others come in the place of what is not there. */
  if (is_news)
    fill (self);
  if (is_news || self->looks_again)
    look (self);
}

static void
look (WayRecentList *self)
{
  g_autoptr (GStrvBuilder) uris = g_strv_builder_new ();
  g_autoptr (GTask) task = NULL;
  GHashTableIter iter;
  gpointer       uri;

  self->looks_again = self->is_looking;
  if (self->is_looking)
    return;
  self->is_looking = TRUE;
  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->list)); row != NULL; row = gtk_widget_get_next_sibling (row))
    g_strv_builder_add (uris, g_object_get_data (G_OBJECT (row), "uri"));
  g_hash_table_iter_init (&iter, self->missing);
  while (g_hash_table_iter_next (&iter, &uri, NULL))
    g_strv_builder_add (uris, uri);
  task = g_task_new (NULL, NULL, looked_cb, g_object_ref (self));
  g_task_set_source_tag (task, look);
  g_task_set_task_data (task, g_strv_builder_end (uris), (GDestroyNotify) g_strfreev);
  g_task_run_in_thread (task, look_in_thread);
}

static void
changed_cb (WayRecentList *self)
{
  if (self->list == NULL)
    return;
  fill (self);
  look (self);
}

static void
activated_cb (WayRecentList *self,
              GtkListBoxRow *row)
{
  g_autoptr (GFile) file = g_file_new_for_uri (g_object_get_data (G_OBJECT (row), "uri"));

  g_signal_emit (self, signals[CHOSEN], 0, file);
}

static void
way_recent_list_dispose (GObject *object)
{
  WayRecentList *self = WAY_RECENT_LIST (object);
  GtkWidget     *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  self->list = NULL;
  g_clear_pointer (&self->missing, g_hash_table_unref);

  G_OBJECT_CLASS (way_recent_list_parent_class)->dispose (object);
}

static void
way_recent_list_class_init (WayRecentListClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = way_recent_list_dispose;

  signals[CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_FILE);
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BOX_LAYOUT);
}

static void
way_recent_list_init (WayRecentList *self)
{
  self->heading = gtk_label_new (_ ("Recent Maps"));
  gtk_label_set_xalign (GTK_LABEL (self->heading), 0);
  gtk_widget_add_css_class (self->heading, "section-title");
  gtk_widget_set_parent (self->heading, GTK_WIDGET (self));
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "recent-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Recent Maps"), -1);
  gtk_widget_set_parent (GTK_WIDGET (self->list), GTK_WIDGET (self));
  gtk_orientable_set_orientation (GTK_ORIENTABLE (gtk_widget_get_layout_manager (GTK_WIDGET (self))), GTK_ORIENTATION_VERTICAL);
  g_signal_connect_object (self->list, "row-activated", G_CALLBACK (activated_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (gtk_recent_manager_get_default (), "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  self->missing = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  fill (self);
  look (self);
}

GtkWidget *
way_recent_list_new (void)
{
  return g_object_new (WAY_TYPE_RECENT_LIST, NULL);
}

void
way_recent_list_add (GFile *file)
{
  g_autofree char *uri = g_file_get_uri (file);
  g_autofree char *base = g_file_get_basename (file);
  g_autofree char *name = g_filename_display_name (base);
  GtkRecentData    data = {
       .display_name = name,
       .mime_type = (char *) MAP_TYPE,
       .app_name = (char *) "Waymark",
       .app_exec = (char *) "waymark %f",
  };

  gtk_recent_manager_add_full (gtk_recent_manager_get_default (), uri, &data);
}
