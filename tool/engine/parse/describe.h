// One function of the AST -> facts for the rules. Stage: find -> [facts] -> decide. Reads the AST only.
#pragma once

#include <string>
#include <vector>

#include "rules/facts.h"

namespace clang {
class ASTContext;
class CXXRecordDecl;
class DeclContext;
class FunctionDecl;
class NamedDecl;
}  // namespace clang

namespace scopegraft::engine {

struct QualifiedName {
  std::string text;                // "app::Store::put"
  std::vector<unsigned> optional;  // components that names in rules may leave out
};
[[nodiscard]] QualifiedName qualified_name(const clang::NamedDecl& declaration, const clang::ASTContext& context);

// All facts but the file, the decorators and whatever a body tells only with its source.
[[nodiscard]] rules::FunctionFacts describe(const clang::FunctionDecl& function, const clang::ASTContext& context);

}  // namespace scopegraft::engine
