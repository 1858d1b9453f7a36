/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Cli"

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "way-cli-private.h"
#include "way-map-facts-private.h"
#include "waymark/way-json.h"

#define NAME_WIDTH 24

/* The kinds that are counted, in the order in which they are told. */
static const struct
{
  WayKind     kind;
  const char *key; /* in JSON */
  const char *label;
} counted[] = {
  { WAY_KIND_PERSONA, "personas", N_ ("Personas") },
  { WAY_KIND_PHASE, "phases", N_ ("Phases") },
  { WAY_KIND_STAGE, "stages", N_ ("Stages") },
  { WAY_KIND_LANE, "lanes", N_ ("Lanes") },
  { WAY_KIND_TOUCHPOINT, "touchpoints", N_ ("Touchpoints") },
  { WAY_KIND_FEELING, "feelings", N_ ("Feelings") },
  { WAY_KIND_METRIC, "metrics", N_ ("Metrics") },
  { WAY_KIND_LINK, "links", N_ ("Links") },
  { WAY_KIND_FINDING, "findings", N_ ("Findings") },
  { WAY_KIND_SOURCE, "sources", N_ ("Sources") },
  { WAY_KIND_EVIDENCE, "evidence", N_ ("Pieces of evidence") },
  { WAY_KIND_CONFLICT, "conflicts", N_ ("Conflicts") },
};

static const WayMapField told_fields[] = {
  WAY_MAP_LANGUAGE, WAY_MAP_INDUSTRY, WAY_MAP_OWNER, WAY_MAP_EDITION, WAY_MAP_CHANGED, WAY_MAP_REVIEW_BY
};

static const WayField *
get_field (WayKind kind,
           guint   field)
{
  return &way_kind_get_info (kind)->fields[field];
}

static void
add_line (GString    *text,
          guint       indent,
          const char *name,
          const char *value)
{
  g_autofree char *line = g_strdelimit (g_strdup (value), "\n\t", ' ');
  guint            used = indent + way_cli_get_width (name);

  g_string_append_printf (text, "%*s%s%*s%s\n", (int) indent, "", name, used < NAME_WIDTH ? (int) (NAME_WIDTH - used) : 1, "", line);
}

static void
add_count (GString    *text,
           guint       indent,
           const char *name,
           guint       count)
{
  char number[16];

  g_snprintf (number, sizeof number, "%u", count);
  if (count > 0)
    add_line (text, indent, name, number);
}

/* "−1.7 angry: Cart and payment, Buys (Anna Nowak)", what is known of it. */
static char *
dup_lowest_point (WayElement *feeling)
{
  WayElement *touchpoint = way_element_get_parent (feeling);
  WayElement *stage = way_element_get_stage (feeling);
  WayElement *persona = way_element_get_reference (feeling, WAY_FEELING_PERSONA);
  GString    *text = g_string_new (NULL);
  const char *word = way_element_get_text (feeling, WAY_FEELING_WORD);

  g_string_printf (text, "%.4g", (double) way_element_get_hundredths (feeling, WAY_FEELING_SCORE) / 100);
  if (*word != '\0')
    g_string_append_printf (text, " %s", word);
  g_string_append_printf (text, ": %s", way_element_get_text (touchpoint, WAY_TOUCHPOINT_NAME));
  if (stage != NULL)
    g_string_append_printf (text, ", %s", way_element_get_text (stage, WAY_STAGE_NAME));
  if (persona != NULL)
    g_string_append_printf (text, " (%s)", way_element_get_text (persona, WAY_PERSONA_NAME));
  return g_string_free (text, FALSE);
}

static void
add_certainties (GString           *text,
                 const WayMapFacts *facts)
{
  const WayField *field = get_field (WAY_KIND_TOUCHPOINT, WAY_TOUCHPOINT_EVIDENCE);
  g_autoptr (GString) list = g_string_new (NULL);

  for (guint i = 0; i < WAY_N_CERTAINTIES; i++)
    if (facts->n_certainties[i] > 0)
      g_string_append_printf (list, "%s%s: %u", list->len > 0 ? ", " : "", _ (field->choices[i].label), facts->n_certainties[i]);
  if (list->len > 0)
    add_line (text, 0, _ ("How sure"), list->str);
}

static char *
describe (WayMap            *map,
          const WayMapFacts *facts)
{
  WayElement *root = way_map_get_root (map);
  const char *title = way_element_get_text (root, WAY_MAP_TITLE);
  const char *goal = way_element_get_text (root, WAY_MAP_GOAL);
  GString    *text = g_string_new (NULL);

  g_string_append_printf (text, "%s\n", *title != '\0' ? title : _ ("(no title)"));
  if (*goal != '\0')
    g_string_append_printf (text, "%s\n", goal);
  g_string_append_c (text, '\n');
  for (guint i = 0; i < G_N_ELEMENTS (told_fields); i++)
    if (way_element_get (root, told_fields[i]) != NULL)
      add_line (text, 0, way_field_get_label (get_field (WAY_KIND_MAP, told_fields[i])), way_element_get (root, told_fields[i]));
  for (guint i = 0; i < G_N_ELEMENTS (counted); i++)
    add_count (text, 0, _ (counted[i].label), facts->n[counted[i].kind]);
  add_certainties (text, facts);
  add_count (text, 0, _ ("Moments of truth"), facts->n_truths);
  add_count (text, 0, _ ("Cards"), facts->n[WAY_KIND_CARD]);
  for (guint i = 0; i < WAY_N_CARD_KINDS; i++)
    add_count (text, 2, _ (get_field (WAY_KIND_LANE, WAY_LANE_HOLDS)->choices[i].label), facts->n_cards[i]);
  add_count (text, 0, _ ("Unsorted cards"), facts->n_tray);
  if (facts->lowest != NULL)
    {
      g_autofree char *lowest = dup_lowest_point (facts->lowest);

      add_line (text, 0, _ ("Lowest point"), lowest);
    }
  return g_string_free (text, FALSE);
}

