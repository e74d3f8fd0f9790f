/* Whose code an address is: the learner's, the compiler's, a library's or ours. "The program's file" is the
   one that holds the learner's code: the executable, or in a host of tests the learner's library. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef enum image_owner {
    IMAGE_LEARNER,
    IMAGE_OURS,     /* this target and the engine */
    IMAGE_PROGRAM,  /* the rest of the program's file: code that the compiler made, start-up code, stubs */
    IMAGE_GRADER,   /* in a host of tests: what it does it does in the learner's place */
    IMAGE_HOST,     /* the executable of a host of tests: quiet, whoever it was called by */
    IMAGE_QUIET,    /* libraries whose locks are no events of the learner */
    IMAGE_DISPATCH, /* Swift's face of Dispatch: it calls on the learner's behalf */
    IMAGE_OTHER,    /* any other library */
} image_owner;

/* Reads the program's own file and the list of loaded libraries. Once, before the first schedule. Returns
   null, or what is wrong: a program without symbols cannot be told apart from what it is linked with. */
const char *ip_image_load(void);

/* The same where the learner's code is a loaded library and the program's file is not the learner's: `begin`
   is where the library begins in memory, `fd` its file, read from the beginning and left open. */
const char *ip_image_load_library(uintptr_t begin, int fd);

/* Whether a return address lies behind a call in code that the learner wrote. Any thread, after
   `ip_image_load`. */
bool ip_image_is_learner(const void *return_address);

/* Whose code holds an address. Any thread. */
image_owner ip_image_owner_of(const void *return_address);

/* X(symbol, its name, context) for each symbol of the learner's file, mapped at `bytes`. Null, or what is
   wrong with it. */
typedef void (*image_visitor)(const void *symbol, const char *name, void *context);
const char *ip_image_for_symbols(const uint8_t *bytes, size_t size, image_visitor visit, void *context);

/* Where the program's file begins in memory, and whether an address lies in what was loaded of it. */
uintptr_t ip_image_base(void);
bool ip_image_holds(uintptr_t address);

/* The return address in the learner's code that a call came from: `return_address` if it lies there, else the
   first one up the frames from `frame` (a frame pointer's value). Null if there is none. Any thread. */
const void *ip_image_learner_caller(const void *return_address, void *const *frame);

/* The return address nearest to `stack` that lies behind a call in the learner's code, found by looking at
   every word below `stack_end`: for places without frame pointers. Null if there is none. Any thread. */
const void *ip_image_scan(void *const *stack, void *const *stack_end);
