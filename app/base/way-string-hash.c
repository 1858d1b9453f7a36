/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Base"

#include <string.h>

#include "waymark/way-string-hash.h"

static guint64
make_seed (void)
{
  return ((guint64) g_random_int () << 32 | g_random_int ()) | 1;
}

/* Folds the 128 bits of a product, as wyhash does: every bit of both factors reaches the result. */
static inline guint64
fold (guint64 a,
      guint64 b)
{
  unsigned __int128 product = (unsigned __int128) a * b;

  return (guint64) product ^ (guint64) (product >> 64);
}

guint
way_string_hash (gconstpointer string)
{
  static gsize   ready;
  static guint64 seeds[2];
  const char    *p = string;
  gsize          left = strlen (p);
  guint64        hash;

  if (g_once_init_enter (&ready))
    {
      seeds[0] = make_seed ();
      seeds[1] = make_seed ();
      g_once_init_leave (&ready, 1);
    }

  hash = seeds[0] ^ left;
  while (left > 0)
    {
      guint64 word = 0;
      gsize   length = MIN (left, sizeof word);

      memcpy (&word, p, length);
      hash = fold (hash ^ word, seeds[1]) + seeds[0];
      p += length;
      left -= length;
    }
  return (guint) (hash ^ hash >> 32);
}
