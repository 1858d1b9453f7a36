/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "waymark/way-types.h"

G_BEGIN_DECLS

/** WaySymbolPaint: which of a symbol's two colours a part takes, and how. */
typedef enum
{
  WAY_SYMBOL_INK_STROKE,  /* the line of the symbol */
  WAY_SYMBOL_INK_FILL,    /* filled with the colour of the line */
  WAY_SYMBOL_GROUND_FILL, /* filled with the colour behind, as the disc of a face */
  WAY_SYMBOL_GROUND_STROKE
} WaySymbolPaint;

/** WaySymbolPart: one outline of a symbol. */
typedef struct
{
  WaySymbolPaint paint;
  double         line_width; /* in the symbol's own units */
  const char    *data;       /* SVG path data */
} WaySymbolPart;

/**
 * WaySymbol: a small drawing with one source for every output: a channel's icon, a face, a mark. Its own
 * coordinates run from 0 to @size on both sides. Symbols live as long as the program.
 */
struct _WaySymbol
{
  const char          *name; /* unique, fit for an XML id: "channel-website", "face-2" */
  double               size;
  guint                n_parts;
  const WaySymbolPart *parts;
  WayPath            **paths; /* of the parts, read once */
};

/** The icon of a channel, by its word in the file ("website"); a general one for unknown words. Never NULL. */
const WaySymbol *way_symbol_get_channel (const char *channel);

/** The face of an emotion band: 0 delighted, 1 content, 2 neutral, 3 uneasy, 4 frustrated. */
const WaySymbol *way_symbol_get_face (guint band);

/**
 * Other marks by name: "pain" ("!" in a disc), "opportunity" (bulb), "quote", "note", "backstage" (gear), "test", "need", "doing",
 * "evidence-assumed", "evidence-partly", "evidence-researched" (hollow, half, full dot), "trend-up", "trend-down", "trend-flat",
 * "loop", "branch", "exit", "image-missing", "owner", "persona", "date", "link", and of a test's result "result-open",
 * "result-passed", "result-failed". NULL for a name that there is not.
 */
const WaySymbol *way_symbol_get (const char *name);

/** All symbols, ended by NULL, for tests and for documents that define each once. */
const WaySymbol *const *way_symbol_list (void);

G_END_DECLS
