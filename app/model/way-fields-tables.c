/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Model"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "way-fields-private.h"

/* A field's order in its table is its number in way-fields.h; attributes stand in the file in this order. */

#define KIND(kind) (1u << WAY_KIND_##kind)

#define STATE_FIELD                                                                                               \
  {                                                                                                               \
    .name = "state", .type = WAY_FIELD_CHOICE, .label = N_ ("State"), .choices = states, .no_choice = N_ ("Both") \
  }
#define EVIDENCE_FIELD                                                                             \
  {                                                                                                \
    .name = "evidence", .type = WAY_FIELD_CHOICE, .label = N_ ("Evidence"), .choices = certainties \
  }
#define OWNER_FIELD                                                \
  {                                                                \
    .name = "owner", .type = WAY_FIELD_TEXT, .label = N_ ("Owner") \
  }
#define STATUS_FIELD                                                                        \
  {                                                                                         \
    .name = "status", .type = WAY_FIELD_CHOICE, .label = N_ ("Status"), .choices = statuses \
  }
#define FOR_FIELD                                                                                        \
  {                                                                                                      \
    .name = "for", .type = WAY_FIELD_REFERENCE_LIST, .label = N_ ("Only for"), .targets = KIND (PERSONA) \
  }
#define CONFLICT_FIELD(word, text)                                                                    \
  {                                                                                                   \
    .name = word, .type = WAY_FIELD_TEXT, .form = WAY_FORM_CHILD, .label = text, .empty_counts = TRUE \
  }
#define PROMPT_FIELD                                                                    \
  {                                                                                     \
    .name = "prompt", .type = WAY_FIELD_TEXT, .label = N_ ("Prompt"), .is_prompt = TRUE \
  }
#define REPLACES_FIELD(kind)                                                                          \
  {                                                                                                   \
    .name = "replaces", .type = WAY_FIELD_REFERENCE, .label = N_ ("Replaces"), .targets = KIND (kind) \
  }

static const WayChoice arrangements[] = {
  { "side-by-side", N_ ("Side by side") },
  { "stacked", N_ ("Stacked and numbered") },
  { NULL },
};

static const WayChoice themes[] = {
  { "default", N_ ("Waymark") },
  { "high-contrast", N_ ("High contrast") },
  { "greyscale", N_ ("Greyscale") },
  { "colour-blind-safe", N_ ("Colour-blind safe") },
  { NULL },
};

static const WayChoice states[] = {
  { "current", N_ ("Current") },
  { "future", N_ ("Future") },
  { NULL },
};

static const WayChoice certainties[] = {
  { "assumed", N_ ("Assumed") },
  { "partly", N_ ("Partly researched") },
  { "researched", N_ ("Researched") },
  { NULL },
};

static const WayChoice statuses[] = {
  { "idea", N_ ("Idea") },
  { "planned", N_ ("Planned") },
  { "in-progress", N_ ("In progress") },
  { "live", N_ ("Live") },
  { "retired", N_ ("Retired") },
  { NULL },
};

static const WayChoice source_kinds[] = {
  { "survey", N_ ("Survey") },
  { "interview", N_ ("Interview") },
  { "review", N_ ("Reviews") },
  { "support", N_ ("Support cases") },
  { "analytics", N_ ("Analytics") },
  { "usability-test", N_ ("Usability test") },
  { "market-research", N_ ("Market research") },
  { "other", N_ ("Other") },
  { NULL },
};

static const WayChoice holds[] = {
  { "doing", N_ ("Doing") },
  { "thoughts", N_ ("Thoughts") },
  { "needs", N_ ("Needs") },
  { "pain-points", N_ ("Pain points") },
  { "opportunities", N_ ("Opportunities") },
  { "quotes", N_ ("Quotes") },
  { "notes", N_ ("Notes") },
  { "backstage", N_ ("Backstage actions") },
  { "test-scenarios", N_ ("Test scenarios") },
  { "images", N_ ("Images") },
  { NULL },
};

static const WayChoice shows[] = {
  { "touchpoints", N_ ("Touchpoints") },
  { "feelings", N_ ("Emotions") },
  { "metrics", N_ ("Metrics") },
  { "channels", N_ ("Channels") },
  { "owners", N_ ("Owners") },
  { "evidence", N_ ("Evidence") },
  { NULL },
};

