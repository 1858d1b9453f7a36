/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Layout"

#include "way-text-private.h"

#include <math.h>
#include <string.h>

/* Where a text can be cut for a person, one entry a character; the caller frees it. */
static PangoLogAttr *
make_attributes (const WayText *self)
{
  int           length = (int) strlen (self->text);
  int           n_attributes = (int) g_utf8_strlen (self->text, length) + 1;
  PangoLogAttr *attributes = g_new0 (PangoLogAttr, n_attributes);

  pango_get_log_attrs (self->text, length, -1, way_typesetter_get_language (self->typesetter), attributes, n_attributes);
  return attributes;
}

/* Where byte @index of the whole text stands in a run, from the text's left edge. */
static double
get_run_x (const WayText    *self,
           const WayTextRun *run,
           WayTextGlyphs    *glyphs,
           PangoLogAttr     *attributes,
           guint             index)
{
  PangoItem  *item = &glyphs->item;
  const char *start = self->text + item->offset;
  int         x;

  pango_glyph_string_index_to_x_full (&glyphs->string, start, item->length, &item->analysis,
                                      attributes + g_utf8_pointer_to_offset (self->text, start),
                                      (int) index - item->offset, FALSE, &x);
  return run->x + (double) x / PANGO_SCALE;
}

/* The run that reaches farthest into the text, where a caret after the last character belongs. */
static const WayTextRun *
find_last_run (const WayTextLine *line)
{
  const WayTextRun *last = NULL;

  for (guint i = 0; i < line->n_runs; i++)
    if (last == NULL || line->runs[i].offset > last->offset)
      last = &line->runs[i];
  return last;
}

/* The run at a height of a line: the last one that begins before @x. */
static const WayTextRun *
find_run_at (const WayTextLine *line,
             double             x)
{
  const WayTextRun *run = line->n_runs > 0 ? &line->runs[0] : NULL;

  for (guint i = 1; i < line->n_runs && line->runs[i].x <= x; i++)
    run = &line->runs[i];
  return run;
}

/* A byte index with a whole character before it, not beyond the end. */
static guint
clamp_index (const WayText *self,
             guint          index)
{
  index = MIN (index, (guint) strlen (self->text));
  while (index > 0 && (self->text[index] & 0xc0) == 0x80)
    index--;
  return index;
}

guint
way_text_get_index_at (const WayText *self,
                       double         x,
                       double         y)
{
  g_autofree PangoLogAttr *attributes = NULL;
  WayTextGlyphs            glyphs;
  const WayTextLine       *line = &self->lines[0];
  const WayTextRun        *run;
  guint                    nearest;
  double                   distance = G_MAXDOUBLE;
  guint                    end;
  gboolean                 wrapped;

  while (line < &self->lines[self->n_lines - 1] && y >= line->top + line->height)
    line++;
  run = find_run_at (line, x);
  nearest = line->start;
  if (run == NULL)
    return nearest;

  attributes = make_attributes (self);
  way_text_glyphs_init (&glyphs, self, run);
  end = line->start + line->length;
  /* Where a line was broken, its end is also the start of the next, and there the caret would stand. */
  wrapped = line < &self->lines[self->n_lines - 1] && line[1].start == end;
  for (guint index = run->offset; index <= run->offset + run->length;
       index = (guint) (g_utf8_next_char (self->text + index) - self->text))
    {
      double here;

      if (!attributes[g_utf8_pointer_to_offset (self->text, self->text + index)].is_cursor_position || (wrapped && index == end))
        continue;
      here = fabs (get_run_x (self, run, &glyphs, attributes, index) - x);
      if (here < distance)
        {
          distance = here;
          nearest = index;
        }
    }
  way_text_glyphs_clear (&glyphs);
  return nearest;
}

WayRectangle
way_text_get_caret (const WayText *self,
                    guint          index)
{
  const WayTextLine *line = &self->lines[self->n_lines - 1];
  const WayTextRun  *run = NULL;
  double             x;

  index = clamp_index (self, index);
  while (line > self->lines && line->start > index)
    line--;
  for (guint i = 0; i < line->n_runs && run == NULL; i++)
    if (index >= line->runs[i].offset && index < line->runs[i].offset + line->runs[i].length)
      run = &line->runs[i];
  x = line->x;
  if (run != NULL)
    {
      g_autofree PangoLogAttr *attributes = make_attributes (self);
      WayTextGlyphs            glyphs;

      way_text_glyphs_init (&glyphs, self, run);
      x = get_run_x (self, run, &glyphs, attributes, index);
      way_text_glyphs_clear (&glyphs);
    }
  else if ((run = find_last_run (line)) != NULL)
    x = run->analysis->level % 2 == 0 ? run->x + run->width : run->x;
  return (WayRectangle){ CLAMP (x, MIN (0, line->x), MAX (self->width, line->x + line->width)), line->top, 0, line->height };
}
