// A program of many small functions, as C++ programs are: a sorted list of encoded keys behind slices, comparators and iterators,
// looked up and walked in varied order. Every function, one-liners too, has a scope when SCOPEGRAFT_BENCH_SCOPES is set.
// Prints the nanoseconds the work took; with SCOPEGRAFT_BENCH_COUNTS how many calls it makes.
#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <string>
#include <vector>

#if defined(SCOPEGRAFT_BENCH_SCOPES)
#include "scopegraft/graft.h"
#define SCOPED(name)                                                                                                \
  static ::scopegraft_rt::Site scopegraft_site{name, "small_functions.cpp", __LINE__, 1, "rate=auto;exceptions"}; \
  ::scopegraft_rt::Scope scopegraft_scope{scopegraft_site};
#elif defined(SCOPEGRAFT_BENCH_COUNTS)
static std::uint64_t calls;
#define SCOPED(name) ++calls;
#else
#define SCOPED(name)
#endif

namespace {

class Slice {
 public:
  Slice(const char* data, std::size_t size) : data_(data), size_(size) { SCOPED("Slice::Slice") }
  const char* data() const { SCOPED("Slice::data") return data_; }
  std::size_t size() const { SCOPED("Slice::size") return size_; }
  bool empty() const { SCOPED("Slice::empty") return size_ == 0; }
  char operator[](std::size_t i) const { SCOPED("Slice::operator[]") return data()[i]; }
  void remove_prefix(std::size_t n) { SCOPED("Slice::remove_prefix") data_ += n; size_ -= n; }
  int compare(const Slice& other) const {
    SCOPED("Slice::compare")
    const std::size_t least = std::min(size(), other.size());
    int order = std::memcmp(data(), other.data(), least);
    if (order == 0) order = size() < other.size() ? -1 : size() > other.size() ? 1 : 0;
    return order;
  }
 private:
  const char* data_;
  std::size_t size_;
};

inline std::uint32_t decode_fixed(const char* at) {
  SCOPED("decode_fixed")
  std::uint32_t out;
  std::memcpy(&out, at, sizeof out);
  return out;
}

const char* decode_varint_slow(const char* at, const char* end, std::uint32_t* value) {
  SCOPED("decode_varint_slow")
  std::uint32_t result = 0;
  for (unsigned shift = 0; shift <= 28 && at < end; shift += 7) {
    const auto byte = static_cast<unsigned char>(*at++);
    result |= static_cast<std::uint32_t>(byte & 127) << shift;
    if ((byte & 128) == 0) { *value = result; return at; }
  }
  return nullptr;
}

inline const char* decode_varint(const char* at, const char* end, std::uint32_t* value) {
  SCOPED("decode_varint")
  if (at < end && (static_cast<unsigned char>(*at) & 128) == 0) { *value = static_cast<unsigned char>(*at); return at + 1; }
  return decode_varint_slow(at, end, value);
}

Slice decode_slice(const char* at) {
  SCOPED("decode_slice")
  std::uint32_t size = 0;
  at = decode_varint(at, at + 5, &size);
  return Slice(at, size);
}

class Comparator {
 public:
  virtual ~Comparator() = default;
  virtual int compare(const Slice& a, const Slice& b) const = 0;
};
class Bytewise : public Comparator {
 public:
  int compare(const Slice& a, const Slice& b) const override { SCOPED("Bytewise::compare") return a.compare(b); }
};
Slice user_key(const Slice& key) { SCOPED("user_key") return Slice(key.data(), key.size() - 4); }
class Versioned : public Comparator {
 public:
  explicit Versioned(const Comparator* of) : of_(of) { SCOPED("Versioned::Versioned") }
  int compare(const Slice& a, const Slice& b) const override {
    SCOPED("Versioned::compare")
    const int order = of_->compare(user_key(a), user_key(b));
    if (order != 0) return order;
    const std::uint32_t x = decode_fixed(a.data() + a.size() - 4), y = decode_fixed(b.data() + b.size() - 4);
    return x > y ? -1 : x < y ? 1 : 0;
  }
 private:
  const Comparator* of_;
};

class Random {
 public:
  explicit Random(std::uint32_t seed) : seed_(seed) { SCOPED("Random::Random") }
  std::uint32_t next() { SCOPED("Random::next") seed_ = static_cast<std::uint32_t>(seed_ * 16807ULL % 2147483647U); return seed_; }
  std::uint32_t uniform(std::uint32_t n) { SCOPED("Random::uniform") return next() % n; }
  bool one_in(std::uint32_t n) { SCOPED("Random::one_in") return uniform(n) == 0; }
 private:
  std::uint32_t seed_;
};

struct Node {
  explicit Node(const char* k) : key(k) { SCOPED("Node::Node") }
  Node* next(int level) const { SCOPED("Node::next") return links[level]; }
  void set_next(int level, Node* to) { SCOPED("Node::set_next") links[level] = to; }
  const char* key;
  Node* links[12] = {};
};

class List {
 public:
  explicit List(const Comparator& order) : order_(order), head_(std::make_unique<Node>(nullptr)), random_(17) { SCOPED("List::List") }
  void insert(const char* key) {
    SCOPED("List::insert")
    Node* before[12];
    static_cast<void>(find(key, before));
    const int level = random_level();
    for (int i = height(); i < level; ++i) before[i] = head_.get();
    height_ = std::max(height_, level);
    nodes_.push_back(std::make_unique<Node>(key));
    Node* const node = nodes_.back().get();
    for (int i = 0; i < level; ++i) {
      node->set_next(i, before[i]->next(i));
      before[i]->set_next(i, node);
    }
  }
  Node* find(const char* key, Node** before) const {
    SCOPED("List::find")
    Node* at = head_.get();
    int level = height() - 1;
    for (;;) {
      Node* const next = at->next(level);
      if (is_after(key, next)) {
        at = next;
      } else {
        if (before != nullptr) before[level] = at;
        if (level == 0) return next;
        --level;
      }
    }
  }
  Node* first() const { SCOPED("List::first") return head_->next(0); }
 private:
  bool is_after(const char* key, Node* node) const { SCOPED("List::is_after") return node != nullptr && less(node->key, key); }
  bool less(const char* a, const char* b) const { SCOPED("List::less") return order_.compare(decode_slice(a), decode_slice(b)) < 0; }
  int height() const { SCOPED("List::height") return height_; }
  int random_level() { SCOPED("List::random_level") int level = 1; while (level < 12 && random_.one_in(4)) ++level; return level; }
  const Comparator& order_;
  std::unique_ptr<Node> head_;
  std::vector<std::unique_ptr<Node>> nodes_;
  int height_ = 1;
  Random random_;
};

class Iterator {
 public:
  explicit Iterator(const List& list) : list_(list), at_(nullptr) { SCOPED("Iterator::Iterator") }
  bool valid() const { SCOPED("Iterator::valid") return at_ != nullptr; }
  void seek(const char* key) { SCOPED("Iterator::seek") at_ = list_.find(key, nullptr); }
  void to_first() { SCOPED("Iterator::to_first") at_ = list_.first(); }
  void next() { SCOPED("Iterator::next") at_ = at_->next(0); }
  Slice key() const { SCOPED("Iterator::key") return decode_slice(at_->key); }
  Slice value() const { SCOPED("Iterator::value") const Slice k = key(); return decode_slice(k.data() + k.size()); }
 private:
  const List& list_;
  Node* at_;
};

inline std::uint32_t mix(std::uint32_t state, char c) { SCOPED("mix") return (state ^ static_cast<unsigned char>(c)) * 16777619U; }
std::uint32_t checksum(Slice text) {
  SCOPED("checksum")
  std::uint32_t state = 2166136261U;
  for (; !text.empty(); text.remove_prefix(1)) state = mix(state, text[0]);
  return state;
}

void put_varint(std::string& to, std::uint32_t value) {
  SCOPED("put_varint")
  for (; value >= 128; value >>= 7) to.push_back(static_cast<char>(value | 128));
  to.push_back(static_cast<char>(value));
}
void put_slice(std::string& to, const Slice& what) {
  SCOPED("put_slice")
  put_varint(to, static_cast<std::uint32_t>(what.size()));
  to.append(what.data(), what.size());
}

std::string make_entry(std::uint32_t number, std::uint32_t version) {
  SCOPED("make_entry")
  char key[24];
  const int size = std::snprintf(key, sizeof key, "key%012u", number);
  std::memcpy(key + size, &version, sizeof version);
  std::string out;
  put_slice(out, Slice(key, static_cast<std::size_t>(size) + sizeof version));
  char value[40];
  std::memset(value, static_cast<char>('a' + number % 26), sizeof value);
  put_slice(out, Slice(value, sizeof value));
  return out;
}

std::uint32_t work(std::uint32_t count, int rounds) {
  SCOPED("work")
  const Bytewise bytes;
  const Versioned order(&bytes);
  List list(order);
  std::vector<std::string> entries;
  Random random(301);
  for (std::uint32_t i = 0; i != count; ++i) entries.push_back(make_entry(random.uniform(count * 4), i));
  for (const std::string& entry : entries) list.insert(entry.c_str());
  std::uint32_t sum = 0;
  for (int round = 0; round != rounds; ++round) {
    Iterator at(list);
    for (std::uint32_t i = 0; i != count; ++i) {
      at.seek(entries[random.uniform(count)].c_str());
      if (at.valid()) sum += decode_fixed(at.key().data() + 3);
    }
    for (at.to_first(); at.valid(); at.next()) sum ^= checksum(at.value());
  }
  return sum;
}

}  // namespace

int main(int count, char** arguments) {
  const int rounds = count > 1 ? std::atoi(arguments[1]) : 20;
  const auto begin = std::chrono::steady_clock::now();
  const std::uint32_t sum = work(2000, rounds);
  const double ns = std::chrono::duration<double, std::nano>(std::chrono::steady_clock::now() - begin).count();
#if defined(SCOPEGRAFT_BENCH_COUNTS)
  std::printf("%llu\n", static_cast<unsigned long long>(calls));
  static_cast<void>(ns);
#else
  std::printf("%.0f %u\n", ns, sum);
#endif
}
