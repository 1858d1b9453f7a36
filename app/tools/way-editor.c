/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Tools"

#include "waymark/way-compose.h"
#include "waymark/way-editor.h"

struct _WayEditor
{
  GObject       parent_instance;
  WayHistory   *history;
  WayMap       *map;
  WaySelection *selection;
  WayViewState  view_state;
  char         *persona; /* as chosen; it may be gone, and come back */

  WayTheme   theme;
  guint      serial;     /* counts the themes */
  char      *theme_name; /* the fields that theme and layout were made from */
  char      *brand;
  char      *language;
  WayLayout *layout;
  WayScene  *scene;
  double     look_width; /* what of the sheet the layout was made for */
  double     look_height;

  guint drawing_future : 1;
  guint layout_is_stale : 1;
  guint scene_is_stale : 1;
  guint is_partial : 1; /* the layout was made for a first look, and nobody has asked for all of it since */
  guint has_told : 1;   /* "invalidated" since the scene was asked for */
};

enum
{
  PROP_0,
  PROP_VIEW_STATE,
  PROP_PERSONA,
  PROP_DRAWING_FUTURE,
  N_PROPS
};

enum
{
  INVALIDATED,
  N_SIGNALS
};

G_DEFINE_FINAL_TYPE (WayEditor, way_editor, G_TYPE_OBJECT)

static GParamSpec *properties[N_PROPS];
static guint       signals[N_SIGNALS];

static void
invalidate (WayEditor *self)
{
  self->layout_is_stale = TRUE;
  self->scene_is_stale = TRUE;
  if (self->has_told)
    return;
  self->has_told = TRUE;
  g_signal_emit (self, signals[INVALIDATED], 0);
}

/* Whether a field of the map is another than @seen, which then becomes it. */
static gboolean
is_new (WayElement *root,
        guint       field,
        char      **seen)
{
  const char *value = way_element_get_text (root, field);

  if (g_strcmp0 (value, *seen) == 0)
    return FALSE;
  g_free (*seen);
  *seen = g_strdup (value);
  return TRUE;
}

/* Colours and type come from fields of the map; the layout keeps type and language for good. */
static void
update_looks (WayEditor *self)
{
  WayElement *root = way_map_get_root (self->map);
  int         name = way_element_get_choice (root, WAY_MAP_THEME);
  WayColor    brand = WAY_COLOR_NONE;
  gboolean    has_new_type = is_new (root, WAY_MAP_THEME, &self->theme_name);
  gboolean    has_new_brand = is_new (root, WAY_MAP_BRAND, &self->brand);
  gboolean    has_new_language = is_new (root, WAY_MAP_LANGUAGE, &self->language);

  if (has_new_type || has_new_brand)
    {
      way_color_parse (self->brand, &brand);
      way_theme_init (&self->theme, name >= 0 ? (WayThemeName) name : WAY_THEME_DEFAULT, brand);
      self->serial++;
      self->scene_is_stale = TRUE;
    }
  if (has_new_type || has_new_language)
    {
      g_clear_object (&self->layout);
      self->layout_is_stale = TRUE;
    }
}

static void
update_layout_within (WayEditor *self,
                      double     width,
                      double     height)
{
  WayView view = { .state = self->view_state, .persona = self->persona, .prompts = TRUE };

  update_looks (self);
  if (!self->layout_is_stale && (!self->is_partial || (width <= self->look_width && height <= self->look_height)))
    return;
  if (self->layout == NULL)
    self->layout = way_layout_new (self->map, NULL, &self->theme);
  self->scene_is_stale = self->scene_is_stale || self->is_partial;
  self->is_partial = !way_layout_update_within (self->layout, &view, width, height);
  self->look_width = width;
  self->look_height = height;
  self->layout_is_stale = FALSE;
}

static void
update_layout (WayEditor *self)
{
  update_layout_within (self, G_MAXDOUBLE, G_MAXDOUBLE);
}

static void
edited_cb (WayMap    *map,
           WayEdit   *edit,
           WayEditor *self)
{
  invalidate (self);
}

