#include <csetjmp>
#include <cstdio>
#include <cstdlib>
#include <sys/wait.h>
#include <unistd.h>
static std::jmp_buf place;
static void jump() { std::longjmp(place, 1); }
static int land() { volatile int n = 0; if (setjmp(place) == 0) { n = 1; jump(); } return n; }
static int child() { std::fflush(stdout); const pid_t id = fork(); if (id == 0) { std::puts("child"); std::fflush(stdout); _exit(4); } int status = 0; waitpid(id, &status, 0); return WEXITSTATUS(status); }
static void finish() { std::quick_exit(5); }
int main() { std::printf("%d\n", land()); std::printf("%d\n", child()); std::at_quick_exit([] { std::puts("quick"); std::fflush(stdout); }); std::fflush(stdout); finish(); }
