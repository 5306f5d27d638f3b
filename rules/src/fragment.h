// A rules file as written: values of the right types with their places, not yet checked against each other, patterns
// still texts. Stage: tree -> Fragment -> Rules.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "options.h"
#include "source.h"
#include "tree.h"

namespace scopegraft::rules {

using LocatedText = Located<std::string>;

// An entry of modules, classes, functions, calls or executors.
struct RuleFragment {
  Mark at;
  std::vector<LocatedText> match;         // `namespaces` in modules
  std::vector<LocatedText> derived_from;  // of classes
  std::vector<LocatedText> files;
  std::vector<LocatedText> exclude;  // `exclude_methods` in classes
  std::vector<WrittenOption> options;
  std::optional<bool> skip_trivial;
  std::optional<std::uint64_t> min_statements;
};

struct Expectation {
  enum class Kind { profiled, excluded, skipped, unmatched, not_profiled };
  Kind kind = Kind::profiled;
  std::vector<WrittenOption> options;  // that it must be profiled with
};

struct TestFragment {
  Mark at;
  std::string function;
  std::string call;  // either of the two
  std::string file;
  std::optional<std::string> class_name;
  std::vector<LocatedText> derived_from;
  bool trivial = false;
  std::optional<std::uint64_t> statements;
  Located<Expectation> expect;
};

struct Fragment {
  std::vector<LocatedText> extends;
  std::vector<WrittenOption> defaults;
  std::optional<bool> skip_trivial;
  std::optional<std::uint64_t> min_statements;
  std::vector<LocatedText> exclude;
  std::vector<RuleFragment> modules;
  std::vector<RuleFragment> classes;
  std::vector<RuleFragment> functions;
  std::vector<RuleFragment> calls;
  std::vector<RuleFragment> executors;
  std::vector<TestFragment> tests;
};

[[nodiscard]] Fragment read_fragment(const Node& root, Mistakes& mistakes);

}  // namespace scopegraft::rules
