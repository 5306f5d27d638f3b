#include "parse/leaf.h"

#include <algorithm>

#include "clang/AST/ASTContext.h"
#include "clang/AST/Attr.h"
#include "clang/AST/Decl.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/ExprConcepts.h"
#include "clang/AST/StmtCXX.h"
#include "clang/Basic/Builtins.h"
#include "clang/Basic/SourceManager.h"

namespace scopegraft::engine {
namespace {

class Body {
 public:
  Body(bool deduces_result, bool spares_calls) : deduces_result_(deduces_result), spares_calls_(spares_calls) {}

  // NOLINTNEXTLINE(misc-no-recursion)
  [[nodiscard]] bool is_quiet(const clang::Stmt* statement) const {
    if (statement == nullptr) return true;
    switch (statement->getStmtClass()) {
      case clang::Stmt::CompoundStmtClass:
      case clang::Stmt::NullStmtClass:
      case clang::Stmt::IfStmtClass:
      case clang::Stmt::WhileStmtClass:
      case clang::Stmt::DoStmtClass:
      case clang::Stmt::ForStmtClass:
      case clang::Stmt::CXXForRangeStmtClass:
      case clang::Stmt::SwitchStmtClass:
      case clang::Stmt::CaseStmtClass:
      case clang::Stmt::DefaultStmtClass:
      case clang::Stmt::BreakStmtClass:
      case clang::Stmt::ContinueStmtClass:
      case clang::Stmt::GotoStmtClass:
      case clang::Stmt::LabelStmtClass:
      case clang::Stmt::AttributedStmtClass: return are_quiet(*statement);
      case clang::Stmt::ReturnStmtClass: {
        const clang::Expr* value = llvm::cast<clang::ReturnStmt>(statement)->getRetValue();
        return value == nullptr || ((!deduces_result_ || value->getType()->isScalarType()) && is_quiet(value));
      }
      case clang::Stmt::DeclStmtClass: {
        const auto declarations = llvm::cast<clang::DeclStmt>(statement)->decls();
        return std::all_of(declarations.begin(), declarations.end(), [this](const clang::Decl* one) { return is_quiet(*one); });
      }
      default: break;
    }
    const auto* expression = llvm::dyn_cast<clang::Expr>(statement);
    if (expression == nullptr) return false;
    return llvm::isa<clang::CXXThisExpr>(expression) || (!expression->isTypeDependent() && is_quiet(*expression));
  }

 private:
  // NOLINTNEXTLINE(misc-no-recursion)
  [[nodiscard]] bool are_quiet(const clang::Stmt& parent) const {
    return std::all_of(parent.child_begin(), parent.child_end(), [this](const clang::Stmt* child) { return is_quiet(child); });
  }

