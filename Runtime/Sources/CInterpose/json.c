/* JSON text. */
#include "json.h"

#include <assert.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "section.h"

static char line[JSON_BYTES_MAX];
static size_t used;
static bool needs_comma, has_overflowed;

void ip_json_begin(void) {
    used = 0;
    needs_comma = has_overflowed = false;
}

size_t ip_json_room(void) {
    return sizeof line - used;
}

static void put(const char *bytes, size_t size) {
    if (size > ip_json_room()) {
        has_overflowed = true;
        return;
    }
    memcpy(line + used, bytes, size);
    used += size;
}

static void put_string(const char *text) {
    put(text, strlen(text));
}

static void begin_value(const char *key) {
    if (needs_comma) put(",", 1);
    needs_comma = true;
    if (key == NULL) return;
    put("\"", 1);
    put_string(key);
    put("\":", 2);
}

void ip_json_open(const char *key, char bracket) {
    assert(bracket == '{' || bracket == '[');
    begin_value(key);
    put(&bracket, 1);
    needs_comma = false;
}

void ip_json_close(char bracket) {
    assert(bracket == '}' || bracket == ']');
    put(&bracket, 1);
    needs_comma = true;
}

static void put_formatted(const char *key, const char *format, unsigned long number) {
    char text[32];
    snprintf(text, sizeof text, format, number);
    begin_value(key);
    put_string(text);
}

void ip_json_number(const char *key, uint64_t number) {
    put_formatted(key, "%lu", number);
}

void ip_json_hex(const char *key, uint64_t number) {
    put_formatted(key, "\"0x%lx\"", number);
}

void ip_json_bool(const char *key, bool value) {
    begin_value(key);
    put_string(value ? "true" : "false");
}

void ip_json_null(const char *key) {
    begin_value(key);
    put_string("null");
}

/* ---- Text */

/* Bytes of the well-formed UTF-8 character at `text`, 0 if there is none. */
static size_t character_size(const uint8_t *text, size_t size) {
    static const struct form {
        uint8_t lead_mask, lead;
        size_t size;
        uint32_t least;
    } forms[] = {{0x80, 0x00, 1, 0}, {0xE0, 0xC0, 2, 0x80}, {0xF0, 0xE0, 3, 0x800}, {0xF8, 0xF0, 4, 0x10000}};
    for (size_t i = 0; i < sizeof forms / sizeof forms[0]; i++) {
        if ((text[0] & forms[i].lead_mask) != forms[i].lead) continue;
        if (forms[i].size > size) return 0;
        uint32_t scalar = text[0] & (uint8_t)~forms[i].lead_mask;
        for (size_t k = 1; k < forms[i].size; k++) {
            if ((text[k] & 0xC0) != 0x80) return 0;
            scalar = scalar << 6 | (text[k] & 0x3F);
        }
        bool is_scalar = scalar <= 0x10FFFF && (scalar < 0xD800 || scalar > 0xDFFF);
        return is_scalar && scalar >= forms[i].least ? forms[i].size : 0;
    }
    return 0;
}

static void put_character(const uint8_t *text, size_t size) {
    char escaped[8];
    switch (text[0]) {
    case '"': put("\\\"", 2); return;
    case '\\': put("\\\\", 2); return;
    case '\n': put("\\n", 2); return;
    case '\t': put("\\t", 2); return;
    default: break;
    }
    if (size > 1 || (text[0] >= 0x20 && text[0] != 0x7F)) {
        put((const char *)text, size);
        return;
    }
    snprintf(escaped, sizeof escaped, "\\u%04x", text[0]);
    put_string(escaped);
}

void ip_json_text(const char *key, const char *text, size_t size) {
    static const char replacement[] = "\xEF\xBF\xBD"; /* U+FFFD */
    assert(text != NULL || size == 0);
    begin_value(key);
    put("\"", 1);
    for (size_t i = 0; i < size;) {
        size_t length = character_size((const uint8_t *)text + i, size - i);
        if (length > 0) {
            put_character((const uint8_t *)text + i, length);
        } else {
            put(replacement, sizeof replacement - 1);
        }
        i += length > 0 ? length : 1;
    }
    put("\"", 1);
}

void ip_json_word(const char *key, const char *word) {
    if (word == NULL) {
        ip_json_null(key);
    } else {
        ip_json_text(key, word, strlen(word));
    }
}

/* ---- Out */

const char *ip_json_line(size_t *size) {
    put("\n", 1);
    *size = has_overflowed ? 0 : used;
    return line;
}

bool ip_json_write(int fd, const char *text, size_t size) {
    assert(text != NULL && size > 0);
    for (size_t sent = 0; sent < size;) {
        ssize_t count = write(fd, text + sent, size - sent);
        if (count < 0 && errno == EINTR) continue;
        if (count <= 0) return false;
        sent += (size_t)count;
    }
    return true;
}

bool ip_json_send(int fd) {
    size_t size = 0;
    ip_json_line(&size);
    return size > 0 && ip_json_write(fd, line, size);
}
