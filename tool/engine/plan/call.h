// A call that a `calls:` rule speaks of, and the code around it that times it: a scope at the head of the function and marks in
// the expression (scopegraft/calls.h). Stage: find -> decide -> [spell] -> edit. Plain data and pure functions; any thread.
//
// The interval begins when the last argument that does work is ready, and ends when the call returns or throws. What cannot be
// marked lies inside it: default arguments, conversions of arguments to the parameters' types, objects that are made as parameters.
// A result that becomes an object without a copy is followed by the end of its full expression.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "plan/edit.h"
#include "plan/lookup.h"
#include "plan/query.h"
#include "plan/spell.h"
#include "rules/facts.h"

namespace scopegraft::engine {

struct Call {
  // What the call is to the expression around it.
  enum class Form {
    dropped,    // a value of any type that nothing uses
    value,      // a prvalue that is no object of a class
    reference,  // a glvalue, or a class prvalue that is bound to a reference for the full expression
    kept,       // a class prvalue that becomes an object, or a type that only the instance knows: nothing may stand around it
  };
  struct Argument {
    Form form = Form::value;  // value or reference
    CodePlace begin, end;
    friend bool operator==(const Argument&, const Argument&) = default;
  };

  rules::CallFacts facts;  // the file as spelled
  std::string caller;      // qualified name of the function around it, "" outside of any
  unsigned column = 0;     // of the callee's name; the line is in the facts
  std::pair<int, std::size_t> name = {-1, 0};  // the instance and offset of the name: one call only
  bool is_timed = true;    // by a `calls:` rule; else it is here for its lookup alone
  std::string obstacle;    // why it cannot be timed, "" when it can
  std::optional<QueryCall> query;  // it runs a query of a database that is known
  std::optional<Lookup> lookup;  // by a `cache:` rule of the function around it
  Form form = Form::value;
  CodePlace begin, end;
  std::vector<Argument> arguments;  // those that do work
  CodePlace head;  // behind the brace of the function's body
  GuardForm head_form = GuardForm::plain;
};

// The site of a call: named by the callee, placed at its name.
[[nodiscard]] Site site_of_call(const Call& call, const std::string& file);

// What stands at the head of the function: the site and the scope, on one line.
[[nodiscard]] std::string call_head(const Call& call, const Site& site, const rules::Options& options, std::string_view rule);

// What stands around the call and its arguments. `condition`: a C++ expression, "" for always.
struct CallMarks {
  std::string before, behind;
  std::vector<std::pair<std::string, std::string>> around_arguments;  // of each argument
};
[[nodiscard]] CallMarks call_marks(const Call& call, const Site& site, const std::string& condition);

// Every word that a head or mark may contain: a macro of that name would change it.
[[nodiscard]] const std::vector<std::string>& words_of_calls();

}  // namespace scopegraft::engine
