/* What the files of CInterleave tell each other. */
#pragma once

#include "interleave.h"

/* il_trace.limit */
enum { LIMIT_NONE, LIMIT_THREADS, LIMIT_OBJECTS, LIMIT_MEMORY };
