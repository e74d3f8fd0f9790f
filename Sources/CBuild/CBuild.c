#include "CBuild.h"

/* Defined by one object file of its own, so that a new commit links again and compiles nothing. */
extern const char sil_build_record[] __attribute__((weak));

const char *build_record(void) { return sil_build_record; }
