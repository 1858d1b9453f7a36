/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libxml/parser.h>
#include <string.h>

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

/** WayStoreKnown: a value that is known to be in its one form. */
typedef struct
{
  const WayField *field;
  gsize           length;
  char            text[24];
} WayStoreKnown;

#define WAY_STORE_N_KNOWN 256

typedef enum
{
  WAY_FRAME_ELEMENT,
  WAY_FRAME_WRAPPER,
  WAY_FRAME_FIELD,
  WAY_FRAME_IMAGES,
  WAY_FRAME_IMAGE
} WayFrameType;

/** WayRange: a piece of the reader's strings. */
typedef struct
{
  guint32 start;
  guint32 length;
} WayRange;

#define WAY_STORE_MAX_FIELDS 32

/** WayFrame: an open element of the file. The element itself is made at its end, when all of its values are known. */
typedef struct
{
  WayFrameType       type;
  WayKind            kind; /* of the element that it is, or that it belongs to */
  const WayKindInfo *info;
  guint              owner; /* the frame of that element */
  int                slot;  /* WRAPPER */
  int                field; /* whose text it holds, or -1 */
  guint32            offset;
  guint              place;         /* ELEMENT: its index in the content's places */
  gsize              text_start;    /* in the reader's text */
  gsize              segment_start; /* since the last child */
  gsize              strings_start; /* in the reader's strings */
  guint              first_child;   /* in the reader's children */
  guint              unplaced;      /* children from here on wait for the sibling that says their slot */
  guint64            seen;          /* mask of what may stand in it once */
  gboolean           has_children;
  gboolean           preserves_space;
  const xmlChar     *default_namespace;
  char              *declarations; /* namespaces declared on what cannot hold foreign content itself */
  GPtrArray         *aside;        /* ELEMENT: paths and foreign attributes in turn; NULL for most */
  guint32            filled;       /* ELEMENT: mask of fields with a value */
  WayRange           id;
  WayRange           values[WAY_STORE_MAX_FIELDS]; /* where @filled says so */
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
  guint             depth; /* of elements of ours and of others */
  guint             n_namespaces;
  guint             declared[WAY_STORE_MAX_DEPTH]; /* namespaces, by each open element */
  guint32           tag;                           /* offset of the start tag that is being told about */
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

  WayStoreKnown known[WAY_STORE_N_KNOWN];

  WayFrame frames[WAY_STORE_MAX_DEPTH];
  guint    n_frames;
  GArray  *children; /* WayChild */
  GString *text;
  GString *strings; /* ids and values of open elements */
  GString *scratch;
  GString *value;   /* of an attribute */
  GString *foreign; /* attributes of the present tag */
  guint    n_foreign;
  GString *prolog;
  GString *epilog;
  gsize    image_bytes; /* of the file */

  guint    foreign_depth;
  guint32  foreign_offset;
  GString *foreign_declarations; /* what the element of others needs on top */

  WayStoreImage image;
  guint8       *image_data;
  gsize         image_length;
  gsize         image_room;
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

/** As g_string_append_len(), without the call where there is room. */
static inline void
way_reader_append (GString    *string,
                   const char *text,
                   gsize       length)
{
  if (string->len + length < string->allocated_len)
    {
      memcpy (string->str + string->len, text, length);
      string->len += length;
      string->str[string->len] = '\0';
    }
  else
    g_string_append_len (string, text, (gssize) length);
}

static inline void
way_reader_clear_frame (WayFrame *frame)
{
  g_clear_pointer (&frame->declarations, g_free);
  g_clear_pointer (&frame->aside, g_ptr_array_unref);
}

static inline WayFrame *
way_reader_get_owner (WayReader      *self,
                      const WayFrame *frame)
{
  return &self->frames[frame->owner];
}

/** Reports what keeps the file from being opened. Takes @message. */
void way_reader_report (WayReader    *self,
                        WayStoreError code,
                        gsize         offset,
                        char         *message);

/** Reports what does not. A newer file is not warned of. Takes @message. */
void way_reader_warn (WayReader *self,
                      gsize      offset,
                      char      *message);

/** Whether a warning would be kept: no need to put it together otherwise. */
gboolean way_reader_has_room_for_warnings (const WayReader *self);

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
void way_reader_stop_without_memory (WayReader *self);
void way_reader_refuse_root (WayReader    *self,
                             const WayTag *tag);

/* way-store-names.c */

/** Fills the words of the format in. */
void way_reader_init_names (WayReader *self);

/** Finds a word of the parser's dictionary; NULL when it is none of the format. */
const WayStoreName *way_reader_find_name (const WayReader *self,
                                          const xmlChar   *word);

/* way-store-attributes.c */

/** Reads an element's tag: id, fields, foreign attributes, treatment of blanks. */
void way_reader_read_tag (WayReader    *self,
                          const WayTag *tag,
                          WayFrame     *frame);

/** Keeps the attributes and namespaces of a wrapper or a field element at @path of the element that it belongs to. */
void way_reader_keep_attributes (WayReader    *self,
                                 const WayTag *tag,
                                 const char   *path,
                                 WayFrame     *frame);

/** Gives a field of an element its value. */
void way_reader_fill (WayReader  *self,
                      WayFrame   *frame,
                      guint       field,
                      const char *value,
                      gsize       length);

/** Keeps what others added at @path of an element; takes @xml. */
void way_reader_set_aside (WayFrame   *frame,
                           const char *path,
                           char       *xml);

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
                              WayFrame   *owner,
                              const char *path);

/* way-store-images.c */

void way_reader_begin_image (WayReader    *self,
                             const WayTag *tag);
void way_reader_add_image_text (WayReader  *self,
                                const char *text,
                                int         length);
void way_reader_end_image (WayReader *self);

G_END_DECLS
