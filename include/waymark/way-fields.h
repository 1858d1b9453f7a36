/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "waymark/way-types.h"

G_BEGIN_DECLS

/*
 * The description of the map: which kinds of elements there are, which fields they have and which children they hold.
 * Reader, writer, schema, inspector, check, difference and merge all walk these tables; nobody keeps a second list.
 */

/** WayKind: the kinds of elements. */
typedef enum
{
  WAY_KIND_MAP,
  WAY_KIND_FINDING,
  WAY_KIND_LEVEL,
  WAY_KIND_SOURCE,
  WAY_KIND_PERSONA,
  WAY_KIND_NEED,
  WAY_KIND_FRUSTRATION,
  WAY_KIND_PHASE,
  WAY_KIND_LANE,
  WAY_KIND_STAGE,
  WAY_KIND_TOUCHPOINT,
  WAY_KIND_CARD,
  WAY_KIND_FEELING,
  WAY_KIND_METRIC,
  WAY_KIND_EVIDENCE,
  WAY_KIND_LINK,
  WAY_KIND_CONFLICT, /* where two versions of a map did not go together */
  WAY_KIND_FOREIGN,  /* something of others, kept word for word: element, comment, processing instruction */
  WAY_N_KINDS
} WayKind;

/** WayFieldType: what a field may hold. Every value is kept as its text in the file. */
typedef enum
{
  WAY_FIELD_TEXT,
  WAY_FIELD_CHOICE,         /* one word of a list */
  WAY_FIELD_FLAG,           /* "yes"; no is the absence of a value */
  WAY_FIELD_DATE,           /* 2026-11-03 */
  WAY_FIELD_DECIMAL,        /* digits with a point: "-1.1", "+52"; never a double */
  WAY_FIELD_COLOR,          /* #rrggbb */
  WAY_FIELD_REFERENCE,      /* id of another element */
  WAY_FIELD_REFERENCE_LIST, /* ids with a space between */
  WAY_FIELD_BLOB            /* id of an image of the map */
} WayFieldType;

/** WayFieldForm: where a field stands in XML. */
typedef enum
{
  WAY_FORM_ATTRIBUTE,
  WAY_FORM_CHILD,  /* a child element of the field's name, with the value as text */
  WAY_FORM_CONTENT /* the text of the element itself */
} WayFieldForm;

/** WayOnRemove: what happens to the holder of a reference when its target goes. */
typedef enum
{
  WAY_ON_REMOVE_CLEAR,  /* the reference is cleared (one id of a list) */
  WAY_ON_REMOVE_REMOVE, /* the holder goes with it */
  WAY_ON_REMOVE_FORBID  /* the target may not go */
} WayOnRemove;

/** WayChoice: a word of a list, as in the file and as people read it. */
struct _WayChoice
{
  const char *word;
  const char *label; /* translatable */
  guint       group; /* channels: 1 online, 0 offline; else 0 */
};

/** WayField: one field of a kind of element. */
struct _WayField
{
  const char      *name; /* in the file */
  WayFieldType     type;
  WayFieldForm     form;
  const char      *label;          /* translatable */
  const WayChoice *choices;        /* ended by a NULL word; those of a text are only proposed */
  const char      *default_choice; /* the choice that no value means; NULL when it means none of them */
  const char      *no_choice;      /* translatable: what no value means to people; NULL for just that, none */
  guint            targets;        /* references: mask of 1 << WayKind */
  WayOnRemove      on_remove;
  const char      *minimum; /* decimals; NULL for no bound */
  const char      *maximum;
  guint            decimals;     /* digits after the point that a decimal may have */
  gboolean         empty_counts; /* text: "" is a value, apart from none (a moment of truth without its reason) */
  gboolean         is_prompt;    /* text that asks; never content */
  gboolean         is_stamp;     /* written by saving: where two versions of a map meet, the higher one counts */
};

/** WaySlot: children of one kind that a kind of element holds, in the order of the file. */
typedef struct
{
  WayKind     kind;
  const char *wrapper; /* element that stands round them, or NULL */
} WaySlot;

/** WayKindInfo: everything about a kind of element. */
typedef struct
{
  const char     *name;   /* of its element in the file */
  const char     *label;  /* translatable */
  const char     *plural; /* translatable: the name of a list of them */
  const char     *id_prefix;
  guint           n_fields;
  const WayField *fields;
  guint           n_slots;
  const WaySlot  *slots;
  int             title_field; /* the field that names it for people, or -1 */
  guint           natural_key; /* mask of 1 << field: with its parent these tell one of its kind from another; 0 for none */
} WayKindInfo;

/** The description of a kind. Never NULL for kinds below WAY_N_KINDS. */
const WayKindInfo *way_kind_get_info (WayKind kind);

/** Finds a kind by the name of its element; -1 when there is none. */
int way_kind_from_name (const char *name);

/** Finds a field of a kind by name; -1 when there is none. */
int way_kind_find_field (WayKind     kind,
                         const char *name);

