#include "rules/rule_set.h"

#include <utility>

#include "rules.h"

namespace scopegraft::rules {

RuleSet::RuleSet() : rules_(std::make_shared<const Rules>()) {}

RuleSet::RuleSet(std::shared_ptr<const Rules> rules) : rules_(std::move(rules)) {}

const std::vector<std::filesystem::path>& RuleSet::files() const { return rules_->files; }

const std::vector<RuleSet::Pattern>& RuleSet::patterns() const { return rules_->patterns; }

}  // namespace scopegraft::rules
