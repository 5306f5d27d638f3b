#include <algorithm>
#include <unordered_map>

#include "../protobuf_writer.h"
#include "../utf8.h"
#include "format.h"
#include "scopegraft/report/units.h"

namespace scopegraft::report::writers {

namespace {

using profile::Profile;

// Field numbers of perftools.profiles.Profile (profile.proto of google/pprof).
enum ProfileField : unsigned {
  kSampleType = 1,
  kSample = 2,
  kMapping = 3,
  kLocation = 4,
  kFunction = 5,
  kStringTable = 6,
  kTimeNanos = 9,
  kDurationNanos = 10,
  kComment = 13,
  kDefaultSampleType = 14,
};

class Encoder {
 public:
  Encoder(const Report& report, bool with_memory) : report_(report), with_memory_(with_memory) { string(""); }

  std::string text() {
    sample_types();
    samples();
    places();
    const Profile& profile = *report_.profile;
    ProtobufWriter mapping;
    mapping.number(1, 1);
    mapping.number(5, string(profile.program));
    mapping.number(7, 1);  // has_functions: nothing is left to symbolize
    mapping.number(8, 1);
    mapping.number(9, 1);
    out_.message(kMapping, mapping);
    out_.number(kTimeNanos, profile.started);
    out_.number(kDurationNanos, profile.ended - std::min(profile.started, profile.ended));
    out_.number(kDefaultSampleType, string("time"));
    for (const std::string& text : strings_) out_.text(kStringTable, text);
    return out_.take();
  }

 private:
  std::uint64_t string(const std::string& raw) {
    const std::string text = one_line_of_utf8(raw);
    const auto [at, fresh] = index_.try_emplace(text, strings_.size());
    if (fresh) strings_.push_back(text);
    return at->second;
  }

  void sample_type(const char* type, const char* unit) {
    ProtobufWriter value;
    value.number(1, string(type));
    value.number(2, string(unit));
    out_.message(kSampleType, value);
  }

  void sample_types() {
    sample_type("calls", "count");
    sample_type("time", "nanoseconds");
    if (with_memory_) {
      sample_type("alloc_space", "bytes");
      sample_type("inuse_space", "bytes");
    }
  }

  static std::uint64_t signed_value(double value) { return static_cast<std::uint64_t>(whole(value)); }

  void samples() {
    const auto paths = call_paths(*report_.profile, report_.estimates, Threads::apart);
    std::vector<std::uint64_t> stack;
    for (std::size_t i = 0; i < paths.size(); ++i) {
      const PathNode& node = paths[i];
      if (node.site == kNone) continue;
      stack.clear();
      auto at = static_cast<std::uint32_t>(i);
      for (; paths[at].site != kNone; at = paths[at].parent) stack.push_back(paths[at].site + 1);  // leaf first
      ProtobufWriter sample;
      sample.packed(1, stack);
      std::vector<std::uint64_t> values{node.calls, signed_value(node.self)};
      if (with_memory_) {
        values.push_back(signed_value(node.allocated_self));
        values.push_back(signed_value(node.live_self));
      }
      sample.packed(2, values);
      sample.message(3, thread_label(paths[at].thread));
      out_.message(kSample, sample);
    }
  }

  ProtobufWriter thread_label(std::uint32_t thread) {
    ProtobufWriter label;
    if (thread == kNone) return label;
    const profile::Thread& of = report_.profile->threads[thread];
    label.number(1, string("thread"));
    label.number(2, string(of.name.empty() ? std::to_string(of.id) : of.name + " " + std::to_string(of.id)));
    return label;
  }

  // A site is one function with one location; ids are site + 1, because 0 means none.
  void places() {
    for (std::size_t i = 0; i < report_.profile->sites.size(); ++i) {
      const profile::Site& site = report_.profile->sites[i];
      ProtobufWriter line;
      line.number(1, i + 1);
      line.number(2, site.line);
      ProtobufWriter location;
      location.number(1, i + 1);
      location.number(2, 1);
      location.message(4, line);
      out_.message(kLocation, location);
      ProtobufWriter function;
      function.number(1, i + 1);
      function.number(2, string(shown_name(site)));
      function.number(3, string(site.function));
      function.number(4, string(site.file));
      function.number(5, site.line);
      out_.message(kFunction, function);
    }
  }

  const Report& report_;
  bool with_memory_;
  ProtobufWriter out_;
  std::vector<std::string> strings_;
  std::unordered_map<std::string, std::uint64_t> index_;
};

}  // namespace

std::string pprof(const Report& report, const Options& options) {
  const auto& rows = report.summary.rows;
  const bool tracked = std::any_of(rows.begin(), rows.end(), [](const Row& row) { return row.memory_measured != 0; });
  return Encoder(report, tracked && options.include_memory).text();
}

}  // namespace scopegraft::report::writers
