#include "parse/falling_off.h"

#include <algorithm>

#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"

namespace scopegraft::engine {
namespace {

// How a statement lets control go on to what follows, in the order of what is known for certain.
enum class Flow { never, unless_constant, on };

class Flows {
 public:
  explicit Flows(const clang::ASTContext& context) : context_(context) {}

  // NOLINTNEXTLINE(misc-no-recursion)
  Flow of(const clang::Stmt* statement) const {
    if (statement == nullptr) return Flow::on;
    if (const auto* expression = llvm::dyn_cast<clang::Expr>(statement)) return ends(*expression) ? Flow::never : Flow::on;
    if (llvm::isa<clang::ReturnStmt, clang::GotoStmt, clang::IndirectGotoStmt, clang::CoreturnStmt>(statement)) return Flow::never;
    if (const auto* block = llvm::dyn_cast<clang::CompoundStmt>(statement)) return block->body_empty() ? Flow::on : of(block->body_back());
    if (const auto* s = llvm::dyn_cast<clang::AttributedStmt>(statement)) return of(s->getSubStmt());
    if (const auto* s = llvm::dyn_cast<clang::LabelStmt>(statement)) return of(s->getSubStmt());
    if (const auto* s = llvm::dyn_cast<clang::SwitchCase>(statement)) return of(s->getSubStmt());
    if (const auto* s = llvm::dyn_cast<clang::IfStmt>(statement)) return of_if(*s);
    // What leaves a loop or `switch` from inside is not looked at.
    if (const auto* s = llvm::dyn_cast<clang::SwitchStmt>(statement)) return is_constant(*s->getCond()) && of(s->getBody()) != Flow::on ? Flow::unless_constant : Flow::on;
    if (const auto* s = llvm::dyn_cast<clang::DoStmt>(statement)) return of(s->getBody()) == Flow::never ? Flow::never : Flow::on;
    if (const auto* s = llvm::dyn_cast<clang::CXXTryStmt>(statement)) {
      Flow most = of(s->getTryBlock());
      for (unsigned i = 0; i < s->getNumHandlers(); ++i) most = std::max(most, of(s->getHandler(i)->getHandlerBlock()));
      return most;
    }
    return Flow::on;
  }

 private:
  // NOLINTNEXTLINE(misc-no-recursion)
  Flow of_if(const clang::IfStmt& statement) const {
    // GCC keeps of it what is chosen.
    if (statement.isConstexpr()) return std::min(of(statement.getThen()), of(statement.getElse()));
    const Flow then = of(statement.getThen()), otherwise = of(statement.getElse());
    if (then == Flow::never && otherwise == Flow::never) return Flow::never;
    if (is_constant(*statement.getCond())) return std::min(then, otherwise) == Flow::on ? Flow::on : Flow::unless_constant;
    return std::max(then, otherwise);
  }

  bool is_constant(const clang::Expr& condition) const {
    if (condition.isInstantiationDependent()) return depends_on_types_alone(condition);
    clang::Expr::EvalResult result;
    return condition.EvaluateAsRValue(result, context_);
  }

  // What a template's arguments decide: no variable, call of a function or member of an object is in it.
  // NOLINTNEXTLINE(misc-no-recursion)
  static bool depends_on_types_alone(const clang::Stmt& statement) {
    if (llvm::isa<clang::CXXThisExpr, clang::CXXDependentScopeMemberExpr, clang::UnresolvedMemberExpr>(statement)) return false;
    if (const auto* named = llvm::dyn_cast<clang::DeclRefExpr>(&statement)) {
      const auto* variable = llvm::dyn_cast<clang::VarDecl>(named->getDecl());
      if (variable != nullptr && !variable->isConstexpr() && !variable->getType().isConstQualified()) return false;
    }
    return std::all_of(statement.child_begin(), statement.child_end(),
                       [](const clang::Stmt* child) { return child == nullptr || depends_on_types_alone(*child); });
  }

  static bool ends(const clang::Expr& expression) {
    const clang::Expr* bare = expression.IgnoreParenImpCasts();
    if (const auto* cleanups = llvm::dyn_cast<clang::ExprWithCleanups>(bare)) bare = cleanups->getSubExpr()->IgnoreParenImpCasts();
    if (llvm::isa<clang::CXXThrowExpr>(bare)) return true;
    const auto* call = llvm::dyn_cast<clang::CallExpr>(bare);
    const clang::FunctionDecl* callee = call == nullptr ? nullptr : call->getDirectCallee();
    return callee != nullptr && callee->isNoReturn();
  }

  const clang::ASTContext& context_;
};

}  // namespace

bool only_a_constant_returns(const clang::FunctionDecl& function, const clang::ASTContext& context) {
  const clang::QualType result = function.getReturnType();
  if (result->isVoidType() || result->isUndeducedType() || function.isMain() || function.isNoReturn()) return false;
  if (llvm::isa<clang::CXXConstructorDecl, clang::CXXDestructorDecl>(function)) return false;
  const clang::Stmt* body = function.getBody();
  if (llvm::isa_and_nonnull<clang::CoroutineBodyStmt>(body)) return false;
  return Flows(context).of(body) == Flow::unless_constant;
}

}  // namespace scopegraft::engine
