/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Base"

#include <math.h>
#include <string.h>

#include "waymark/way-path.h"

/* Reads SVG path data by the grammar of SVG 1.1, section 8.3.9. */

#define MAX_ARGUMENTS 7

/* No drawing is larger or finer: so that arcs stay computable. */
#define MAX_NUMBER 1e9
#define MIN_RADIUS 1e-9

/* Which of an arc's arguments are flags: one digit, which needs no separator after it. */
#define ARC_LARGE 3
#define ARC_SWEEP 4

typedef struct
{
  const char *next;
  WayPath    *path;
  WayPoint    current;
  WayPoint    start;   /* of the sub-path */
  WayPoint    control; /* of the curve before, for S and T; else the current point */
  char        last;    /* command before, in capitals */
  gboolean    closed;  /* the sub-path is: what follows begins a new one at its start */
} Reader;

static void
skip_space (Reader *self)
{
  while (*self->next != '\0' && strchr (" \t\r\n\f", *self->next) != NULL)
    self->next++;
}

static void
skip_separator (Reader *self)
{
  skip_space (self);
  if (*self->next == ',')
    {
      self->next++;
      skip_space (self);
    }
}

static gboolean
is_number_start (const char *text)
{
  if (*text == '+' || *text == '-')
    text++;
  if (*text == '.')
    text++;
  return g_ascii_isdigit (*text);
}

static gboolean
read_number (Reader *self,
             double *number)
{
  char *end;

  /* g_ascii_strtod() alone would also take "inf", "nan" and hexadecimal digits. */
  if (!is_number_start (self->next))
    return FALSE;
  *number = g_ascii_strtod (self->next, &end);
  if (memchr (self->next, 'x', (gsize) (end - self->next)) != NULL ||
      memchr (self->next, 'X', (gsize) (end - self->next)) != NULL || !(fabs (*number) <= MAX_NUMBER))
    return FALSE;
  self->next = end;
  return TRUE;
}

static gboolean
read_flag (Reader *self,
           double *flag)
{
  if (*self->next != '0' && *self->next != '1')
    return FALSE;
  *flag = *self->next++ - '0';
  return TRUE;
}

static gboolean
read_arguments (Reader *self,
                char    command,
                guint   n_arguments,
                double *arguments)
{
  for (guint i = 0; i < n_arguments; i++)
    {
      gboolean is_flag = command == 'A' && (i == ARC_LARGE || i == ARC_SWEEP);

      if (i > 0)
        skip_separator (self);
      if (!(is_flag ? read_flag (self, &arguments[i]) : read_number (self, &arguments[i])))
        return FALSE;
    }
  return TRUE;
}

static guint
count_arguments (char command)
{
  switch (command)
    {
    case 'M':
    case 'L':
    case 'T':
      return 2;
    case 'H':
    case 'V':
      return 1;
    case 'S':
    case 'Q':
      return 4;
    case 'C':
      return 6;
    case 'A':
      return 7;
    default:
      return 0;
    }
}

/* Turns the relative arguments of a command into absolute ones. */
static void
make_absolute (Reader *self,
               char    command,
               guint   n_arguments,
               double *arguments)
{
  if (command == 'H')
    arguments[0] += self->current.x;
  else if (command == 'V')
    arguments[0] += self->current.y;
  else
    for (guint i = command == 'A' ? 5 : 0; i + 1 < n_arguments; i += 2)
      {
        arguments[i] += self->current.x;
        arguments[i + 1] += self->current.y;
      }
}

static void
add_line (Reader *self,
          double  x,
          double  y)
{
  way_path_line_to (self->path, x, y);
  self->current = (WayPoint){ x, y };
}

static void
add_cubic (Reader       *self,
           WayPoint      first,
           const double *rest)
{
  way_path_curve_to (self->path, first.x, first.y, rest[0], rest[1], rest[2], rest[3]);
  self->control = (WayPoint){ rest[0], rest[1] };
  self->current = (WayPoint){ rest[2], rest[3] };
}

static void
add_quadratic (Reader  *self,
               WayPoint control,
               double   x,
               double   y)
{
  way_path_curve_to (self->path,
                     (self->current.x + 2 * control.x) / 3, (self->current.y + 2 * control.y) / 3,
                     (x + 2 * control.x) / 3, (y + 2 * control.y) / 3,
                     x, y);
  self->control = control;
  self->current = (WayPoint){ x, y };
}

/* The control point before, mirrored at the current point: the first one of S and T. */
static WayPoint
reflect_control (Reader     *self,
                 const char *commands)
{
  if (strchr (commands, self->last) == NULL)
    return self->current;
  return (WayPoint){ 2 * self->current.x - self->control.x, 2 * self->current.y - self->control.y };
}

/* A piece of an ellipse's edge of at most a quarter turn, as one cubic curve. */
static void
add_arc_piece (Reader  *self,
               WayPoint centre,
               WayPoint radius,
               double   turn,
               double   from,
               double   sweep)
{
  double   reach = 4.0 / 3.0 * tan (sweep / 4);
  double   to = from + sweep;
  WayPoint flat[3] = { { cos (from) - reach * sin (from), sin (from) + reach * cos (from) },
                       { cos (to) + reach * sin (to), sin (to) - reach * cos (to) },
                       { cos (to), sin (to) } };
  WayPoint placed[3];

  for (guint i = 0; i < 3; i++)
    {
      double x = flat[i].x * radius.x;
      double y = flat[i].y * radius.y;

      placed[i].x = centre.x + x * cos (turn) - y * sin (turn);
      placed[i].y = centre.y + x * sin (turn) + y * cos (turn);
    }
  way_path_curve_to (self->path, placed[0].x, placed[0].y, placed[1].x, placed[1].y, placed[2].x, placed[2].y);
}

