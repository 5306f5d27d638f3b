#include <cstdio>
#include <memory>
#include <utility>
struct Fixed { int v; explicit Fixed(int x) : v(x) {} Fixed(const Fixed&) = delete; Fixed& operator=(const Fixed&) = delete; };
struct Loud { int v; Loud() : v(1) {} Loud(const Loud& o) : v(o.v) { std::puts("copied"); } Loud(Loud&& o) noexcept : v(o.v) { std::puts("moved"); } };
static Fixed make() { return Fixed(3); }
static Loud named() { Loud l; l.v = 4; return l; }
static std::unique_ptr<int> owned() { return std::unique_ptr<int>(new int(5)); }
static int array[2] = {6, 7};
static int (&whole())[2] { return array; }
static int plus(int a) { return a + 1; }
static int (*function())(int) { return plus; }
static auto unnamed() { struct { int a; int b; } r{8, 9}; return r; }
static std::pair<int, int> braces() { return {1, 2}; }
static const int& reference() { return array[1]; }
int main() {
  std::printf("%d %d %d %d %d %d %d %d\n", make().v, named().v, *owned(), whole()[0], function()(1), unnamed().b, braces().second, reference());
}
