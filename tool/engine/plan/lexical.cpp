#include "plan/lexical.h"

#include <algorithm>
#include <cctype>

#include "plan/edit.h"

namespace scopegraft::engine {
namespace {

bool is_word(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_'; }

// Walks over a text, knowing comments, literals and spliced lines.
class Scanner {
 public:
  explicit Scanner(std::string_view text, std::size_t at = 0) : text_(text), at_(at) {}

  [[nodiscard]] bool at_end() const { return at_ >= text_.size(); }
  [[nodiscard]] std::size_t at() const { return at_; }
  [[nodiscard]] char now() const { return at_end() ? '\0' : text_[at_]; }
  void advance(std::size_t count = 1) { at_ = std::min(at_ + count, text_.size()); }

  // Past blanks, comments and spliced line ends, but no line end.
  void skip_blanks() {
    while (!at_end()) {
      if (now() == ' ' || now() == '\t' || now() == '\r' || now() == '\f' || now() == '\v') advance();
      else if (starts_with("\\\n")) advance(2);
      else if (starts_with("\\\r\n")) advance(3);
      else if (starts_with("/*")) skip_comment();
      else return;
    }
  }

  [[nodiscard]] bool starts_with(std::string_view word) const { return text_.substr(at_).starts_with(word); }

  bool skip_comment() {
    if (starts_with("/*")) {
      const std::size_t end = text_.find("*/", at_ + 2);
      at_ = end == std::string_view::npos ? text_.size() : end + 2;
      return true;
    }
    if (!starts_with("//")) return false;
    while (!at_end() && now() != '\n') advance(starts_with("\\\n") ? 2 : starts_with("\\\r\n") ? 3 : 1);
    return true;
  }

  // Past a string or character literal whose quote is here; `raw` as its prefix said.
  void skip_literal(bool raw) {
    if (raw) {
      const std::size_t open = text_.find('(', at_);
      if (open == std::string_view::npos) return advance(text_.size());
      const std::string close = ")" + std::string(text_.substr(at_ + 1, open - at_ - 1)) + "\"";
      const std::size_t end = text_.find(close, open);
      at_ = end == std::string_view::npos ? text_.size() : end + close.size();
      return;
    }
    const char quote = now();
    advance();
    while (!at_end() && now() != quote && now() != '\n') advance(now() == '\\' ? 2 : 1);
    advance();
  }

  std::string_view word() {
    const std::size_t begin = at_;
    while (!at_end() && is_word(now())) advance();
    return text_.substr(begin, at_ - begin);
  }

 private:
  std::string_view text_;
  std::size_t at_;
};

void take_quoted(Scanner& scan, std::string_view text, std::size_t directive, std::vector<LexicalName>& names) {
  if (scan.now() != '"') return;
  const std::size_t end = text.find('"', scan.at() + 1);
  if (end == std::string_view::npos) return;
  names.push_back({directive, scan.at(), end + 1, std::string(text.substr(scan.at() + 1, end - scan.at() - 1))});
  scan.advance(end + 1 - scan.at());
}

}  // namespace

std::vector<LexicalName> quoted_names(std::string_view text) {
  std::vector<LexicalName> names;
  Scanner scan(text);
  bool line_begins = true;
  while (!scan.at_end()) {
    const std::size_t start = scan.at();
    if (scan.now() == '\n') {
      line_begins = true;
      scan.advance();
    } else if (scan.skip_comment()) {
      continue;
    } else if (scan.now() == '#' && line_begins) {
      scan.advance();
      scan.skip_blanks();
      const std::string_view word = scan.word();
      scan.skip_blanks();
      if (word == "include" || word == "include_next" || word == "import" || word == "embed")
        take_quoted(scan, text, start, names);
      line_begins = false;
    } else if (is_word(scan.now())) {
      const std::string_view word = scan.word();
      line_begins = false;
      if (scan.now() == '"') {
        scan.skip_literal(word.ends_with('R') && word.size() <= 3);
      } else if (word == "__has_include" || word == "__has_embed") {
        scan.skip_blanks();
        if (scan.now() == '(') scan.advance();
        scan.skip_blanks();
        take_quoted(scan, text, start, names);
      } else if (scan.now() == '\'' && std::isdigit(static_cast<unsigned char>(word.front())) != 0) {
        scan.advance();  // 1'000: a digit separator
      }
    } else if (scan.now() == '"' || scan.now() == '\'') {
      scan.skip_literal(false);
      line_begins = false;
    } else {
      if (scan.now() != ' ' && scan.now() != '\t' && scan.now() != '\r') line_begins = false;
      scan.advance();
    }
  }
  return names;
}

Extent directive_name(std::string_view text, std::size_t hash) {
  Scanner scan(text, hash);
  scan.advance(scan.starts_with("?\?=") ? 3 : scan.starts_with("%:") ? 2 : 1);
  scan.skip_blanks();
  scan.word();
  scan.skip_blanks();
  const std::size_t begin = scan.at();
  if (scan.now() == '"' || scan.now() == '<') {
    const std::size_t end = text.find(scan.now() == '<' ? '>' : '"', begin + 1);
    return {begin, end == std::string_view::npos ? text.size() : end + 1};
  }
  std::size_t end = begin;
  while (!scan.at_end() && scan.now() != '\n' && !scan.starts_with("//")) {
    scan.advance();
    end = scan.at();
    scan.skip_blanks();
  }
  return {begin, end};
}

ModuleOpening module_opening(std::string_view text) {
  Scanner scan(text, text.starts_with(kByteOrderMark) ? kByteOrderMark.size() : 0);
  const auto skip_trivia = [&scan] {
    do {
      while (scan.now() == '\n') scan.advance();
      scan.skip_blanks();
    } while (scan.now() == '\n' || scan.skip_comment());
  };
  skip_trivia();
  std::string_view word = scan.word();
  if (word == "export") {
    skip_trivia();
    word = scan.word();
    return {word == "module", 0};
  }
  if (word != "module") return {};
  skip_trivia();
  if (scan.now() == ';') return {true, scan.at() + 1};
  return {is_word(scan.now()) || scan.now() == ':', 0};
}

bool is_rewritten(std::string_view text) {
  constexpr std::size_t kOpening = 4096;
  constexpr std::string_view kHeader = "scopegraft/graft.h";
  const std::size_t found = text.substr(0, kOpening).find(kHeader);
  if (found == std::string_view::npos) return false;
  const std::string_view line = text.substr(0, found);
  if (!line.substr(line.rfind('\n') + 1).starts_with("#include ")) return false;
  std::string_view rest = text.substr(found);
  do {
    const std::size_t end = rest.find('\n');
    if (end == std::string_view::npos) return false;
    rest.remove_prefix(end + 1);
  } while (rest.starts_with("#include ") && rest.substr(0, rest.find('\n')).find("scopegraft/") != std::string_view::npos);
  return rest.starts_with("#line ");
}

std::string beside(std::string_view includer, std::string_view name) {
  const std::size_t slash = includer.rfind('/');
  if (slash == std::string_view::npos || name.starts_with('/')) return std::string(name);
  return std::string(includer.substr(0, slash + 1)) + std::string(name);
}

std::string absolute(std::string_view directory, std::string_view path) {
  if (path.starts_with('/')) return std::string(path);
  return std::string(directory) + (directory.ends_with('/') ? "" : "/") + std::string(path);
}

}  // namespace scopegraft::engine
