/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "waymark/way-map.h"

G_BEGIN_DECLS

/*
 * The file of a map: reading, checking and writing. The format is explained in data/format.md; which elements and
 * attributes there are is only in the tables behind way_kind_get_info().
 */

#define WAY_STORE_NAMESPACE "urn:waymark:journey-map:1"
#define WAY_STORE_VERSION 1

/** Errors of reading: "file:line:column: what is wrong; what to do". */
#define WAY_STORE_ERROR (way_store_error_quark ())
GQuark way_store_error_quark (void);

typedef enum
{
  WAY_STORE_ERROR_READ,         /* the file cannot be read; without line and column */
  WAY_STORE_ERROR_ENCODING,     /* not UTF-8, or compressed */
  WAY_STORE_ERROR_SYNTAX,       /* not well-formed XML */
  WAY_STORE_ERROR_UNSAFE,       /* a document type, or beyond a limit */
  WAY_STORE_ERROR_NOT_A_MAP,    /* XML, but of something else */
  WAY_STORE_ERROR_VERSION,      /* a version that this program cannot read */
  WAY_STORE_ERROR_VALUE,        /* a value, a text or an element that does not fit where it stands */
  WAY_STORE_ERROR_DUPLICATE_ID, /* two elements or images of one id, or two that nothing tells apart */
  WAY_STORE_ERROR_REFERENCE,    /* something is named that is not there, or is of another kind */
  WAY_STORE_ERROR_IMAGE         /* the bytes of an image cannot be read */
} WayStoreError;

/** WayStoreProblem: something that is wrong in a file. */
typedef struct
{
  gsize         offset; /* byte in the file */
  int           line;   /* from 1 */
  int           column; /* from 1, in characters */
  gboolean      is_warning;
  WayStoreError code;
  char         *message; /* what is wrong; what to do */
} WayStoreProblem;

void way_store_problem_free (WayStoreProblem *self);

/** WayStoreNotice: what a reader has to tell about a file that it could open. Begin with zero, end with way_store_notice_clear(). */
typedef struct
{
  int        newer_version; /* 0, or the version of a newer Waymark that wrote the file: open it read-only */
  GPtrArray *warnings;      /* WayStoreProblem in the order of the file; NULL for none */
} WayStoreNotice;

void way_store_notice_clear (WayStoreNotice *self);

/**
 * Reads a map from the bytes of a file; a new one, or NULL with WAY_STORE_ERROR for the first problem in the file.
 * @name (or NULL) stands for the file in the message. @notice may be NULL.
 */
WayMap *way_store_load_bytes (const char     *data,
                              gsize           length,
                              const char     *name,
                              WayStoreNotice *notice,
                              GError        **error) G_GNUC_WARN_UNUSED_RESULT;

/** All bytes of the file @path, a file name in the system's own bytes. NULL and WAY_STORE_ERROR_READ when it cannot be read. */
GBytes *way_store_read (const char *path,
                        GError    **error) G_GNUC_WARN_UNUSED_RESULT;

/** The same as way_store_load_bytes() from the file @path. */
WayMap *way_store_load (const char     *path,
                        WayStoreNotice *notice,
                        GError        **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * Looks for everything that is wrong with a file. Gives the problems in the order of the file, warnings too; after bad
 * syntax or beyond a limit nothing more is looked for. @n_errors (or NULL) counts those that are no warnings: with
 * none the file opens.
 */
GPtrArray *way_store_validate_bytes (const char *data,
                                     gsize       length,
                                     guint      *n_errors) G_GNUC_WARN_UNUSED_RESULT;

/** The same for the file @path. NULL and WAY_STORE_ERROR_READ when it cannot be read at all. */
GPtrArray *way_store_validate (const char *path,
                               guint      *n_errors,
                               GError    **error) G_GNUC_WARN_UNUSED_RESULT;

/** The bytes of a map's file: the same map always gives the same bytes. */
GBytes *way_store_write (WayMap *map) G_GNUC_WARN_UNUSED_RESULT;

/**
 * Writes the map to @path by the safe save: the file is the old one or the whole new one. WAY_SAFE_FILE_ERROR; or
 * WAY_STORE_ERROR_UNSAFE when the file would be beyond the limits of reading.
 */
gboolean way_store_save (WayMap     *map,
                         const char *path,
                         GError    **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WayStoreProblem, way_store_problem_free)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (WayStoreNotice, way_store_notice_clear)

G_END_DECLS
