/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "waymark/way-document.h"
#include "waymark/way-journal.h"

G_BEGIN_DECLS

/*
 * The journal of a document: with it a crash loses no step, and a power cut at most those of the last second. What a crash
 * left is found by way_recovery_list(). Property "journal-problem" of a document.
 */

/** From now on all that is done is written down. Best called on a document that has just been made. */
void way_document_start_journal (WayDocument *self);

/** Unsaved work is not wanted any more: nothing will be offered. A document that is let go unmodified does this by itself. */
void way_document_discard_journal (WayDocument *self);

/** What is written, or NULL for a document that keeps no journal; borrowed. */
WayJournal *way_document_get_journal (WayDocument *self);

/** Why nothing is written down just now, or NULL. It tries again by itself; work can go on. */
const char *way_document_get_journal_problem (WayDocument *self);

/** Where the journal is; NULL while there is nothing on the disk. */
const char *way_document_get_journal_folder (WayDocument *self);

G_END_DECLS
