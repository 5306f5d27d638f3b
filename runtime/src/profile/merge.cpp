#include <algorithm>
#include <map>
#include <string_view>
#include <tuple>

#include "scopegraft/profile/reader.h"

namespace scopegraft::profile {
namespace {

using SiteKey = std::tuple<std::string, std::string, std::string, std::uint32_t, std::uint32_t>;

// Numbers of collectors and texts in one profile -> in another, which gets what it has not.
struct Numbers {
  std::vector<std::uint32_t> collectors, texts;
};

Numbers join(Profile& into, const Profile& from) {
  Numbers out;
  for (const Collector& collector : from.collectors) {
    const auto known = std::find_if(into.collectors.begin(), into.collectors.end(), [&](const Collector& other) {
      return other.name == collector.name && (other.fields.size() == collector.fields.size() || !other.registered || !collector.registered);
    });
    out.collectors.push_back(static_cast<std::uint32_t>(known - into.collectors.begin()));
    if (known == into.collectors.end())
      into.collectors.push_back(collector);
    else if (collector.registered)
      *known = collector;
  }
  std::map<std::string_view, std::uint32_t> known;
  for (std::uint32_t i = 0; i != into.texts.size(); ++i) known.emplace(into.texts[i], i);
  std::vector<std::string> fresh;
  for (const std::string& text : from.texts) {
    const auto next = static_cast<std::uint32_t>(into.texts.size() + fresh.size());
    const auto [at, is_new] = known.emplace(text, next);
    if (is_new) fresh.push_back(text);
    out.texts.push_back(at->second);
  }
  for (std::string& text : fresh) into.texts.push_back(std::move(text));
  return out;
}

SiteKey key_of(const Site& site) { return {site.file, site.function, site.name, site.line, site.column}; }

}  // namespace

Profile merge(std::vector<Profile> profiles) {
  if (profiles.empty()) return {};
  Profile out;
  out.program = profiles.front().program;
  out.started = profiles.front().started;
  out.clean_exit = true;
  std::map<SiteKey, std::uint32_t> known;
  for (Profile& profile : profiles) {
    std::vector<std::uint32_t> site_of(profile.sites.size());
    for (std::size_t i = 0; i != profile.sites.size(); ++i) {
      const auto [at, fresh] = known.emplace(key_of(profile.sites[i]), static_cast<std::uint32_t>(out.sites.size()));
      if (fresh) out.sites.push_back(std::move(profile.sites[i]));
      site_of[i] = at->second;
    }
    const auto first_thread = static_cast<std::uint32_t>(out.threads.size());
    const auto first_node = static_cast<std::uint32_t>(out.nodes.size());
    for (Thread& thread : profile.threads) out.threads.push_back(std::move(thread));
    for (Node& node : profile.nodes) {
      if (node.site != Node::kNone) node.site = site_of[node.site];
      if (node.parent != Node::kNone) node.parent += first_node;
      node.thread += first_thread;
      out.nodes.push_back(std::move(node));
    }
    const Numbers numbers = join(out, profile);
    for (Collected& collected : profile.collected) {
      collected.node += first_node;
      collected.collector = numbers.collectors[collected.collector];
      for (CollectedText& text : collected.texts) text.text = numbers.texts[text.text];
      out.collected.push_back(std::move(collected));
    }
    for (Grouped& group : profile.grouped) {
      group.node += first_node;
      out.grouped.push_back(std::move(group));
    }
    // Times of events count from the start of their own process.
    const double shift = static_cast<double>(profile.started) - static_cast<double>(out.started);
    const auto moved = [&](Event event) {
      event.site = site_of[event.site];
      event.thread += first_thread;
      event.begin += shift;
      return event;
    };
    for (const Event& event : profile.events) out.events.push_back(moved(event));
    for (SlowCall& call : profile.slow_calls) {
      call.site = site_of[call.site];
      call.thread += first_thread;
      call.begin += shift;
      for (Event& event : call.events) event = moved(event);
      out.slow_calls.push_back(std::move(call));
    }
    for (Window& window : profile.windows) {
      for (auto& totals : window.totals) totals.site = site_of[totals.site];
      window.process += static_cast<std::uint32_t>(out.processes.size());
      for (auto& live : window.live) live.site = site_of[live.site];
      out.windows.push_back(std::move(window));
    }
    out.processes.insert(out.processes.end(), profile.processes.begin(), profile.processes.end());
    out.started = std::min(out.started, profile.started);
    out.ended = std::max(out.ended, profile.ended);
    out.clean_exit = out.clean_exit && profile.clean_exit;
    out.cpu_time += profile.cpu_time;
    out.overhead_time += profile.overhead_time;
    out.cost_of_measured_call = std::max(out.cost_of_measured_call, profile.cost_of_measured_call);
    out.cost_of_counted_call = std::max(out.cost_of_counted_call, profile.cost_of_counted_call);
    for (std::size_t i = 0; i != out.cost_of_far_call.size(); ++i) out.cost_of_far_call[i] = std::max(out.cost_of_far_call[i], profile.cost_of_far_call[i]);
    out.overhead_budget = std::max(out.overhead_budget, profile.overhead_budget);
    out.rss_peak_bytes = std::max(out.rss_peak_bytes, profile.rss_peak_bytes);
    out.rss_now_bytes += profile.rss_now_bytes;
    out.dropped.sites += profile.dropped.sites;
    out.dropped.nodes += profile.dropped.nodes;
    out.dropped.threads += profile.dropped.threads;
    out.dropped.events += profile.dropped.events;
    out.dropped.spans += profile.dropped.spans;
  }
  const auto by_begin = [](const Event& a, const Event& b) { return a.begin < b.begin; };
  std::stable_sort(out.events.begin(), out.events.end(), by_begin);
  std::stable_sort(out.windows.begin(), out.windows.end(), [](const Window& a, const Window& b) { return a.end < b.end; });
  return out;
}

}  // namespace scopegraft::profile
