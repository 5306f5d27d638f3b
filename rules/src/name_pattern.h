// Patterns of qualified names, as rules write them. Stage: text -> NamePattern; asked of a Name.
//
// A pattern matches the end of the qualified name, at a component: `Store::put` matches app::Store::put, `main` any
// main. In front, `::` anchors at the global namespace. `*` matches within one component, `**` across; `**::` also
// matches no component.
// `\*` is a star. Optional components of the name may be left out. `<int>` at a component wants these template
// arguments; without it all instances match. `regex:` starts a regular expression (ECMAScript, searched).
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "name.h"

namespace scopegraft::rules {

// A word that a text must contain for the pattern to match something declared in it.
struct RequiredWord {
  std::string text;    // "" = nothing is required
  bool whole = false;  // as a whole identifier, else as a part of one
};

// By what part of a name a pattern is found in an index of patterns.
struct PatternKey {
  enum class Kind {
    last,    // the last component is this text
    prefix,  // the last component begins with it
    suffix,  // the last component ends with it
    any,     // some component is it
    none,
  };
  Kind kind = Kind::none;
  std::string text;
};

struct CompiledPattern;
struct PatternRegex;  // keeps <regex> out of this header

class NamePattern {
 public:
  [[nodiscard]] bool matches(const Name& name) const;

  // Names one function (and its overloads) rather than a set: no wildcard in the last component, no regex.
  [[nodiscard]] bool is_explicit() const { return explicit_; }
  [[nodiscard]] const RequiredWord& required_word() const { return word_; }
  [[nodiscard]] const PatternKey& key() const { return key_; }

 private:
  friend CompiledPattern compile_pattern(std::string_view text);

  struct Token {
    enum class Kind { literal, separator, star, any_text, any_components };
    Kind kind;
    std::string text;  // of a literal
  };

  [[nodiscard]] bool matches_tokens(const Name& name) const;
  [[nodiscard]] bool arguments_match(std::string_view arguments) const;

  std::vector<Token> tokens_;
  std::string literal_;    // the whole pattern when it has no wildcard
  std::string arguments_;  // "<int>" without blanks, or empty
  bool anchored_ = false;
  bool explicit_ = true;
  RequiredWord word_;
  PatternKey key_;
  std::shared_ptr<const PatternRegex> regex_;
};

// Either a pattern, or what is wrong with its text and where.
struct CompiledPattern {
  std::optional<NamePattern> pattern;
  std::size_t offset = 0;
  std::string message;
  std::string hint;
};

[[nodiscard]] CompiledPattern compile_pattern(std::string_view text);

// `*` matches any text, in texts that are not names: template arguments.
[[nodiscard]] bool wildcard_match(std::string_view pattern, std::string_view text);

// A part of every text that the regular expression matches: the longest run of letters outside of groups and
// alternatives, or "".
[[nodiscard]] std::string required_part_of_regex(std::string_view regex);

}  // namespace scopegraft::rules
