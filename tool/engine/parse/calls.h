// The calls in functions that a `calls:` or `cache:` rule speaks of -> where they stand, how they can be timed or why not.
// Stage: find -> [calls] -> decide. Reads the AST and the source manager; lives as long as one visit.
#pragma once

#include <functional>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "clang/Basic/SourceLocation.h"
#include "plan/call.h"
#include "plan/unit.h"

namespace clang {
class ASTContext;
class CallExpr;
class Decl;
class FunctionDecl;
class NamedDecl;
}  // namespace clang

namespace scopegraft::engine {

struct Preprocessing;
using CacheProbes = rules::Setting<std::vector<rules::CacheProbe>>;

class CallFinder {
 public:
  // `wanted`: does a `calls:` rule speak of this call? Its file is as spelled. None: no such rule.
  CallFinder(clang::ASTContext& context, const Preprocessing& preprocessing, std::function<bool(const rules::CallFacts&)> wanted)
      : context_(context), preprocessing_(preprocessing), wanted_(std::move(wanted)) {}

  // All calls of a function's body and member initializers. `body`: its place and obstacle, without those of suspensions. `probes`: the
  // lookups that count in it.
  void add_function(const clang::FunctionDecl& function, const Candidate& body, const CacheProbes& probes);
  // A call that no body holds, or that stands in a part of one where nothing is evaluated. Nothing if it is known.
  void add_outside(const clang::CallExpr& call, const clang::FunctionDecl* within, std::string_view why);

  // `late`: why no guard can stand in the function, as far as only the whole visit tells.
  [[nodiscard]] std::vector<Call> take(const std::function<std::string(const clang::FunctionDecl&)>& late);

 private:
  friend class CallWalk;
  // Nothing when no rule speaks of it.
  bool describe(const clang::CallExpr& call, const CacheProbes& probes, Call& out);
  void keep(Call call, const clang::FunctionDecl* within);

  clang::ASTContext& context_;
  const Preprocessing& preprocessing_;
  std::function<bool(const rules::CallFacts&)> wanted_;
  std::set<const clang::CallExpr*> seen_;
  std::map<std::pair<int, std::size_t>, std::size_t> places_;  // of the begin -> index
  std::vector<Call> calls_;
  std::vector<const clang::FunctionDecl*> functions_;  // of each call
  std::map<const clang::NamedDecl*, rules::CallFacts> names_;
  std::map<std::pair<std::string, const clang::NamedDecl*>, bool> lookups_;  // does the probe name it?
};

}  // namespace scopegraft::engine
