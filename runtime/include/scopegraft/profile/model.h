// A profile as read: what the reports are made of. Stage: profile file(s) or a live process -> Profile -> report.
// Plain values without pointers into the file; times are nanoseconds unless a name says otherwise.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace scopegraft::profile {

// Log-linear latency histogram: 16 linear steps per power of two, so a value is known within 6 %.
// Bucket of a value v (ns): v < 16: v; else with e = floor(log2 v): (e - 3) * 16 + ((v >> (e - 4)) & 15).
struct Histogram {
  static constexpr unsigned kSteps = 16;
  static constexpr unsigned kBuckets = 61 * kSteps;
  std::vector<std::pair<std::uint16_t, std::uint64_t>> counts;  // (bucket, count), ascending, no zero counts

  [[nodiscard]] static unsigned bucket_of(std::uint64_t ns);
  [[nodiscard]] static std::uint64_t lower_bound_of(unsigned bucket);
  void add(std::uint64_t ns, std::uint64_t count = 1);
  void merge(const Histogram& other);
  // The value that the share q (0..1) of the counted values does not exceed; 0 when empty. Mid of its bucket.
  [[nodiscard]] double quantile(double q) const;
  [[nodiscard]] std::uint64_t total() const;
};

// One profiled function (or block, or call) of the program.
struct Site {
  std::string name;      // as shown: the rule's `name`, or the qualified name
  std::string function;  // qualified name
  std::string file;      // as compiled
  std::uint32_t line = 0;
  std::uint32_t column = 0;
  std::string options;   // as grafted: "rate=auto;memory;exceptions"
  bool track_memory = false;
  bool track_args = false;
  bool is_async = false;
};

// What was measured for one position in the calling-context tree of one thread. `calls` and `exceptions` are exact;
// everything else is the sum over the `measured` calls only: scale by calls / measured for totals. (The sampling rate changes
// while a program runs; the reader and merge() weigh each call by its rate and scale the sums so that this rule holds.)
// The histogram is weighted: its total is an estimate of the calls.
struct Measure {
  std::uint64_t calls = 0;
  std::uint64_t measured = 0;
  std::uint64_t exceptions = 0;
  double time = 0;         // inclusive, of the measured calls
  double time_squared = 0; // sum of squares (ns^2), for the standard error
  double total_variance = -1;  // of total_time() (ns^2), where the reader or merge() knows it; < 0: from the sums above
  double time_min = 0;     // 0 when nothing was measured
  double time_max = 0;
  Histogram histogram;
  // Memory, of the calls measured with memory (`memory_measured`): bytes and counts of the thread inside the scope.
  std::uint64_t memory_measured = 0;
  double allocated_bytes = 0, freed_bytes = 0, allocations = 0, frees = 0;
  double peak_bytes = 0;   // largest peak above entry of one call
  double peak_sum = 0;     // sum of the peaks, for an average
  // Arguments, of the calls measured with arguments.
  std::uint64_t args_measured = 0;
  double args_bytes = 0;
  // Coroutines: suspended time is not part of the active time; time is wall time.
  double active_time = 0;
  std::uint64_t suspensions = 0;
  std::uint64_t abandoned = 0;
  std::uint64_t first_seen = 0, last_seen = 0;  // ns since the Unix epoch, 0 = unknown

  void merge(const Measure& other);
  // calls / measured, or 0 when nothing was measured.
  [[nodiscard]] double scale() const;
  [[nodiscard]] double total_time() const { return time * scale(); }
  [[nodiscard]] double mean_time() const;
  // Bytes may be known where no call was measured: a coroutine's, in the tree of a thread where it did not begin.
  [[nodiscard]] bool knows_memory() const { return memory_measured != 0 || allocated_bytes != 0 || freed_bytes != 0; }
  [[nodiscard]] double memory_scale() const { return memory_measured != 0 ? static_cast<double>(calls) / static_cast<double>(memory_measured) : 1; }
  // Standard error of total_time(), 0 when every call was measured; the total itself when only one of several was.
  [[nodiscard]] double total_error() const;
};

struct Node {
  static constexpr std::uint32_t kNone = 0xffffffff;
  std::uint32_t site = kNone;    // index into Profile::sites; kNone for a thread's root
  std::uint32_t parent = kNone;  // index into Profile::nodes, always smaller than the node's own; kNone for a root
  std::uint32_t thread = 0;      // index into Profile::threads
  Measure measure;
};

struct Thread {
  std::uint64_t id = 0;  // of the operating system
  std::string name;
  std::uint64_t process = 0;
  bool running = false;
};

