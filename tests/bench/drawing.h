/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/*
 * A drawing as a flat file for the floor program, which knows nothing of maps: a head, then records one after another, each
 * followed by its variable part and padded to 8 bytes. Written and read on the same machine. Colours are 0xrrggbbaa;
 * those without alpha are not painted.
 */

#define DRAWING_MAGIC 0x31574457u

typedef enum
{
  DRAWING_RECTANGLE,
  DRAWING_CIRCLE,
  DRAWING_PATH, /* n_operations bytes, padded to 8; n_points pairs of doubles */
  DRAWING_TEXT  /* length bytes */
} DrawingType;

typedef struct
{
  guint32 magic;
  guint32 sheet;
  guint32 n_records;
  guint32 n_glyphs; /* as the map program lays them out */
  double  width;
  double  height;
} DrawingHead;

typedef struct
{
  guint32 size; /* of the record with all that belongs to it */
  guint32 type;
  guint32 fill;
  guint32 stroke;
  double  line_width;
  guint32 dash; /* 0 or two lengths in tenths: first << 16 | second */
  guint32 round;
  double  x;
  double  y;
  guint32 n_operations; /* bytes of the text */
  guint32 n_points;
  union
  {
    struct
    {
      double width;
      double height;
      double radius;
    } box;
    struct
    {
      float   size;
      gint32  weight;
      gint32  italic;
      float   letter_spacing;
      float   width; /* below 0: nothing wraps */
      guint32 align; /* 0 left, 1 centre, 2 right */
    } text;
    struct
    {
      /* From top to bottom, up to five colours in equal steps; 0 stops for none. They take the colour's place. */
      float   y0;
      float   y1;
      guint32 is_stroke;
      guint32 n_stops;
      guint32 stops[5];
    } gradient;
  };
} DrawingRecord;
