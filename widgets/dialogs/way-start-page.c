/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Dialogs"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "way-dialogs.h"
#include "way-map-picture.h"
#include "way-recent-list.h"
#include "way-start-page.h"

#include "waymark/way-templates.h"

#define PICTURE_WIDTH 292
#define PICTURE_HEIGHT 176
#define TILE_WIDTH (PICTURE_WIDTH + 2)
#define TILE_SPACING 18
#define MOST_COLUMNS 3
#define PADDING 64 /* of the content, left and right, as in the style sheet */

struct _WayStartPage
{
  GtkWidget      parent_instance;
  GtkWidget     *clamp;
  WayRecentList *recent;
  GtkFlowBox    *examples;
  GtkFlowBox    *templates;
  GPtrArray     *waiting; /* Tile whose map has not been read yet; borrowed from the widgets, the next one last */
  guint          source;
};

/* One example or template to choose. */
typedef struct
{
  char       *name;
  char       *language;
  gboolean    example;
  GtkWidget  *child;
  GtkPicture *picture;
  GtkLabel   *title;
} Tile;

enum
{
  CHOSEN,
  RECENT,
  N_SIGNALS
};

G_DEFINE_FINAL_TYPE (WayStartPage, way_start_page, GTK_TYPE_WIDGET)

static guint signals[N_SIGNALS];

static void
tile_free (gpointer data)
{
  Tile *self = data;

  g_free (self->name);
  g_free (self->language);
  g_free (self);
}

static Tile *
get_tile (GtkWidget *child)
{
  return g_object_get_data (G_OBJECT (child), "tile");
}

static void
activated_cb (WayStartPage    *self,
              GtkFlowBoxChild *child)
{
  Tile *tile = get_tile (GTK_WIDGET (child));
  g_autoptr (GError) error = NULL;
  g_autoptr (WayMap) map = NULL;

  /* Read once more: the map on the page stays as it is. */
  map = way_templates_load (tile->name, tile->language, tile->example, &error);
  if (map != NULL)
    g_signal_emit (self, signals[CHOSEN], 0, map);
  else
    way_dialog_show_error (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), _ ("The template could not be read"), error);
}

static void
recent_chosen_cb (WayStartPage *self,
                  GFile        *file)
{
  g_signal_emit (self, signals[RECENT], 0, file);
}

/* --- Reading and painting, one after the other while nothing else is to be done ---------- */

