/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <string.h>

#include "way-canvas.h"

#include "waymark/way-drag.h"
#include "waymark/way-hit.h"
#include "waymark/way-typing.h"
#include "waymark/way-zoom.h"

#include "way-canvas-item-private.h"
#include "way-canvas-nodes-private.h"
#include "way-canvas-tiles-private.h"

G_BEGIN_DECLS

/* Which heads of the grid are held at the window's edge while the rest scrolls beneath. */
typedef enum
{
  WAY_CANVAS_BODY,
  WAY_CANVAS_ROW_HEAD,   /* a lane, at the start */
  WAY_CANVAS_COLUMN_HEAD /* a stage or phase, at the top */
} WayCanvasZone;

/* What the view keeps to while the window's size changes, until somebody scrolls or zooms. */
typedef enum
{
  WAY_CANVAS_FREE,
  WAY_CANVAS_FIRST_LOOK, /* the whole map, but never so small that it cannot be read */
  WAY_CANVAS_WHOLE_MAP
} WayCanvasFit;

/* An item that can be seen now. */
typedef struct
{
  WayItem       *item;   /* owned */
  WayPoint       origin; /* on the sheet, as shown: heads that are held stand elsewhere than their place */
  WayCanvasItem *widget; /* borrowed; NULL for what nobody reads or chooses, and from far away */
  WayCanvasZone  zone;
} WayCanvasEntry;

typedef struct
{
  double left;
  double top;
  double right;
} WayCanvasRoom;

/* A free cell that was chosen: what is typed next comes there. */
typedef struct
{
  char        *stage;
  char        *lane;
  char        *touchpoint;
  char        *before;
  WayRectangle area;
  gboolean     is_on_curve; /* there the curve has no point yet */
} WayCanvasCell;

/* A place that is kept while something else is waited for: by ids that may be gone by then, NULL for what does not matter. */
typedef struct
{
  WayEditor *editor; /* owned: the canvas may show another map */
  char      *element;
  char      *stage;
  char      *lane;
  char      *touchpoint;
  char      *before;
} WayCanvasPlace;

struct _WayCanvas
{
  GtkWidget           parent_instance;
  WayEditor          *editor;
  WayScene           *scene;  /* as shown */
  guint               serial; /* of the scene */
  GtkAdjustment      *adjustments[2];
  GtkScrollablePolicy policies[2];

  /* The view */
  double       scale;   /* pixels a map unit */
  WayPoint     pan;     /* where the sheet's corner is, in whole device pixels */
  double       size[2]; /* of the widget when it was last allocated */
  WayCanvasFit fit;
  double       pinch_scale;
  double       pinch_spread; /* how far apart the fingers were */
  WayPoint     pinch_place;  /* what is between the fingers, in map units */
  guint        rest_source;  /* not 0 while the zoom changes */

  /* What is shown */
  GArray           *entries; /* WayCanvasEntry, bottom first; heads that are held come last */
  WayCanvasNodes   *nodes;
  WayCanvasTiles   *tiles;
  guint             tiles_source;   /* not 0 while some are made ahead */
  WayCanvasPicture *picture;        /* for the first frame; or NULL */
  guint             picture_source; /* not 0 while it will be forgotten */
  GHashTable       *widgets;        /* WayCanvasItem of what is shown; found by role and element */
  GPtrArray        *spare;          /* WayCanvasItem that wait */
  guint             n_missing;
  guint             stock_source; /* not 0 while widgets will be made */
  guint             round;
  guint             words_source;
  guint             image_watch;
  double            look_width; /* what of the sheet is laid out, while that is not all; 0 before the first look */
  double            look_height;
  guint             further_source; /* not 0 while there is more */
  guint             late_source;    /* not 0 while some items wait for their pixels */
  WayPoint          held;           /* how far row heads and column heads are moved, in map units; 0 where they stand at their place */

  /* The pointer */
  WayPoint    pointer; /* in pixels */
  WayPoint    offered; /* where it was tapped, while @offers_plus */
  gboolean    has_pointer;
  WayHit      hover; /* its ids hold until the next edit */
  WayDrag    *drag;
  char       *grabbed; /* the element that the drag began on */
  GtkGesture *press;   /* the drag gesture, while it is under way */
  WayPoint    press_pan;
  GtkGesture *long_press; /* borrowed */
  GtkGesture *pinch;      /* borrowed */
  struct
  {
    GdkEventSequence *sequence; /* NULL when it is not down */
    WayPoint          place;
  } fingers[2];
  guint    hold_source; /* not 0 when a finger seems to rest */
  gint64   tap_time;    /* of the first one of a pair of taps; or 0 */
  WayPoint tap_place;
  guint    autoscroll_source; /* a tick callback */
  gint64   autoscroll_time;
  WayPoint settled;   /* the pointer in the last frame of the drag */
  gint64   room_time; /* when the map made room last */

