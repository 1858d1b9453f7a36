/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "waymark/way-history.h"
#include "waymark/way-selection.h"
#include "waymark/way-table.h"

G_BEGIN_DECLS

/*
 * Copying out of maps and pasting into them. What is copied is a small map of its own: the store writes and reads it,
 * and whatever draws or exports maps can show it. Every paste is one step of the history, or nothing with an error.
 */

/** The MIME type of what is copied: a map's file. */
#define WAY_CLIPBOARD_TYPE "application/vnd.waymark.journey-map+xml"

/* More than this is not taken from a clipboard. */
#define WAY_CLIPBOARD_MOST_BYTES (64 * 1024 * 1024)
#define WAY_CLIPBOARD_MOST_TEXT (1024 * 1024)
#define WAY_CLIPBOARD_MOST_LINES 1000
#define WAY_CLIPBOARD_MOST_ELEMENTS 100000

#define WAY_CLIPBOARD_ERROR (way_clipboard_error_quark ())
GQuark way_clipboard_error_quark (void);

typedef enum
{
  WAY_CLIPBOARD_ERROR_NOTHING,  /* there is nothing that could be copied or pasted */
  WAY_CLIPBOARD_ERROR_TOO_LARGE /* beyond the limits above */
} WayClipboardError;

/** WayPastePlace: where to paste, by ids; NULL for what is not known. */
typedef struct
{
  const char *element; /* what is pasted comes after it, where it may; a cell's place needs none */
  const char *stage;
  const char *lane;
  const char *touchpoint;
} WayPastePlace;

/** The place that a selection means: its focus, and the stage, lane and touchpoint that this stands in. */
WayPastePlace way_paste_place_get (WayMap       *map,
                                   WaySelection *selection);

/** WayPasteReport: what a paste did beside. */
typedef struct
{
  guint n_created; /* lanes, personas, phases and sources that the map did not have */
  guint n_cleared; /* things that were named and are not in this map */
} WayPasteReport;

/**
 * Copies elements with all below them; stages with all that stands in them, lanes with their cards, phases with their
 * stages. What they name beside is copied in outline. The map itself, levels and arrows alone cannot be copied.
 */
WayMap *way_clipboard_copy (WayMap            *map,
                            const char *const *ids,
                            GError           **error) G_GNUC_WARN_UNUSED_RESULT;

/** The elements (borrowed) that were copied, apart from what they name; of a map that was never copied, its stages. Free the array. */
GPtrArray *way_clipboard_list_copied (WayMap *fragment) G_GNUC_WARN_UNUSED_RESULT;

/** Copies and removes: one step. */
WayMap *way_clipboard_cut (WayHistory        *history,
                           const char *const *ids,
                           GError           **error) G_GNUC_WARN_UNUSED_RESULT;

/** What was copied as lines of text, one an element with words; the caller frees it. */
char *way_clipboard_dup_text (WayMap *fragment) G_GNUC_WARN_UNUSED_RESULT;

/** What was copied as a table: stages are columns, lanes rows. */
WayTable *way_clipboard_make_table (WayMap *fragment) G_GNUC_WARN_UNUSED_RESULT;

/**
 * Pastes a copy, with new ids. What it names is found in the map by id, else by kind and name; lanes, personas, phases
 * and sources that are not there are made. Stages come after the stage of @place, touchpoints and cards into it; cards that were in one
 * lane into the lane of @place. Gives the ids of what was copied (borrowed from the map); free the array. @report may be NULL.
 */
GPtrArray *way_clipboard_paste (WayHistory          *history,
                                const WayPastePlace *place,
                                WayMap              *fragment,
                                WayPasteReport      *report,
                                GError             **error);

/**
 * Pastes text. What a spreadsheet gives (tabs in each line, or heads that tell that it is a table) goes the way of
 * way_clipboard_paste_table(). Else each line becomes a card, where @place is in a lane of cards or in the tray, or a touchpoint. A map
 * without stages gets one.
 */
GPtrArray *way_clipboard_paste_text (WayHistory          *history,
                                     const WayPastePlace *place,
                                     const char          *text,
                                     GError             **error);

/**
 * Pastes a table as stages after the stage of @place: one stage a column, with its name at the top, and one lane a row, with
 * its name at the start; or, where the heads name stage and touchpoint, one touchpoint a row. Each line of a cell is a card. Lanes are
 * found by name or made.
 */
GPtrArray *way_clipboard_paste_table (WayHistory          *history,
                                      const WayPastePlace *place,
                                      const WayTable      *table,
                                      GError             **error);

/**
 * Pastes an image (PNG or JPEG, looked at by the caller): onto the touchpoint or card of @place if that has none, else as a
 * card under the touchpoint of @place, in its lane or in the lane of images, which is made.
 */
GPtrArray *way_clipboard_paste_image (WayHistory          *history,
                                      const WayPastePlace *place,
                                      GBytes              *image,
                                      GError             **error);

G_END_DECLS
