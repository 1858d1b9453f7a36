/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib.h>

#include <locale.h>

/* The Polish run of the tests proves nothing where the locale is missing: the C library would stay silently with "C". */
static void
test_takes_effect (void)
{
  const char      *wanted = g_getenv ("LC_ALL");
  g_autofree char *number = g_strdup_printf ("%.1f", 0.5);

  if (wanted == NULL)
    {
      g_test_skip ("LC_ALL is not set");
      return;
    }
  g_assert_cmpstr (setlocale (LC_ALL, NULL), ==, wanted);
  g_assert_cmpstr (number, ==, g_str_has_prefix (wanted, "pl_PL") ? "0,5" : "0.5");
}

int
main (int   argc,
      char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/surroundings/locale/takes-effect", test_takes_effect);
  return g_test_run ();
}
