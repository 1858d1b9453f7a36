/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "way-window.h"

#include "canvas/way-canvas.h"
#include "dialogs/way-find-bar.h"
#include "dialogs/way-history-list.h"
#include "dialogs/way-start-page.h"
#include "inspector/way-inspector.h"
#include "outline/way-outline.h"
#include "palette/way-palette.h"
#include "waymark/way-editor.h"

G_BEGIN_DECLS

struct _WayWindow
{
  GtkApplicationWindow parent_instance;
  WayDocument         *document; /* NULL while the start page is shown */
  WayEditor           *editor;

  GtkStack       *pages;
  GtkLabel       *title;
  GtkLabel       *subtitle;
  WayStartPage   *start_page;
  GtkWidget      *map_frame;
  GtkWidget      *map_page;
  GtkWidget      *disk_bar; /* what others do to the file */
  GtkImage       *disk_icon;
  GtkLabel       *disk_title;
  GtkLabel       *disk_text;
  GtkBox         *disk_buttons;
  GtkMenuButton  *recent_button;
  GtkButton      *open_button;
  GtkButton      *new_button;
  GtkWidget      *map_buttons;  /* what only an open map needs */
  GtkWidget      *wide_buttons; /* what only a wide header bar has */
  GtkWidget      *undo_button;
  GtkWidget      *redo_button;
  GtkMenuButton  *history_button;
  WayHistoryList *history_list;
  WayCanvas      *canvas;
  WayFindBar     *find_bar;
  WayPalette     *palette;
  WayOutline     *outline;
  GtkRevealer    *outline_revealer;
  GtkWidget      *outline_pane;
  WayInspector   *inspector;
  GtkRevealer    *inspector_revealer;
  GtkWidget      *inspector_pane;
  GtkWidget      *start_line; /* these float over the canvas */
  GtkWidget      *end_line;
  GtkMenuButton  *drawing_button;
  GtkLabel       *drawing_label;
  GtkWidget      *switch_line;   /* all journeys … */
  GtkMenuButton  *switch_button; /* … or only the one that is shown, where room is scarce */
  GtkLabel       *switch_label;
  GtkMenuButton  *check_button;
  GtkLabel       *check_count;
  GtkLabel       *check_label;
  GtkLabel       *zoom_label;
  GtkRevealer    *toast;
  GtkLabel       *toast_label;
  GtkWidget      *toast_undo;

  GdkPaintable *ghost; /* what is dragged from the rail, while it is; drawn over everything */
  double        ghost_x;
  double        ghost_y;
  double        grip_x; /* where in it the pointer is */
  double        grip_y;

  GtkWidget *guide; /* the guided start while it is going on; borrowed */
  guint      guide_source;
  guint      history_source;
  gboolean   inspector_was_visible;

  guint    zoom_source;
  guint    check_source;
  guint    n_remarks;
  guint    line_source;
  guint    header_source;
  int      switch_width;       /* of all journeys, when they were last to be seen */
  gboolean line_is_raised;     /* what floats at the start stands above the zoom */
  gboolean inspector_gave_way; /* to another pane, until there is room again */
  guint    header_level;       /* how much the header bar has given up */
  int      narrow_width[2];    /* of the window, when its header bar became too full for each level */
  guint    toast_source;
  guint    n_removed; /* elements of content that the open step has taken away … */
  char    *removed;   /* … the words of the first … */
  guint    n_others;  /* … and what else it did to the tree */
  gboolean is_closing;
  GFile   *opening;             /* on its way from the disk */
  GFile   *mounted;             /* to whose server the way was shown last */
  guint    focus_source;        /* as long as nothing has the keyboard */
  guint    slow_source;         /* until saving takes long */
  gboolean is_slow;             /* saving does */
  gboolean outline_wants_focus; /* as soon as it is seen */

  guint            n_touches;    /* fingers that are down */
  graphene_point_t touched;      /* where the last one was */
  guint            touch_source; /* until buttons grow */
};

/* Tells menus that a pane has folded or unfolded. */
void way_window_notify_panes (WayWindow *self);
/* way-window-files.c: opening, saving, closing. */
void     way_window_files_class_init (GtkWidgetClass *widget_class);
gboolean way_window_close_request (GtkWindow *window);
/* The folder that people are likely to look in; NULL for none. */
GFile *way_window_dup_folder (WayWindow *self);
void   way_window_update_titles (WayWindow *self);

/* Shows a document with what all panes share, which may already be laid out; takes references. */
void way_window_set_editor (WayWindow   *self,
                            WayDocument *document,
                            WayEditor   *editor);

/* way-window-add.c: what is put onto the map. */
void way_window_add_class_init (GtkWidgetClass *widget_class);

/* way-window-versions.c: how the map was before. */
void way_window_versions_class_init (GtkWidgetClass *widget_class);

/* way-window-check.c: what in the map is worth a look. */
void way_window_check_class_init (GtkWidgetClass *widget_class);
void way_window_check_init (WayWindow *self);
void way_window_check_dispose (WayWindow *self);
void way_window_update_check (WayWindow *self);
void way_window_fit_check (WayWindow *self);

/* way-window-commands.c: all that can be done, by name. */
void way_window_commands_class_init (GtkWidgetClass *widget_class);
/* What can be done now has changed. */
void way_window_update_commands (WayWindow *self);

