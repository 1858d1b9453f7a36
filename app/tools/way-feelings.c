/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Tools"

#include "waymark/way-theme.h"
#include "waymark/way-words.h"
#include "way-feelings-private.h"

WayElement *
way_feeling_find_shown (WayElement *touchpoint,
                        const char *persona,
                        gboolean    future)
{
  WayElement *feeling = way_feeling_find (touchpoint, persona, future ? WAY_STATE_FUTURE : WAY_STATE_CURRENT);

  if (feeling == NULL)
    feeling = way_feeling_find (touchpoint, persona, -1);
  /* What nobody has thought about for the future stays as it is. */
  if (feeling == NULL && future)
    feeling = way_feeling_find (touchpoint, persona, WAY_STATE_CURRENT);
  return feeling;
}

const char *
way_feeling_get_level_name (WayMap *map,
                            int     hundredths)
{
  WayElement *root = way_map_get_root (map);
  guint       band = way_theme_get_band (hundredths);

  for (WayElement *level = way_element_get_first_of (root, WAY_KIND_LEVEL); level != NULL; level = way_element_get_next_of (level))
    if (way_element_get_hundredths (level, WAY_LEVEL_SCORE) == 200 - 100 * (gint64) band &&
        *way_element_get_text (level, WAY_LEVEL_NAME) != '\0')
      return way_element_get_text (level, WAY_LEVEL_NAME);
  return way_word (way_element_get (root, WAY_MAP_LANGUAGE), WAY_WORD_DELIGHTED + band);
}
