#include <algorithm>
#include <set>

#include "commands/tune_plan.h"

namespace scopegraft::cli {

namespace {

constexpr std::string_view kMark = "# Written by `scopegraft tune";
constexpr std::string_view kSection = "\nfunctions:\n";
constexpr std::string_view kEntry = "  # ";  // opens an entry; its rule follows

std::string fixed(double value, int decimals) {
  std::string text = std::to_string(value);
  text.erase(text.find('.') + 1 + static_cast<std::size_t>(decimals));
  return text;
}

std::string share(double part, double whole) { return whole > 0 ? fixed(part / whole * 100, 2) + " %" : "?"; }

std::string shortest(double rate) {
  std::string text = std::to_string(rate);
  text.erase(text.find_last_not_of('0') + 1);
  if (text.back() == '.') text.pop_back();
  return text == "0" ? "0.000001" : text;
}

std::string quoted(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    out += static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
  }
  return out + '"';
}

// The function itself, whatever signs are in its name.
std::string pattern(const std::string& name) {
  if (name.find_first_of("*?[]{}") == std::string::npos) return quoted(name);
  std::string expression = "regex:^";
  for (const char c : name) {
    if (std::string_view(R"(\^$.|?*+()[]{})").find(c) != std::string_view::npos) expression += '\\';
    expression += c;
  }
  return quoted(expression + "$");
}

std::string entry(const Tuning& tuning, double time) {
  std::string out(kEntry);
  out += std::to_string(tuning.calls) + " calls";
  if (tuning.mean > 0) out += " of " + fixed(tuning.mean, 1) + " ns";
  out += "; profiling it took " + share(tuning.cost, time) + " of the time, this saves " + share(tuning.saves, time) +
         "\n";
  const std::string name = pattern(tuning.function);
  out += "  - match: [" + name + "]\n";
  if (tuning.action == Tuning::Action::exclude) {
    out += "    exclude: [" + name + "]\n";
  } else {
    out += "    sample_rate: " + shortest(tuning.rate) + "\n";
  }
  return out;
}

}  // namespace

bool is_tuned_rules(std::string_view rules) { return rules.starts_with(kMark); }

std::string rules_text(const TunePlan& plan, const RulesText& text) {
  std::string out(kMark);
  out += " --budget " + text.budget + "`. Change the rules it extends, not these; run it again to renew.\n";
  out += "# Profiling took " + share(plan.cost_before, plan.time) + " of the program's time; with these rules " +
         share(std::max(0.0, plan.cost_after), plan.time) + ".\n";
  out += "version: 1\nextends: [" + quoted(text.extends) + "]\n";
  if (plan.tunings.empty() && text.kept.empty()) return out;
  out += kSection;
  out += text.kept;
  for (const Tuning& tuning : plan.tunings) out += entry(tuning, plan.time);
  return out;
}

std::string earlier_entries(std::string_view rules, const TunePlan& plan) {
  const std::size_t section = rules.find(kSection);
  if (!is_tuned_rules(rules) || section == std::string_view::npos) return "";
  std::set<std::string> anew;
  for (const Tuning& tuning : plan.tunings) anew.insert("  - match: [" + pattern(tuning.function) + "]\n");
  std::string out;
  std::string_view rest = rules.substr(section + kSection.size());
  while (rest.starts_with(kEntry)) {
    std::size_t end = rest.find(std::string("\n") + std::string(kEntry));
    end = end == std::string_view::npos ? rest.size() : end + 1;
    const std::string one(rest.substr(0, end));
    const bool is_anew = std::any_of(anew.begin(), anew.end(),
                                     [&](const std::string& line) { return one.find(line) != std::string::npos; });
    if (!is_anew) out += one;
    rest.remove_prefix(end);
  }
  return out;
}

}  // namespace scopegraft::cli
