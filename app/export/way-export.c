/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Export"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "waymark/way-safe-file.h"

#include "way-export-private.h"

G_DEFINE_QUARK (way_export_error, way_export_error)

gboolean
way_export_format_from_path (const char      *path,
                             WayExportFormat *format)
{
  static const struct
  {
    const char     *extension;
    WayExportFormat format;
  } known[] = {
    { "png", WAY_EXPORT_PNG },
    { "svg", WAY_EXPORT_SVG },
    { "pdf", WAY_EXPORT_PDF },
  };
  g_autofree char *name = g_path_get_basename (path);
  const char      *dot = strrchr (name, '.');

  for (guint i = 0; dot != NULL && i < G_N_ELEMENTS (known); i++)
    {
      if (g_ascii_strcasecmp (dot + 1, known[i].extension) == 0)
        {
          *format = known[i].format;
          return TRUE;
        }
    }
  return FALSE;
}

static gboolean
run (WayExportStream        *stream,
     const WayScene         *scene,
     WayExportFormat         format,
     const WayExportOptions *options,
     WayExportResult        *result)
{
  if (!(scene->width > 0) || !(scene->height > 0) || !isfinite (scene->width) || !isfinite (scene->height))
    return way_export_stream_fail (stream, WAY_EXPORT_ERROR_DRAWING, _ ("The map has no size."));
  switch (format)
    {
    case WAY_EXPORT_PNG:
      return way_export_png (stream, scene, options, result);
    case WAY_EXPORT_SVG:
      return way_export_svg (stream, scene, options, result);
    case WAY_EXPORT_SVG_TEXT:
      return way_export_svg_text (stream, scene, options, result);
    case WAY_EXPORT_PDF:
      return way_export_pdf (stream, scene, options, result);
    case WAY_N_EXPORT_FORMATS:
    default:
      return way_export_stream_fail (stream, WAY_EXPORT_ERROR_FORMAT, _ ("There is no such format."));
    }
}

gboolean
way_export_scene_to_stream (const WayScene         *scene,
                            WayExportFormat         format,
                            const WayExportOptions *options,
                            WayWriteFunc            write,
                            gpointer                write_data,
                            WayProgress             progress,
                            gpointer                progress_data,
                            WayExportResult        *result,
                            GError                **error)
{
  const WayExportOptions usual = { 0 };
  WayExportResult        told = { 0 };
  WayExportStream        stream = { write, write_data, progress, progress_data };

  g_return_val_if_fail (scene != NULL, FALSE);
  g_return_val_if_fail (write != NULL, FALSE);

  if (way_export_stream_tell (&stream, 0) &&
      run (&stream, scene, format, options != NULL ? options : &usual, &told))
    way_export_stream_tell (&stream, 1);
  if (stream.error != NULL)
    {
      g_propagate_error (error, stream.error);
      return FALSE;
    }
  if (result != NULL)
    *result = told;
  return TRUE;
}

static gboolean
write_to_file (const void *bytes,
               gsize       length,
               gpointer    user_data,
               GError    **error)
{
  return way_safe_file_write (user_data, bytes, length, error);
}

gboolean
way_export_scene (const WayScene         *scene,
                  const char             *path,
                  WayExportFormat         format,
                  const WayExportOptions *options,
                  WayProgress             progress,
                  gpointer                user_data,
                  WayExportResult        *result,
                  GError                **error)
{
  g_autoptr (WaySafeFile) file = way_safe_file_open (path, error);

  return file != NULL &&
         way_export_scene_to_stream (scene, format, options, write_to_file, file, progress, user_data, result, error) &&
         way_safe_file_commit (file, error);
}
