#include "parse/expressions.h"

#include <algorithm>
#include <initializer_list>

#include "clang/AST/Attr.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/ExprCXX.h"

namespace scopegraft::engine {
namespace {

bool is_one_of(llvm::StringRef name, std::initializer_list<llvm::StringRef> names) { return std::find(names.begin(), names.end(), name) != names.end(); }

// Casts and accessors of the standard library: nothing whose time would be missed.
bool is_free(const clang::CallExpr& call) {
  const clang::FunctionDecl* callee = call.getDirectCallee();
  if (callee == nullptr || !callee->getDeclName().isIdentifier()) return false;
  const llvm::StringRef name = callee->getName();
  if (!callee->isInStdNamespace()) {
    const auto* method = llvm::dyn_cast<clang::CXXMethodDecl>(callee);
    if (method == nullptr || !method->getParent()->isInStdNamespace()) return name.starts_with("__builtin_");
    return callee->getNumParams() == 0 && is_one_of(name, {"c_str", "data", "size", "length", "empty", "begin", "end", "cbegin", "cend"});
  }
  return is_one_of(name, {"move", "forward", "addressof", "as_const"});
}

// The template arguments of a class of namespace std.
const clang::ClassTemplateSpecializationDecl* of_the_standard_library(clang::QualType type) {
  const auto* special = llvm::dyn_cast_or_null<clang::ClassTemplateSpecializationDecl>(type->getAsCXXRecordDecl());
  return special != nullptr && special->isInStdNamespace() ? special : nullptr;
}

}  // namespace

const clang::Expr* callee_of(const clang::CallExpr& call) { return call.getCallee()->IgnoreParenImpCasts(); }

bool is_operator_in_operator_notation(const clang::CallExpr& call) {
  const auto* op = llvm::dyn_cast<clang::CXXOperatorCallExpr>(&call);
  return (op != nullptr && op->getOperator() != clang::OO_Call) || llvm::isa<clang::UserDefinedLiteral>(call);
}

clang::SourceLocation name_location(const clang::CallExpr& call) {
  if (const auto* op = llvm::dyn_cast<clang::CXXOperatorCallExpr>(&call)) return op->getOperatorLoc();
  const clang::Expr* callee = callee_of(call);
  if (const auto* member = llvm::dyn_cast<clang::MemberExpr>(callee)) return member->getMemberLoc();
  if (const auto* overloaded = llvm::dyn_cast<clang::OverloadExpr>(callee)) return overloaded->getNameLoc();
  return callee->getExprLoc();
}

const clang::FunctionDecl* named_function(const clang::CallExpr& call) {
  if (const clang::FunctionDecl* known = call.getDirectCallee()) return known;
  const auto* overloaded = llvm::dyn_cast<clang::OverloadExpr>(callee_of(call));
  if (overloaded == nullptr) return nullptr;
  for (const clang::NamedDecl* found : overloaded->decls())
    if (const clang::FunctionDecl* function = found->getUnderlyingDecl()->getAsFunction()) return function;
  return nullptr;
}

bool gives_a_format(const clang::Expr& expression) {
  const auto* call = llvm::dyn_cast<clang::CallExpr>(&expression);
  return call != nullptr && call->getDirectCallee() != nullptr && call->getDirectCallee()->hasAttr<clang::FormatArgAttr>();
}

bool does_work(const clang::Stmt& expression) {
  if (const auto* call = llvm::dyn_cast<clang::CallExpr>(&expression); call != nullptr && !is_free(*call)) return true;
  if (llvm::isa<clang::CXXNewExpr, clang::CXXDeleteExpr, clang::StmtExpr>(expression)) return true;
  if (const auto* made = llvm::dyn_cast<clang::CXXConstructExpr>(&expression))
    if (!made->getConstructor()->isTrivial() && !made->isElidable()) return true;
  if (llvm::isa<clang::LambdaExpr, clang::UnaryExprOrTypeTraitExpr, clang::CXXNoexceptExpr>(expression)) return false;
  for (const clang::Stmt* child : expression.children())
    if (child != nullptr && does_work(*child)) return true;
  return false;
}

bool suspends(const clang::Stmt& expression) {
  if (llvm::isa<clang::CoroutineSuspendExpr, clang::DependentCoawaitExpr>(expression)) return true;
  if (llvm::isa<clang::LambdaExpr>(expression)) return false;
  for (const clang::Stmt* child : expression.children())
    if (child != nullptr && suspends(*child)) return true;
  return false;
}

bool is_scalar(const clang::Expr& value) { return !value.getType()->isRecordType() && !value.getType()->isVectorType() && !value.getType()->isArrayType(); }

bool is_bound(const clang::Expr& whole, const clang::Expr& spelled) {
  const clang::Expr* at = &whole;
  bool bound = false;
  while (at != &spelled) {
    if (const auto* temporary = llvm::dyn_cast<clang::MaterializeTemporaryExpr>(at)) {
      bound = true;
      at = temporary->getSubExpr();
    } else if (const auto* cast = llvm::dyn_cast<clang::ImplicitCastExpr>(at)) {
      if (cast->getCastKind() != clang::CK_NoOp && !cast->isGLValue()) bound = false;
      at = cast->getSubExpr();
    } else if (const auto* destroyed = llvm::dyn_cast<clang::CXXBindTemporaryExpr>(at)) {
      at = destroyed->getSubExpr();
    } else {
      return false;  // a conversion takes it
    }
  }
  return bound;
}

const clang::CallExpr* direct_call(const clang::Expr* initializer) {
  for (const clang::Expr* at = initializer; at != nullptr;) {
    if (const auto* call = llvm::dyn_cast<clang::CallExpr>(at)) return call;
    if (const auto* whole = llvm::dyn_cast<clang::ExprWithCleanups>(at)) at = whole->getSubExpr();
    else if (const auto* temporary = llvm::dyn_cast<clang::MaterializeTemporaryExpr>(at)) at = temporary->getSubExpr();
    else if (const auto* destroyed = llvm::dyn_cast<clang::CXXBindTemporaryExpr>(at)) at = destroyed->getSubExpr();
    else if (const auto* same = llvm::dyn_cast<clang::ParenExpr>(at)) at = same->getSubExpr();
    else if (const auto* made = llvm::dyn_cast<clang::CXXConstructExpr>(at); made != nullptr && made->isElidable() && made->getNumArgs() == 1) at = made->getArg(0);
    else if (const auto* cast = llvm::dyn_cast<clang::ImplicitCastExpr>(at); cast != nullptr && cast->getCastKind() == clang::CK_NoOp) at = cast->getSubExpr();
    else if (const auto* braces = llvm::dyn_cast<clang::InitListExpr>(at); braces != nullptr && braces->isTransparent() && braces->getNumInits() == 1) at = braces->getInit(0);
    else if (const auto* list = llvm::dyn_cast<clang::ParenListExpr>(at); list != nullptr && list->getNumExprs() == 1) at = list->getExpr(0);
    else return nullptr;
  }
  return nullptr;
}

bool has_truth(clang::QualType type) {
  type = type.getNonReferenceType();
  if (type->isDependentType() || type->isScalarType()) return true;
  const clang::CXXRecordDecl* record = type->getAsCXXRecordDecl();
  if (record == nullptr || !record->hasDefinition()) return false;
  for (const clang::NamedDecl* found : record->getVisibleConversionFunctions()) {
    const auto* conversion = llvm::dyn_cast<clang::CXXConversionDecl>(found->getUnderlyingDecl());
    if (conversion == nullptr || conversion->getConversionType().getNonReferenceType()->isScalarType()) return true;  // or a template
  }
  return false;
}

bool is_copied_freely(clang::QualType type) {
  const clang::CXXRecordDecl* record = type->getAsCXXRecordDecl();
  return record != nullptr && record->hasDefinition() && !type.hasQualifiers() && record->canPassInRegisters();
}

bool moves_unseen(clang::QualType type) {
  if (type.hasQualifiers()) return false;
  if (type->isScalarType() || is_copied_freely(type)) return true;
  const clang::ClassTemplateSpecializationDecl* special = of_the_standard_library(type);
  if (special == nullptr) return false;
  const llvm::StringRef name = special->getName();
  if (name == "shared_ptr" || name == "weak_ptr") return true;
  const auto argument = [&](unsigned i) {
    const clang::TemplateArgumentList& arguments = special->getTemplateArgs();
    return i < arguments.size() && arguments[i].getKind() == clang::TemplateArgument::Type ? arguments[i].getAsType() : clang::QualType();
  };
  const auto is_std = [&](unsigned i, llvm::StringRef wanted) {
    if (argument(i).isNull()) return false;
    const clang::ClassTemplateSpecializationDecl* inner = of_the_standard_library(argument(i));
    return inner != nullptr && inner->getName() == wanted;
  };
  if (name == "unique_ptr") return is_std(1, "default_delete");
  if (name == "vector") return is_std(1, "allocator");
  if (name == "basic_string") return is_std(2, "allocator");
  if (name == "optional") return !argument(0).isNull() && moves_unseen(argument(0));
  if (name == "pair") return !argument(0).isNull() && !argument(1).isNull() && moves_unseen(argument(0)) && moves_unseen(argument(1));
  return false;
}

}  // namespace scopegraft::engine
