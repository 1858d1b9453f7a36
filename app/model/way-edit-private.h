/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "waymark/way-history.h"

G_BEGIN_DECLS

/* Each makes an edit that has not been applied; the places and ids must be right. */

/** Puts a loose @tree, which it takes, before @before or, if NULL, at the end of its group. */
WayEdit *way_edit_new_insert (WayElement *tree,
                              const char *parent,
                              const char *before);
WayEdit *way_edit_new_remove (WayElement *element);

/** Takes @value. */
WayEdit *way_edit_new_set (WayElement *element,
                           guint       field,
                           char       *value);

/** Takes @value. */
WayEdit *way_edit_new_set_foreign (WayElement *element,
                                   const char *path,
                                   char       *value);
WayEdit *way_edit_new_move (WayElement *element,
                            const char *parent,
                            const char *before);

/** Does it, and tells the handlers of WayMap::edited. */
void way_edit_apply (const WayEdit *self,
                     WayMap        *map);

/** Takes it back, and tells the handlers of the edit that this was. */
void way_edit_revert (const WayEdit *self,
                      WayMap        *map);

/** Frees it, with its tree if that is cut loose: when a removal is in effect, or an insertion is not. */
void way_edit_free (WayEdit *self,
                    gboolean is_applied);

G_END_DECLS
