/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/*
 * How a version is kept: compressed, and without the letters of its images, which stand in files of their own that all
 * versions share. The table at its front tells what it is put together of:
 *
 *     waymark-version 1 SHA-256-OF-ALL
 *     text LENGTH
 *     image LENGTH SHA-256
 *     …
 */

/** WayVersionImage: the letters of an image. */
typedef struct
{
  char   *digest;
  GBytes *letters;
} WayVersionImage;

/** Packs the bytes of a map's file. @images becomes those that it shares with other versions (WayVersionImage). */
GBytes *way_version_pack (GBytes     *bytes,
                          const char *digest,
                          GPtrArray **images) G_GNUC_WARN_UNUSED_RESULT;

/** Compresses the letters of an image for a file of their own. */
GBytes *way_version_pack_image (GBytes *letters) G_GNUC_WARN_UNUSED_RESULT;

/** The bytes again, from the @file and the @folder of images. WAY_VERSION_ERROR_DAMAGED. */
GBytes *way_version_unpack (const char *file,
                            const char *folder,
                            GError    **error) G_GNUC_WARN_UNUSED_RESULT;

/** The digests of the images that @file needs; NULL when it cannot be read. */
GPtrArray *way_version_list_images (const char *file) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
