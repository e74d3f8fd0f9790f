/* Real threads serve one logical thread after another. One that was left in the middle of a schedule has left
   things behind: specific data, handlers, and what Swift's runtime notes of accesses that have begun. The
   next one must not find them: an access that never ended would seem to overlap with its own. */
#define _GNU_SOURCE
#include <assert.h>
#include <link.h>
#include <stdbool.h>
#include <stddef.h>
#include <string.h>

#include "exclusivity.h"
#include "interleave.h"
#include "thread.h"

#include "section.h"

static bool was_left[IL_THREADS_MAX];

void ip_thread_was_left(int thread) {
    assert(thread >= 0 && thread < IL_THREADS_MAX);
    was_left[thread] = true;
}

/* As the compiler asks for a thread's copy of a library's variables. */
typedef struct tls_index {
    size_t module, offset;
} tls_index;
void *__tls_get_addr(tls_index *index);

/* Where the runtime keeps what it knows of a thread, as every library does. */
static struct runtime_storage {
    bool is_known;
    size_t module; /* 0: there is no Swift in the program */
    const void *initial;
    size_t initial_size, size;
} storage;

static int find_storage(struct dl_phdr_info *info, size_t size, void *context) {
    (void)size;
    (void)context;
    if (info->dlpi_name == NULL || strstr(info->dlpi_name, "/libswiftCore.so") == NULL) return 0;
    for (size_t i = 0; i < info->dlpi_phnum; i++) {
        const ElfW(Phdr) *header = &info->dlpi_phdr[i];
        if (header->p_type != PT_TLS) continue;
        storage.module = info->dlpi_tls_modid;
        storage.initial = (const void *)(info->dlpi_addr + header->p_vaddr);
        storage.initial_size = header->p_filesz;
        storage.size = header->p_memsz;
    }
    return 1;
}

/* The calling thread's copy becomes as it was when the thread was made. */
static void forget_runtime_state(void) {
    if (!storage.is_known) dl_iterate_phdr(find_storage, NULL);
    storage.is_known = true;
    if (storage.module == 0) return;
    tls_index index = {.module = storage.module, .offset = 0};
    char *own = __tls_get_addr(&index);
    memcpy(own, storage.initial, storage.initial_size);
    memset(own + storage.initial_size, 0, storage.size - storage.initial_size);
}

void ip_thread_begins(void *context) {
    (void)context;
    int thread = il_thread_self();
    if (!was_left[thread]) return;
    was_left[thread] = false;
    ip_exclusivity_open = 0;
    ip_thread_handlers_forget();
    ip_thread_data_forget();
    forget_runtime_state();
}
