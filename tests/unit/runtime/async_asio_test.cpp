// Boost.Asio's awaitable: await_transform by value, a pump of its own, timers, threads. Spelled as the rewriter does.
#include <gtest/gtest.h>

#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <fstream>
#include <nlohmann/json.hpp>

#include "live_child.h"
#include "scopegraft/async.h"
#include "scopegraft/context.h"

#define SITE_ASYNC(name)                                                                            \
  static ::scopegraft_rt::Site sg_site{name, "test.cpp", __LINE__, 1, "rate=auto;span;exceptions;async"}; \
  ::scopegraft_rt::AsyncScope sg_scope(sg_site)
#define MARK static_cast<void>(::scopegraft_rt::AwaitMark(sg_scope))

namespace scopegraft::test {
namespace {

namespace asio = boost::asio;

void compute() { SCOPEGRAFT_SCOPE("compute"); }

asio::awaitable<std::string> fetch(int id) {
  SITE_ASYNC("fetch");
  asio::steady_timer timer(co_await asio::this_coro::executor, std::chrono::microseconds(50));
  compute();
  (static_cast<void>(co_await (MARK, sg_scope.leaving(timer.async_wait(asio::use_awaitable)))), sg_scope.back());
  compute();
  if (id % 4 == 3) throw std::runtime_error("fetch");
  co_return std::string(static_cast<std::size_t>(id), 'x');
}

asio::awaitable<void> request(int id) {
  SITE_ASYNC("request");
  const ContextScope scope{{"request", id}};
  for (int i = 0; i != 2; ++i) {
    try {
      const std::string text = co_await (static_cast<void>(::scopegraft_rt::AwaitMark(sg_scope, false)), sg_scope.leaving(fetch(id), "fetch"));
      if (capture().get("request") != ContextValue(id) || text.size() != static_cast<std::size_t>(id)) std::abort();
    } catch (const std::runtime_error&) {
      compute();
    }
  }
}

TEST(AsyncAsio, EachRequestIsOneTraceOnSeveralThreads) {
  constexpr int kRequests = 200;
  const Folder folder;
  const std::filesystem::path file = folder.path() / "spans.jsonl";
  const Recorded run = record([] {
    asio::thread_pool pool(4);
    for (int id = 0; id != kRequests; ++id) asio::co_spawn(pool, request(id), asio::detached);
    pool.join();
    if (!capture().empty()) std::abort();
  }, {{"SCOPEGRAFT_SPANS", file.string()}});
  ASSERT_TRUE(run.outcome.good()) << run.outcome.error_text;

  for (const profile::Node& node : run.profile.nodes) {
    if (node.site == profile::Node::kNone || node.measure.calls == 0) continue;
    const std::uint32_t above = run.profile.nodes[node.parent].site;
    const std::string name = run.profile.sites[node.site].name, parent = above == profile::Node::kNone ? "" : run.profile.sites[above].name;
    if (name == "request") { EXPECT_EQ(parent, ""); }
    if (name == "fetch") { EXPECT_EQ(parent, "request"); }
    if (name == "compute") { EXPECT_TRUE(parent == "fetch" || parent == "request") << parent; }
  }
  const auto all = totals(run.profile);
  EXPECT_EQ(all.at("request").measure.calls, static_cast<std::uint64_t>(kRequests));
  EXPECT_EQ(all.at("request").measure.exceptions, 0U);
  EXPECT_EQ(all.at("request").measure.abandoned, 0U);
  EXPECT_EQ(all.at("fetch").measure.calls, 2U * kRequests);
  EXPECT_EQ(all.at("fetch").measure.suspensions, 2U * kRequests);
  EXPECT_EQ(all.at("fetch").measure.exceptions, 2U * kRequests / 4);
  EXPECT_LE(all.at("fetch").measure.active_time, all.at("fetch").measure.total_time());

  std::map<std::string, nlohmann::json> spans;
  std::ifstream in(file);
  for (std::string line; std::getline(in, line);) {
    const nlohmann::json request_line = nlohmann::json::parse(line);
    for (const auto& span : request_line["resourceSpans"][0]["scopeSpans"][0]["spans"]) spans[span["spanId"]] = span;
  }
  ASSERT_EQ(spans.size(), 3U * kRequests);
  std::map<std::string, int> traces;
  for (const auto& [id, span] : spans) {
    ++traces[span["traceId"]];
    if (span["name"] == "request") continue;
    const nlohmann::json& parent = spans[span.value("parentSpanId", "")];
    ASSERT_EQ(parent["name"], "request");
    EXPECT_EQ(parent["traceId"], span["traceId"]);
  }
  EXPECT_EQ(traces.size(), static_cast<std::size_t>(kRequests));
}

}  // namespace
}  // namespace scopegraft::test
