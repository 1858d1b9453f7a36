/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Layout"

#include <math.h>

#include "waymark/way-words.h"

#include "way-layout-private.h"

#define TOP_MARGIN 36.0
#define PANEL_WIDTH 520.0
#define PANEL_MINIMUM_WIDTH 300.0
#define PANEL_GAP 16.0
#define PANEL_PADDING 16.0
#define PORTRAIT_RADIUS 31.0
#define TITLE_GAP 48.0
#define AFTER_HEAD 26.0
#define LOGO_HEIGHT 40.0
#define LOGO_WIDTH 120.0

char *
way_layout_make_initials (const char *name)
{
  g_auto (GStrv) words = g_strsplit_set (name, " -\302\240", -1);
  GString *initials = g_string_new (NULL);
  guint    count = 0;

  for (guint i = 0; words[i] != NULL && count < 2; i++)
    if (g_unichar_isalpha (g_utf8_get_char_validated (words[i], -1)))
      {
        g_string_append_unichar (initials, g_unichar_toupper (g_utf8_get_char (words[i])));
        count++;
      }
  return g_string_free (initials, FALSE);
}

guint
way_layout_get_persona_index (WayLayout  *self,
                              WayElement *persona)
{
  guint index = 0;

  for (WayElement *other = way_element_get_previous (persona); other != NULL; other = way_element_get_previous (other))
    if (way_element_get_kind (other) == WAY_KIND_PERSONA)
      index++;
  return index;
}

const char *
way_layout_get_status (WayLayout  *self,
                       const char *status)
{
  static const struct
  {
    const char *word;
    WayWord     name;
  } names[] = {
    { "idea", WAY_WORD_IDEA },
    { "planned", WAY_WORD_PLANNED },
    { "in-progress", WAY_WORD_IN_PROGRESS },
    { "live", WAY_WORD_LIVE },
    { "retired", WAY_WORD_RETIRED },
  };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_strcmp0 (names[i].word, status) == 0)
      return way_word (self->frame.language, names[i].name);
  return NULL;
}

static WayElement *
find_headline (WayLayout *self)
{
  WayElement *finding = way_element_get_first_of (way_map_get_root (self->map), WAY_KIND_FINDING);

  /* A first finding that is tied to an element is a callout: it speaks of a part, not of the whole. */
  if (finding == NULL || way_element_is_prompt (finding) || *way_element_get_text (finding, WAY_FINDING_TEXT) == '\0' ||
      way_element_get (finding, WAY_FINDING_ABOUT) != NULL)
    return NULL;
  return finding;
}

static char *
make_subtitle (WayLayout *self,
               gboolean   has_finding)
{
  static const WayWord states[] = { WAY_WORD_CURRENT_STATE, WAY_WORD_FUTURE_STATE, WAY_WORD_COMPARISON };
  WayElement          *root = way_map_get_root (self->map);
  const char          *title = way_element_get_text (root, WAY_MAP_TITLE);
  const char          *goal = way_element_get_text (root, WAY_MAP_GOAL);
  GString             *text = g_string_new (NULL);

  if (has_finding && *title != '\0')
    g_string_append_printf (text, "%s\302\240 \302\267\302\240 ", title);
  g_string_append (text, way_word (self->frame.language, states[self->frame.state]));
  if (*goal != '\0')
    g_string_append_printf (text, "\302\240 \302\267\302\240 %s: %s", way_word (self->frame.language, WAY_WORD_GOAL), goal);
  return g_string_free (text, FALSE);
}

static double
add_persona_text (WayLayout     *self,
                  WayPersonaBox *box,
                  const char    *text,
                  WayTextRole    role,
                  double         x,
                  double         y,
                  double         width)
{
  WayBoxText *place = &box->texts[box->n_texts++];

  place->text = way_layout_reuse_text (self, text, role, width, WAY_TEXT_START);
  place->role = role;
  place->x = x;
  place->y = y;
  return place->text->height;
}

static char *
join_children (WayLayout  *self,
               WayElement *persona,
               WayKind     kind,
               WayWord     word)
{
  GString *text = g_string_new (NULL);

  for (WayElement *child = way_element_get_first_of (persona, kind); child != NULL; child = way_element_get_next_of (child))
    {
      if (*way_element_get_text (child, WAY_NEED_TEXT) == '\0')
        continue;
      g_string_append (text, text->len > 0 ? "\302\240 \302\267\302\240 " : way_word (self->frame.language, word));
      if (text->str[text->len - 1] != ' ')
        g_string_append (text, "\302\240 ");
      g_string_append (text, way_element_get_text (child, WAY_NEED_TEXT));
    }
  return g_string_free (text, FALSE);
}