static const WayChoice channels[] = {
  { "website", N_ ("Website"), 1 },
  { "app", N_ ("App"), 1 },
  { "social-media", N_ ("Social media"), 1 },
  { "email", N_ ("E-mail"), 1 },
  { "search", N_ ("Search engine"), 1 },
  { "advertisement", N_ ("Advertisement"), 1 },
  { "chat", N_ ("Chat"), 1 },
  { "marketplace", N_ ("Marketplace"), 1 },
  { "reviews", N_ ("Review site"), 1 },
  { "video", N_ ("Video"), 1 },
  { "payment", N_ ("Payment"), 1 },
  { "sms", N_ ("Text message"), 1 },
  { "phone", N_ ("Phone"), 0 },
  { "store", N_ ("Shop"), 0 },
  { "in-person", N_ ("In person"), 0 },
  { "customer-service", N_ ("Customer service"), 0 },
  { "word-of-mouth", N_ ("Word of mouth"), 0 },
  { "event", N_ ("Event"), 0 },
  { "post", N_ ("Post"), 0 },
  { "delivery", N_ ("Delivery"), 0 },
  { "parcel", N_ ("Parcel"), 0 },
  { "print", N_ ("Print"), 0 },
  { "product", N_ ("Use of the product"), 0 },
  { "other", N_ ("Other"), 0 },
  { NULL },
};

static const WayChoice results[] = {
  { "open", N_ ("Not tried yet") },
  { "passed", N_ ("Passed") },
  { "failed", N_ ("Failed") },
  { NULL },
};

static const WayChoice trends[] = {
  { "up", N_ ("Rising") },
  { "down", N_ ("Falling") },
  { "flat", N_ ("Level") },
  { NULL },
};

static const WayChoice good_directions[] = {
  { "up", N_ ("Higher is better") },
  { "down", N_ ("Lower is better") },
  { NULL },
};

static const WayChoice link_kinds[] = {
  { "next", N_ ("Next") },
  { "loop", N_ ("Loop") },
  { "branch", N_ ("Branch") },
  { "exit", N_ ("Exit") },
  { NULL },
};

/* Each under its own name, which is the same in all languages; the two that a map's own words are known in come first. */
static const WayChoice languages[] = {
  { "en", "English" },
  { "pl", "Polski" },
  { "ar", "العربية" },
  { "be", "Беларуская" },
  { "bg", "Български" },
  { "bn", "বাংলা" },
  { "ca", "Català" },
  { "cs", "Čeština" },
  { "da", "Dansk" },
  { "de", "Deutsch" },
  { "el", "Ελληνικά" },
  { "es", "Español" },
  { "et", "Eesti" },
  { "fa", "فارسی" },
  { "fi", "Suomi" },
  { "fr", "Français" },
  { "ga", "Gaeilge" },
  { "he", "עברית" },
  { "hi", "हिन्दी" },
  { "hr", "Hrvatski" },
  { "hu", "Magyar" },
  { "id", "Bahasa Indonesia" },
  { "is", "Íslenska" },
  { "it", "Italiano" },
  { "ja", "日本語" },
  { "ko", "한국어" },
  { "lt", "Lietuvių" },
  { "lv", "Latviešu" },
  { "nb", "Norsk bokmål" },
  { "nl", "Nederlands" },
  { "pt", "Português" },
  { "ro", "Română" },
  { "ru", "Русский" },
  { "sk", "Slovenčina" },
  { "sl", "Slovenščina" },
  { "sr", "Српски" },
  { "sv", "Svenska" },
  { "th", "ไทย" },
  { "tr", "Türkçe" },
  { "uk", "Українська" },
  { "vi", "Tiếng Việt" },
  { "zh", "中文" },
  { NULL },
};

static const WayChoice conflict_kinds[] = {
  { "value", N_ ("Two values") },
  { "place", N_ ("Two places") },
  { "removed-by-mine", N_ ("Removed here, changed there") },
  { "removed-by-theirs", N_ ("Changed here, removed there") },
  { NULL },
};

