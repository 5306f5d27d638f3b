#include <algorithm>

#include "../json_writer.h"
#include "../nesting.h"
#include "format.h"
#include "scopegraft/report/units.h"

namespace scopegraft::report::writers {

namespace {

using profile::Event;
using profile::Profile;
using profile::SlowCall;

// splitmix64 (Steele, Lea, Flood: Fast splittable pseudorandom number generators): ids that are the same every time.
std::uint64_t mixed(std::uint64_t value) {
  value += 0x9e3779b97f4a7c15U;
  value = (value ^ (value >> 30U)) * 0xbf58476d1ce4e5b9U;
  value = (value ^ (value >> 27U)) * 0x94d049bb133111ebU;
  return value ^ (value >> 31U);
}

std::string hex(std::uint64_t value) {
  static constexpr std::string_view kDigits = "0123456789abcdef";
  std::string out(16, '0');
  for (std::size_t i = 16; i-- > 0; value >>= 4U) out[i] = kDigits[value & 15U];
  return out;
}

class Spans {
 public:
  explicit Spans(const Profile& profile)
      : profile_(profile), seed_(mixed(profile.started ^ (profile.processes.empty() ? 0 : profile.processes[0]))) {}

  std::string text() {
    json_.begin_object().key("resourceSpans").begin_array().begin_object();
    json_.key("resource").begin_object().key("attributes").begin_array();
    const std::size_t slash = profile_.program.rfind('/');
    attribute("service.name", slash == std::string::npos ? profile_.program : profile_.program.substr(slash + 1));
    if (profile_.processes.size() == 1) attribute("process.pid", profile_.processes[0]);
    json_.end_array().end_object();
    json_.key("scopeSpans").begin_array().begin_object();
    json_.key("scope").begin_object().field("name", "scopegraft").end_object();
    json_.key("spans").begin_array();
    for (const SlowCall& call : profile_.slow_calls) kept(call);
    ring();
    json_.end_array().end_object().end_array().end_object().end_array().end_object();
    return json_.take();
  }

 private:
  void attribute(std::string_view key, const std::string& value) {
    json_.begin_object().field("key", key).key("value").begin_object().field("stringValue", value);
    json_.end_object().end_object();
  }
  void attribute(std::string_view key, std::uint64_t value) {  // 64-bit numbers are strings in protobuf's JSON
    json_.begin_object().field("key", key).key("value").begin_object().field("intValue", std::to_string(value));
    json_.end_object().end_object();
  }

  std::string moment(double since_start) const {
    return std::to_string(profile_.started + static_cast<std::uint64_t>(whole(std::max(0.0, since_start))));
  }

  void span(const Event& event, const std::string& trace, const std::string& id, const std::string& parent,
            const SlowCall* call) {
    const profile::Site& site = profile_.sites[event.site];
    json_.begin_object().field("traceId", trace).field("spanId", id);
    if (!parent.empty()) json_.field("parentSpanId", parent);
    json_.field("name", shown_name(site)).field("kind", std::uint64_t{1});
    json_.field("startTimeUnixNano", moment(event.begin))
        .field("endTimeUnixNano", moment(event.begin + event.duration));
    json_.key("attributes").begin_array();
    attribute("code.function.name", site.function);
    attribute("code.file.path", site.file);
    attribute("code.line.number", site.line);
    attribute("thread.id", profile_.threads[event.thread].id);
    if (call != nullptr) {
      for (const auto& [key, value] : call->arguments) attribute("argument." + key, value);
      for (const auto& [key, value] : call->context) attribute(key, value);
    }
    json_.end_array().end_object();
  }

  std::string next_id() { return hex(mixed(seed_ + ++count_)); }
  std::string next_trace() {
    const std::string upper = next_id();
    return upper + next_id();
  }

  void kept(const SlowCall& call) {
    const std::string trace = next_trace();
    std::vector<std::pair<double, std::string>> open;  // end and id of the spans around
    const Event itself{call.site, call.thread, 0, call.begin, call.duration};
    open.emplace_back(call.begin + call.duration, next_id());
    span(itself, trace, open[0].second, "", &call);
    for (const Event& event : nested(call.events)) {
      if (event.site == call.site && event.begin == call.begin) continue;
      while (open.size() > 1 && open.back().first <= event.begin) open.pop_back();
      const std::string id = next_id();
      span(event, trace, id, open.back().second, nullptr);
      open.emplace_back(event.begin + event.duration, id);
    }
  }

  // Calls in the ring: each thread's outermost call opens a trace. Events are by begin, so parents come first.
  void ring() {
    struct Open {
      double end;
      std::string id, trace;
    };
    std::vector<std::vector<Open>> open(profile_.threads.size());
    for (const Event& event : nested(profile_.events)) {
      auto& around = open[event.thread];
      while (!around.empty() && around.back().end <= event.begin) around.pop_back();
      const std::string trace = around.empty() ? next_trace() : around.back().trace;
      const std::string parent = around.empty() ? "" : around.back().id;
      const std::string id = next_id();
      span(event, trace, id, parent, nullptr);
      around.push_back({event.begin + event.duration, id, trace});
    }
  }

  const Profile& profile_;
  std::uint64_t seed_;
  std::uint64_t count_ = 0;
  JsonWriter json_{JsonWriter::Style::compact};
};

}  // namespace

// Format: OTLP/JSON, opentelemetry-proto's ExportTraceServiceRequest.
std::string otlp(const Report& report, const Options& /*options*/) { return Spans(*report.profile).text(); }

}  // namespace scopegraft::report::writers
