/* JSON text, written piece by piece into memory of its own. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { JSON_BYTES_MAX = 1024 * 1024 };

/* One line at a time. Keys and elements are separated by commas without being asked. */
void ip_json_begin(void);

/* Opens and closes an object ({}) or an array ([]), as the value of `key` or, with a null `key`, as an
   element. */
void ip_json_open(const char *key, char bracket);
void ip_json_close(char bracket);

void ip_json_number(const char *key, uint64_t number);
void ip_json_hex(const char *key, uint64_t number); /* "0x11f0" */
void ip_json_bool(const char *key, bool value);
void ip_json_null(const char *key);

/* Text is repaired where it is no UTF-8. */
void ip_json_text(const char *key, const char *text, size_t size);
void ip_json_word(const char *key, const char *word); /* null: null */

/* How much room there is left. */
size_t ip_json_room(void);

/* Writes the line to a descriptor, whole. False if that fails or the line did not fit. */
bool ip_json_send(int fd);

/* Writes a line that was made before. False if nobody reads it. */
bool ip_json_write(int fd, const char *text, size_t size);

/* The line, its end included, and its size; 0 if it did not fit. It stays until the next one is begun. */
const char *ip_json_line(size_t *size);