/** Which slot of @parent holds @child; -1 when it may not stand there. */
int way_kind_find_slot (WayKind parent,
                        WayKind child);

/** The index of @word in a choice field's list; -1 when it is not in it. */
int way_field_find_choice (const WayField *self,
                           const char     *word);

/** A field's name in the user's language. */
const char *way_field_get_label (const WayField *self);

#define WAY_FIELD_ERROR (way_field_error_quark ())
GQuark way_field_error_quark (void);

typedef enum
{
  WAY_FIELD_ERROR_VALUE /* the value does not fit the field; the message says what does */
} WayFieldError;

/**
 * Brings a value into the one form it has in the file ("1.50" to "1.5", line ends to "\n"); the caller frees it. NULL with
 * WAY_FIELD_ERROR_VALUE when it does not fit. A value that means "none" ("" for most, "no" for a flag) gives NULL without
 * an error. References are checked for their form only.
 */
char *way_field_normalize (const WayField *self,
                           const char     *value,
                           GError        **error);

/** Whether @id can be the id of an element: an XML name without colon, at most 100 bytes. */
gboolean way_id_is_valid (const char *id);

/** Reads a decimal as hundredths, rounded half away from zero; 0 for NULL. */
gint64 way_decimal_get_hundredths (const char *decimal);

/* Fields, by kind. The numbers are indices into the tables and into an element's values. */

typedef enum
{
  WAY_MAP_LANGUAGE, /* xml:lang */
  WAY_MAP_INDUSTRY,
  WAY_MAP_EDITION,
  WAY_MAP_CHANGED,
  WAY_MAP_REVIEW_BY,
  WAY_MAP_ARRANGEMENT,
  WAY_MAP_THEME,
  WAY_MAP_BRAND,
  WAY_MAP_LOGO,
  WAY_MAP_STEP_WIDTH,
  WAY_MAP_TITLE,
  WAY_MAP_GOAL,
  WAY_MAP_OWNER,
  WAY_MAP_N_FIELDS
} WayMapField;

typedef enum
{
  WAY_ARRANGEMENT_SIDE_BY_SIDE,
  WAY_ARRANGEMENT_STACKED
} WayArrangement;

typedef enum
{
  WAY_FINDING_ABOUT,
  WAY_FINDING_PROMPT,
  WAY_FINDING_TEXT,
  WAY_FINDING_N_FIELDS
} WayFindingField;

typedef enum
{
  WAY_LEVEL_SCORE,
  WAY_LEVEL_NAME,
  WAY_LEVEL_N_FIELDS
} WayLevelField;

typedef enum
{
  WAY_SOURCE_KIND,
  WAY_SOURCE_DATE,
  WAY_SOURCE_SAMPLE,
  WAY_SOURCE_LINK,
  WAY_SOURCE_TITLE,
  WAY_SOURCE_N_FIELDS
} WaySourceField;

typedef enum
{
  WAY_PERSONA_COLOR,
  WAY_PERSONA_PORTRAIT,
  WAY_PERSONA_PROMPT,
  WAY_PERSONA_NAME,
  WAY_PERSONA_ROLE,
  WAY_PERSONA_QUOTE,
  WAY_PERSONA_N_FIELDS
} WayPersonaField;

/** Needs and frustrations have one field, their text. */
enum
{
  WAY_NEED_TEXT,
  WAY_NEED_N_FIELDS
};

enum
{
  WAY_PHASE_NAME,
  WAY_PHASE_N_FIELDS
};

typedef enum
{
  WAY_LANE_HOLDS,
  WAY_LANE_SHOWS,
  WAY_LANE_HINT,
  WAY_LANE_HIDDEN,
  WAY_LANE_NAME,
  WAY_LANE_N_FIELDS
} WayLaneField;

/** WayCardKind: what a lane's cards are, in the order of the choices of WAY_LANE_HOLDS. */
typedef enum
{
  WAY_CARDS_DOING,
  WAY_CARDS_THOUGHTS,
  WAY_CARDS_NEEDS,
  WAY_CARDS_PAIN_POINTS,
  WAY_CARDS_OPPORTUNITIES,
  WAY_CARDS_QUOTES,
  WAY_CARDS_NOTES,
  WAY_CARDS_BACKSTAGE,
  WAY_CARDS_TEST_SCENARIOS,
  WAY_CARDS_IMAGES,
  WAY_N_CARD_KINDS
} WayCardKind;

/** WayLaneShow: what a lane without cards shows, in the order of the choices of WAY_LANE_SHOWS. */
typedef enum
{
  WAY_SHOWS_TOUCHPOINTS,
  WAY_SHOWS_FEELINGS,
  WAY_SHOWS_METRICS,
  WAY_SHOWS_CHANNELS,
  WAY_SHOWS_OWNERS,
  WAY_SHOWS_EVIDENCE,
  WAY_N_SHOWS
} WayLaneShow;

typedef enum
{
  WAY_STAGE_PHASE,
  WAY_STAGE_PATH_TO_PURCHASE,
  WAY_STAGE_OWNER,
  WAY_STAGE_STEP_WIDTH,
  WAY_STAGE_PROMPT,
  WAY_STAGE_NAME,
  WAY_STAGE_N_FIELDS
} WayStageField;

