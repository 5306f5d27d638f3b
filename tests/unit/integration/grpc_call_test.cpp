#include "scopegraft/grpc/call.h"

#include <gtest/gtest.h>

#include <atomic>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <thread>
#include <vector>

#include "live_child.h"

namespace scopegraft::test {
namespace {

using nlohmann::json;
using rpc::Side;
using rpc::detail::Call;
using rpc::detail::Method;
using rpc::detail::method_of;

Method& server_method() { return method_of<Side::kServer>("/shop.Orders/Place"); }

void work() { SCOPEGRAFT_SCOPE("work"); }
void other() { SCOPEGRAFT_SCOPE("other"); }

struct Told {
  bool good = false;
  std::map<std::string, std::uint64_t> paths;  // "outer/inner": calls
  std::map<std::string, Totals> all;
  std::vector<std::map<std::string, std::string>> spans;  // attributes, with name, span, parent and failed
};

Told run(const std::function<void()>& program) {
  const Folder folder;
  const std::filesystem::path file = folder.path() / "spans.jsonl";
  const Recorded recorded = record(program, {{"SCOPEGRAFT_SPANS", file.string()}, {"SCOPEGRAFT_SAMPLE_RATE", "1"}});
  Told out;
  out.good = recorded.outcome.good();
  out.all = totals(recorded.profile);
  for (const profile::Node& node : recorded.profile.nodes) {
    if (node.site == profile::Node::kNone || node.measure.calls == 0) continue;
    std::string path = recorded.profile.sites[node.site].name;
    for (std::uint32_t at = node.parent; at != profile::Node::kNone; at = recorded.profile.nodes[at].parent)
      if (recorded.profile.nodes[at].site != profile::Node::kNone) path = recorded.profile.sites[recorded.profile.nodes[at].site].name + " > " + path;
    out.paths[path] += node.measure.calls;
  }
  std::ifstream in(file);
  for (std::string line; std::getline(in, line);) {
    const json request = json::parse(line);
    for (const json& span : request["resourceSpans"][0]["scopeSpans"][0]["spans"]) {
      std::map<std::string, std::string> told{{"name", span["name"]}, {"span", span["spanId"]}, {"parent", span.value("parentSpanId", "")}};
      if (span["status"].value("code", 0) == 2) told["failed"] = span["status"]["message"];
      for (const json& each : span["attributes"])
        for (const json& value : each["value"]) told[each["key"]] = value.is_string() ? value.get<std::string>() : value.dump();
      out.spans.push_back(told);
    }
  }
  return out;
}

TEST(GrpcCall, IsTheInnermostCallUntilItIsLeft) {
  const Told result = run([] {
    Call call(server_method());
    const TrackingContext context = capture();
    work();
    call.leave();
    if (!capture().empty()) std::abort();
    other();
    std::thread([&] {
      call.set_status(0);
      if (!capture().empty() || !context.span().is_valid()) std::abort();
      other();
    }).join();
  });
  ASSERT_TRUE(result.good);
  EXPECT_EQ(result.paths, (std::map<std::string, std::uint64_t>{{"/shop.Orders/Place", 1}, {"/shop.Orders/Place > work", 1}, {"other", 2}}));
  ASSERT_EQ(result.spans.size(), 1U);
  const auto& span = result.spans[0];
  EXPECT_EQ(span.at("rpc.system"), "grpc");
  EXPECT_EQ(span.at("rpc.service"), "shop.Orders");
  EXPECT_EQ(span.at("rpc.method"), "Place");
  EXPECT_EQ(span.at("rpc.grpc.status_code"), "0");
  EXPECT_EQ(span.count("failed"), 0U);
  EXPECT_EQ(result.all.at("/shop.Orders/Place").measure.suspensions, 1U);
}

TEST(GrpcCall, GoesOnWhenItHasAStatusAndIsNotLeft) {
  const Told result = run([] {
    Call call(server_method());
    {
      SCOPEGRAFT_SCOPE("handler");
      call.set_status(13);
      work();
    }
    work();
    call.leave();
    other();
  });
  ASSERT_TRUE(result.good);
  EXPECT_EQ(result.paths, (std::map<std::string, std::uint64_t>{
                              {"/shop.Orders/Place", 1}, {"/shop.Orders/Place > handler", 1}, {"/shop.Orders/Place > handler > work", 1}, {"/shop.Orders/Place > work", 1}, {"other", 1}}));
  ASSERT_EQ(result.spans.size(), 1U);
  EXPECT_EQ(result.spans[0].at("failed"), "INTERNAL");
  EXPECT_EQ(result.all.at("/shop.Orders/Place").measure.suspensions, 0U);
}

TEST(GrpcCall, WithoutAStatusIsAbandoned) {
  const Told result = run([] {
    auto call = std::make_unique<Call>(method_of<Side::kClient>("/shop.Orders/Place"));
    call->leave();
    std::thread([&] { call.reset(); }).join();
  });
  ASSERT_TRUE(result.good);
  EXPECT_EQ(result.all.at("client /shop.Orders/Place").measure.abandoned, 1U);
  ASSERT_EQ(result.spans.size(), 1U);
  EXPECT_EQ(result.spans[0].count("rpc.grpc.status_code"), 0U);
}

TEST(GrpcCall, SwitchedOffSaysNothingAboutTheSpanAround) {
  const Told result = run([] {
    static scopegraft_rt::Site around("around", "test.cpp", 1, 1, "rate=1;span");
    const scopegraft_rt::Scope scope(around);
    Method& method = server_method();
    method.site.sg_id = scopegraft_rt::sg_kSwitchedOff;
    Call call(method);
    call.leave();
    call.set_status(14);
  });
  ASSERT_TRUE(result.good);
  ASSERT_EQ(result.spans.size(), 1U);
  EXPECT_EQ(result.spans[0].at("name"), "around");
  EXPECT_EQ(result.spans[0].count("rpc.system") + result.spans[0].count("rpc.grpc.status_code") + result.spans[0].count("failed"), 0U);
}

// The status comes from another thread while the first one leaves: each call ends once, with its own status.
TEST(GrpcCall, EndsOnceWhoeverComesLast) {
  constexpr int kCalls = 2000;
  const Told result = run([] {
    static std::atomic<std::shared_ptr<Call>*> handed[kCalls];
    std::thread other_side([] {
      for (int i = 0; i != kCalls; ++i) {
        std::shared_ptr<Call>* taken = nullptr;
        while ((taken = handed[i].load()) == nullptr) std::this_thread::yield();
        (*taken)->set_status(i % 17);
        delete taken;
        handed[i] = nullptr;
      }
    });
    for (int i = 0; i != kCalls; ++i) {
      const auto call = std::make_shared<Call>(server_method());
      set_attribute("number", i);
      handed[i] = new std::shared_ptr<Call>(call);
      if (i % 8 == 0)
        while (handed[i].load() != nullptr) std::this_thread::yield();
      call->leave();
    }
    other_side.join();
    if (!capture().empty()) std::abort();
  });
  ASSERT_TRUE(result.good);
  EXPECT_EQ(result.all.at("/shop.Orders/Place").measure.calls, static_cast<std::uint64_t>(kCalls));
  EXPECT_EQ(result.all.at("/shop.Orders/Place").measure.abandoned, 0U);
  ASSERT_EQ(result.spans.size(), static_cast<std::size_t>(kCalls));
  for (const auto& span : result.spans) {
    EXPECT_EQ(span.at("parent"), "");
    EXPECT_EQ(span.at("rpc.grpc.status_code"), std::to_string(std::atoi(span.at("number").c_str()) % 17));
  }
}

TEST(GrpcCall, FailuresOfAServerAreItsOwn) {
  for (int code = 1; code != 17; ++code) EXPECT_TRUE(rpc::detail::is_failure(Side::kClient, code)) << code;
  EXPECT_FALSE(rpc::detail::is_failure(Side::kClient, 0));
  std::string failures;
  for (int code = 0; code != 17; ++code)
    if (rpc::detail::is_failure(Side::kServer, code)) failures += rpc::detail::name_of_status(code) + " ";
  EXPECT_EQ(failures, "UNKNOWN DEADLINE_EXCEEDED UNIMPLEMENTED INTERNAL UNAVAILABLE DATA_LOSS ");
  EXPECT_EQ(rpc::detail::name_of_status(99), "99");
}

TEST(GrpcMethods, AreBounded) {
  rpc::detail::Methods methods(Side::kServer);
  for (std::size_t i = 0; i != rpc::detail::kMostMethods; ++i) EXPECT_EQ(methods.of("/a.B/" + std::to_string(i)).method, std::to_string(i));
  EXPECT_EQ(&methods.of("/a.B/7"), &methods.of("/a.B/7"));
  EXPECT_EQ(methods.of("/a.B/new").name, "/_OTHER");
  EXPECT_EQ(&methods.of("/a.B/new"), &methods.of("/a.B/newer"));
}

TEST(GrpcMethods, WithoutAServiceAreOthers) {
  for (const char* path : {"", "/", "unknown", "/unknown"}) {
    const Method& method = method_of<Side::kServer>(path);
    EXPECT_EQ(method.name, "/_OTHER");
    EXPECT_EQ(method.service, "");
    EXPECT_EQ(method.method, "_OTHER");
  }
}

}  // namespace
}  // namespace scopegraft::test
