/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Model"

#include "waymark/way-feeling.h"

WayElement *
way_feeling_find (WayElement *touchpoint,
                  const char *persona,
                  int         state)
{
  for (WayElement *feeling = way_element_get_first_of (touchpoint, WAY_KIND_FEELING); feeling != NULL; feeling = way_element_get_next_of (feeling))
    if (way_element_get_choice (feeling, WAY_FEELING_STATE) == state &&
        g_strcmp0 (way_element_get (feeling, WAY_FEELING_PERSONA), persona) == 0)
      return feeling;
  return NULL;
}
