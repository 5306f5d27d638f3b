// C++ that users write in rules and decorators (`arg(...)`, `call(...)`, `hit_when`), where it was grafted, and errors in it told where
// it was written. Stage: Rewritten + errors of its check -> [user code] -> diagnostics, sites to leave out. Pure; any thread.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "plan/spell.h"
#include "rules/decision.h"
#include "rules/diagnostic.h"

namespace scopegraft::engine {

// One expression of a site.
struct UserCode {
  std::string key;      // "condition", "hit_when"
  std::string written;  // "n > 100"
  std::string grafted;  // as it stands in the rewritten text: "static_cast<bool>(n > 100)", "::app::is_chosen()"
  std::string origin;   // of the option: "profiling.yaml:4:16", "decorator a.cpp:7:1"
  bool is_for_many = false;                 // its rule speaks of many functions: what some of them lack is no mistake
  std::vector<std::string> parameters = {};  // what it may name
};

// The expressions of a condition.
[[nodiscard]] std::vector<UserCode> user_code_of(const rules::Setting<std::string>& condition);

// An error of the rewritten text.
struct CompileError {
  std::string path;        // of a copied header, "" for the main file
  std::size_t offset = 0;  // in bytes
  std::string message;     // of the compiler, without place
};

struct GraftedCode {
  Site site;
  std::vector<UserCode> code;
};

struct Blamed {
  std::vector<rules::Diagnostic> diagnostics;  // without excerpts; `word` of each is to be pointed at
  std::vector<std::string> words;              // of each diagnostic: the expression as written
  std::vector<std::size_t> columns;            // of each: where in that expression the error lies
  std::map<std::string, std::string> drop;     // id of the site -> why
};

// `text`: the rewritten text of the error's file; `file`: the original that it stands for. Errors elsewhere blame nothing.
void blame(const CompileError& error, std::string_view text, std::string_view file, const std::vector<GraftedCode>& grafted, Blamed& out);

}  // namespace scopegraft::engine