static void
add_separator (GString *json)
{
  g_string_append (json, ",\n");
}

/* The file's words have hyphens, which programs that read JSON must put in quotes. */
static void
add_key (GString    *json,
         guint       indent,
         const char *word)
{
  g_autofree char *key = g_strdelimit (g_strdup (word), "-:", '_');

  g_string_append_printf (json, "%*s\"%s\": ", indent, "", key);
}

static void
add_field (GString    *json,
           guint       indent,
           const char *key,
           WayElement *element,
           guint       field)
{
  const char *value = element == NULL ? NULL : way_element_get (element, field);

  add_key (json, indent, key);
  if (value != NULL && get_field (way_element_get_kind (element), field)->type == WAY_FIELD_DECIMAL)
    g_string_append (json, *value == '+' ? value + 1 : value);
  else
    way_json_add_string (json, value);
}

static void
add_choices (GString         *json,
             const char      *key,
             const WayChoice *choices,
             const guint     *counts)
{
  add_key (json, 2, key);
  g_string_append (json, "{\n");
  for (guint i = 0; choices[i].word != NULL; i++)
    {
      if (i > 0)
        add_separator (json);
      add_key (json, 4, choices[i].word);
      g_string_append_printf (json, "%u", counts[i]);
    }
  g_string_append (json, "\n  }");
  add_separator (json);
}

static void
add_lowest_point (GString    *json,
                  WayElement *feeling)
{
  add_key (json, 2, "lowest_point");
  if (feeling == NULL)
    {
      g_string_append (json, "null\n");
      return;
    }
  g_string_append (json, "{\n");
  add_field (json, 4, "score", feeling, WAY_FEELING_SCORE);
  add_separator (json);
  add_field (json, 4, "feeling", feeling, WAY_FEELING_WORD);
  add_separator (json);
  add_field (json, 4, "touchpoint", way_element_get_parent (feeling), WAY_TOUCHPOINT_NAME);
  add_separator (json);
  add_field (json, 4, "stage", way_element_get_stage (feeling), WAY_STAGE_NAME);
  add_separator (json);
  add_field (json, 4, "persona", way_element_get_reference (feeling, WAY_FEELING_PERSONA), WAY_PERSONA_NAME);
  g_string_append (json, "\n  }\n");
}

static char *
describe_as_json (WayMap            *map,
                  const WayMapFacts *facts)
{
  WayElement *root = way_map_get_root (map);
  GString    *json = g_string_new ("{\n");

  add_field (json, 2, "title", root, WAY_MAP_TITLE);
  add_separator (json);
  add_field (json, 2, "goal", root, WAY_MAP_GOAL);
  add_separator (json);
  for (guint i = 0; i < G_N_ELEMENTS (told_fields); i++)
    {
      const WayField *field = get_field (WAY_KIND_MAP, told_fields[i]);

      add_field (json, 2, told_fields[i] == WAY_MAP_LANGUAGE ? "language" : field->name, root, told_fields[i]);
      add_separator (json);
    }
  for (guint i = 0; i < G_N_ELEMENTS (counted); i++)
    g_string_append_printf (json, "  \"%s\": %u,\n", counted[i].key, facts->n[counted[i].kind]);
  g_string_append_printf (json, "  \"moments_of_truth\": %u,\n", facts->n_truths);
  g_string_append_printf (json, "  \"cards\": %u,\n", facts->n[WAY_KIND_CARD]);
  g_string_append_printf (json, "  \"unsorted_cards\": %u,\n", facts->n_tray);
  add_choices (json, "cards_by_kind", get_field (WAY_KIND_LANE, WAY_LANE_HOLDS)->choices, facts->n_cards);
  add_choices (json, "how_sure", get_field (WAY_KIND_TOUCHPOINT, WAY_TOUCHPOINT_EVIDENCE)->choices, facts->n_certainties);
  add_lowest_point (json, facts->lowest);
  g_string_append (json, "}\n");
  return g_string_free (json, FALSE);
}

static WayExit
tell (const char *name,
      gboolean    as_json)
{
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (WayMap) map = way_cli_load (name, &error);
  WayMapFacts facts;

  if (map == NULL)
    return way_cli_fail (error);
  way_map_facts_init (&facts, map);
  text = as_json ? describe_as_json (map, &facts) : describe (map, &facts);
  if (!as_json)
    g_print ("%s", text);
  else if (!way_cli_write_stream (text, strlen (text), NULL, &error)) /* JSON is UTF-8 in every locale */
    return way_cli_fail (error);
  return WAY_EXIT_DONE;
}

static WayExit
run (char **words)
{
  g_auto (GStrv) files = NULL;
  gboolean     as_json = FALSE;
  GOptionEntry entries[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &as_json, N_ ("As JSON, for programs"), NULL },
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &files, NULL, NULL },
    { NULL },
  };
  WayExit status;

  if (!way_cli_parse (&way_command_info, entries, words, &status))
    return status;
  if (files == NULL)
    return way_cli_refuse (&way_command_info, _ ("no file is given"));
  if (files[1] != NULL)
    return way_cli_refuse (&way_command_info, _ ("one file at a time, please"));
  return tell (files[0], as_json);
}

const WayCommand way_command_info = {
  .name = "info",
  .parameters = N_ ("FILE"),
  .summary = N_ ("Tells what is in a map."),
  .description = N_ ("Prompts of templates do not count. “-” is the standard input."),
  .run = run,
};
