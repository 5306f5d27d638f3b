// A `co_await` or `co_yield` of a coroutine, and the code around it that tells the coroutine's scope of the suspension
// (runtime/ASYNC.md). Stage: find -> place -> [spell] -> edit. Plain data and pure functions; any thread.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "plan/edit.h"

namespace scopegraft::engine {

struct Await {
  enum class Form {
    wrapped,       // the promise takes the operand as it is: the awaiter is wrapped
    wrapped_free,  // the same, through an `operator co_await` that only the place itself can see
    marked,        // the promise looks at the operand (await_transform, yield_value): marks around operand and result
    marked_late,   // the operand must stay what it is: the scope leaves before it is made
    braced,        // co_yield {...}: no expression
  };
  enum class Result {
    nothing,    // void
    discarded,  // any type that is not known to be void
    scalar,     // a prvalue
    reference,  // a glvalue, or a class prvalue that is bound to a reference for the full expression
    kept,       // a class prvalue that becomes an object: nothing may stand around it
  };
  struct Place {
    std::size_t offset = 0;
    unsigned line = 0;  // as the compiler counts, `#line` of the user counted in
    bool in_macro_argument = false;
  };
  Form form = Form::wrapped;
  Result result = Result::nothing;
  Place keyword, operand, end;  // end: behind the operand
  std::vector<std::string> names;  // functions called in the operand, for `marked`
};

// `awaits`: an await before those in its operand. `scope`: the name of the guard.
[[nodiscard]] std::vector<Edit> spell_awaits(std::string_view text, const std::vector<Await>& awaits, const std::string& scope);

}  // namespace scopegraft::engine
