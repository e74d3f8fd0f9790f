/* Runs as text and back. */
#include "internal.h"

typedef struct writer {
    char *text;
    size_t room, count;
} writer;

static void put(writer *writer, char letter) {
    if (writer->count + 1 < writer->room) writer->text[writer->count] = letter;
    writer->count++;
}

static void put_number(writer *writer, uint32_t number) {
    char digits[10];
    int count = 0;
    do {
        digits[count++] = (char)('0' + number % 10);
        number /= 10;
    } while (number != 0);
    while (count > 0) put(writer, digits[--count]);
}

static char letter_of(il_variant variant) {
    switch (variant) {
    case IL_NORMAL: return 0;
    case IL_SPURIOUS: return 's';
    case IL_TIMEOUT: return 't';
    case IL_FINISH: return 'f';
    }
    return 0;
}

size_t il_choices_write(const il_trace *trace, char *text, size_t text_bytes) {
    writer writer = {.text = text, .room = text_bytes};
    uint32_t count = trace->runs_count < IL_RUNS_MAX ? trace->runs_count : IL_RUNS_MAX;
    for (uint32_t i = 0; i < count; i++) {
        const il_run *run = &trace->runs[i];
        if (i > 0) put(&writer, ',');
        put_number(&writer, run->thread);
        char letter = letter_of((il_variant)run->variant);
        if (letter != 0) put(&writer, letter);
        if (run->events == 0) continue;
        put(&writer, 'x');
        put_number(&writer, run->events);
    }
    if (text_bytes > 0) text[writer.count < text_bytes ? writer.count : text_bytes - 1] = 0;
    return writer.count + 1;
}

/* False if there is no number, or one above `max`. */
static bool read_number(const char **text, uint32_t max, uint32_t *number) {
    const char *start = *text;
    uint64_t value = 0;
    while (**text >= '0' && **text <= '9') {
        value = value * 10 + (uint64_t)(**text - '0');
        if (value > max) return false;
        (*text)++;
    }
    *number = (uint32_t)value;
    return *text != start;
}

static bool read_run(const char **text, il_run *run) {
    uint32_t thread, events = 0;
    if (!read_number(text, IL_THREADS_MAX - 1, &thread)) return false;
    il_variant variant = IL_NORMAL;
    for (il_variant known = IL_SPURIOUS; known <= IL_FINISH; known++) {
        if (**text == letter_of(known)) variant = known;
    }
    if (variant != IL_NORMAL) (*text)++;
    if (**text == 'x') {
        (*text)++;
        if (!read_number(text, UINT32_MAX, &events)) return false;
    }
    *run = (il_run){.events = events, .thread = (uint8_t)thread, .variant = (uint8_t)variant};
    return true;
}

ptrdiff_t il_choices_read(const char *text, il_run *runs, size_t runs_max) {
    size_t count = 0;
    assert(text != NULL && (runs != NULL || runs_max == 0));
    for (;;) {
        if (count == runs_max || !read_run(&text, &runs[count])) return -1;
        count++;
        if (*text == 0) return (ptrdiff_t)count;
        if (*text++ != ',') return -1;
    }
}
