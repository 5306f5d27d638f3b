#include <cstdio>
int external();
int external() { return 1; }
static int internal() { return 2; }
inline int inlined() { return 3; }
namespace { int anonymous() { return 4; } }
namespace a { namespace b { namespace { int deep() { return 5; } } } }
namespace a { inline namespace v1 { int versioned(); int versioned() { return 6; } } }
int main() {
  std::printf("%d%d%d%d%d%d\n", external(), internal(), inlined(), anonymous(), a::b::deep(), a::versioned());
}