/* Puts name and role on one line where they fit. */
static double
add_name (WayLayout     *self,
          WayPersonaBox *box,
          double         x,
          double         y,
          double         width)
{
  const char *name = way_element_get_text (box->persona, WAY_PERSONA_NAME);
  const char *role = way_element_get_text (box->persona, WAY_PERSONA_ROLE);
  double      name_width, role_width;

  if (box->is_prompt)
    name = way_element_get_text (box->persona, WAY_PERSONA_PROMPT);
  name_width = way_text_measure (self->typesetter, name, &self->theme.text[WAY_TEXT_PERSONA_NAME]);
  role_width = way_text_measure (self->typesetter, role, &self->theme.text[WAY_TEXT_PERSONA_ROLE]);
  if (*role != '\0' && name_width + 10 + role_width < width)
    {
      double      height = add_persona_text (self, box, name, WAY_TEXT_PERSONA_NAME, x, y, -1);
      double      baseline = box->texts[box->n_texts - 1].text->lines[0].baseline;
      double      role_height = add_persona_text (self, box, role, WAY_TEXT_PERSONA_ROLE, x + name_width + 10, y, -1);
      WayBoxText *text = &box->texts[box->n_texts - 1];

      text->y += MAX (0, baseline - text->text->lines[0].baseline);
      return MAX (height, text->y - y + role_height);
    }
  y += add_persona_text (self, box, name, WAY_TEXT_PERSONA_NAME, x, y, width);
  if (*role != '\0')
    y += add_persona_text (self, box, role, WAY_TEXT_PERSONA_ROLE, x, y, width);
  return y - PANEL_PADDING;
}

static void
fill_persona (WayLayout     *self,
              WayPersonaBox *box,
              WayElement    *persona,
              double         panel_width)
{
  double           x = PANEL_PADDING + 2 * PORTRAIT_RADIUS + 20;
  double           width = panel_width - x - PANEL_PADDING;
  double           y = PANEL_PADDING;
  const char      *quote = way_element_get_text (persona, WAY_PERSONA_QUOTE);
  g_autofree char *needs = join_children (self, persona, WAY_KIND_NEED, WAY_WORD_NEEDS);
  g_autofree char *frustrations = join_children (self, persona, WAY_KIND_FRUSTRATION, WAY_WORD_FRUSTRATIONS);
  g_autofree char *initials = way_layout_make_initials (way_element_get_text (persona, WAY_PERSONA_NAME));

  box->persona = persona;
  box->is_prompt = self->view.prompts && way_element_asks (persona);
  box->index = way_layout_get_persona_index (self, persona);
  box->image = g_strdup (way_element_get (persona, WAY_PERSONA_PORTRAIT));
  box->texts[0].text = way_layout_reuse_text (self, initials, WAY_TEXT_INITIALS, 2 * PORTRAIT_RADIUS, WAY_TEXT_CENTER);
  box->texts[0].role = WAY_TEXT_INITIALS;
  box->texts[0].x = PANEL_PADDING + 7;
  box->n_texts = 1;
  y += add_name (self, box, x, y, width);
  if (*quote != '\0')
    {
      g_autofree char *quoted = way_words_dup_quoted (self->frame.language, quote);

      y += 3 + add_persona_text (self, box, quoted, WAY_TEXT_PERSONA_QUOTE, x, y + 3, width);
    }
  if (*needs != '\0')
    y += 4 + add_persona_text (self, box, needs, WAY_TEXT_PERSONA_NEEDS, x, y + 4, width);
  if (*frustrations != '\0')
    y += 2 + add_persona_text (self, box, frustrations, WAY_TEXT_PERSONA_NEEDS, x, y + 2, width);
  box->area.width = panel_width;
  box->area.height = MAX (y + PANEL_PADDING, 2 * PORTRAIT_RADIUS + 2 * PANEL_PADDING + 2);
  box->texts[0].y = (box->area.height - box->texts[0].text->height) / 2;
}

static void
clear_head (WayLayoutFrame *frame)
{
  for (guint i = 0; i < frame->n_personas; i++)
    {
      for (guint j = 0; j < frame->personas[i].n_texts; j++)
        way_text_unref (frame->personas[i].texts[j].text);
      g_free (frame->personas[i].image);
    }
  g_clear_pointer (&frame->personas, g_free);
  frame->n_personas = 0;
  g_clear_pointer (&frame->headline, way_text_unref);
  g_clear_pointer (&frame->subtitle, way_text_unref);
  g_clear_pointer (&frame->logo, g_free);
}

