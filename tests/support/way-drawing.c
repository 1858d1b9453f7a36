/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Tests"

#include "way-drawing.h"
#include "way-drawing-check.h"
#include "way-scene-dump.h"

#define SERIAL 1

/* Making a typesetter takes longer than drawing a small map: one for each language is kept. */
static WayTypesetter *
get_typesetter (const char *language)
{
  static GHashTable *typesetters = NULL;
  WayTypesetter     *typesetter;

  if (typesetters == NULL)
    typesetters = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) way_typesetter_unref);
  if (language == NULL)
    language = "en";
  typesetter = g_hash_table_lookup (typesetters, language);
  if (typesetter == NULL)
    {
      typesetter = way_typesetter_new (language);
      g_hash_table_insert (typesetters, g_strdup (language), typesetter);
    }
  return typesetter;
}

WayLayout *
way_drawing_new_layout (WayMap  *map,
                        gboolean own_typesetter)
{
  WayTheme    theme;
  const char *language = way_element_get (way_map_get_root (map), WAY_MAP_LANGUAGE);

  way_theme_init (&theme, WAY_THEME_DEFAULT, WAY_COLOR_NONE);
  return way_layout_new (map, own_typesetter ? NULL : get_typesetter (language), &theme);
}

WayScene *
way_drawing_draw (WayLayout     *layout,
                  const WayView *view)
{
  WayTheme theme;

  way_theme_init (&theme, WAY_THEME_DEFAULT, WAY_COLOR_NONE);
  way_layout_update (layout, view);
  return way_compose_scene (layout, &theme, SERIAL);
}

static void
assert_faultless (WayLayout *layout,
                  WayScene  *scene)
{
  g_autofree char *fault = way_drawing_find_fault (way_layout_get_frame (layout), scene);

  if (fault != NULL)
    g_error ("%s", fault);
}

/* @fresh becomes the new layout that @layout is compared with, and @scene what it draws. */
static char *
compare (WayLayout     *layout,
         const WayView *view,
         WayLayout    **fresh,
         WayScene     **scene)
{
  g_autoptr (WayScene) kept = way_drawing_draw (layout, view);
  g_autofree char *actual = way_scene_dump (kept);
  g_autofree char *expected = NULL;

  *fresh = way_drawing_new_layout (way_layout_get_frame (layout)->map, FALSE);
  *scene = way_drawing_draw (*fresh, view);
  expected = way_scene_dump (*scene);
  return way_scene_dump_compare (actual, expected);
}

char *
way_drawing_find_stale (WayLayout     *layout,
                        const WayView *view)
{
  g_autoptr (WayLayout) fresh = NULL;
  g_autoptr (WayScene) scene = NULL;

  return compare (layout, view, &fresh, &scene);
}

void
way_drawing_assert_good (WayLayout     *layout,
                         const WayView *view)
{
  g_autoptr (WayLayout) fresh = NULL;
  g_autoptr (WayScene) scene = NULL;
  g_autofree char *difference = compare (layout, view, &fresh, &scene);

  if (difference != NULL)
    g_error ("not as if drawn anew:\n%s", difference);
  assert_faultless (fresh, scene);
}

WayScene *
way_drawing_check (WayMap        *map,
                   const WayView *view)
{
  g_autoptr (WayLayout) layout = way_drawing_new_layout (map, FALSE);
  WayScene *scene = way_drawing_draw (layout, view);

  assert_faultless (layout, scene);
  return scene;
}
