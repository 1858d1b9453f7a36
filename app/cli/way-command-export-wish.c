/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Cli"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "way-command-export-private.h"

#define POINTS_PER_MILLIMETRE (72 / 25.4)

static const char *const     formats[] = { "png", "svg", "pdf", NULL };
static const WayExportFormat format_values[] = { WAY_EXPORT_PNG, WAY_EXPORT_SVG, WAY_EXPORT_PDF };
static const char *const     states[] = { "current", "future", "comparison", NULL };             /* as WayViewState */
static const char *const     papers[] = { "map", "A4", "A3", "A2", "A1", "A0", "letter", NULL }; /* as WayPaper */
static const char *const     orientations[] = { "best", "portrait", "landscape", NULL };         /* as WayOrientation */

G_STATIC_ASSERT (G_N_ELEMENTS (papers) == WAY_N_PAPERS + 1);

static WayExit
refuse (const char *message)
{
  return way_cli_refuse (&way_command_export, "%s", message);
}

static gboolean
find_format (WayExportWish            *self,
             const WayExportArguments *arguments)
{
  int position;

  if (arguments->format != NULL)
    {
      if (!way_cli_find_word (&way_command_export, "--format", arguments->format, formats, &position))
        return FALSE;
      self->format = format_values[position];
    }
  else if (arguments->out_dir != NULL)
    {
      refuse (_ ("--out-dir needs --format: png, svg or pdf"));
      return FALSE;
    }
  else if (way_cli_is_stream (arguments->output))
    {
      refuse (_ ("the standard output needs --format: png, svg or pdf"));
      return FALSE;
    }
  else if (!way_export_format_from_path (arguments->output, &self->format))
    {
      g_autofree char *shown = g_filename_display_name (arguments->output);

      way_cli_refuse (&way_command_export, _ ("“%s” tells no format: end its name in .png, .svg or .pdf, or give --format"), shown);
      return FALSE;
    }
  if (arguments->svg_text && self->format == WAY_EXPORT_SVG)
    self->format = WAY_EXPORT_SVG_TEXT;
  return TRUE;
}

/* Whether each option belongs to the format. */
static gboolean
check_options (const WayExportWish      *self,
               const WayExportArguments *arguments)
{
  gboolean is_svg = self->format == WAY_EXPORT_SVG || self->format == WAY_EXPORT_SVG_TEXT;
  guint    n_sizes = (arguments->scale != NULL) + (arguments->width != NULL) + (arguments->dpi != NULL);

  if (n_sizes > 0 && self->format != WAY_EXPORT_PNG)
    refuse (_ ("--scale, --width and --dpi are for PNG"));
  else if (n_sizes > 1)
    refuse (_ ("give one of --scale, --width and --dpi"));
  else if (arguments->transparent && self->format == WAY_EXPORT_PDF)
    refuse (_ ("--transparent is for PNG and SVG"));
  else if (arguments->svg_text && !is_svg)
    refuse (_ ("--svg-text is for SVG"));
  else if ((arguments->paper != NULL || arguments->orientation != NULL || arguments->margin != NULL) && self->format != WAY_EXPORT_PDF)
    refuse (_ ("--paper, --orientation and --margin are for PDF"));
  else if ((arguments->orientation != NULL || arguments->margin != NULL) && self->options.paper == WAY_PAPER_MAP)
    refuse (_ ("--orientation and --margin need --paper"));
  else
    return TRUE;
  return FALSE;
}

static gboolean
read_number (const char *option,
             const char *text,
             double      minimum,
             double      maximum,
             double     *number)
{
  g_autofree char *shown = NULL;

  if (text == NULL || way_cli_parse_number (text, minimum, maximum, number))
    return TRUE;
  shown = g_filename_display_name (text);
  /* Translators: an option, what was given for it, and the least and the greatest number that may be given */
  way_cli_refuse (&way_command_export, _ ("%s: “%s” is no number from %g to %g with a decimal point"), option, shown, minimum, maximum);
  return FALSE;
}

static gboolean
read_numbers (WayExportOptions         *options,
              const WayExportArguments *arguments)
{
  double width = 0;
  double margin = 0;

  if (!read_number ("--scale", arguments->scale, 0.01, 100, &options->scale) ||
      !read_number ("--width", arguments->width, 1, 1000000, &width) ||
      !read_number ("--dpi", arguments->dpi, 1, 9600, &options->dpi) ||
      !read_number ("--margin", arguments->margin, 0, 100, &margin))
    return FALSE;
  options->pixel_width = (guint) width;
  options->margin = arguments->margin == NULL ? -1 : margin * POINTS_PER_MILLIMETRE;
  return TRUE;
}

static gboolean
find_theme (WayExportWish            *self,
            const WayExportArguments *arguments)
{
  const WayChoice *choices = way_kind_get_info (WAY_KIND_MAP)->fields[WAY_MAP_THEME].choices;
  g_autoptr (GPtrArray) words = g_ptr_array_new ();

  self->theme = -1;
  if (arguments->theme == NULL)
    return TRUE;
  for (; choices->word != NULL; choices++)
    g_ptr_array_add (words, (gpointer) choices->word);
  g_ptr_array_add (words, NULL);
  return way_cli_find_word (&way_command_export, "--theme", arguments->theme, (const char *const *) words->pdata, &self->theme);
}

gboolean
way_export_wish_init (WayExportWish            *self,
                      const WayExportArguments *arguments)
{
  int state = WAY_VIEW_CURRENT;
  int paper = WAY_PAPER_MAP;
  int orientation = WAY_ORIENTATION_BEST;

  *self = (WayExportWish){ 0 };
  if (!find_format (self, arguments) ||
      !find_theme (self, arguments) ||
      !read_numbers (&self->options, arguments) ||
      (arguments->state != NULL && !way_cli_find_word (&way_command_export, "--state", arguments->state, states, &state)) ||
      (arguments->paper != NULL && !way_cli_find_word (&way_command_export, "--paper", arguments->paper, papers, &paper)) ||
      (arguments->orientation != NULL &&
       !way_cli_find_word (&way_command_export, "--orientation", arguments->orientation, orientations, &orientation)))
    return FALSE;
  self->state = (WayViewState) state;
  self->options.paper = (WayPaper) paper;
  self->options.orientation = (WayOrientation) orientation;
  self->options.transparent = arguments->transparent;
  return check_options (self, arguments);
}
