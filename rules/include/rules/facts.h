// What is known of one function of the program when a rule decides about it. Plain data: the tool fills it from the
// AST, tests fill it by hand. Stage: source -> FunctionFacts -> decide().
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "rules/diagnostic.h"

namespace scopegraft::rules {

enum class FunctionKind { function, method, constructor, destructor, conversion, lambda };

// SCOPEGRAFT_PROFILE(...) as written before the function or its class: key -> text of the value, in source order.
struct DecoratorFacts {
  bool off = false;
  std::vector<std::pair<std::string, std::string>> options;
  Position at;
  std::vector<Position> option_places;  // of each option; none: all at `at`
};

struct FunctionFacts {
  // "app::Store::put", without template arguments and parameters; "(anonymous namespace)" for an unnamed one;
  // a lambda is "enclosing::function::(lambda:LINE)".
  std::string qualified_name;
  // Components of qualified_name that names in rules may leave out: indices of inline and anonymous namespaces.
  std::vector<unsigned> optional_components;
  // The function's template arguments as written for a specialisation, "" otherwise: "<int>".
  std::string template_arguments;
  std::string file;  // absolute, normalised path of the file that holds the body
  unsigned line = 0;
  FunctionKind kind = FunctionKind::function;
  std::string class_name;          // qualified name of the class of a member; "" for others
  std::vector<std::string> bases;  // qualified names of all direct and indirect bases of the class
  bool is_coroutine = false;
  bool is_trivial = false;  // a getter, setter or forwarding one-liner: nothing to measure
  unsigned statements = 0;  // statements of the body, nested ones counted, compound ones not
  bool in_system_header = false;
  std::optional<DecoratorFacts> decorator;        // on the function itself
  std::optional<DecoratorFacts> class_decorator;  // on its class
};

// What is known of one call expression, for `calls:` and `executors:` rules.
struct CallFacts {
  std::string callee;                              // qualified name of the called function
  std::vector<unsigned> optional_components = {};  // as in FunctionFacts, of `callee`
  std::string file;                                // where the call stands
  unsigned line = 0;
};

}  // namespace scopegraft::rules
