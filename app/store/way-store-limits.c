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

/* So many pieces of markup there are at most in what others put in, and so many of them can hold others. */
static guint
count_markup (const char *xml,
              guint      *n_elements)
{
  guint n = 0;

  *n_elements = 0;
  for (const char *p = strchr (xml, '<'); p != NULL; p = strchr (p + 1, '<'))
    {
      n += p[1] != '/';
      *n_elements += p[1] != '/' && p[1] != '!' && p[1] != '?';
    }
  return n;
}

static guint
count_namespaces (const char *xml)
{
  guint n = 0;

  for (const char *p = strstr (xml, "xmlns"); p != NULL; p = strstr (p + 1, "xmlns"))
    n++;
  return n;
}

static gboolean
check_fields (const WayElement *element,
              WayStoreEstimate *estimate,
              GError          **error)
{
  const WayKindInfo *info = way_kind_get_info (way_element_get_kind (element));
  const char        *foreign = way_element_get_foreign_attributes (element, "");
  gsize              attributes = 0;

  for (guint i = 0; i < info->n_fields; i++)
    {
      const char *value = way_element_get (element, i);
      gsize       length = value != NULL ? strlen (value) : 0;

      attributes += info->fields[i].form == WAY_FORM_ATTRIBUTE ? length : 0;
      estimate->n_nodes += value != NULL && info->fields[i].form == WAY_FORM_CHILD;
      if (length > WAY_STORE_MAX_TEXT || attributes > WAY_STORE_MAX_TAG)
        return refuse_text (element, &info->fields[i], error);
    }
  if (foreign != NULL)
    {
      estimate->n_namespaces += count_namespaces (foreign);
      estimate->is_near |= attributes + strlen (foreign) > WAY_STORE_MAX_TAG;
    }
  return TRUE;
}

static void
estimate_foreign (const WayElement *element,
                  guint             depth,
                  WayStoreEstimate *estimate)
{
  const char *xml = way_element_get_text (element, WAY_FOREIGN_XML);
  guint       n_elements;

  estimate->n_nodes += count_markup (xml, &n_elements);
  estimate->n_namespaces += count_namespaces (xml);
  estimate->is_near |= depth + n_elements > WAY_STORE_MAX_DEPTH;
}

static gboolean
check_element (const WayElement *element,
               guint             depth,
               WayStoreEstimate *estimate,
               GError          **error)
{
  const WayKindInfo *info = way_kind_get_info (way_element_get_kind (element));

  if (way_element_get_kind (element) == WAY_KIND_FOREIGN)
    {
      estimate_foreign (element, depth, estimate);
      return TRUE;
    }
  /* Itself, and what stands round its children. */
  estimate->n_nodes += 1 + (way_element_get_first (element) != NULL ? info->n_slots : 0);
  if (!check_fields (element, estimate, error))
    return FALSE;
  for (const WayElement *child = way_element_get_first (element); child != NULL; child = way_element_get_next (child))
    if (!check_element (child, depth + 2, estimate, error))
      return FALSE;
  return TRUE;
}

gboolean
way_store_estimate (WayMap           *map,
                    WayStoreEstimate *estimate,
                    GError          **error)
{
  *estimate = (WayStoreEstimate){ 0 };
  if (!check_element (way_map_get_root (map), 1, estimate, error))
    return FALSE;
  estimate->is_near |= estimate->n_namespaces > WAY_STORE_MAX_NAMESPACES;
  return TRUE;
}
