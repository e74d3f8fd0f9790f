#include <stdlib.h>
#include <unilbrk.h>
#include <uninorm.h>
#include <uniwidth.h>

/* UNINORM_NFC is a macro for the address of a type that is never defined, which Swift cannot import. */
static inline uint8_t *composed_utf8(const uint8_t *bytes, size_t count, size_t *result_count) {
    return u8_normalize(UNINORM_NFC, bytes, count, NULL, result_count);
}
