#include "<runtime>/scopegraft/graft.h"
#line 1 "main.cpp"
#include <csignal>
#include <cstdio>
#include <cstdlib>
static volatile std::sig_atomic_t seen = 0;
extern "C" { static void handler(int) {
static ::scopegraft_rt::Site sg_site_5_39("handler", "main.cpp", 5, 39, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::Scope sg_scope_5_39(sg_site_5_39);
#line 5
                                        seen = 1; } }
extern "C" void* __libc_malloc(std::size_t);
int main() {
static ::scopegraft_rt::Site sg_site_7_12("main", "main.cpp", 7, 12, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::Scope sg_scope_7_12(sg_site_7_12);
#line 7
             std::signal(SIGUSR1, handler); std::raise(SIGUSR1); std::printf("%d\n", static_cast<int>(seen)); }
