// The options that a decorator in the source gives. Stage: DecoratorFacts -> options for decide().
#pragma once

#include <vector>

#include "keys.h"
#include "rules/decorator.h"

namespace scopegraft::rules {

struct DecoratorOption {
  const Key* key = nullptr;
  Value value;
};

struct ReadDecorator {
  std::vector<DecoratorOption> options;
  std::vector<Diagnostic> mistakes;
};

[[nodiscard]] ReadDecorator read_decorator(const DecoratorFacts& decorator, DecoratorTarget target);

}  // namespace scopegraft::rules
