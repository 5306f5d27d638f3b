#include "launcher/depfile.h"

#include <set>

namespace scopegraft::launcher {
namespace {

std::string escape(const std::string& name) {
  std::string out;
  for (const char c : name) {
    if (c == ' ' || c == '\t' || c == '#') out += '\\';
    if (c == '$') out += '$';
    out += c;
  }
  return out;
}

}  // namespace

std::vector<DependencyRule> parse_depfile(std::string_view text) {
  std::vector<DependencyRule> rules;
  DependencyRule rule;
  std::string word;
  bool in_targets = true;
  const auto end_word = [&] {
    if (word.empty()) return;
    if (in_targets && word.back() == ':') {
      word.pop_back();
      if (!word.empty()) rule.targets.push_back(word);
      in_targets = false;
    } else {
      (in_targets ? rule.targets : rule.prerequisites).push_back(word);
    }
    word.clear();
  };
  const auto end_rule = [&] {
    end_word();
    if (!rule.targets.empty()) rules.push_back(std::move(rule));
    rule = {};
    in_targets = true;
  };
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    const char next = i + 1 < text.size() ? text[i + 1] : '\0';
    if (c == '\\' && next == '\n') {
      end_word();
      ++i;
    } else if (c == '\\' && next == '\r') {
      end_word();
      i += 2;
    } else if (c == '\\' && (next == ' ' || next == '#' || next == '\t')) {
      word += next;
      ++i;
    } else if (c == '$' && next == '$') {
      word += '$';
      ++i;
    } else if (c == '\n') {
      end_rule();
    } else if (c == ' ' || c == '\t' || c == '\r') {
      end_word();
    } else {
      word += c;
    }
  }
  end_rule();
  return rules;
}

std::string write_depfile(const std::vector<DependencyRule>& rules) {
  std::string out;
  for (const DependencyRule& rule : rules) {
    for (std::size_t i = 0; i < rule.targets.size(); ++i) out += (i == 0 ? "" : " ") + escape(rule.targets[i]);
    out += ':';
    for (const std::string& name : rule.prerequisites) out += " \\\n " + escape(name);
    out += '\n';
  }
  return out;
}

std::vector<DependencyRule> mend(std::vector<DependencyRule> rules, const std::map<std::string, std::string>& originals,
                                 const std::vector<std::string>& more) {
  const auto original = [&](const std::string& name) {
    const auto found = originals.find(name);
    return found == originals.end() ? name : found->second;
  };
  std::vector<DependencyRule> out;
  std::set<std::string> phony;
  for (std::size_t i = 0; i < rules.size(); ++i) {
    DependencyRule mended;
    std::set<std::string> seen;
    for (const std::string& target : rules[i].targets) mended.targets.push_back(i == 0 ? target : original(target));
    if (i == 0) rules[i].prerequisites.insert(rules[i].prerequisites.end(), more.begin(), more.end());
    for (const std::string& name : rules[i].prerequisites)
      if (seen.insert(original(name)).second) mended.prerequisites.push_back(original(name));
    // -MP writes an empty rule per header: two copies of one header would repeat it.
    if (mended.prerequisites.empty() && mended.targets.size() == 1 && !phony.insert(mended.targets[0]).second) continue;
    out.push_back(std::move(mended));
  }
  return out;
}

}  // namespace scopegraft::launcher
