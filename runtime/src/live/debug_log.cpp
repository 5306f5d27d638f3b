#include "live/debug_log.h"

#include <algorithm>
#include <cstdio>
#include <cstring>

#include "live/process.h"
#include "live/shared.h"

namespace scopegraft::live {
namespace {

void log_setting(const Settings& settings, Given what, const char* name, const char* value) noexcept {
  if ((settings.by_environment & what) != 0) say("scopegraft: ", name, " is ", value, " by the environment");
}

}  // namespace

void log_settings(const Settings& settings) noexcept {
  char number[32];
  std::snprintf(number, sizeof number, "%g", static_cast<double>(settings.sample_rate));
  log_setting(settings, kRateGiven, "sample_rate", settings.sample_rate > 1 ? "auto" : number);
  log_setting(settings, kMemoryGiven, "track_memory", settings.track_memory != 0 ? "true" : "false");
  log_setting(settings, kExcludeGiven, "exclude_patterns", settings.exclude);
  log_setting(settings, kOutputGiven, "output", settings.output);
  std::snprintf(number, sizeof number, "%g", settings.overhead_budget);
  log_setting(settings, kBudgetGiven, "overhead_budget", number);
}

void log_site(const char* function, std::uint64_t size, const char* options, Attached how) noexcept {
  char name[256] = "";
  std::memcpy(name, function, std::min<std::size_t>(size, sizeof name - 1));
  how == Attached::yes ? say("scopegraft: attached ", name, " (", options, ")") : say("scopegraft: ", name, " is left alone by SCOPEGRAFT_EXCLUDE_PATTERNS");
}

void log_calls() noexcept {
  std::uint64_t calls = 0, measured = 0;
  const ThreadState* state = nullptr;
  {
    const Locked locked(process.threads_lock);
    state = process.threads;
  }
  for (; state != nullptr; state = state->next) {
    for (std::uint32_t page = state->first_nodes; page != 0;) {
      auto* const block = process.arena.at<format::Block>(page);
      const auto* const nodes = reinterpret_cast<const format::Node*>(block + 1);
      for (std::uint32_t i = 0; i != block->count; ++i) {
        calls += load_shared(nodes[i].hot.sg_calls);
        measured += load_shared(nodes[i].measured);
      }
      page = block->reserved[0];
    }
    for (unsigned i = 0; i != ThreadState::kRing; ++i) measured += state->ring[i] != 0 ? 1 : 0;
  }
  char text[96];
  std::snprintf(text, sizeof text, "%llu of %llu calls of %u functions", static_cast<unsigned long long>(measured), static_cast<unsigned long long>(calls),
                process.sites.count());
  say("scopegraft: measured ", text);
}

}  // namespace scopegraft::live