static const WayField map_fields[] = {
  [WAY_MAP_LANGUAGE] = { .name = "xml:lang", .type = WAY_FIELD_TEXT, .label = N_ ("Language"), .choices = languages },
  [WAY_MAP_INDUSTRY] = { .name = "industry", .type = WAY_FIELD_TEXT, .label = N_ ("Industry") },
  [WAY_MAP_EDITION] = { .name = "edition", .type = WAY_FIELD_DECIMAL, .label = N_ ("Version of the map"), .minimum = "0", .maximum = "1000000", .is_stamp = TRUE },
  [WAY_MAP_CHANGED] = { .name = "changed", .type = WAY_FIELD_DATE, .label = N_ ("Changed"), .is_stamp = TRUE },
  [WAY_MAP_REVIEW_BY] = { .name = "review-by", .type = WAY_FIELD_DATE, .label = N_ ("Review by") },
  [WAY_MAP_ARRANGEMENT] = { .name = "arrangement", .type = WAY_FIELD_CHOICE, .label = N_ ("Touchpoints stand"), .choices = arrangements, .default_choice = "side-by-side" },
  [WAY_MAP_THEME] = { .name = "theme", .type = WAY_FIELD_CHOICE, .label = N_ ("Theme"), .choices = themes, .default_choice = "default" },
  [WAY_MAP_BRAND] = { .name = "brand", .type = WAY_FIELD_COLOR, .label = N_ ("Brand colour") },
  [WAY_MAP_LOGO] = { .name = "logo", .type = WAY_FIELD_BLOB, .label = N_ ("Logo") },
  [WAY_MAP_STEP_WIDTH] = { .name = "step-width", .type = WAY_FIELD_DECIMAL, .label = N_ ("Width of a step"), .minimum = "148", .maximum = "600", .decimals = 1 },
  [WAY_MAP_TITLE] = { .name = "title", .type = WAY_FIELD_TEXT, .form = WAY_FORM_CHILD, .label = N_ ("Title") },
  [WAY_MAP_GOAL] = { .name = "goal", .type = WAY_FIELD_TEXT, .form = WAY_FORM_CHILD, .label = N_ ("Goal") },
  [WAY_MAP_OWNER] = { .name = "owner", .type = WAY_FIELD_TEXT, .form = WAY_FORM_CHILD, .label = N_ ("Owner") },
};

static const WayField finding_fields[] = {
  [WAY_FINDING_ABOUT] = { .name = "about", .type = WAY_FIELD_REFERENCE, .label = N_ ("About"), .targets = KIND (TOUCHPOINT) | KIND (STAGE) | KIND (CARD) },
  [WAY_FINDING_PROMPT] = PROMPT_FIELD,
  [WAY_FINDING_TEXT] = { .name = "text", .type = WAY_FIELD_TEXT, .form = WAY_FORM_CONTENT, .label = N_ ("Finding") },
};

static const WayField level_fields[] = {
  [WAY_LEVEL_SCORE] = { .name = "score", .type = WAY_FIELD_DECIMAL, .label = N_ ("Score"), .minimum = "-2", .maximum = "2", .decimals = 2 },
  [WAY_LEVEL_NAME] = { .name = "name", .type = WAY_FIELD_TEXT, .form = WAY_FORM_CONTENT, .label = N_ ("Name") },
};

static const WayField source_fields[] = {
  [WAY_SOURCE_KIND] = { .name = "kind", .type = WAY_FIELD_CHOICE, .label = N_ ("Kind"), .choices = source_kinds },
  [WAY_SOURCE_DATE] = { .name = "date", .type = WAY_FIELD_DATE, .label = N_ ("Date") },
  [WAY_SOURCE_SAMPLE] = { .name = "sample", .type = WAY_FIELD_DECIMAL, .label = N_ ("Answers"), .minimum = "0", .maximum = "1000000000" },
  [WAY_SOURCE_LINK] = { .name = "link", .type = WAY_FIELD_TEXT, .label = N_ ("Web address") },
  [WAY_SOURCE_TITLE] = { .name = "title", .type = WAY_FIELD_TEXT, .form = WAY_FORM_CONTENT, .label = N_ ("Title") },
};

