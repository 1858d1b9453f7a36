/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "waymark/way-history.h"

G_BEGIN_DECLS

/** Some random edits in the transaction that is open: of all four types, and some that are refused. */
void way_random_edits (WayHistory *history,
                       GRand      *random);

/** A transaction of random edits, with inner ones that are committed or rolled back; committed at the end. */
void way_random_transaction (WayHistory *history,
                             GRand      *random);

G_END_DECLS
