// `import "x.h";` in the texts that are rewritten: the preprocessor tells nobody of it, the tree does.
// Stage: AST + preprocessing -> references of the include graph.
#pragma once

#include "clang/AST/ASTContext.h"
#include "parse/preprocessing.h"

namespace scopegraft::engine {

// Adds a reference for each header unit that is found beside the file which imports it.
void add_header_units(clang::ASTContext& context, Preprocessing& into);

}  // namespace scopegraft::engine
