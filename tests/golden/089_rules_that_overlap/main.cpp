#include <cstdio>
namespace app { static int load_a() { return 1; } static int load_b() { return 2; } static int _private() { return 3; } struct Store { Store() {} int put() { return 4; } int get() { return 5; } }; }
int main() { app::Store s; std::printf("%d %d %d %d %d\n", app::load_a(), app::load_b(), app::_private(), s.put(), s.get()); }
