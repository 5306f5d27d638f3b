#include "scopegraft/report/summary.h"

namespace scopegraft::report {
namespace {

constexpr double kSmall = 30;  // ns: of a mean, as it is measured; the functions themselves take a few
// In costs of counting a call, which are known for the machine. LevelDB with each of its one-liners profiled takes 3.1 ns of processor
// time more per call where counting takes 0.94 (498 M calls, g++ 12 -O2).
constexpr double kInCountedCalls = 2;

}  // namespace

double time_of_lost_inlining(const profile::Profile& profile, double mean, std::uint64_t calls) {
  return mean < kSmall ? static_cast<double>(calls) * kInCountedCalls * profile.cost_of_counted_call : 0;
}

double time_of_lost_inlining(const profile::Profile& profile) {
  struct Sum {
    double time = 0;
    std::uint64_t measured = 0, calls = 0;
  };
  std::vector<Sum> sums(profile.sites.size());
  for (const profile::Node& node : profile.nodes) {
    if (node.site == profile::Node::kNone) continue;
    Sum& sum = sums[node.site];
    sum.time += node.measure.time;
    sum.measured += node.measure.measured;
    sum.calls += node.measure.calls;
  }
  double out = 0;
  for (const Sum& sum : sums)
    if (sum.measured != 0) out += time_of_lost_inlining(profile, sum.time / static_cast<double>(sum.measured), sum.calls);
  return out;
}

}  // namespace scopegraft::report
