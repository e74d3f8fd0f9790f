/* What the explorer cannot hold. */
#pragma once

#include <stdint.h>

/* Ends the schedule and with it the search: the program called `call` at `pc` (0: unknown), and what came of
   it would not be the explorer's choice. [controlled] */
_Noreturn void refuse(const char *call, uintptr_t pc);
