/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Style"

#include "way-symbol-private.h"

#include <string.h>

#include "waymark/way-path.h"

#define CHANNEL_PREFIX "channel-"

/* Symbols by name; made once, with the paths of all, and kept. */
typedef struct
{
  GHashTable      *by_name;
  GHashTable      *by_channel;
  GPtrArray       *all;
  const WaySymbol *other_channel;
  const WaySymbol *faces[5];
} Register;

static void
read_paths (WaySymbol *symbol)
{
  symbol->paths = g_new (WayPath *, symbol->n_parts);
  for (guint i = 0; i < symbol->n_parts; i++)
    {
      symbol->paths[i] = way_path_new_from_svg (symbol->parts[i].data);
      g_assert (symbol->paths[i] != NULL);
    }
}

static gpointer
make_register (gpointer data)
{
  Register *made = g_new0 (Register, 1);

  made->by_name = g_hash_table_new (g_str_hash, g_str_equal);
  made->by_channel = g_hash_table_new (g_str_hash, g_str_equal);
  made->all = g_ptr_array_new ();
  for (WaySymbol *symbol = way_symbol_table; symbol->name != NULL; symbol++)
    {
      read_paths (symbol);
      g_ptr_array_add (made->all, symbol);
      g_hash_table_insert (made->by_name, (gpointer) symbol->name, symbol);
      if (g_str_has_prefix (symbol->name, CHANNEL_PREFIX))
        g_hash_table_insert (made->by_channel, (gpointer) (symbol->name + strlen (CHANNEL_PREFIX)), symbol);
    }
  g_ptr_array_add (made->all, NULL);
  made->other_channel = g_hash_table_lookup (made->by_channel, "other");
  for (guint i = 0; i < G_N_ELEMENTS (made->faces); i++)
    {
      const char name[] = { 'f', 'a', 'c', 'e', '-', (char) ('0' + i), '\0' };

      made->faces[i] = g_hash_table_lookup (made->by_name, name);
    }
  return made;
}

static const Register *
get_register (void)
{
  static GOnce once = G_ONCE_INIT;

  return g_once (&once, make_register, NULL);
}

const WaySymbol *
way_symbol_get_channel (const char *channel)
{
  const Register  *symbols = get_register ();
  const WaySymbol *found = channel != NULL ? g_hash_table_lookup (symbols->by_channel, channel) : NULL;

  return found != NULL ? found : symbols->other_channel;
}

const WaySymbol *
way_symbol_get_face (guint band)
{
  const Register *symbols = get_register ();

  return symbols->faces[MIN (band, G_N_ELEMENTS (symbols->faces) - 1)];
}

const WaySymbol *
way_symbol_get (const char *name)
{
  return g_hash_table_lookup (get_register ()->by_name, name);
}

const WaySymbol *const *
way_symbol_list (void)
{
  return (const WaySymbol *const *) get_register ()->all->pdata;
}
