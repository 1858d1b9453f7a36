/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Window"

#include "way-early-display.h"

#define NO_OPENGL "gl-disable"

void
way_early_display_prepare (void)
{
  const char      *debug = g_getenv ("GDK_DEBUG");
  g_autofree char *longer = NULL;

  if (g_strcmp0 (g_getenv ("GSK_RENDERER"), "cairo") != 0)
    return;
  if (debug != NULL && *debug != '\0')
    longer = g_strconcat (debug, "," NO_OPENGL, NULL);
  g_setenv ("GDK_DEBUG", longer != NULL ? longer : NO_OPENGL, TRUE);
}
