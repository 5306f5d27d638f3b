#include "scopegraft/http/route.h"

#include <gtest/gtest.h>

#include <functional>
#include <map>
#include <set>
#include <string>
#include <utility>

#include "live_child.h"

namespace scopegraft::test {
namespace {

using http::ProfilingConfig;
using http::Request;
using http::Route;

std::map<std::string, Totals> run(const std::function<void()>& program) {
  const Recorded recorded = record(program, {{"SCOPEGRAFT_SAMPLE_RATE", "1"}});
  EXPECT_TRUE(recorded.outcome.good()) << recorded.outcome.error_text;
  return totals(recorded.profile);
}

ProfilingConfig named(std::string name) {
  ProfilingConfig config;
  config.name = std::move(name);
  return config;
}

TEST(HttpRoute, TwoServersWithTheSameRouteShareItsRow) {
  const auto all = run([] {
    for (int server = 0; server != 3; ++server) {
      const Route route("GET", "/orders/{id}");
      const Request request(route, "");
    }
  });
  EXPECT_EQ(all.at("GET /orders/{id}").measure.calls, 3U);
  EXPECT_EQ(all.at("GET /orders/{id}").nodes, 1U);
}

TEST(HttpRoute, IsAnotherOneWithAnotherMethodPatternOrConfiguration) {
  ProfilingConfig seldom;
  seldom.sample_rate = 0.5;
  const Route get("GET", "/"), post("POST", "/"), deeper("GET", "/a"), other("GET", "/", named("home")), same("GET", "/", named("home")), rare("GET", "/", seldom);
  EXPECT_EQ(&other.name(), &same.name());
  const std::set<const std::string*> names{&get.name(), &post.name(), &deeper.name(), &other.name(), &rare.name()};
  EXPECT_EQ(names.size(), 5U);
  EXPECT_EQ(get.name(), "GET /");
  EXPECT_EQ(other.name(), "home");
  EXPECT_EQ(rare.config().sample_rate, 0.5);
  EXPECT_EQ(get.config().sample_rate, -1);
}

}  // namespace
}  // namespace scopegraft::test
