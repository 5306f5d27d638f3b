#include "commands/tune_plan.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "scopegraft/report/summary.h"

namespace scopegraft::cli {

namespace {

// Of the CPU time: what calls cost and what inlining would save are means of other programs, and more than all the time of one that does
// little else.
constexpr double kLeastOwnTime = 0.1;
// Of the budget, where functions are left out: no two runs take the same time.
constexpr double kAim = 0.8;
// Of the budget, for a function that is left out: of what was spent before it would be too much where that is many budgets, and what is
// spared of small functions would have to come from large ones.
constexpr double kLeastGain = 0.0005;

// Enough to know a mean within some percent and to see a 99th percentile.
constexpr double kEnoughCalls = 2000;

struct Cost {
  std::uint64_t calls = 0, measured = 0;
  double time = 0;
  double counting = 0, measuring = 0, not_inlined = 0;  // ns
  [[nodiscard]] double all() const { return counting + measuring; }
};

std::map<std::string, Cost> costs_of(const profile::Profile& profile) {
  std::map<std::string, Cost> costs;
  const report::Summary summary = report::summarize(profile, report::estimate(profile));
  for (const report::Row& row : summary.rows) {
    Cost& cost = costs[without_template_arguments(row.function)];
    cost.calls += row.calls;
    cost.measured += row.measured;
    cost.time += row.mean * static_cast<double>(row.calls);
    cost.counting += row.counting;
    cost.measuring += row.measuring;
    cost.not_inlined += report::time_of_lost_inlining(profile, row.measured == 0 ? 0 : row.mean, row.measured == 0 ? 0 : row.calls);
  }
  return costs;
}

// 0.0234 -> 0.03: a rule is read by people.
double one_digit_up(double rate) {
  const double unit = std::pow(10.0, std::floor(std::log10(rate)));
  return std::min(1.0, std::ceil(rate / unit - 1e-9) * unit);
}

Tuning tuning_of(const std::string& name, const Cost& cost, Tuning::Action action) {
  Tuning tuning;
  tuning.function = name;
  tuning.action = action;
  tuning.calls = cost.calls;
  tuning.mean = cost.measured == 0 ? 0 : cost.time / static_cast<double>(cost.calls);
  tuning.cost = cost.all();
  if (action == Tuning::Action::exclude) {
    tuning.saves = cost.all();
    return tuning;
  }
  const auto calls = static_cast<double>(cost.calls);
  const auto measured = static_cast<double>(cost.measured);
  tuning.rate = one_digit_up(std::min(1.0, kEnoughCalls / calls));
  const double measured_then = std::min(measured, calls * tuning.rate);
  tuning.saves = measured == 0 ? 0 : cost.measuring * (1 - measured_then / measured);
  return tuning;
}

void sort_by_savings(std::vector<Tuning>& tunings) {
  std::sort(tunings.begin(), tunings.end(), [](const Tuning& a, const Tuning& b) {
    return a.saves != b.saves ? a.saves > b.saves : a.function < b.function;
  });
}

}  // namespace

TunePlan plan_tuning(const profile::Profile& profile, double budget) {
  const std::map<std::string, Cost> costs = costs_of(profile);
  TunePlan plan;
  for (const auto& [name, cost] : costs) {
    plan.cost_before += cost.all();
    plan.not_inlined += cost.not_inlined;
  }
  plan.cost_after = plan.cost_before;
  plan.time = std::max(profile.cpu_time - plan.cost_before - plan.not_inlined, kLeastOwnTime * profile.cpu_time);
  plan.budget = budget * plan.time;
  if (plan.cost_before <= plan.budget * kWithinBudget) return plan;

  std::vector<Tuning> candidates;
  for (const auto& [name, cost] : costs) {
    Tuning tuning = tuning_of(name, cost, Tuning::Action::sample);
    if (tuning.saves > 0.0005 * plan.cost_before) candidates.push_back(std::move(tuning));
  }
  sort_by_savings(candidates);
  std::map<std::string, Tuning> chosen;
  for (Tuning& tuning : candidates) {
    if (plan.cost_after <= plan.budget) break;
    plan.cost_after -= tuning.saves;
    chosen[tuning.function] = std::move(tuning);
  }

  const double aim = plan.cost_after <= plan.budget ? plan.budget : plan.budget * kAim;
  // A function that takes long is worth its guard even if it only calls others: all of its time counts.
  std::vector<std::pair<double, std::string>> by_ratio;  // cost of profiling / time
  for (const auto& [name, cost] : costs) by_ratio.emplace_back((cost.all() + cost.not_inlined) / std::max(1.0, cost.time), name);
  std::sort(by_ratio.begin(), by_ratio.end(),
            [](const auto& a, const auto& b) { return a.first != b.first ? a.first > b.first : a.second < b.second; });
  for (const auto& [ratio, name] : by_ratio) {
    if (plan.cost_after <= aim) break;
    const Cost& cost = costs.at(name);
    if (cost.all() < kLeastGain * plan.budget) continue;  // a rule for nothing
    const auto sampled = chosen.find(name);
    const double saved = sampled == chosen.end() ? 0 : sampled->second.saves;
    plan.cost_after -= cost.all() - saved;
    chosen[name] = tuning_of(name, cost, Tuning::Action::exclude);
  }
  for (auto& [name, tuning] : chosen) plan.tunings.push_back(std::move(tuning));
  sort_by_savings(plan.tunings);
  // What the larger steps made unnecessary is undone, the smallest first.
  for (std::size_t i = plan.tunings.size(); i-- > 0;) {
    if (plan.cost_after + plan.tunings[i].saves > aim) continue;
    plan.cost_after += plan.tunings[i].saves;
    plan.tunings.erase(plan.tunings.begin() + static_cast<std::ptrdiff_t>(i));
  }
  return plan;
}

std::string without_template_arguments(std::string_view name) {
  std::string out;
  int depth = 0;
  for (std::size_t i = 0; i < name.size(); ++i) {
    if (depth == 0 && name.substr(i).starts_with("operator")) {
      // The signs behind it are its name: operator<, operator->, operator()
      std::size_t end = i + 8;
      while (end < name.size() && std::string_view("<>=-()").find(name[end]) != std::string_view::npos) ++end;
      out += name.substr(i, end - i);
      i = end - 1;
      continue;
    }
    if (name[i] == '<') ++depth;
    if (depth == 0) out += name[i];
    if (name[i] == '>') --depth;
  }
  return out;
}

}  // namespace scopegraft::cli
