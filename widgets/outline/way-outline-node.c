/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Outline"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "way-outline-node.h"

struct _WayOutlineNode
{
  GObject     parent_instance;
  WayMap     *map;
  char       *id;   /* NULL for a group */
  WayKind     kind; /* of the element, or of those of the group */
  guint64     revision;
  GListStore *children; /* made when they are first asked for */
  gboolean    is_leaf;  /* there were none then */
};

enum
{
  CHANGED,
  N_SIGNALS
};

G_DEFINE_FINAL_TYPE (WayOutlineNode, way_outline_node, G_TYPE_OBJECT)

static guint signals[N_SIGNALS];

/* In the order in which they are told. */
static const WayKind groups[] = {
  WAY_KIND_STAGE,
  WAY_KIND_PERSONA,
  WAY_KIND_FINDING,
  WAY_KIND_PHASE,
  WAY_KIND_LANE,
  WAY_KIND_LEVEL,
  WAY_KIND_CARD,
  WAY_KIND_SOURCE,
};

static WayOutlineNode *
node_new (WayMap     *map,
          const char *id,
          WayKind     kind)
{
  WayOutlineNode *self = g_object_new (WAY_TYPE_OUTLINE_NODE, NULL);

  g_set_object (&self->map, map);
  self->id = g_strdup (id);
  self->kind = kind;
  return self;
}

static void
way_outline_node_finalize (GObject *object)
{
  WayOutlineNode *self = WAY_OUTLINE_NODE (object);

  g_clear_object (&self->children);
  g_clear_object (&self->map);
  g_free (self->id);

  G_OBJECT_CLASS (way_outline_node_parent_class)->finalize (object);
}

static void
way_outline_node_class_init (WayOutlineNodeClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = way_outline_node_finalize;

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
way_outline_node_init (WayOutlineNode *self)
{
}

/* --- Following the map ---------------------------------------------------------- */

/* The elements that are its rows, in the order of the map. */
static GPtrArray *
list_elements (WayOutlineNode *self)
{
  GPtrArray  *elements = g_ptr_array_new ();
  WayElement *parent = self->id != NULL ? way_map_lookup (self->map, self->id) : way_map_get_root (self->map);
  WayElement *child = parent != NULL ? way_element_get_first (parent) : NULL;

  for (; child != NULL; child = way_element_get_next (child))
    {
      WayKind kind = way_element_get_kind (child);

      if (kind != WAY_KIND_FOREIGN && (self->id != NULL || kind == self->kind))
        g_ptr_array_add (elements, child);
    }
  return elements;
}

static gboolean
has_elements (WayOutlineNode *self)
{
  g_autoptr (GPtrArray) elements = list_elements (self);

  return elements->len > 0;
}

/* A card that becomes a touchpoint keeps its id. */
static gboolean
is_of (WayOutlineNode *self,
       WayElement     *element)
{
  return g_str_equal (self->id, way_element_get_id (element)) && self->kind == way_element_get_kind (element);
}

static gboolean
is_at (WayOutlineNode *self,
       guint           position,
       WayElement     *element)
{
  g_autoptr (WayOutlineNode) node = g_list_model_get_item (G_LIST_MODEL (self->children), position);

  /* A row cannot turn into one that unfolds; it is taken out and put back. */
  return is_of (node, element) && !(node->is_leaf && has_elements (node));
}

/* What moved keeps its node, and so all that is unfolded below. */
static WayOutlineNode *
find_or_make (GPtrArray  *old,
              WayMap     *map,
              WayElement *element)
{
  for (guint i = 0; i < old->len; i++)
    if (is_of (old->pdata[i], element))
      return g_object_ref (old->pdata[i]);
  return node_new (map, way_element_get_id (element), way_element_get_kind (element));
}

static void
sync_children (WayOutlineNode *self)
{
  g_autoptr (GPtrArray) wanted = list_elements (self);
  g_autoptr (GPtrArray) old = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) added = g_ptr_array_new_with_free_func (g_object_unref);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->children));
  guint first = 0;
  guint last = 0; /* counted from the end */

  while (first < n && first < wanted->len && is_at (self, first, wanted->pdata[first]))
    first++;
  while (last < n - first && last < wanted->len - first && is_at (self, n - 1 - last, wanted->pdata[wanted->len - 1 - last]))
    last++;
  if (first + last == n && n == wanted->len)
    return;
  for (guint i = first; i < n - last; i++)
    g_ptr_array_add (old, g_list_model_get_item (G_LIST_MODEL (self->children), i));
  for (guint i = first; i < wanted->len - last; i++)
    g_ptr_array_add (added, find_or_make (old, self->map, wanted->pdata[i]));
  g_list_store_splice (self->children, first, old->len, added->pdata, added->len);
}

static void
sync_node (WayOutlineNode *self)
{
  WayElement *element = self->id != NULL ? way_map_lookup (self->map, self->id) : way_map_get_root (self->map);
  guint64     revision = element != NULL ? way_element_get_revision (element) : 0;
  guint       n;

  if (self->revision == revision)
    return;
  self->revision = revision;
  g_signal_emit (self, signals[CHANGED], 0);
  if (self->children == NULL)
    return;
  sync_children (self);
  n = g_list_model_get_n_items (G_LIST_MODEL (self->children));
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (WayOutlineNode) child = g_list_model_get_item (G_LIST_MODEL (self->children), i);

      sync_node (child);
    }
}

void
way_outline_node_sync_top (GListModel *top)
{
  for (guint i = 0; i < g_list_model_get_n_items (top); i++)
    {
      g_autoptr (WayOutlineNode) group = g_list_model_get_item (top, i);

      sync_node (group);
    }
}

GListModel *
way_outline_node_new_top (WayMap *map)
{
  GListStore *top = g_list_store_new (WAY_TYPE_OUTLINE_NODE);

  for (guint i = 0; i < G_N_ELEMENTS (groups); i++)
    {
      g_autoptr (WayOutlineNode) group = node_new (map, NULL, groups[i]);

      g_list_store_append (top, group);
    }
  return G_LIST_MODEL (top);
}

/* --- What a row says ---------------------------------------------------------------- */

const char *
way_outline_node_get_id (WayOutlineNode *self)
{
  return self->id;
}

WayKind
way_outline_node_get_kind (WayOutlineNode *self)
{
  return self->kind;
}

WayElement *
way_outline_node_get_element (WayOutlineNode *self)
{
  return self->id != NULL ? way_map_lookup (self->map, self->id) : NULL;
}

const char *
way_outline_node_get_kind_label (WayOutlineNode *self)
{
  const WayKindInfo *info = way_kind_get_info (self->kind);

  if (self->id != NULL)
    return _ (info->label);
  /* Cards of the map itself are those of the tray. */
  return self->kind == WAY_KIND_CARD ? _ ("Tray") : _ (info->plural);
}

char *
way_outline_node_dup_text (WayOutlineNode *self)
{
  WayElement *element = way_outline_node_get_element (self);
  int         field = element != NULL ? way_kind_get_info (way_element_get_kind (element))->title_field : -1;

  if (self->id == NULL)
    return g_strdup (way_outline_node_get_kind_label (self));
  return g_strdup (field >= 0 ? way_element_get_text (element, (guint) field) : "");
}

GListModel *
way_outline_node_get_children (WayOutlineNode *self)
{
  self->is_leaf = self->id != NULL && self->children == NULL && !has_elements (self);
  if (self->is_leaf)
    return NULL;
  if (self->children == NULL)
    {
      self->children = g_list_store_new (WAY_TYPE_OUTLINE_NODE);
      sync_children (self);
    }
  return G_LIST_MODEL (self->children);
}
