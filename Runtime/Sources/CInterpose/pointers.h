/* Values of steps that are addresses. An address says nothing to anybody and is another one on another machine: it is told by
   a number, the same for the same address, from 0 in the order in which they are asked for. */
#pragma once

#include <stdint.h>

/* For another finding. */
void ip_pointers_begin(void);

/* The number of a value of `size` bytes; −1 if it looks like no address, or there are too many. */
int ip_pointers_number(uint64_t value, uint32_t size);
