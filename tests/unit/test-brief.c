/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <locale.h>

#include "waymark/way-brief.h"

static const struct
{
  const char *message;
  const char *brief;
} messages[] = {
  /* As the store says it: a place in a file, and what stands there. */
  { "/home/anna/my maps/broken.waymark:3:15: <title> is closed by </titel>", "“broken.waymark”, line 3, column 15: <title> is closed by </titel>" },
  { "/srv/a:b/x.waymark:12:1: “/shop/cart” is not a number", "“x.waymark”, line 12, column 1: “/shop/cart” is not a number" },
  { "sftp://anna@server/maps/x.waymark:1:1: the file is empty", "“x.waymark”, line 1, column 1: the file is empty" },
  { "broken.waymark:3:15: two\nlines", "“broken.waymark”, line 3, column 15: two\nlines" },
  { "3:15: “/shop/cart” is not a number", "Line 3, column 15: “/shop/cart” is not a number" },
  { "/home/anna/gone.waymark: there is no such file; look for it in another folder", "“gone.waymark”: there is no such file; look for it in another folder" },
  { "/gone.waymark: it is a folder", "“gone.waymark”: it is a folder" },
  /* As it is said when a file is saved. */
  { "Could not save “/home/anna/Anna's maps/shoes.waymark”. The disk is full.", "Could not save “shoes.waymark”. The disk is full." },
  { "Nie udało się zapisać „/home/anna/buty.waymark”. Dysk jest pełny.", "Nie udało się zapisać „buty.waymark”. Dysk jest pełny." },
  { "Another program has changed “smb://server/maps/shoes.waymark” since", "Another program has changed “shoes.waymark” since" },
  /* As GIO says it. */
  { "Error opening file /home/anna/a face.png: No such file or directory", "Error opening file “a face.png”: No such file or directory" },
  { "Error opening file “/home/anna/face.png”: No such file or directory", "Error opening file “face.png”: No such file or directory" },
  /* What names no file. */
  { "The map has no file yet; choose a name for it", "The map has no file yet; choose a name for it" },
  { "Seen by 3 / 5 people at 10:30: yes", "Seen by 3 / 5 people at 10:30: yes" },
  { "", "" },
};

static void
test_messages (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (messages); i++)
    {
      g_autofree char *brief = way_brief_dup_message (messages[i].message);

      g_assert_cmpstr (brief, ==, messages[i].brief);
    }
}

static void
test_places (void)
{
  g_autofree char *home = g_filename_display_name (g_get_home_dir ());
  g_autofree char *text = g_strdup_printf ("“%s/.local”: none, %s/maps but not %s-of-anna, nor /mnt%s/x", home, home, home, home);
  g_autofree char *expected = g_strdup_printf ("“~/.local”: none, ~/maps but not %s-of-anna, nor /mnt%s/x", home, home);
  g_autofree char *brief = way_brief_dup_places (text);
  g_autofree char *only = way_brief_dup_places (home);

  g_assert_cmpstr (brief, ==, expected);
  g_assert_cmpstr (only, ==, "~");
}

int
main (int    argc,
      char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/brief/messages", test_messages);
  g_test_add_func ("/base/brief/places", test_places);
  return g_test_run ();
}
