/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Dialogs"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "way-version-row.h"

/* Days of which each has a heading of its own. */
#define MOST_DAYS 30

struct _WayVersionRow
{
  GtkListBoxRow parent_instance;
  WayVersion   *version;
  GtkPicture   *picture;
  GtkWidget    *no_picture;
  GtkLabel     *change;
  gboolean      is_read;
};

G_DEFINE_FINAL_TYPE (WayVersionRow, way_version_row, GTK_TYPE_LIST_BOX_ROW)

/* --- Dates --------------------------------------------------------------------------- */

static GDateTime *
get_date (WayVersionRow *self)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (self->version->time / G_USEC_PER_SEC);
  GDateTime *local = utc != NULL ? g_date_time_to_local (utc) : NULL;

  return local != NULL ? local : g_date_time_new_from_unix_local (0);
}

/* How many midnights there are between a date and now. */
static int
count_days (GDateTime *date)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  GDate today;
  GDate day;
  int   year, month, number;

  g_date_time_get_ymd (now, &year, &month, &number);
  g_date_set_dmy (&today, (GDateDay) number, (GDateMonth) month, (GDateYear) year);
  g_date_time_get_ymd (date, &year, &month, &number);
  g_date_set_dmy (&day, (GDateDay) number, (GDateMonth) month, (GDateYear) year);
  return g_date_days_between (&day, &today);
}

static gboolean
is_this_year (GDateTime *date)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();

  return g_date_time_get_year (now) == g_date_time_get_year (date);
}

static char *
dup_day (GDateTime *date)
{
  int days = count_days (date);

  if (days == 0)
    return g_strdup (_ ("Today"));
  if (days == 1)
    return g_strdup (_ ("Yesterday"));
  /* Translators: a day with its weekday, as g_date_time_format() and strftime() take it: Tuesday, 17 November (2025) */
  return g_date_time_format (date, is_this_year (date) ? _ ("%A, %-d %B") : _ ("%A, %-d %B %Y"));
}

static gboolean
is_old (GDateTime *date)
{
  return count_days (date) > MOST_DAYS;
}

char *
way_version_row_dup_group (WayVersionRow *self)
{
  g_autoptr (GDateTime) date = NULL;

  g_return_val_if_fail (WAY_IS_VERSION_ROW (self), NULL);

  date = get_date (self);
  /* Translators: a month alone, as g_date_time_format() and strftime() take it: October 2025 */
  return is_old (date) ? g_date_time_format (date, _ ("%OB %Y")) : dup_day (date);
}

char *
way_version_row_dup_date (WayVersionRow *self)
{
  g_autoptr (GDateTime) date = NULL;
  g_autofree char *day = NULL;
  g_autofree char *hour = NULL;

  g_return_val_if_fail (WAY_IS_VERSION_ROW (self), NULL);

  date = get_date (self);
  day = dup_day (date);
  hour = g_date_time_format (date, "%H:%M");
  /* Translators: a day and a time: Today, 14:05 */
  return g_strdup_printf (_ ("%1$s, %2$s"), day, hour);
}

/* Under its heading. */
static char *
dup_short_date (WayVersionRow *self)
{
  g_autoptr (GDateTime) date = get_date (self);

  /* Translators: a day and a time, as g_date_time_format() and strftime() take them: 17 October, 14:05 */
  return g_date_time_format (date, is_old (date) ? _ ("%-d %B, %H:%M") : "%H:%M");
}

/* --- The row --------------------------------------------------------------------------- */

static void
way_version_row_finalize (GObject *object)
{
  g_clear_pointer (&WAY_VERSION_ROW (object)->version, way_version_free);

  G_OBJECT_CLASS (way_version_row_parent_class)->finalize (object);
}

static void
way_version_row_class_init (WayVersionRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = way_version_row_finalize;
}

static void
way_version_row_init (WayVersionRow *self)
{
}

static void
describe (WayVersionRow *self)
{
  g_autofree char *date = way_version_row_dup_date (self);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, date,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, gtk_label_get_label (self->change),
                                  -1);
}

/* All of one size, whatever the shape of the map and the scale of the screen. */
static GtkWidget *
make_frame (WayVersionRow *self)
{
  GtkWidget *frame = gtk_overlay_new ();
  GtkWidget *space = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  self->picture = GTK_PICTURE (gtk_picture_new ());
  self->no_picture = gtk_image_new_from_icon_name ("image-missing-symbolic");
  gtk_widget_set_visible (self->no_picture, FALSE);
  gtk_widget_set_hexpand (self->no_picture, TRUE);
  gtk_widget_set_size_request (space, WAY_VERSION_ROW_WIDTH, WAY_VERSION_ROW_HEIGHT);
  gtk_box_append (GTK_BOX (space), self->no_picture);
  gtk_overlay_set_child (GTK_OVERLAY (frame), space);
  gtk_overlay_add_overlay (GTK_OVERLAY (frame), GTK_WIDGET (self->picture));
  gtk_widget_set_hexpand (frame, FALSE);
  gtk_widget_set_overflow (frame, GTK_OVERFLOW_HIDDEN);
  gtk_widget_set_valign (frame, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (frame, "version-picture");
  return frame;
}

GtkWidget *
way_version_row_new (WayVersion *version)
{
  WayVersionRow   *self = g_object_new (WAY_TYPE_VERSION_ROW, NULL);
  GtkWidget       *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget       *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget       *title;
  g_autofree char *date = NULL;

  self->version = version;
  date = dup_short_date (self);
  title = gtk_label_new (date);
  self->change = GTK_LABEL (gtk_label_new (" "));
  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_widget_add_css_class (title, "version-date");
  gtk_label_set_xalign (self->change, 0);
  gtk_label_set_wrap (self->change, TRUE);
  gtk_label_set_lines (self->change, 2);
  gtk_label_set_ellipsize (self->change, PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (GTK_WIDGET (self->change), "dim-label");
  gtk_widget_add_css_class (GTK_WIDGET (self->change), "caption");
  gtk_widget_set_hexpand (words, TRUE);
  gtk_widget_set_valign (words, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (words), title);
  gtk_box_append (GTK_BOX (words), GTK_WIDGET (self->change));
  gtk_box_append (GTK_BOX (box), make_frame (self));
  gtk_box_append (GTK_BOX (box), words);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), box);
  describe (self);
  return GTK_WIDGET (self);
}

const WayVersion *
way_version_row_get_version (WayVersionRow *self)
{
  g_return_val_if_fail (WAY_IS_VERSION_ROW (self), NULL);

  return self->version;
}

gboolean
way_version_row_is_read (WayVersionRow *self)
{
  g_return_val_if_fail (WAY_IS_VERSION_ROW (self), FALSE);

  return self->is_read;
}

void
way_version_row_show (WayVersionRow           *self,
                      const WayVersionReading *reading)
{
  g_return_if_fail (WAY_IS_VERSION_ROW (self));

  self->is_read = TRUE;
  gtk_picture_set_paintable (self->picture, reading != NULL ? GDK_PAINTABLE (reading->picture) : NULL);
  gtk_widget_set_visible (self->no_picture, reading == NULL);
  gtk_label_set_label (self->change, reading != NULL ? reading->change : _ ("Damaged; it cannot be shown"));
  describe (self);
}

void
way_version_row_forget (WayVersionRow *self)
{
  g_return_if_fail (WAY_IS_VERSION_ROW (self));

  self->is_read = FALSE;
}