static const WayField persona_fields[] = {
  [WAY_PERSONA_COLOR] = { .name = "color", .type = WAY_FIELD_COLOR, .label = N_ ("Colour") },
  [WAY_PERSONA_PORTRAIT] = { .name = "portrait", .type = WAY_FIELD_BLOB, .label = N_ ("Portrait") },
  [WAY_PERSONA_PROMPT] = PROMPT_FIELD,
  [WAY_PERSONA_NAME] = { .name = "name", .type = WAY_FIELD_TEXT, .form = WAY_FORM_CHILD, .label = N_ ("Name") },
  [WAY_PERSONA_ROLE] = { .name = "role", .type = WAY_FIELD_TEXT, .form = WAY_FORM_CHILD, .label = N_ ("Role") },
  [WAY_PERSONA_QUOTE] = { .name = "quote", .type = WAY_FIELD_TEXT, .form = WAY_FORM_CHILD, .label = N_ ("Quote") },
};

static const WayField need_fields[] = {
  [WAY_NEED_TEXT] = { .name = "text", .type = WAY_FIELD_TEXT, .form = WAY_FORM_CONTENT, .label = N_ ("Text") },
};

static const WayField phase_fields[] = {
  [WAY_PHASE_NAME] = { .name = "name", .type = WAY_FIELD_TEXT, .form = WAY_FORM_CONTENT, .label = N_ ("Name") },
};

static const WayField lane_fields[] = {
  [WAY_LANE_HOLDS] = { .name = "holds", .type = WAY_FIELD_CHOICE, .label = N_ ("Holds"), .choices = holds },
  [WAY_LANE_SHOWS] = { .name = "shows", .type = WAY_FIELD_CHOICE, .label = N_ ("Shows"), .choices = shows },
  [WAY_LANE_HINT] = { .name = "hint", .type = WAY_FIELD_TEXT, .label = N_ ("Explanation") },
  [WAY_LANE_HIDDEN] = { .name = "hidden", .type = WAY_FIELD_FLAG, .label = N_ ("Hidden") },
  [WAY_LANE_NAME] = { .name = "name", .type = WAY_FIELD_TEXT, .form = WAY_FORM_CONTENT, .label = N_ ("Name") },
};

static const WayField stage_fields[] = {
  [WAY_STAGE_PHASE] = { .name = "phase", .type = WAY_FIELD_REFERENCE, .label = N_ ("Phase"), .targets = KIND (PHASE) },
  [WAY_STAGE_PATH_TO_PURCHASE] = { .name = "path-to-purchase", .type = WAY_FIELD_FLAG, .label = N_ ("On the path to purchase") },
  [WAY_STAGE_OWNER] = OWNER_FIELD,
  [WAY_STAGE_STEP_WIDTH] = { .name = "step-width", .type = WAY_FIELD_DECIMAL, .label = N_ ("Width of a step"), .minimum = "148", .maximum = "600", .decimals = 1 },
  [WAY_STAGE_PROMPT] = PROMPT_FIELD,
  [WAY_STAGE_NAME] = { .name = "name", .type = WAY_FIELD_TEXT, .form = WAY_FORM_CHILD, .label = N_ ("Name") },
};

static const WayField touchpoint_fields[] = {
  [WAY_TOUCHPOINT_CHANNEL] = { .name = "channel", .type = WAY_FIELD_CHOICE, .label = N_ ("Channel"), .choices = channels },
  [WAY_TOUCHPOINT_STATE] = STATE_FIELD,
  [WAY_TOUCHPOINT_REPLACES] = REPLACES_FIELD (TOUCHPOINT),
  [WAY_TOUCHPOINT_FOR] = FOR_FIELD,
  [WAY_TOUCHPOINT_EVIDENCE] = EVIDENCE_FIELD,
  [WAY_TOUCHPOINT_OWNER] = OWNER_FIELD,
  [WAY_TOUCHPOINT_STATUS] = STATUS_FIELD,
  [WAY_TOUCHPOINT_IMAGE] = { .name = "image", .type = WAY_FIELD_BLOB, .label = N_ ("Image") },
  [WAY_TOUCHPOINT_PROMPT] = PROMPT_FIELD,
  [WAY_TOUCHPOINT_NAME] = { .name = "name", .type = WAY_FIELD_TEXT, .form = WAY_FORM_CHILD, .label = N_ ("Name") },
  [WAY_TOUCHPOINT_DESCRIPTION] = { .name = "description", .type = WAY_FIELD_TEXT, .form = WAY_FORM_CHILD, .label = N_ ("Description") },
  [WAY_TOUCHPOINT_TRUTH] = { .name = "truth", .type = WAY_FIELD_TEXT, .form = WAY_FORM_CHILD, .label = N_ ("Why it is a moment of truth"), .empty_counts = TRUE },
};

