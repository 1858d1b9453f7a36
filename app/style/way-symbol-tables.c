/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Style"

#include "way-symbol-private.h"

/*
 * The drawings. Icons stand on a grid of 16 units with a margin of about 1.5, in lines of 1.4 with round ends, so that they keep
 * one weight beside each other; round forms reach a little further than square ones. Faces are discs of 32 units.
 */

#define LINE(path_data)                   \
  {                                       \
    WAY_SYMBOL_INK_STROKE, 1.4, path_data \
  }
#define FILL(path_data)               \
  {                                   \
    WAY_SYMBOL_INK_FILL, 0, path_data \
  }
/* Filled with corners as round as those of lines. */
#define SOFT(path_data) \
  { WAY_SYMBOL_INK_FILL, 0, path_data }, { WAY_SYMBOL_INK_STROKE, 1, path_data }
#define GROUND(path_data)                \
  {                                      \
    WAY_SYMBOL_GROUND_FILL, 0, path_data \
  }
#define GROUND_LINE(path_data, width)          \
  {                                            \
    WAY_SYMBOL_GROUND_STROKE, width, path_data \
  }

static const WaySymbolPart website[] = {
  LINE ("M2 8a6 6 0 1 0 12 0a6 6 0 1 0-12 0Z"
        "M2.2 8h11.6"
        "M8 2c2 1.7 3 3.7 3 6s-1 4.3-3 6c-2-1.7-3-3.7-3-6s1-4.3 3-6Z"),
};
static const WaySymbolPart app[] = {
  LINE ("M5.9 1.75h4.2a1.5 1.5 0 0 1 1.5 1.5v9.5a1.5 1.5 0 0 1-1.5 1.5h-4.2a1.5 1.5 0 0 1-1.5-1.5v-9.5a1.5 1.5 0 0 1 1.5-1.5Z"
        "M7.3 11.9h1.4"),
};
static const WaySymbolPart social_media[] = {
  LINE ("M3.5 2.25h9a1.5 1.5 0 0 1 1.5 1.5v6.25a1.5 1.5 0 0 1-1.5 1.5h-2.3l-2.2 2.25-2.2-2.25h-2.3a1.5 1.5 0 0 1-1.5-1.5v-6.25a1.5 1.5 0 0 1 1.5-1.5Z"),
  SOFT ("M8 9.1l-2-2a1.1 1.1 0 0 1 1.56-1.56l.44.44.44-.44a1.1 1.1 0 0 1 1.56 1.56Z"),
};
static const WaySymbolPart email[] = {
  LINE ("M3.25 3.5h9.5a1.5 1.5 0 0 1 1.5 1.5v6a1.5 1.5 0 0 1-1.5 1.5h-9.5a1.5 1.5 0 0 1-1.5-1.5v-6a1.5 1.5 0 0 1 1.5-1.5Z"
        "M2.2 4.3l4.8 4.1a1.55 1.55 0 0 0 2 0l4.8-4.1"),
};
static const WaySymbolPart search[] = {
  LINE ("M2.3 6.9a4.6 4.6 0 1 0 9.2 0a4.6 4.6 0 1 0-9.2 0Z"
        "M10.3 10.3l3.5 3.5"),
};
static const WaySymbolPart advertisement[] = {
  LINE ("M3 6.25h2.5l5.75-3.5v9.5l-5.75-3.25h-2.5a1.25 1.25 0 0 1-1.25-1.25v-.25a1.25 1.25 0 0 1 1.25-1.25Z"
        "M4.5 9.25l.7 3.45a1 1 0 0 0 2-.4l-.45-2.3"
        "M13.8 5.75v3.5"),
};
static const WaySymbolPart chat[] = {
  LINE ("M3.1 2.25h6.3a1.35 1.35 0 0 1 1.35 1.35v3.55a1.35 1.35 0 0 1-1.35 1.35h-3.4l-2.15 2.1v-2.1h-.75a1.35 1.35 0 0 1-1.35-1.35v-3.55a1.35 1.35 0 0 1 1.35-1.35Z"
        "M13.3 6a1.35 1.35 0 0 1 .95 1.3v3.3a1.35 1.35 0 0 1-1.35 1.35h-.45v1.95l-2.1-1.95h-1.8a1.35 1.35 0 0 1-1.2-.75"),
};
static const WaySymbolPart marketplace[] = {
  LINE ("M1.5 2.5h1.25a.8.8 0 0 1 .78.62l1.52 6.56a.8.8 0 0 0 .78.62h6.12a.8.8 0 0 0 .78-.62l1.07-4.48h-9.8"),
  FILL ("M4.95 12.9a1.15 1.15 0 1 0 2.3 0a1.15 1.15 0 1 0-2.3 0Z"
        "M10.35 12.9a1.15 1.15 0 1 0 2.3 0a1.15 1.15 0 1 0-2.3 0Z"),
};
static const WaySymbolPart reviews[] = {
  LINE ("M8 2l1.84 3.74 4.12.6-2.98 2.9.7 4.11-3.68-1.94-3.68 1.94.7-4.11-2.98-2.9 4.12-.6Z"),
};
static const WaySymbolPart video[] = {
  LINE ("M3.5 3h9a1.75 1.75 0 0 1 1.75 1.75v6.5a1.75 1.75 0 0 1-1.75 1.75h-9a1.75 1.75 0 0 1-1.75-1.75v-6.5a1.75 1.75 0 0 1 1.75-1.75Z"),
  SOFT ("M6.95 6.3v3.4l2.9-1.7Z"),
};
static const WaySymbolPart payment[] = {
  LINE ("M3.25 3.25h9.5a1.5 1.5 0 0 1 1.5 1.5v6.5a1.5 1.5 0 0 1-1.5 1.5h-9.5a1.5 1.5 0 0 1-1.5-1.5v-6.5a1.5 1.5 0 0 1 1.5-1.5Z"
        "M1.75 6.4h12.5"
        "M4.3 9.9h2.2"),
};
static const WaySymbolPart phone[] = {
  LINE ("M4.95 2.1a1 1 0 0 1 1.05.62l.85 2.05a1 1 0 0 1-.28 1.13l-.9.8c.75 1.65 1.98 2.88 3.63 3.63l.8-.9a1 1 0 0 1 1.13-.28l2.05.85a1 1 0 0 1 .62 1.05c-.2 1.7-1.4 2.8-3 2.75c-4.7-.2-8.5-4-8.7-8.7c-.05-1.6 1.05-2.8 2.75-3Z"),
};
static const WaySymbolPart store[] = {
  LINE ("M3.3 2.5h9.4l1.4 3.6a1.96 1.96 0 0 1-4.03.15a2.07 2.07 0 0 1-4.14 0a1.96 1.96 0 0 1-4.03-.15Z"
        "M3.1 8.3v4.2a1 1 0 0 0 1 1h7.8a1 1 0 0 0 1-1v-4.2"
        "M6.5 13.5v-2.6h3v2.6"),
};
static const WaySymbolPart in_person[] = {
  LINE ("M3.05 4.85a1.9 1.9 0 1 0 3.8 0a1.9 1.9 0 1 0-3.8 0Z"
        "M9.15 4.85a1.9 1.9 0 1 0 3.8 0a1.9 1.9 0 1 0-3.8 0Z"
        "M1.75 13c0-2.4 1.2-3.7 3.2-3.7s3.05 1.2 3.05 3.7c0-2.5 1.05-3.7 3.05-3.7s3.2 1.3 3.2 3.7"),
};
static const WaySymbolPart event[] = {
  LINE ("M2.75 3.75h10.5a1 1 0 0 1 1 1v1.5a1.77 1.77 0 0 0 0 3.5v1.5a1 1 0 0 1-1 1h-10.5a1 1 0 0 1-1-1v-1.5a1.77 1.77 0 0 0 0-3.5v-1.5a1 1 0 0 1 1-1Z"
        "M10 6.25v.5M10 9.25v.5"),
};
static const WaySymbolPart post[] = {
  LINE ("M4.5 3.75h6.75a3 3 0 0 1 3 3v4.25h-7.25v-4.5a2.625 2.625 0 0 0-5.25 0v4.5h5.25"
        "M4.375 3.75h.2"
        "M8 11v3"
        "M10.25 8v-1.75h1.6"),
};
static const WaySymbolPart delivery[] = {
  LINE ("M2.65 11.25h-.4a.75.75 0 0 1-.75-.75v-6a.75.75 0 0 1 .75-.75h6.5a.75.75 0 0 1 .75.75v6.75h-3.75"
        "M9.5 6.25h2.3a.75.75 0 0 1 .6.3l1.95 2.55a.75.75 0 0 1 .15.45v.95a.75.75 0 0 1-.75.75h-.35"
        "M2.7 11.75a1.5 1.5 0 1 0 3 0a1.5 1.5 0 1 0-3 0Z"
        "M10.35 11.75a1.5 1.5 0 1 0 3 0a1.5 1.5 0 1 0-3 0Z"),
};
static const WaySymbolPart parcel[] = {
  LINE ("M8 1.8l5.5 2.9v6.6l-5.5 2.9-5.5-2.9v-6.6Z"
        "M2.6 4.75l5.4 2.85 5.4-2.85M8 7.6v6.5"
        "M5.2 3.3l5.45 2.85"),
};
static const WaySymbolPart print[] = {
  LINE ("M8 4.35c-1.5-1-3.5-1.45-6-1.35v9c2.5-.1 4.5.35 6 1.35c1.5-1 3.5-1.45 6-1.35v-9c-2.5-.1-4.5.35-6 1.35Z"
        "M8 4.4v8.8"),
};
static const WaySymbolPart product[] = {
  LINE ("M2.25 3.25a1 1 0 0 1 1-1h4.3a1.5 1.5 0 0 1 1.06.44l4.9 4.9a1.5 1.5 0 0 1 0 2.12l-3.8 3.8a1.5 1.5 0 0 1-2.12 0l-4.9-4.9a1.5 1.5 0 0 1-.44-1.06Z"),
  FILL ("M4.5 5.5a1 1 0 1 0 2 0a1 1 0 1 0-2 0Z"),
};
static const WaySymbolPart word_of_mouth[] = {
  LINE ("M3.3 5.2a2.3 2.3 0 1 0 4.6 0a2.3 2.3 0 1 0-4.6 0Z"
        "M1.75 13.5c0-2.9 1.4-4.3 3.85-4.3s3.85 1.4 3.85 4.3"
        "M10.5 3.9c.7.8.7 1.8 0 2.6"
        "M12.6 2.25c1.65 1.8 1.65 4.1 0 5.9"),
};
static const WaySymbolPart customer_service[] = {
  LINE ("M2.9 9v-1a5.1 5.1 0 0 1 10.2 0v1"
        "M2.9 8.5h1.1a.75.75 0 0 1 .75.75v2.5a.75.75 0 0 1-.75.75h-.1a1.5 1.5 0 0 1-1.5-1.5v-1.5Z"
        "M13.1 8.5h-1.1a.75.75 0 0 0-.75.75v2.5a.75.75 0 0 0 .75.75h.1a1.5 1.5 0 0 0 1.5-1.5v-1.5Z"
        "M12.7 12.6c-.3 1-1.2 1.5-2.4 1.5h-1.5"),
};
static const WaySymbolPart sms[] = {
  LINE ("M3.5 2.5h9a1.5 1.5 0 0 1 1.5 1.5v5.75a1.5 1.5 0 0 1-1.5 1.5h-5.5l-2.75 2.5v-2.5h-.75a1.5 1.5 0 0 1-1.5-1.5v-5.75a1.5 1.5 0 0 1 1.5-1.5Z"),
  FILL ("M4.4 6.9a.9.9 0 1 0 1.8 0a.9.9 0 1 0-1.8 0Z"
        "M7.1 6.9a.9.9 0 1 0 1.8 0a.9.9 0 1 0-1.8 0Z"
        "M9.8 6.9a.9.9 0 1 0 1.8 0a.9.9 0 1 0-1.8 0Z"),
};
static const WaySymbolPart other[] = {
  LINE ("M2 8a6 6 0 1 0 12 0a6 6 0 1 0-12 0Z"),
  FILL ("M4.3 8a.9.9 0 1 0 1.8 0a.9.9 0 1 0-1.8 0Z"
        "M7.1 8a.9.9 0 1 0 1.8 0a.9.9 0 1 0-1.8 0Z"
        "M9.9 8a.9.9 0 1 0 1.8 0a.9.9 0 1 0-1.8 0Z"),
};

