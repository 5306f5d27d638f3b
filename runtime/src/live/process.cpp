#include "live/process.h"

#include <fcntl.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>

#include "collect/gather.h"
#include "collect/texts.h"
#include "context/groups.h"
#include "context/spans.h"
#include "live/arguments.h"
#include "live/calibrate.h"
#include "live/debug_log.h"
#include "live/exit_report.h"
#include "live/far_calls.h"
#include "live/shared.h"
#include "live/trace.h"

namespace scopegraft::live {

constinit Process process;

namespace {

constinit std::uint32_t own_without_mark = 1;

}  // namespace

extern "C" {
constinit std::uint32_t* sg_live_own = &own_without_mark;
}

namespace {

// A page of zeros in every child. Where the kernel cannot (before 4.14), copies are not told from the process itself.
void mark_own() noexcept {
  constexpr std::size_t kPage = 4096;
  if (sg_live_own == &own_without_mark) {
    auto* const page = static_cast<std::uint32_t*>(map_private(kPage));
    if (page == nullptr) return;
    if (::madvise(page, kPage, MADV_WIPEONFORK) != 0) return void(::munmap(page, kPage));
    sg_live_own = page;
  }
  *sg_live_own = 1;
}

constexpr std::uint64_t kBeatNs = 100'000'000, kPeriodNs = 5'000'000;

void in_child() noexcept {
  reset_thread(scopegraft_rt::sg_rt_thread);
  process.arena.forget();
  process.sites.unlock_after_fork();
  process.threads_lock.reset();
  unlock_async_after_fork();
  context::unlock_pool_after_fork();
  context::restart_spans_after_fork();
  context::forget_groups();
  collectors::forget_records();
  collectors::forget_texts();
  process.threads = process.free_threads = nullptr;
  process.windows.forget();
  forget_slow_calls();
  forget_arguments();
  process.thread_count = 0;
  process.nodes.store(0, std::memory_order_relaxed);
  process.memory_read_at.store(0, std::memory_order_relaxed);
  process.control_seen.store(0, std::memory_order_relaxed);
  process.forked = true;
  mark_own();
  if (process.copied || process.phase.load(std::memory_order_relaxed) != Phase::kOff) process.phase.store(Phase::kNew, std::memory_order_release);
  process.copied = false;
}

void at_thread_exit(void* thread) noexcept {
  if (!notices_copy()) leave_thread(*static_cast<scopegraft_rt::Thread*>(thread));
}

// The parts that a forked child keeps.
bool configure() noexcept {
  if (process.configured) return true;
  read_settings(process.settings);
  process.configured = true;
  if (!process.settings.enabled) {
    if (process.settings.log) say("scopegraft: nothing is profiled: switched off by SCOPEGRAFT_ENABLED");
    return false;
  }
  mark_own();
  ::pthread_atfork(nullptr, nullptr, in_child);
  return ::pthread_key_create(&process.key, at_thread_exit) == 0 && process.sites.open(process.settings);
}

// Before that (a sanitizer's start calls what the program stands before) there are no settings to read. A program may have no environment
// later on, too (clearenv), but a name it has.
bool libc_has_started() noexcept {
  return ::environ != nullptr || (program_invocation_name != nullptr && *program_invocation_name != '\0');
}

std::uint64_t memory_now() noexcept {
  const long file = raw_call(SYS_openat, AT_FDCWD, "/proc/self/statm", O_RDONLY | O_CLOEXEC, 0);
  if (file < 0) return 0;
  char text[128] = "";
  raw_call(SYS_read, file, text, sizeof text - 1);
  raw_call(SYS_close, file);
  const char* const space = std::strchr(text, ' ');
  return space == nullptr ? 0 : std::strtoull(space, nullptr, 10) * static_cast<std::uint64_t>(::sysconf(_SC_PAGESIZE));
}

void fill_header(format::Header& header, const char* program) noexcept {
  std::memcpy(header.magic, format::kMagic, sizeof header.magic);
  header.version = format::kVersion;
  header.header_size = static_cast<std::uint32_t>(format::kHeaderSize);
  header.used = format::kHeaderSize;
  header.process = static_cast<std::uint64_t>(::getpid());
  header.started = calendar_ns();
  header.first_tick = header.last_tick = process.first_clocks.tick;
  header.first_ns = header.last_ns = process.first_clocks.ns;
  header.overhead_budget = process.settings.overhead_budget;
  header.clock_kind = static_cast<std::uint64_t>(clock_in_use.kind);
  std::memcpy(header.program, program, strnlen(program, sizeof header.program - 1));
}

bool open_records() noexcept {
  char program[1024] = "";
  if (raw_call(SYS_readlinkat, AT_FDCWD, "/proc/self/exe", program, sizeof program - 1) <= 0) std::strcpy(program, "program");
  process.first_clocks = start_clock();
  Output output = open_output(process.settings, program, process.forked);
  if (!process.arena.open(process.settings, output)) return abandon(output), false;
  fill_header(process.arena.header(), program);
  if (process.forked && !process.sites.move_to(process.arena)) return abandon(output), false;
  calibrate();
  prepare_far_calls();
  process.arena.header().cost_measured = costs.measured;
  process.arena.header().cost_counted = costs.counted;
  process.arena.header().cost_inside = costs.inside;
  process.arena.header().cost_inside_sampled = costs.inside_sampled;
  costs.budget = process.settings.overhead_budget;
  costs.period = to_ticks(kPeriodNs);
  publish(output, process.settings);
  process.arena.map_by_name();
  if (process.settings.log) log_settings(process.settings);
  beat_now();
  return true;
}

// Runs after main's atexit handlers and static destructors; later calls are still recorded.
[[gnu::destructor]] void finish_process() noexcept {
  if (process.phase.load(std::memory_order_acquire) != Phase::kReady || notices_copy()) return;
  const KeepErrno keep;
  context::finish_spans();
  collectors::name_unregistered();
  if (process.settings.log) log_calls();
  beat_now();
  process.windows.keep();
  process.arena.header().clean_exit = 1;
  if (process.settings.report) write_exit_report();
  if (process.arena.file() >= 0) ::futimens(process.arena.file(), nullptr);  // the newest profile is the one that ended last
}

}  // namespace

void give_up_copy() noexcept {
  in_child();
  process.copied = true;
  process.phase.store(Phase::kOff, std::memory_order_release);
}

bool start_process() noexcept {
  Phase phase = process.phase.load(std::memory_order_acquire);
  if (phase == Phase::kReady) return !notices_copy();
  if (!libc_has_started()) return false;
  if (phase == Phase::kNew && process.phase.compare_exchange_strong(phase, Phase::kStarting, std::memory_order_acquire)) {
    const bool good = configure() && open_records();
    process.phase.store(good ? Phase::kReady : Phase::kOff, std::memory_order_release);  // partner: the loads here
    return good;
  }
  while ((phase = process.phase.load(std::memory_order_acquire)) == Phase::kStarting) ::sched_yield();
  return phase == Phase::kReady;
}

void beat_now() noexcept {
  format::Header& header = process.arena.header();
  const ClockPair clocks = read_clocks();
  refine_clock(process.first_clocks, clocks);
  store_shared(header.last_ns, clocks.ns);
  store_shared(header.last_tick, clocks.tick);
  process.beaten_at.store(clocks.tick, std::memory_order_relaxed);
  rusage used{};
  ::getrusage(RUSAGE_SELF, &used);
  const auto ns = [](const timeval& time) {
    return static_cast<std::uint64_t>(time.tv_sec) * 1'000'000'000 + static_cast<std::uint64_t>(time.tv_usec) * 1000;
  };
  store_shared(header.cpu_time_ns, ns(used.ru_utime) + ns(used.ru_stime));
  store_shared(header.rss_peak_bytes, static_cast<std::uint64_t>(used.ru_maxrss) * 1024);
  const auto interval = static_cast<std::uint64_t>(process.settings.memory_sampling_interval * 1e9);
  const std::uint64_t read_at = process.memory_read_at.load(std::memory_order_relaxed);
  if (read_at != 0 && elapsed(read_at, clocks.ns) < interval) return;
  process.memory_read_at.store(clocks.ns, std::memory_order_relaxed);
  const std::uint64_t resident = memory_now();
  store_shared(header.rss_now_bytes, resident);
  process.most_resident.store(std::max(process.most_resident.load(std::memory_order_relaxed), resident), std::memory_order_relaxed);
}

bool beat(std::uint64_t now) noexcept {
  std::uint64_t last = process.beaten_at.load(std::memory_order_relaxed);
  const auto memory_ns = static_cast<std::uint64_t>(process.settings.memory_sampling_interval * 1e9);
  if (elapsed(last, now) < to_ticks(std::min(kBeatNs, memory_ns))) return false;
  if (!process.beaten_at.compare_exchange_strong(last, now, std::memory_order_relaxed)) return false;
  beat_now();
  process.windows.keep_if_due(now);
  return true;
}

}  // namespace scopegraft::live
