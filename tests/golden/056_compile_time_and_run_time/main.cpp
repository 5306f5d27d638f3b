#include <array>
#include <cstdio>
constexpr unsigned hash(const char* s) { unsigned h = 5381; for (; *s; ++s) h = h * 33 + static_cast<unsigned char>(*s); return h; }
constexpr auto table = [] { std::array<int, 4> a{}; for (int i = 0; i < 4; ++i) a[static_cast<unsigned>(i)] = i * i; return a; }();
int main(int argc, char** argv) {
  switch (hash(argc > 5 ? argv[1] : "b")) { case hash("a"): std::puts("a"); break; case hash("b"): std::puts("b"); break; default: std::puts("?"); }
  int fixed[hash("x") % 7 + 1] = {};
  std::printf("%zu %d\n", sizeof fixed / sizeof fixed[0], table[3]);
}