/* Faces: told apart by the mouth, the best and the worst by eyes and brows too. */
#define FACE_DISC GROUND ("M2 16a14 14 0 1 0 28 0a14 14 0 1 0-28 0Z")
#define FACE_RING                                                          \
  {                                                                        \
    WAY_SYMBOL_INK_STROKE, 2.7, "M2 16a14 14 0 1 0 28 0a14 14 0 1 0-28 0Z" \
  }
#define FACE_LINE(path_data)              \
  {                                       \
    WAY_SYMBOL_INK_STROKE, 2.2, path_data \
  }
#define FACE_EYES(y) FILL ("M9 " y "a1.9 1.9 0 1 0 3.8 0a1.9 1.9 0 1 0-3.8 0Z" \
                           "M19.2 " y "a1.9 1.9 0 1 0 3.8 0a1.9 1.9 0 1 0-3.8 0Z")

static const WaySymbolPart face_delighted[] = {
  FACE_DISC,
  FACE_RING,
  FACE_LINE ("M8.8 13.6a2.25 2.25 0 0 1 4.2 0M19 13.6a2.25 2.25 0 0 1 4.2 0"),
  SOFT ("M9.3 17.8h13.4c-.25 4-2.9 6.5-6.7 6.5s-6.45-2.5-6.7-6.5Z"),
};
static const WaySymbolPart face_content[] = {
  FACE_DISC,
  FACE_RING,
  FACE_EYES ("13"),
  FACE_LINE ("M10 19c1.4 2.5 3.5 3.8 6 3.8s4.6-1.3 6-3.8"),
};
static const WaySymbolPart face_neutral[] = {
  FACE_DISC,
  FACE_RING,
  FACE_EYES ("13.2"),
  FACE_LINE ("M10.6 20.8h10.8"),
};
static const WaySymbolPart face_uneasy[] = {
  FACE_DISC,
  FACE_RING,
  FACE_LINE ("M8.9 10.5l3.6-1.5M23.1 10.5l-3.6-1.5"),
  FACE_EYES ("14.1"),
  FACE_LINE ("M10.6 22.7c1.3-1.9 3.1-2.8 5.4-2.8s4.1.9 5.4 2.8"),
};
static const WaySymbolPart face_frustrated[] = {
  FACE_DISC,
  FACE_RING,
  FACE_LINE ("M8.7 10.4l4.2 1.3M23.3 10.4l-4.2 1.3"),
  FACE_EYES ("14.9"),
  FACE_LINE ("M10 23.9c1.2-2.9 3.3-4.4 6-4.4s4.8 1.5 6 4.4"),
};

