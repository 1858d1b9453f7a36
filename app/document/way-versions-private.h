/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "waymark/way-versions.h"

G_BEGIN_DECLS

#define WAY_VERSIONS_SUFFIX ".version"
#define WAY_VERSIONS_IMAGES "images"
#define WAY_VERSIONS_PATH "path"
#define WAY_VERSIONS_UNWANTED "unwanted"
#define WAY_VERSIONS_LOCK "lock"
#define WAY_VERSIONS_DIGITS 16 /* of the digest in the name of a version */

/** The folder of the versions of @path; it may not be there. */
char *way_versions_dup_folder (const char *path);

/** The versions in a folder, the newest first. */
GPtrArray *way_versions_list_folder (const char *folder);

/** The folder of the versions of @path; one of a file that is not there any more and whose last version is @bytes becomes it. */
char *way_versions_adopt_folder (const char *path,
                                 GBytes     *bytes);

G_END_DECLS
