/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/*
 * Short questions and messages. Each shows a modal window over @parent and returns at once; the answer comes later, once,
 * also when the window is closed without one.
 */

/** WayFileAnswer: the chosen file, or NULL for none. */
typedef void (*WayFileAnswer) (GFile   *file,
                               gpointer user_data);

/** Asks for a map to open; starts in @folder (may be NULL). */
void way_dialog_choose_map (GtkWindow    *parent,
                            GFile        *folder,
                            WayFileAnswer answer,
                            gpointer      user_data);

/** Asks for a picture to put into a map. */
void way_dialog_choose_image (GtkWindow    *parent,
                              WayFileAnswer answer,
                              gpointer      user_data);

/**
 * Asks where to save: in @folder (may be NULL), as @name. @extension (".waymark") is added to a name without it; whether
 * another file may be replaced has been asked when the answer comes.
 */
void way_dialog_choose_place (GtkWindow    *parent,
                              const char   *title,
                              GFile        *folder,
                              const char   *name,
                              const char   *extension,
                              WayFileAnswer answer,
                              gpointer      user_data);

/** WayUnsavedAnswer: what becomes of unsaved work. */
typedef enum
{
  WAY_UNSAVED_CANCEL,
  WAY_UNSAVED_DISCARD,
  WAY_UNSAVED_SAVE
} WayUnsavedAnswer;

typedef void (*WayUnsavedCallback) (WayUnsavedAnswer answer,
                                    gpointer         user_data);

/** Asks what becomes of unsaved work in the map @title before its window closes. */
void way_dialog_ask_unsaved (GtkWindow         *parent,
                             const char        *title,
                             WayUnsavedCallback callback,
                             gpointer           user_data);

/**
 * WayNameQuestion: a question that is answered by one line of text. @accept is what the button says; @value stands there
 * at first; @names (ended by NULL, or NULL) are offered beneath.
 */
typedef struct
{
  const char        *title;
  const char        *text;
  const char        *accept;
  const char        *value;
  const char *const *names;
  gboolean           may_be_empty;
} WayNameQuestion;

/** WayNameAnswer: the line, or NULL when nothing shall be done. */
typedef void (*WayNameAnswer) (const char *name,
                               gpointer    user_data);

void way_dialog_ask_name (GtkWindow             *parent,
                          const WayNameQuestion *question,
                          WayNameAnswer          answer,
                          gpointer               user_data);

/** WayContentAnswer: what becomes of that which stands in something that is deleted. */
typedef enum
{
  WAY_CONTENT_CANCEL,
  WAY_CONTENT_KEEP,
  WAY_CONTENT_DELETE
} WayContentAnswer;

typedef void (*WayContentCallback) (WayContentAnswer answer,
                                    gpointer         user_data);

/** Asks @question, with @text saying where the content could go. */
void way_dialog_ask_content (GtkWindow         *parent,
                             const char        *question,
                             const char        *text,
                             WayContentCallback callback,
                             gpointer           user_data);

/** Lines of what a dialog says stand in its middle, as its words do when they need one line only. */
void way_dialog_center_text (GtkMessageDialog *dialog);

/** Says what went wrong (a sentence without full stop) and why. */
void way_dialog_show_error (GtkWindow    *parent,
                            const char   *what,
                            const GError *error);

/** Says that a map was not saved, and why; offers another place: @elsewhere is called, swapped, when that is wanted. */
void way_dialog_show_save_error (GtkWindow    *parent,
                                 const GError *error,
                                 GCallback     elsewhere,
                                 gpointer      user_data);

/** WayChangedAnswer: what becomes of a file that another program has changed, when it is saved. */
typedef enum
{
  WAY_CHANGED_CANCEL,
  WAY_CHANGED_REPLACE,
  WAY_CHANGED_COPY,
  WAY_CHANGED_MERGE
} WayChangedAnswer;

typedef void (*WayChangedCallback) (WayChangedAnswer answer,
                                    gpointer         user_data);

/** Asks whether the file @name, which another program has changed, shall be replaced. */
void way_dialog_ask_changed (GtkWindow         *parent,
                             const char        *name,
                             WayChangedCallback callback,
                             gpointer           user_data);

void way_dialog_show_about (GtkWindow *parent);

/** A name for a file made of a title: "Buying shoes: 2026" becomes "Buying shoes 2026" + @extension; the caller frees it. */
char *way_dialog_dup_file_name (const char *title,
                                const char *extension);

G_END_DECLS
