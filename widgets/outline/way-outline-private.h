/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "way-outline.h"

#include "way-outline-node.h"

G_BEGIN_DECLS

struct _WayOutline
{
  GtkWidget          parent_instance;
  WayEditor         *editor;
  GtkWidget         *scroller;
  GtkListView       *view;
  GListModel        *top;
  GtkTreeListModel  *tree;
  GtkMultiSelection *rows;
  GHashTable        *items; /* id -> the GtkListItem that shows it now */
  GtkWidget         *menu;
  WayOutlineNode    *menu_node; /* what it is about */
  GtkWidget         *menu_row;  /* where it was opened; NULL when it is gone */
  guint              menu_source;
  gboolean           is_selecting;

  /* What was just added and is being named; NULL for nothing. */
  char   *fresh;
  char   *fresh_near; /* where it was added */
  char   *fresh_lane;
  WayKind fresh_kind;
  guint64 fresh_step; /* of the history, once it was added */
  guint   fresh_source;

  char *removed;        /* what is being deleted; NULL for nothing */
  char *beside_removed; /* what gets the keyboard then */
  guint removal_source;

  char *wanted; /* whose row gets the keyboard, as soon as it is there */
  guint wanted_source;
};

/* way-outline.c */

/* What has the keyboard within the outline; NULL when that is elsewhere. */
GtkWidget *way_outline_get_focus (WayOutline *self);

/* The row with the keyboard; NULL when that is elsewhere, or in the entry of a row. */
WayOutlineNode *way_outline_get_node (WayOutline *self);

/* Unfolds what an element stands in and selects its row; FALSE when it has none. */
gboolean way_outline_reveal (WayOutline *self, const char *id);

/* The same, and the row gets the keyboard. */
void way_outline_go_to (WayOutline *self, const char *id);

/* Puts an entry in the place of a row's words; FALSE when the element has no row on the screen. */
gboolean way_outline_rename (WayOutline *self, const char *id);

/* Whether a row is being given other words. */
gboolean way_outline_is_editing (WayOutline *self);

/* The ids of the rows that are selected, ended by NULL. */
GPtrArray *way_outline_list_selected (WayOutline *self);
void       way_outline_remove (WayOutline *self);

/* way-outline-keys.c */
void way_outline_add_keys (WayOutline *self);

/* Up or down among its like. */
void way_outline_move (WayOutline *self, int step);

/* How what is selected feels, by levels. */
void way_outline_change_score (WayOutline *self, int levels);

/* way-outline-add.c: what is new is named at once; what is not named leaves no trace.  Feelings have a word already. */
void way_outline_begin_add (WayOutline *self, WayKind kind, const char *near, const char *lane);

/* What is new has its name, or NULL for none. FALSE when @id is not what is new. */
gboolean way_outline_end_add (WayOutline *self, const char *id, const char *name);
void     way_outline_forget_add (WayOutline *self);

/* The touchpoint that an element is or stands in; NULL for none. */
WayElement *way_outline_find_touchpoint (WayElement *element);

/* way-outline-menu.c: what can be done with a row. */
void way_outline_menu_class_init (GtkWidgetClass *widget_class);
void way_outline_show_menu (WayOutline *self, WayOutlineNode *node, GtkWidget *row, double x, double y);

void way_outline_drop_menu (WayOutline *self);

G_END_DECLS