static const WayField card_fields[] = {
  [WAY_CARD_LANE] = { .name = "lane", .type = WAY_FIELD_REFERENCE, .label = N_ ("Lane"), .targets = KIND (LANE), .on_remove = WAY_ON_REMOVE_REMOVE },
  [WAY_CARD_ABOUT] = { .name = "about", .type = WAY_FIELD_REFERENCE, .label = N_ ("Stands under"), .targets = KIND (TOUCHPOINT) },
  [WAY_CARD_UNTIL] = { .name = "until", .type = WAY_FIELD_REFERENCE, .label = N_ ("Reaches to"), .targets = KIND (TOUCHPOINT) | KIND (STAGE) },
  [WAY_CARD_STATE] = STATE_FIELD,
  [WAY_CARD_REPLACES] = REPLACES_FIELD (CARD),
  [WAY_CARD_FOR] = FOR_FIELD,
  [WAY_CARD_EVIDENCE] = EVIDENCE_FIELD,
  [WAY_CARD_OWNER] = OWNER_FIELD,
  [WAY_CARD_STATUS] = STATUS_FIELD,
  [WAY_CARD_VALUE] = { .name = "value", .type = WAY_FIELD_DECIMAL, .label = N_ ("Value"), .minimum = "1", .maximum = "5" },
  [WAY_CARD_EFFORT] = { .name = "effort", .type = WAY_FIELD_DECIMAL, .label = N_ ("Effort"), .minimum = "1", .maximum = "5" },
  [WAY_CARD_RESULT] = { .name = "result", .type = WAY_FIELD_CHOICE, .label = N_ ("Result"), .choices = results },
  [WAY_CARD_DATE] = { .name = "date", .type = WAY_FIELD_DATE, .label = N_ ("Date") },
  [WAY_CARD_LINK] = { .name = "link", .type = WAY_FIELD_TEXT, .label = N_ ("Web address") },
  [WAY_CARD_IMAGE] = { .name = "image", .type = WAY_FIELD_BLOB, .label = N_ ("Image") },
  [WAY_CARD_PROMPT] = PROMPT_FIELD,
  [WAY_CARD_TEXT] = { .name = "text", .type = WAY_FIELD_TEXT, .form = WAY_FORM_CONTENT, .label = N_ ("Text") },
};

static const WayField feeling_fields[] = {
  [WAY_FEELING_PERSONA] = { .name = "persona", .type = WAY_FIELD_REFERENCE, .label = N_ ("Persona"), .targets = KIND (PERSONA), .on_remove = WAY_ON_REMOVE_REMOVE },
  [WAY_FEELING_SCORE] = { .name = "score", .type = WAY_FIELD_DECIMAL, .label = N_ ("Score"), .minimum = "-2", .maximum = "2", .decimals = 2 },
  [WAY_FEELING_STATE] = STATE_FIELD,
  [WAY_FEELING_REPLACES] = REPLACES_FIELD (FEELING),
  [WAY_FEELING_WORD] = { .name = "word", .type = WAY_FIELD_TEXT, .form = WAY_FORM_CONTENT, .label = N_ ("Feeling") },
};

static const WayField metric_fields[] = {
  [WAY_METRIC_VALUE] = { .name = "value", .type = WAY_FIELD_DECIMAL, .label = N_ ("Value"), .decimals = 6 },
  [WAY_METRIC_UNIT] = { .name = "unit", .type = WAY_FIELD_TEXT, .label = N_ ("Unit") },
  [WAY_METRIC_TARGET] = { .name = "target", .type = WAY_FIELD_DECIMAL, .label = N_ ("Target"), .decimals = 6 },
  [WAY_METRIC_TREND] = { .name = "trend", .type = WAY_FIELD_CHOICE, .label = N_ ("Trend"), .choices = trends },
  [WAY_METRIC_GOOD] = { .name = "good", .type = WAY_FIELD_CHOICE, .label = N_ ("Good is"), .choices = good_directions },
  [WAY_METRIC_STATE] = STATE_FIELD,
  [WAY_METRIC_REPLACES] = REPLACES_FIELD (METRIC),
  [WAY_METRIC_SOURCE] = { .name = "source", .type = WAY_FIELD_REFERENCE, .label = N_ ("Source"), .targets = KIND (SOURCE) },
  [WAY_METRIC_PROMPT] = PROMPT_FIELD,
  [WAY_METRIC_NAME] = { .name = "name", .type = WAY_FIELD_TEXT, .form = WAY_FORM_CONTENT, .label = N_ ("Name") },
};

