/* The learner's library, loaded without a single instruction of it being run. A library's initializers run
   inside dlopen, before the process could be locked down: so the copy that is loaded declares none, and
   they are called afterwards. */
#define _GNU_SOURCE
#include "internal.h"

#include <assert.h>
#include <dlfcn.h>
#include <elf.h>
#include <errno.h>
#include <fcntl.h>
#include <link.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <unistd.h>

enum { LIBRARY_BYTES_MAX = 512 * 1024 * 1024 };

/* The file in memory. Its bytes come from a linker that was fed by the learner: no offset is believed. */
typedef struct image {
    uint8_t *bytes;
    uint64_t count;
} image;

static void *part(const image *image, uint64_t offset, uint64_t count, uint64_t size) {
    if (size == 0 || count > image->count / size || offset > image->count - count * size) return NULL;
    return image->bytes + offset;
}

static const Elf64_Phdr *segments(const image *image, size_t *count) {
    const Elf64_Ehdr *header = part(image, 0, 1, sizeof *header);
    if (header == NULL || memcmp(header->e_ident, ELFMAG, SELFMAG) != 0) return NULL;
    if (header->e_ident[EI_CLASS] != ELFCLASS64 || header->e_type != ET_DYN) return NULL;
    if (header->e_machine != EM_X86_64 || header->e_phentsize != sizeof(Elf64_Phdr)) return NULL;
    *count = header->e_phnum;
    return part(image, header->e_phoff, header->e_phnum, sizeof(Elf64_Phdr));
}

/* What lies at an address once loaded; NULL if the file does not hold all of it. */
static void *at_address(const image *image, uint64_t address, uint64_t count, uint64_t size) {
    size_t segment_count = 0;
    const Elf64_Phdr *all = segments(image, &segment_count);
    if (size == 0 || count > image->count / size) return NULL;
    for (size_t i = 0; all != NULL && i < segment_count; i++) {
        if (all[i].p_type != PT_LOAD || address < all[i].p_vaddr) continue;
        uint64_t inside = address - all[i].p_vaddr;
        if (inside > all[i].p_filesz || count * size > all[i].p_filesz - inside) continue;
        if (all[i].p_offset > image->count - inside) return NULL;
        return part(image, all[i].p_offset + inside, count, size);
    }
    return NULL;
}

static Elf64_Dyn *dynamic_of(const image *image, size_t *count) {
    size_t segment_count = 0;
    const Elf64_Phdr *all = segments(image, &segment_count);
    for (size_t i = 0; all != NULL && i < segment_count; i++) {
        if (all[i].p_type != PT_DYNAMIC) continue;
        *count = all[i].p_filesz / sizeof(Elf64_Dyn);
        /* The loader reads it at its address; a header that names another part of the file would hide
           entries. */
        void *loaded = at_address(image, all[i].p_vaddr, *count, sizeof(Elf64_Dyn));
        void *named = part(image, all[i].p_offset, *count, sizeof(Elf64_Dyn));
        return loaded == named ? named : NULL;
    }
    return NULL;
}

static uint64_t value_of(const Elf64_Dyn *dynamic, size_t count, int64_t tag) {
    uint64_t value = 0;
    for (size_t i = 0; i < count && dynamic[i].d_tag != DT_NULL; i++) {
        if (dynamic[i].d_tag == tag) value = dynamic[i].d_un.d_val; /* the loader keeps the last one, too */
    }
    return value;
}

/* Relocations whose value is what a function of the library answers: they would run it while it loads. */
static bool asks_for_calls(const image *image, uint64_t table, uint64_t bytes) {
    uint64_t count = bytes / sizeof(Elf64_Rela);
    const Elf64_Rela *relocations = count > 0 ? at_address(image, table, count, sizeof *relocations) : NULL;
    if (count > 0 && relocations == NULL) return true;
    for (uint64_t i = 0; i < count; i++) {
        if (ELF64_R_TYPE(relocations[i].r_info) == R_X86_64_IRELATIVE) return true;
    }
    return false;
}

/* The same by name: a symbol that is a resolver is called by whoever binds to it. */
static bool offers_resolvers(const image *image, const Elf64_Dyn *dynamic, size_t count) {
    /* Of the two hash tables a linker writes, this one says how many symbols there are. */
    const uint32_t *hash = at_address(image, value_of(dynamic, count, DT_HASH), 2, sizeof *hash);
    uint64_t symbols_count = hash == NULL ? 0 : hash[1];
    const Elf64_Sym *symbols =
        at_address(image, value_of(dynamic, count, DT_SYMTAB), symbols_count, sizeof *symbols);
    if (hash == NULL || symbols == NULL) return true;
    for (uint64_t i = 0; i < symbols_count; i++) {
        if (ELF64_ST_TYPE(symbols[i].st_info) == STT_GNU_IFUNC) return true;
    }
    return false;
}

