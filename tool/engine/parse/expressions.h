// What an expression is, asked of it alone: which function a call names, whether it does work, whether a copy of its value could be
// noticed. Part of finding calls; reads the AST.
#pragma once

#include "clang/Basic/SourceLocation.h"

namespace clang {
class CallExpr;
class Expr;
class FunctionDecl;
class QualType;
class Stmt;
}  // namespace clang

namespace scopegraft::engine {

[[nodiscard]] const clang::Expr* callee_of(const clang::CallExpr& call);
[[nodiscard]] bool is_operator_in_operator_notation(const clang::CallExpr& call);
[[nodiscard]] clang::SourceLocation name_location(const clang::CallExpr& call);
// The one function that the call names, whichever overload it is; nothing for a pointer.
[[nodiscard]] const clang::FunctionDecl* named_function(const clang::CallExpr& call);

// gettext and its like: the compiler reads the format through the call, not through a mark.
[[nodiscard]] bool gives_a_format(const clang::Expr& expression);
// Is there anything in it whose time is not the call's?
[[nodiscard]] bool does_work(const clang::Stmt& expression);
[[nodiscard]] bool suspends(const clang::Stmt& expression);
[[nodiscard]] bool is_scalar(const clang::Expr& value);
// Is the class prvalue bound to a reference by the implicit parts between it and the expression as a whole?
[[nodiscard]] bool is_bound(const clang::Expr& whole, const clang::Expr& spelled);

// The call whose result becomes the variable with this initializer, in its place or bound to it; nothing when more is done to it.
[[nodiscard]] const clang::CallExpr* direct_call(const clang::Expr* initializer);
// Could it be the condition of an `if`?
[[nodiscard]] bool has_truth(clang::QualType type);
// May the compiler itself copy a value of this class at will, as it does with what goes through registers?
[[nodiscard]] bool is_copied_freely(clang::QualType type);
// Is it of the standard library, and moving it seen by nobody?
[[nodiscard]] bool moves_unseen(clang::QualType type);

}  // namespace scopegraft::engine