  PangoLayout *label; /* what is said of the drop; or NULL */

  /* What comes from elsewhere in the window */
  WayCanvasArrival arrival; /* while @is_arriving */
  char            *arriving_card;
  WayCanvasPlace  *image_place; /* or NULL: where the image that is being chosen will stand */

  /* What had the focus of the selection last, and before that. */
  char *last_focus;
  char *previous_focus;

  /* Typing */
  WayCanvasCell *cell;
  GtkWidget     *place; /* what a screen reader hears of the cell */
  WayTyping     *typing;
  GtkWidget     *text_view; /* transparent; over what is typed into */
  char          *preedit;
  WayRectangle   caret; /* in map units */
  guint          blink_source;
  GtkIMContext  *im_context; /* for the letter that typing begins with */

  GtkWidget *menu; /* borrowed, while it is open */

  guint is_allocating : 1;
  guint awaits_allocation : 1; /* it has asked to be given its place */
  guint is_placing : 1;
  guint is_panning : 1;
  guint is_sketching : 1; /* the next press in the emotions row begins to draw a curve */
  guint is_passing : 1;   /* the hand is too quick for room to be made */
  guint was_slow : 1;     /* it was not in the frame before */
  guint is_behind : 1;    /* the drag has not followed the pointer yet */
  guint is_carried : 1;   /* what is dragged was moved since the last frame */
  guint awaits_rest : 1;  /* something will be drawn again when it no longer is */
  guint is_outside : 1;   /* what is dragged is where somebody else would take it */
  guint is_arriving : 1;  /* what is dragged began elsewhere in the window */
  guint comes_in : 1;     /* it has not been away from the edge yet, where it would scroll */
  guint has_space : 1;    /* the space bar is held */
  guint was_dragged : 1;  /* this press was more than a click */
  guint was_cancelled : 1;
  guint watches_fingers : 1;
  guint is_pinching_late : 1;   /* with a finger that scrolled before */
  guint is_by_touch : 1;        /* the last press was a finger's */
  guint offers_plus : 1;        /* a finger tapped where something can be added: the next tap there does it */
  guint narrows_on_release : 1; /* a click on one of several selected items chooses it alone */
  guint is_caret_shown : 1;
  guint is_syncing : 1;
};

/* way-canvas-view.c: where on the sheet the window is. */

/* Brings scroll bars and @pan together, after the size of window (@is_resized) or sheet changed. */
void way_canvas_update_view (WayCanvas *self,
                             gboolean   is_resized);
void way_canvas_zoom_about (WayCanvas *self,
                            double     factor,
                            double     x,
                            double     y);
void way_canvas_scroll_by (WayCanvas *self,
                           double     dx,
                           double     dy);
void way_canvas_set_adjustment (WayCanvas     *self,
                                GtkOrientation orientation,
                                GtkAdjustment *adjustment);
void way_canvas_add_view_controllers (WayCanvas *self);
void way_canvas_view_class_init (GtkWidgetClass *widget_class);

/* The part of the sheet that can be seen, in map units. */
WayRectangle way_canvas_get_visible (WayCanvas *self);

/* Scrolls as little as needed to show an area of the sheet: of something of @kind. */
void way_canvas_reveal_area (WayCanvas          *self,
                             const WayRectangle *area,
                             WayKind             kind);

/* Whether the sheet is so small that it is drawn coarsely, in tiles. */
gboolean way_canvas_is_small (WayCanvas *self);

/* The scale of the first look at a sheet that is too large for any canvas up to this size; 0 for smaller ones. */
double way_canvas_get_first_scale (const WayScene *scene,
                                   int             width,
                                   int             height);

/* Whether the scale has just changed: it may do so again in the next frame. */
gboolean way_canvas_is_zooming (WayCanvas *self);

/* How many pixels of the device a pixel has, where tiles or items are drawn as pixels; 0 where as vectors. Items are vectors while the scale changes. */
int way_canvas_get_tile_factor (WayCanvas *self);
int way_canvas_get_pixel_factor (WayCanvas *self);

