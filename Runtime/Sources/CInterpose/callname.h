/* Names of system calls that can wait. */
#pragma once

/* As a program writes it; of a number below 0, which is none, "system call". The text stays until the next
   call. */
const char *ip_call_name(long number);
