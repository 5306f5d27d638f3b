// `context_fields` of one function -> expressions over its parameters, or what is wrong with them.
// Stage: find -> facts -> [fields] -> edit. Reads the AST.
#pragma once

#include <string>

#include "plan/unit.h"

namespace clang {
class ASTContext;
class FunctionDecl;
}  // namespace clang

namespace scopegraft::engine {

// `path`: "request_id", "request.user_id", "request.user.name()". Members are reached through pointers, smart pointers and
// optionals whichever of `.` and `->` is written. What depends on a template argument is taken as it is written.
[[nodiscard]] Field resolve_field(const std::string& path, const clang::FunctionDecl& function, const clang::ASTContext& context);

}  // namespace scopegraft::engine