static void
way_editor_get_property (GObject    *object,
                         guint       id,
                         GValue     *value,
                         GParamSpec *pspec)
{
  WayEditor *self = WAY_EDITOR (object);

  switch (id)
    {
    case PROP_VIEW_STATE:
      g_value_set_int (value, (int) self->view_state);
      break;
    case PROP_PERSONA:
      g_value_set_string (value, self->persona);
      break;
    case PROP_DRAWING_FUTURE:
      g_value_set_boolean (value, self->drawing_future);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
way_editor_set_property (GObject      *object,
                         guint         id,
                         const GValue *value,
                         GParamSpec   *pspec)
{
  WayEditor *self = WAY_EDITOR (object);

  switch (id)
    {
    case PROP_VIEW_STATE:
      way_editor_set_view_state (self, (WayViewState) g_value_get_int (value));
      break;
    case PROP_PERSONA:
      way_editor_set_persona (self, g_value_get_string (value));
      break;
    case PROP_DRAWING_FUTURE:
      way_editor_set_drawing_future (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
way_editor_dispose (GObject *object)
{
  WayEditor *self = WAY_EDITOR (object);

  if (self->map != NULL)
    g_signal_handlers_disconnect_by_data (self->map, self);
  g_clear_pointer (&self->scene, way_scene_unref);
  g_clear_object (&self->layout);
  g_clear_object (&self->selection);
  g_clear_object (&self->map);
  g_clear_object (&self->history);

  G_OBJECT_CLASS (way_editor_parent_class)->dispose (object);
}

static void
way_editor_finalize (GObject *object)
{
  WayEditor *self = WAY_EDITOR (object);

  g_clear_pointer (&self->persona, g_free);
  g_clear_pointer (&self->theme_name, g_free);
  g_clear_pointer (&self->brand, g_free);
  g_clear_pointer (&self->language, g_free);

  G_OBJECT_CLASS (way_editor_parent_class)->finalize (object);
}

static void
way_editor_class_init (WayEditorClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags   flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = way_editor_get_property;
  object_class->set_property = way_editor_set_property;
  object_class->dispose = way_editor_dispose;
  object_class->finalize = way_editor_finalize;

  properties[PROP_VIEW_STATE] = g_param_spec_int ("view-state", NULL, NULL,
                                                  WAY_VIEW_CURRENT, WAY_VIEW_COMPARISON, WAY_VIEW_CURRENT, flags);
  properties[PROP_PERSONA] = g_param_spec_string ("persona", NULL, NULL, NULL, flags);
  properties[PROP_DRAWING_FUTURE] = g_param_spec_boolean ("drawing-future", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[INVALIDATED] = g_signal_new ("invalidated", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
way_editor_init (WayEditor *self)
{
  self->layout_is_stale = TRUE;
  self->scene_is_stale = TRUE;
}

WayEditor *
way_editor_new (WayHistory *history)
{
  WayEditor *self;

  g_return_val_if_fail (WAY_IS_HISTORY (history), NULL);

  self = g_object_new (WAY_TYPE_EDITOR, NULL);
  self->history = g_object_ref (history);
  self->map = g_object_ref (way_history_get_map (history));
  self->selection = way_selection_new (self->map);
  g_signal_connect (self->map, "edited", G_CALLBACK (edited_cb), self);
  return self;
}

WayHistory *
way_editor_get_history (WayEditor *self)
{
  g_return_val_if_fail (WAY_IS_EDITOR (self), NULL);

  return self->history;
}

WayMap *
way_editor_get_map (WayEditor *self)
{
  g_return_val_if_fail (WAY_IS_EDITOR (self), NULL);

  return self->map;
}

WaySelection *
way_editor_get_selection (WayEditor *self)
{
  g_return_val_if_fail (WAY_IS_EDITOR (self), NULL);

  return self->selection;
}

WayViewState
way_editor_get_view_state (WayEditor *self)
{
  g_return_val_if_fail (WAY_IS_EDITOR (self), WAY_VIEW_CURRENT);

  return self->view_state;
}

void
way_editor_set_view_state (WayEditor   *self,
                           WayViewState state)
{
  g_return_if_fail (WAY_IS_EDITOR (self));
  g_return_if_fail (state <= WAY_VIEW_COMPARISON);

  if (self->view_state == state)
    return;
  g_object_freeze_notify (G_OBJECT (self));
  self->view_state = state;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_VIEW_STATE]);
  if (state != WAY_VIEW_COMPARISON)
    way_editor_set_drawing_future (self, state == WAY_VIEW_FUTURE);
  invalidate (self);
  g_object_thaw_notify (G_OBJECT (self));
}

WayElement *
way_editor_get_persona (WayEditor *self)
{
  WayElement *persona = NULL;

  g_return_val_if_fail (WAY_IS_EDITOR (self), NULL);

  if (self->persona != NULL)
    persona = way_map_lookup (self->map, self->persona);
  return persona != NULL && way_element_get_kind (persona) == WAY_KIND_PERSONA ? persona : way_map_get_persona (self->map, 0);
}

void
way_editor_set_persona (WayEditor  *self,
                        const char *id)
{
  WayElement *persona;

  g_return_if_fail (WAY_IS_EDITOR (self));

  persona = id != NULL ? way_map_lookup (self->map, id) : NULL;
  if (persona == NULL || way_element_get_kind (persona) != WAY_KIND_PERSONA)
    id = NULL;
  if (g_strcmp0 (id, self->persona) == 0)
    return;
  g_free (self->persona);
  self->persona = g_strdup (id);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PERSONA]);
  invalidate (self);
}

gboolean
way_editor_get_drawing_future (WayEditor *self)
{
  g_return_val_if_fail (WAY_IS_EDITOR (self), FALSE);

  return self->drawing_future;
}

void
way_editor_set_drawing_future (WayEditor *self,
                               gboolean   future)
{
  g_return_if_fail (WAY_IS_EDITOR (self));

  future = future != FALSE;
  if (self->drawing_future == (guint) future)
    return;
  g_object_freeze_notify (G_OBJECT (self));
  self->drawing_future = (guint) future & 1u;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DRAWING_FUTURE]);
  if (self->view_state != WAY_VIEW_COMPARISON)
    way_editor_set_view_state (self, future ? WAY_VIEW_FUTURE : WAY_VIEW_CURRENT);
  g_object_thaw_notify (G_OBJECT (self));
}

WayLayout *
way_editor_get_layout (WayEditor *self)
{
  g_return_val_if_fail (WAY_IS_EDITOR (self), NULL);

  update_layout (self);
  return self->layout;
}

static WayScene *
get_latest_scene (WayEditor *self)
{
  if (self->scene_is_stale)
    {
      g_clear_pointer (&self->scene, way_scene_unref);
      self->scene = way_compose_scene (self->layout, &self->theme, self->serial);
      self->scene_is_stale = FALSE;
    }
  self->has_told = FALSE;
  return self->scene;
}

WayScene *
way_editor_get_scene (WayEditor *self)
{
  g_return_val_if_fail (WAY_IS_EDITOR (self), NULL);

  update_layout (self);
  return get_latest_scene (self);
}

WayScene *
way_editor_get_scene_within (WayEditor *self,
                             double     width,
                             double     height,
                             gboolean  *is_whole)
{
  g_return_val_if_fail (WAY_IS_EDITOR (self), NULL);

  /* Once everything is there it stays so: edits are small. */
  if (self->scene == NULL || self->is_partial)
    update_layout_within (self, width, height);
  else
    update_layout (self);
  *is_whole = !self->is_partial;
  return get_latest_scene (self);
}

WayLayout *
way_editor_get_latest_layout (WayEditor *self)
{
  g_return_val_if_fail (WAY_IS_EDITOR (self), NULL);

  return self->layout;
}

const WayTheme *
way_editor_get_theme (WayEditor *self)
{
  g_return_val_if_fail (WAY_IS_EDITOR (self), NULL);

  update_looks (self);
  return &self->theme;
}
