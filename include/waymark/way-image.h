/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>
#include <gio/gio.h>

G_BEGIN_DECLS

/** Errors of a picture that is kept in a map or is to be; the messages are whole sentences for people. */
#define WAY_IMAGE_ERROR (way_image_error_quark ())
GQuark way_image_error_quark (void);

typedef enum
{
  WAY_IMAGE_ERROR_FORMAT,    /* neither PNG nor JPEG */
  WAY_IMAGE_ERROR_TOO_LARGE, /* beyond the limits below, or more than there is memory for */
  WAY_IMAGE_ERROR_DAMAGED
} WayImageError;

/** The longest side and the most pixels a picture may have. A small file may unfold to any number of them. */
#define WAY_IMAGE_LONGEST_SIDE 32767
#define WAY_IMAGE_MOST_PIXELS (40 * 1000 * 1000)

typedef enum
{
  WAY_IMAGE_PNG,
  WAY_IMAGE_JPEG
} WayImageFormat;

/** WayImageInfo: what the head of a picture says. */
typedef struct
{
  WayImageFormat format;
  guint          width; /* pixels, as it is seen */
  guint          height;
  gboolean       turned; /* the camera was turned or mirrored (EXIF); programs that only know the pixels show it lying */
} WayImageInfo;

/**
 * Tells format and size of a picture from its head, whatever its file was called. Nothing is decoded, so that damage
 * further on is not seen. @info may be %NULL. Errors: WAY_IMAGE_ERROR.
 */
gboolean way_image_inspect (GBytes       *bytes,
                            WayImageInfo *info,
                            GError      **error);

/**
 * Decodes a picture, upright, as an image surface: RGB24, or ARGB32 if it has alpha. If one of its sides is longer than
 * @max_side pixels (0 for no limit), it is made smaller in proportion, which saves memory too. A JPEG that is upright as
 * it is comes with its bytes as CAIRO_MIME_TYPE_JPEG, so that PDF and SVG take these over at full size. Of an animated
 * picture, the first one.
 * Returns: a new surface, or %NULL with an error of WAY_IMAGE_ERROR.
 */
cairo_surface_t *way_image_load (GBytes  *bytes,
                                 guint    max_side,
                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * Why a picture of a map is drawn as a neutral box, as a sentence for people; NULL when it can be shown. Quick for what has been
 * drawn lately. The caller frees it.
 */
char *way_image_dup_problem (GBytes *bytes) G_GNUC_WARN_UNUSED_RESULT;

/** Called in the main loop when it is worthwhile to paint images again that were wanted before they were ready. */
typedef void (*WayImageReadyFunc) (gpointer user_data);

/** Calls @func each time; gives an id for way_image_unwatch(). */
guint way_image_watch (WayImageReadyFunc func,
                       gpointer          user_data);
void  way_image_unwatch (guint id);

/**
 * The same reason as far as it is known without decoding. Where it is not, @is_known becomes FALSE and the watchers hear when it is.
 */
char *way_image_peek_problem (GBytes   *bytes,
                              gboolean *is_known) G_GNUC_WARN_UNUSED_RESULT;

/** Lets go of all images that were decoded: what is painted next decodes what it needs again. */
void way_image_forget_all (void);

G_END_DECLS
