/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Export"

#include "config.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>

#include "way-export-private.h"

/* Bytes between two tellings of progress. */
#define TELL_EVERY (128 * 1024)

gboolean
way_export_stream_write (WayExportStream *self,
                         const void      *bytes,
                         gsize            length)
{
  if (self->error != NULL)
    return FALSE;
  if (!self->write (bytes, length, self->write_data, &self->error))
    {
      if (self->error == NULL)
        g_set_error_literal (&self->error, G_IO_ERROR, G_IO_ERROR_FAILED, _ ("The output could not be written."));
      return FALSE;
    }
  self->written += length;
  if (self->expected > 0 && self->written >= self->told + TELL_EVERY)
    {
      self->told = self->written;
      /* The size is a guess; this comes near to 1 without reaching it. */
      return way_export_stream_tell (self, 0.1 + 0.9 * (double) self->written / (double) (self->written + self->expected / 4));
    }
  return TRUE;
}

gboolean
way_export_stream_tell (WayExportStream *self,
                        double           share)
{
  if (self->error == NULL && self->progress != NULL && !self->progress (share, self->progress_data))
    g_set_error_literal (&self->error, G_IO_ERROR, G_IO_ERROR_CANCELLED, _ ("The export was cancelled."));
  return self->error == NULL;
}

cairo_status_t
way_export_stream_take (void                *closure,
                        const unsigned char *bytes,
                        unsigned int         length)
{
  way_export_stream_write (closure, bytes, length);
  /* Cairo 1.16 crashes when a PDF's fonts are written after an error; the error waits in the stream. */
  return CAIRO_STATUS_SUCCESS;
}

gboolean
way_export_stream_fail (WayExportStream *self,
                        WayExportError   code,
                        const char      *message)
{
  if (self->error == NULL)
    g_set_error_literal (&self->error, WAY_EXPORT_ERROR, (int) code, message);
  return FALSE;
}

gboolean
way_export_stream_finish_surface (WayExportStream *self,
                                  cairo_surface_t *surface)
{
  cairo_status_t status;

  cairo_surface_finish (surface);
  status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);
  if (status != CAIRO_STATUS_SUCCESS)
    {
      g_autofree char *message = g_strdup_printf (_ ("The map could not be drawn: %s."), cairo_status_to_string (status));

      way_export_stream_fail (self, WAY_EXPORT_ERROR_DRAWING, message);
    }
  return self->error == NULL;
}
