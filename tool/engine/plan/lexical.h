// Directives found by reading text alone, for regions that the parse skipped (`#ifndef __clang__`): what is there must
// still compile with the real compiler. Pure; any thread.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace scopegraft::engine {

struct LexicalName {
  std::size_t directive = 0;  // offset of '#', or of the word __has_include
  std::size_t begin = 0;  // of the name, quotes included
  std::size_t end = 0;
  std::string name;       // without quotes
};

// Every `#include "x"`, `#embed "x"` and `__has_include("x")` of the text. Comments and string literals, raw ones too,
// are passed over.
[[nodiscard]] std::vector<LexicalName> quoted_names(std::string_view text);

// Where the name of the directive whose '#' stands at `hash` begins and ends: "x.h" or <x.h> with its marks, else (a
// macro) everything up to the end of the line, comments apart.
struct Extent {
  std::size_t begin = 0;
  std::size_t end = 0;
};
[[nodiscard]] Extent directive_name(std::string_view text, std::size_t hash);

// How a module unit begins. `fragment_end`: behind its `module;`, 0 when there is none.
struct ModuleOpening {
  bool is_module = false;
  std::size_t fragment_end = 0;
};
[[nodiscard]] ModuleOpening module_opening(std::string_view text);

// Does the text begin as the rewriter's own output does: the runtime's headers, then `#line`? It must not be rewritten again.
[[nodiscard]] bool is_rewritten(std::string_view text);

// The value for __FILE__ when a file is included as "name" by one spelled `includer`: the folder of the includer and the
// name, nothing simplified.
[[nodiscard]] std::string beside(std::string_view includer, std::string_view name);

[[nodiscard]] std::string absolute(std::string_view directory, std::string_view path);

}  // namespace scopegraft::engine