static const WayField evidence_fields[] = {
  [WAY_EVIDENCE_SOURCE] = { .name = "source", .type = WAY_FIELD_REFERENCE, .label = N_ ("Source"), .targets = KIND (SOURCE) },
  [WAY_EVIDENCE_TEXT] = { .name = "text", .type = WAY_FIELD_TEXT, .form = WAY_FORM_CONTENT, .label = N_ ("What it says") },
};

static const WayField link_fields[] = {
  [WAY_LINK_TO] = { .name = "to", .type = WAY_FIELD_REFERENCE, .label = N_ ("Leads to"), .targets = KIND (TOUCHPOINT), .on_remove = WAY_ON_REMOVE_REMOVE },
  [WAY_LINK_KIND] = { .name = "kind", .type = WAY_FIELD_CHOICE, .label = N_ ("Kind"), .choices = link_kinds },
  [WAY_LINK_LABEL] = { .name = "label", .type = WAY_FIELD_TEXT, .form = WAY_FORM_CONTENT, .label = N_ ("Label") },
};

static const WayField conflict_fields[] = {
  [WAY_CONFLICT_ABOUT] = { .name = "about", .type = WAY_FIELD_REFERENCE, .label = N_ ("About"), .targets = KIND (FOREIGN) - 1, .on_remove = WAY_ON_REMOVE_REMOVE },
  [WAY_CONFLICT_KIND] = { .name = "kind", .type = WAY_FIELD_CHOICE, .label = N_ ("Kind"), .choices = conflict_kinds, .default_choice = "value" },
  [WAY_CONFLICT_FIELD] = { .name = "field", .type = WAY_FIELD_TEXT, .label = N_ ("Field") },
  [WAY_CONFLICT_IMAGE] = { .name = "image", .type = WAY_FIELD_BLOB, .label = N_ ("Their image") },
  [WAY_CONFLICT_WAS] = CONFLICT_FIELD ("was", N_ ("Before")),
  [WAY_CONFLICT_MINE] = CONFLICT_FIELD ("mine", N_ ("Mine")),
  [WAY_CONFLICT_THEIRS] = CONFLICT_FIELD ("theirs", N_ ("Theirs")),
};

static const WayField foreign_fields[] = {
  [WAY_FOREIGN_XML] = { .name = "xml", .type = WAY_FIELD_TEXT, .form = WAY_FORM_CONTENT, .label = N_ ("Foreign content") },
};

static const WaySlot map_slots[] = {
  { WAY_KIND_FINDING, NULL },
  { WAY_KIND_LEVEL, "scale" },
  { WAY_KIND_SOURCE, "sources" },
  { WAY_KIND_PERSONA, "personas" },
  { WAY_KIND_PHASE, "phases" },
  { WAY_KIND_LANE, "lanes" },
  { WAY_KIND_STAGE, "stages" },
  { WAY_KIND_CARD, "tray" },
  { WAY_KIND_CONFLICT, "conflicts" },
};

static const WaySlot persona_slots[] = {
  { WAY_KIND_NEED, NULL },
  { WAY_KIND_FRUSTRATION, NULL },
};

static const WaySlot stage_slots[] = {
  { WAY_KIND_METRIC, NULL },
  { WAY_KIND_TOUCHPOINT, NULL },
  { WAY_KIND_CARD, NULL },
};

static const WaySlot touchpoint_slots[] = {
  { WAY_KIND_FEELING, NULL },
  { WAY_KIND_EVIDENCE, NULL },
  { WAY_KIND_METRIC, NULL },
  { WAY_KIND_LINK, NULL },
};

