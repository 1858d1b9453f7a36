/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "waymark/way-types.h"

G_BEGIN_DECLS

/** WayViewState: which journey is shown. */
typedef enum
{
  WAY_VIEW_CURRENT,   /* as it is; the future curve dashed where it differs */
  WAY_VIEW_FUTURE,    /* as it should be; what is new or changed is marked */
  WAY_VIEW_COMPARISON /* both: the gap between the curves shaded, what is new, changed and gone marked */
} WayViewState;

/** WayView: what of a map is shown. Lists of ids are NULL for all; they are borrowed while a layout is made. */
struct _WayView
{
  WayViewState       state;
  const char *const *stages;
  const char *const *lanes; /* also shows hidden lanes that are named */
  const char *const *personas;
  const char        *persona; /* whose curve has the faces; NULL for the first shown */
  gboolean           prompts; /* editor: prompts are shown, grey */
};

G_END_DECLS
