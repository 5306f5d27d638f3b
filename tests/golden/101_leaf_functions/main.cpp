// What calls nothing has a scope that leaves the thread's place alone; whatever may call something of the program has one that is a place.
#include <cassert>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <new>
#include <string>
#include <utility>
#include <vector>

struct Loud {
  Loud() { std::printf("made\n"); }
  Loud(const Loud&) { std::printf("copied\n"); }
  ~Loud() { std::printf("gone\n"); }
  operator int() const { return 3; }
};
struct Flat {
  int x, y;
};
struct WithInitializer {
  int n = 4;
  Flat flat{5, 6};
};

// Leaves.
struct Point {
  int x, y;
  Point() : x(1), y(2) {}
  int sum() const { return x + y; }
  void move(int by) {
    assert(by != 0);
    x += by;
  }
  Point copy() const { return *this; }
  void assign(const Point& other) { *this = other; }
  bool operator<(const Point& other) const { return x < other.x; }
};
struct Named {
  std::string name;
  const std::string& get() const { return name; }
  std::string&& take() { return std::move(name); }
};
int loops(const int* values, int n) {
  int sum = 0;
  for (int i = 0; i < n; ++i)
    if (values[i] > 1) sum += values[i];
  while (n-- > 0) sum ^= n;
  do {
    ++sum;
  } while (sum < 0);
  switch (sum) {
    case 1: return 2;
    default: break;
  }
  return sum > 0 ? sum : -sum;
}
int over_an_array(const int (&values)[3]) {
  int sum = 0;
  for (const int value : values) sum += value;
  return sum;
}
unsigned from_bytes(const char* bytes) {
  unsigned value = 0;
  std::memcpy(&value, bytes, sizeof value);
  return __builtin_bswap32(value);
}
unsigned long not_evaluated() { return sizeof(Loud) + sizeof(std::string().size()); }
int aggregates() {
  const Flat flat{1, 2};
  const WithInitializer whole{};
  return flat.x + whole.n + whole.flat.y;
}
template <typename T>
struct Holder {
  T* values;
  unsigned count;
  unsigned size() const { return count; }
  bool empty() const { return count == 0; }
  T* none() const { return nullptr; }
  T first() const { return *values; }  // a copy: none of a leaf's
};

// None: what they do may call something.
int calls(int n) { return loops(&n, 1); }
int converts(const Loud& loud) { return loud; }
int makes() {
  const Loud loud;
  return 1;
}
void copies(const Loud& loud) { Loud copy = loud; }
int* allocates() { return new int(7); }
void frees(int* number) { delete number; }
int throws(int n) {
  if (n > 100) throw n;
  return n;
}
template <typename T>
T added(T a, T b) {
  return a + b;
}
// What becomes the result shows only where the type is known.
template <typename T>
T zero() {
  return 0;
}
template <typename T>
T nothing() {
  return {};
}
template <typename T>
struct Keeps {
  Loud loud;
  T value;
  auto copied() const { return loud; }
  auto number() const { return 3; }  // a leaf
};
struct FromNumber {
  FromNumber(int n = 5) { std::printf("from %d\n", n); }
};
int through_a_pointer(int (*function)(int)) { return function(1); }
struct Base {
  virtual ~Base() {}
  virtual int number() { return 1; }
  int twice() { return 2 * number(); }
};
int by_name(Base& base) { return dynamic_cast<Base&>(base).number(); }
std::size_t asks_the_library(const std::vector<int>& values) { return values.size(); }
Loud& of_a_thread() {
  thread_local Loud loud;
  return loud;
}
int with_a_lambda() {
  const int three = 3;
  const auto lambda = [three](int n) { return n + three; };  // the lambda is one, what calls it is none
  return lambda(1);
}
void clean(int* number) { std::printf("cleaned %d\n", *number); }
int cleans() {
  __attribute__((cleanup(clean))) int number = 5;
  return number;
}
int by_default(Loud loud = Loud()) { return loud; }

int main() {
  Point point;
  point.move(2);
  point.assign(point.copy());
  Named named{"name"};
  const int values[3] = {1, 2, 3};
  int one = 8;
  const Holder<int> holder{&one, 1};
  const Loud loud;
  Base base;
  std::printf("%d %d %s %s\n", point.sum(), point < Point() ? 1 : 0, named.get().c_str(), named.take().c_str());
  std::printf("%d %d %u %d %d\n", loops(values, 3), over_an_array(values), from_bytes("abcd"), not_evaluated() > 0 ? 1 : 0, aggregates());
  std::printf("%u %d %d\n", holder.size(), holder.empty() ? 1 : 0, holder.first());
  std::printf("%d %d %d %d\n", calls(3), converts(loud), makes(), throws(4));
  copies(loud);
  frees(allocates());
  std::printf("%d %d %d %d\n", added(1, 2), through_a_pointer(throws), base.twice(), by_name(base));
  std::printf("%d %d %d\n", static_cast<int>(asks_the_library({1, 2})), static_cast<int>(of_a_thread()), with_a_lambda());
  std::printf("%d\n", by_default());
  std::printf("%d\n", cleans());
  zero<FromNumber>();
  nothing<FromNumber>();
  const Keeps<int> keeps{Loud(), 1};
  std::printf("%d %d %d\n", static_cast<int>(keeps.copied()), keeps.number(), holder.none() == nullptr ? 1 : 0);
}
