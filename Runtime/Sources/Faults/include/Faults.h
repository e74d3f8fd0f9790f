/* Faults: a library laid before libc (LD_PRELOAD) in a program under test, and in nothing else. It makes system calls
   fail or fall short on command, in ways that Linux itself may answer any program at any time; what Linux never does
   (a short read of a file, EINTR of a full disk) it never does either.

   The command is the environment variable SIL_FAULTS, read once before the program's own code:

       word=number[,number[,number]] [;word=…]

   | word        | numbers            | effect                                                                    |
   |-------------|--------------------|---------------------------------------------------------------------------|
   | short_read  | max                | a read from a pipe or stream socket gives at most `max` bytes               |
   | short_write | max                | a write to one takes at most `max` bytes                                  |
   | slow_write  | ms                 | a write to one first sleeps `ms`                                          |
   | interrupt   | every              | every nth call that may wait fails with EINTR before it does anything     |
   | would_block | every              | every nth read, write, accept of a non-blocking descriptor fails with EAGAIN |
   | reset       | every              | every nth read of a stream socket fails with ECONNRESET; it is dead then  |
   | fork        | times, after       | fork and posix_spawn fail with EAGAIN                                     |
   | accept      | times, after, errno | accept fails with that error; the client goes on waiting                  |
   | malloc      | times, after, bytes | malloc, calloc, realloc of at least `bytes` give NULL                     |

   `times` calls fail after `after` have not. Each kind of call (read, write, accept, wait for children, wait for
   descriptors) has counters of its own: a program that repeats what failed gets on, whatever it does in between.
   Counters are per process and go on in a forked child; a started program has no faults, and both variables are
   removed before the program's own code could see them. Calls that libc makes inside itself (getline, printf) are not
   touched. No lock is taken, nothing is allocated, and an unknown word ends the program with exit code 70.

   This header declares nothing: there is nothing to call. */
#pragma once
