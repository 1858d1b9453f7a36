/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libxml/parser.h>

#include "way-store-private.h"

G_BEGIN_DECLS

/** WayStoreName: a word of the format, found by its pointer in the parser's dictionary. */
typedef struct
{
  const xmlChar *word;
  int            kind;                 /* element kind of that name, or -1 */
  gint8          field[WAY_N_KINDS];   /* a field of that name, or -1 */
  gint8          wrapped[WAY_N_KINDS]; /* the slot round which it stands, or -1 */
} WayStoreName;

#define WAY_STORE_N_BUCKETS 512

typedef enum
{
  WAY_FRAME_ELEMENT,
  WAY_FRAME_WRAPPER,
  WAY_FRAME_FIELD,
  WAY_FRAME_IMAGES,
  WAY_FRAME_IMAGE
} WayFrameType;

/** WayFrame: an open element of the file. */
typedef struct
{
  WayFrameType   type;
  WayKind        kind;    /* of @element */
  WayElement    *element; /* owned by ELEMENT; for the others the one that they belong to */
  int            slot;    /* WRAPPER */
  int            field;   /* whose text it holds, or -1 */
  guint32        offset;
  gsize          text_start;    /* in the reader's text */
  gsize          segment_start; /* since the last child */
  guint          first_child;   /* ELEMENT: in the reader's children */
  guint          unplaced;      /* children from here on wait for the sibling that says their slot */
  guint64        seen;          /* mask of what may stand in it once */
  gboolean       has_children;
  gboolean       preserves_space;
  const xmlChar *default_namespace;
  char          *declarations; /* namespaces declared on what cannot hold foreign content itself */
} WayFrame;

/** WayChild: a finished child, until its parent is finished too. */
typedef struct
{
  WayElement *element;
  guint8      slot;
  guint8      is_outside;
} WayChild;

/** WayTag: a start tag. */
typedef struct
{
  const xmlChar  *name;
  const xmlChar  *prefix;
  const xmlChar  *uri;
  int             n_namespaces;
  const xmlChar **namespaces; /* prefix, URI */
  int             n_attributes;
  const xmlChar **attributes; /* name, prefix, URI, value, its end */
} WayTag;

/** WayReader: the state of one parse. */
typedef struct
{
  xmlParserCtxtPtr  parser;
  WayStoreProblems *problems;
  WayStoreContent  *content;
  const char       *data;
  gsize             length;
  gsize             position; /* what the parser has been given */
  const GArray     *tags;
  guint             n_tags;
  guint             n_nodes;
  guint32           tag; /* offset of the start tag that is being told about */
  gboolean          has_stopped;
  gboolean          is_newer;

  WayStoreName   names[160];
  guint          n_names;
  guint8         buckets[WAY_STORE_N_BUCKETS]; /* index + 1 */
  const xmlChar *own_namespace;
  const xmlChar *word_id;
  const xmlChar *word_version;
  const xmlChar *word_type;
  const xmlChar *word_images;
  const xmlChar *word_image;
  const xmlChar *word_xml;
  const xmlChar *word_space;
  const xmlChar *word_lang;

  WayFrame frames[WAY_STORE_MAX_DEPTH];
  guint    n_frames;
  GArray  *children; /* WayChild */
  GString *text;
  GString *scratch;
  GString *value; /* of an attribute */
  GString *foreign;
  GString *prolog;
  GString *epilog;
  gsize    image_bytes; /* of the file */

  guint    foreign_depth;
  guint32  foreign_offset;
  GString *foreign_declarations; /* what the element of others needs on top */

  WayStoreImage image;
  GByteArray   *image_data;
  guint         image_bits;
  int           n_image_bits;
  guint         n_image_padding;
  gboolean      image_is_bad;
} WayReader;

static inline WayFrame *
way_reader_get_frame (WayReader *self)
{
  return self->n_frames > 0 ? &self->frames[self->n_frames - 1] : NULL;
}

/** Reports something; an error unless it is no more than a warning. Takes @message. */
void way_reader_report (WayReader    *self,
                        WayStoreError code,
                        gsize         offset,
                        char         *message);
void way_reader_warn (WayReader *self,
                      gsize      offset,
                      char      *message);

/** Reports and ends the parse. */
void way_reader_stop (WayReader    *self,
                      WayStoreError code,
                      gsize         offset,
                      char         *message);

/** How far the parser is. */
gsize way_reader_get_position (WayReader *self);

/** Where the value of an attribute of the present tag is. */
gsize way_reader_find_attribute (WayReader     *self,
                                 const xmlChar *prefix,
                                 const xmlChar *name);

/* way-store-read.c: what the parser tells, in terms of a map */

void way_reader_begin (WayReader    *self,
                       const WayTag *tag);
void way_reader_end (WayReader *self);
void way_reader_add_text (WayReader  *self,
                          const char *text,
                          int         length);

/** Takes a comment or an instruction in; takes @xml. */
void way_reader_add_foreign (WayReader *self,
                             char      *xml);

/* way-store-syntax.c: refusals of what is no map at all */

void way_reader_stop_at_syntax (WayReader  *self,
                                xmlErrorPtr error,
                                gsize       position);
void way_reader_refuse_root (WayReader    *self,
                             const WayTag *tag);

/* way-store-names.c */

/** Fills the words of the format in. */
void way_reader_init_names (WayReader *self);

/** Finds a word of the parser's dictionary; NULL when it is none of the format. */
const WayStoreName *way_reader_find_name (const WayReader *self,
                                          const xmlChar   *word);

/* way-store-attributes.c */

/** Makes an element of a tag: id, fields, foreign attributes; sets the frame's treatment of blanks. */
WayElement *way_reader_make_element (WayReader    *self,
                                     const WayTag *tag,
                                     WayKind       kind,
                                     WayFrame     *frame);

/** Keeps the attributes and namespaces of a wrapper or a field element at @path of the element that it belongs to. */
void way_reader_keep_attributes (WayReader    *self,
                                 const WayTag *tag,
                                 WayElement   *element,
                                 const char   *path,
                                 WayFrame     *frame);

/** The value of an attribute without prefix; NULL when there is none. Ends with the next call. */
const char *way_reader_get_attribute (WayReader     *self,
                                      const WayTag  *tag,
                                      const xmlChar *name);

/** Reports an id that cannot be one. */
void way_reader_report_id (WayReader  *self,
                           const char *id);

/* way-store-foreign.c */

/** Begins to keep an element of others. */
void way_reader_begin_foreign (WayReader    *self,
                               const WayTag *tag);

/** Keeps it: its end was reached. */
void way_reader_end_foreign (WayReader *self);

/** Keeps a comment, an instruction or an element of others where it stands; takes @xml. */
void way_reader_keep_foreign (WayReader *self,
                              char      *xml);

/** Gives the children that wait the place of the sibling that comes now. */
void way_reader_place_foreign (WayReader *self,
                               WayFrame  *frame,
                               guint      slot,
                               gboolean   is_outside);

/**
 * Keeps the children from @first on as one string at @path, for places that are no slot: a line for each, indented as
 * it is going to be written.
 */
void way_reader_join_foreign (WayReader  *self,
                              guint       first,
                              guint       depth,
                              WayElement *element,
                              const char *path);

/* way-store-images.c */

void way_reader_begin_image (WayReader    *self,
                             const WayTag *tag);
void way_reader_add_image_text (WayReader  *self,
                                const char *text,
                                int         length);
void way_reader_end_image (WayReader *self);

G_END_DECLS