/* Takes the initializers out of the copy and notes them. */
static int silence(const image *image, host_library *library) {
    size_t count = 0;
    Elf64_Dyn *dynamic = dynamic_of(image, &count);
    if (dynamic == NULL) return ENOEXEC;
    uint64_t data = value_of(dynamic, count, DT_RELA), data_bytes = value_of(dynamic, count, DT_RELASZ);
    uint64_t calls = value_of(dynamic, count, DT_JMPREL), calls_bytes = value_of(dynamic, count, DT_PLTRELSZ);
    if (asks_for_calls(image, data, data_bytes) || asks_for_calls(image, calls, calls_bytes)) return ENOEXEC;
    if (offers_resolvers(image, dynamic, count)) return ENOEXEC;
    library->init = value_of(dynamic, count, DT_INIT);
    library->init_array = value_of(dynamic, count, DT_INIT_ARRAY);
    library->init_count = value_of(dynamic, count, DT_INIT_ARRAYSZ) / sizeof(uint64_t);
    if (library->init_count > 0 && at_address(image, library->init_array, library->init_count, 8) == NULL) {
        return ENOEXEC;
    }
    for (size_t i = 0; i < count && dynamic[i].d_tag != DT_NULL; i++) {
        if (dynamic[i].d_tag == DT_INIT_ARRAYSZ) dynamic[i].d_un.d_val = 0;
        /* A tag that the loader heeds in programs only, where a debugger asks for it. */
        if (dynamic[i].d_tag == DT_INIT) dynamic[i].d_tag = DT_DEBUG;
    }
    return 0;
}

static int copy(int from, int to, uint64_t bytes) {
    uint64_t copied = 0;
    while (copied < bytes) {
        ssize_t count = sendfile(to, from, NULL, (size_t)(bytes - copied));
        if (count < 0 && errno != EINTR) return errno;
        if (count == 0) return EIO; /* it became shorter meanwhile */
        if (count > 0) copied += (uint64_t)count;
    }
    return 0;
}

static int silence_copy(int fd, uint64_t bytes, host_library *library) {
    void *mapped = mmap(NULL, (size_t)bytes, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    if (mapped == MAP_FAILED) return errno;
    const image image = {.bytes = mapped, .count = bytes};
    int error = silence(&image, library);
    munmap(mapped, (size_t)bytes);
    if (error != 0) return error;
    /* Tests share its pages: none may change them for the next. */
    return fcntl(fd, F_ADD_SEALS, F_SEAL_WRITE | F_SEAL_GROW | F_SEAL_SHRINK | F_SEAL_SEAL) == 0 ? 0 : errno;
}

int host_library_open(const char *path, host_library *library) {
    assert(path != NULL && library != NULL);
    *library = (host_library){.fd = -1};
    int file_fd = open(path, O_RDONLY | O_CLOEXEC);
    if (file_fd < 0) return errno;
    struct stat info = {.st_size = 0};
    int error = fstat(file_fd, &info) == 0 ? 0 : errno;
    bool is_fit = S_ISREG(info.st_mode) && info.st_size > 0 && info.st_size <= LIBRARY_BYTES_MAX;
    if (error == 0 && !is_fit) error = ENOEXEC;
    int fd = error == 0 ? memfd_create("learner.so", MFD_CLOEXEC | MFD_ALLOW_SEALING) : -1;
    if (error == 0 && fd < 0) error = errno;
    if (error == 0) error = copy(file_fd, fd, (uint64_t)info.st_size);
    if (error == 0) error = silence_copy(fd, (uint64_t)info.st_size, library);
    close(file_fd);
    if (error != 0 && fd >= 0) close(fd);
    library->fd = error == 0 ? fd : -1;
    return error;
}

static void *load(int fd, int flags) {
    char path[PROC_PATH_BYTES];
    snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
    return dlopen(path, flags);
}

static const char *failed(char *error, size_t error_bytes, const char *which) {
    const char *reason = dlerror();
    snprintf(error, error_bytes, "%s: %s", which, reason ? reason : "no reason given");
    return error;
}

const char *host_libraries_load(host_library *learner, int grader_fd, host_entries *entries) {
    assert(learner->fd > 2 && grader_fd > 2);
    static char error[1024];
    /* The learner's first and global: the grader binds to it. The host's, libc's and XCTest's definitions
       come before both in lookup, so that the learner's can stand in for none of them. */
    learner->handle = load(learner->fd, RTLD_NOW | RTLD_GLOBAL);
    if (learner->handle == NULL) return failed(error, sizeof error, "learner");
    void *grader = load(grader_fd, RTLD_NOW | RTLD_LOCAL);
    *entries = grader == NULL ? NULL : (host_entries)dlsym(grader, "sil_entries");
    return *entries == NULL ? failed(error, sizeof error, "grader") : NULL;
}

/* As the dynamic linker calls them. */
typedef void (*initializer)(int, char **, char **);

uintptr_t host_library_begin(const host_library *library) {
    assert(library != NULL && library->handle != NULL);
    struct link_map *map = NULL;
    return dlinfo(library->handle, RTLD_DI_LINKMAP, &map) == 0 ? map->l_addr : 0;
}

void host_library_initialize(const host_library *library) {
    uintptr_t base = host_library_begin(library);
    if (base == 0) return;
    char *arguments[] = {"", NULL};
    if (library->init != 0) ((initializer)(base + library->init))(1, arguments, environ);
    const initializer *all = (const initializer *)(base + library->init_array);
    for (uint64_t i = 0; i < library->init_count; i++) {
        /* Linkers have left such words in the place of what they dropped. */
        if ((uintptr_t)all[i] != 0 && (uintptr_t)all[i] != UINTPTR_MAX) all[i](1, arguments, environ);
    }
}