static const WaySymbolPart pain[] = {
  FILL ("M.75 8a7.25 7.25 0 1 0 14.5 0a7.25 7.25 0 1 0-14.5 0Z"),
  GROUND_LINE ("M8 4.4v4.3", 2),
  GROUND ("M6.8 11.6a1.2 1.2 0 1 0 2.4 0a1.2 1.2 0 1 0-2.4 0Z"),
};
static const WaySymbolPart opportunity[] = {
  LINE ("M6.1 11.4v-.4c0-.5-.25-.9-.65-1.3a4.45 4.45 0 1 1 5.1 0c-.4.4-.65.8-.65 1.3v.4Z"
        "M6.7 14.1h2.6"),
};
static const WaySymbolPart quote[] = {
  SOFT ("M6.3 4.3c-2.1.7-3.3 2.2-3.3 4.5v2.4h3.3v-3.2h-1.5c.1-1.2.7-1.9 1.9-2.3Z"
        "M12.3 4.3c-2.1.7-3.3 2.2-3.3 4.5v2.4h3.3v-3.2h-1.5c.1-1.2.7-1.9 1.9-2.3Z"),
};
static const WaySymbolPart note[] = {
  LINE ("M4 2.25h8a1.5 1.5 0 0 1 1.5 1.5v5.75l-4.25 4.25h-5.25a1.5 1.5 0 0 1-1.5-1.5v-8.5a1.5 1.5 0 0 1 1.5-1.5Z"
        "M13.4 9.5h-2.9a1.25 1.25 0 0 0-1.25 1.25v2.9"
        "M5.4 5.6h5.2"),
};
static const WaySymbolPart backstage[] = {
  LINE ("M6.87 3.39L7.1 1.7L8.9 1.7L9.13 3.39L10.46 3.94L11.82 2.9L13.1 4.18L12.06 5.54L12.61 6.87L14.3 7.1L14.3 8.9L12.61 9.13"
        "L12.06 10.46L13.1 11.82L11.82 13.1L10.46 12.06L9.13 12.61L8.9 14.3L7.1 14.3L6.87 12.61L5.54 12.06L4.18 13.1L2.9 11.82"
        "L3.94 10.46L3.39 9.13L1.7 8.9L1.7 7.1L3.39 6.87L3.94 5.54L2.9 4.18L4.18 2.9L5.54 3.94Z"
        "M6.1 8a1.9 1.9 0 1 0 3.8 0a1.9 1.9 0 1 0-3.8 0Z"),
};
static const WaySymbolPart test[] = {
  LINE ("M5.75 2h4.5"
        "M6.7 2v4l-3.65 6.1a1.25 1.25 0 0 0 1.07 1.9h7.76a1.25 1.25 0 0 0 1.07-1.9l-3.65-6.1v-4"
        "M5 9.5h6"),
};
static const WaySymbolPart need[] = {
  LINE ("M2 8a6 6 0 1 0 12 0a6 6 0 1 0-12 0Z"
        "M5 8a3 3 0 1 0 6 0a3 3 0 1 0-6 0Z"),
  FILL ("M7 8a1 1 0 1 0 2 0a1 1 0 1 0-2 0Z"),
};
static const WaySymbolPart doing[] = {
  LINE ("M6.4 8.7v-5.45a1.2 1.2 0 0 1 2.4 0v3.75l3.1.62a1.8 1.8 0 0 1 1.42 2.05l-.4 2.35a2.5 2.5 0 0 1-2.47 2.08h-1.85a2.75 2.75 0 0 1-2.23-1.14l-2.9-3.95a1.1 1.1 0 0 1 1.63-1.47Z"),
};

