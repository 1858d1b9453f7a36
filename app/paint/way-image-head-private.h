/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "waymark/way-image.h"

G_BEGIN_DECLS

/** WayImageHead: what stands before the pixels of a picture. */
typedef struct
{
  WayImageFormat format;
  guint          width; /* as stored */
  guint          height;
  guint          orientation; /* EXIF, 1 to 8; 1 is upright */
  gboolean       embeddable;  /* a JPEG of a kind that every PDF reader knows */
  gsize          length;      /* where the pixels of a JPEG begin */
} WayImageHead;

typedef enum
{
  WAY_IMAGE_HEAD_GOOD,
  WAY_IMAGE_HEAD_OTHER_FORMAT,
  WAY_IMAGE_HEAD_DAMAGED
} WayImageHeadResult;

/** Reads the head of a PNG or JPEG, told by its first bytes. */
WayImageHeadResult way_image_head_read (WayImageHead *self,
                                        const guint8 *bytes,
                                        gsize         length);

/**
 * How often the rest of a JPEG goes over its pixels: once, or about ten times if it is progressive; 0 when its end is
 * missing.
 */
guint way_image_head_count_scans (const WayImageHead *self,
                                  const guint8       *bytes,
                                  gsize               length);

G_END_DECLS
