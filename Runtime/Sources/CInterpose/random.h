/* Random bytes inside a schedule. */
#pragma once

#include <stddef.h>

/* [controlled] */
void random_fill(void *buffer, size_t size);