/* From pixels to map units, whatever is held at the edges. */
WayPoint way_canvas_to_map (WayCanvas *self,
                            double     x,
                            double     y);

/* way-canvas-items.c: which items are shown, and by which widgets. */
void            way_canvas_items_init (WayCanvas *self);
void            way_canvas_items_dispose (WayCanvas *self);
void            way_canvas_gather (WayCanvas *self);
void            way_canvas_allocate_items (WayCanvas *self);
WayCanvasEntry *way_canvas_find_entry (WayCanvas  *self,
                                       const char *element);

/* Where on the sheet the item is shown: at a whole pixel of the device, unless the scale changes. So the same pixels serve wherever it is moved to. */
WayPoint way_canvas_snap (WayCanvas     *self,
                          const WayItem *item,
                          WayPoint       origin);

/* The whole pixel that an entry begins in, from the corner of the sheet, and how far from there its origin is. What its pixels look like depends on that alone. */
void way_canvas_locate (WayCanvas            *self,
                        const WayCanvasEntry *entry,
                        WayPoint             *pixel,
                        WayPoint             *offset);

/* FALSE when it will have to be drawn again in the next frame. */
gboolean way_canvas_append_item (WayCanvas          *self,
                                 GtkSnapshot        *snapshot,
                                 WayItem            *item,
                                 WayPoint            offset,
                                 const WayRectangle *visible);

/* Whether people read or choose it; the rest is only drawn. */
gboolean way_canvas_has_meaning (const WayItem *item);

/* Before items are drawn: tells their nodes the scale. */
void way_canvas_begin_frame (WayCanvas *self);

/* Draws everything again in the next frame. */
void way_canvas_draw_soon (WayCanvas *self);

/* Tells screen readers what the items are, when there is time. */
void way_canvas_update_words_soon (WayCanvas *self);

/* way-canvas-images.c */

/* Why an image of an item cannot be shown; NULL when all can be, or there is none, or it is not known yet. */
char *way_canvas_dup_image_problem (WayCanvas     *self,
                                    const WayItem *item);

/* Draws what was drawn without its images again. */
void way_canvas_images_ready_cb (gpointer canvas);

/* way-canvas-picture.c */

/* Draws the picture that was made ahead, once; FALSE when there is none, or it shows something else. */
gboolean way_canvas_snapshot_picture (WayCanvas   *self,
                                      GtkSnapshot *snapshot);
void     way_canvas_drop_picture (WayCanvas *self);

/* way-canvas-heads.c: heads of lanes and stages that stay while the map scrolls. */

/* Decides which heads are held, after the view changed. */
void way_canvas_update_heads (WayCanvas *self);

/* Adds the heads that are held to the entries. */
void way_canvas_gather_heads (WayCanvas *self);

/* Whether the heads of a zone are held, so that their items are not drawn at their place. */
gboolean way_canvas_is_held (WayCanvas    *self,
                             WayCanvasZone zone);

/* What is left of the window beside the heads that are held, in pixels. */
graphene_rect_t way_canvas_get_body (WayCanvas *self);

/* How much of the window's edges heads may take, in pixels. */
WayCanvasRoom way_canvas_get_room (WayCanvas *self);

WayCanvasZone way_canvas_get_zone (const WayItem *item);
void          way_canvas_snapshot_heads (WayCanvas   *self,
                                         GtkSnapshot *snapshot);

/* From pixels to the place on the sheet of what is seen there. */
WayPoint way_canvas_to_sheet (WayCanvas *self,
                              double     x,
                              double     y);

/* How far from its place something of @zone is shown, in map units. */
WayPoint way_canvas_get_shift (WayCanvas    *self,
                               WayCanvasZone zone);

/* way-canvas.c */

/* Shows anew what changed; what changes while that is being done is part of it. */
void way_canvas_queue_allocate (WayCanvas *self);
void way_canvas_snapshot_entry (WayCanvas            *self,
                                GtkSnapshot          *snapshot,
                                const WayCanvasEntry *entry);

/* way-canvas-pointer.c: presses, clicks and what lies under the pointer. */
void   way_canvas_add_pointer_controllers (WayCanvas *self);
void   way_canvas_pointer_dispose (WayCanvas *self);
void   way_canvas_update_hover (WayCanvas *self);
WayHit way_canvas_find_hit (WayCanvas *self,
                            double     x,
                            double     y);

/* Ends the press that may become a drag or a click, and the drag that it is already, as if neither had begun. */
void way_canvas_cancel_press (WayCanvas *self);

