/* Objects and variables by numbers. */
#include "objects.h"

#include <string.h>

#include "image.h"
#include "json.h"
#include "records.h"

#include "section.h"

enum { VARIABLES_MAX = 4096 /* a power of two above twice RECORD_STEPS_MAX */ };

static struct names {
    uint32_t count;
    uint16_t of_object[IL_OBJECTS_MAX]; /* number + 1; 0: none */
    struct variable {
        uint64_t address;
        uint16_t number; /* + 1 */
    } variables[VARIABLES_MAX];
    struct named {
        int32_t object; /* −1: a variable */
        uint64_t address;
    } named[2 * RECORD_STEPS_MAX];
} names;

static struct variable *variable_slot(uint64_t address) {
    uint64_t hash = address * 0x9E3779B97F4A7C15ull >> 40;
    for (uint32_t i = 0; i < VARIABLES_MAX; i++) {
        struct variable *slot = &names.variables[(hash + i) % VARIABLES_MAX];
        if (slot->number == 0 || slot->address == address) return slot;
    }
    return NULL;
}

/* The number of an object of the trace, or of the variable at an address; −1 if there is neither. */
static int name_of(int32_t object, uint64_t address) {
    if (object < 0 && address == 0) return -1;
    struct variable *slot = object < 0 ? variable_slot(address) : NULL;
    uint16_t *number = object >= 0 ? &names.of_object[object] : slot != NULL ? &slot->number : NULL;
    if (number == NULL) return -1;
    if (*number == 0) {
        if (names.count == 2 * RECORD_STEPS_MAX) return -1;
        names.named[names.count++] = (struct named){.object = object, .address = address};
        *number = (uint16_t)names.count;
        if (slot != NULL) slot->address = address;
    }
    return *number - 1;
}

void ip_objects_put(int32_t object, uint64_t address) {
    int name = name_of(object, address);
    if (name < 0) {
        ip_json_null("object");
    } else {
        ip_json_number("object", (uint64_t)name);
    }
}

void ip_objects_put_place(const char *key, uint64_t address) {
    if (address != 0 && ip_image_holds((uintptr_t)address)) {
        ip_json_hex(key, address - ip_image_base());
    } else {
        ip_json_null(key);
    }
}

static const char *kind_name(il_kind kind) {
    switch (kind) {
    case IL_ERRORCHECK_MUTEX: return il_kind_name(IL_MUTEX);
    case IL_FUTEX: return il_kind_name(IL_ATOMIC);
    default: return il_kind_name(kind);
    }
}

void ip_objects_put_all(const il_trace *trace) {
    ip_json_open("objects", '[');
    for (uint32_t i = 0; i < names.count; i++) {
        const struct named *named = &names.named[i];
        const il_object *object = named->object >= 0 ? &trace->objects[named->object] : NULL;
        ip_json_open(NULL, '{');
        ip_json_number("id", i);
        ip_json_word("kind", object != NULL ? kind_name(object->kind) : il_kind_name(IL_VARIABLE));
        ip_objects_put_place("address", object != NULL ? object->address : named->address);
        ip_objects_put_place("made", object != NULL ? object->made : 0);
        ip_json_close('}');
    }
    ip_json_close(']');
}

void ip_objects_begin(void) { memset(&names, 0, sizeof names); }
