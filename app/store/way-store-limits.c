/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Store"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "way-store-private.h"

gboolean
way_store_is_within_limits (gsize n_nodes,
                            gsize n_bytes,
                            gsize markup,
                            gsize image_bytes)
{
  /* The file itself, once more the strings of its elements, the bytes of the images, and the elements. */
  return n_nodes <= WAY_STORE_MAX_NODES && n_bytes <= WAY_STORE_MAX_FILE && markup <= WAY_STORE_MAX_MARKUP &&
         n_bytes + markup + image_bytes / 4 * 3 + n_nodes * WAY_STORE_NODE_MEMORY <= WAY_STORE_MAX_MEMORY;
}

/* How many nodes there are in what others put in. */
static gsize
count_foreign (const char *xml)
{
  gsize n = 0;

  for (const char *p = strchr (xml, '<'); p != NULL; p = strchr (p + 1, '<'))
    n += p[1] != '/';
  return n;
}

static gboolean
refuse_text (const WayElement *element,
             const WayField   *field,
             GError          **error)
{
  g_set_error (error, WAY_STORE_ERROR, WAY_STORE_ERROR_UNSAFE,
               /* Translators: the name of a field, the id of an element, a number */
               _ ("“%s” of %s has more than %d bytes and could not be opened again. Shorten it."),
               way_field_get_label (field), way_element_get_id (element), WAY_STORE_MAX_TEXT);
  return FALSE;
}

static gboolean
check_fields (const WayElement *element,
              gsize            *n_nodes,
              GError          **error)
{
  const WayKindInfo *info = way_kind_get_info (way_element_get_kind (element));
  gsize              attributes = 0;

  for (guint i = 0; i < info->n_fields; i++)
    {
      const char *value = way_element_get (element, i);
      gsize       length = value != NULL ? strlen (value) : 0;

      attributes += info->fields[i].form == WAY_FORM_ATTRIBUTE ? length : 0;
      *n_nodes += value != NULL && info->fields[i].form == WAY_FORM_CHILD;
      if (length > WAY_STORE_MAX_TEXT || attributes > WAY_STORE_MAX_TAG)
        return refuse_text (element, &info->fields[i], error);
    }
  return TRUE;
}

static gboolean
check_element (const WayElement *element,
               gsize            *n_nodes,
               GError          **error)
{
  if (way_element_get_kind (element) == WAY_KIND_FOREIGN)
    {
      *n_nodes += count_foreign (way_element_get_text (element, WAY_FOREIGN_XML));
      return TRUE;
    }
  (*n_nodes)++;
  if (!check_fields (element, n_nodes, error))
    return FALSE;
  for (const WayElement *child = way_element_get_first (element); child != NULL; child = way_element_get_next (child))
    if (!check_element (child, n_nodes, error))
      return FALSE;
  return TRUE;
}

gboolean
way_store_check_limits (WayMap  *map,
                        gsize   *n_nodes,
                        GError **error)
{
  *n_nodes = 0;
  return check_element (way_map_get_root (map), n_nodes, error);
}
