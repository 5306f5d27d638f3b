// What a profile says, per function. Stage: Profile -> estimates per tree node -> rows, edges, call paths -> formats.
// All functions here go from value to value and may be called from any thread. Times are nanoseconds, sizes bytes.
//
// Only some calls are measured, so times are estimates: a node's total is its measured time scaled by calls / measured;
// with none or one of several measured, the others are taken at the mean of the function.
// Estimates of a node and of its children can contradict each other within their errors; they are then reconciled by
// inverse-variance weighting (the usual combination of two measurements of one quantity) and least squares among the
// children, so that in every tree total = self + totals of the children holds and self is never negative.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "scopegraft/profile/model.h"

namespace scopegraft::report {

inline constexpr std::uint32_t kNone = profile::Node::kNone;

// A latency histogram whose counts are weights: a call of a node measured at 1 in 64 stands for 64.
class Distribution {
 public:
  void add(const profile::Histogram& histogram, double weight);
  // As profile::Histogram::quantile.
  [[nodiscard]] double quantile(double q) const;
  [[nodiscard]] double total() const;
  struct Bin {
    std::uint64_t begin = 0, end = 0;  // ns, [begin, end)
    double weight = 0;
  };
  [[nodiscard]] std::vector<Bin> bins() const;  // ascending, no empty ones

 private:
  unsigned first_ = 0;
  std::vector<double> weights_;  // of the buckets from first_ on
};

// Times of the nodes of Profile::nodes, by the same index. A coroutine counts with its active time.
struct Estimates {
  std::vector<double> total, self;
  std::vector<double> variance;         // of total
  struct Memory {
    double allocated = 0, live = 0;  // bytes within the node, scaled; live = allocated - freed
    double allocated_self = 0, live_self = 0;
  };
  std::vector<Memory> memory;  // empty where nothing tracks memory
  [[nodiscard]] Memory memory_of(std::size_t node) const { return memory.empty() ? Memory{} : memory[node]; }
};
// Whether a time is what the profiled program took, or without what counting the calls inside took: calls that were not measured times
// what counting one takes (profile::CostOfCounting). (What measuring takes is in no time: the clock of a thread stands meanwhile.)
enum class Compensation { off, on };
[[nodiscard]] Estimates estimate(const profile::Profile& profile, Compensation compensation = Compensation::off);

// What a program takes longer (ns) because functions of a few instructions have a scope and are no longer inlined, beside what the
// scopes themselves take (overhead_time). An estimate from the calls of functions with a mean below 30 ns; 0 for other functions.
[[nodiscard]] double time_of_lost_inlining(const profile::Profile& profile);
// Of one function.
[[nodiscard]] double time_of_lost_inlining(const profile::Profile& profile, double mean, std::uint64_t calls);

// `field`: one row per function and value of a context field, of the functions that a rule has grouped by it.
enum class GroupBy { function, thread, file, class_name, field };

// What a collector gathered for a row; of recursive functions by their outermost calls.
struct RowCollected {
  std::uint32_t collector = 0;                  // index into Profile::collectors
  std::vector<profile::CollectedValue> values;  // one per field
  std::vector<profile::CollectedText> texts;    // by field, the largest total first
};

// One function (or thread, file, class) of the report. Times of a recursive function count its outermost calls.
struct Row {
  std::string name;      // as shown
  std::string function;  // qualified name; empty unless grouped by function
  std::string file;
  std::uint32_t line = 0, column = 0;
  bool is_async = false;
  std::uint64_t calls = 0, measured = 0, exceptions = 0;
  double total = 0, total_error = 0;  // error: standard error, 0 when every call was measured
  double self = 0;
  double wall = 0;  // coroutines: time from start to end, with the suspensions; else as total
  double counting = 0, measuring = 0;  // ns that the runtime took for its calls; over all rows, the profile's overhead_time
  // Of single calls, inclusive; meaningless when nothing was measured.
  double mean = 0, mean_error = 0, min = 0, max = 0, stddev = 0;
  Distribution distribution;
  std::uint64_t memory_measured = 0;
  double allocated = 0, live = 0, live_self = 0, allocations = 0;
  double growth = 0;  // of live_self, in the second half of the run; meaningless unless Summary::knows_growth
  double peak = 0, peak_mean = 0;
  std::uint64_t args_measured = 0;
  double args_mean = 0;
  std::uint64_t suspensions = 0, abandoned = 0;
  std::uint64_t first_seen = 0, last_seen = 0;  // ns since the Unix epoch
  std::uint32_t threads = 0;
  std::vector<RowCollected> collected;          // by collector
  // Its calls by the values of context fields (`group_by` of its rule), the largest total first. They have no self time, no memory of
  // their own (live_self, growth), no arguments.
  std::vector<Row> groups;
  std::vector<std::pair<std::string, std::string>> group;  // of such a part: fields and their values, "(none)", "(other)"

  // Of the time of one call; within min and max, which are exact where the histogram is not.
  [[nodiscard]] double quantile(double q) const;
  [[nodiscard]] double exception_rate() const;
  // 1 - bytes still held / bytes allocated, within 0..1.
  [[nodiscard]] double memory_efficiency() const;
};

// Calls from one row to another. `time` is the callee's, outermost calls only; caller kNone: from outside any scope.
struct Edge {
  std::uint32_t caller = kNone, callee = kNone;
  std::uint64_t calls = 0;
  double time = 0;
};

struct Summary {
  std::vector<Row> rows;
  std::vector<Edge> edges;                 // by caller, callee
  std::vector<std::uint32_t> row_of_site;  // kNone when a site was never called; empty when grouped by thread
  double total = 0;                        // of all roots = sum of all self times
  bool knows_growth = false;
};
[[nodiscard]] Summary summarize(const profile::Profile& profile, const Estimates& estimates,
                                GroupBy by = GroupBy::function, std::string_view field = {});

// Fills in Row::growth, if the profile is of one process and has a window near the middle of its run: what only filled a cache
// at the start does not grow any more, a leak does. Not for rows by thread.
void add_growth(const profile::Profile& profile, Summary& summary);

// The calling-context tree with equal paths joined, node 0 the root; children stand behind their parent.
struct PathNode {
  std::uint32_t site = kNone;    // kNone: the root, or a thread's root
  std::uint32_t thread = kNone;  // of a thread's root, when threads are kept apart
  std::uint32_t parent = kNone;
  std::uint64_t calls = 0, measured = 0, exceptions = 0;
  double total = 0, self = 0, variance = 0;
  double allocated = 0, allocated_self = 0, live_self = 0;
};
enum class Threads { joined, apart };
[[nodiscard]] std::vector<PathNode> call_paths(const profile::Profile& profile, const Estimates& estimates,
                                               Threads threads = Threads::joined);

// The children of each node of a tree, largest total first: children(i) = order[begin[i] .. begin[i + 1]).
struct Children {
  std::vector<std::uint32_t> begin, order;
  [[nodiscard]] std::span<const std::uint32_t> of(std::uint32_t node) const;
};
[[nodiscard]] Children children_of(std::span<const PathNode> tree);

// What happened between two points of time (ns since the Unix epoch, 0: open), as exact as the windows are long.
// Rows hold calls, exceptions, total and mean only. Of one process: windows of several do not fit together.
[[nodiscard]] Summary summarize_windows(const profile::Profile& profile, std::uint64_t start, std::uint64_t end);

}  // namespace scopegraft::report
