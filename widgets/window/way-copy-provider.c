/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Window"

#include "way-copy-provider.h"

#include <string.h>

#include "waymark/way-clipboard.h"
#include "waymark/way-export.h"
#include "waymark/way-pages.h"
#include "waymark/way-store.h"

struct _WayCopyProvider
{
  GdkContentProvider parent_instance;
  WayMap            *fragment;
};

G_DEFINE_FINAL_TYPE (WayCopyProvider, way_copy_provider, GDK_TYPE_CONTENT_PROVIDER)

typedef GBytes *(*Maker) (WayCopyProvider *self,
                          GError         **error);

/* --- The forms -------------------------------------------------------------------------- */

static GBytes *
make_map (WayCopyProvider *self,
          GError         **error)
{
  return way_store_write (self->fragment);
}

static gboolean
collect (const void *bytes,
         gsize       length,
         gpointer    user_data,
         GError    **error)
{
  g_byte_array_append (user_data, bytes, (guint) length);
  return TRUE;
}

static GBytes *
make_picture (WayCopyProvider *self,
              WayExportFormat  format,
              GError         **error)
{
  g_autoptr (WayScene) scene = way_pages_new_whole (self->fragment, NULL, -1);
  GByteArray *bytes = g_byte_array_new ();

  if (way_export_scene_to_stream (scene, format, NULL, collect, bytes, NULL, NULL, NULL, error))
    return g_byte_array_free_to_bytes (bytes);
  g_byte_array_unref (bytes);
  return NULL;
}

static GBytes *
make_svg (WayCopyProvider *self,
          GError         **error)
{
  return make_picture (self, WAY_EXPORT_SVG, error);
}

static GBytes *
make_png (WayCopyProvider *self,
          GError         **error)
{
  return make_picture (self, WAY_EXPORT_PNG, error);
}

static GBytes *
take_text (char *text)
{
  return g_bytes_new_take (text, strlen (text));
}

static GBytes *
make_html (WayCopyProvider *self,
           GError         **error)
{
  g_autoptr (WayTable) table = way_clipboard_make_table (self->fragment);

  return take_text (way_table_dup_html (table));
}

static GBytes *
make_tsv (WayCopyProvider *self,
          GError         **error)
{
  g_autoptr (WayTable) table = way_clipboard_make_table (self->fragment);

  return take_text (way_table_dup_tsv (table));
}

static GBytes *
make_text (WayCopyProvider *self,
           GError         **error)
{
  return take_text (way_clipboard_dup_text (self->fragment));
}

/* The richest first. */
static const struct
{
  const char *type;
  Maker       make;
} forms[] = {
  { WAY_CLIPBOARD_TYPE, make_map },
  { "image/svg+xml", make_svg },
  { "image/png", make_png },
  { "text/html", make_html },
  { "text/tab-separated-values", make_tsv },
  { "text/plain;charset=utf-8", make_text },
  { "text/plain", make_text },
};

/* --- The provider ------------------------------------------------------------------------ */

static GdkContentFormats *
way_copy_provider_ref_formats (GdkContentProvider *provider)
{
  GdkContentFormatsBuilder *builder = gdk_content_formats_builder_new ();

  for (guint i = 0; i < G_N_ELEMENTS (forms); i++)
    gdk_content_formats_builder_add_mime_type (builder, forms[i].type);
  return gdk_content_formats_builder_free_to_formats (builder);
}

static void
written_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (g_output_stream_write_all_finish (G_OUTPUT_STREAM (source), result, NULL, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
way_copy_provider_write_mime_type_async (GdkContentProvider *provider,
                                         const char         *mime_type,
                                         GOutputStream      *stream,
                                         int                 io_priority,
                                         GCancellable       *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer            user_data)
{
  g_autoptr (GTask) task = g_task_new (provider, cancellable, callback, user_data);
  GBytes *bytes = NULL;
  GError *error = NULL;

  g_task_set_source_tag (task, way_copy_provider_write_mime_type_async);
  g_task_set_priority (task, io_priority);
  for (guint i = 0; i < G_N_ELEMENTS (forms); i++)
    if (g_str_equal (forms[i].type, mime_type))
      {
        bytes = forms[i].make (WAY_COPY_PROVIDER (provider), &error);
        break;
      }
  if (error != NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  if (bytes == NULL)
    {
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED, "%s", mime_type);
      return;
    }
  g_task_set_task_data (task, bytes, (GDestroyNotify) g_bytes_unref);
  g_output_stream_write_all_async (stream, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), io_priority, cancellable, written_cb, g_steal_pointer (&task));
}

static gboolean
way_copy_provider_write_mime_type_finish (GdkContentProvider *provider,
                                          GAsyncResult       *result,
                                          GError            **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
way_copy_provider_finalize (GObject *object)
{
  g_object_unref (WAY_COPY_PROVIDER (object)->fragment);

  G_OBJECT_CLASS (way_copy_provider_parent_class)->finalize (object);
}

static void
way_copy_provider_class_init (WayCopyProviderClass *klass)
{
  GdkContentProviderClass *provider_class = GDK_CONTENT_PROVIDER_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = way_copy_provider_finalize;
  provider_class->ref_formats = way_copy_provider_ref_formats;
  provider_class->write_mime_type_async = way_copy_provider_write_mime_type_async;
  provider_class->write_mime_type_finish = way_copy_provider_write_mime_type_finish;
}

static void
way_copy_provider_init (WayCopyProvider *self)
{
}

GdkContentProvider *
way_copy_provider_new (WayMap *fragment)
{
  WayCopyProvider *self = g_object_new (WAY_TYPE_COPY_PROVIDER, NULL);

  self->fragment = g_object_ref (fragment);
  return GDK_CONTENT_PROVIDER (self);
}
