// Writes one synthetic profile in every format into a directory, and a large one as a page: what the consumer tests
// open. Usage: report_samples DIRECTORY
#include <filesystem>
#include <fstream>
#include <iostream>

#include "../../unit/runtime/report_sample.h"
#include "html/page.h"
#include "scopegraft/report/report.h"

namespace {

using scopegraft::profile::Event;
using scopegraft::profile::Profile;
using scopegraft::profile::SlowCall;
using scopegraft::report::test::Sample;

// A server with two workers: main -> serve -> {parse, query -> fetch x2 (recursive), render}; names that need quoting.
Profile shop_server() {
  Sample sample;
  const auto main = sample.site("main", "src/main.cpp", 8);
  const auto serve = sample.site("shop::Server::serve", "src/server.cpp", 40);
  const auto parse = sample.site("shop::parse<std::map<K, V>, \"x;y\">", "src/parse.cpp", 12);
  const auto query = sample.site("shop::Db::query", "src/db.cpp", 77);
  const auto fetch = sample.site("shop::Db::fetch", "src/db.cpp", 99);
  const auto render = sample.site("shop::render \xc3\xa9\xff</script>\n", "src/ren der.cpp", 5);
  const auto task = sample.site("shop::poll", "src/poll.cpp", 3);
  sample.profile.sites[task].is_async = true;

  const auto first = sample.thread("main");
  const auto in_main = sample.call(first, main, 1, 1.9e9);
  const auto poll = sample.call(in_main, task, 4, 4e8);
  sample.at(poll).active_time = 1e8;
  sample.at(poll).suspensions = 12;
  sample.collector();
  for (const char* name : {"worker", "worker"}) {
    const auto root = sample.thread(name);
    const auto in_serve = sample.call(root, serve, 500, 2e6);
    sample.at(in_serve).exceptions = 3;
    sample.at(in_serve).memory_measured = 500;
    sample.at(in_serve).allocated_bytes = 500 * 8192;
    sample.at(in_serve).freed_bytes = 500 * 8000;
    sample.at(in_serve).peak_bytes = 6000;
    sample.at(in_serve).peak_sum = 500 * 5000;
    sample.at(in_serve).args_measured = 500;
    sample.at(in_serve).args_bytes = 500 * 300;
    sample.sampled(in_serve, parse, 100000, {900, 1000, 1100, 1000});
    const auto in_query = sample.call(in_serve, query, 1000, 4e5);
    sample.collected(in_query, 1000, 3.5e8, 17, {{5, 1, {990, 3e8, 4e6}}, {5, 2, {10, 5e7, 9e6}}, {6, 2, {3, 3, 1}}});
    const auto in_fetch = sample.call(in_query, fetch, 1000, 3e5);
    sample.call(in_fetch, fetch, 500, 1e5);
    const auto in_render = sample.call(in_serve, render, 500, 3e5);
    sample.at(in_render).memory_measured = 500;
    sample.at(in_render).allocated_bytes = 500 * 4096;
    sample.at(in_render).freed_bytes = 500 * 4096;
    sample.at(in_render).peak_bytes = 4096;
  }
  sample.profile.overhead_time = 1.2e7;
  sample.profile.overhead_budget = 0.02;
  sample.profile.cost_of_measured_call = 19;
  sample.profile.cost_of_counted_call = 1.6;
  sample.profile.rss_peak_bytes = 33 << 20;
  sample.profile.dropped.events = 2;
  sample.profile.events = {{serve, 1, 1, 1e6, 2e6},  {query, 1, 2, 1.2e6, 4e5}, {fetch, 1, 3, 1.25e6, 3e5},
                           {render, 1, 2, 2e6, 3e5}, {serve, 2, 1, 2.5e6, 1e6}, {serve, 1, 1, 4e6, 2e6}};
  SlowCall slow{serve, 2, 9e8, 5e7, {{"path", "/cart?x=\"1\""}}, {{"request_id", "r-17"}}, {}};
  slow.events = {
      {serve, 2, 0, 9e8, 5e7}, {query, 2, 1, 9.1e8, 3e7}, {fetch, 2, 2, 9.15e8, 2e7}, {render, 2, 1, 9.45e8, 4e6}};
  sample.profile.slow_calls = {slow};
  const std::uint64_t second = 1'000'000'000;
  sample.profile.windows = {{sample.profile.started + second, {{serve, 400, 1, 8e8}, {query, 800, 0, 3e8}}, sample.profile.started},
                            {sample.profile.started + 2 * second, {{serve, 1000, 6, 2e9}, {query, 2000, 0, 8e8}}, sample.profile.started + second}};
  return sample.profile;
}

// 10^5 call paths of 600 functions in 40 classes, up to 40 levels deep, the same every time.
Profile city() {
  Sample sample;
  sample.profile.program = "/opt/city/simulation";
  sample.profile.ended = sample.profile.started + 90'000'000'000;
  std::uint32_t state = 42;
  const auto random = [&](std::uint32_t below) { return (state = state * 1664525U + 1013904223U) / 65536U % below; };
  for (std::uint32_t i = 0; i < 600; ++i) {
    sample.site("city::District" + std::to_string(i * 7 % 40) + "::step_" + std::to_string(i),
                "src/district" + std::to_string(i * 7 % 40) + ".cpp", i);
  }
  struct Open {
    std::uint32_t node, depth;
    double time;
  };
  std::vector<Open> open{{sample.thread("main"), 0, 6e10}};
  for (std::size_t next = 0; next < open.size() && sample.profile.nodes.size() < 100'000; ++next) {
    const Open parent = open[next];
    const std::uint32_t children = parent.depth == 40 ? 0 : 1 + random(parent.depth < 3 ? 8 : 4);
    double left = parent.time * (0.75 + 0.2 * random(100) / 100.0);
    for (std::uint32_t i = 0; i < children && left > 1000; ++i) {
      const double time = i + 1 == children ? left : left * (0.2 + 0.6 * random(100) / 100.0);
      const std::uint64_t calls = 1 + random(1 + (parent.depth + 1) * 40);
      const auto site = (random(15) + parent.depth * 15) % 600;
      const auto node = sample.call(parent.node, site, calls, time / static_cast<double>(calls));
      for (std::uint32_t spread = 0; spread < 6; ++spread) {
        sample.at(node).histogram.add(
            static_cast<std::uint64_t>(time / static_cast<double>(calls) * (0.3 + random(300) / 100.0)));
      }
      open.push_back({node, parent.depth + 1, time});
      left -= time;
    }
  }
  return sample.profile;
}

}  // namespace

int main(int count, char** arguments) {
  if (count != 2) return 2;
  const std::filesystem::path directory = arguments[1];
  std::filesystem::create_directories(directory);
  const Profile profile = shop_server();
  scopegraft::report::Options options;
  options.html_page = scopegraft::html_page();
  const auto report = scopegraft::report::build(profile, options);
  for (const auto& format : scopegraft::report::formats()) {
    std::ofstream file(directory / ("shop." + std::string(format.extension)), std::ios::binary);
    file << format.write(report, options);
    if (!file.flush()) return 1;
    std::cout << format.name << '\n';
  }
  const Profile large = city();
  std::ofstream page(directory / "city.html", std::ios::binary);
  page << scopegraft::report::find_format("html")->write(scopegraft::report::build(large, options), options);
  return page.flush() ? 0 : 1;
}
