/* A start with the same addresses and the same hashes in every run. */
#pragma once

/* Executes the program a second time, without randomised addresses and with what makes it repeatable in its
   environment. Returns if that is so already, or not to be had: then what is found is the same all the same,
   but for what the program makes of addresses. To be called first, with the program's arguments. */
void ip_start_again(char **arguments);
