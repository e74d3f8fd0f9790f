/* The global state of the learner's library. */
#define _GNU_SOURCE
#include "globals.h"

#include <assert.h>
#include <elf.h>
#include <link.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "image.h"

#include "section.h"

enum {
    SEGMENTS_MAX = 8, /* writable ones; linkers make one or two */
    CACHES_MAX = 65536, /* a library with more types than that starts the others afresh */
};

/* Writable memory of the library, and what is to be put back there. */
static struct segment {
    char *begin;
    size_t size;
    char *saved;
} segments[SEGMENTS_MAX];
static size_t segments_count;

static struct cache {
    uintptr_t begin;
    size_t size;
} *caches;
static size_t caches_count;

/* ---- Where it lies */

static void add_segment(uintptr_t begin, uintptr_t end) {
    if (begin >= end || segments_count == SEGMENTS_MAX) return;
    segments[segments_count++] = (struct segment){.begin = (char *)begin, .size = end - begin};
}

/* What the dynamic linker makes read-only once it has bound the library's symbols is left out; it does so by
   whole pages. */
static int find_segments(struct dl_phdr_info *info, size_t size, void *context) {
    (void)size;
    if (info->dlpi_addr != (uintptr_t)context) return 0;
    uintptr_t page = (uintptr_t)sysconf(_SC_PAGESIZE), frozen_begin = 0, frozen_end = 0;
    for (size_t i = 0; i < info->dlpi_phnum; i++) {
        const ElfW(Phdr) *header = &info->dlpi_phdr[i];
        if (header->p_type != PT_GNU_RELRO) continue;
        frozen_begin = (info->dlpi_addr + header->p_vaddr) & ~(page - 1);
        frozen_end = (info->dlpi_addr + header->p_vaddr + header->p_memsz) & ~(page - 1);
    }
    for (size_t i = 0; i < info->dlpi_phnum; i++) {
        const ElfW(Phdr) *header = &info->dlpi_phdr[i];
        if (header->p_type != PT_LOAD || (header->p_flags & PF_W) == 0) continue;
        uintptr_t begin = info->dlpi_addr + header->p_vaddr, end = begin + header->p_memsz;
        bool is_cut = frozen_begin < end && frozen_end > begin;
        add_segment(begin, is_cut && frozen_begin < end ? frozen_begin : end);
        if (is_cut) add_segment(frozen_end > begin ? frozen_end : begin, end);
    }
    return 1;
}

/* ---- Caches of the runtime: by the endings of Swift's mangled names (docs/ABI/Mangling.rst) */

static bool is_cache(const char *name) {
    /* Witness tables and their caches, offsets of fields, but not the tokens of initialisers (Wz). */
    static const char *const endings[] = {"WL", "WP", "WG", "WI", "WJ", "Wvd", "Wvi"};
    size_t length = strlen(name);
    bool is_swift = length > 3 && name[0] == '$' && (name[1] == 's' || name[1] == 'S');
    if (!is_swift) return false;
    /* Metadata: the type's own (N) and all that is made for it (M and a letter). */
    if (name[length - 1] == 'N' || name[length - 2] == 'M') return true;
    for (size_t i = 0; i < sizeof endings / sizeof endings[0]; i++) {
        size_t ending = strlen(endings[i]);
        if (length > ending && strcmp(name + length - ending, endings[i]) == 0) return true;
    }
    return false;
}

static void add_cache(const void *entry, const char *name, void *context) {
    const Elf64_Sym *symbol = entry;
    uintptr_t begin = *(const uintptr_t *)context + symbol->st_value;
    bool is_object = ELF64_ST_TYPE(symbol->st_info) == STT_OBJECT && symbol->st_size > 0;
    if (!is_object || caches_count == CACHES_MAX || !is_cache(name)) return;
    for (size_t i = 0; i < segments_count; i++) {
        uintptr_t segment = (uintptr_t)segments[i].begin;
        bool is_inside = begin >= segment && begin - segment < segments[i].size
            && symbol->st_size <= segments[i].size - (begin - segment);
        if (is_inside) caches[caches_count++] = (struct cache){begin, symbol->st_size};
    }
}

const char *ip_globals_find(uintptr_t begin, const uint8_t *bytes, size_t size) {
    assert(segments_count == 0 && caches == NULL);
    dl_iterate_phdr(find_segments, (void *)begin);
    void *memory = mmap(
        NULL, CACHES_MAX * sizeof *caches, PROT_READ | PROT_WRITE,
        MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (memory == MAP_FAILED) return "no memory for the library's variables";
    caches = memory;
    for (size_t i = 0; i < segments_count; i++) {
        segments[i].saved = malloc(segments[i].size);
        if (segments[i].saved == NULL) return "no memory for the library's variables";
    }
    return ip_image_for_symbols(bytes, size, add_cache, &begin);
}

/* ---- Out and back */

void ip_globals_remember(void) {
    for (size_t i = 0; i < segments_count; i++) {
        memcpy(segments[i].saved, segments[i].begin, segments[i].size);
    }
}

void ip_globals_keep_caches(void) {
    for (size_t k = 0; k < caches_count; k++) {
        size_t i = 0;
        while (caches[k].begin - (uintptr_t)segments[i].begin >= segments[i].size) i++;
        assert(i < segments_count);
        size_t offset = caches[k].begin - (uintptr_t)segments[i].begin;
        memcpy(segments[i].saved + offset, segments[i].begin + offset, caches[k].size);
    }
}

void ip_globals_restore(void) {
    for (size_t i = 0; i < segments_count; i++) {
        memcpy(segments[i].begin, segments[i].saved, segments[i].size);
    }
}
