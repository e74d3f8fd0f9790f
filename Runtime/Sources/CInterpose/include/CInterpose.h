/* CInterpose: a whole program under the schedule explorer.

   Its definitions stand before those of libc and of Swift's runtime: pthread_*, <threads.h>, semaphores,
   clocks, sleeps, the heap, memcpy and its like, the calls that -fsanitize=thread and -sanitize=thread
   put into a program, Swift's swift_once, swift_beginAccess and Synchronization.Mutex. Each of them
   makes an operation of the program known to the engine (CInterleave) and does it there, or hands it on
   to the function it stands before.

   It is linked into a program as an archive of which every member is taken (--whole-archive), together
   with CInterleave's and with --export-dynamic, so that libraries find its definitions too; the program
   has symbols, and Swift's libraries are dynamic. It begins in a constructor before any code of the
   program's own: it reads the variable SIL_EXPLORE, forks a process for each schedule, and tells what
   came of them (Docs/records.md, "An exploration"). Docs/explorer.md says how.

   This header declares nothing: there is nothing to call. */
#pragma once