/* An elliptical arc; from end points to centre as in SVG 1.1, appendix F.6.5. */
static void
add_arc (Reader       *self,
         const double *arguments)
{
  WayPoint radius = { fabs (arguments[0]), fabs (arguments[1]) };
  double   turn = arguments[2] * G_PI / 180;
  WayPoint end = { arguments[5], arguments[6] };
  double   half_x = (self->current.x - end.x) / 2;
  double   half_y = (self->current.y - end.y) / 2;
  double   x = cos (turn) * half_x + sin (turn) * half_y;
  double   y = cos (turn) * half_y - sin (turn) * half_x;
  double   excess;
  double   square;
  double   factor;
  WayPoint flat_centre;
  WayPoint centre;
  double   from;
  double   sweep;
  guint    n_pieces;

  if (radius.x < MIN_RADIUS || radius.y < MIN_RADIUS || (half_x == 0 && half_y == 0))
    {
      add_line (self, end.x, end.y);
      return;
    }
  excess = x * x / (radius.x * radius.x) + y * y / (radius.y * radius.y);
  if (excess > 1)
    {
      radius.x *= sqrt (excess);
      radius.y *= sqrt (excess);
    }
  /* excess is the share of the squared radius that half the chord takes; what is left leads to the centre. */
  square = MAX (0, 1 / excess - 1);
  factor = sqrt (square) * ((arguments[ARC_LARGE] != 0) == (arguments[ARC_SWEEP] != 0) ? -1 : 1);
  flat_centre = (WayPoint){ factor * radius.x * y / radius.y, -factor * radius.y * x / radius.x };
  centre.x = cos (turn) * flat_centre.x - sin (turn) * flat_centre.y + (self->current.x + end.x) / 2;
  centre.y = sin (turn) * flat_centre.x + cos (turn) * flat_centre.y + (self->current.y + end.y) / 2;
  from = atan2 ((y - flat_centre.y) / radius.y, (x - flat_centre.x) / radius.x);
  sweep = atan2 ((-y - flat_centre.y) / radius.y, (-x - flat_centre.x) / radius.x) - from;
  if (arguments[ARC_SWEEP] != 0 && sweep < 0)
    sweep += 2 * G_PI;
  else if (arguments[ARC_SWEEP] == 0 && sweep > 0)
    sweep -= 2 * G_PI;

  n_pieces = MAX (1, (guint) ceil (fabs (sweep) / (G_PI / 2) - 1e-9));
  for (guint i = 0; i < n_pieces; i++)
    add_arc_piece (self, centre, radius, turn, from + i * sweep / n_pieces, sweep / n_pieces);
  self->current = end;
}

static void
add_command (Reader       *self,
             char          command,
             const double *arguments)
{
  if (self->closed && command != 'M' && command != 'Z')
    way_path_move_to (self->path, self->start.x, self->start.y);
  self->closed = command == 'Z';

  switch (command)
    {
    case 'M':
      way_path_move_to (self->path, arguments[0], arguments[1]);
      self->current = self->start = (WayPoint){ arguments[0], arguments[1] };
      break;
    case 'L':
      add_line (self, arguments[0], arguments[1]);
      break;
    case 'H':
      add_line (self, arguments[0], self->current.y);
      break;
    case 'V':
      add_line (self, self->current.x, arguments[0]);
      break;
    case 'C':
      add_cubic (self, (WayPoint){ arguments[0], arguments[1] }, arguments + 2);
      break;
    case 'S':
      add_cubic (self, reflect_control (self, "CS"), arguments);
      break;
    case 'Q':
      add_quadratic (self, (WayPoint){ arguments[0], arguments[1] }, arguments[2], arguments[3]);
      break;
    case 'T':
      add_quadratic (self, reflect_control (self, "QT"), arguments[0], arguments[1]);
      break;
    case 'A':
      add_arc (self, arguments);
      break;
    case 'Z':
      way_path_close (self->path);
      self->current = self->start;
      break;
    default:
      g_assert_not_reached ();
    }
  self->last = command;
}

/* One command letter with all the sets of arguments that follow it. */
static gboolean
read_command (Reader *self)
{
  gboolean relative = g_ascii_islower (*self->next);
  char     command = g_ascii_toupper (*self->next);
  guint    n_arguments = count_arguments (command);
  double   arguments[MAX_ARGUMENTS];
  gboolean separated;
  gboolean more;

  if ((n_arguments == 0 && command != 'Z') || (self->last == '\0' && command != 'M'))
    return FALSE;
  self->next++;
  skip_space (self);
  do
    {
      if (!read_arguments (self, command, n_arguments, arguments))
        return FALSE;
      if (relative)
        make_absolute (self, command, n_arguments, arguments);
      add_command (self, command, arguments);
      /* Further points of a "move to" are lines. */
      if (command == 'M')
        command = 'L';
      skip_space (self);
      separated = n_arguments > 0 && *self->next == ',';
      if (separated)
        skip_separator (self);
      more = n_arguments > 0 && is_number_start (self->next);
    }
  while (more);
  return !separated;
}

WayPath *
way_path_new_from_svg (const char *data)
{
  g_autoptr (WayPath) path = way_path_new ();
  Reader reader = { .next = data, .path = path };

  skip_space (&reader);
  while (*reader.next != '\0')
    {
      if (!read_command (&reader))
        return NULL;
      skip_space (&reader);
    }
  return g_steal_pointer (&path);
}