/* Places the panels from the end of the sheet, in as many columns as fit beside or below the title. */
static double
place_personas (WayLayout *self,
                double     left,
                double     top,
                guint      n_columns,
                double     panel_width)
{
  double row_top = top;
  double row_height = 0;

  for (guint i = 0; i < self->frame.n_personas; i++)
    {
      WayPersonaBox *box = &self->frame.personas[i];
      guint          column = i % n_columns;

      if (column == 0 && i > 0)
        {
          row_top += row_height + PANEL_GAP;
          row_height = 0;
        }
      box->area.x = left + column * (panel_width + PANEL_GAP);
      box->area.y = row_top;
      row_height = MAX (row_height, box->area.height);
    }
  /* Panels of one row are of one height. */
  for (guint i = 0; i < self->frame.n_personas; i++)
    {
      WayPersonaBox *box = &self->frame.personas[i];
      double         height = box->area.height;

      for (guint j = 0; j < self->frame.n_personas; j++)
        if (self->frame.personas[j].area.y == box->area.y)
          height = MAX (height, self->frame.personas[j].area.height);
      box->area.height = height;
      box->texts[0].y = (height - box->texts[0].text->height) / 2;
    }
  return self->frame.n_personas > 0 ? row_top + row_height : top;
}

static double
set_titles (WayLayout *self,
            double     width)
{
  WayElement      *root = way_map_get_root (self->map);
  WayElement      *finding = find_headline (self);
  const char      *headline = finding != NULL ? way_element_get_text (finding, WAY_FINDING_TEXT) : way_element_get_text (root, WAY_MAP_TITLE);
  g_autofree char *subtitle = make_subtitle (self, finding != NULL);
  double           x = WAY_SHEET_MARGIN;
  double           y = TOP_MARGIN;

  if (*headline == '\0')
    headline = way_word (self->frame.language, WAY_WORD_UNTITLED);
  self->frame.logo = g_strdup (way_element_get (root, WAY_MAP_LOGO));
  if (self->frame.logo != NULL)
    {
      self->frame.logo_area = (WayRectangle){ x, y, LOGO_WIDTH, LOGO_HEIGHT };
      y += LOGO_HEIGHT + 12;
    }
  else
    y += 8;
  self->frame.headline = way_layout_reuse_text (self, headline, WAY_TEXT_HEADLINE, width, WAY_TEXT_START);
  self->frame.headline_element = finding != NULL ? finding : root;
  self->frame.headline_at = (WayPoint){ x, y };
  y += self->frame.headline->height + 4;
  self->frame.subtitle = way_layout_reuse_text (self, subtitle, WAY_TEXT_SUBTITLE, width, WAY_TEXT_START);
  self->frame.subtitle_at = (WayPoint){ x, y };
  return y + self->frame.subtitle->height;
}

double
way_layout_update_head (WayLayout *self)
{
  double   right = self->frame.width - WAY_SHEET_MARGIN;
  double   whole = right - WAY_SHEET_MARGIN;
  guint    n = self->personas->len;
  double   panel_width = MIN (PANEL_WIDTH, n > 1 ? 430 : PANEL_WIDTH);
  double   panels_width;
  double   bottom;
  guint    n_columns = MAX (n, 1);
  gboolean beside;

  while (n_columns > 1 && n_columns * (panel_width + PANEL_GAP) > whole * 0.62)
    n_columns--;
  panels_width = n_columns * (panel_width + PANEL_GAP) - PANEL_GAP;
  beside = whole - panels_width - TITLE_GAP >= 480;
  if (!beside)
    {
      n_columns = MAX (1, (guint) floor ((whole + PANEL_GAP) / (PANEL_MINIMUM_WIDTH + PANEL_GAP)));
      n_columns = MAX (1, MIN (n_columns, n));
      panel_width = MIN (PANEL_WIDTH, (whole + PANEL_GAP) / n_columns - PANEL_GAP);
    }
  clear_head (&self->frame);
  self->frame.n_personas = n;
  self->frame.personas = g_new0 (WayPersonaBox, n);
  for (guint i = 0; i < n; i++)
    fill_persona (self, &self->frame.personas[i], g_ptr_array_index (self->personas, i), panel_width);
  bottom = set_titles (self, beside && n > 0 ? whole - panels_width - TITLE_GAP : whole);
  if (n == 0)
    return bottom + AFTER_HEAD;
  if (beside)
    return MAX (bottom, place_personas (self, right - panels_width, TOP_MARGIN, n_columns, panel_width)) + AFTER_HEAD;
  return place_personas (self, WAY_SHEET_MARGIN, bottom + 20, n_columns, panel_width) + AFTER_HEAD;
}
