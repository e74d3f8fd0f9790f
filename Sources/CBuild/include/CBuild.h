#ifndef CBUILD_H
#define CBUILD_H

/* What this executable was built from and with, as Scripts/lib/setup.sh linked it in: "1a2b3c4 Swift 6.3.1". NULL in a
   build that nobody told, such as one by `swift build` alone. */
const char *build_record(void);

#endif