  // NOLINTNEXTLINE(misc-no-recursion)
  [[nodiscard]] bool is_quiet(const clang::Expr& expression) const {
    switch (expression.getStmtClass()) {
      case clang::Stmt::IntegerLiteralClass:
      case clang::Stmt::FloatingLiteralClass:
      case clang::Stmt::ImaginaryLiteralClass:
      case clang::Stmt::CharacterLiteralClass:
      case clang::Stmt::StringLiteralClass:
      case clang::Stmt::PredefinedExprClass:
      case clang::Stmt::SourceLocExprClass:
      case clang::Stmt::CXXBoolLiteralExprClass:
      case clang::Stmt::CXXNullPtrLiteralExprClass:
      case clang::Stmt::GNUNullExprClass:
      case clang::Stmt::CXXThisExprClass:
      case clang::Stmt::ImplicitValueInitExprClass:
      case clang::Stmt::CXXScalarValueInitExprClass:
      // What is not evaluated.
      case clang::Stmt::UnaryExprOrTypeTraitExprClass:
      case clang::Stmt::SizeOfPackExprClass:
      case clang::Stmt::TypeTraitExprClass:
      case clang::Stmt::ArrayTypeTraitExprClass:
      case clang::Stmt::CXXNoexceptExprClass:
      case clang::Stmt::ConceptSpecializationExprClass:
      case clang::Stmt::RequiresExprClass:
      case clang::Stmt::OffsetOfExprClass: return true;
      case clang::Stmt::ParenExprClass:
      case clang::Stmt::UnaryOperatorClass:
      case clang::Stmt::BinaryOperatorClass:
      case clang::Stmt::CompoundAssignOperatorClass:
      case clang::Stmt::CXXRewrittenBinaryOperatorClass:
      case clang::Stmt::ConditionalOperatorClass:
      case clang::Stmt::BinaryConditionalOperatorClass:
      case clang::Stmt::ArraySubscriptExprClass:
      case clang::Stmt::ImplicitCastExprClass:
      case clang::Stmt::CStyleCastExprClass:
      case clang::Stmt::CXXFunctionalCastExprClass:
      case clang::Stmt::CXXStaticCastExprClass:
      case clang::Stmt::CXXReinterpretCastExprClass:
      case clang::Stmt::CXXConstCastExprClass:
      case clang::Stmt::BuiltinBitCastExprClass:
      case clang::Stmt::InitListExprClass:
      case clang::Stmt::ArrayInitLoopExprClass:
      case clang::Stmt::ArrayInitIndexExprClass:
      case clang::Stmt::MaterializeTemporaryExprClass:
      case clang::Stmt::ExprWithCleanupsClass:
      case clang::Stmt::ConstantExprClass:
      case clang::Stmt::SubstNonTypeTemplateParmExprClass:
      case clang::Stmt::AtomicExprClass: return are_quiet(expression);
      case clang::Stmt::OpaqueValueExprClass: return is_quiet(llvm::cast<clang::OpaqueValueExpr>(expression).getSourceExpr());
      case clang::Stmt::CXXDefaultInitExprClass: return is_quiet(llvm::cast<clang::CXXDefaultInitExpr>(expression).getExpr());
      case clang::Stmt::CXXDefaultArgExprClass: return is_quiet(llvm::cast<clang::CXXDefaultArgExpr>(expression).getExpr());
      case clang::Stmt::DeclRefExprClass: return is_ready(*llvm::cast<clang::DeclRefExpr>(expression).getDecl());
      case clang::Stmt::MemberExprClass: return is_ready(*llvm::cast<clang::MemberExpr>(expression).getMemberDecl()) && are_quiet(expression);
      case clang::Stmt::CXXConstructExprClass:
      case clang::Stmt::CXXTemporaryObjectExprClass: {
        const clang::CXXConstructorDecl& constructor = *llvm::cast<clang::CXXConstructExpr>(expression).getConstructor();
        return constructor.isTrivial() && !constructor.isDependentContext() && are_quiet(expression);
      }
      case clang::Stmt::CallExprClass:
      case clang::Stmt::CXXMemberCallExprClass:
      case clang::Stmt::CXXOperatorCallExprClass: return is_spared(llvm::cast<clang::CallExpr>(expression)) && are_quiet(expression);
      case clang::Stmt::LambdaExprClass: {  // its body is another function's
        const auto captures = llvm::cast<clang::LambdaExpr>(expression).capture_inits();
        return std::all_of(captures.begin(), captures.end(), [this](const clang::Expr* one) { return is_quiet(one); });
      }
      default: return false;
    }
  }

  // A declaration in the body.
  // NOLINTNEXTLINE(misc-no-recursion)
  [[nodiscard]] bool is_quiet(const clang::Decl& declaration) const {
    const auto* variable = llvm::dyn_cast<clang::VarDecl>(&declaration);
    if (variable == nullptr)
      return llvm::isa<clang::TypeDecl, clang::UsingDecl, clang::UsingEnumDecl, clang::UsingDirectiveDecl, clang::NamespaceAliasDecl, clang::StaticAssertDecl, clang::EmptyDecl>(declaration);
    const clang::QualType type = variable->getType();
    if (type->isDependentType() || type->isUndeducedType() || type->isVariablyModifiedType()) return false;
    if (type.isDestructedType() != clang::QualType::DK_none || variable->hasAttr<clang::CleanupAttr>()) return false;
    if (variable->getTLSKind() == clang::VarDecl::TLS_Dynamic) return false;
    if (const auto* parts = llvm::dyn_cast<clang::DecompositionDecl>(variable))
      for (const clang::BindingDecl* part : parts->bindings())
        if (part->getHoldingVar() != nullptr) return false;  // by get<>()
    return is_quiet(variable->getInit());
  }

