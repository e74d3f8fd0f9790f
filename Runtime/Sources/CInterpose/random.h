/* Random bytes inside a schedule. */
#pragma once

#include <stddef.h>

/* [controlled] */
void ip_random_fill(void *buffer, size_t size);