static const WaySlot card_slots[] = {
  { WAY_KIND_EVIDENCE, NULL },
};

#define FIELDS(table) .n_fields = G_N_ELEMENTS (table), .fields = table
#define SLOTS(table) .n_slots = G_N_ELEMENTS (table), .slots = table

const WayKindInfo way_kind_infos[WAY_N_KINDS] = {
  [WAY_KIND_MAP] = { "journey-map", N_ ("Map"), N_ ("Maps"), "map", FIELDS (map_fields), SLOTS (map_slots), .title_field = WAY_MAP_TITLE },
  [WAY_KIND_FINDING] = { "finding", N_ ("Finding"), N_ ("Findings"), "f", FIELDS (finding_fields), .title_field = WAY_FINDING_TEXT },
  [WAY_KIND_LEVEL] = { "level", N_ ("Emotion level"), N_ ("Emotion levels"), "l", FIELDS (level_fields), .title_field = WAY_LEVEL_NAME, .natural_key = 1u << WAY_LEVEL_SCORE },
  [WAY_KIND_SOURCE] = { "source", N_ ("Source"), N_ ("Sources"), "s", FIELDS (source_fields), .title_field = WAY_SOURCE_TITLE },
  [WAY_KIND_PERSONA] = { "persona", N_ ("Persona"), N_ ("Personas"), "p", FIELDS (persona_fields), SLOTS (persona_slots), .title_field = WAY_PERSONA_NAME },
  [WAY_KIND_NEED] = { "need", N_ ("Need"), N_ ("Needs"), "n", FIELDS (need_fields), .title_field = WAY_NEED_TEXT },
  [WAY_KIND_FRUSTRATION] = { "frustration", N_ ("Frustration"), N_ ("Frustrations"), "n", FIELDS (need_fields), .title_field = WAY_NEED_TEXT },
  [WAY_KIND_PHASE] = { "phase", N_ ("Phase"), N_ ("Phases"), "h", FIELDS (phase_fields), .title_field = WAY_PHASE_NAME },
  [WAY_KIND_LANE] = { "lane", N_ ("Lane"), N_ ("Lanes"), "a", FIELDS (lane_fields), .title_field = WAY_LANE_NAME },
  [WAY_KIND_STAGE] = { "stage", N_ ("Stage"), N_ ("Stages"), "st", FIELDS (stage_fields), SLOTS (stage_slots), .title_field = WAY_STAGE_NAME },
  [WAY_KIND_TOUCHPOINT] = { "touchpoint", N_ ("Touchpoint"), N_ ("Touchpoints"), "t", FIELDS (touchpoint_fields), SLOTS (touchpoint_slots), .title_field = WAY_TOUCHPOINT_NAME },
  [WAY_KIND_CARD] = { "card", N_ ("Card"), N_ ("Cards"), "c", FIELDS (card_fields), SLOTS (card_slots), .title_field = WAY_CARD_TEXT },
  [WAY_KIND_FEELING] = { "feeling", N_ ("Feeling"), N_ ("Feelings"), "g", FIELDS (feeling_fields), .title_field = WAY_FEELING_WORD, .natural_key = 1u << WAY_FEELING_PERSONA | 1u << WAY_FEELING_STATE },
  [WAY_KIND_METRIC] = { "metric", N_ ("Metric"), N_ ("Metrics"), "m", FIELDS (metric_fields), .title_field = WAY_METRIC_NAME },
  [WAY_KIND_EVIDENCE] = { "evidence", N_ ("Evidence"), N_ ("Evidence"), "e", FIELDS (evidence_fields), .title_field = WAY_EVIDENCE_TEXT },
  [WAY_KIND_LINK] = { "link", N_ ("Link"), N_ ("Links"), "k", FIELDS (link_fields), .title_field = WAY_LINK_LABEL },
  [WAY_KIND_CONFLICT] = { "conflict", N_ ("Conflict"), N_ ("Conflicts"), "q", FIELDS (conflict_fields), .title_field = WAY_CONFLICT_MINE },
  [WAY_KIND_FOREIGN] = { "#foreign", N_ ("Foreign content"), N_ ("Foreign content"), "x", FIELDS (foreign_fields), .title_field = -1 },
};
