/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <string.h>

G_BEGIN_DECLS

/** Tells what something was made from in 64 bits, to know later whether it must be made again. Not for data that someone may choose to deceive. */
typedef guint64 WayFingerprint;

/** Where each begins. */
#define WAY_FINGERPRINT_START G_GUINT64_CONSTANT (1)

/** Takes one more number in; never gives 0. Multiplies by 2^64 divided by the golden ratio, as in Knuth's multiplicative hashing. */
static inline WayFingerprint
way_fingerprint_add (WayFingerprint self,
                     double         number)
{
  guint64 bits;

  memcpy (&bits, &number, sizeof bits);
  self = (self ^ bits) * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);
  return (self ^ (self >> 29)) | 1;
}

G_END_DECLS
