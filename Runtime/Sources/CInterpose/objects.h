/* What the steps of a finding are done to: objects and variables, numbered in the order in which they are named. */
#pragma once

#include <stdint.h>

#include "interleave.h"

/* For another finding. */
void ip_objects_begin(void);

/* Writes `object`: the number of an object of the trace, or of the variable at an address; null if there is neither. */
void ip_objects_put(int32_t object, uint64_t address);

/* Writes `objects`: all that have been named. */
void ip_objects_put_all(const il_trace *trace);

/* Writes the offset in the program's file of a place; null for one that lies elsewhere. */
void ip_objects_put_place(const char *key, uint64_t address);
