/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "waymark/way-store.h"

G_BEGIN_DECLS

/*
 * Limits of a file. A map of 10,000 touchpoints has about 80,000 elements and 7 MB; with these, whatever a file holds
 * is opened or refused within 200 MB of memory.
 */
#define WAY_STORE_MAX_FILE (96 * 1024 * 1024)
#define WAY_STORE_MAX_MARKUP (24 * 1024 * 1024) /* all but the bytes of images */
#define WAY_STORE_MAX_NODES 250000              /* elements, comments and processing instructions */
#define WAY_STORE_MAX_MEMORY (180 * 1000 * 1000)
#define WAY_STORE_NODE_MEMORY 620 /* that a node takes at most, beside its text */
#define WAY_STORE_MAX_DEPTH 64
#define WAY_STORE_MAX_TAG (1024 * 1024)         /* the values of its attributes */
#define WAY_STORE_MAX_RAW_TAG (8 * 1024 * 1024) /* as they are written, up to six letters each */
#define WAY_STORE_MAX_ATTRIBUTES 256            /* of others, their namespaces included */
#define WAY_STORE_MAX_OWN_ATTRIBUTES 32
#define WAY_STORE_MAX_NAMESPACES 256     /* that are declared at one place: each name is looked for among them */
#define WAY_STORE_MAX_TEXT (1024 * 1024) /* of a field, a comment, a processing instruction */

/* So many problems are told; after the last of them nothing more is looked for. */
#define WAY_STORE_MAX_PROBLEMS 200

/* Where foreign content stands that is not among a map's children; used like the path of foreign attributes. */
#define WAY_STORE_PATH_PROLOG "#prolog"
#define WAY_STORE_PATH_EPILOG "#epilog"
#define WAY_STORE_PATH_IMAGES "#images"

/** WayStoreProblems: what is wrong with the bytes of a file, gathered while they are read. */
typedef struct
{
  const char *data;
  gsize       length;
  GPtrArray  *list; /* WayStoreProblem */
  guint       n_errors;
} WayStoreProblems;

void way_store_problems_init (WayStoreProblems *self,
                              const char       *data,
                              gsize             length);
void way_store_problems_clear (WayStoreProblems *self);

/** Adds a problem at a byte of the file; takes @message. Beyond the limit only a first error is added. */
void way_store_problems_take (WayStoreProblems *self,
                              WayStoreError     code,
                              gboolean          is_warning,
                              gsize             offset,
                              char             *message);

/** Whether so many are known, errors among them, that no more have to be looked for. */
gboolean way_store_problems_is_full (const WayStoreProblems *self);

/** Puts the problems in the order of the file and finds their lines and columns. */
void way_store_problems_finish (WayStoreProblems *self);

/** What stands in a text for people: @text in quotes, shortened when it is long. */
char *way_store_quote (const char *text,
                       gssize      length);

/**
 * Looks at the raw bytes before the XML parser does: their encoding, and what that parser takes too long for. @tags
 * (guint32) gets where each start tag is. FALSE when reading must not go on; a problem says why.
 */
gboolean way_store_scan (WayStoreProblems *problems,
                         GArray           *tags);

/** What is said of an element with too many attributes. */
char *way_store_describe_crowd (void);

/** What is said of one with too much in its attributes. */
char *way_store_describe_long_tag (void);

/** The end of the well-formed element whose start tag is at @start. */
const char *way_store_scan_element (const char *start,
                                    const char *end);

/** Where the value of an attribute is within a well-formed start tag; @start when it has none of that name. */
const char *way_store_scan_attribute (const char *start,
                                      const char *end,
                                      const char *name);

/** Whether a file of so many nodes and bytes can be opened, of which (as far as it has been read) so many are in its images or beside them. */
gboolean way_store_is_within_limits (gsize n_nodes,
                                     gsize n_bytes,
                                     gsize markup,
                                     gsize image_bytes);

/** WayStoreEstimate: what a file of a map comes to at most, as far as limits are concerned. */
typedef struct
{
  gsize    n_nodes; /* but for images */
  gsize    n_namespaces;
  gboolean is_near; /* so much that only reading would tell */
} WayStoreEstimate;

/** FALSE with WAY_STORE_ERROR_UNSAFE when a text of the map is too long to be read from a file. */
gboolean way_store_estimate (WayMap           *map,
                             WayStoreEstimate *estimate,
                             GError          **error);

/** WayStorePlace: where an element was found in the file. */
typedef struct
{
  WayElement *element;
  guint32     offset;
  gboolean    has_errors; /* one of its values was not taken */
} WayStorePlace;

/** WayStoreImage: an image of the file. */
typedef struct
{
  char   *id;
  GBytes *bytes;
  guint32 offset;
} WayStoreImage;

/** WayStoreContent: what was read: loose elements, and where they were. */
typedef struct
{
  WayElement *root;
  GArray     *places; /* WayStorePlace in the order of the file, all elements but foreign ones */
  GArray     *images; /* WayStoreImage */
  int         version;
  gboolean    has_replaced; /* an element says that it takes the place of another */
  gboolean    has_crowds;   /* so many siblings that twins among them have not been looked for */
  gboolean    has_twins;
} WayStoreContent;

void way_store_content_clear (WayStoreContent *self);

/** Parses the bytes. FALSE when nothing could be made of them; problems say why. Values that do not fit are problems too. */
gboolean way_store_parse (WayStoreProblems *problems,
                          const GArray     *tags,
                          WayStoreContent  *content);

/** Makes the map and checks what can be seen in the whole only: ids, references, natural keys. NULL when a problem forbids it. */
WayMap *way_store_assemble (WayStoreProblems *problems,
                            WayStoreContent  *content);

/** Appends @text as XML text, or within double quotes for an attribute. */
void way_store_append_text (GString    *xml,
                            const char *text,
                            gssize      length);
void way_store_append_attribute_text (GString    *xml,
                                      const char *text,
                                      gssize      length);

/** Brings text as it stands in a file into the text that it means, in place: blanks at its ends and round line breaks go. Gives the length. */
gsize way_store_collapse (char *text,
                          gsize length);

/** Turns "\r\n" and "\r" into "\n", in place. Gives the length. */
gsize way_store_unify_line_ends (char *text,
                                 gsize length);

/** Whether @text means the same after way_store_collapse(). */
gboolean way_store_survives_collapse (const char *text);

G_END_DECLS
