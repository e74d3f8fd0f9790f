/* What Dispatch may know of its own threads where /proc is closed. Linking pools.c in is all there is to do: it is in the
   hosts, and in every program under test. */
#pragma once

#include <stdbool.h>
#include <stdint.h>

/* Whether an address lies in libdispatch, its data included. */
bool dispatch_holds(uintptr_t address);
