#include <cstdio>
#include <string>

#include "context/context_node.h"
#include "context/spans.h"
#include "live/changes.h"
#include "scopegraft/config.h"

namespace scopegraft {
namespace {

using live::Given;
using live::process;
using live::Settings;

// One at a time; their threads may follow later.
constinit live::SpinLock changing;

std::string spelled(double value) {
  char text[32];
  std::snprintf(text, sizeof text, "%g", value);
  for (char& c : text)
    if (c == ',') c = '.';  // of the program's locale
  return text;
}
std::string spelled(bool value) { return value ? "true" : "false"; }

void refuse(const char* what, const std::string& value, const char* wanted) noexcept { live::say("scopegraft: ", what, value.c_str(), wanted, "; ignored"); }

// What the API gave, if it is in range.
template <typename T>
void put(T& into, double value) noexcept {
  into = static_cast<T>(value);
}
void put(live::Shared<double>& into, double value) noexcept { into = value; }

template <typename T, typename Into>
void take(const std::optional<T>& given, const char* what, double least, double most, const char* wanted, Given bit, Into& into) noexcept {
  if (!given) return;
  const auto value = static_cast<double>(*given);
  if (!(value >= least && value <= most)) return refuse(what, spelled(value), wanted);
  put(into, value);
  process.settings.by_api |= bit;
}

void take(const std::optional<bool>& given, Given bit, live::Shared<int>& into) noexcept {
  if (!given) return;
  into = *given ? 1 : 0;
  process.settings.by_api |= bit;
}

const char* origin(std::uint32_t bit, const char* otherwise) noexcept {
  return (process.settings.by_api & bit) != 0 ? "API" : (process.settings.by_environment & bit) != 0 ? "environment" : otherwise;
}

std::string rate_text(double rate) { return rate > 1 ? "auto" : spelled(rate); }

std::string_view options_of(const format::Site& site) noexcept {
  return {reinterpret_cast<const char*>(&site + 1) + site.name_size + site.function_size + site.file_size, site.options_size};
}

}  // namespace

void set_defaults(const Defaults& defaults) noexcept {
  const live::KeepErrno keep;
  const live::Busy busy(scopegraft_rt::sg_rt_thread);
  if (!live::start_process()) return;
  {
    const live::Locked locked(changing);
    Settings& settings = process.settings;
    const bool automatic = defaults.sample_rate == Defaults::kAuto;
    take(defaults.sample_rate, "set_defaults: sample_rate is ", 0, automatic ? 2 : 1, ", outside 0..1", live::kRateGiven, settings.sample_rate);
    take(defaults.track_memory, live::kMemoryGiven, settings.track_memory);
    take(defaults.track_exceptions, live::kExceptionsGiven, settings.track_exceptions);
    take(defaults.inherit_context, live::kInheritGiven, settings.inherit_context);
    take(defaults.create_span, live::kSpanGiven, settings.create_span);
    live::announce_changes();
  }
  if (process.settings.log) live::say("scopegraft: defaults were set by the program");
}

void configure_performance(const Performance& performance) noexcept {
  const live::KeepErrno keep;
  const live::Busy busy(scopegraft_rt::sg_rt_thread);
  if (!live::start_process()) return;
  {
    const live::Locked locked(changing);
    Settings& settings = process.settings;
    take(performance.batch_size, "configure_performance: batch_size is ", 1, 16384, ", outside 1..16384", live::kBatchSizeGiven, settings.batch_size);
    take(performance.batch_timeout_seconds, "configure_performance: batch_timeout_seconds is ", 0.001, 86400, ", outside 0.001..86400", live::kBatchTimeGiven,
         settings.batch_timeout_seconds);
    take(performance.memory_sampling_interval, "configure_performance: memory_sampling_interval is ", 0.001, 86400, ", outside 0.001..86400",
         live::kMemoryIntervalGiven, settings.memory_sampling_interval);
    take(performance.context_pool_size, "configure_performance: context_pool_size is ", 1, 1 << 20, ", outside 1..1048576", live::kPoolGiven,
         settings.context_pool_size);
    if (performance.use_fast_serialization) {
      settings.use_fast_serialization = *performance.use_fast_serialization;
      settings.by_api |= live::kSerializationGiven;
    }
    context::set_batch(static_cast<std::uint32_t>(settings.batch_size), settings.batch_timeout_seconds);
    context::set_pool_size(static_cast<std::uint32_t>(settings.context_pool_size));
    context::set_encoding(settings.use_fast_serialization ? context::Encoding::protobuf : context::Encoding::json);
  }
  if (process.settings.log) live::say("scopegraft: performance was configured by the program");
}

Config get_config() {
  const live::KeepErrno keep;
  {
    const live::Busy busy(scopegraft_rt::sg_rt_thread);
    static_cast<void>(live::start_process());
  }
  const Settings& now = process.settings;
  Config out;
  const auto choice = [&](const char* name, int value, Given bit) {
    out[name] = value < 0 ? ConfigValue{"as the rules say", "rules"} : ConfigValue{spelled(value != 0), origin(bit, "default")};
  };
  out["enabled"] = {spelled(now.enabled), origin(live::kEnabledGiven, "default")};
  out["sample_rate"] = now.sample_rate < 0 ? ConfigValue{"as the rules say", "rules"} : ConfigValue{rate_text(now.sample_rate), origin(live::kRateGiven, "default")};
  choice("track_memory", now.track_memory, live::kMemoryGiven);
  choice("track_exceptions", now.track_exceptions, live::kExceptionsGiven);
  choice("inherit_context", now.inherit_context, live::kInheritGiven);
  choice("create_span", now.create_span, live::kSpanGiven);
  out["overhead_budget"] = {spelled(now.overhead_budget), origin(live::kBudgetGiven, "default")};
  out["log"] = {now.log ? "debug" : "off", origin(live::kLogGiven, "default")};
  out["report"] = {now.report ? "text" : "off", origin(live::kReportGiven, "default")};
  out["output"] = {now.output, origin(live::kOutputGiven, "default")};
  out["exclude_patterns"] = {now.exclude, origin(live::kExcludeGiven, "default")};
  out["batch_size"] = {std::to_string(now.batch_size), origin(live::kBatchSizeGiven, "default")};
  out["batch_timeout_seconds"] = {spelled(now.batch_timeout_seconds), origin(live::kBatchTimeGiven, "default")};
  out["use_fast_serialization"] = {spelled(now.use_fast_serialization), origin(live::kSerializationGiven, "default")};
  out["memory_sampling_interval"] = {spelled(now.memory_sampling_interval), origin(live::kMemoryIntervalGiven, "default")};
  out["context_pool_size"] = {std::to_string(now.context_pool_size), origin(live::kPoolGiven, "default")};
  return out;
}

Config get_config(std::string_view function) {
  Config out;
  if (process.phase.load(std::memory_order_acquire) != live::Phase::kReady) return out;
  for (std::uint32_t i = 1; i <= process.sites.count(); ++i) {
    const live::SiteInfo& info = process.sites[i];
    const char* const text = reinterpret_cast<const char*>(info.record + 1);
    if (std::string_view(text, info.record->name_size) != function && std::string_view(text + info.record->name_size, info.record->function_size) != function) continue;
    const auto flag = [&](const char* name, bool value, Given bit) { out[name] = {spelled(value), origin(bit, "rules")}; };
    out["sample_rate"] = {rate_text(static_cast<double>(static_cast<float>(info.rate))), origin(live::kRateGiven, "rules")};
    flag("track_memory", (info.flags & format::kTrackMemory) != 0, live::kMemoryGiven);
    flag("track_args", (info.flags & format::kTrackArguments) != 0, Given{});
    flag("track_exceptions", (info.flags & format::kTrackExceptions) != 0, live::kExceptionsGiven);
    flag("inherit_context", (info.flags & format::kNoInherit) == 0, live::kInheritGiven);
    flag("create_span", (info.flags & format::kSpan) != 0, live::kSpanGiven);
    out["options"] = {std::string(options_of(*info.record)), "rules"};
    break;
  }
  return out;
}

}  // namespace scopegraft