// One finished scope of the trace ring, or of a slow call that was kept.
struct Event {
  std::uint32_t site = 0;
  std::uint32_t thread = 0;
  std::uint32_t depth = 0;
  double begin = 0;  // ns since the profile's start
  double duration = 0;
};

// A call that was slower than its site's limit, with the calls inside it.
struct SlowCall {
  std::uint32_t site = 0;
  std::uint32_t thread = 0;
  double begin = 0, duration = 0;                              // ns
  std::vector<std::pair<std::string, std::string>> arguments;  // values, where the rules ask for them
  std::vector<std::pair<std::string, std::string>> context;
  std::vector<Event> events;                                   // by begin; the call itself first
};

// Totals since the start of a process per site, taken every window: differences give what happened in a window. A site that is not
// there has the totals of the process's window before.
struct Window {
  std::uint64_t end = 0;  // ns since the Unix epoch
  struct Totals { std::uint32_t site; std::uint64_t calls, exceptions; double time; };
  struct Live { std::uint32_t site; double bytes; };
  std::vector<Totals> totals;
  std::uint64_t begin = 0;    // the end of the process's window before, or its start
  std::uint32_t process = 0;  // index into Profile::processes
  std::vector<Live> live;  // allocated in the site's calls and not freed there, without the calls inside them
  double resident = 0;     // bytes of the process, 0: unknown
  double resident_most = 0;  // since the window before
};

// A collector that rules ask for: what it counts and how that is shown. `memory` is none, it is part of Measure.
struct Collector {
  enum class Kind : std::uint8_t { count, number, bytes, time, share, text, text_time };  // scopegraft/collect.h
  struct Field {
    std::string name;
    Kind kind = Kind::count;
    std::uint32_t of = 0, rest = 0;  // of a share: the fields
  };
  std::string name;
  bool registered = true;  // false: only the rules know it
  std::vector<Field> fields;
};
struct CollectedValue {
  std::uint64_t count = 0;
  double total = 0, max = 0;
  void merge(const CollectedValue& other);
};
struct CollectedText {
  std::uint32_t field = 0;
  std::uint32_t text = 0;  // index into Profile::texts
  CollectedValue value;
};
// What a collector gathered in the calls of a node and in all that they called.
struct Collected {
  std::uint32_t node = 0, collector = 0;  // indices
  std::vector<CollectedValue> values;     // one per field
  std::vector<CollectedText> texts;
};

// The calls of a node that ended with the same values of the context fields of its site's `group_by`.
struct Grouped {
  std::uint32_t node = 0;           // index
  bool is_rest = false;             // all combinations of values beyond the bound; no values then
  std::vector<std::string> values;  // of the fields of group_fields(), in their order; "": the field was not there
  Measure measure;
};
// The fields by which the site's metrics are broken down.
[[nodiscard]] std::vector<std::string> group_fields(const Site& site);

struct Dropped {
  std::uint64_t sites = 0, nodes = 0, threads = 0, events = 0, spans = 0;
};

struct Profile {
  std::string program;                     // path of the executable
  std::vector<std::uint64_t> processes;    // process ids, one unless files were merged
  std::uint64_t started = 0, ended = 0;    // ns since the Unix epoch; ended = last sign of life
  bool clean_exit = false;                 // false: running or killed
  double cpu_time = 0;                     // ns of the process, user + system
  double overhead_time = 0;                // ns that the runtime itself took, from its own measured costs
  double cost_of_measured_call = 0, cost_of_counted_call = 0;  // ns, measured in a loop at the start
  // ns, a counted one so long (ns) after its function's latest, when the caches hold other things: measured amid the program; 0: not known
  static constexpr std::array<double, 5> kFarLagsNs{1e4, 1e5, 1e6, 1e7, 1e8};
  std::array<double, kFarLagsNs.size()> cost_of_far_call{};
  double overhead_budget = 0;              // share, 0 = none
  double rss_peak_bytes = 0, rss_now_bytes = 0;
  std::vector<Site> sites;
  std::vector<Thread> threads;
  std::vector<Node> nodes;                 // parents before children
  std::vector<Event> events;               // trace ring, by begin
  std::vector<SlowCall> slow_calls;
  std::vector<Window> windows;             // by end
  std::vector<Collector> collectors;
  std::vector<std::string> texts;          // 0: "", all those for which there was no room
  std::vector<Collected> collected;        // by node
  std::vector<Grouped> grouped;            // by node
  Dropped dropped;
};

}  // namespace scopegraft::profile