static void
complete (Tile *tile)
{
  int         factor = gtk_widget_get_scale_factor (tile->child);
  const char *title;
  g_autoptr (GdkTexture) texture = NULL;
  g_autoptr (WayMap) map = way_templates_load (tile->name, tile->language, tile->example, NULL);

  if (map == NULL)
    {
      gtk_widget_set_visible (tile->child, FALSE);
      return;
    }
  title = way_element_get_text (way_map_get_root (map), WAY_MAP_TITLE);
  gtk_label_set_label (tile->title, *title != '\0' ? title : _ ("Blank"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (tile->child), GTK_ACCESSIBLE_PROPERTY_LABEL, gtk_label_get_label (tile->title), -1);
  texture = way_map_picture_new (map, PICTURE_WIDTH * factor, PICTURE_HEIGHT * factor, !tile->example);
  gtk_picture_set_paintable (tile->picture, GDK_PAINTABLE (texture));
}

static gboolean
complete_next_cb (gpointer user_data)
{
  WayStartPage *self = user_data;

  if (self->waiting->len > 0)
    complete (g_ptr_array_remove_index (self->waiting, self->waiting->len - 1));
  if (self->waiting->len > 0)
    return G_SOURCE_CONTINUE;
  self->source = 0;
  return G_SOURCE_REMOVE;
}

/* --- What the page is made of -------------------------------------------------------------- */

static void
add_tile (WayStartPage *self,
          GtkFlowBox   *box,
          const WayTemplate *template,
          gboolean example)
{
  Tile      *tile = g_new0 (Tile, 1);
  GtkWidget *content = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  tile->name = g_strdup (template->name);
  tile->language = g_strdup (way_templates_choose_language (template->languages));
  tile->example = example;
  tile->child = gtk_flow_box_child_new ();
  tile->picture = GTK_PICTURE (gtk_picture_new ());
  tile->title = GTK_LABEL (gtk_label_new (NULL));
  gtk_widget_set_size_request (GTK_WIDGET (tile->picture), PICTURE_WIDTH, PICTURE_HEIGHT);
  gtk_widget_set_overflow (content, GTK_OVERFLOW_HIDDEN);
  gtk_label_set_xalign (tile->title, 0);
  gtk_label_set_wrap (tile->title, TRUE);
  gtk_label_set_lines (tile->title, 2);
  gtk_label_set_ellipsize (tile->title, PANGO_ELLIPSIZE_END);
  /* As wide as the picture, and no wider for a long title. */
  gtk_label_set_max_width_chars (tile->title, 1);
  gtk_widget_add_css_class (GTK_WIDGET (tile->title), "tile-title");
  gtk_widget_add_css_class (content, "tile");
  gtk_box_append (GTK_BOX (content), GTK_WIDGET (tile->picture));
  gtk_box_append (GTK_BOX (content), GTK_WIDGET (tile->title));
  gtk_flow_box_child_set_child (GTK_FLOW_BOX_CHILD (tile->child), content);
  gtk_widget_set_halign (tile->child, GTK_ALIGN_START);
  g_object_set_data_full (G_OBJECT (tile->child), "tile", tile, tile_free);
  gtk_flow_box_append (box, tile->child);
  g_ptr_array_insert (self->waiting, 0, tile);
}

static void
fill (WayStartPage *self)
{
  g_autoptr (GPtrArray) templates = way_templates_list ();

  for (guint i = 0; i < templates->len; i++)
    {
      const WayTemplate *template = templates->pdata[i];

      /* What newcomers look at first stands first. */
      if (template->has_example && g_str_equal (template->name, WAY_TEMPLATE_SAMPLE))
        add_tile (self, self->examples, template, TRUE);
    }
  for (guint i = 0; i < templates->len; i++)
    {
      const WayTemplate *template = templates->pdata[i];

      if (template->has_example && !g_str_equal (template->name, WAY_TEMPLATE_SAMPLE))
        add_tile (self, self->examples, template, TRUE);
    }
  for (guint i = 0; i < templates->len; i++)
    {
      const WayTemplate *template = templates->pdata[i];

      if (!g_str_equal (template->name, WAY_TEMPLATE_BLANK))
        add_tile (self, self->templates, template, FALSE);
    }
}

/* The content is as wide as its lines of pictures, in the middle. */
static int
get_used_width (int width)
{
  int columns = CLAMP ((width - PADDING + TILE_SPACING) / (TILE_WIDTH + TILE_SPACING), 1, MOST_COLUMNS);

  return MIN (width, columns * (TILE_WIDTH + TILE_SPACING) - TILE_SPACING + PADDING);
}

static void
measure_clamp (GtkWidget     *clamp,
               GtkOrientation orientation,
               int            for_size,
               int           *minimum,
               int           *natural,
               int           *minimum_baseline,
               int           *natural_baseline)
{
  if (orientation == GTK_ORIENTATION_VERTICAL && for_size >= 0)
    for_size = get_used_width (for_size);
  gtk_widget_measure (gtk_widget_get_first_child (clamp), orientation, for_size, minimum, natural, NULL, NULL);
}

static GtkSizeRequestMode
get_clamp_mode (GtkWidget *clamp)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
allocate_clamp (GtkWidget *clamp,
                int        width,
                int        height,
                int        baseline)
{
  int           used = get_used_width (width);
  GskTransform *to_middle = gsk_transform_translate (NULL, &GRAPHENE_POINT_INIT ((float) ((width - used) / 2), 0));

  gtk_widget_allocate (gtk_widget_get_first_child (clamp), used, height, baseline, to_middle);
}

static void
way_start_page_map (GtkWidget *widget)
{
  WayStartPage *self = WAY_START_PAGE (widget);

  GTK_WIDGET_CLASS (way_start_page_parent_class)->map (widget);
  if (gtk_flow_box_get_child_at_index (self->examples, 0) == NULL && gtk_flow_box_get_child_at_index (self->templates, 0) == NULL)
    fill (self);
  if (self->waiting->len > 0 && self->source == 0)
    self->source = g_idle_add_full (G_PRIORITY_LOW, complete_next_cb, self, NULL);
}

static void
way_start_page_unmap (GtkWidget *widget)
{
  g_clear_handle_id (&WAY_START_PAGE (widget)->source, g_source_remove);
  GTK_WIDGET_CLASS (way_start_page_parent_class)->unmap (widget);
}

static void
way_start_page_dispose (GObject *object)
{
  WayStartPage *self = WAY_START_PAGE (object);
  GtkWidget    *child;

  g_clear_handle_id (&self->source, g_source_remove);
  g_ptr_array_set_size (self->waiting, 0);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (way_start_page_parent_class)->dispose (object);
}

static void
way_start_page_finalize (GObject *object)
{
  g_ptr_array_unref (WAY_START_PAGE (object)->waiting);

  G_OBJECT_CLASS (way_start_page_parent_class)->finalize (object);
}

static void
way_start_page_class_init (WayStartPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = way_start_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = way_start_page_finalize;
  widget_class->map = way_start_page_map;
  widget_class->unmap = way_start_page_unmap;

  signals[CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, WAY_TYPE_MAP);
  signals[RECENT] = g_signal_new ("recent", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_FILE);
  g_type_ensure (WAY_TYPE_RECENT_LIST);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "startpage");
  gtk_widget_class_set_template_from_resource (widget_class, "/org/waymark/Waymark/dialogs/way-start-page.ui");
  gtk_widget_class_bind_template_child (widget_class, WayStartPage, clamp);
  gtk_widget_class_bind_template_child (widget_class, WayStartPage, recent);
  gtk_widget_class_bind_template_child (widget_class, WayStartPage, examples);
  gtk_widget_class_bind_template_child (widget_class, WayStartPage, templates);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, recent_chosen_cb);
}

static void
way_start_page_init (WayStartPage *self)
{
  self->waiting = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_layout_manager (self->clamp, gtk_custom_layout_new (get_clamp_mode, measure_clamp, allocate_clamp));
}

GtkWidget *
way_start_page_new (void)
{
  return g_object_new (WAY_TYPE_START_PAGE, NULL);
}
