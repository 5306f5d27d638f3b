// Synthetic profiles for the report tests: a small language for call trees with numbers one can check by hand.
#pragma once

#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

#include "scopegraft/profile/model.h"

namespace scopegraft::report::test {

class Sample {
 public:
  Sample() {
    profile.program = "/opt/shop/server";
    profile.processes = {4711};
    profile.started = 1'700'000'000'000'000'000;
    profile.ended = profile.started + 2'000'000'000;
    profile.clean_exit = true;
    profile.cpu_time = 1.5e9;
  }

  std::uint32_t site(const std::string& name, const std::string& file = "src/shop.cpp", std::uint32_t line = 10) {
    profile::Site site;
    site.name = site.function = name;
    site.file = file;
    site.line = line;
    site.column = 3;
    profile.sites.push_back(site);
    return static_cast<std::uint32_t>(profile.sites.size() - 1);
  }

  // A thread and its root; returns the root's node.
  std::uint32_t thread(const std::string& name) {
    profile::Thread thread;
    thread.id = 100 + profile.threads.size();
    thread.name = name;
    thread.process = profile.processes[0];
    profile.threads.push_back(thread);
    profile::Node root;
    root.thread = static_cast<std::uint32_t>(profile.threads.size() - 1);
    profile.nodes.push_back(root);
    return static_cast<std::uint32_t>(profile.nodes.size() - 1);
  }

  // `calls` calls of `each` ns, all of them measured.
  std::uint32_t call(std::uint32_t parent, std::uint32_t site, std::uint64_t calls, double each) {
    profile::Node node;
    node.site = site;
    node.parent = parent;
    node.thread = profile.nodes[parent].thread;
    measure(node.measure, calls, each);
    node.measure.calls = calls;
    profile.nodes.push_back(node);
    return static_cast<std::uint32_t>(profile.nodes.size() - 1);
  }

  // `calls` calls of which one was measured for each of `times`.
  std::uint32_t sampled(std::uint32_t parent, std::uint32_t site, std::uint64_t calls, std::vector<double> times) {
    const std::uint32_t node = call(parent, site, 0, 0);
    for (const double time : times) measure(profile.nodes[node].measure, 1, time);
    profile.nodes[node].measure.calls = calls;
    return node;
  }

  // A collector like `database`; its values for a node.
  void collector() {
    using Kind = profile::Collector::Kind;
    profile.collectors = {{"database",
                           true,
                           {{"queries", Kind::count, 0, 0}, {"query_time", Kind::time, 0, 0}, {"sent", Kind::bytes, 0, 0}, {"hits", Kind::count, 0, 0},
                            {"hit_rate", Kind::share, 3, 0}, {"statements", Kind::text_time, 0, 0}, {"tables", Kind::text, 0, 0}}},
                          {"lost::one", false, {}}};
    profile.texts = {"", "SELECT ?", "say \"hi\"\n"};
  }
  void collected(std::uint32_t node, std::uint64_t queries, double ns, double hits, std::vector<profile::CollectedText> texts = {}) {
    const auto n = static_cast<double>(queries);
    profile.collected.push_back({node, 0, {{queries, n, 1}, {queries, ns, ns / 2}, {queries, 3e6, 2e6}, {1, hits, 1}, {}, {}, {}}, std::move(texts)});
  }

  profile::Measure& at(std::uint32_t node) { return profile.nodes[node].measure; }

  profile::Profile profile;

 private:
  static void measure(profile::Measure& measure, std::uint64_t count, double each) {
    if (count == 0) return;
    const auto n = static_cast<double>(count);
    measure.time_min = measure.measured == 0 ? each : std::min(measure.time_min, each);
    measure.time_max = std::max(measure.time_max, each);
    measure.measured += count;
    measure.time += n * each;
    measure.time_squared += n * each * each;
    measure.histogram.add(static_cast<std::uint64_t>(each), count);
  }
};

}  // namespace scopegraft::report::test