#define DOT "M1 5a4 4 0 1 0 8 0a4 4 0 1 0-8 0Z"

static const WaySymbolPart evidence_assumed[] = {
  GROUND (DOT),
  { WAY_SYMBOL_INK_STROKE, 1.2, DOT },
};
static const WaySymbolPart evidence_partly[] = {
  GROUND (DOT),
  FILL ("M5 1a4 4 0 0 0 0 8Z"),
  { WAY_SYMBOL_INK_STROKE, 1.2, DOT },
};
static const WaySymbolPart evidence_researched[] = {
  FILL (DOT),
  { WAY_SYMBOL_INK_STROKE, 1.2, DOT },
};

static const WaySymbolPart trend_up[] = {
  SOFT ("M8 4l4.5 7.5h-9Z"),
};
static const WaySymbolPart trend_down[] = {
  SOFT ("M8 12l4.5-7.5h-9Z"),
};
static const WaySymbolPart trend_flat[] = {
  SOFT ("M3.5 6.9h9v2.2h-9Z"),
};
static const WaySymbolPart loop[] = {
  LINE ("M13.5 8a5.5 5.5 0 1 1-1.9-4.15l1.9 1.65"
        "M13.5 2.25v3.25h-3.25"),
};
static const WaySymbolPart branch[] = {
  LINE ("M1.75 8h3.25c3 0 3-4 6-4h2.75"
        "M5 8c3 0 3 4 6 4h2.75"
        "M11.75 2l2 2-2 2M11.75 10l2 2-2 2"),
};
static const WaySymbolPart exit_mark[] = {
  LINE ("M8.5 2.25h-4a1.25 1.25 0 0 0-1.25 1.25v9a1.25 1.25 0 0 0 1.25 1.25h4"
        "M6.75 8h7"
        "M11.25 5.5l2.5 2.5-2.5 2.5"),
};
static const WaySymbolPart image_missing[] = {
  LINE ("M5.2 2.75h7.3a1.5 1.5 0 0 1 1.5 1.5v7.4"
        "M12.3 13.25h-8.8a1.5 1.5 0 0 1-1.5-1.5v-7.5a1.5 1.5 0 0 1 .6-1.2"
        "M2.3 11.3l3-3 4.6 4.7"
        "M1.75 1.75l12.5 12.5"),
  FILL ("M9.6 5.9a1.1 1.1 0 1 0 2.2 0a1.1 1.1 0 1 0-2.2 0Z"),
};
static const WaySymbolPart owner[] = {
  LINE ("M2 8a6 6 0 1 0 12 0a6 6 0 1 0-12 0Z"
        "M6.1 6.6a1.9 1.9 0 1 0 3.8 0a1.9 1.9 0 1 0-3.8 0Z"
        "M4.4 12.5c.5-1.7 1.7-2.5 3.6-2.5s3.1.8 3.6 2.5"),
};
static const WaySymbolPart persona[] = {
  LINE ("M5.4 4.8a2.6 2.6 0 1 0 5.2 0a2.6 2.6 0 1 0-5.2 0Z"
        "M3 13.9c0-3.2 1.9-4.8 5-4.8s5 1.6 5 4.8"),
};
static const WaySymbolPart date[] = {
  LINE ("M3.75 3.25h8.5a1.5 1.5 0 0 1 1.5 1.5v7.5a1.5 1.5 0 0 1-1.5 1.5h-8.5a1.5 1.5 0 0 1-1.5-1.5v-7.5a1.5 1.5 0 0 1 1.5-1.5Z"
        "M2.25 6.75h11.5"
        "M5.25 1.75v2.5M10.75 1.75v2.5"),
};
static const WaySymbolPart link_mark[] = {
  LINE ("M6.7 9.3a2.6 2.6 0 0 0 3.68 0l2.65-2.65a2.6 2.6 0 0 0-3.68-3.68l-1 1"
        "M9.3 6.7a2.6 2.6 0 0 0-3.68 0l-2.65 2.65a2.6 2.6 0 0 0 3.68 3.68l1-1"),
};

