// Qualified names in components: "app::v1::Store::operator<<" is app, v1, Store, operator<<. Names of functions,
// classes and patterns are split by the same rule. Pure.
#pragma once

#include <cstddef>
#include <span>
#include <string_view>
#include <vector>

namespace scopegraft::rules {

struct Component {
  std::size_t begin = 0;
  std::size_t end = 0;
  bool optional = false;  // may be left out by a pattern: an inline or anonymous namespace
};

// A name to be matched. Refers to the text it was made of.
struct Name {
  std::string_view text;
  std::vector<Component> components;    // at least one
  std::string_view template_arguments;  // "<int>", or empty
  bool has_optional = false;

  [[nodiscard]] std::string_view component(std::size_t i) const {
    return text.substr(components[i].begin, components[i].end - components[i].begin);
  }
  [[nodiscard]] std::string_view last() const { return component(components.size() - 1); }
};

// `optional` are indices of components. Reserved ones (`__cxx11`) and `(anonymous namespace)` are optional by
// themselves, the last component never is.
[[nodiscard]] Name split_name(std::string_view text, std::span<const unsigned> optional = {},
                              std::string_view template_arguments = {});

// The name without lambdas at its end: the function whose body holds the lambda.
[[nodiscard]] std::string_view without_lambdas(std::string_view name);

// The length of the component that `text` begins with. `::` in parentheses, in angle brackets and in the type of a
// conversion operator does not end it.
[[nodiscard]] std::size_t component_length(std::string_view text);

// Length of "operator" with its symbol at the front of a component, "operator<<"; 0 for other names. For a conversion
// or operator new, the length of the word "operator" and the blank.
[[nodiscard]] std::size_t operator_length(std::string_view component);

}  // namespace scopegraft::rules
