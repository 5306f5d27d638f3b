#include "collect/statement.h"

#include <algorithm>
#include <cstring>

namespace scopegraft::collectors {
namespace {

bool is_digit(char c) noexcept { return c >= '0' && c <= '9'; }
bool is_letter(char c) noexcept { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || (static_cast<unsigned char>(c) & 0x80) != 0; }
bool is_space(char c) noexcept { return c == ' ' || (c >= '\t' && c <= '\r'); }

bool is_word(std::string_view text, std::string_view lower) noexcept {
  return std::equal(text.begin(), text.end(), lower.begin(), lower.end(), [](char a, char b) { return (a | 32) == b; });
}

class Normalizer {
 public:
  Normalizer(std::string_view from, char* into, std::size_t room) noexcept : from_(from), into_(into), room_(room) {}

  std::size_t run() noexcept {
    while (at_ < from_.size() && size_ < room_) step();
    while (size_ != 0 && (into_[size_ - 1] == ';' || into_[size_ - 1] == ' ')) --size_;
    return size_;
  }

 private:
  struct Open {
    std::size_t begin;   // of the bracket in the output
    bool is_list;        // behind IN
    bool only_places;    // nothing but "?" and commas so far
  };

  [[nodiscard]] char peek(std::size_t ahead = 0) const noexcept { return at_ + ahead < from_.size() ? from_[at_ + ahead] : '\0'; }

  void step() noexcept {
    const char c = peek();
    if (is_space(c)) return skip_space();
    if (c == '-' && peek(1) == '-') return skip_line();
    if (c == '/' && peek(1) == '*') return skip_comment();
    if (c == '\'') return literal(false);
    if (c == '"' || c == '`' || c == '[') return quoted_name(c == '[' ? ']' : c);
    if (c == '$' && !is_digit(peek(1)) && dollar_quoted()) return;
    if (is_digit(c) || (c == '.' && is_digit(peek(1)))) return number();
    if (c == '$' && is_digit(peek(1))) return parameter();
    if (c == '?') return parameter();
    if (is_letter(c)) return word();
    mark(c);
  }

  void put(std::string_view text) noexcept {
    const std::size_t fits = std::min(text.size(), room_ - size_);
    std::memcpy(into_ + size_, text.data(), fits);
    size_ += fits;
  }
  void separate() noexcept {
    if (space_ && size_ != 0 && into_[size_ - 1] != '(' && into_[size_ - 1] != ' ') put(" ");
    space_ = false;
  }
  void other() noexcept {
    if (depth_ != 0 && depth_ <= kDeepest) open_[depth_ - 1].only_places = false;
  }

  void place() noexcept {
    // A sign in front is part of a literal where no term can stand before it.
    if (!space_ && size_ > 1 && (into_[size_ - 1] == '-' || into_[size_ - 1] == '+') && sign_is_part()) --size_;
    separate();
    put("?");
    last_word_ = {};
  }
  [[nodiscard]] bool sign_is_part() const noexcept {
    std::size_t at = size_ - 1;
    while (at != 0 && into_[at - 1] == ' ') --at;
    return at != 0 && std::strchr("(,=<>*/%|", into_[at - 1]) != nullptr;
  }

  void literal(bool backslashes) noexcept {
    ++at_;
    while (at_ < from_.size()) {
      const char c = from_[at_++];
      if (c == '\\' && backslashes) ++at_;
      if (c != '\'') continue;
      if (peek() != '\'') break;
      ++at_;
    }
    at_ = std::min(at_, from_.size());
    place();
  }

  void quoted_name(char end) noexcept {
    const std::size_t begin = at_++;
    while (at_ < from_.size() && (from_[at_] != end || (peek(1) == end && ++at_ != 0))) ++at_;
    at_ = std::min(at_ + 1, from_.size());
    separate();
    other();
    put(from_.substr(begin, at_ - begin));
    last_word_ = {};
  }

  // $$...$$ and $tag$...$tag$.
  bool dollar_quoted() noexcept {
    std::size_t end = at_ + 1;
    while (end < from_.size() && (is_letter(from_[end]) || is_digit(from_[end]))) ++end;
    if (end >= from_.size() || from_[end] != '$') return false;
    const std::string_view tag = from_.substr(at_, end + 1 - at_);
    const std::size_t close = from_.find(tag, end + 1);
    at_ = close == std::string_view::npos ? from_.size() : close + tag.size();
    place();
    return true;
  }

  void number() noexcept {
    const bool is_hex = peek() == '0' && (peek(1) | 32) == 'x';
    while (is_digit(peek()) || is_letter(peek()) || peek() == '.') {
      const bool exponent = !is_hex && (peek() | 32) == 'e' && (peek(1) == '-' || peek(1) == '+');
      at_ += exponent ? 2 : 1;
    }
    place();
  }

  void parameter() noexcept {
    ++at_;
    while (is_digit(peek())) ++at_;
    place();
  }

  void word() noexcept {
    const std::size_t begin = at_;
    while (is_letter(peek()) || is_digit(peek()) || peek() == '$') ++at_;
    const std::string_view text = from_.substr(begin, at_ - begin);
    // A literal with a prefix: E'\'', X'00', N'...', B'01'.
    if (peek() == '\'' && text.size() == 1 && std::strchr("eExXnNbB", text[0]) != nullptr) return literal((text[0] | 32) == 'e');
    separate();
    other();
    put(text);
    last_word_ = text;
  }

  void mark(char c) noexcept {
    ++at_;
    if (c == ',') {
      while (size_ != 0 && into_[size_ - 1] == ' ') --size_;
      put(",");
      space_ = true;
    } else if (c == '(') {
      separate();
      if (depth_++ < kDeepest) open_[depth_ - 1] = {size_, is_word(last_word_, "in"), true};
      put("(");
    } else if (c == ')') {
      put(")");
      space_ = false;
      close();
    } else {
      separate();
      other();
      put({&c, 1});
    }
    last_word_ = {};
  }

  void close() noexcept {
    if (depth_ == 0) return;
    if (--depth_ >= kDeepest) return;
    const Open of = open_[depth_];
    other();
    if (!of.only_places || size_ == room_) return;
    if (of.is_list) {
      size_ = of.begin;
      return put("(?)");
    }
    // A row like the one before it.
    const std::size_t row = size_ - of.begin;
    if (of.begin < row + 2 || std::memcmp(into_ + of.begin - 2, ", ", 2) != 0) return;
    if (std::memcmp(into_ + of.begin - 2 - row, into_ + of.begin, row) == 0) size_ = of.begin - 2;
  }

  void skip_space() noexcept {
    ++at_;
    space_ = true;
  }
  void skip_line() noexcept {
    at_ = std::min(from_.find('\n', at_), from_.size());
    space_ = true;
  }
  void skip_comment() noexcept {
    unsigned depth = 0;
    do {
      if (peek() == '/' && peek(1) == '*') ++depth, ++at_;
      else if (peek() == '*' && peek(1) == '/') --depth, ++at_;
      ++at_;
    } while (depth != 0 && at_ < from_.size());
    space_ = true;
  }

  static constexpr std::size_t kDeepest = 32;
  std::string_view from_;
  char* into_;
  std::size_t room_;
  std::size_t at_ = 0, size_ = 0, depth_ = 0;
  bool space_ = false;
  std::string_view last_word_;
  Open open_[kDeepest] = {};
};

}  // namespace

std::size_t normalize_statement(std::string_view statement, char* into, std::size_t room) noexcept { return Normalizer(statement, into, room).run(); }

}  // namespace scopegraft::collectors
