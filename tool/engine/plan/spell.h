// Spells the code that is injected, and nothing else does. Stage: decision -> [spell] -> edit.
// What comes in is plain data, what goes out is C++11 (C++20 for constexpr functions). Pure; any thread.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "rules/decision.h"

namespace scopegraft::engine {

enum class GuardForm {
  plain,       // static Site + Scope
  literal,     // ConstexprScope that finds its site: where not even a class may be defined (a lambda in a type)
  constant,    // ConstexprScope: does nothing in constant evaluation, its site stands in a local class
  coroutine,   // static Site + AsyncScope
};

// How the value of a context field is read.
struct FieldRead {
  std::string key;
  std::string expression;
  std::string present = {};  // read only when this holds; "": always
  bool may_throw = false;
  friend bool operator==(const FieldRead&, const FieldRead&) = default;
};

// One place in the program that is measured.
struct Site {
  std::string name;  // qualified name
  std::string file;  // as reports show it: relative to the root
  unsigned line = 0;    // of the body's brace in the file, `#line` ignored
  unsigned column = 0;  // bytes, from 1
  GuardForm form = GuardForm::plain;
  bool is_leaf = false;    // nothing runs in it that could have a scope, nor anything that could throw
  bool is_lookup = false;  // it counts hits and misses of a cache, and measures nothing
  std::vector<std::string> arguments;  // expressions that track_args hands over: "request", "rest..."
  std::vector<std::string> secret;     // those of them whose values are never kept
  std::vector<FieldRead> fields;  // of context_fields
  friend bool operator==(const Site&, const Site&) = default;
};

// "src/a.cpp:12:5": names the site on the command line (--drop) and in the result.
[[nodiscard]] std::string id(const Site& site);

// "12_5": what names in the injected code end with.
[[nodiscard]] std::string suffix(const Site& site);

// "sg_scope_12_5": derived from the place, so that guards of nested functions never shadow each other.
[[nodiscard]] std::string scope_name(const Site& site);

// Whether the parameter's name contains a word of `redact`, in letters of either case: `token` means `apiToken` too.
[[nodiscard]] bool is_redacted(std::string_view name, const std::vector<std::string>& words);

// A C++ string literal. Bytes above 127 stay as they are: the compiler reads them in the encoding it read them from.
[[nodiscard]] std::string literal(std::string_view text);

// The options as the one text the runtime parses: "rate=auto;exceptions". `rule` is left out of it when empty.
[[nodiscard]] std::string option_text(const rules::Options& options, std::string_view rule);

// The whole guard on one line, safe as part of a macro argument (no comma outside parentheses).
[[nodiscard]] std::string guard(const Site& site, const rules::Options& options, std::string_view rule);

// The same for a place where the program has macros named like words of the guard: each is set aside around it. Only
// for guards on lines of their own.
[[nodiscard]] std::string guard_against_macros(std::string_view guard, const std::vector<std::string>& macros,
                                               std::string_view line_end);

// Does the guard contain the word by way of a macro of the runtime's header?
[[nodiscard]] bool is_hidden_word(std::string_view guard, std::string_view word);

// Every word that a guard may contain: a macro of that name would change it.
[[nodiscard]] const std::vector<std::string>& words_of_guards();

}  // namespace scopegraft::engine