#define RING "M2 8a6 6 0 1 0 12 0a6 6 0 1 0-12 0Z"

static const WaySymbolPart result_open[] = {
  LINE (RING "M8 4.75v3.25l2.25 1.5"),
};
static const WaySymbolPart result_passed[] = {
  LINE (RING "M5.3 8.2l1.9 1.9 3.6-3.9"),
};
static const WaySymbolPart result_failed[] = {
  LINE (RING "M5.9 5.9l4.2 4.2M10.1 5.9l-4.2 4.2"),
};

#define SYMBOL(symbol_name, symbol_size, symbol_parts)                                                      \
  {                                                                                                         \
    .name = symbol_name, .size = symbol_size, .n_parts = G_N_ELEMENTS (symbol_parts), .parts = symbol_parts \
  }

WaySymbol way_symbol_table[] = {
  SYMBOL ("channel-website", 16, website),
  SYMBOL ("channel-app", 16, app),
  SYMBOL ("channel-social-media", 16, social_media),
  SYMBOL ("channel-email", 16, email),
  SYMBOL ("channel-search", 16, search),
  SYMBOL ("channel-advertisement", 16, advertisement),
  SYMBOL ("channel-chat", 16, chat),
  SYMBOL ("channel-marketplace", 16, marketplace),
  SYMBOL ("channel-reviews", 16, reviews),
  SYMBOL ("channel-video", 16, video),
  SYMBOL ("channel-payment", 16, payment),
  SYMBOL ("channel-sms", 16, sms),
  SYMBOL ("channel-phone", 16, phone),
  SYMBOL ("channel-store", 16, store),
  SYMBOL ("channel-in-person", 16, in_person),
  SYMBOL ("channel-customer-service", 16, customer_service),
  SYMBOL ("channel-word-of-mouth", 16, word_of_mouth),
  SYMBOL ("channel-event", 16, event),
  SYMBOL ("channel-post", 16, post),
  SYMBOL ("channel-delivery", 16, delivery),
  SYMBOL ("channel-parcel", 16, parcel),
  SYMBOL ("channel-print", 16, print),
  SYMBOL ("channel-product", 16, product),
  SYMBOL ("channel-other", 16, other),
  SYMBOL ("face-0", 32, face_delighted),
  SYMBOL ("face-1", 32, face_content),
  SYMBOL ("face-2", 32, face_neutral),
  SYMBOL ("face-3", 32, face_uneasy),
  SYMBOL ("face-4", 32, face_frustrated),
  SYMBOL ("pain", 16, pain),
  SYMBOL ("opportunity", 16, opportunity),
  SYMBOL ("quote", 16, quote),
  SYMBOL ("note", 16, note),
  SYMBOL ("backstage", 16, backstage),
  SYMBOL ("test", 16, test),
  SYMBOL ("need", 16, need),
  SYMBOL ("doing", 16, doing),
  SYMBOL ("evidence-assumed", 10, evidence_assumed),
  SYMBOL ("evidence-partly", 10, evidence_partly),
  SYMBOL ("evidence-researched", 10, evidence_researched),
  SYMBOL ("trend-up", 16, trend_up),
  SYMBOL ("trend-down", 16, trend_down),
  SYMBOL ("trend-flat", 16, trend_flat),
  SYMBOL ("loop", 16, loop),
  SYMBOL ("branch", 16, branch),
  SYMBOL ("exit", 16, exit_mark),
  SYMBOL ("image-missing", 16, image_missing),
  SYMBOL ("owner", 16, owner),
  SYMBOL ("persona", 16, persona),
  SYMBOL ("date", 16, date),
  SYMBOL ("link", 16, link_mark),
  SYMBOL ("result-open", 16, result_open),
  SYMBOL ("result-passed", 16, result_passed),
  SYMBOL ("result-failed", 16, result_failed),
  { .name = NULL },
};