/* way-window-touch.c: sizes for fingers. */
void way_window_touch_init (WayWindow *self);
void way_window_touch_dispose (WayWindow *self);

/* way-window-clipboard.c: cut, copy and paste. */
void way_window_clipboard_class_init (GtkWidgetClass *widget_class);
void way_window_clipboard_init (WayWindow *self);

/* way-window-drag.c: what is dragged from the rail to the map. */
void way_window_drag_class_init (GtkWidgetClass *widget_class);
/* way-window-disk.c: what others do to the file. */
void way_window_disk_class_init (GtkWidgetClass *widget_class);
void way_window_disk_init (WayWindow *self);
void way_window_disk_set_document (WayWindow *self);
void way_window_disk_dispose (WayWindow *self);
/* Brings what others wrote into the map. */
void way_window_merge_file (WayWindow *self);

/* way-window-mount.c */
/* Whether the server of @file is there now; G_IO_ERROR_FAILED_HANDLED when people have thought better of it. */
typedef void (*WayWindowMounted) (WayWindow *self, GFile *file, const GError *error);
/* TRUE when @error only says that nobody has gone to the server of @file yet (once for each file): then @done comes later. */
gboolean way_window_mount (WayWindow *self, GFile *file, const GError *error, WayWindowMounted done);

/* way-window-edit.c: what is done to what is selected, and whether it can be. */
void          way_window_edit_class_init (GtkWidgetClass *widget_class);
WaySelection *way_window_get_selection (WayWindow *self);
gboolean      way_window_has_map (WayWindow *self);
gboolean      way_window_has_selection (WayWindow *self);
gboolean      way_window_has_stage (WayWindow *self);
gboolean      way_window_has_touchpoint (WayWindow *self);
gboolean      way_window_has_card (WayWindow *self);
gboolean      way_window_has_phase (WayWindow *self);
gboolean      way_window_has_stage_head (WayWindow *self);
gboolean      way_window_can_split (WayWindow *self);
gboolean      way_window_can_merge (WayWindow *self);
gboolean      way_window_can_gather (WayWindow *self);
gboolean      way_window_can_raise (WayWindow *self);
gboolean      way_window_can_sink (WayWindow *self);
gboolean      way_window_can_select_lane (WayWindow *self);

/* way-window-find.c: finding and replacing words. */
void way_window_find_class_init (GtkWidgetClass *widget_class);

/* way-window-focus.c: the keyboard is never nowhere, and stays in an open menu. Whether it is on something in part; takes it from
 * there to the map, as part is about to go (GTK would put it anywhere). */
void     way_window_focus_class_init (GtkWidgetClass *widget_class);
void     way_window_focus_init (WayWindow *self);
void     way_window_focus_dispose (WayWindow *self);
gboolean way_window_has_focus_in (WayWindow *self, GtkWidget *part);
void     way_window_leave (WayWindow *self, GtkWidget *part);

/* way-window-guide.c: the guided start. */
void way_window_guide_class_init (GtkWidgetClass *widget_class);
void way_window_pause_guide (WayWindow *self);
void way_window_stop_guide (WayWindow *self);

/* way-window-history.c: undo, redo and the list of steps. */
void     way_window_history_class_init (GtkWidgetClass *widget_class);
void     way_window_update_history (WayWindow *self);
void     way_window_history_changed (WayWindow *self);
gboolean way_window_can_undo (WayWindow *self);
gboolean way_window_can_redo (WayWindow *self);

/* way-window-line.c: whose curve is drawn and which journey is shown, as far as there is room to say so. */
void  way_window_line_class_init (GtkWidgetClass *widget_class);
void  way_window_line_init (WayWindow *self);
void  way_window_line_dispose (WayWindow *self);
void  way_window_update_line (WayWindow *self);
void  way_window_fit_line (WayWindow *self);
char *way_window_dup_drawing (WayWindow *self);
void  way_window_set_drawing (WayWindow *self, const char *name);

/* way-window-merge.c: what two versions of a map do not agree on. */
void     way_window_merge_class_init (GtkWidgetClass *widget_class);
gboolean way_window_has_conflicts (WayWindow *self);
/* Shows the conflicts of a map that has just been opened. */
void way_window_offer_conflicts (WayWindow *self);

/* way-window-output.c: export and printing. */
void way_window_output_class_init (GtkWidgetClass *widget_class);

/* way-window-view.c: what is seen, how large, and what of the window. */
void way_window_view_class_init (GtkWidgetClass *widget_class);
void way_window_view_init (WayWindow *self);
void way_window_view_dispose (WayWindow *self);
void way_window_show_inspector (WayWindow *self, gboolean shown);
void way_window_show_outline (WayWindow *self, gboolean shown);

/* way-window-toast.c: what was just removed, with a way back. */
/* Shows a message for a while; @can_undo offers to undo the last step. */
void way_window_show_toast (WayWindow *self, const char *text, gboolean can_undo);
void way_window_toast_class_init (GtkWidgetClass *widget_class);
void way_window_toast_set_document (WayWindow *self);
void way_window_toast_dispose (WayWindow *self);

/* way-window-state.c: what the next window starts with. */
void way_window_state_restore (WayWindow *self);
void way_window_state_save (WayWindow *self);

G_END_DECLS
