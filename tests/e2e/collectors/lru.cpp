// The example's own LRU cache under a load whose hits are counted by hand as well.
#include <scopegraft/collect.h>

#include <cstdio>
#include <string>

#include "lru_cache.h"

namespace shop {

orders::LruCache<int, int> prices(16);
unsigned hits = 0, misses = 0;

int price(int product) {
  if (const int* known = prices.get(product)) {
    ++hits;
    scopegraft::cache_hit();
    return *known;
  }
  ++misses;
  scopegraft::cache_miss();
  prices.put(product, product * 10);
  return product * 10;
}

long order(unsigned& state) {
  long sum = 0;
  for (int i = 0; i < 5; ++i) {
    state = state * 1103515245U + 12345U;
    sum += price(static_cast<int>(state >> 16) % 24);
  }
  return sum;
}

}  // namespace shop

int main() {
  unsigned state = 1;
  long sum = 0;
  for (int i = 0; i < 20000; ++i) sum += shop::order(state);
  std::printf("%u %u %ld\n", shop::hits, shop::misses, sum);
}
