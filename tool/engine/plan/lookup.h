// A call that a `cache:` rule speaks of, and the code that tells hit from miss by its result (scopegraft/probe.h).
// Stage: find -> decide -> [spell] -> edit. Plain data and pure functions; any thread.
//
// The result goes on as it is. A class prvalue becomes its object in its place, so it is looked at where that has a name, unless one
// copy more is nothing that anybody could notice.
#pragma once

#include <string>
#include <string_view>

#include "plan/edit.h"
#include "rules/decision.h"

namespace scopegraft::engine {

struct Lookup {
  enum class Way {
    value,      // through a function, by value
    reference,  // through a function, as the reference that it is
    seen,       // it becomes `variable`, which is looked at at `look`
  };
  rules::CacheProbe probe;
  std::string origin;    // the rule
  std::string obstacle;  // why it cannot be counted, "" when it can
  Way way = Way::value;
  std::string variable;
  CodePlace look;
  bool in_condition = false;  // `if (auto found = get(k))`: the look is the condition then

  friend bool operator==(const Lookup& a, const Lookup& b) {
    return a.probe == b.probe && a.obstacle == b.obstacle && a.way == b.way && a.variable == b.variable && a.look == b.look && a.in_condition == b.in_condition;
  }
};

// Is `hit_when` an expression of the user's?
[[nodiscard]] bool has_expression(const rules::CacheProbe& probe);

// What stands around the call, and at `look`; each may be empty.
struct LookupMarks {
  std::string before, behind, look;
};
// `place`: "12_5" of the call; names in the marks are made of it.
[[nodiscard]] LookupMarks lookup_marks(const Lookup& lookup, const std::string& place);

// What `result` is called in the program: it shadows nothing.
[[nodiscard]] std::string name_of_result(const std::string& place);

// The expression with another name for `result`; literals and members of that name stay.
[[nodiscard]] std::string with_result_named(std::string_view expression, std::string_view name);

}  // namespace scopegraft::engine
