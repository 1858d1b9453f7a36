/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Base"

#include <string.h>

#include "waymark/way-words.h"

typedef struct
{
  const char *word;
  const char *english;
  const char *polish;
} ChannelName;

static const char *const english[WAY_N_WORDS] = {
  [WAY_WORD_CURRENT_STATE] = "Current state",
  [WAY_WORD_FUTURE_STATE] = "Future state",
  [WAY_WORD_COMPARISON] = "Current and future state",
  [WAY_WORD_GOAL] = "Goal",
  [WAY_WORD_NEEDS] = "Needs",
  [WAY_WORD_FRUSTRATIONS] = "Frustrated by",
  [WAY_WORD_VERSION] = "version",
  [WAY_WORD_REVIEW_BY] = "review by",
  [WAY_WORD_MOMENT_OF_TRUTH] = "moment of truth",
  [WAY_WORD_RESEARCHED] = "researched",
  [WAY_WORD_PARTLY] = "partly",
  [WAY_WORD_ASSUMED] = "assumed",
  [WAY_WORD_DELIGHTED] = "delighted",
  [WAY_WORD_CONTENT] = "content",
  [WAY_WORD_NEUTRAL] = "neutral",
  [WAY_WORD_UNEASY] = "uneasy",
  [WAY_WORD_FRUSTRATED] = "frustrated",
  [WAY_WORD_NEW] = "new",
  [WAY_WORD_CHANGED] = "changed",
  [WAY_WORD_GONE] = "gone",
  [WAY_WORD_GAP] = "to gain",
  [WAY_WORD_VALUE] = "Value",
  [WAY_WORD_EFFORT] = "effort",
  [WAY_WORD_TARGET] = "target",
  [WAY_WORD_PATH_TO_PURCHASE] = "path to purchase",
  [WAY_WORD_PASSED] = "passed",
  [WAY_WORD_FAILED] = "failed",
  [WAY_WORD_NOT_TRIED] = "not tried yet",
  [WAY_WORD_LOOP] = "goes back",
  [WAY_WORD_BRANCH] = "other way",
  [WAY_WORD_EXIT] = "leaves",
  [WAY_WORD_NEXT] = "next",
  [WAY_WORD_ONLINE] = "online",
  [WAY_WORD_OFFLINE] = "offline",
  [WAY_WORD_UNTITLED] = "Untitled map",
  [WAY_WORD_IDEA] = "idea",
  [WAY_WORD_PLANNED] = "planned",
  [WAY_WORD_IN_PROGRESS] = "in progress",
  [WAY_WORD_LIVE] = "live",
  [WAY_WORD_RETIRED] = "retired",
  [WAY_WORD_HEADLINE] = "Headline",
  [WAY_WORD_SUBTITLE] = "Subtitle",
  [WAY_WORD_PERSONA] = "Persona",
  [WAY_WORD_LOGO] = "Logo",
  [WAY_WORD_PHASE] = "Phase",
  [WAY_WORD_STAGE] = "Stage",
  [WAY_WORD_LANE] = "Lane",
  [WAY_WORD_TOUCHPOINT] = "Touchpoint",
  [WAY_WORD_FEELING] = "Feeling",
  [WAY_WORD_CURVE] = "Emotion curve",
  [WAY_WORD_FINDING] = "Finding",
  [WAY_WORD_CARD] = "Card",
  [WAY_WORD_METRIC] = "Metric",
  [WAY_WORD_LINK] = "Link",
  [WAY_WORD_LEGEND] = "Legend",
  [WAY_WORD_FOOTER] = "Footer",
  [WAY_WORD_TITLE] = "Title",
  [WAY_WORD_PHASES] = "Phases",
  [WAY_WORD_STAGES] = "Stages",
  [WAY_WORD_GROUND] = "Ground",
  [WAY_WORD_LINKS] = "Links",
  [WAY_WORD_FINDINGS] = "Findings",
};

