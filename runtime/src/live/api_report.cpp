#include "live/fold.h"
#include "live/process.h"
#include "live/snapshot.h"
#include "scopegraft/report/report.h"
#include "scopegraft/scopegraft.h"

namespace scopegraft {
namespace {

std::uint64_t ns(std::chrono::system_clock::time_point time) {
  const auto since = std::chrono::duration_cast<std::chrono::nanoseconds>(time.time_since_epoch()).count();
  return since < 0 ? 0 : static_cast<std::uint64_t>(since);
}

// So that the window that is open now counts.
void keep_window() noexcept {
  scopegraft_rt::Thread& thread = scopegraft_rt::sg_rt_thread;
  if (thread.sg_busy != 0 || live::process.phase.load(std::memory_order_acquire) != live::Phase::kReady) return;
  if (live::ThreadState* const state = live::state_of(thread)) live::fold(*state, thread, live::now());
  const live::KeepErrno keep;
  const live::Busy busy(thread);
  live::process.windows.keep();
}

FunctionReport function_of(const report::Row& row) {
  constexpr double kMegabyte = 1024.0 * 1024.0, kMillisecond = 1e6;
  FunctionReport out;
  out.name = row.name;
  out.avg_time_ms = row.mean / kMillisecond;
  out.total_time_ms = row.total / kMillisecond;
  out.call_count = row.calls;
  out.exception_count = row.exceptions;
  out.exception_rate = row.exception_rate();
  out.memory_peak_mb = row.peak / kMegabyte;
  out.memory_delta_mb = row.live / kMegabyte;
  return out;
}

}  // namespace

PerformanceReport generate_performance_report(const PerformanceReportOptions& options) {
  report::Options wanted;
  wanted.start = ns(options.start);
  wanted.end = ns(options.end);
  wanted.include_memory = options.include_memory;
  wanted.include_exceptions = options.include_exceptions;
  if (options.compensate && wanted.start == 0 && wanted.end == 0) wanted.compensation = report::Compensation::on;
  if (wanted.start != 0 || wanted.end != 0) keep_window();
  const profile::Profile profile = live::snapshot();
  const report::Report built = report::build(profile, wanted);
  const auto functions = [&](const std::vector<std::uint32_t>& rows) {
    std::vector<FunctionReport> out;
    for (const std::uint32_t row : rows) out.push_back(function_of(built.summary.rows[row]));
    return out;
  };
  PerformanceReport out;
  out.slowest_functions = functions(built.slowest_functions);
  if (options.include_memory) out.memory_leaders = functions(built.memory_leaders);
  if (options.include_exceptions) out.exception_leaders = functions(built.exception_leaders);
  if (const report::Format* const format = report::find_format(options.format)) out.text = format->write(built, wanted);
  return out;
}

}  // namespace scopegraft
