/* Whose code an address is. One bit for each byte of the program's code says whether the learner wrote it;
   the other images are a short list of ranges. */
#define _GNU_SOURCE
#include "image.h"

#include <assert.h>
#include <elf.h>
#include <fcntl.h>
#include <link.h>
#include <stddef.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "interleave.h"
#include "thread.h"

#include "section.h"

enum {
    RANGES_MAX = 64,
    FRAMES_MAX = 64,
    /* A stack is looked at no deeper than this when it has no frame pointers. */
    SCANNED_WORDS_MAX = 4096,
};

typedef struct range {
    uintptr_t begin, end;
    image_owner owner;
} range;

static range ranges[RANGES_MAX];
static size_t ranges_count;

static bool has_executable;
static uintptr_t base, loaded_begin, loaded_end; /* of the program's file */
static uintptr_t text_begin, text_end;
static uint8_t *learner_bits;

/* By the linker: the bounds of section.h. */
extern const char __start_sil_text[] __attribute__((visibility("hidden")));
extern const char __stop_sil_text[] __attribute__((visibility("hidden")));

static bool is_ours(uintptr_t address) {
    bool is_here = address >= (uintptr_t)__start_sil_text && address < (uintptr_t)__stop_sil_text;
    return is_here || il_owns_code(address);
}

/* ---- Libraries */

static image_owner owner_of_library(const char *path) {
    static const char *const quiet[] = {
        "libswiftCore.so", "libswift_Concurrency.so", "libswiftSynchronization.so", "libdispatch.so",
        "libBlocksRuntime.so", "libc.so", "libm.so", "libstdc++.so", "libgcc_s.so", "ld-linux",
        "lib_FoundationICU.so", "libXCTest.so",
    };
    const char *slash = strrchr(path, '/');
    const char *name = slash != NULL ? slash + 1 : path;
    if (strncmp(name, "libswiftDispatch.so", strlen("libswiftDispatch.so")) == 0) return IMAGE_DISPATCH;
    for (size_t i = 0; i < sizeof quiet / sizeof quiet[0]; i++) {
        if (strncmp(name, quiet[i], strlen(quiet[i])) == 0) return IMAGE_QUIET;
    }
    return IMAGE_OTHER;
}

/* A host of tests waits and locks for itself. The other library that it has loaded itself is the grader's:
   what that does it does in the learner's place. */
static image_owner owner_in_host(const struct dl_phdr_info *info, bool is_executable) {
    static const char loaded[] = "/proc/self/fd/";
    if (is_executable) return IMAGE_HOST;
    bool is_grader = strncmp(info->dlpi_name, loaded, sizeof loaded - 1) == 0;
    return is_grader ? IMAGE_GRADER : owner_of_library(info->dlpi_name);
}

static void add_program_segment(const ElfW(Phdr) *header, uintptr_t begin) {
    uintptr_t end = begin + header->p_memsz;
    if (loaded_begin == 0 || begin < loaded_begin) loaded_begin = begin;
    if (end > loaded_end) loaded_end = end;
    if ((header->p_flags & PF_X) == 0) return;
    if (text_begin == 0 || begin < text_begin) text_begin = begin;
    if (end > text_end) text_end = end;
}

/* `context` is where the learner's library begins; null: the executable is the learner's. */
static int add_image(struct dl_phdr_info *info, size_t size, void *context) {
    (void)size;
    bool is_executable = info->dlpi_name == NULL || info->dlpi_name[0] == 0;
    /* The first one listed is the program; the kernel's own image has no name in some releases either. */
    if (is_executable && has_executable) return 0;
    has_executable |= is_executable;
    bool is_program = context == NULL ? is_executable : info->dlpi_addr == (uintptr_t)context;
    if (is_program) base = info->dlpi_addr;
    for (size_t i = 0; i < info->dlpi_phnum; i++) {
        const ElfW(Phdr) *header = &info->dlpi_phdr[i];
        if (header->p_type != PT_LOAD) continue;
        uintptr_t begin = info->dlpi_addr + header->p_vaddr;
        if (is_program) add_program_segment(header, begin);
        /* What finds no room is IMAGE_OTHER, which is what most libraries are. */
        if (is_program || (header->p_flags & PF_X) == 0 || ranges_count == RANGES_MAX) continue;
        image_owner owner =
            context == NULL ? owner_of_library(info->dlpi_name) : owner_in_host(info, is_executable);
        if (owner == IMAGE_OTHER) continue;
        ranges[ranges_count++] = (range){begin, begin + header->p_memsz, owner};
    }
    return 0;
}

/* ---- The program's functions */

static bool ends_with(const char *name, size_t length, const char *ending) {
    size_t ending_length = strlen(ending);
    return length >= ending_length && memcmp(name + length - ending_length, ending, ending_length) == 0;
}

/* Metadata accessors, caches of witness tables and outlined copies: they use plain accesses where the runtime
   knows that it does no harm. */
static bool is_made_by_compiler(const char *name) {
    static const char *const endings[] = {"Ma", "Mi", "Mr", "Wl", "WL", "WOh", "WOe"};
    if (strncmp(name, "__swift_", strlen("__swift_")) == 0) return true;
    if (name[0] != '$' || (name[1] != 's' && name[1] != 'S')) return false;
    size_t length = strlen(name);
    for (size_t i = 0; i < sizeof endings / sizeof endings[0]; i++) {
        if (ends_with(name, length, endings[i])) return true;
    }
    return false;
}

static void mark(uintptr_t begin, uintptr_t end) {
    assert(begin >= text_begin && end <= text_end);
    for (uintptr_t address = begin; address < end; address++) {
        uintptr_t index = address - text_begin;
        learner_bits[index / 8] |= (uint8_t)(1u << (index % 8));
    }
}

