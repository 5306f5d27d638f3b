// Does only a constant keep a function from running off its end? Part of obstacle; reads the AST.
#pragma once

namespace clang {
class ASTContext;
class FunctionDecl;
}  // namespace clang

namespace scopegraft::engine {

// True of `int f() { if (sizeof(int) == 4) return 1; }` and its like in templates: without optimisation, GCC 12 says that control
// reaches the end (-Wreturn-type, on by default) when the body also has a variable with a destructor, and only then.
[[nodiscard]] bool only_a_constant_returns(const clang::FunctionDecl& function, const clang::ASTContext& context);

}  // namespace scopegraft::engine
