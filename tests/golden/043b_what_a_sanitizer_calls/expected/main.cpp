#include "<runtime>/scopegraft/graft.h"
#line 1 "main.cpp"
#include <cstdio>

// The sanitizer asks it before any library is relocated.
extern "C" const char* __asan_default_options();
extern "C" const char* __asan_default_options() { return "detect_leaks=0"; }

int main() { static ::scopegraft_rt::Site sg_site_7_12("main", "main.cpp", 7, 12, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::Scope sg_scope_7_12(sg_site_7_12);
#line 7
             std::puts("ran"); }