/* Opens the menu of what is at (@x, @y), which takes the press of @gesture. */
void way_canvas_open_menu (WayCanvas  *self,
                           GtkGesture *gesture,
                           double      x,
                           double      y);

/* Where the "+" for something new is shown at @hit, in pixels; FALSE when there is none. */
gboolean way_canvas_get_plus (WayCanvas    *self,
                              const WayHit *hit,
                              WayPoint     *place);

/* way-canvas-drag.c: what is dragged within the window. */
void way_canvas_drag_dispose (WayCanvas *self);

/* Takes hold of what a press at (@x, @y) that was moved by (@dx, @dy) means. */
void way_canvas_take_hold (WayCanvas *self,
                           double     x,
                           double     y,
                           double     dx,
                           double     dy);

/* Takes a drag (NULL: nothing begins), which began on an element or (NULL) on none and follows the pointer from now on; and ends it. */
void way_canvas_begin_drag (WayCanvas  *self,
                            WayDrag    *drag,
                            const char *grabbed);
void way_canvas_update_drag (WayCanvas *self);
void way_canvas_end_drag (WayCanvas *self);

/* Brings the map to where the pointer is now, however fast it goes. */
void way_canvas_settle_drag (WayCanvas *self);

/* Stops a drag as if it had never begun; FALSE when there is none. */
gboolean way_canvas_cancel_drag (WayCanvas *self);

/* Takes the drag away as if it had never begun; the pointer may come back with it. */
void way_canvas_drop_drag (WayCanvas *self);

/* way-canvas-touch.c: fingers. */

/* How near something counts for a finger, in pixels: half of what can be hit without looking. */
#define WAY_CANVAS_TAP_REACH 22.0

void way_canvas_add_touch_controllers (WayCanvas *self);
void way_canvas_touch_dispose (WayCanvas *self);

/* Once it stands in its scrolled window. */
void way_canvas_watch_fingers (WayCanvas *self);

/* Whether a finger and not a pointer is pressed. */
gboolean way_canvas_is_by_touch (gpointer gesture);

/* Whether a finger there would take hold of something; beside all things it moves the sheet, and would seldom mean a rubber band. */
gboolean way_canvas_is_for_finger (WayCanvas *self,
                                   double     x,
                                   double     y);

/* Whether the scrolled window may take what one finger does. It would do so whoever else has it already, if that is quick. */
void way_canvas_let_fingers_scroll (WayCanvas *self,
                                    gboolean   may);

/* 1 for a tap of its own, 2 for the second one of a pair. GTK 4.8 counts only fingers that come back to nearly the same pixel. */
int way_canvas_count_taps (WayCanvas *self,
                           double     x,
                           double     y);

/* What a finger at (@x, @y) means, where a pointer would mean @exact. */
WayHit way_canvas_widen_hit (WayCanvas    *self,
                             const WayHit *exact,
                             double        x,
                             double        y);

/* way-canvas-marks.c: selection, drop marks and the like, which never reach the painter. */
void way_canvas_snapshot_marks (WayCanvas   *self,
                                GtkSnapshot *snapshot);

/* From a place on the sheet to pixels. */
graphene_rect_t way_canvas_get_rect (WayCanvas          *self,
                                     const WayRectangle *area,
                                     WayPoint            shift);
GdkRGBA         way_canvas_get_accent (WayCanvas *self);

/* way-canvas-arrival.c: what comes from elsewhere in the window. */
void way_canvas_arrival_dispose (WayCanvas *self);

/* way-canvas-files.c: files and text from other programs. */
void way_canvas_place_free (WayCanvasPlace *place);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WayCanvasPlace, way_canvas_place_free)

/* @id if there still is such an element, else NULL. */
const char *way_canvas_place_check (const WayCanvasPlace *place,
                                    const char           *id);

/* These take @place. */
void way_canvas_take_files (WayCanvas      *self,
                            GSList         *files,
                            WayCanvasPlace *place);
void way_canvas_take_map (WayCanvas      *self,
                          WayMap         *fragment,
                          WayCanvasPlace *place);
void way_canvas_take_text (WayCanvas      *self,
                           const char     *text,
                           WayCanvasPlace *place);

/* way-canvas-drop.c: what comes from other windows, and what goes there. */
void way_canvas_add_drop_target (WayCanvas *self);
void way_canvas_drop_class_init (void);

/* Past the edge of the window, what the gesture drags becomes something that others can take a copy of. */
void way_canvas_drag_out (WayCanvas  *self,
                          GtkGesture *gesture);

