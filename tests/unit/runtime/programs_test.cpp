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

}  // namespace
}  // namespace scopegraft::test
