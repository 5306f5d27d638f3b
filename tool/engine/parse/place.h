// Where the guard of a function goes: behind the brace of its body, as a byte of a file instance.
// Stage: find -> [place] -> edit. Reads the AST and the source manager.
#pragma once

#include <string>

#include "plan/unit.h"

namespace clang {
class ASTContext;
class FunctionDecl;
}  // namespace clang

namespace scopegraft::engine {

struct Preprocessing;

// Fills the place of the candidate, or its obstacle.
void place(const clang::FunctionDecl& function, const clang::ASTContext& context, const Preprocessing& preprocessing,
           Candidate& candidate);

}  // namespace scopegraft::engine
