/* The standard streams of the processes that run schedules: what a schedule prints is kept, what it reads is
   the same each time. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

/* Makes memory files for what is printed, empty. 0 or errno. */
int ip_streams_open(void);

/* Puts them in the place of stdout and stderr, in the calling process and its forks to come, and something
   that can be read again in that of stdin. 0 or errno. */
int ip_streams_enter(void);

void ip_streams_close(void);

typedef enum stream { STREAM_OUTPUT, STREAM_ERROR } stream;

/* Bytes printed since it was emptied. A process that has not entered them sees what its forks print there. */
off_t ip_stream_size(stream stream);

/* A part of what it holds; how many bytes. `from` below 0 is the beginning. */
uint32_t ip_stream_read(stream stream, off_t from, char *text, size_t size);

/* Before a schedule: nothing is printed yet, and everything can be read. 0 or errno. */
int ip_streams_rewind(void);

/* Writes out what libc holds back. False: a thread is in the middle of printing, and what there is stays. */
bool ip_streams_flush(void);
