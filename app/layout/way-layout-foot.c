/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Layout"

#include "waymark/way-words.h"

#include "way-layout-private.h"

#define FOOT_PADDING 14.0
#define LINE_HEIGHT 24.0
#define ENTRY_GAP 30.0
#define BOTTOM_MARGIN 20.0
#define ENTRY_WIDTH 300.0 /* of a text in the legend, before it wraps */
#define FOOTER_WIDTH 640.0

static char *
make_footer (WayLayout *self)
{
  WayElement      *root = way_map_get_root (self->map);
  const char      *owner = way_element_get_text (root, WAY_MAP_OWNER);
  const char      *edition = way_element_get (root, WAY_MAP_EDITION);
  g_autofree char *changed = way_words_dup_date (self->frame.language, way_element_get (root, WAY_MAP_CHANGED));
  g_autofree char *review = way_words_dup_date (self->frame.language, way_element_get (root, WAY_MAP_REVIEW_BY));
  GString         *text = g_string_new (owner);

  if (edition != NULL)
    g_string_append_printf (text, "%s%s %s", text->len > 0 ? " \302\267 " : "", way_word (self->frame.language, WAY_WORD_VERSION), edition);
  if (*changed != '\0')
    g_string_append_printf (text, "%s%s", edition != NULL ? ", " : text->len > 0 ? " \302\267 "
                                                                                 : "",
                            changed);
  if (*review != '\0')
    g_string_append_printf (text, "%s%s %s", text->len > 0 ? " \302\267 " : "", way_word (self->frame.language, WAY_WORD_REVIEW_BY), review);
  return g_string_free (text, FALSE);
}

static void
add_entry (WayLayout    *self,
           WayLegendKind kind,
           guint         number,
           const char   *text)
{
  WayLegendBox box = { .kind = kind, .number = number };

  box.text = way_layout_reuse_tight_text (self, text, WAY_TEXT_LEGEND, ENTRY_WIDTH);
  g_array_append_val (self->frame.legend, box);
}

static void
add_counted (WayLayout    *self,
             WayLegendKind kind,
             guint         number,
             WayWord       word,
             guint         count)
{
  g_autofree char *text = g_strdup_printf ("%s (%u)", way_word (self->frame.language, word), count);

  if (count > 0)
    add_entry (self, kind, number, text);
}

static void
sum_stages (WayLayout *self,
            guint     *n_truths,
            guint     *n_evidence,
            guint     *n_marks,
            gboolean  *on_path)
{
  for (guint i = 0; i < self->stages->len; i++)
    {
      WayStageState *stage = g_ptr_array_index (self->stages, i);

      *n_truths += stage->n_truths;
      *on_path = *on_path || stage->box.on_path;
      for (guint j = 0; j < WAY_N_CERTAINTIES; j++)
        n_evidence[j] += stage->n_evidence[j];
      for (guint j = 0; j < 4; j++)
        n_marks[j] += stage->n_marks[j];
    }
}

static void
add_curve_entries (WayLayout *self)
{
  gboolean future = FALSE;

  for (guint i = 0; i < self->frame.curves->len; i++)
    {
      WayCurve *curve = g_ptr_array_index (self->frame.curves, i);

      future = future || curve->is_future;
      if (self->personas->len > 1 && !curve->is_future)
        add_entry (self, WAY_LEGEND_PERSONA, curve->persona_index, way_element_get_text (curve->persona, WAY_PERSONA_NAME));
    }
  if (future && self->frame.state != WAY_VIEW_FUTURE)
    {
      g_autofree char *lower = way_words_dup_lower (self->frame.language, way_word (self->frame.language, WAY_WORD_FUTURE_STATE));

      add_entry (self, WAY_LEGEND_FUTURE, 0, lower);
    }
  if (future && self->frame.state == WAY_VIEW_COMPARISON)
    add_entry (self, WAY_LEGEND_GAP, 0, way_word (self->frame.language, WAY_WORD_GAP));
}