  // The first use of a thread's variable may construct it.
  [[nodiscard]] static bool is_ready(const clang::ValueDecl& declaration) {
    const auto* variable = llvm::dyn_cast<clang::VarDecl>(&declaration);
    return variable == nullptr || variable->getTLSKind() != clang::VarDecl::TLS_Dynamic;
  }

  [[nodiscard]] bool is_spared(const clang::CallExpr& call) const {
    if (llvm::isa<clang::CXXPseudoDestructorExpr>(call.getCallee()->IgnoreParens())) return true;
    const clang::FunctionDecl* callee = call.getDirectCallee();
    if (callee == nullptr || callee->isDependentContext()) return false;
    if (const auto* method = llvm::dyn_cast<clang::CXXMethodDecl>(callee); method != nullptr && method->isTrivial() && !method->isVirtual()) return true;
    return spares_calls_ && (is_answered_by_the_compiler(*callee) || is_the_end(*callee));
  }

  // Not malloc and its like, nor what asks others (qsort).
  [[nodiscard]] static bool is_answered_by_the_compiler(const clang::FunctionDecl& callee) {
    if (callee.getBuiltinID() == 0 || is_of_the_program(callee)) return false;
    switch (callee.getBuiltinID()) {
      case clang::Builtin::BImove:
      case clang::Builtin::BImove_if_noexcept:
      case clang::Builtin::BIforward:
      case clang::Builtin::BIas_const:
      case clang::Builtin::BIaddressof:
      case clang::Builtin::BI__addressof:
      case clang::Builtin::BImemcpy:
      case clang::Builtin::BImemmove:
      case clang::Builtin::BImemset:
      case clang::Builtin::BImemcmp:
      case clang::Builtin::BImemchr:
      case clang::Builtin::BIstrlen:
      case clang::Builtin::BIstrcmp:
      case clang::Builtin::BIstrncmp:
      case clang::Builtin::BIstrchr:
      case clang::Builtin::BI__builtin_memcpy:
      case clang::Builtin::BI__builtin_memmove:
      case clang::Builtin::BI__builtin_memset:
      case clang::Builtin::BI__builtin_memcmp:
      case clang::Builtin::BI__builtin_strlen:
      case clang::Builtin::BI__builtin_expect:
      case clang::Builtin::BI__builtin_unreachable:
      case clang::Builtin::BI__builtin_trap:
      case clang::Builtin::BI__builtin_prefetch:
      case clang::Builtin::BI__builtin_addressof:
      case clang::Builtin::BI__builtin_is_constant_evaluated: return true;
      default: break;
    }
    // Bits and bytes, sums that may overflow, a processor's own: what has no side effect but in its operands.
    return callee.getName().starts_with("__builtin_") && callee.hasAttr<clang::ConstAttr>();
  }

  // Of what a program must not define but may: memcpy.
  [[nodiscard]] static bool is_of_the_program(const clang::FunctionDecl& callee) {
    const clang::FunctionDecl* definition = callee.getDefinition();
    return definition != nullptr && !callee.getASTContext().getSourceManager().isInSystemHeader(definition->getLocation());
  }

  // What a failed assertion calls.
  [[nodiscard]] static bool is_the_end(const clang::FunctionDecl& callee) {
    const auto* type = callee.getType()->getAs<clang::FunctionProtoType>();
    return callee.isNoReturn() && type != nullptr && type->isNothrow() && callee.getASTContext().getSourceManager().isInSystemHeader(callee.getLocation());
  }

  const bool deduces_result_;  // a template's `auto`: how a value becomes the result is not in the pattern
  const bool spares_calls_;
};

}  // namespace

bool is_leaf(const clang::FunctionDecl& function, bool spares_calls) {
  const clang::Stmt* body = function.getBody();
  if (!llvm::isa_and_nonnull<clang::CompoundStmt>(body)) return false;
  const clang::QualType result = function.getReturnType();
  const bool is_open = result->isDependentType() || result->isUndeducedType(), deduces = is_open && result->getContainedAutoType() != nullptr;
  if (is_open && !deduces && !result->isPointerType()) return false;  // `T f() { return 0; }` makes a T
  return Body(deduces, spares_calls).is_quiet(body);
}

}  // namespace scopegraft::engine
