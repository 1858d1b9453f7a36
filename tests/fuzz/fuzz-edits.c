/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib.h>

#include <stddef.h>
#include <stdint.h>

#include "support/way-edit-script.h"

/* Whatever is done to a map in whatever order: undo and redo lead to the same bytes. See way-edit-script.h. */

#define LARGEST_INPUT (1 + 200 * WAY_EDIT_SCRIPT_STEP)

int LLVMFuzzerTestOneInput (const uint8_t *data,
                            size_t         size);

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  g_autofree char *wrong = NULL;

  if (size > LARGEST_INPUT)
    return 0;
  wrong = way_edit_script_run (data, size, NULL);
  if (wrong != NULL)
    g_error ("%s", wrong);
  return 0;
}
