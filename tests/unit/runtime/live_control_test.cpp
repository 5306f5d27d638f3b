// Rates that are changed from outside while a program runs, through the control page of its profile.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <thread>
#include <type_traits>

#include "live_child.h"
#include "scopegraft/profile/control.h"

namespace scopegraft::test {
namespace {

using profile::Wish;

std::uint64_t watched() {
  SCOPEGRAFT_SCOPE("app::watched");
  return 1;
}
std::uint64_t nested() {
  SCOPEGRAFT_SCOPE("app::nested");
  return 1;
}
std::uint64_t other() {
  SCOPEGRAFT_SCOPE("app::other");
  return 1 + nested();
}

// Calls both on two threads until it is killed.
class Running {
 public:
  explicit Running(const std::string& rate) : file_(folder_.path() / "running.scopegraft") {
    child_ = ::fork();
    if (child_ != 0) return;
    ::setenv("SCOPEGRAFT_OUTPUT", file_.c_str(), 1);
    ::setenv("SCOPEGRAFT_SAMPLE_RATE", rate.c_str(), 1);
    const auto work = [] {
      for (volatile std::uint64_t sum = 0;;) sum = sum + watched() + other();
    };
    std::thread second(work);
    work();
  }
  ~Running() {
    ::kill(child_, SIGKILL);
    ::waitpid(child_, nullptr, 0);
  }
  Running(const Running&) = delete;
  Running& operator=(const Running&) = delete;

  // Reads the profile until it is as wanted; a minute is for ever.
  template <typename Wanted>
  [[nodiscard]] bool comes_to(Wanted wanted) const {
    for (int i = 0; i != 6000; ++i) {
      auto result = profile::read(file_);
      if (const auto* profile = std::get_if<profile::Profile>(&result)) {
        auto all = totals(*profile);
        if (all["app::watched"].nodes == 2 && all["app::other"].nodes == 2 && holds(wanted, all["app::watched"].measure, all["app::other"].measure, *profile)) return true;
      }
      ::usleep(10'000);
    }
    return false;
  }
  [[nodiscard]] const std::filesystem::path& file() const { return file_; }

 private:
  template <typename Wanted>
  static bool holds(Wanted& wanted, const profile::Measure& watched, const profile::Measure& other, const profile::Profile& now) {
    if constexpr (std::is_invocable_v<Wanted&, const profile::Measure&, const profile::Measure&, const profile::Profile&>)
      return wanted(watched, other, now);
    else
      return wanted(watched, other);
  }

  Folder folder_;
  std::filesystem::path file_;
  pid_t child_ = -1;
};

using profile::Measure;

TEST(LiveControl, FunctionsAreMeasuredThatWereNot) {
  const Running program("0");
  ASSERT_TRUE(program.comes_to([](const Measure& watched, const Measure&) { return watched.calls > 1000; }));
  EXPECT_EQ(profile::ask_for(program.file(), {"app::watched", 1}), "");
  std::uint64_t calls = 0, of_other = 0;
  EXPECT_TRUE(program.comes_to([&](const Measure& watched, const Measure& other, const profile::Profile& now) {
    calls = watched.calls;
    of_other = other.measured;
    for (const profile::Node& node : now.nodes)
      if (node.site != profile::Node::kNone && now.sites[node.site].name == "app::nested") of_other += node.measure.measured;
    return watched.measured > 100'000;  // by both threads, or one alone: nearly all of its calls
  }));
  EXPECT_GT(calls, 100'000U);
  EXPECT_EQ(of_other, 0U);
}

TEST(LiveControl, FunctionsThatAreDisabledAreOnlyCounted) {
  const Running program("1");
  ASSERT_TRUE(program.comes_to([](const Measure& watched, const Measure&) { return watched.measured > 1000; }));
  EXPECT_EQ(profile::ask_for(program.file(), {"watched", 0}), "");
  Measure before;
  // The measured calls stand still while the counted go on.
  EXPECT_TRUE(program.comes_to([&](const Measure& watched, const Measure& other) {
    const bool stands = watched.calls > before.calls + 10'000 && watched.measured == before.measured && other.measured > 1000;
    before = watched;
    return stands;
  }));
  EXPECT_EQ(profile::ask_for(program.file(), {"**", Wish::kByRules}), "");
  const std::uint64_t measured = before.measured;
  EXPECT_TRUE(program.comes_to([&](const Measure& watched, const Measure&) { return watched.measured > measured + 1000; }));
}

TEST(LiveControl, ASampleIsWeighted) {
  const Running program("0");
  ASSERT_TRUE(program.comes_to([](const Measure& watched, const Measure&) { return watched.calls > 1000; }));
  EXPECT_EQ(profile::ask_for(program.file(), {"**", 0.01}), "");
  EXPECT_TRUE(program.comes_to([](const Measure& watched, const Measure&) { return watched.measured > 5000; }));
  EXPECT_TRUE(program.comes_to([](const Measure& watched, const Measure&) {
    return watched.calls > 100 * watched.measured / 2 && watched.histogram.total() > watched.measured * 20;
  }));
}

TEST(LiveControl, SaysWhyItCannot) {
  const Folder folder;
  const auto file = folder.path() / "p.scopegraft";
  run_child({{"SCOPEGRAFT_OUTPUT", file.string()}}, [] { static_cast<void>(watched()); });
  EXPECT_THAT(profile::ask_for(file, {"**", 1}), testing::HasSubstr("does not run any more"));
  EXPECT_THAT(profile::ask_for(folder.path() / "none", {"**", 1}), testing::HasSubstr("cannot be opened"));
  EXPECT_THAT(profile::ask_for(file, {std::string(120, 'x'), 1}), testing::HasSubstr("1 to 119 characters"));
}

TEST(LiveControl, KeepsFourteenPatternsAndTheLatestOfEach) {
  const Running program("0");
  ASSERT_TRUE(program.comes_to([](const Measure& watched, const Measure&) { return watched.calls > 1000; }));
  for (int round = 0; round != 2; ++round)
    for (int i = 0; i != 14; ++i) EXPECT_EQ(profile::ask_for(program.file(), {"app::f" + std::to_string(i), 0.5}), "");
  EXPECT_THAT(profile::ask_for(program.file(), {"app::watched", 1}), testing::HasSubstr("14 patterns"));
  EXPECT_EQ(profile::ask_for(program.file(), {"**", 1}), "");
  EXPECT_TRUE(program.comes_to([](const Measure& watched, const Measure& other) { return watched.measured > 1000 && other.measured > 1000; }));
}

}  // namespace
}  // namespace scopegraft::test
