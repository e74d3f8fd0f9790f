// REFUSED: fork. Another process is not held.
#include <unistd.h>

int main(void) {
    return fork() == 0 ? 1 : 0;
}
