/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "waymark/way-clipboard.h"
#include "waymark/way-editor.h"

G_BEGIN_DECLS

/**
 * WayCanvas: the sheet, to look at and to draw on. It belongs into a GtkScrolledWindow. Below #WAY_CANVAS_SMALL text is shown as
 * bars; from there on each visible item is a child widget, which is how a screen reader finds it.
 * Property: "zoom" (pixels a map unit, 0.05 to 8). Signals: "dragged-outside" (double x, double y, in its pixels): touchpoints
 * or cards are dragged; TRUE says that this is the tray; after that once more, far away, when they are no longer dragged. "map-dropped" (GFile): a map was dropped, to be opened.
 * "dragged-out": what is selected is dragged out of the window; gives a GdkContentProvider with a copy of it, or NULL.
 * "refused" (const char *message): a file cannot be used. "choose-image": the place for an image was dropped; way_canvas_add_image() puts it there.
 */
#define WAY_TYPE_CANVAS (way_canvas_get_type ())
G_DECLARE_FINAL_TYPE (WayCanvas, way_canvas, WAY, CANVAS, GtkWidget)

/** Below this zoom the sheet is drawn coarsely. */
#define WAY_CANVAS_SMALL 0.45

GtkWidget *way_canvas_new (void) G_GNUC_WARN_UNUSED_RESULT;

WayEditor *way_canvas_get_editor (WayCanvas *self);

/** Shows the map of @editor (a new reference is taken), whole if it can be read then, and at most at 100 %. */
void way_canvas_set_editor (WayCanvas *self,
                            WayEditor *editor);

double way_canvas_get_zoom (WayCanvas *self);

/** Zooms about the middle of the window. */
void way_canvas_set_zoom (WayCanvas *self,
                          double     zoom);

/** Zooms and scrolls until the whole sheet, or what is selected, can be seen. */
void way_canvas_fit_map (WayCanvas *self);
void way_canvas_fit_selection (WayCanvas *self);

/** Scrolls as little as needed to bring an element into view. */
void way_canvas_reveal (WayCanvas  *self,
                        const char *element);

/** As much of the sheet, in map units, as a canvas of @width and @height pixels shows at first, at the most. */
void way_canvas_get_first_look (int     width,
                                int     height,
                                double *look_width,
                                double *look_height);

/** WayCanvasPicture: what a canvas shows of a large map at first, drawn ahead. */
typedef struct _WayCanvasPicture WayCanvasPicture;

/** For a canvas of at most this size in pixels; in any thread. NULL for a map that is shown smaller or larger as the canvas is. */
WayCanvasPicture *way_canvas_picture_new (WayScene *scene,
                                          int       width,
                                          int       height) G_GNUC_WARN_UNUSED_RESULT;
void              way_canvas_picture_free (WayCanvasPicture *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WayCanvasPicture, way_canvas_picture_free)

/** After an editor was set: what the first frame may show of its map; takes it (NULL is fine). */
void way_canvas_set_picture (WayCanvas        *self,
                             WayCanvasPicture *picture);

/** Which free cell is chosen, by borrowed ids, NULL where there is none; FALSE when none is chosen. */
gboolean way_canvas_get_cell (WayCanvas   *self,
                              const char **stage,
                              const char **lane,
                              const char **touchpoint);

/** Keeps what is being typed and drops what is being dragged, so that the map can be saved or changed by others. */
void way_canvas_finish (WayCanvas *self);

/** WayCanvasArrival: what can be dragged to the sheet from elsewhere in the window. */
typedef enum
{
  WAY_CANVAS_NEW_STAGE,
  WAY_CANVAS_NEW_TOUCHPOINT,
  WAY_CANVAS_NEW_CARD,
  WAY_CANVAS_NEW_IMAGE, /* only its place: the image is chosen after the drop */
  WAY_CANVAS_NOTE       /* a card of the tray */
} WayCanvasArrival;

/**
 * A drag that began elsewhere in the window: while the pointer is over the sheet the map shows what would be. Places are in
 * pixels of the canvas and may lie outside. @card is the id of a note. Cancelling, as well as ending outside, leaves no trace.
 */
void way_canvas_begin_arrival (WayCanvas       *self,
                               WayCanvasArrival kind,
                               const char      *card);
void way_canvas_update_arrival (WayCanvas *self,
                                double     x,
                                double     y);
void way_canvas_end_arrival (WayCanvas *self);
void way_canvas_cancel_arrival (WayCanvas *self);

/** Reads files in the background and puts what they are onto the map, in one step: images, or lines of text. Maps are opened. */
void way_canvas_add_files (WayCanvas           *self,
                           GSList              *files,
                           const WayPastePlace *at);

/** Puts an image (its id in the map) where its place was dropped last. */
void way_canvas_add_image (WayCanvas  *self,
                           const char *image);

G_END_DECLS
