#include "<runtime>/scopegraft/graft.h"
#line 1 "main.cpp"
#include <csetjmp>
#include <cstdio>
#include <cstdlib>
#include <sys/wait.h>
#include <unistd.h>
static std::jmp_buf place;
static void jump() { static ::scopegraft_rt::Site sg_site_7_20("jump", "main.cpp", 7, 20, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::LeafScope sg_scope_7_20(sg_site_7_20);
#line 7
                     std::longjmp(place, 1); }
static int land() { volatile int n = 0; if (setjmp(place) == 0) { n = 1; jump(); } return n; }
static int child() { static ::scopegraft_rt::Site sg_site_9_20("child", "main.cpp", 9, 20, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::Scope sg_scope_9_20(sg_site_9_20);
#line 9
                     std::fflush(stdout); const pid_t id = fork(); if (id == 0) { std::puts("child"); std::fflush(stdout); _exit(4); } int status = 0; waitpid(id, &status, 0); return WEXITSTATUS(status); }
static void finish() { static ::scopegraft_rt::Site sg_site_10_22("finish", "main.cpp", 10, 22, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::LeafScope sg_scope_10_22(sg_site_10_22);
#line 10
                       std::quick_exit(5); }
int main() { static ::scopegraft_rt::Site sg_site_11_12("main", "main.cpp", 11, 12, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::Scope sg_scope_11_12(sg_site_11_12);
#line 11
             std::printf("%d\n", land()); std::printf("%d\n", child()); std::at_quick_exit([] { SCOPEGRAFT_RT_CONSTANT(11_95, "main::(lambda:11)", "main.cpp", 11, 95, "rate=auto;exceptions;rule=rules.yaml:3:14");
#line 11
                                                                                                std::puts("quick"); std::fflush(stdout); }); std::fflush(stdout); finish(); }
