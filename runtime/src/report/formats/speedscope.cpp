#include <algorithm>

#include "../json_writer.h"
#include "format.h"

namespace scopegraft::report::writers {

namespace {

// A call tree has no time line. Calls are laid out one behind the other, largest first, each as wide as its total:
// speedscope's "left heavy" and "sandwich" views, and the widths in "time order", then say what the tree says.
class Layout {
 public:
  Layout(const Report& report, const Options& options, JsonWriter& json)
      : weight_(options.weight),
        json_(json),
        paths_(call_paths(*report.profile, report.estimates, Threads::apart)),
        children_(children_of(paths_)),
        totals_(paths_.size()) {
    for (std::size_t i = paths_.size(); i-- > 1;) {
      totals_[i] += own_weight(paths_[i], weight_);
      totals_[paths_[i].parent] += totals_[i];
    }
  }

  void threads(const profile::Profile& profile) {
    for (const std::uint32_t root : children_.of(0)) {
      if (paths_[root].thread == kNone) continue;
      const profile::Thread& thread = profile.threads[paths_[root].thread];
      json_.begin_object().field("type", "evented");
      json_.field("name", thread.name.empty() ? "thread " + std::to_string(thread.id) : thread.name);
      json_.field("unit", weight_ == Weight::time ? "nanoseconds" : weight_ == Weight::memory ? "bytes" : "none");
      json_.field("startValue", 0.0).field("endValue", totals_[root]);
      json_.key("events").begin_array();
      events(root);
      json_.end_array().end_object();
    }
  }

 private:
  struct Open {
    std::uint32_t node;
    std::size_t next;  // child to visit
    double end;
    double at;  // where that child begins
  };

  void event(const char* type, std::uint32_t node, double at) {
    json_.begin_object().field("type", type).field("frame", paths_[node].site).field("at", at).end_object();
  }

  void events(std::uint32_t root) {
    std::vector<Open> stack{{root, 0, totals_[root], 0}};
    while (!stack.empty()) {
      Open& top = stack.back();
      const auto below = children_.of(top.node);
      if (top.next == below.size()) {
        if (top.node != root) event("C", top.node, top.end);
        stack.pop_back();
        continue;
      }
      const std::uint32_t child = below[top.next++];
      const double begin = top.at;
      // Sums of rounded numbers must not let a child end behind its parent.
      const double end = std::min(top.end, begin + totals_[child]);
      top.at = end;
      event("O", child, begin);
      stack.push_back({child, 0, end, begin});
    }
  }

  Weight weight_;
  JsonWriter& json_;
  std::vector<PathNode> paths_;
  Children children_;
  std::vector<double> totals_;
};

}  // namespace

std::string speedscope(const Report& report, const Options& options) {
  const profile::Profile& profile = *report.profile;
  JsonWriter json(JsonWriter::Style::compact);
  json.begin_object().field("$schema", "https://www.speedscope.app/file-format-schema.json");
  json.field("name", profile.program).field("exporter", "scopegraft").field("activeProfileIndex", 0.0);
  json.key("shared").begin_object().key("frames").begin_array();
  for (const profile::Site& site : profile.sites) {
    json.begin_object().field("name", shown_name(site));
    if (!site.file.empty()) json.field("file", site.file);
    if (site.line != 0) json.field("line", site.line);
    json.end_object();
  }
  json.end_array().end_object();
  json.key("profiles").begin_array();
  Layout(report, options, json).threads(profile);
  json.end_array().end_object();
  return json.take();
}

}  // namespace scopegraft::report::writers
