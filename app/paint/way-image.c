/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Paint"

#include "config.h"

#include <string.h>

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <glib/gi18n-lib.h>

#include "waymark/way-image.h"

#include "way-image-head-private.h"

/* A picture of the largest size may have as many scans as progressive ones usually have, and some more. */
#define MOST_SCANS 16

G_DEFINE_QUARK (way_image_error, way_image_error)

static gboolean
is_too_large (guint width,
              guint height)
{
  return width > WAY_IMAGE_LONGEST_SIDE || height > WAY_IMAGE_LONGEST_SIDE || (guint64) width * height > WAY_IMAGE_MOST_PIXELS;
}

static void
set_damaged (GError **error)
{
  g_set_error_literal (error, WAY_IMAGE_ERROR, WAY_IMAGE_ERROR_DAMAGED,
                       _ ("The picture is damaged or incomplete. Save it again as PNG or JPEG and try that file."));
}

static void
set_no_memory (GError **error)
{
  g_set_error_literal (error, WAY_IMAGE_ERROR, WAY_IMAGE_ERROR_TOO_LARGE,
                       _ ("There is not enough memory for the picture. Close other programs or make the picture smaller."));
}

static gboolean
read_head (WayImageHead *head,
           GBytes       *bytes,
           GError      **error)
{
  gsize         length;
  const guint8 *data = g_bytes_get_data (bytes, &length);

  switch (way_image_head_read (head, data, length))
    {
    case WAY_IMAGE_HEAD_OTHER_FORMAT:
      g_set_error_literal (error, WAY_IMAGE_ERROR, WAY_IMAGE_ERROR_FORMAT,
                           _ ("This is neither a PNG nor a JPEG picture. Save it as one of these and try that file."));
      return FALSE;
    case WAY_IMAGE_HEAD_DAMAGED:
      set_damaged (error);
      return FALSE;
    case WAY_IMAGE_HEAD_GOOD:
    default:
      break;
    }
  if (is_too_large (head->width, head->height))
    {
      /* Translators: width and height of a picture, and how long each of them may be */
      g_set_error (error, WAY_IMAGE_ERROR, WAY_IMAGE_ERROR_TOO_LARGE,
                   _ ("The picture has %u × %u pixels. Make it smaller: at most %u on each side and 40 million in all."),
                   head->width, head->height, WAY_IMAGE_LONGEST_SIDE);
      return FALSE;
    }
  return TRUE;
}

gboolean
way_image_inspect (GBytes       *bytes,
                   WayImageInfo *info,
                   GError      **error)
{
  WayImageHead head;

  if (!read_head (&head, bytes, error))
    return FALSE;
  if (info != NULL)
    {
      /* From 5 on, what is stored as a row is seen as a column. */
      gboolean on_its_side = head.orientation >= 5;

      info->format = head.format;
      info->width = on_its_side ? head.height : head.width;
      info->height = on_its_side ? head.width : head.height;
      info->turned = head.orientation != 1;
    }
  return TRUE;
}

/* Passes a surface on; one that there was no memory for becomes an error. */
static cairo_surface_t *
check_surface (cairo_surface_t *surface,
               GError         **error)
{
  if (cairo_surface_status (surface) == CAIRO_STATUS_SUCCESS)
    return surface;
  cairo_surface_destroy (surface);
  set_no_memory (error);
  return NULL;
}

/* The share of its size that a picture is to have, at most 1. */
static double
get_scale (guint width,
           guint height,
           guint max_side)
{
  return max_side == 0 ? 1 : MIN ((double) max_side / MAX (width, height), 1);
}

static int
scale_side (guint  side,
            double scale)
{
  return MAX ((int) (side * scale + 0.5), 1);
}

/* ---- PNG ---- */

typedef struct
{
  const guint8 *bytes;
  gsize         left;
} Source;

