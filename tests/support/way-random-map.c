/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Tests"

#include <string.h>

#include "way-random-map.h"
#include "way-random-value.h"

typedef struct
{
  GRand *random;
  guint  size;
  guint  n_ids;
} Maker;

/* As XML; "ext" is bound by the root's attributes. */
static const char *const foreign_texts[] = {
  "<!-- a note to myself -->",
  "<!-- zażółć\n     <gęślą> & jaźń ]]> -->",
  "<?other-program keep=\"this\" and > that?>",
  "<ext:sticker colour=\"red\"/>",
  "<ext:sticker ext:size=\"3\">a &lt;b&gt; &amp; “c”</ext:sticker>",
  "<own:box xmlns:own=\"urn:example:own\"><own:in a=\"1\"/>text<own:in/></own:box>",
  "<hologram depth=\"2\">from a newer version</hologram>",
};

static const char *const foreign_attributes[] = {
  " ext:note=\"x\"",
  " ext:note=\"a &lt; b &amp; c\" ext:pinned=\"yes\"",
  " ext:note=\"two&#10;lines\"",
};

#define NAMESPACE " xmlns:ext=\"urn:example:ext\""

/* Half of the ids as the program makes them, some as people do in their script, some left out. */
static char *
make_id (Maker  *maker,
         WayKind kind)
{
  guint number = ++maker->n_ids;

  switch (way_random_below (maker->random, 10))
    {
    case 0:
    case 1:
      return NULL;
    case 2:
      return g_strdup_printf ("żółw_%u.a-%u", kind, number);
    case 3:
      return g_strdup_printf ("地図%u", number);
    case 4:
      return g_strdup_printf ("%s-%u-x·y", way_kind_get_info (kind)->name, number);
    default:
      return g_strdup_printf ("%s%u", way_kind_get_info (kind)->id_prefix, number);
    }
}

static gboolean
is_reference (const WayField *field)
{
  return field->type == WAY_FIELD_REFERENCE || field->type == WAY_FIELD_REFERENCE_LIST || field->type == WAY_FIELD_BLOB;
}

static void
maybe_add_foreign_attributes (Maker      *maker,
                              WayElement *element,
                              const char *path)
{
  const char *attributes = foreign_attributes[way_random_below (maker->random, G_N_ELEMENTS (foreign_attributes))];

  if (way_random_happens (maker->random, 0.04))
    way_element_take_foreign_attributes (element, path, g_strdup (attributes));
}

static void
fill_fields (Maker      *maker,
             WayElement *element)
{
  const WayKindInfo *info = way_kind_get_info (way_element_get_kind (element));
  double             fullness = way_random_below (maker->random, 5) / 4.0;

  for (guint i = 0; i < info->n_fields; i++)
    {
      double probability = (int) i == info->title_field ? 0.9 : info->fields[i].is_prompt ? 0.1
                                                                                          : fullness;

      if (is_reference (&info->fields[i]) || !way_random_happens (maker->random, probability))
        continue;
      way_element_take_value (element, i, way_random_value (maker->random, &info->fields[i]));
      if (info->fields[i].form == WAY_FORM_CHILD && way_element_get (element, i) != NULL)
        maybe_add_foreign_attributes (maker, element, info->fields[i].name);
    }
}

static void
maybe_add_foreign (Maker      *maker,
                   WayElement *parent,
                   guint       slot,
                   gboolean    outside)
{
  while (way_random_happens (maker->random, 0.06))
    {
      WayElement *foreign = way_element_new (WAY_KIND_FOREIGN, NULL);
      const char *xml = foreign_texts[way_random_below (maker->random, G_N_ELEMENTS (foreign_texts))];

      way_element_take_value (foreign, WAY_FOREIGN_XML, g_strdup (xml));
      way_element_append_foreign (parent, foreign, slot, outside);
    }
}

