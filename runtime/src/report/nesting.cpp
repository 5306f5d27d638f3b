#include "nesting.h"

#include <algorithm>
#include <map>
#include <utility>

namespace scopegraft::report {

namespace {

using profile::Event;

double end_of(const Event& event) { return event.begin + event.duration; }

}  // namespace

std::vector<Event> nested(std::vector<Event> events) {
  // By end, inner calls first: a call comes behind everything inside it.
  std::stable_sort(events.begin(), events.end(), [](const Event& a, const Event& b) {
    if (end_of(a) != end_of(b)) return end_of(a) < end_of(b);
    return a.depth > b.depth;
  });
  // Deepest first, so that a widened call widens its own parent.
  std::stable_sort(events.begin(), events.end(), [](const Event& a, const Event& b) { return a.depth > b.depth; });
  std::map<std::pair<std::uint32_t, std::uint32_t>, std::vector<const Event*>> levels;  // thread, depth: by end
  for (Event& event : events) {
    auto& inner = levels[{event.thread, event.depth + 1}];
    const auto inside = [&](const Event& other) {  // the middle decides: borders are what is not exact
      const double middle = other.begin + other.duration / 2;
      return middle >= event.begin && middle <= end_of(event);
    };
    auto child = std::lower_bound(inner.begin(), inner.end(), event.begin,
                                  [](const Event* of, double begin) { return end_of(*of) < begin; });
    double begin = event.begin;
    double end = end_of(event);
    for (; child != inner.end() && (*child)->begin <= end_of(event); ++child) {
      if (!inside(**child)) continue;
      begin = std::min(begin, (*child)->begin);
      end = std::max(end, end_of(**child));
    }
    event.begin = begin;
    event.duration = end - begin;
    levels[{event.thread, event.depth}].push_back(&event);
  }
  std::stable_sort(events.begin(), events.end(), [](const Event& a, const Event& b) {
    return a.begin != b.begin ? a.begin < b.begin : a.depth < b.depth;
  });
  return events;
}

}  // namespace scopegraft::report
