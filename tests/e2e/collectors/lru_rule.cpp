// Caches in a program that knows nothing of Scopegraft: it counts their hits and misses by hand, a line per function.
#include <cstdio>
#include <map>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>

#include "lru_cache.h"

namespace shop {

struct Tally {
  unsigned hits = 0, misses = 0;
  void count(bool hit) { (hit ? hits : misses) += 1; }
};

// What a lookup may give besides a pointer.
class Shelf {
 public:
  void put(int key, int value) { values_[key] = std::make_shared<int>(value); }
  std::optional<int> find(int key) const { return lacks(key) ? std::nullopt : std::optional<int>(*values_.at(key)); }
  std::optional<std::string> find(const std::string& key) const {
    const auto found = find(static_cast<int>(key.size()));
    return found ? std::optional<std::string>(std::to_string(*found)) : std::nullopt;
  }
  std::shared_ptr<int> find(long key) const { return lacks(static_cast<int>(key)) ? nullptr : values_.at(static_cast<int>(key)); }
  bool lacks(int key) const { return values_.count(key) == 0; }
  const int& at(int key) const {
    static const int kNothing = -1;
    if (key == 13) throw std::out_of_range("13");
    return lacks(key) ? kNothing : *values_.at(key);
  }

 private:
  std::map<int, std::shared_ptr<int>> values_;
};

orders::LruCache<int, int> prices(16);
Shelf shelf;
Tally pointer, optional, text, shared, absent, reference, thrown;

int price_of_a_pointer(int product) {
  if (const int* known = prices.get(product)) {
    pointer.count(true);
    return *known;
  }
  pointer.count(false);
  prices.put(product, product * 10);
  return product * 10;
}

int price_of_an_optional(int product) {
  const auto found = shelf.find(product);
  optional.count(found.has_value());
  return found.value_or(0);
}

int price_of_a_text(int product) {
  if (auto found = shelf.find(std::string(static_cast<std::size_t>(product), 'x'))) {
    text.count(true);
    return static_cast<int>(found->size());
  }
  text.count(false);
  return 0;
}

int price_shared(int product) {
  const auto ask = [product] { return shelf.find(static_cast<long>(product)); };
  const std::shared_ptr<int> found = ask();
  shared.count(found != nullptr);
  return found == nullptr ? 0 : *found;
}

int price_of_what_is_absent(int product) {
  const bool lacks = shelf.lacks(product);
  absent.count(!lacks);
  return lacks ? 1 : 2;
}

int price_of_a_reference(int product) {
  const int& found = shelf.at(product);
  reference.count(found > 0);
  return found;
}

int price_thrown(int product) {
  try {
    const int found = shelf.at(product);
    thrown.count(found > 0);
    return found;
  } catch (const std::out_of_range&) {
    return 3;
  }
}

}  // namespace shop

int main() {
  using namespace shop;
  for (int i = 2; i < 24; i += 2) shelf.put(i, i);
  shelf.put(13, 13);
  unsigned state = 1;
  long sum = 0;
  for (int i = 0; i < 5000; ++i) {
    state = state * 1103515245U + 12345U;
    const int product = static_cast<int>(state >> 16) % 24;
    sum += price_of_a_pointer(product) + price_of_an_optional(product) + price_of_a_text(product) + price_shared(product) + price_of_what_is_absent(product) +
           price_of_a_reference(product == 13 ? 12 : product) + price_thrown(product);
  }
  if (sum < 0) return 1;
  const auto print = [](const char* name, const Tally& tally) { std::printf("%s %u %u\n", name, tally.hits, tally.misses); };
  print("price_of_a_pointer", pointer);
  print("price_of_an_optional", optional);
  print("price_of_a_text", text);
  print("price_shared", shared);
  print("price_of_what_is_absent", absent);
  print("price_of_a_reference", reference);
  print("price_thrown", thrown);
}
