// AST -> candidates: every function definition, lambda, and defaulted or deleted function of the files that a rule can
// match. Stage: find (the only AST visitor), with facts, obstacle and place asked for each. AST pointers stay inside.
#pragma once

#include <functional>
#include <vector>

#include "clang/Basic/SourceLocation.h"
#include "parse/parse.h"
#include "plan/unit.h"

namespace clang {
class ASTContext;
class FunctionDecl;
}  // namespace clang

namespace scopegraft::engine {

struct Preprocessing;

// Is a function of this file worth a candidate? `system` files are pruned with all they hold.
enum class FileKind { relevant, irrelevant, system };

struct FindRequest {
  clang::ASTContext& context;
  const Preprocessing& preprocessing;
  std::function<FileKind(clang::FileID)> kind_of;
  bool is_for_gcc = false, is_optimised = false;  // who compiles the unit, and how
  bool any_instruction_throws = false;            // -fnon-call-exceptions of g++
  std::function<Wanted(const rules::FunctionFacts&)> wanted_of;
  std::function<bool(const rules::CallFacts&)> wants_call;  // none: no rule speaks of calls
  std::function<bool(const rules::CallFacts&)> wants_executor;  // none: no rule speaks of executors
};

struct Found {
  std::vector<Candidate> candidates;
  std::vector<Call> calls;
  std::vector<HandOver> hand_overs;
  std::vector<Decorator> decorators;
};

[[nodiscard]] Found find(const FindRequest& request);

}  // namespace scopegraft::engine
