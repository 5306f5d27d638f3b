// track_memory in whole programs: above each allocator, linked in each way, and where programs are odd.
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <string>
#include <string_view>

#include "program_run.h"

namespace scopegraft::test {
namespace {

// Under a sanitizer the allocator and operator new are its own: no other one can be stood above.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr bool kOfSanitizer = true;
#else
constexpr bool kOfSanitizer = false;
#endif

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

// Before main, thread_locals, the end of a thread, signal handlers, memory that another thread frees, fork.
class MemoryEdges : public testing::TestWithParam<const char*> {};
TEST_P(MemoryEdges, AreCountedLikeAnythingElse) {
  if (kOfSanitizer && GetParam() == std::string_view(MEMORY_LIBRARY_NEW)) GTEST_SKIP() << "operator new is the sanitizer's";
  EXPECT_EQ(run(GetParam()).status, 0);
}
INSTANTIATE_TEST_SUITE_P(Programs, MemoryEdges, testing::Values(MEMORY_EDGES, MEMORY_EDGES_NEW, MEMORY_OWN_NEW, MEMORY_LIBRARY_NEW),
                         [](const auto& program) { return std::filesystem::path(program.param).filename().string(); });

TEST(MemoryPrograms, CoroutinesThatMoveBetweenThreads) {
  const Ran program = run(MEMORY_COROUTINE);
  EXPECT_EQ(program.status, 0);
  EXPECT_EQ(program.all.at("moves").measure.memory_measured, 1U);
  EXPECT_EQ(program.all.at("waits").measure.memory_measured, 10U);
}

TEST(MemoryPrograms, OperatorNewOfTheProgramIsNotCountedAsOurs) {
  if (kOfSanitizer) GTEST_SKIP() << "operator new is the sanitizer's";
  const Ran program = run(MEMORY_NEW_REPLACED);
  EXPECT_EQ(program.all.at("allocates_and_frees").measure.memory_measured, 0U);
}

#ifdef MEMORY_STATIC
TEST(MemoryPrograms, AProgramWithoutADynamicLinker) {
  EXPECT_EQ(run(MEMORY_STATIC).status, 0);
  EXPECT_EQ(run(MEMORY_NEW_STATIC).status, 0);
}

TEST(MemoryPrograms, ASanitizerStillSeesEveryAllocation) {
  const Folder folder;
  const std::string log = (folder.path() / "log").string();
  EXPECT_NE(std::system((std::string("ASAN_OPTIONS=log_path=") + log + " SCOPEGRAFT_ENABLED=0 " + MEMORY_OVERFLOW).c_str()), 0);
  bool told = false;
  for (const auto& entry : std::filesystem::directory_iterator(folder.path())) {
    std::ifstream in(entry.path());
    told = told || std::string(std::istreambuf_iterator<char>(in), {}).find("heap-buffer-overflow") != std::string::npos;
  }
  EXPECT_TRUE(told);
}
#endif

struct Allocator {
  const char* name;
  const char* linked;   // memory.cpp linked with it
  const char* library;  // "": part of the system
};
#ifdef LIBRARY_JEMALLOC
constexpr Allocator kJemalloc{"jemalloc", MEMORY_JEMALLOC, LIBRARY_JEMALLOC};
#else
constexpr Allocator kJemalloc{"jemalloc", nullptr, nullptr};
#endif
#ifdef LIBRARY_TCMALLOC
constexpr Allocator kTcmalloc{"tcmalloc", MEMORY_TCMALLOC, LIBRARY_TCMALLOC};
#else
constexpr Allocator kTcmalloc{"tcmalloc", nullptr, nullptr};
#endif
#ifdef LIBRARY_TCMALLOC_MINIMAL
constexpr Allocator kTcmallocMinimal{"tcmalloc_minimal", MEMORY_TCMALLOC_MINIMAL, LIBRARY_TCMALLOC_MINIMAL};
#else
constexpr Allocator kTcmallocMinimal{"tcmalloc_minimal", nullptr, nullptr};
#endif
#ifdef LIBRARY_MIMALLOC
constexpr Allocator kMimalloc{"mimalloc", MEMORY_MIMALLOC, LIBRARY_MIMALLOC};
#else
constexpr Allocator kMimalloc{"mimalloc", nullptr, nullptr};
#endif

class MemoryAbove : public testing::TestWithParam<Allocator> {
 protected:
  void SetUp() override {
    if (kOfSanitizer) GTEST_SKIP() << "the allocator is the sanitizer's";
    if (GetParam().library == nullptr) GTEST_SKIP() << GetParam().name << " is not installed (./dev test installs it)";
  }
};

TEST_P(MemoryAbove, LinkedWithIt) { EXPECT_EQ(run(GetParam().linked).status, 0); }

TEST_P(MemoryAbove, LoadedBeforeIt) {
  const std::string preload = std::string("LD_PRELOAD=") + GetParam().library;
  EXPECT_EQ(run(MEMORY_MALLOC, preload).status, 0);
  EXPECT_EQ(run(MEMORY_EDGES, preload).status, 0);
  EXPECT_EQ(run(MEMORY_OWN_NEW, preload).status, 0);
}

TEST_P(MemoryAbove, TotalsAreItsOwn) {
  const std::string name = std::string(GetParam().name).starts_with("tcmalloc") ? "tcmalloc" : GetParam().name;
  // Blocks that glibc keeps at hand for the thread count as used.
  const std::string environment = name == "glibc" ? "GLIBC_TUNABLES=glibc.malloc.tcache_count=0" : std::string("LD_PRELOAD=") + GetParam().library;
  EXPECT_EQ(run(MEMORY_TOTALS + (" " + name), environment).status, 0);
}

INSTANTIATE_TEST_SUITE_P(Allocators, MemoryAbove,
                         testing::Values(Allocator{"glibc", MEMORY_MALLOC, ""}, kJemalloc, kTcmalloc, kTcmallocMinimal, kMimalloc),
                         [](const auto& allocator) { return std::string(allocator.param.name); });

}  // namespace
}  // namespace scopegraft::test
