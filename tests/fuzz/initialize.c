/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib.h>

#include <signal.h>
#include <stdlib.h>

/* A complaint of a library ends the target, and in the one way that every fuzzer takes for a failure. */

int LLVMFuzzerInitialize (int    *argc,
                          char ***argv);

static void
on_trap (int number)
{
  abort ();
}

int
LLVMFuzzerInitialize (int    *argc,
                      char ***argv)
{
  signal (SIGTRAP, on_trap);
  g_log_set_always_fatal (G_LOG_FATAL_MASK | G_LOG_LEVEL_CRITICAL | G_LOG_LEVEL_WARNING);
  return 0;
}
