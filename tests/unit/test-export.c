/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "waymark/way-export.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <locale.h>
#include <string.h>

#include "support/way-random-scene.h"
#include "support/way-test-tools.h"

#define N_SEEDS 6

static WayTypesetter *typesetter;

static void
test_format_from_path (void)
{
  WayExportFormat format;

  g_assert_true (way_export_format_from_path ("map.png", &format));
  g_assert_cmpint (format, ==, WAY_EXPORT_PNG);
  g_assert_true (way_export_format_from_path ("/a.b/map.v2.PDF", &format));
  g_assert_cmpint (format, ==, WAY_EXPORT_PDF);
  g_assert_true (way_export_format_from_path (".svg", &format));
  g_assert_cmpint (format, ==, WAY_EXPORT_SVG);
  g_assert_false (way_export_format_from_path ("map.gif", &format));
  g_assert_false (way_export_format_from_path ("/home/a.png/map", &format));
  g_assert_false (way_export_format_from_path ("png", &format));
}

/* The same map gives the same bytes, whatever was exported in between. */
static void
test_deterministic (void)
{
  for (guint32 seed = 0; seed < N_SEEDS; seed++)
    {
      g_autoptr (WayScene) scene = way_random_scene_new (typesetter, seed, 20);
      GBytes *before[WAY_N_EXPORT_FORMATS];

      for (guint format = 0; format < WAY_N_EXPORT_FORMATS; format++)
        before[format] = way_test_export (scene, (WayExportFormat) format, NULL);
      for (guint format = 0; format < WAY_N_EXPORT_FORMATS; format++)
        {
          g_autoptr (GBytes) after = way_test_export (scene, (WayExportFormat) format, NULL);

          g_assert_true (g_bytes_equal (before[format], after));
          g_bytes_unref (before[format]);
        }
    }
}

typedef struct
{
  guint  n_calls;
  guint  stop_at; /* the call that says no; 0 for none */
  double last;
} Progress;

static gboolean
count_progress (double   share,
                gpointer user_data)
{
  Progress *progress = user_data;

  g_assert_cmpfloat (share, >=, progress->last);
  g_assert_cmpfloat (share, <=, 1);
  progress->last = share;
  return ++progress->n_calls != progress->stop_at;
}

static void
assert_cancelled (const WayScene *scene,
                  const char     *folder,
                  WayExportFormat format,
                  guint           stop_at)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) files = NULL;
  g_autofree char *path = g_build_filename (folder, "map", NULL);
  Progress         progress = { 0, stop_at, 0 };

  g_assert_false (way_export_scene (scene, path, format, NULL, count_progress, &progress, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (progress.n_calls, ==, stop_at);
  files = g_dir_open (folder, 0, NULL);
  g_assert_null (g_dir_read_name (files));
}

/* Progress grows from 0 to 1; at whichever call it says no, nothing is left behind. */
static void
test_progress (void)
{
  g_autoptr (WayScene) scene = way_random_scene_new (typesetter, 3, 1100);
  char *folder = way_test_make_folder ();

  for (guint format = 0; format < WAY_N_EXPORT_FORMATS; format++)
    {
      g_autofree char *path = g_build_filename (folder, "map", NULL);
      g_autoptr (GError) error = NULL;
      Progress progress = { 0 };

      way_export_scene (scene, path, (WayExportFormat) format, NULL, count_progress, &progress, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpfloat (progress.last, ==, 1);
      g_assert_cmpuint (progress.n_calls, >=, 3);
      g_assert_cmpint (g_unlink (path), ==, 0);
      for (guint i = 1; i <= 3; i++)
        assert_cancelled (scene, folder, (WayExportFormat) format, 1 + (progress.n_calls - 1) * (i - 1) / 2);
    }
  way_test_remove_folder (folder);
}

typedef struct
{
  guint n_calls;
  guint fail_at;
} Disk;

static gboolean
write_until (const void *bytes,
             gsize       length,
             gpointer    user_data,
             GError    **error)
{
  Disk *disk = user_data;

  /* After the fault nobody may write again. */
  g_assert_true (disk->fail_at == 0 || disk->n_calls < disk->fail_at);
  if (++disk->n_calls != disk->fail_at)
    return TRUE;
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE, "full");
  return FALSE;
}

static void
test_failing_write (void)
{
  g_autoptr (WayScene) scene = way_random_scene_new (typesetter, 4, 30);

  for (guint format = 0; format < WAY_N_EXPORT_FORMATS; format++)
    {
      Disk  good = { 0 };
      guint step;

      g_assert_true (way_export_scene_to_stream (scene, (WayExportFormat) format, NULL, write_until, &good, NULL, NULL, NULL, NULL));
      step = MAX (1, good.n_calls / 25);
      for (guint fail_at = 1; fail_at <= good.n_calls; fail_at += step)
        {
          g_autoptr (GError) error = NULL;
          Disk disk = { 0, fail_at };

          g_assert_false (way_export_scene_to_stream (scene, (WayExportFormat) format, NULL, write_until, &disk, NULL, NULL, NULL, &error));
          g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE);
          g_assert_cmpuint (disk.n_calls, ==, fail_at);
        }
    }
}