static void
collect_legend (WayLayout *self)
{
  guint    n_truths = 0;
  guint    n_evidence[WAY_N_CERTAINTIES] = { 0 };
  guint    n_marks[4] = { 0 };
  gboolean on_path = FALSE;

  sum_stages (self, &n_truths, n_evidence, n_marks, &on_path);
  if (n_truths > 0)
    add_entry (self, WAY_LEGEND_TRUTH, 1, way_word (self->frame.language, WAY_WORD_MOMENT_OF_TRUTH));
  add_curve_entries (self);
  if (on_path)
    add_entry (self, WAY_LEGEND_PATH, 0, way_word (self->frame.language, WAY_WORD_PATH_TO_PURCHASE));
  add_counted (self, WAY_LEGEND_EVIDENCE, WAY_CERTAINTY_RESEARCHED, WAY_WORD_RESEARCHED, n_evidence[WAY_CERTAINTY_RESEARCHED]);
  add_counted (self, WAY_LEGEND_EVIDENCE, WAY_CERTAINTY_PARTLY, WAY_WORD_PARTLY, n_evidence[WAY_CERTAINTY_PARTLY]);
  add_counted (self, WAY_LEGEND_EVIDENCE, WAY_CERTAINTY_ASSUMED, WAY_WORD_ASSUMED, n_evidence[WAY_CERTAINTY_ASSUMED]);
  add_counted (self, WAY_LEGEND_MARK, WAY_MARK_NEW, WAY_WORD_NEW, n_marks[WAY_MARK_NEW]);
  add_counted (self, WAY_LEGEND_MARK, WAY_MARK_CHANGED, WAY_WORD_CHANGED, n_marks[WAY_MARK_CHANGED]);
  add_counted (self, WAY_LEGEND_MARK, WAY_MARK_GONE, WAY_WORD_GONE, n_marks[WAY_MARK_GONE]);
}

static double
get_sign_width (WayLegendKind kind)
{
  switch (kind)
    {
    case WAY_LEGEND_TRUTH:
      return 22;
    case WAY_LEGEND_EVIDENCE:
      return 12;
    case WAY_LEGEND_MARK:
      return 14;
    case WAY_LEGEND_PATH:
      return 22;
    default:
      return 26;
    }
}

static void
clear_legend_box (gpointer data)
{
  way_text_unref (((WayLegendBox *) data)->text);
}

/* A line of the foot while it fills. */
typedef struct
{
  double x;
  double y;
  double height;
  guint  first; /* entry of the legend */
} WayFootLine;

/* The signs stand in the middle of the line, however high its tallest text. */
static void
end_line (WayLayout   *self,
          WayFootLine *line,
          guint        until)
{
  for (guint i = line->first; i < until; i++)
    g_array_index (self->frame.legend, WayLegendBox, i).y = line->y + line->height / 2;
  line->first = until;
}

static void
start_line (WayFootLine *line,
            double       y)
{
  line->x = WAY_SHEET_MARGIN;
  line->y = y;
  line->height = LINE_HEIGHT;
}

static void
place_legend (WayLayout   *self,
              WayFootLine *line)
{
  double right = self->frame.width - WAY_SHEET_MARGIN;

  for (guint i = 0; i < self->frame.legend->len; i++)
    {
      WayLegendBox *box = &g_array_index (self->frame.legend, WayLegendBox, i);
      double        sign = get_sign_width (box->kind) + 6;

      if (i > line->first && line->x + sign + box->text->width > right)
        {
          end_line (self, line, i);
          start_line (line, line->y + line->height);
        }
      box->x = line->x;
      box->text_x = line->x + sign;
      line->x += sign + box->text->width + ENTRY_GAP;
      line->height = MAX (line->height, box->text->height + 4);
    }
  end_line (self, line, self->frame.legend->len);
}

void
way_layout_update_foot (WayLayout *self)
{
  g_autofree char *footer = make_footer (self);
  double           right = self->frame.width - WAY_SHEET_MARGIN;
  double           inset;
  WayFootLine      line = { 0 };

  g_clear_pointer (&self->frame.legend, g_array_unref);
  self->frame.legend = g_array_new (FALSE, TRUE, sizeof (WayLegendBox));
  g_array_set_clear_func (self->frame.legend, clear_legend_box);
  collect_legend (self);
  g_clear_pointer (&self->frame.footer, way_text_unref);
  self->frame.footer = way_layout_reuse_tight_text (self, footer, WAY_TEXT_FOOTER, FOOTER_WIDTH);
  start_line (&line, self->frame.footer_y + FOOT_PADDING);
  place_legend (self, &line);
  if (line.x > WAY_SHEET_MARGIN && line.x + self->frame.footer->width > right)
    start_line (&line, line.y + line.height);
  /* The line of owner and dates ends where the sheet's margin begins. */
  inset = MAX (0, (LINE_HEIGHT - self->frame.footer->lines[0].height) / 2);
  self->frame.footer_at = (WayPoint){ right - self->frame.footer->width, line.y + inset };
  self->frame.height = line.y + MAX (line.height, inset + self->frame.footer->height) + BOTTOM_MARGIN;
}
