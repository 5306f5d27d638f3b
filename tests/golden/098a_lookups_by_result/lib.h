// A cache whose results are of every kind, and that says what becomes of them.
#pragma once
#include <cstdio>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>
namespace lib {
enum Kind { kNothing, kFound };
struct Entry {
  Kind kind;
  int value;
};
// Not movable: it is made in its place or not at all.
class Handle {
 public:
  explicit Handle(int n) : n_(n) { std::printf("made %d\n", n); }
  Handle(const Handle&) = delete;
  Handle& operator=(const Handle&) = delete;
  ~Handle() { std::printf("gone %d\n", n_); }
  explicit operator bool() const { return n_ != 0; }
  int value() const { return n_; }

 private:
  int n_;
};
// Says when it is copied or moved.
struct Loud {
  explicit Loud(int v) : n(v) {}
  Loud(const Loud& other) : n(other.n) { std::printf("copied %d\n", n); }
  Loud(Loud&& other) noexcept : n(other.n) { std::printf("moved %d\n", n); }
  Loud& operator=(const Loud&) = default;
  ~Loud() { std::printf("end %d\n", n); }
  explicit operator bool() const { return n != 0; }
  int n;
};
struct Text {
  int result;
};
inline int find_number(int n) { return n % 3; }
inline const Entry* find_pointer(int n) {
  static const Entry entries[] = {{kNothing, 0}, {kFound, 1}};
  return n % 3 == 0 ? nullptr : &entries[n % 2];
}
inline std::optional<int> find_optional(int n) { return n % 3 == 0 ? std::nullopt : std::optional<int>(n); }
inline std::optional<std::string> find_text(const std::string& key) { return key.size() > 3 ? std::optional<std::string>(key) : std::nullopt; }
inline std::shared_ptr<int> find_shared(int n) { return n % 3 == 0 ? nullptr : std::make_shared<int>(n); }
inline std::unique_ptr<int> find_unique(int n) { return n % 3 == 0 ? nullptr : std::make_unique<int>(n); }
inline Handle find_handle(int n) { return Handle(n % 3); }
inline Loud find_loud(int n) { return Loud(n % 3); }
inline std::shared_ptr<int>& find_reference(int n) {
  static std::shared_ptr<int> kept[2] = {nullptr, std::make_shared<int>(7)};
  return kept[n % 2];
}
inline int find_or_throw(int n) {
  if (n % 3 == 0) throw std::out_of_range("nothing");
  return n;
}
inline bool is_miss(int n) { return n % 3 == 0; }
inline int length(const std::string& text) { return static_cast<int>(text.size()); }
inline const Entry* entry(int n) { return find_pointer(n + (n % 3 == 0 ? 1 : 0)); }
struct Cache {
  int* operator[](int n) { return n % 2 == 0 ? nullptr : &kept; }
  int kept = 5;
};
}  // namespace lib