typedef enum
{
  WAY_TOUCHPOINT_CHANNEL,
  WAY_TOUCHPOINT_STATE,
  WAY_TOUCHPOINT_REPLACES,
  WAY_TOUCHPOINT_FOR,
  WAY_TOUCHPOINT_EVIDENCE,
  WAY_TOUCHPOINT_OWNER,
  WAY_TOUCHPOINT_STATUS,
  WAY_TOUCHPOINT_IMAGE,
  WAY_TOUCHPOINT_PROMPT,
  WAY_TOUCHPOINT_NAME,
  WAY_TOUCHPOINT_DESCRIPTION,
  WAY_TOUCHPOINT_TRUTH,
  WAY_TOUCHPOINT_N_FIELDS
} WayTouchpointField;

/** WayState: the choices of every state field; no value means both. */
typedef enum
{
  WAY_STATE_CURRENT,
  WAY_STATE_FUTURE
} WayState;

/** WayCertainty: the choices of every evidence field. */
typedef enum
{
  WAY_CERTAINTY_ASSUMED,
  WAY_CERTAINTY_PARTLY,
  WAY_CERTAINTY_RESEARCHED,
  WAY_N_CERTAINTIES
} WayCertainty;

typedef enum
{
  WAY_CARD_LANE,
  WAY_CARD_ABOUT,
  WAY_CARD_UNTIL,
  WAY_CARD_STATE,
  WAY_CARD_REPLACES,
  WAY_CARD_FOR,
  WAY_CARD_EVIDENCE,
  WAY_CARD_OWNER,
  WAY_CARD_STATUS,
  WAY_CARD_VALUE,
  WAY_CARD_EFFORT,
  WAY_CARD_RESULT,
  WAY_CARD_DATE,
  WAY_CARD_LINK,
  WAY_CARD_IMAGE,
  WAY_CARD_PROMPT,
  WAY_CARD_TEXT,
  WAY_CARD_N_FIELDS
} WayCardField;

typedef enum
{
  WAY_FEELING_PERSONA,
  WAY_FEELING_SCORE,
  WAY_FEELING_STATE,
  WAY_FEELING_REPLACES,
  WAY_FEELING_WORD,
  WAY_FEELING_N_FIELDS
} WayFeelingField;

typedef enum
{
  WAY_METRIC_VALUE,
  WAY_METRIC_UNIT,
  WAY_METRIC_TARGET,
  WAY_METRIC_TREND,
  WAY_METRIC_GOOD,
  WAY_METRIC_STATE,
  WAY_METRIC_REPLACES,
  WAY_METRIC_SOURCE,
  WAY_METRIC_PROMPT,
  WAY_METRIC_NAME,
  WAY_METRIC_N_FIELDS
} WayMetricField;

/** WayTrend: choices of a metric's trend; the first two also of which way is good. */
typedef enum
{
  WAY_TREND_UP,
  WAY_TREND_DOWN,
  WAY_TREND_FLAT
} WayTrend;

typedef enum
{
  WAY_EVIDENCE_SOURCE,
  WAY_EVIDENCE_TEXT,
  WAY_EVIDENCE_N_FIELDS
} WayEvidenceField;

typedef enum
{
  WAY_LINK_TO,
  WAY_LINK_KIND,
  WAY_LINK_LABEL,
  WAY_LINK_N_FIELDS
} WayLinkField;

/** WayLinkKind: choices of a link's kind. */
typedef enum
{
  WAY_LINKS_NEXT,
  WAY_LINKS_LOOP,
  WAY_LINKS_BRANCH,
  WAY_LINKS_EXIT
} WayLinkKind;

typedef enum
{
  WAY_CONFLICT_ABOUT,
  WAY_CONFLICT_KIND,
  WAY_CONFLICT_FIELD, /* the name of a field in the file */
  WAY_CONFLICT_IMAGE, /* theirs, so that it stays in the map */
  WAY_CONFLICT_WAS,   /* values as in the file; places as the id of what it stands in */
  WAY_CONFLICT_MINE,
  WAY_CONFLICT_THEIRS,
  WAY_CONFLICT_N_FIELDS
} WayConflictField;

/** WayConflictKind: what both sides did, in the order of the choices of WAY_CONFLICT_KIND. The map has what the first side did. */
typedef enum
{
  WAY_CONFLICT_VALUE,            /* both gave a field a value */
  WAY_CONFLICT_PLACE,            /* both moved it */
  WAY_CONFLICT_REMOVED_BY_MINE,  /* the first side removed what the second changed; it was kept */
  WAY_CONFLICT_REMOVED_BY_THEIRS /* the other way round */
} WayConflictKind;

/** The one field of a foreign element: its text in XML. Never written as a field. */
enum
{
  WAY_FOREIGN_XML,
  WAY_FOREIGN_N_FIELDS
};

G_END_DECLS
