// Whole programs, built as users build them, that treat the runtime badly.
#include <gtest/gtest.h>

#include <cstdlib>

#include "live_child.h"

namespace scopegraft::test {
namespace {

struct Ran {
  int status;
  std::map<std::string, Totals> all;
  profile::Profile profile;
};

Ran run(const std::string& command, const std::string& environment = {}) {
  const Folder folder;
  const std::filesystem::path file = folder.path() / "p.scopegraft";
  Ran out{std::system((environment + " SCOPEGRAFT_OUTPUT=" + file.string() + " " + command).c_str()), {}, {}};
  auto result = profile::read(file);
  if (auto* const error = std::get_if<profile::ReadError>(&result))
    ADD_FAILURE() << error->message;
  else
    out.profile = std::get<profile::Profile>(std::move(result));
  out.all = totals(out.profile);
  return out;
}

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

TEST(Programs, MemoryOfTheMallocFamily) {
  const Ran program = run(MEMORY_MALLOC);
  EXPECT_EQ(program.status, 0);
  const auto of = program.all.at("allocates_and_frees").measure;
  EXPECT_EQ(of.memory_measured, 3U);
  EXPECT_EQ(of.allocations, 30);
  EXPECT_EQ(of.frees, 30);
  EXPECT_TRUE(program.profile.sites.at(0).track_memory);
}

TEST(Programs, MemoryOfNewAndDelete) { EXPECT_EQ(run(MEMORY_NEW).status, 0); }

TEST(Programs, MemoryIsNotInventedWithoutHooks) {
  const Ran program = run(MEMORY_NONE);
  EXPECT_NE(program.status, 0);
  EXPECT_EQ(program.all.at("allocates_and_frees").measure.memory_measured, 0U);
}

TEST(Programs, MemoryTrackingCanBeForcedOff) {
  EXPECT_EQ(run(MEMORY_MALLOC, "SCOPEGRAFT_TRACK_MEMORY=0").all.at("allocates_and_frees").measure.memory_measured, 0U);
}

}  // namespace
}  // namespace scopegraft::test
