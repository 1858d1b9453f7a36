/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Dialogs"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "way-map-picture.h"
#include "way-recovery-row.h"

#include "waymark/way-brief.h"

#define PICTURE_WIDTH 176
#define PICTURE_HEIGHT 110
#define ICON_SIZE 32

struct _WayRecoveryRow
{
  GtkListBoxRow parent_instance;
  WayRecovery  *recovery;
  GtkPicture   *picture;
  GtkWidget    *no_picture;
  GtkLabel     *title;
  GtkBox       *words;
  guint         look_source;
};

enum
{
  RESTORE,
  COMPARE,
  DISCARD,
  N_SIGNALS
};

G_DEFINE_FINAL_TYPE (WayRecoveryRow, way_recovery_row, GTK_TYPE_LIST_BOX_ROW)

static guint signals[N_SIGNALS];

/* "Today, 14:05" */
static char *
dup_date (gint64 time)
{
  g_autoptr (GDateTime) date = g_date_time_new_from_unix_local (time / G_USEC_PER_SEC);
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autoptr (GDateTime) yesterday = g_date_time_add_days (now, -1);
  g_autofree char *hour = date != NULL ? g_date_time_format (date, "%H:%M") : NULL;
  g_autofree char *day = NULL;

  if (date == NULL)
    return g_strdup ("");
  if (g_date_time_get_year (date) == g_date_time_get_year (now) && g_date_time_get_day_of_year (date) == g_date_time_get_day_of_year (now))
    day = g_strdup (_ ("Today"));
  else if (g_date_time_get_year (date) == g_date_time_get_year (yesterday) &&
           g_date_time_get_day_of_year (date) == g_date_time_get_day_of_year (yesterday))
    day = g_strdup (_ ("Yesterday"));
  else
    day = g_date_time_format (date, g_date_time_get_year (date) == g_date_time_get_year (now) ? _ ("%A, %-d %B") : _ ("%A, %-d %B %Y"));
  /* Translators: a day and a time: Today, 14:05 */
  return g_strdup_printf (_ ("%1$s, %2$s"), day, hour);
}

static char *
dup_facts (const WayRecovery *recovery)
{
  g_autofree char *date = dup_date (way_recovery_get_time (recovery));
  guint            n = way_recovery_get_n_steps (recovery);
  g_autofree char *steps = n > 0 ? g_strdup_printf (ngettext ("%u unsaved step", "%u unsaved steps", n), n) : g_strdup (_ ("unfinished typing"));

  return g_strconcat (date, " · ", steps, NULL);
}

static char *
dup_place (const WayRecovery *recovery)
{
  const char      *path = way_recovery_get_path (recovery);
  g_autofree char *name = path != NULL ? g_filename_display_name (path) : NULL;

  return name != NULL ? way_brief_dup_places (name) : g_strdup (_ ("Never saved"));
}

static const char *
get_file_note (const WayRecovery *recovery)
{
  switch (way_recovery_get_file (recovery))
    {
    case WAY_RECOVERY_FILE_CHANGED:
      return _ ("The file has been changed since. Restoring leaves it as it is until you save.");
    case WAY_RECOVERY_FILE_GONE:
      return _ ("The file has been moved or deleted. Saving makes it again in its old place.");
    case WAY_RECOVERY_FILE_BLOCKED:
      return _ ("The file cannot be read just now.");
    case WAY_RECOVERY_FILE_NONE:
    case WAY_RECOVERY_FILE_SAME:
    default:
      return NULL;
    }
}

static GtkWidget *
add_label (WayRecoveryRow *self,
           const char     *text,
           const char *class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, class);
  gtk_box_append (self->words, label);
  return label;
}

static void
add_note (WayRecoveryRow *self,
          const char     *text)
{
  GtkWidget *note = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *icon = g_object_new (GTK_TYPE_IMAGE, "icon-name", "dialog-warning-symbolic", "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_set_valign (icon, GTK_ALIGN_START);
  gtk_widget_add_css_class (note, "recovery-note");
  gtk_box_append (GTK_BOX (note), icon);
  gtk_box_append (GTK_BOX (note), label);
  gtk_box_append (self->words, note);
}

static void
emit_cb (GtkWidget *button,
         gpointer   user_data)
{
  WayRecoveryRow *self = WAY_RECOVERY_ROW (gtk_widget_get_ancestor (button, WAY_TYPE_RECOVERY_ROW));

  g_signal_emit (self, signals[GPOINTER_TO_UINT (user_data)], 0);
}

static GtkWidget *
add_button (GtkWidget  *box,
            const char *label,
            guint       signal)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  g_signal_connect (button, "clicked", G_CALLBACK (emit_cb), GUINT_TO_POINTER (signal));
  gtk_box_append (GTK_BOX (box), button);
  return button;
}

static void
add_buttons (WayRecoveryRow *self)
{
  GtkWidget      *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  WayRecoveryFile file = way_recovery_get_file (self->recovery);
  GtkWidget      *restore = add_button (box, _ ("_Restore"), RESTORE);

  gtk_widget_add_css_class (restore, "suggested-action");
  if (file == WAY_RECOVERY_FILE_SAME || file == WAY_RECOVERY_FILE_CHANGED)
    add_button (box, _ ("_Compare with File"), COMPARE);
  add_button (box, _ ("_Discard…"), DISCARD);
  gtk_widget_add_css_class (box, "dialog-foot");
  gtk_widget_add_css_class (box, "recovery-buttons");
  gtk_widget_set_vexpand (box, TRUE);
  gtk_widget_set_valign (box, GTK_ALIGN_END);
  gtk_box_append (self->words, box);
}