static cairo_status_t
read_source (void          *closure,
             unsigned char *target,
             unsigned int   length)
{
  Source *source = closure;

  if (length > source->left)
    return CAIRO_STATUS_READ_ERROR;
  memcpy (target, source->bytes, length);
  source->bytes += length;
  source->left -= length;
  return CAIRO_STATUS_SUCCESS;
}

/* A smaller copy of @surface, which is given up. */
static cairo_surface_t *
shrink (cairo_surface_t *surface,
        double           scale)
{
  guint            width = (guint) cairo_image_surface_get_width (surface);
  guint            height = (guint) cairo_image_surface_get_height (surface);
  int              new_width = scale_side (width, scale);
  int              new_height = scale_side (height, scale);
  cairo_surface_t *smaller = cairo_image_surface_create (cairo_image_surface_get_format (surface), new_width, new_height);
  cairo_t         *cr = cairo_create (smaller);

  cairo_scale (cr, (double) new_width / width, (double) new_height / height);
  cairo_set_source_surface (cr, surface, 0, 0);
  cairo_pattern_set_extend (cairo_get_source (cr), CAIRO_EXTEND_PAD);
  cairo_pattern_set_filter (cairo_get_source (cr), CAIRO_FILTER_GOOD);
  cairo_set_operator (cr, CAIRO_OPERATOR_SOURCE);
  cairo_paint (cr);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  return smaller;
}

static cairo_surface_t *
load_png (GBytes  *bytes,
          guint    max_side,
          GError **error)
{
  Source           source;
  cairo_surface_t *surface;
  double           scale;

  source.bytes = g_bytes_get_data (bytes, &source.left);
  surface = cairo_image_surface_create_from_png_stream (read_source, &source);
  /* Cairo gives one status for damage and for want of memory, and the size is no reason for the latter. */
  if (cairo_surface_status (surface) != CAIRO_STATUS_SUCCESS)
    {
      cairo_surface_destroy (surface);
      set_damaged (error);
      return NULL;
    }
  /* Cairo keeps a copy of the file; the pixels are enough. */
  cairo_surface_set_mime_data (surface, CAIRO_MIME_TYPE_PNG, NULL, 0, NULL, NULL);
  scale = get_scale ((guint) cairo_image_surface_get_width (surface), (guint) cairo_image_surface_get_height (surface), max_side);
  return scale < 1 ? check_surface (shrink (surface, scale), error) : surface;
}

/* ---- JPEG ---- */

/* The decoder fills up a file that is cut off, and lets a short one go over a large picture thousands of times. */
static gboolean
is_whole (const WayImageHead *head,
          GBytes             *bytes)
{
  gsize         length;
  const guint8 *data = g_bytes_get_data (bytes, &length);
  guint64       n_scans = way_image_head_count_scans (head, data, length);

  return n_scans > 0 && n_scans * head->width * head->height <= (guint64) MOST_SCANS * WAY_IMAGE_MOST_PIXELS;
}

static void
size_prepared_cb (GdkPixbufLoader *loader,
                  int              width,
                  int              height,
                  gpointer         user_data)
{
  double scale = get_scale ((guint) width, (guint) height, GPOINTER_TO_UINT (user_data));

  /* The size that counts is the one that the decoder found; none at all ends its work. */
  if (is_too_large ((guint) width, (guint) height))
    gdk_pixbuf_loader_set_size (loader, 0, 0);
  else if (scale < 1)
    gdk_pixbuf_loader_set_size (loader, scale_side ((guint) width, scale), scale_side ((guint) height, scale));
}

/* A copy that is upright. The decoder's own opinion of the orientation may differ in odd files; layout was told ours. */
static GdkPixbuf *
put_upright (GdkPixbuf *pixbuf,
             guint      orientation)
{
  char digits[] = { (char) ('0' + orientation), '\0' };

  gdk_pixbuf_remove_option (pixbuf, "orientation");
  gdk_pixbuf_set_option (pixbuf, "orientation", digits);
  return gdk_pixbuf_apply_embedded_orientation (pixbuf);
}

