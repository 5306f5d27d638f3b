#include <cstdio>
#include <cstdlib>
static int early() { std::puts("early"); return 1; }
static void late() { std::puts("late"); }
struct Global { int v; Global() : v(early()) { std::puts("made"); } ~Global() { late(); } };
static Global global;
struct Local { int v; Local() : v(2) { std::puts("thread local made"); } ~Local() { std::puts("thread local gone"); } };
static thread_local Local local;
static void at_exit() { std::puts("at exit"); }
static int lazy() { static const Global inner; return inner.v; }
int main() { std::atexit(at_exit); std::printf("%d %d %d\n", global.v, local.v, lazy()); }
