// Calls and constructions that an `executors:` rule speaks of -> the callable they hand over, or why it cannot take the context
// along. Stage: find -> [executors] -> decide. Reads the AST and the source manager; lives as long as one visit.
//
// The choice among overloads stays: only what any callable may be given to is given another one. A parameter whose type is
// deduced takes the wrapper as well, a class that is made from a callable is made from the wrapper, and a std::function stays one.
// No other overload begins to take the wrapper: it has no conversions and can be called just as the callable can.
#pragma once

#include <functional>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "clang/Basic/SourceLocation.h"
#include "plan/executor.h"

namespace clang {
class ASTContext;
class CallExpr;
class CXXConstructExpr;
class CXXRecordDecl;
class CXXUnresolvedConstructExpr;
class Expr;
class FunctionDecl;
class VarDecl;
}  // namespace clang

namespace scopegraft::engine {

struct Preprocessing;

class ExecutorFinder {
 public:
  // `wanted`: does a rule speak of this call? Its file is as spelled.
  ExecutorFinder(clang::ASTContext& context, const Preprocessing& preprocessing, std::function<bool(const rules::CallFacts&)> wanted)
      : context_(context), preprocessing_(preprocessing), wanted_(std::move(wanted)) {}

  // `within`: the function around it, or null. `blocked`: why nothing may be changed there, or null.
  void add(const clang::CallExpr& call, const clang::FunctionDecl* within, const char* blocked);
  void add(const clang::CXXConstructExpr& made, const clang::FunctionDecl* within, const char* blocked);
  // What is made of a known class by a constructor that only an instance of the template knows.
  void add(const clang::VarDecl& variable, const clang::FunctionDecl* within, const char* blocked);
  void add(const clang::CXXUnresolvedConstructExpr& made, const clang::FunctionDecl* within, const char* blocked);

  [[nodiscard]] std::vector<HandOver> take() { return std::move(found_); }

 private:
  struct Place {
    clang::SourceLocation name, end;
    const clang::FunctionDecl* within = nullptr;
    const char* blocked = nullptr;
  };
  using Callees = std::vector<const clang::FunctionDecl*>;  // the one, or those that a template may choose from
  void consider_constructors(const clang::CXXRecordDecl* type, const std::vector<const clang::Expr*>& arguments, const Place& place);
  void consider(const Callees& callees, const std::vector<const clang::Expr*>& arguments, const Place& place);
  // Nothing when no rule speaks of it.
  bool describe(const clang::FunctionDecl& callee, const Place& place, HandOver& out);
  void fill(const Callees& callees, const std::vector<const clang::Expr*>& arguments, const Place& place, HandOver& out) const;
  std::string set_form(const clang::FunctionDecl& callee, unsigned parameter, const clang::Expr& argument, HandOver& out) const;
  std::string set_range(const clang::Expr& argument, const Place& place, HandOver& out) const;

  clang::ASTContext& context_;
  const Preprocessing& preprocessing_;
  std::function<bool(const rules::CallFacts&)> wanted_;
  std::set<std::pair<int, std::size_t>> known_;
  std::map<const clang::FunctionDecl*, rules::CallFacts> names_;
  std::vector<HandOver> found_;
};

}  // namespace scopegraft::engine
