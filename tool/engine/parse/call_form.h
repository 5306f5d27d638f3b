// A call and what stands around it -> how it can be timed and looked at, and where its marks stand, or why not.
// Stage: find -> calls -> [call form] -> decide. Reads the AST and the source manager.
#pragma once

#include "parse/preprocessing.h"
#include "plan/call.h"
#include "plan/unit.h"

namespace clang {
class ASTContext;
class CallExpr;
class DeclStmt;
class FunctionDecl;
class VarDecl;
}  // namespace clang

namespace scopegraft::engine {

// What stands around an expression as far as its result is concerned.
enum class Around {
  discarded,
  cast_away,  // to void: what may not be ignored is still told of
  whole,  // it is all of a full expression, or becomes the object that the full expression makes
  bound,  // a reference is bound to it until the full expression ends
  other,
};

// The function around it.
struct CallOwner {
  const clang::ASTContext& context;
  const Preprocessing& preprocessing;
  const clang::FunctionDecl& function;
  const Candidate& body;
  GuardForm form;
};

// A variable that a call's result becomes, where code that looks at it may follow.
struct Declared {
  const clang::VarDecl* variable = nullptr;
  const clang::DeclStmt* statement = nullptr;  // a statement of its own in a block; none: the condition of an `if`
};

struct CallSurroundings {
  Around around = Around::other;
  const char* blocked = nullptr;  // why nothing here can be timed
  bool in_range = false;          // in the range of a range loop
  bool in_braces = false;         // a constant must fit, another value must not be narrowed
  bool may_be_constant = false;   // in the initializer of a variable that is perhaps initialized when compiling
  Declared declared;
};

// Fills in all that the facts, the caller and the name's place are not.
void add_form(const clang::CallExpr& expression, const CallOwner& owner, const CallSurroundings& surroundings, Call& call);

}  // namespace scopegraft::engine
