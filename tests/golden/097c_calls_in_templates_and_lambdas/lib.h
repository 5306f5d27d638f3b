#pragma once
namespace lib {
struct Stay {
  explicit Stay(int n) : value(n) {}
  Stay(Stay&&) = delete;
  int value;
};
template <class T> T twice(T n) { return n + n; }
inline Stay stay(int n) { return Stay(n); }
inline int number(int n) { return n; }
constexpr int fixed(int n) { return n; }
template <class T> struct Pool {
  T get(T n) { return n; }
  template <class U> U as(U n) { return n; }
};
}  // namespace lib
