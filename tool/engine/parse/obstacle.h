// Why no guard can stand in a function, by the function alone (not by its place in the text). Part of place; reads the AST.
#pragma once

#include <string>

#include "plan/spell.h"

namespace clang {
class ASTContext;
class FunctionDecl;
}  // namespace clang

namespace scopegraft::engine {

// A phrase for `list` and explain, or "".
[[nodiscard]] std::string obstacle(const clang::FunctionDecl& function, const clang::ASTContext& context);

// For functions without an obstacle.
[[nodiscard]] GuardForm form_of(const clang::FunctionDecl& function, const clang::ASTContext& context);

// operator new, malloc and the like: a guard that tracks memory would call itself.
[[nodiscard]] bool is_allocator(const clang::FunctionDecl& function);

}  // namespace scopegraft::engine
