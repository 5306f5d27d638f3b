#include <csignal>
#include <cstdio>
#include <cstdlib>
static volatile std::sig_atomic_t seen = 0;
extern "C" { static void handler(int) { seen = 1; } }
extern "C" void* __libc_malloc(std::size_t);
int main() { std::signal(SIGUSR1, handler); std::raise(SIGUSR1); std::printf("%d\n", static_cast<int>(seen)); }