static WayExportResult
get_result (const WayScene         *scene,
            WayExportFormat         format,
            const WayExportOptions *options)
{
  g_autoptr (GError) error = NULL;
  WayExportResult result;
  Disk            disk = { 0 };

  way_export_scene_to_stream (scene, format, options, write_until, &disk, NULL, NULL, &result, &error);
  g_assert_no_error (error);
  return result;
}

static void
test_png_sizes (void)
{
  g_autoptr (WayScene) scene = way_test_scene_new (g_ptr_array_new (), 200, 50.25);
  WayExportResult result;

  result = get_result (scene, WAY_EXPORT_PNG, NULL);
  g_assert_cmpfloat (result.width, ==, 400);
  g_assert_cmpfloat (result.height, ==, 101);
  g_assert_cmpfloat (result.scale, ==, 2);
  result = get_result (scene, WAY_EXPORT_PNG, &(WayExportOptions){ .scale = 3 });
  g_assert_cmpfloat (result.width, ==, 600);
  result = get_result (scene, WAY_EXPORT_PNG, &(WayExportOptions){ .pixel_width = 333 });
  g_assert_cmpfloat (result.width, ==, 333);
  g_assert_cmpfloat (result.height, ==, 84);
  result = get_result (scene, WAY_EXPORT_PNG, &(WayExportOptions){ .dpi = 144 });
  g_assert_cmpfloat (result.width, ==, 300);
  result = get_result (scene, WAY_EXPORT_PNG, &(WayExportOptions){ .scale = 0.0001 });
  g_assert_cmpfloat (result.width, ==, 1);
  g_assert_cmpfloat (result.height, ==, 1);
}

/* What is too large is refused with a size that works; nobody asked for the usual one, so that is made smaller. */
static void
test_png_too_large (void)
{
  g_autoptr (WayScene) scene = way_test_scene_new (g_ptr_array_new (), 20000, 10);
  g_autoptr (GError) error = NULL;
  const WayExportOptions wide = { .scale = 2 };
  Disk                   disk = { 0 };
  WayExportResult        result;

  g_assert_false (way_export_scene_to_stream (scene, WAY_EXPORT_PNG, &wide, write_until, &disk, NULL, NULL, NULL, &error));
  g_assert_error (error, WAY_EXPORT_ERROR, WAY_EXPORT_ERROR_TOO_LARGE);
  g_assert_cmpuint (disk.n_calls, ==, 0);
  g_assert_nonnull (strstr (error->message, "40000"));
  g_assert_nonnull (strstr (error->message, "32767 × 17"));
  result = get_result (scene, WAY_EXPORT_PNG, &(WayExportOptions){ .pixel_width = 32767 });
  g_assert_cmpfloat (result.width, ==, 32767);
  g_assert_cmpfloat (result.height, ==, 17);
  result = get_result (scene, WAY_EXPORT_PNG, NULL);
  g_assert_cmpfloat (result.width, ==, 32767);
}

static void
test_nothing_to_draw (void)
{
  g_autoptr (WayScene) scene = way_test_scene_new (g_ptr_array_new (), 0, 0);
  Disk disk = { 0 };

  for (guint format = 0; format < WAY_N_EXPORT_FORMATS; format++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (way_export_scene_to_stream (scene, (WayExportFormat) format, NULL, write_until, &disk, NULL, NULL, NULL, &error));
      g_assert_error (error, WAY_EXPORT_ERROR, WAY_EXPORT_ERROR_DRAWING);
    }
}

/* A file that cannot be written is refused at once, and an old file stays as it was. */
static void
test_file (void)
{
  g_autoptr (WayScene) scene = way_random_scene_new (typesetter, 5, 20);
  g_autofree char *path = NULL;
  g_autofree char *missing = NULL;
  g_autofree char *contents = NULL;
  char            *folder = way_test_make_folder ();
  Progress         progress = { 0, 2, 0 };

  path = way_test_export_to (scene, WAY_EXPORT_SVG_TEXT, NULL, folder, "map.svg");
  g_assert_false (way_export_scene (scene, path, WAY_EXPORT_PDF, NULL, count_progress, &progress, NULL, NULL));
  g_assert_true (g_file_get_contents (path, &contents, NULL, NULL));
  g_assert_true (g_str_has_suffix (contents, "</svg>\n"));
  missing = g_build_filename (folder, "none", "map.svg", NULL);
  g_assert_false (way_export_scene (scene, missing, WAY_EXPORT_SVG, NULL, NULL, NULL, NULL, NULL));
  way_test_remove_folder (folder);
}

int
main (int   argc,
      char *argv[])
{
  int status;

  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  typesetter = way_typesetter_new ("pl");
  g_test_add_func ("/export/format-from-path", test_format_from_path);
  g_test_add_func ("/export/deterministic", test_deterministic);
  g_test_add_func ("/export/progress", test_progress);
  g_test_add_func ("/export/failing-write", test_failing_write);
  g_test_add_func ("/export/png/sizes", test_png_sizes);
  g_test_add_func ("/export/png/too-large", test_png_too_large);
  g_test_add_func ("/export/nothing-to-draw", test_nothing_to_draw);
  g_test_add_func ("/export/file", test_file);
  status = g_test_run ();
  way_typesetter_unref (typesetter);
  return status;
}
