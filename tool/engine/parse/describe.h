// One function of the AST -> facts for the rules. Stage: find -> [facts] -> decide. Reads the AST only.
#pragma once

#include <string>

#include "rules/facts.h"

namespace clang {
class ASTContext;
class CXXRecordDecl;
class DeclContext;
class FunctionDecl;
}  // namespace clang

namespace scopegraft::engine {

// All facts but the file, the decorators and whatever a body tells only with its source.
[[nodiscard]] rules::FunctionFacts describe(const clang::FunctionDecl& function, const clang::ASTContext& context);

}  // namespace scopegraft::engine