static void
show_title (WayRecoveryRow *self)
{
  g_autofree char *title = way_recovery_dup_title (self->recovery);

  gtk_label_set_label (self->title, title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
}

/* Not before the window is there: a map may take its time. */
static gboolean
look_cb (gpointer data)
{
  WayRecoveryRow *self = data;
  WayMap         *map;
  int             scale = gtk_widget_get_scale_factor (GTK_WIDGET (self));
  g_autoptr (GdkTexture) texture = NULL;
  g_autoptr (GError) error = NULL;

  self->look_source = 0;
  map = way_recovery_look (self->recovery, &error);
  if (map != NULL)
    {
      texture = way_map_picture_new (map, scale * PICTURE_WIDTH, scale * PICTURE_HEIGHT, FALSE);
      gtk_picture_set_paintable (self->picture, GDK_PAINTABLE (texture));
      show_title (self);
    }
  else
    {
      g_autofree char *reason = way_brief_dup_message (error->message);

      gtk_widget_set_visible (self->no_picture, TRUE);
      add_note (self, reason);
    }
  way_recovery_end_look (self->recovery);
  return G_SOURCE_REMOVE;
}

static void
way_recovery_row_dispose (GObject *object)
{
  g_clear_handle_id (&WAY_RECOVERY_ROW (object)->look_source, g_source_remove);

  G_OBJECT_CLASS (way_recovery_row_parent_class)->dispose (object);
}

static void
way_recovery_row_class_init (WayRecoveryRowClass *klass)
{
  static const char *const names[] = { "restore", "compare", "discard" };

  G_OBJECT_CLASS (klass)->dispose = way_recovery_row_dispose;
  for (guint i = 0; i < N_SIGNALS; i++)
    signals[i] = g_signal_new (names[i], G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

/* Of the same size whatever is in it; beneath the picture what stands for one. */
static GtkWidget *
make_frame (WayRecoveryRow *self)
{
  GtkWidget *frame = gtk_overlay_new ();
  GtkWidget *ground = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  self->no_picture = g_object_new (GTK_TYPE_IMAGE, "icon-name", "dialog-warning-symbolic", "pixel-size", ICON_SIZE, "visible", FALSE, "hexpand", TRUE,
                                   "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  self->picture = GTK_PICTURE (gtk_picture_new ());
  gtk_widget_set_size_request (ground, PICTURE_WIDTH, PICTURE_HEIGHT);
  gtk_box_append (GTK_BOX (ground), self->no_picture);
  gtk_overlay_set_child (GTK_OVERLAY (frame), ground);
  gtk_overlay_add_overlay (GTK_OVERLAY (frame), GTK_WIDGET (self->picture));
  /* What the icon takes of it is its own business. */
  gtk_widget_set_hexpand (frame, FALSE);
  gtk_widget_set_overflow (frame, GTK_OVERFLOW_HIDDEN);
  gtk_widget_set_valign (frame, GTK_ALIGN_START);
  gtk_widget_add_css_class (frame, "version-picture");
  return frame;
}

static void
way_recovery_row_init (WayRecoveryRow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 16);

  self->words = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 3));
  gtk_widget_set_hexpand (GTK_WIDGET (self->words), TRUE);
  gtk_box_append (GTK_BOX (box), make_frame (self));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->words));
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self), FALSE);
}

static void
add_notes (WayRecoveryRow *self)
{
  guint            n_crashes = way_recovery_get_n_crashes (self->recovery);
  g_autofree char *crashed = NULL;

  if (get_file_note (self->recovery) != NULL)
    add_note (self, get_file_note (self->recovery));
  if (way_recovery_get_is_damaged (self->recovery))
    add_note (self, _ ("The last of it was not written completely; all before that is here."));
  if (n_crashes == 0)
    return;
  crashed = g_strdup_printf (ngettext ("Waymark ended unexpectedly %u time while it restored this map.",
                                       "Waymark ended unexpectedly %u times while it restored this map.", n_crashes),
                             n_crashes);
  add_note (self, crashed);
}

GtkWidget *
way_recovery_row_new (WayRecovery *recovery)
{
  WayRecoveryRow  *self = g_object_new (WAY_TYPE_RECOVERY_ROW, NULL);
  g_autofree char *place = dup_place (recovery);
  g_autofree char *facts = dup_facts (recovery);

  self->recovery = recovery;
  self->title = GTK_LABEL (add_label (self, "", "recent-name"));
  gtk_label_set_ellipsize (self->title, PANGO_ELLIPSIZE_END);
  gtk_label_set_ellipsize (GTK_LABEL (add_label (self, place, "dim-label")), PANGO_ELLIPSIZE_MIDDLE);
  add_label (self, facts, "dim-label");
  show_title (self);
  add_notes (self);
  add_buttons (self);
  /* What has brought the program down twice is not looked at unasked. */
  gtk_widget_set_visible (self->no_picture, way_recovery_get_n_crashes (recovery) >= WAY_RECOVERY_MOST_CRASHES);
  if (way_recovery_get_n_crashes (recovery) < WAY_RECOVERY_MOST_CRASHES)
    self->look_source = g_idle_add (look_cb, self);
  return GTK_WIDGET (self);
}

WayRecovery *
way_recovery_row_get_recovery (WayRecoveryRow *self)
{
  g_return_val_if_fail (WAY_IS_RECOVERY_ROW (self), NULL);

  return self->recovery;
}