static GdkPixbuf *
decode_jpeg (const WayImageHead *head,
             GBytes             *bytes,
             guint               max_side,
             GError            **error)
{
  g_autoptr (GError) reason = NULL;
  g_autoptr (GdkPixbufLoader) loader = gdk_pixbuf_loader_new_with_type ("jpeg", &reason);
  gboolean   complete = FALSE;
  GdkPixbuf *stored, *upright;

  if (loader != NULL)
    {
      g_signal_connect (loader, "size-prepared", G_CALLBACK (size_prepared_cb), GUINT_TO_POINTER (max_side));
      complete = gdk_pixbuf_loader_write_bytes (loader, bytes, &reason);
      /* A loader must be closed in any case. */
      complete = gdk_pixbuf_loader_close (loader, complete ? &reason : NULL) && complete;
    }
  stored = complete ? gdk_pixbuf_loader_get_pixbuf (loader) : NULL;
  upright = stored != NULL ? put_upright (stored, head->orientation) : NULL;
  if (upright != NULL)
    return upright;
  if (stored != NULL || g_error_matches (reason, GDK_PIXBUF_ERROR, GDK_PIXBUF_ERROR_INSUFFICIENT_MEMORY))
    set_no_memory (error);
  else
    set_damaged (error);
  return NULL;
}

static cairo_surface_t *
create_surface (GdkPixbuf *pixbuf)
{
  int              width = gdk_pixbuf_get_width (pixbuf);
  int              height = gdk_pixbuf_get_height (pixbuf);
  int              n_channels = gdk_pixbuf_get_n_channels (pixbuf);
  gsize            source_stride = (gsize) gdk_pixbuf_get_rowstride (pixbuf);
  const guint8    *source = gdk_pixbuf_read_pixels (pixbuf);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, width, height);
  guint8          *target = cairo_image_surface_get_data (surface);
  gsize            stride = (gsize) cairo_image_surface_get_stride (surface);

  if (target == NULL)
    return surface;
  for (int y = 0; y < height; y++)
    {
      const guint8 *rgb = source + (gsize) y * source_stride;
      guint32      *pixels = (guint32 *) (void *) (target + (gsize) y * stride);

      for (int x = 0; x < width; x++, rgb += n_channels)
        pixels[x] = (guint32) rgb[0] << 16 | (guint32) rgb[1] << 8 | rgb[2];
    }
  cairo_surface_mark_dirty (surface);
  return surface;
}

/* Where cairo cannot take the bytes, the picture is drawn from its pixels. */
static void
attach_jpeg (cairo_surface_t *surface,
             GBytes          *bytes)
{
  gsize         length;
  const guint8 *data = g_bytes_get_data (bytes, &length);

  if (cairo_surface_set_mime_data (surface, CAIRO_MIME_TYPE_JPEG, data, length, (cairo_destroy_func_t) g_bytes_unref,
                                   g_bytes_ref (bytes)) != CAIRO_STATUS_SUCCESS)
    g_bytes_unref (bytes);
}

static cairo_surface_t *
load_jpeg (const WayImageHead *head,
           GBytes             *bytes,
           guint               max_side,
           GError            **error)
{
  g_autoptr (GdkPixbuf) pixbuf = NULL;
  cairo_surface_t *surface;

  if (!is_whole (head, bytes))
    {
      set_damaged (error);
      return NULL;
    }
  pixbuf = decode_jpeg (head, bytes, max_side, error);
  if (pixbuf == NULL)
    return NULL;
  surface = check_surface (create_surface (pixbuf), error);
  if (surface != NULL && head->embeddable && head->orientation == 1)
    attach_jpeg (surface, bytes);
  return surface;
}

cairo_surface_t *
way_image_load (GBytes  *bytes,
                guint    max_side,
                GError **error)
{
  WayImageHead head;

  if (!read_head (&head, bytes, error))
    return NULL;
  if (head.format == WAY_IMAGE_PNG)
    return load_png (bytes, max_side, error);
  return load_jpeg (&head, bytes, max_side, error);
}
