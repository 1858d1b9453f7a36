/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Tools"

#include "waymark/way-theme.h"
#include "way-commands-private.h"

/* Words that become content of a map: in the language of the map, not of the program. */

#define N_FEELING_WORDS 4

typedef struct
{
  const char *language;
  const char *feelings[WAY_N_LEVELS][N_FEELING_WORDS + 1];
  const char *holds[WAY_N_CARD_KINDS];
  const char *shows[WAY_N_SHOWS];
  const char *customer;
} Words;

static const Words words[] = {
  {
      "en",
      {
          { "delighted", "excited", "proud", "relieved", NULL },
          { "content", "hopeful", "curious", "reassured", NULL },
          { "neutral", "undecided", "waiting", "indifferent", NULL },
          { "uneasy", "unsure", "impatient", "confused", NULL },
          { "frustrated", "angry", "disappointed", "helpless", NULL },
      },
      {
          [WAY_CARDS_DOING] = "Doing",
          [WAY_CARDS_THOUGHTS] = "Thoughts",
          [WAY_CARDS_NEEDS] = "Needs",
          [WAY_CARDS_PAIN_POINTS] = "Pain points",
          [WAY_CARDS_OPPORTUNITIES] = "Opportunities",
          [WAY_CARDS_QUOTES] = "Quotes",
          [WAY_CARDS_NOTES] = "Notes",
          [WAY_CARDS_BACKSTAGE] = "Backstage",
          [WAY_CARDS_TEST_SCENARIOS] = "Test scenarios",
          [WAY_CARDS_IMAGES] = "Images",
      },
      {
          [WAY_SHOWS_TOUCHPOINTS] = "Touchpoints",
          [WAY_SHOWS_FEELINGS] = "Emotions",
          [WAY_SHOWS_METRICS] = "Metrics",
          [WAY_SHOWS_CHANNELS] = "Channels",
          [WAY_SHOWS_OWNERS] = "Owners",
          [WAY_SHOWS_EVIDENCE] = "Evidence",
      },
      "Customer",
  },
  {
      "pl",
      {
          { "zachwyt", "radość", "duma", "ulga", NULL },
          { "zadowolenie", "nadzieja", "ciekawość", "spokój", NULL },
          { "obojętność", "wahanie", "wyczekiwanie", "rutyna", NULL },
          { "niepewność", "niepokój", "zniecierpliwienie", "zagubienie", NULL },
          { "frustracja", "złość", "rozczarowanie", "bezradność", NULL },
      },
      {
          [WAY_CARDS_DOING] = "Czynności",
          [WAY_CARDS_THOUGHTS] = "Myśli",
          [WAY_CARDS_NEEDS] = "Potrzeby",
          [WAY_CARDS_PAIN_POINTS] = "Punkty bólu",
          [WAY_CARDS_OPPORTUNITIES] = "Szanse",
          [WAY_CARDS_QUOTES] = "Cytaty",
          [WAY_CARDS_NOTES] = "Notatki",
          [WAY_CARDS_BACKSTAGE] = "Zaplecze",
          [WAY_CARDS_TEST_SCENARIOS] = "Scenariusze testów",
          [WAY_CARDS_IMAGES] = "Obrazy",
      },
      {
          [WAY_SHOWS_TOUCHPOINTS] = "Punkty styku",
          [WAY_SHOWS_FEELINGS] = "Emocje",
          [WAY_SHOWS_METRICS] = "Wskaźniki",
          [WAY_SHOWS_CHANNELS] = "Kanały",
          [WAY_SHOWS_OWNERS] = "Właściciele",
          [WAY_SHOWS_EVIDENCE] = "Dowody",
      },
      "Klient",
  },
};

/* English where there is nothing else. "pl-PL" is Polish, "pli" is not. */
static const Words *
find_words (const char *language)
{
  for (guint i = 1; language != NULL && i < G_N_ELEMENTS (words); i++)
    if (g_ascii_strncasecmp (language, words[i].language, 2) == 0 && !g_ascii_isalnum (language[2]))
      return &words[i];
  return &words[0];
}

const char *const *
way_command_get_feeling_words (const char *language,
                               guint       band)
{
  g_return_val_if_fail (band < WAY_N_LEVELS, NULL);

  return find_words (language)->feelings[band];
}

const char *
way_commands_get_lane_name (const char *language,
                            int         holds,
                            int         shows)
{
  const Words *own = find_words (language);

  return holds >= 0 ? own->holds[holds] : own->shows[shows];
}

const char *
way_commands_get_customer (const char *language)
{
  return find_words (language)->customer;
}
