/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "waymark/way-document.h"

G_BEGIN_DECLS

struct _WayDocument
{
  GObject     parent_instance;
  WayMap     *map;
  WayHistory *history;
  char       *path;
  char       *reason; /* why it is read-only, or NULL */
  GQueue      saves;  /* GTask of way-document-save.c; the first one is being written */
  guint64     stamped_step;
  gint64      saved_edition; /* the one on the disk */

  guint is_stamped : 1; /* @stamped_step is one; a map that was never saved has none */
};

/** Its file is now @path; tells of it. */
void way_document_set_path (WayDocument *self,
                            const char  *path);

/** From now on it may be saved over its file; tells of it. */
void way_document_clear_read_only (WayDocument *self);

/** Takes note of the edition that the map came with. */
void way_document_save_init (WayDocument *self);

/** The map shows what its file holds: a save without another step counts no edition. */
void way_document_mark_stamped (WayDocument *self);

G_END_DECLS