/* way-canvas-menu.c */
void way_canvas_menu_dispose (WayCanvas *self);
void way_canvas_show_menu (WayCanvas *self);
void way_canvas_show_menu_at (WayCanvas *self,
                              double     x,
                              double     y,
                              double     reach); /* so far around it nothing of the menu stands */

/* way-canvas-actions.c: what can be done without a pointer. */
void way_canvas_actions_class_init (GtkWidgetClass *widget_class);

/* way-canvas-commands.c: on what is selected. */
void way_canvas_move_to_tray (WayCanvas *self);
void way_canvas_set_level (WayCanvas *self,
                           int        level);
void way_canvas_reach_further (WayCanvas *self);
void way_canvas_reach_less (WayCanvas *self);
void way_canvas_begin_earlier (WayCanvas *self);
void way_canvas_begin_later (WayCanvas *self);
void way_canvas_hide_lane (WayCanvas *self);

/* way-canvas-keys.c: choosing by keys. */
void     way_canvas_keys_class_init (GtkWidgetClass *widget_class);
void     way_canvas_add_key_controllers (WayCanvas *self);
gboolean way_canvas_focus (GtkWidget       *widget,
                           GtkDirectionType direction);

const char *way_canvas_get_focus_id (WayCanvas *self);

/* Keeps in mind what was chosen; comes back to it after what is new has gone again. */
void way_canvas_remember_focus (WayCanvas *self);
void way_canvas_restore_focus (WayCanvas *self);

/* By one place of the grid; by levels of feeling. */
void way_canvas_move_selected (WayCanvas   *self,
                               WayDirection direction);
void way_canvas_change_score (WayCanvas *self,
                              int        levels);
void way_canvas_go_to_stage (WayCanvas *self,
                             int        by);
void way_canvas_go_to_end (WayCanvas *self,
                           gboolean   last);

/* Selects one element (NULL for none), with the keyboard on it, and shows it. */
void way_canvas_choose (WayCanvas  *self,
                        const char *element);

/* Brings the keyboard to what is selected. */
void way_canvas_grab_focus (WayCanvas *self);

/* way-canvas-cell.c: a free place that is chosen. */
void way_canvas_cell_init (WayCanvas *self);
void way_canvas_cell_dispose (WayCanvas *self);

/* @is_changed: the map may be another one. */
void way_canvas_allocate_cell (WayCanvas *self,
                               gboolean   is_changed);

/* Chooses a free cell; NULL for none. */
void way_canvas_choose_cell (WayCanvas    *self,
                             const WayHit *hit);

/* Gives it the keyboard; FALSE when there is none. */
gboolean way_canvas_grab_cell (WayCanvas *self);

/* Whether it is one where the curve has no point. */
gboolean way_canvas_is_on_curve (WayCanvas *self);

/* Goes by an arrow key from or to a free place; FALSE when the key leads to @next, an element or NULL. */
gboolean way_canvas_move_to_cell (WayCanvas   *self,
                                  WayDirection direction,
                                  const char  *next);

/* Begins the point that the curve lacks there, so many levels from the middle, and goes to it; FALSE when nothing like that is chosen. */
gboolean way_canvas_begin_point (WayCanvas *self,
                                 int        levels);

/* way-canvas-typing.c: typing on the sheet. */

/* Begins with what a WayTyping was made for; takes it. @caret: a byte of the text, below 0 to select all. NULL: nothing begins. */
void way_canvas_start_typing (WayCanvas *self,
                              WayTyping *typing,
                              int        caret);

/* Begins to change what stands at a place of the sheet, or (NULL) what names the element. */
void way_canvas_edit (WayCanvas      *self,
                      const char     *element,
                      const WayPoint *place);

/* Types @text over what is selected, or into the chosen cell; FALSE when there is nothing to type into. */
gboolean way_canvas_type_over (WayCanvas  *self,
                               const char *text);

/* Puts the caret at a place of the sheet; FALSE when that is outside of what is typed into. */
gboolean way_canvas_click_text (WayCanvas *self,
                                WayPoint   place,
                                gboolean   selects);
void     way_canvas_stop_typing (WayCanvas *self,
                                 gboolean   keep);
void     way_canvas_allocate_typing (WayCanvas *self);
void     way_canvas_snapshot_typing (WayCanvas   *self,
                                     GtkSnapshot *snapshot);
void     way_canvas_typing_dispose (WayCanvas *self);

G_END_DECLS
