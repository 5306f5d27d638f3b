#include "../json_writer.h"
#include "../nesting.h"
#include "format.h"

namespace scopegraft::report::writers {

namespace {

using profile::Event;
using profile::Profile;
using profile::SlowCall;

constexpr double kMicrosecond = 1e3;
// Kept calls may also stand in the ring: they get lines of their own, numbered from here, so that nothing overlaps.
constexpr std::uint64_t kFirstKeptLine = 1'000'000'000;

class Trace {
 public:
  explicit Trace(const Profile& profile) : profile_(profile) {}

  std::string text() {
    json_.begin_object().key("traceEvents").begin_array();
    names();
    for (const Event& event : nested(profile_.events)) {
      const profile::Thread& thread = profile_.threads[event.thread];
      complete(event, thread.process, thread.id, nullptr);
    }
    for (std::size_t i = 0; i < profile_.slow_calls.size(); ++i) kept(profile_.slow_calls[i], kFirstKeptLine + i);
    json_.end_array().field("displayTimeUnit", "ns");
    json_.key("otherData").begin_object().field("program", profile_.program).end_object();
    json_.end_object();
    return json_.take();
  }

 private:
  void name(const char* what, std::uint64_t process, std::uint64_t thread, const std::string& name) {
    json_.begin_object().field("ph", "M").field("name", what).field("pid", process).field("tid", thread);
    json_.key("args").begin_object().field("name", name).end_object().end_object();
  }

  void names() {
    for (const std::uint64_t process : profile_.processes) name("process_name", process, process, profile_.program);
    for (const profile::Thread& thread : profile_.threads) {
      if (!thread.name.empty()) name("thread_name", thread.process, thread.id, thread.name);
    }
  }

  void complete(const Event& event, std::uint64_t process, std::uint64_t line, const SlowCall* call) {
    const profile::Site& site = profile_.sites[event.site];
    json_.begin_object().field("ph", "X").field("name", shown_name(site));
    json_.field("cat", call == nullptr ? "call" : "slow_call").field("pid", process).field("tid", line);
    json_.field("ts", event.begin / kMicrosecond).field("dur", event.duration / kMicrosecond);
    json_.key("args").begin_object().field("file", site.file).field("line", site.line);
    if (call != nullptr) {
      for (const auto& [key, value] : call->arguments) json_.field("argument " + key, value);
      for (const auto& [key, value] : call->context) json_.field("context " + key, value);
    }
    json_.end_object().end_object();
  }

  void kept(const SlowCall& call, std::uint64_t line) {
    const profile::Thread& thread = profile_.threads[call.thread];
    name("thread_name", thread.process, line, "slow call of " + shown_name(profile_.sites[call.site]));
    const Event itself{call.site, call.thread, 0, call.begin, call.duration};
    complete(itself, thread.process, line, &call);
    for (const Event& event : nested(call.events)) {
      const bool is_itself = event.site == call.site && event.begin == call.begin;
      if (!is_itself) complete(event, thread.process, line, nullptr);
    }
  }

  const Profile& profile_;
  JsonWriter json_{JsonWriter::Style::compact};
};

}  // namespace

std::string chrome_trace(const Report& report, const Options& /*options*/) { return Trace(*report.profile).text(); }

}  // namespace scopegraft::report::writers