static const char *const polish[WAY_N_WORDS] = {
  [WAY_WORD_CURRENT_STATE] = "Stan obecny",
  [WAY_WORD_FUTURE_STATE] = "Stan przyszły",
  [WAY_WORD_COMPARISON] = "Stan obecny i przyszły",
  [WAY_WORD_GOAL] = "Cel",
  [WAY_WORD_NEEDS] = "Potrzebuje",
  [WAY_WORD_FRUSTRATIONS] = "Drażni",
  [WAY_WORD_VERSION] = "wersja",
  [WAY_WORD_REVIEW_BY] = "przegląd do",
  [WAY_WORD_MOMENT_OF_TRUTH] = "moment prawdy",
  [WAY_WORD_RESEARCHED] = "zbadane",
  [WAY_WORD_PARTLY] = "częściowo",
  [WAY_WORD_ASSUMED] = "założenie",
  [WAY_WORD_DELIGHTED] = "zachwyt",
  [WAY_WORD_CONTENT] = "zadowolenie",
  [WAY_WORD_NEUTRAL] = "obojętność",
  [WAY_WORD_UNEASY] = "niepewność",
  [WAY_WORD_FRUSTRATED] = "frustracja",
  [WAY_WORD_NEW] = "nowe",
  [WAY_WORD_CHANGED] = "zmiana",
  [WAY_WORD_GONE] = "znika",
  [WAY_WORD_GAP] = "do zyskania",
  [WAY_WORD_VALUE] = "Wartość",
  [WAY_WORD_EFFORT] = "wysiłek",
  [WAY_WORD_TARGET] = "cel",
  [WAY_WORD_PATH_TO_PURCHASE] = "ścieżka zakupowa",
  [WAY_WORD_PASSED] = "zaliczony",
  [WAY_WORD_FAILED] = "niezaliczony",
  [WAY_WORD_NOT_TRIED] = "jeszcze niesprawdzony",
  [WAY_WORD_LOOP] = "wraca",
  [WAY_WORD_BRANCH] = "inna droga",
  [WAY_WORD_EXIT] = "odchodzi",
  [WAY_WORD_NEXT] = "dalej",
  [WAY_WORD_ONLINE] = "online",
  [WAY_WORD_OFFLINE] = "offline",
  [WAY_WORD_UNTITLED] = "Mapa bez tytułu",
  [WAY_WORD_IDEA] = "pomysł",
  [WAY_WORD_PLANNED] = "zaplanowane",
  [WAY_WORD_IN_PROGRESS] = "w toku",
  [WAY_WORD_LIVE] = "działa",
  [WAY_WORD_RETIRED] = "wycofane",
  [WAY_WORD_HEADLINE] = "Nagłówek",
  [WAY_WORD_SUBTITLE] = "Podtytuł",
  [WAY_WORD_PERSONA] = "Persona",
  [WAY_WORD_LOGO] = "Logo",
  [WAY_WORD_PHASE] = "Faza",
  [WAY_WORD_STAGE] = "Etap",
  [WAY_WORD_LANE] = "Tor",
  [WAY_WORD_TOUCHPOINT] = "Punkt styku",
  [WAY_WORD_FEELING] = "Odczucie",
  [WAY_WORD_CURVE] = "Krzywa emocji",
  [WAY_WORD_FINDING] = "Wniosek",
  [WAY_WORD_CARD] = "Karta",
  [WAY_WORD_METRIC] = "Wskaźnik",
  [WAY_WORD_LINK] = "Powiązanie",
  [WAY_WORD_LEGEND] = "Legenda",
  [WAY_WORD_FOOTER] = "Stopka",
  [WAY_WORD_TITLE] = "Tytuł",
  [WAY_WORD_PHASES] = "Fazy",
  [WAY_WORD_STAGES] = "Etapy",
  [WAY_WORD_GROUND] = "Tło",
  [WAY_WORD_LINKS] = "Powiązania",
  [WAY_WORD_FINDINGS] = "Wnioski",
};

static const ChannelName channel_names[] = {
  { "website", "Website", "Strona www" },
  { "app", "App", "Aplikacja" },
  { "social-media", "Social media", "Media społecznościowe" },
  { "email", "E-mail", "E-mail" },
  { "search", "Search", "Wyszukiwarka" },
  { "advertisement", "Advertisement", "Reklama" },
  { "chat", "Chat", "Czat" },
  { "marketplace", "Marketplace", "Platforma sprzedażowa" },
  { "reviews", "Reviews", "Opinie" },
  { "video", "Video", "Wideo" },
  { "payment", "Payment", "Płatność" },
  { "sms", "Text message", "SMS" },
  { "phone", "Phone", "Telefon" },
  { "store", "Shop", "Sklep" },
  { "in-person", "In person", "Osobiście" },
  { "customer-service", "Customer service", "Obsługa klienta" },
  { "word-of-mouth", "Word of mouth", "Polecenie" },
  { "event", "Event", "Wydarzenie" },
  { "post", "Post", "Poczta" },
  { "delivery", "Delivery", "Dostawa" },
  { "parcel", "Parcel", "Paczka" },
  { "print", "Print", "Druk" },
  { "product", "Use of the product", "Używanie produktu" },
  { "other", "Other", "Inny kanał" },
};

static const char *const english_months[] = {
  "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"
};

static const char *const polish_months[] = {
  "stycznia", "lutego", "marca", "kwietnia", "maja", "czerwca", "lipca", "sierpnia", "września", "października", "listopada", "grudnia"
};

static gboolean
is_language (const char *language,
             const char *code)
{
  gsize length = strlen (code);

  return language != NULL && g_ascii_strncasecmp (language, code, length) == 0 &&
         !g_ascii_isalnum (language[length]);
}

