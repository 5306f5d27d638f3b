#include <cstdio>

namespace {
struct Hidden {
  int value() const { return 3; }
};
}  // namespace

// GCC warns of it in a header, and must not here: behind #line it no longer knows the main file.
struct Visible {
  Hidden hidden;
  int value() const { return hidden.value(); }
};

int main() { std::printf("%d\n", Visible{}.value()); }
