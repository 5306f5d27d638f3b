#pragma once
#include "lib.h"
// In a header: a copy of it is rewritten.
struct Widget {
  int size(int n) const { return lib::twice(n) + inner; }
  int inner = lib::number(1);
};
template <class T> T sum(T n) {
  lib::Pool<T> pool;
  lib::Pool<int> known;
  T made = lib::twice(n);
  if (lib::number(1) != 0) return pool.get(n) + made;
  return lib::twice(n) + static_cast<T>(known.get(2)) + known.as<T>(n);
}
