/* Addresses among values. */
#include "pointers.h"

#include <assert.h>
#include <stdbool.h>
#include <stddef.h>
#include <string.h>

#include "section.h"

enum { POINTERS_MAX = 4096 /* a power of two above twice RECORD_STEPS_MAX */ };

static struct pointers {
    uint32_t count;
    struct slot {
        uint64_t address; /* 0: free */
        uint32_t number;
    } slots[POINTERS_MAX];
} pointers;

void ip_pointers_begin(void) { memset(&pointers, 0, sizeof pointers); }

/* Where Linux puts executables with the heap behind them, and where it puts mappings and stacks, on x86-64 and on arm64
   with 48 bits. Swift keeps marks in the highest byte of some pointers. A number of the program's that lies there by
   chance is taken for an address: it would be above 80 million millions. */
static bool is_address(uint64_t value) {
    const uint64_t bare = value & ~(0xFFull << 56);
    static const struct range {
        uint64_t begin, end;
    } ranges[] = {
        {0x500000000000, 0x800000000000}, {0xaaaa00000000, 0xaab000000000},
        {0xffff00000000, 0x1000000000000},
    };
    for (size_t i = 0; i < sizeof ranges / sizeof ranges[0]; i++) {
        if (bare >= ranges[i].begin && bare < ranges[i].end) return true;
    }
    return false;
}

int ip_pointers_number(uint64_t value, uint32_t size) {
    if (size != sizeof value || !is_address(value)) return -1;
    uint64_t hash = value * 0x9E3779B97F4A7C15ull >> 40;
    for (uint32_t i = 0; i < POINTERS_MAX; i++) {
        struct slot *slot = &pointers.slots[(hash + i) % POINTERS_MAX];
        if (slot->address == 0) *slot = (struct slot){.address = value, .number = pointers.count++};
        assert(pointers.count <= POINTERS_MAX);
        if (slot->address == value) return (int)slot->number;
    }
    return -1;
}
