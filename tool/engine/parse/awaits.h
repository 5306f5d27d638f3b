// The suspensions of one coroutine -> where they stand and how they can be marked.
// Stage: find -> [awaits] -> edit. Reads the AST and the source manager.
#pragma once

#include "plan/unit.h"

namespace clang {
class ASTContext;
class FunctionDecl;
}  // namespace clang

namespace scopegraft::engine {

struct Preprocessing;

// Fills the awaits of the candidate, whose body is placed, or its obstacle.
void add_awaits(const clang::FunctionDecl& function, const clang::ASTContext& context, const Preprocessing& preprocessing,
                Candidate& candidate);

}  // namespace scopegraft::engine
