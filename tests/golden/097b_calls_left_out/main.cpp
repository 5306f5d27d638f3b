#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>
namespace lib {
inline int number(int n) { return n; }
inline int excluded(int n) { return n; }
constexpr int fixed(int n) { return n; }
[[noreturn]] inline void end(int code) { std::exit(code); }
struct Heavy {
  int value = 0;
  ~Heavy() {}
  Heavy operator+(const Heavy& other) const { return Heavy{value + other.value}; }
  int operator()(int n) const { return value + n; }
  explicit Heavy(int n) : value(n) {}
  Heavy(const Heavy& other) : value(other.value) {}
};
inline Heavy heavy(int n) { return Heavy(n); }
inline int take(Heavy h, Heavy i) { return h.value + i.value; }
using Pointer = int (*)(int);
struct Table { Pointer entry; };
}  // namespace lib
#define CALL(n) lib::number(n)
#define SAME(x) (x)
#define TEXT(x) std::printf("%s = %d\n", #x, x)
#define TWICE(x) ((x) + (x))
static int global = lib::number(1);
struct Member {
  int inside = lib::number(2);
  int before;
  explicit Member(int n) : before(lib::number(n)) { before += lib::number(1); }
};
static int with_default(int n = lib::number(3)) { return n; }
namespace lib { inline int unqualified(int n) { return n; } }
using lib::unqualified;
static_assert(lib::fixed(1) == 1, "");
template <class T> int dependent(T value) { auto first = lib::heavy(value); return unqualified(value) + lib::number(value) + first.value; }
static int tried(int n) try { return lib::number(n); } catch (...) { return lib::number(0); }
int main(int count, char** words) {
  int total = CALL(1) + SAME(lib::number(2)) + TWICE(lib::number(3)) + SAME(SAME(lib::number(lib::number(4))));
  TEXT(lib::number(5));
  lib::Table table = {lib::number};
  total += table.entry(6) + lib::excluded(7);
  total += static_cast<int>(sizeof lib::number(8)) + static_cast<int>(noexcept(lib::number(9)));
  decltype(lib::number(10)) typed = 10;
  int array[lib::fixed(3)] = {1, lib::fixed(2), 3};
  constexpr int known = lib::fixed(4);
  const int perhaps = lib::fixed(5);
  int later = lib::fixed(count);
  lib::Heavy sum = lib::heavy(1) + lib::heavy(2);
  total += lib::take(lib::heavy(3), lib::heavy(lib::number(4)));
  total += sum(lib::number(5)) + lib::heavy(6)(7);
  total += typed + array[1] + known + perhaps + later + static_cast<int>(std::strlen(words[0]) * 0);
  total += with_default() + Member(4).before + Member(5).inside + tried(6) + global + dependent(7);
  lib::Heavy gnu = __extension__({ lib::number(1); lib::heavy(2); });
  std::printf("%d %d\n", total, gnu.value);
  lib::end(0);
}