static void mark_function(const void *entry, const char *name, void *context) {
    (void)context;
    const Elf64_Sym *symbol = entry;
    if (ELF64_ST_TYPE(symbol->st_info) != STT_FUNC || symbol->st_value == 0 || symbol->st_size == 0) return;
    uintptr_t begin = base + symbol->st_value, end = begin + symbol->st_size;
    if (begin < text_begin || end > text_end || end < begin) return;
    if (is_ours(begin) || is_made_by_compiler(name)) return;
    mark(begin, end);
}

static bool lies_within(uint64_t offset, uint64_t count, size_t size) {
    return offset <= size && count <= size - offset;
}

const char *ip_image_for_symbols(const uint8_t *bytes, size_t size, image_visitor visit, void *context) {
    const Elf64_Ehdr *header = (const Elf64_Ehdr *)bytes;
    bool is_elf = size >= sizeof *header && memcmp(header->e_ident, ELFMAG, SELFMAG) == 0;
    if (!is_elf) return "the program's file is no ELF";
    uint64_t sections_size = (uint64_t)header->e_shnum * sizeof(Elf64_Shdr);
    bool has_sections = header->e_shoff != 0 && lies_within(header->e_shoff, sections_size, size);
    if (!has_sections) return "the program's file has no sections";
    const Elf64_Shdr *sections = (const Elf64_Shdr *)(bytes + header->e_shoff);
    for (size_t i = 0; i < header->e_shnum; i++) {
        if (sections[i].sh_type != SHT_SYMTAB || sections[i].sh_link >= header->e_shnum) continue;
        const Elf64_Shdr *names = &sections[sections[i].sh_link];
        if (!lies_within(sections[i].sh_offset, sections[i].sh_size, size)) continue;
        if (!lies_within(names->sh_offset, names->sh_size, size) || names->sh_size == 0) continue;
        const char *text = (const char *)bytes + names->sh_offset;
        if (text[names->sh_size - 1] != 0) continue; /* the last name has no end */
        const Elf64_Sym *symbols = (const Elf64_Sym *)(bytes + sections[i].sh_offset);
        size_t count = sections[i].sh_size / sizeof symbols[0];
        for (size_t k = 0; k < count; k++) {
            if (symbols[k].st_name < names->sh_size) visit(&symbols[k], text + symbols[k].st_name, context);
        }
        return NULL;
    }
    return "the program's file has no symbols";
}

/* Marks what the file says is the learner's. */
static const char *load(uintptr_t library_begin, int fd) {
    assert(learner_bits == NULL);
    dl_iterate_phdr(add_image, (void *)library_begin);
    if (text_begin == 0) return "the program has no code";
    size_t bits_size = (text_end - text_begin) / 8 + 1;
    learner_bits = mmap(NULL, bits_size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (learner_bits == MAP_FAILED) return "no memory for the program's map";
    struct stat info;
    if (fstat(fd, &info) != 0 || info.st_size <= 0) return "the program's file cannot be read";
    void *bytes = mmap(NULL, (size_t)info.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
    if (bytes == MAP_FAILED) return "the program's file cannot be read";
    const char *fault = ip_image_for_symbols(bytes, (size_t)info.st_size, mark_function, NULL);
    munmap(bytes, (size_t)info.st_size);
    return fault;
}

const char *ip_image_load(void) {
    int fd = open("/proc/self/exe", O_RDONLY | O_CLOEXEC);
    if (fd < 0) return "the program's file cannot be opened";
    const char *fault = load(0, fd);
    close(fd);
    return fault;
}

const char *ip_image_load_library(uintptr_t begin, int fd) {
    assert(begin != 0);
    return load(begin, fd);
}

/* ---- Questions */

bool ip_image_is_learner(const void *return_address) {
    /* The call lies before its return address, which may already be another function's first byte. */
    uintptr_t index = (uintptr_t)return_address - 1 - text_begin;
    if (index >= text_end - text_begin) return false;
    return (learner_bits[index / 8] >> (index % 8) & 1) != 0;
}

image_owner ip_image_owner_of(const void *return_address) {
    uintptr_t address = (uintptr_t)return_address - 1;
    if (is_ours(address)) return IMAGE_OURS;
    if (address >= text_begin && address < text_end) {
        return ip_image_is_learner(return_address) ? IMAGE_LEARNER : IMAGE_PROGRAM;
    }
    for (size_t i = 0; i < ranges_count; i++) {
        if (address >= ranges[i].begin && address < ranges[i].end) return ranges[i].owner;
    }
    return IMAGE_OTHER;
}

uintptr_t ip_image_base(void) {
    return base;
}

bool ip_image_holds(uintptr_t address) {
    return address >= loaded_begin && address < loaded_end;
}

const void *ip_image_learner_caller(const void *return_address, void *const *frame) {
    if (ip_image_is_learner(return_address)) return return_address;
    void *const *stack_end = ip_thread_stack_end();
    for (int depth = 0; depth < FRAMES_MAX; depth++) {
        bool is_frame = frame + 2 <= stack_end && (uintptr_t)frame % sizeof(void *) == 0;
        if (!is_frame) return NULL;
        if (ip_image_is_learner(frame[1])) return frame[1];
        void *const *outer = frame[0];
        if (outer <= frame) return NULL;
        frame = outer;
    }
    return NULL;
}

const void *ip_image_scan(void *const *stack, void *const *stack_end) {
    if (stack_end > stack + SCANNED_WORDS_MAX) stack_end = stack + SCANNED_WORDS_MAX;
    for (; stack < stack_end; stack++) {
        if (ip_image_is_learner(*stack)) return *stack;
    }
    return NULL;
}
