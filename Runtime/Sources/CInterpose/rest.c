#include "rest.h"

#include <assert.h>
#include <stdatomic.h>

#include "CInterpose.h"

#include "section.h"

static _Atomic uint64_t rests;

void ip_rest_count(call_site site) {
    assert(site.return_address != NULL);
    if (il_controlled()) return;
    image_owner owner = ip_image_owner_of(site.return_address);
    if (owner == IMAGE_HOST || owner == IMAGE_OURS || owner == IMAGE_GRADER) return;
    atomic_fetch_add_explicit(&rests, 1, memory_order_relaxed);
}

uint64_t ip_rests(void) {
    return atomic_load_explicit(&rests, memory_order_relaxed);
}
