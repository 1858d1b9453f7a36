/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Pages"

#include "waymark/way-compose.h"
#include "waymark/way-pages.h"

static void
init_theme (WayTheme *theme,
            WayMap   *map,
            int       name)
{
  WayElement *root = way_map_get_root (map);
  WayColor    brand = WAY_COLOR_NONE;

  if (way_element_get (root, WAY_MAP_BRAND) != NULL)
    way_color_parse (way_element_get (root, WAY_MAP_BRAND), &brand);
  if (name < 0)
    name = MAX (way_element_get_choice (root, WAY_MAP_THEME), 0);
  way_theme_init (theme, name, brand);
}

WayScene *
way_pages_new_whole (WayMap        *map,
                     const WayView *view,
                     int            theme_name)
{
  static const WayView everything = { WAY_VIEW_CURRENT };
  g_autoptr (WayLayout) layout = NULL;
  WayTheme theme;

  g_return_val_if_fail (WAY_IS_MAP (map), NULL);
  g_return_val_if_fail (theme_name < WAY_N_THEMES, NULL);

  init_theme (&theme, map, theme_name);
  layout = way_layout_new (map, NULL, &theme);
  way_layout_update (layout, view != NULL ? view : &everything);
  return way_compose_scene (layout, &theme, 0);
}
