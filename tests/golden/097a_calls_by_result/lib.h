// A library: no rule matches a function of it, only the calls of them.
#pragma once
#include <cstdarg>
#include <cstdio>
#include <string>

extern "C" {
inline int lib_c(int n) { return n + 1; }
inline int lib_print(char* into, unsigned long size, const char* format, ...) __attribute__((__format__(__printf__, 3, 4)));
inline int lib_print(char* into, unsigned long size, const char* format, ...) {
  va_list words;
  va_start(words, format);
  const int length = std::vsnprintf(into, size, format, words);
  va_end(words);
  return length;
}
}

namespace lib {
struct Heavy {
  explicit Heavy(int n) : value(n) { std::puts("made"); }
  Heavy(const Heavy& other) : value(other.value) { std::puts("copied"); }
  Heavy(Heavy&& other) : value(other.value) { std::puts("moved"); }
  Heavy& operator=(const Heavy&) = default;
  ~Heavy() { std::puts("gone"); }
  int size() const& { return value; }
  int size() && { return -value; }
  int value;
};
struct Box {
  int items[3] = {1, 2, 3};
  int& at(int i) { return items[i]; }
  const int& at(int i) const { return items[i]; }
  Box& self() { return *this; }
  static int count(int n) { return n; }
};
inline void nothing(int n) { std::printf("nothing %d\n", n); }
inline int number(int n) { return n; }
inline double number(double n) { return n / 2; }
inline Heavy heavy(int n) { return Heavy(n); }
inline int take(Heavy h) { return h.value; }
inline int look(const Heavy& h) { return h.value; }
inline std::string text(const char* words) { return words; }
inline const char* raw(const std::string& words) { return words.c_str(); }
inline Heavy&& pass(Heavy&& h) { return static_cast<Heavy&&>(h); }
inline int fails(int n) {
  if (n > 1) throw n;
  return n;
}
__attribute__((__warn_unused_result__)) inline int must_use(int n) { return n; }
}  // namespace lib
