/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* Forward declarations of the engine's types, so that headers never include each other for a pointer. */

typedef struct _WayPath  WayPath;
typedef struct _WayTable WayTable;

typedef struct _WayField   WayField;
typedef struct _WayChoice  WayChoice;
typedef struct _WayElement WayElement;
typedef struct _WayEdit    WayEdit;
typedef struct _WayMap     WayMap;
typedef struct _WayHistory WayHistory;

typedef struct _WaySafeFile WaySafeFile;

typedef struct _WayJournal       WayJournal;
typedef struct _WayJournalFolder WayJournalFolder;
typedef struct _WayJournalReader WayJournalReader;
typedef struct _WayRecovery      WayRecovery;
typedef struct _WayFileMark      WayFileMark;

typedef struct _WayDifference WayDifference;
typedef struct _WayMerge      WayMerge;

typedef struct _WayVersion WayVersion;

typedef struct _WayDrag   WayDrag;
typedef struct _WayTyping WayTyping;
typedef struct _WayGuide  WayGuide;

typedef struct _WayTheme     WayTheme;
typedef struct _WayTextStyle WayTextStyle;
typedef struct _WaySymbol    WaySymbol;

typedef struct _WayTypesetter WayTypesetter;
typedef struct _WayText       WayText;
typedef struct _WayView       WayView;
typedef struct _WayLayout     WayLayout;

typedef struct _WayShape      WayShape;
typedef struct _WayItem       WayItem;
typedef struct _WaySceneBlock WaySceneBlock;
typedef struct _WaySceneLayer WaySceneLayer;
typedef struct _WayScene      WayScene;

typedef struct _WayPngWriter WayPngWriter;

G_END_DECLS
