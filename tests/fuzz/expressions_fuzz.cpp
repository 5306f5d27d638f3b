// Any bytes as the small languages inside the rules: conditions, decorators, name patterns, globs. What parses must
// mean the same when spelled again, and an index of patterns must lose no match.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "glob.h"
#include "name_index.h"
#include "name_pattern.h"
#include "rules/condition.h"
#include "rules/decorator.h"

namespace {

using namespace scopegraft::rules;

void require(bool good) {
  if (!good) std::abort();
}

void condition(std::string_view text) {
  const ConditionResult parsed = parse_condition(text);
  for (const ConditionMistake& mistake : parsed.mistakes)
    require(mistake.offset <= text.size() && !mistake.message.empty());
  if (!parsed.mistakes.empty()) return;
  const ConditionResult again = parse_condition(spell(parsed.condition));
  require(again.mistakes.empty() && again.condition == parsed.condition);
}

void decorator(std::string_view text) {
  const DecoratorFacts facts = parse_decorator(text, {"a.cpp", 1, 1});
  for (const Diagnostic& diagnostic : check_decorator(facts, DecoratorTarget::function))
    require(!diagnostic.message.empty());
}

// The first line is a pattern, the second a name.
void pattern(std::string_view text) {
  const std::size_t line = std::min(text.find('\n'), text.size());
  const CompiledPattern compiled = compile_pattern(text.substr(0, line));
  if (!compiled.pattern) {
    require(!compiled.message.empty() && compiled.offset <= line);
    return;
  }
  const std::string_view rest = line < text.size() ? text.substr(line + 1) : std::string_view("app::f");
  const unsigned optional = 1;
  const Name name = split_name(rest, {&optional, 1});
  if (!compiled.pattern->matches(name)) return;
  NameIndex index;
  index.add(compiled.pattern->key(), 0);
  std::vector<unsigned> candidates;
  index.candidates(name, candidates);
  require(candidates.size() == 1);
}

void glob(std::string_view text) {
  const std::size_t line = std::min(text.find('\n'), text.size());
  const CompiledGlob compiled = compile_glob(text.substr(0, line), "/p");
  require(compiled.glob.has_value() != !compiled.message.empty());
  if (compiled.glob && line < text.size()) (void)compiled.glob->matches(text.substr(line + 1));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string_view text(reinterpret_cast<const char*>(data) + 1, size - 1);
  switch (data[0] % 4) {
    case 0:
      condition(text);
      break;
    case 1:
      decorator(text);
      break;
    case 2:
      pattern(text);
      break;
    default:
      glob(text);
      break;
  }
  return 0;
}
