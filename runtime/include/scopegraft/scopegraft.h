// What a program may say to the profiler: decorators and scopes in its source, and questions at run time. C++17 and later.
// All functions may be called from any thread; they never throw anything but std::bad_alloc.
#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "decorate.h"
#include "graft.h"

namespace scopegraft {

// What is known of one profiled function so far, all its call paths and threads together. Counts are exact, times and memory
// estimates where only a sample of the calls was measured.
struct FunctionMetrics {
  std::string name;
  double execution_time_ms = 0;  // total, inclusive; of a recursive function, its outermost calls
  double memory_peak_mb = 0;     // the largest peak of one call, above what was held at its entry
  double memory_delta_mb = 0;    // bytes still held when its calls ended, in total; negative: it freed more
  std::uint64_t call_count = 0;
  std::uint64_t exception_count = 0;  // calls left by an exception
  double avg_args_size_kb = 0;
  double avg_execution_time_ms = 0;
  std::map<std::string, double> collected;  // of its collectors, as in the JSON report: "database.queries", "cache.hit_rate"
  double memory_efficiency_score = 1;  // 1 - bytes still held at exit / bytes allocated, in 0..1; 1 when nothing was allocated
};

// False when SCOPEGRAFT_ENABLED=0, or when the records could not be set up.
[[nodiscard]] SCOPEGRAFT_RT_API bool is_profiling_enabled() noexcept;
// By the name shown in reports, or the qualified name of the function. Empty metrics when it was never called.
[[nodiscard]] SCOPEGRAFT_RT_API FunctionMetrics get_function_metrics(std::string_view name);
[[nodiscard]] SCOPEGRAFT_RT_API std::map<std::string, FunctionMetrics> get_function_metrics();

// What generate_performance_report reports. Times are those of the system's calendar; the runtime keeps totals per second at
// first and coarser the longer it runs (256 moments at most), so a window is right to within that.
struct PerformanceReportOptions {
  std::chrono::system_clock::time_point start{};  // the epoch: from the start of the process
  std::chrono::system_clock::time_point end{};    // the epoch: until now
  bool include_memory = true;
  bool include_exceptions = true;
  std::string_view format = "text";  // text, json, csv, html, ...: see `scopegraft report --help`
  bool compensate = false;  // take off what counting the calls inside took; not with `start` or `end`
};

struct FunctionReport {
  std::string name;
  double avg_time_ms = 0, total_time_ms = 0;
  std::uint64_t call_count = 0, exception_count = 0;
  double exception_rate = 0;  // share of the calls
  double memory_peak_mb = 0, memory_delta_mb = 0;
};

struct PerformanceReport {
  std::vector<FunctionReport> slowest_functions, memory_leaders, exception_leaders;  // best first, at most ten
  std::string text;  // the whole report in the wanted format; empty when there is no such format
};

[[nodiscard]] SCOPEGRAFT_RT_API PerformanceReport generate_performance_report(const PerformanceReportOptions& options = {});

}  // namespace scopegraft
