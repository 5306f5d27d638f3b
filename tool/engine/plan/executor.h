// A call that an `executors:` rule speaks of, and the code around what it hands over so that this takes the caller's context along
// (scopegraft/executors.h). Stage: find -> decide -> [spell] -> edit. Plain data and pure functions; any thread.
#pragma once

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "plan/call.h"
#include "rules/facts.h"

namespace scopegraft::engine {

struct HandOver {
  enum class Form {
    wrapped,    // becomes a scopegraft::Bound: the executor takes any callable
    same_type,  // a std::function or its like stays of its type
  };
  rules::CallFacts facts;  // the file as spelled
  std::string caller;      // qualified name of the function around it, "" outside of any
  unsigned column = 0;     // of the callee's name; the line is in the facts
  std::pair<int, std::size_t> name = {-1, 0};  // the instance and offset of the name: one call only
  std::string obstacle;    // why the context cannot go along, "" when it can
  Form form = Form::wrapped;
  CodePlace begin, end;    // of the argument
};

// Named by the executor, placed at its name.
[[nodiscard]] Site site_of_hand_over(const HandOver& hand_over, const std::string& file);

// What stands before and behind the argument.
[[nodiscard]] std::pair<std::string, std::string> hand_over_marks(const HandOver& hand_over);

// Every word that the marks may contain: a macro of that name would change them.
[[nodiscard]] const std::vector<std::string>& words_of_hand_overs();

}  // namespace scopegraft::engine
