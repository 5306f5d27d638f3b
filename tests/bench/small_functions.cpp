// A program of many small functions, as C++ programs are: a sorted list of encoded keys behind slices, comparators and iterators,
// looked up and walked in varied order. Prints the nanoseconds the work took.
#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <string>
#include <vector>

namespace {

class Slice {
 public:
  Slice(const char* data, std::size_t size) : data_(data), size_(size) {}
  const char* data() const { return data_; }
  std::size_t size() const { return size_; }
  bool empty() const { return size_ == 0; }
  char operator[](std::size_t i) const { return data()[i]; }
  void remove_prefix(std::size_t n) { data_ += n; size_ -= n; }
  int compare(const Slice& other) const {
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
  std::uint32_t out;
  std::memcpy(&out, at, sizeof out);
  return out;
}

const char* decode_varint_slow(const char* at, const char* end, std::uint32_t* value) {
  std::uint32_t result = 0;
  for (unsigned shift = 0; shift <= 28 && at < end; shift += 7) {
    const auto byte = static_cast<unsigned char>(*at++);
    result |= static_cast<std::uint32_t>(byte & 127) << shift;
    if ((byte & 128) == 0) { *value = result; return at; }
  }
  return nullptr;
}

inline const char* decode_varint(const char* at, const char* end, std::uint32_t* value) {
  if (at < end && (static_cast<unsigned char>(*at) & 128) == 0) { *value = static_cast<unsigned char>(*at); return at + 1; }
  return decode_varint_slow(at, end, value);
}

Slice decode_slice(const char* at) {
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
  int compare(const Slice& a, const Slice& b) const override { return a.compare(b); }
};
Slice user_key(const Slice& key) { return Slice(key.data(), key.size() - 4); }
class Versioned : public Comparator {
 public:
  explicit Versioned(const Comparator* of) : of_(of) {}
  int compare(const Slice& a, const Slice& b) const override {
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
  explicit Random(std::uint32_t seed) : seed_(seed) {}
  std::uint32_t next() { seed_ = static_cast<std::uint32_t>(seed_ * 16807ULL % 2147483647U); return seed_; }
  std::uint32_t uniform(std::uint32_t n) { return next() % n; }
  bool one_in(std::uint32_t n) { return uniform(n) == 0; }
 private:
  std::uint32_t seed_;
};

struct Node {
  explicit Node(const char* k) : key(k) {}
  Node* next(int level) const { return links[level]; }
  void set_next(int level, Node* to) { links[level] = to; }
  const char* key;
  Node* links[12] = {};
};

class List {
 public:
  explicit List(const Comparator& order) : order_(order), head_(std::make_unique<Node>(nullptr)), random_(17) {}
  void insert(const char* key) {
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
  Node* first() const { return head_->next(0); }
 private:
  bool is_after(const char* key, Node* node) const { return node != nullptr && less(node->key, key); }
  bool less(const char* a, const char* b) const { return order_.compare(decode_slice(a), decode_slice(b)) < 0; }
  int height() const { return height_; }
  int random_level() { int level = 1; while (level < 12 && random_.one_in(4)) ++level; return level; }
  const Comparator& order_;
  std::unique_ptr<Node> head_;
  std::vector<std::unique_ptr<Node>> nodes_;
  int height_ = 1;
  Random random_;
};

class Iterator {
 public:
  explicit Iterator(const List& list) : list_(list), at_(nullptr) {}
  bool valid() const { return at_ != nullptr; }
  void seek(const char* key) { at_ = list_.find(key, nullptr); }
  void to_first() { at_ = list_.first(); }
  void next() { at_ = at_->next(0); }
  Slice key() const { return decode_slice(at_->key); }
  Slice value() const { const Slice k = key(); return decode_slice(k.data() + k.size()); }
 private:
  const List& list_;
  Node* at_;
};

inline std::uint32_t mix(std::uint32_t state, char c) { return (state ^ static_cast<unsigned char>(c)) * 16777619U; }
std::uint32_t checksum(Slice text) {
  std::uint32_t state = 2166136261U;
  for (; !text.empty(); text.remove_prefix(1)) state = mix(state, text[0]);
  return state;
}

void put_varint(std::string& to, std::uint32_t value) {
  for (; value >= 128; value >>= 7) to.push_back(static_cast<char>(value | 128));
  to.push_back(static_cast<char>(value));
}
void put_slice(std::string& to, const Slice& what) {
  put_varint(to, static_cast<std::uint32_t>(what.size()));
  to.append(what.data(), what.size());
}

std::string make_entry(std::uint32_t number, std::uint32_t version) {
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
  std::printf("%.0f %u\n", ns, sum);
}
