#include <gmock/gmock.h>
#include <fcntl.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <cmath>
#include <cstring>
#include <fstream>
#include <functional>
#include <random>

#include "format/layout.h"
#include "live_child.h"
#include "profile/paged_file.h"
#include "profile/parse.h"
#include "scopegraft/collect.h"
#include "scopegraft/report/report.h"

namespace scopegraft::profile {
namespace {

using testing::HasSubstr;

void inner(int depth) {
  static scopegraft_rt::Site site("inner", "p.cpp", 1, 1, "rate=1;keep_slow=1;collectors=cache,database(track_queries:true),nobody");
  const scopegraft_rt::Scope scope(site);
  cache_hit();
  database_query({depth % 2 == 0 ? "SELECT a" : "SELECT b", std::chrono::microseconds(3), 1, true, {}});
  if (depth != 0) inner(depth - 1);
}

// A real profile's bytes.
std::vector<std::byte> bytes_of(const char* rate, const std::function<void()>& program) {
  const test::Folder folder;
  const std::filesystem::path file = folder.path() / "p.scopegraft";
  test::run_child({{"SCOPEGRAFT_OUTPUT", file.string()}, {"SCOPEGRAFT_SAMPLE_RATE", rate}, {"SCOPEGRAFT_TRACE", "64"}}, program);
  std::ifstream input(file, std::ios::binary);
  const std::string text{std::istreambuf_iterator<char>(input), {}};
  std::vector<std::byte> bytes(text.size());
  std::memcpy(bytes.data(), text.data(), text.size());
  format::Header header;
  std::memcpy(&header, bytes.data(), sizeof header);
  bytes.resize(header.used);
  return bytes;
}

std::vector<std::byte> sample() {
  return bytes_of("1", [] {
    for (int i = 0; i != 20; ++i) {
      SCOPEGRAFT_SCOPE("outer");
      inner(i);
    }
  });
}

void expect_sound(const ReadResult& result) {
  const auto* const profile = std::get_if<Profile>(&result);
  if (profile == nullptr) return;
  for (std::size_t i = 0; i != profile->nodes.size(); ++i) {
    const Node& node = profile->nodes[i];
    ASSERT_TRUE(node.parent == Node::kNone || node.parent < i);
    ASSERT_TRUE(node.site == Node::kNone || node.site < profile->sites.size());
    ASSERT_LT(node.thread, profile->threads.size());
    ASSERT_LE(node.measure.measured, node.measure.calls);
    ASSERT_TRUE(std::isfinite(node.measure.total_time()));
    for (const auto& [bucket, count] : node.measure.histogram.counts) ASSERT_LT(bucket, Histogram::kBuckets);
  }
  const auto sound = [&](const Event& event) { return event.site < profile->sites.size() && event.thread < profile->threads.size() && std::isfinite(event.begin); };
  for (const Event& event : profile->events) ASSERT_TRUE(sound(event));
  for (const SlowCall& call : profile->slow_calls) {
    ASSERT_FALSE(call.events.empty());
    ASSERT_LT(call.site, profile->sites.size());
    for (const Event& event : call.events) ASSERT_TRUE(sound(event));
  }
  for (const Collected& collected : profile->collected) {
    ASSERT_LT(collected.node, profile->nodes.size());
    ASSERT_LT(collected.collector, profile->collectors.size());
    const Collector& collector = profile->collectors[collected.collector];
    ASSERT_EQ(collected.values.size(), collector.fields.size());
    for (const CollectedValue& value : collected.values) ASSERT_TRUE(std::isfinite(value.total) && std::isfinite(value.max));
    for (const CollectedText& text : collected.texts) ASSERT_TRUE(text.field < collector.fields.size() && text.text < profile->texts.size());
    for (const Collector::Field& field : collector.fields) ASSERT_TRUE(field.of < collector.fields.size() || field.kind != Collector::Kind::share);
  }
  for (const Window& window : profile->windows)
    for (const auto& totals : window.totals) ASSERT_LT(totals.site, profile->sites.size());
}

TEST(Reader, AnIntactFileHasEverything) {
  const auto bytes = sample();
  const ReadResult result = parse(bytes, "p");
  ASSERT_TRUE(std::holds_alternative<Profile>(result));
  const auto all = test::totals(std::get<Profile>(result));
  EXPECT_EQ(all.at("outer").measure.calls, 20U);
  EXPECT_EQ(all.at("inner").measure.calls, 210U);
  EXPECT_EQ(std::get<Profile>(result).events.size(), 64U);
  EXPECT_EQ(std::get<Profile>(result).slow_calls.size(), 8U);
  EXPECT_EQ(std::get<Profile>(result).windows.size(), 1U);
  EXPECT_EQ(std::get<Profile>(result).collectors.size(), 3U);
  EXPECT_EQ(std::get<Profile>(result).collected.size(), 40U);  // two collectors, twenty levels
  EXPECT_THAT(std::get<Profile>(result).texts, testing::ElementsAre("", "SELECT a", "SELECT b"));
}

TEST(Reader, ATruncatedFileGivesWhatIsThere) {
  const auto bytes = sample();
  for (std::size_t size = 0; size < bytes.size(); size += size < 8192 ? 61 : 1021)
    expect_sound(parse(std::span(bytes).first(size), "p"));
}

// A running program's file is larger than what is used of it.
TEST(Reader, WhatLiesBehindTheUsedPartOfAFileIsNotRead) {
  const auto bytes = sample();
  const test::Folder folder;
  const std::filesystem::path file = folder.path() / "p";
  std::ofstream(file, std::ios::binary).write(reinterpret_cast<const char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
  std::filesystem::resize_file(file, std::uintmax_t{60} << 30);  // sparse; no machine of ours could hold it
  const ReadResult result = read(file);
  ASSERT_TRUE(std::holds_alternative<Profile>(result));
  EXPECT_EQ(test::totals(std::get<Profile>(result)).at("inner").measure.calls, 210U);
}

TEST(Reader, ADamagedFileNeverCrashes) {
  const auto intact = sample();
  std::mt19937_64 random(7);
  for (int round = 0; round != 2000; ++round) {
    auto bytes = intact;
    for (int i = 0; i != 1 + round % 8; ++i) {
      // Mostly numbers at their places, with values that tempt.
      const std::size_t at = random() % (bytes.size() / 8) * 8;
      const std::uint64_t tempting[] = {0, 1, ~std::uint64_t{0}, std::uint64_t{1} << 63, random(), random() % 4096, bytes.size(), bytes.size() - 8};
      std::memcpy(bytes.data() + at, &tempting[random() % std::size(tempting)], round % 2 == 0 ? 8 : 4);
    }
    expect_sound(parse(bytes, "p"));
  }
}

TEST(Reader, ErrorsNameTheFileAndTheReason) {
  const test::Folder folder;
  const auto message = [](const std::filesystem::path& file) {
    const ReadResult result = read(file);
    return std::holds_alternative<ReadError>(result) ? std::get<ReadError>(result).message : std::string();
  };
  const std::filesystem::path text = folder.path() / "text";
  std::ofstream(text) << std::string(5000, 'x');
  EXPECT_EQ(message(text), "'" + text.string() + "' is not a Scopegraft profile");
  EXPECT_THAT(message(folder.path() / "none"), HasSubstr("cannot be opened: No such file"));
  EXPECT_THAT(message(folder.path()), HasSubstr("is not a file"));
  std::ofstream(folder.path() / "short") << "SCOPGRFT";
  EXPECT_THAT(message(folder.path() / "short"), HasSubstr("is too short"));
  auto bytes = sample();
  bytes[8] = std::byte{99};
  const ReadResult newer = parse(bytes, "p");
  EXPECT_EQ(std::get<ReadError>(newer).message, "'p' has format version 99, this program reads version 3 to " + std::to_string(format::kVersion));
}

TEST(Reader, ReadsTheVersionBefore) {
  auto bytes = sample();
  bytes[8] = std::byte{3};
  const ReadResult before = parse(bytes, "p");
  ASSERT_TRUE(std::holds_alternative<Profile>(before));
  EXPECT_EQ(std::get<Profile>(before).sites.size(), 2U);
  EXPECT_THAT(std::get<Profile>(before).cost_of_far_call, testing::Each(0));
}

TEST(Merge, JoinsEqualSitesAndKeepsThreadsApart) {
  const auto bytes = sample();
  std::vector<Profile> two;
  for (int i = 0; i != 2; ++i) two.push_back(std::get<Profile>(parse(bytes, "p")));
  const Profile merged = merge(std::move(two));
  EXPECT_EQ(merged.sites.size(), 2U);
  EXPECT_EQ(merged.threads.size(), 2U);
  EXPECT_EQ(merged.processes.size(), 2U);
  EXPECT_EQ(test::totals(merged).at("inner").measure.calls, 420U);
  expect_sound(merged);
}

TEST(Merge, OfNothingIsNothing) { EXPECT_TRUE(merge({}).nodes.empty()); }

TEST(StateDirectory, FollowsTheEnvironment) {
  const test::Outcome outcome = test::run_child({{"XDG_STATE_HOME", "/somewhere"}}, [] {
    if (state_directory() != "/somewhere/scopegraft") std::_Exit(1);
    ::unsetenv("XDG_STATE_HOME");
    ::setenv("HOME", "/nowhere", 1);
    std::_Exit(state_directory() == "/tmp/scopegraft-" + std::to_string(::getuid()) ? 0 : 1);
  });
  EXPECT_TRUE(outcome.good());
  EXPECT_TRUE(newest("/nowhere").empty());
}

// What is taken off a sampled call for the clock itself is known to within that cost only: the error says so.
TEST(ProfileReader, TheErrorOfASampledFunctionContainsTheClocksOwn) {
  std::vector<std::byte> bytes = bytes_of("0.1", [] {
    for (int i = 0; i != 10000; ++i) {
      SCOPEGRAFT_SCOPE("short");
    }
  });
  const auto measure_with = [&](std::uint64_t inside) {
    std::memcpy(bytes.data() + offsetof(format::Header, cost_inside_sampled), &inside, sizeof inside);
    const ReadResult result = parse(bytes, "p", 0);
    const Profile& profile = std::get<Profile>(result);
    for (const Node& node : profile.nodes)
      if (node.site != Node::kNone && profile.sites[node.site].name == "short") return node.measure;
    return Measure();
  };
  format::Header header;
  std::memcpy(&header, bytes.data(), sizeof header);
  const double ns_per_tick = static_cast<double>(header.last_ns - header.first_ns) / static_cast<double>(header.last_tick - header.first_tick);
  const Measure exact = measure_with(0), vague = measure_with(1200);
  ASSERT_EQ(exact.calls, 10000U);
  ASSERT_LT(exact.measured, exact.calls);
  EXPECT_EQ(exact.total_time(), vague.total_time());
  const double deviation = 10000 * 1200 * ns_per_tick / std::sqrt(12.0);
  EXPECT_NEAR(std::sqrt(vague.total_error() * vague.total_error() - exact.total_error() * exact.total_error()), deviation, deviation * 1e-3);
}

// Five megabytes through a window of four: pages are replaced, and pieces lie across their borders.
TEST(PagedFile, GivesTheBytesOfTheFile) {
  const test::Folder folder;
  const std::filesystem::path path = folder.path() / "bytes";
  std::vector<unsigned char> bytes(5'000'003);
  std::mt19937 random(7);
  for (unsigned char& byte : bytes) byte = static_cast<unsigned char>(random());
  std::ofstream(path, std::ios::binary).write(reinterpret_cast<const char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
  const int descriptor = ::open(path.c_str(), O_RDWR | O_CLOEXEC);
  ASSERT_GE(descriptor, 0);
  PagedFile file(descriptor, bytes.size());
  std::vector<unsigned char> piece(200'000);
  for (int i = 0; i != 2000; ++i) {
    const std::size_t size = i % 10 == 0 ? piece.size() : 1 + random() % 300;
    const std::size_t offset = i % 7 == 0 ? (2 + random() % 70) * 65536 - size / 2 : random() % (bytes.size() - size);
    if (i % 3 == 0) file.copy_alone(offset, size, piece.data());
    else file.copy(offset, size, piece.data());
    ASSERT_EQ(std::memcmp(piece.data(), bytes.data() + offset, size), 0) << size << " bytes at " << offset;
  }
  file.copy(bytes.size() - 3, 3, piece.data());
  EXPECT_EQ(std::memcmp(piece.data(), bytes.data() + bytes.size() - 3, 3), 0);
  EXPECT_EQ(file.error(), 0);

  ASSERT_EQ(::ftruncate(descriptor, 100), 0);  // somebody empties it meanwhile
  PagedFile shorter(descriptor, bytes.size());
  std::uint64_t value = 1;
  shorter.copy(98, sizeof value, &value);
  EXPECT_EQ(value, std::uint64_t{bytes[98]} | std::uint64_t{bytes[99]} << 8);
  shorter.copy(4'000'000, sizeof value, &value);
  EXPECT_EQ(value, 0u);
  value = 1;
  shorter.copy_alone(3'000'000, sizeof value, &value);
  EXPECT_EQ(value, 0u);
  EXPECT_EQ(shorter.error(), 0);
  ::close(descriptor);
  shorter.copy(1'000'000, sizeof value, &value);
  EXPECT_EQ(shorter.error(), EBADF);
}

// 41 functions that call each of 41, three deep: more places than one thread alone reads.
void call_all(std::vector<scopegraft_rt::Site>& sites, int depth) {
  if (depth == 0) return;
  for (scopegraft_rt::Site& site : sites) {
    const scopegraft_rt::Scope scope(site);
    call_all(sites, depth - 1);
  }
}

void expect_same(const Profile& a, const Profile& b) {
  ASSERT_EQ(a.nodes.size(), b.nodes.size());
  EXPECT_EQ(a.overhead_time, b.overhead_time);
  for (std::size_t i = 0; i != a.nodes.size(); ++i) {
    const Node &one = a.nodes[i], &other = b.nodes[i];
    ASSERT_TRUE(one.site == other.site && one.parent == other.parent && one.thread == other.thread) << i;
    ASSERT_TRUE(one.measure.calls == other.measure.calls && one.measure.measured == other.measure.measured) << i;
    ASSERT_EQ(one.measure.time, other.measure.time) << i;
    ASSERT_EQ(one.measure.histogram.counts, other.measure.histogram.counts) << i;
  }
}

TEST(NodeReader, ALargeFileReadAheadIsTheSameProfile) {
  std::vector<std::byte> bytes = bytes_of("1", [] {
    std::vector<scopegraft_rt::Site> sites;
    for (unsigned i = 0; i != 41; ++i) sites.emplace_back(i % 2 == 0 ? "even" : "odd", "p.cpp", i + 1, 1U, "rate=1");
    for (int i = 0; i != 3; ++i) call_all(sites, 3);
  });
  const test::Folder folder;
  const std::filesystem::path path = folder.path() / "large.scopegraft";
  std::ofstream(path, std::ios::binary).write(reinterpret_cast<const char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
  ReadResult from_file = read(path), from_memory = parse(bytes, "p");
  ASSERT_TRUE(std::holds_alternative<Profile>(from_file));
  ASSERT_GE(std::get<Profile>(from_file).nodes.size(), 41U + 41 * 41 + 41 * 41 * 41);
  expect_same(std::get<Profile>(from_file), std::get<Profile>(from_memory));
  expect_sound(from_file);

  std::fill(bytes.begin() + static_cast<std::ptrdiff_t>(bytes.size() / 2), bytes.end(), std::byte{0});  // a copy that broke off
  std::ofstream(path, std::ios::binary).write(reinterpret_cast<const char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
  from_file = read(path);
  from_memory = parse(bytes, "p");
  ASSERT_TRUE(std::holds_alternative<Profile>(from_file));
  expect_same(std::get<Profile>(from_file), std::get<Profile>(from_memory));
  expect_sound(from_file);
}

}  // namespace
}  // namespace scopegraft::profile
