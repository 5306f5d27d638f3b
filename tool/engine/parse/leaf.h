// Is a function a leaf? Part of find; reads the AST.
#pragma once

namespace clang {
class FunctionDecl;
}  // namespace clang

namespace scopegraft::engine {

// True when its body surely runs nothing that could have a scope of its own (no function of the program, in no way: no call, constructor,
// destructor, conversion, first use of a thread's variable), allocates nothing and throws nothing. What depends on a template's types
// may be anything. `spares_calls`: calls that the compiler and libc answer by themselves (std::move, memcpy, a failed assert) are none.
[[nodiscard]] bool is_leaf(const clang::FunctionDecl& function, bool spares_calls);

}  // namespace scopegraft::engine