static guint
choose_count (Maker  *maker,
              WayKind parent,
              WayKind child)
{
  guint n_stages = maker->size / 4 + (maker->size > 0);

  if (child == WAY_KIND_STAGE)
    return n_stages;
  if (child == WAY_KIND_TOUCHPOINT)
    return n_stages > 0 ? way_random_below (maker->random, 2 * (maker->size / n_stages) + 1) : 0;
  if (parent == WAY_KIND_MAP)
    return way_random_below (maker->random, MIN (maker->size, 8) + 1);
  if (parent == WAY_KIND_STAGE && child == WAY_KIND_CARD)
    return way_random_below (maker->random, 7);
  return way_random_happens (maker->random, 0.5) ? way_random_below (maker->random, 4) : 0;
}

static WayElement *
make_element (Maker  *maker,
              WayKind kind)
{
  const WayKindInfo *info = way_kind_get_info (kind);
  g_autofree char   *id = make_id (maker, kind);
  WayElement        *element = way_element_new (kind, id);

  fill_fields (maker, element);
  maybe_add_foreign_attributes (maker, element, "");
  for (guint i = 0; i < info->n_slots; i++)
    {
      guint n = choose_count (maker, kind, info->slots[i].kind);

      if (n > 0 && info->slots[i].wrapper != NULL)
        {
          maybe_add_foreign (maker, element, i, TRUE);
          maybe_add_foreign_attributes (maker, element, info->slots[i].wrapper);
        }
      for (guint j = 0; j < n; j++)
        {
          maybe_add_foreign (maker, element, i, FALSE);
          way_element_append (element, make_element (maker, info->slots[i].kind));
        }
      if (n > 0 && info->slots[i].wrapper != NULL)
        maybe_add_foreign (maker, element, i, FALSE);
    }
  maybe_add_foreign (maker, element, info->n_slots, FALSE);
  return element;
}

static void
add_images (Maker  *maker,
            WayMap *map)
{
  guint n = way_random_below (maker->random, 4);

  for (guint i = 0; i < n; i++)
    {
      gsize   length = 8 + way_random_below (maker->random, 300);
      guint8 *data = g_malloc (length);
      g_autoptr (GBytes) bytes = NULL;

      memcpy (data, "\x89PNG\r\n\x1a\n", 8);
      for (gsize j = 8; j < length; j++)
        data[j] = (guint8) way_random_below (maker->random, 256);
      bytes = g_bytes_new_take (data, length);
      way_map_add_image (map, bytes);
    }
}

static void
fill_references (Maker      *maker,
                 WayMap     *map,
                 GPtrArray  *elements,
                 WayElement *element)
{
  const WayKindInfo *info = way_kind_get_info (way_element_get_kind (element));

  for (guint i = 0; i < info->n_fields; i++)
    if (is_reference (&info->fields[i]) &&
        way_random_happens (maker->random, info->fields[i].on_remove == WAY_ON_REMOVE_REMOVE ? 0.95 : 0.3))
      way_element_take_value (element, i, way_random_reference (maker->random, map, elements, element, &info->fields[i]));
  if (way_element_find_twin (element) != NULL)
    for (guint i = 0; i < info->n_fields; i++)
      if (info->natural_key & 1u << i)
        way_element_take_value (element, i, NULL);
}

WayMap *
way_random_map_new (guint32 seed,
                    guint   size)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);
  Maker       maker = { random, size };
  WayElement *root = make_element (&maker, WAY_KIND_MAP);
  WayMap     *map;
  g_autoptr (GPtrArray) elements = NULL;

  way_element_take_foreign_attributes (root, "", g_strdup (NAMESPACE));
  map = way_map_new_from_root (root, NULL);
  g_assert_nonnull (map);
  add_images (&maker, map);
  elements = way_random_list_elements (map);
  for (guint i = 0; i < elements->len; i++)
    fill_references (&maker, map, elements, elements->pdata[i]);
  return map;
}
