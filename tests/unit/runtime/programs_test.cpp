// Whole programs, built as users build them, that treat the runtime badly.
#include <gtest/gtest.h>

#include "program_run.h"

namespace scopegraft::test {
namespace {

class AroundMain : public testing::TestWithParam<const char*> {};
TEST_P(AroundMain, CallsBeforeMainAndAfterExitAreCounted) {
  const Ran program = run(GetParam());
  EXPECT_EQ(program.status, 0);
  EXPECT_EQ(program.all.at("early").measure.calls, 3U);  // constructor attribute, static object, thread_local of the thread
  EXPECT_EQ(program.all.at("late").measure.calls, 4U);   // thread_local, atexit, static object, destructor attribute
}
INSTANTIATE_TEST_SUITE_P(Programs, AroundMain, testing::Values(AROUND_MAIN, AROUND_MAIN_STATIC, AROUND_MAIN_ALL_STATIC));

TEST(Programs, PlugInsComeAndGo) {
  const Ran program = run(std::string(LOADS_PLUGIN) + " " + PLUGIN);
  EXPECT_EQ(program.status, 0);
  EXPECT_EQ(program.all.at("plugin_work").measure.calls, 3U * 20U * 50U);
  EXPECT_EQ(program.profile.sites.size(), 1U);
}

TEST(Programs, APlugInBringsTheRuntimeIntoAPlainProgram) {
  const Ran program = run(std::string(LOADS_PLUGIN_PLAIN) + " " + PLUGIN);
  EXPECT_EQ(program.status, 0);
  EXPECT_EQ(program.all.at("plugin_work").measure.calls, 3U * 20U * 50U);
}

TEST(Programs, AnInstrumentedAllocatorDoesNotRunInCircles) {
  const Ran program = run(INSTRUMENTED_ALLOCATOR);
  EXPECT_EQ(program.status, 0);
  EXPECT_GE(program.all.at("operator delete").measure.calls, 8000U);
}

#if defined(INSTRUMENTED_SYSTEM)
TEST(Programs, AnInstrumentedSystemDoesNotRunInCircles) {
  for (const char* environment : {"", "SCOPEGRAFT_SAMPLE_RATE=1", "SCOPEGRAFT_LOG=debug SCOPEGRAFT_TRACE=100", "SCOPEGRAFT_REPORT=text"}) {
    const Ran program = run(std::string(INSTRUMENTED_SYSTEM) + " 2> /dev/null", environment);
    EXPECT_EQ(program.status, 0) << environment;
    EXPECT_EQ(program.all.at("log line").measure.calls, 2000U) << environment;
  }
}
#endif

// A program that has the runtime inside, and a plug-in that brings the library: neither loses what it counted.
class TwoCopies : public testing::TestWithParam<const char*> {};
TEST_P(TwoCopies, InOneProcessLoseNothing) {
  const Folder folder;
  const std::string output = (folder.path() / "p.scopegraft").string();
  ASSERT_EQ(std::system(("ASAN_OPTIONS=detect_odr_violation=0 SCOPEGRAFT_OUTPUT=" + output + " " + GetParam() + " " + PLUGIN).c_str()), 0);
  std::uint64_t rounds = 0, works = 0;
  for (const auto& entry : std::filesystem::directory_iterator(folder.path())) {
    auto result = profile::read(entry.path());
    const auto* const profile = std::get_if<profile::Profile>(&result);
    ASSERT_NE(profile, nullptr) << entry.path();
    auto all = totals(*profile);
    rounds += all["round"].measure.calls;
    works += all["plugin_work"].measure.calls;
  }
  EXPECT_EQ(rounds, 3U * 20U);
  EXPECT_EQ(works, 3U * 20U * 50U);
}
INSTANTIATE_TEST_SUITE_P(Programs, TwoCopies, testing::Values(TWO_COPIES, TWO_COPIES_EXPORTED));

}  // namespace
}  // namespace scopegraft::test
