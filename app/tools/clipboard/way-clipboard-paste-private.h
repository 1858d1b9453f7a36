/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "way-clipboard-private.h"

G_BEGIN_DECLS

/** WayPaste: elements of a fragment on their way into a map. A transaction is open. */
typedef struct
{
  WayHistory    *history;
  WayMap        *map;
  WayMap        *fragment;
  GPtrArray     *tops; /* WayElement: what was copied … */
  GHashTable    *top_set;
  GHashTable    *copied; /* … with all below */
  GHashTable    *ids;    /* element of the fragment -> its id in the map */
  GHashTable    *taken;  /* ids that were made */
  GHashTable    *met;    /* elements of the map that stand for one of the fragment */
  GPtrArray     *late;   /* WayLateReference: those among copies */
  gboolean       keeps_foreign;
  gboolean       places_cards; /* cards get lane, touchpoint and reach from outside */
  WayPasteReport report;
} WayPaste;

void way_paste_init (WayPaste   *self,
                     WayHistory *history,
                     WayMap     *fragment);
void way_paste_clear (WayPaste *self);

/** What stands for an element of the fragment in the map: its copy, or what has its id or name; NULL when there is nothing. */
WayElement *way_paste_find (WayPaste   *self,
                            WayElement *element);

/** The same; lanes, personas, phases and sources are made. NULL without error for others. */
WayElement *way_paste_need (WayPaste   *self,
                            WayElement *element,
                            GError    **error);

/** Copies an element with all below it into the map. NULL and an error when it cannot stand there. */
WayElement *way_paste_insert (WayPaste   *self,
                              WayElement *element,
                              WayElement *parent,
                              WayElement *before,
                              GError    **error);

/** Sets the references among copies, when all of them are there. */
gboolean way_paste_finish (WayPaste *self,
                           GError  **error);

G_END_DECLS