const char *
way_word (const char *language,
          WayWord     word)
{
  g_return_val_if_fail (word < WAY_N_WORDS, "");

  return is_language (language, "pl") ? polish[word] : english[word];
}

const char *
way_words_get_channel (const char *language,
                       const char *channel)
{
  for (guint i = 0; i < G_N_ELEMENTS (channel_names); i++)
    if (g_strcmp0 (channel_names[i].word, channel) == 0)
      return is_language (language, "pl") ? channel_names[i].polish : channel_names[i].english;
  return channel != NULL ? channel : "";
}

char *
way_words_dup_date (const char *language,
                    const char *date)
{
  guint64 year, month, day;

  if (date == NULL || strlen (date) != 10)
    return g_strdup (date != NULL ? date : "");
  year = g_ascii_strtoull (date, NULL, 10);
  month = g_ascii_strtoull (date + 5, NULL, 10);
  day = g_ascii_strtoull (date + 8, NULL, 10);
  if (month < 1 || month > 12)
    return g_strdup (date);
  return g_strdup_printf ("%" G_GUINT64_FORMAT " %s %" G_GUINT64_FORMAT, day,
                          is_language (language, "pl") ? polish_months[month - 1] : english_months[month - 1], year);
}

/* Digits in groups of three from 10,000 up, with the marks of the language. */
static void
append_number (GString    *text,
               const char *decimal,
               gboolean    comma)
{
  const char *point = strchr (decimal, '.');
  gsize       digits;

  if (*decimal == '-')
    g_string_append (text, "\342\210\222");
  else if (*decimal == '+')
    g_string_append_c (text, '+');
  if (*decimal == '-' || *decimal == '+')
    decimal++;
  digits = point != NULL ? (gsize) (point - decimal) : strlen (decimal);
  for (gsize i = 0; i < digits; i++)
    {
      if (i > 0 && digits >= 5 && (digits - i) % 3 == 0)
        g_string_append (text, comma ? "\302\240" : ",");
      g_string_append_c (text, decimal[i]);
    }
  if (point != NULL)
    {
      g_string_append_c (text, comma ? ',' : '.');
      g_string_append (text, point + 1);
    }
}

char *
way_words_dup_quantity (const char *language,
                        const char *decimal,
                        const char *unit)
{
  static const char *const before[] = { "€", "$", "£", "¥", NULL };
  gboolean                 comma = is_language (language, "pl");
  GString                 *text = g_string_new (NULL);

  if (decimal == NULL)
    return g_string_free (text, FALSE);
  if (unit != NULL && !comma && g_strv_contains (before, unit))
    {
      /* The sign stands before the currency. */
      if (*decimal == '-' || *decimal == '+')
        g_string_append (text, *decimal++ == '-' ? "\342\210\222" : "+");
      g_string_append (text, unit);
      append_number (text, decimal, comma);
      return g_string_free (text, FALSE);
    }
  append_number (text, decimal, comma);
  if (unit != NULL && *unit != '\0')
    {
      g_string_append (text, "\302\240");
      g_string_append (text, unit);
    }
  return g_string_free (text, FALSE);
}

char *
way_words_dup_quoted (const char *language,
                      const char *text)
{
  static const char *const marks[] = { "\"", "\342\200\234", "\342\200\236", "\302\253", "\343\200\214", NULL };

  for (guint i = 0; marks[i] != NULL; i++)
    if (g_str_has_prefix (text, marks[i]))
      return g_strdup (text);
  if (is_language (language, "pl"))
    return g_strdup_printf ("\342\200\236%s\342\200\235", text);
  return g_strdup_printf ("\342\200\234%s\342\200\235", text);
}

/* The languages of which an i keeps its dot, or has none, in both sizes. */
static gboolean
has_two_i (const char *language)
{
  return is_language (language, "tr") || is_language (language, "az");
}

char *
way_words_dup_upper (const char *language,
                     const char *text)
{
  GString *upper = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar letter = g_utf8_get_char (p);

      if (letter == 0xdf) /* ß */
        g_string_append (upper, "SS");
      else
        g_string_append_unichar (upper, letter == 'i' && has_two_i (language) ? 0x130 : g_unichar_toupper (letter));
    }
  return g_string_free (upper, FALSE);
}

char *
way_words_dup_lower (const char *language,
                     const char *text)
{
  GString *lower = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar letter = g_utf8_get_char (p);

      g_string_append_unichar (lower, letter == 'I' && has_two_i (language) ? 0x131 : g_unichar_tolower (letter));
    }
  return g_string_free (lower, FALSE);
}

gboolean
way_words_is_right_to_left (const char *language)
{
  static const char *const codes[] = { "ar", "he", "fa", "ur", "yi", "ps", "sd", "ug", "dv", NULL };

  for (guint i = 0; codes[i] != NULL; i++)
    if (is_language (language, codes[i]))
      return TRUE;
  return FALSE;
}
