#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <pthread.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>

#include <cstdio>
#include <fstream>
#include <thread>

#include "live_child.h"

namespace scopegraft::test {
namespace {

using testing::HasSubstr;

void work() { SCOPEGRAFT_SCOPE("work"); }
void excluded() { SCOPEGRAFT_SCOPE("app::_private_helper"); }

TEST(LiveProcess, AKilledProgramLosesNothing) {
  const Recorded run = record([] {
    SCOPEGRAFT_SCOPE("main");
    for (int i = 0; i != 1000; ++i) work();
    ::kill(::getpid(), SIGKILL);
  });
  EXPECT_TRUE(WIFSIGNALED(run.outcome.status));
  EXPECT_FALSE(run.profile.clean_exit);
  EXPECT_EQ(totals(run.profile).at("work").measure.calls, 1000U);
  const auto main = totals(run.profile).at("main").measure;
  EXPECT_EQ(main.calls, 1U);
  EXPECT_GT(main.total_time(), 0);  // the call that never ended counts up to the last sign of life
}

TEST(LiveProcess, AForkedChildHasAProfileOfItsOwn) {
  const Folder folder;
  const std::filesystem::path file = folder.path() / "p.scopegraft";
  const Outcome outcome = run_child({{"SCOPEGRAFT_OUTPUT", file.string()}}, [] {
    SCOPEGRAFT_SCOPE("main");
    for (int i = 0; i != 10; ++i) work();
    if (const pid_t child = ::fork(); child == 0) {
      for (int i = 0; i != 7; ++i) work();
      std::exit(0);
    } else {
      ::waitpid(child, nullptr, 0);
    }
    work();
  });
  ASSERT_TRUE(outcome.good());
  EXPECT_EQ(totals(profile_of(file)).at("work").measure.calls, 11U);
  EXPECT_EQ(totals(profile_of(file)).at("main").measure.calls, 1U);
  std::vector<std::filesystem::path> others;
  for (const auto& entry : std::filesystem::directory_iterator(folder.path()))
    if (entry.path() != file) others.push_back(entry.path());
  ASSERT_EQ(others.size(), 1U);
  const profile::Profile child = profile_of(others[0]);
  EXPECT_EQ(totals(child).at("work").measure.calls, 7U);
  EXPECT_FALSE(totals(child).contains("main"));
}

// They run in a child that the runtime does not know of yet.
TEST(LiveProcess, AnEarlierForkHandlerMayCallProfiledFunctions) {
  const Folder folder;
  const std::filesystem::path file = folder.path() / "p.scopegraft";
  const Outcome outcome = run_child({{"SCOPEGRAFT_OUTPUT", file.string()}, {"SCOPEGRAFT_SAMPLE_RATE", "1"}}, [] {
    ::pthread_atfork(nullptr, nullptr, [] { for (int i = 0; i != 3; ++i) work(); });
    for (int i = 0; i != 10; ++i) work();
    const pid_t child = ::fork();
    for (int i = 0; i != 7; ++i) work();
    if (child != 0) ::waitpid(child, nullptr, 0);
  });
  ASSERT_TRUE(outcome.good());
  unsigned profiles = 0;
  for (const auto& entry : std::filesystem::directory_iterator(folder.path())) {
    ++profiles;
    EXPECT_EQ(totals(profile_of(entry.path())).at("work").measure.calls, entry.path() == file ? 17U : 7U);
  }
  EXPECT_EQ(profiles, 2U);
}

void known() { SCOPEGRAFT_SCOPE("known"); }
void around() {
  SCOPEGRAFT_SCOPE("around");
  known();
}
template <int kNumber>
void new_in(const char* name) {
  static scopegraft_rt::Site site(name, "p.cpp", kNumber, 1, "rate=1");
  const scopegraft_rt::Scope scope(site);
  known();
}
template <int... kNumbers>
void many_new(const char* name, std::integer_sequence<int, kNumbers...>) {
  (new_in<kNumbers>(name), ...);
}

// As the thread-safe death tests of GoogleTest do.
TEST(LiveProcess, AChildThatNoForkHandlerSeesLeavesTheProfileAlone) {
  const Recorded run = record([] {
    around();
    for (int i = 0; i != 20; ++i) {
      const pid_t child = static_cast<pid_t>(::syscall(SYS_clone, SIGCHLD, nullptr, nullptr, nullptr, nullptr));
      if (child == 0) {
        for (int j = 0; j != 300; ++j) around();
        many_new("in the child", std::make_integer_sequence<int, 200>());
        if (i % 2 == 0) ::_exit(0);
        std::exit(0);
      }
      around();
      int status = -1;
      ::waitpid(child, &status, 0);
      if (status != 0) std::abort();
    }
    many_new("in the parent", std::make_integer_sequence<int, 200>());
    around();
  }, {{"SCOPEGRAFT_SAMPLE_RATE", "1"}});
  ASSERT_TRUE(run.outcome.good()) << run.outcome.error_text;
  auto all = totals(run.profile);
  EXPECT_EQ(all["around"].measure.calls, 22U);
  EXPECT_EQ(all["around"].measure.measured, 22U);
  EXPECT_EQ(all["known"].measure.calls, 222U);
  EXPECT_EQ(all["in the parent"].measure.calls, 200U);
  EXPECT_EQ(all.count("in the child"), 0U);
  EXPECT_TRUE(run.profile.clean_exit);
}

TEST(LiveProcess, AChildThatOnlyExecutesLeavesNoProfile) {
  const Folder folder;
  const Outcome outcome = run_child({{"SCOPEGRAFT_OUTPUT", (folder.path() / "p.scopegraft").string()}}, [] {
    work();
    if (std::system("true") != 0) std::abort();
    if (const pid_t child = ::fork(); child == 0)
      ::_exit(0);
    else
      ::waitpid(child, nullptr, 0);
  });
  ASSERT_TRUE(outcome.good());
  EXPECT_EQ(std::distance(std::filesystem::directory_iterator(folder.path()), {}), 1);
}

TEST(LiveProcess, AChildMayCloseScopesOfItsParent) {
  const Recorded run = record([] {
    pid_t child = 0;
    {
      SCOPEGRAFT_SCOPE("around the fork");
      work();
      child = ::fork();
      if (child == 0) work();
    }
    work();
    if (child == 0) std::exit(0);
    int status = 0;
    ::waitpid(child, &status, 0);
    if (status != 0) std::abort();
  }, {{"SCOPEGRAFT_SAMPLE_RATE", "1"}});
  ASSERT_TRUE(run.outcome.good()) << run.outcome.error_text;
  EXPECT_EQ(totals(run.profile).at("around the fork").measure.measured, 1U);
  EXPECT_EQ(totals(run.profile).at("work").measure.calls, 2U);
}

TEST(LiveProcess, WithoutAPlaceForTheFileRecordsStayInMemory) {
  const Outcome outcome = run_child({{"SCOPEGRAFT_OUTPUT", "/proc/nowhere/p.scopegraft"}}, [] {
    work();
    std::_Exit(get_function_metrics("work").call_count == 1 && is_profiling_enabled() ? 0 : 1);
  });
  EXPECT_TRUE(outcome.good());
  EXPECT_EQ(outcome.error_text, "");
}

// As `ulimit -f` says it, whose signal would end the program.
void allow_files_of(rlim_t size) {
  const rlimit limit{size, size};
  ::setrlimit(RLIMIT_FSIZE, &limit);
}

TEST(LiveProcess, WithoutRoomForTheFileRecordsStayInMemory) {
  const Folder folder;
  const std::filesystem::path file = folder.path() / "p.scopegraft";
  const Outcome outcome = run_child({{"SCOPEGRAFT_OUTPUT", file.string()}}, [] {
    allow_files_of(8192);
    work();
    std::_Exit(get_function_metrics("work").call_count == 1 ? 0 : 1);
  });
  EXPECT_TRUE(outcome.good());
  EXPECT_EQ(outcome.error_text, "");
  EXPECT_FALSE(std::filesystem::exists(file));
  EXPECT_TRUE(std::filesystem::is_empty(folder.path()));
}

// 200 new places in the tree at each depth: some 40 kB of records.
void new_places(int depths) {
  SCOPEGRAFT_SCOPE("deeper");
  many_new("new place", std::make_integer_sequence<int, 200>());
  if (depths != 1) new_places(depths - 1);
}

TEST(LiveProcess, WhereTheFileHasNoRoomToGrowCallsAreCountedAsDropped) {
  for (const rlim_t room : {rlim_t{512} << 10, rlim_t{2} << 20}) {
    const Recorded run = record([=] {
      allow_files_of(room);
      for (int round = 0; round != 3; ++round) new_places(40);
      std::thread(work).join();
    }, {{"SCOPEGRAFT_LOG", "debug"}});
    ASSERT_TRUE(run.outcome.good()) << run.outcome.error_text;
    EXPECT_EQ(run.error, "");
    auto all = totals(run.profile);
    EXPECT_EQ(all["new place"].measure.calls, 3U * 40 * 200);
    EXPECT_EQ(all["known"].measure.calls, 3U * 40 * 200);
    EXPECT_EQ(all["deeper"].measure.calls, 3U * 40);
    EXPECT_EQ(all["work"].measure.calls, 1U);
    EXPECT_GT(run.profile.dropped.nodes, 0U);
    EXPECT_EQ(all["(dropped call paths)"].measure.calls, run.profile.dropped.nodes);
    const std::string& text = run.outcome.error_text;
    const std::size_t told = text.find("scopegraft: no room for more records");
    ASSERT_NE(told, std::string::npos) << text;
    EXPECT_EQ(text.find("no room", told + 30), std::string::npos);
  }
}

TEST(LiveProcess, ASmallLimitOfTheFileIsKept) {
  const Folder folder;
  const std::filesystem::path file = folder.path() / "p.scopegraft";
  const Outcome outcome = run_child({{"SCOPEGRAFT_OUTPUT", file.string()}, {"SCOPEGRAFT_MAX_BYTES", "256k"}}, [] { new_places(40); });
  ASSERT_TRUE(outcome.good());
  EXPECT_LE(std::filesystem::file_size(file), 256U << 10);
  const profile::Profile profile = profile_of(file);
  EXPECT_EQ(totals(profile).at("new place").measure.calls, 40U * 200);
  EXPECT_EQ(totals(profile).at("(dropped call paths)").measure.calls, profile.dropped.nodes);
}

TEST(LiveProcess, ADeletedFileChangesNothing) {
  const Folder folder;
  const std::filesystem::path file = folder.path() / "p.scopegraft";
  const Outcome outcome = run_child({{"SCOPEGRAFT_OUTPUT", file.string()}}, [&] {
    work();
    std::filesystem::remove_all(folder.path());
    new_places(40);
    work();
    if (get_function_metrics("work").call_count != 2 || get_function_metrics("new place").call_count != 40 * 200) std::abort();
  });
  EXPECT_TRUE(outcome.good());
  EXPECT_EQ(outcome.error_text, "");
  EXPECT_FALSE(std::filesystem::exists(file));
}

TEST(LiveProcess, ASmallAddressSpaceIsEnough) {
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
  GTEST_SKIP() << "a sanitizer's own maps are larger";
#endif
  const Recorded run = record([] {
    const rlimit limit{256 << 20, 256 << 20};
    ::setrlimit(RLIMIT_AS, &limit);
    for (int i = 0; i != 10; ++i) work();
  });
  EXPECT_EQ(totals(run.profile).at("work").measure.calls, 10U);
}

TEST(LiveProcess, TheFileIsForItsUserOnlyAndReplacesWhatWasThere) {
  const Folder folder;
  const std::filesystem::path file = folder.path() / "p.scopegraft", victim = folder.path() / "victim";
  std::ofstream(victim) << "precious";
  std::filesystem::create_symlink(victim, file);
  ASSERT_TRUE(run_child({{"SCOPEGRAFT_OUTPUT", file.string()}}, work).good());
  struct stat status{};
  ASSERT_EQ(::lstat(file.c_str(), &status), 0);
  EXPECT_TRUE(S_ISREG(status.st_mode));
  EXPECT_EQ(status.st_mode & 0777U, 0600U);
  std::string text;
  std::ifstream(victim) >> text;
  EXPECT_EQ(text, "precious");
}

TEST(LiveProcess, ARunningProgramsFileIsNotReplaced) {
  const Folder folder;
  const std::filesystem::path file = folder.path() / "p.scopegraft";
  const Environment environment{{"SCOPEGRAFT_OUTPUT", file.string()}};
  const Outcome outcome = run_child(environment, [&] {
    work();
    const Outcome inner = run_child(environment, work);  // forked before: our record, so it takes another name
    if (!inner.good()) std::abort();
  });
  ASSERT_TRUE(outcome.good());
  EXPECT_EQ(std::distance(std::filesystem::directory_iterator(folder.path()), {}), 2);
}

TEST(LiveProcess, TheDefaultPlaceIsTheUsersStateDirectoryAndIsPruned) {
  const Folder folder;
  const Environment environment{{"XDG_STATE_HOME", folder.path().string()}, {"SCOPEGRAFT_KEEP", "3"}};
  for (int i = 0; i != 6; ++i) ASSERT_TRUE(run_child(environment, work).good());
  const std::filesystem::path place = folder.path() / "scopegraft";
  struct stat status{};
  ASSERT_EQ(::lstat(place.c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777U, 0700U);
  EXPECT_EQ(std::distance(std::filesystem::directory_iterator(place), {}), 4);  // three kept, and the one just written
  EXPECT_EQ(totals(profile_of(profile::newest(place))).at("work").measure.calls, 1U);
}

TEST(LiveProcess, PercentPIsTheProcessNumber) {
  const Folder folder;
  ASSERT_TRUE(run_child({{"SCOPEGRAFT_OUTPUT", (folder.path() / "p-%p.scopegraft").string()}}, work).good());
  const std::string name = std::filesystem::directory_iterator(folder.path())->path().filename().string();
  EXPECT_THAT(name, testing::MatchesRegex("p-[0-9]+\\.scopegraft"));
}

TEST(LiveProcess, DisabledMeansNoFileAndNoRecords) {
  const Folder folder;
  const std::filesystem::path file = folder.path() / "p.scopegraft";
  const Outcome outcome = run_child({{"SCOPEGRAFT_OUTPUT", file.string()}, {"SCOPEGRAFT_ENABLED", "0"}}, [] {
    work();
    std::_Exit(!is_profiling_enabled() && get_function_metrics().empty() ? 0 : 1);
  });
  EXPECT_TRUE(outcome.good());
  EXPECT_FALSE(std::filesystem::exists(file));
}

TEST(LiveProcess, ExcludedFunctionsAreNotRecorded) {
  const Recorded run = record([] {
    work();
    excluded();
  }, {{"SCOPEGRAFT_EXCLUDE_PATTERNS", "other, _private_*"}});
  EXPECT_TRUE(totals(run.profile).contains("work"));
  EXPECT_FALSE(totals(run.profile).contains("app::_private_helper"));
}

TEST(LiveProcess, AProgramMayThrowItsEnvironmentAway) {
  const Outcome outcome = run_child({}, [] {
    ::clearenv();
    allow_files_of(0);  // nothing in the default place
    work();
    std::_Exit(get_function_metrics("work").call_count == 1 ? 0 : 1);
  });
  EXPECT_TRUE(outcome.good());
}

TEST(LiveProcess, BadSettingsAreNamedOnceAndIgnored) {
  const Recorded run = record([] {
    work();
    work();
  }, {{"SCOPEGRAFT_SAMPLE_RATE", "lots"}, {"SCOPEGRAFT_ENABLED", "maybe"}, {"SCOPEGRAFT_MAX_NODES", "-3"}, {"SCOPEGRAFT_OVERHEAD_BUDGET", "2 %"}});
  EXPECT_EQ(totals(run.profile).at("work").measure.calls, 2U);
  EXPECT_THAT(run.outcome.error_text, HasSubstr("scopegraft: SCOPEGRAFT_SAMPLE_RATE=lots: expected auto or a number from 0 to 1; ignored\n"));
  EXPECT_EQ(std::count(run.outcome.error_text.begin(), run.outcome.error_text.end(), '\n'), 4);
}

TEST(LiveProcess, AReportAtExitWhenAsked) {
  const Recorded run = record(work, {{"SCOPEGRAFT_REPORT", "text"}});
  EXPECT_THAT(run.outcome.error_text, HasSubstr("work"));
}

TEST(LiveProcess, ErrnoSurvives) {
  const Recorded run = record([] {
    errno = E2BIG;
    for (int i = 0; i != 100; ++i) work();
    if (errno != E2BIG) std::abort();
  }, {{"SCOPEGRAFT_SAMPLE_RATE", "1"}});
  EXPECT_TRUE(run.outcome.good()) << run.outcome.error_text;
}

TEST(LiveProcess, KnowsItsProgramAndItsCosts) {
  const Recorded run = record(work);
  EXPECT_EQ(run.profile.program, std::filesystem::read_symlink("/proc/self/exe").string());
  EXPECT_GT(run.profile.cost_of_measured_call, run.profile.cost_of_counted_call);
  EXPECT_GT(run.profile.overhead_time, 0);
  EXPECT_GT(run.profile.rss_peak_bytes, 0);
  EXPECT_GE(run.profile.ended, run.profile.started);
  EXPECT_DOUBLE_EQ(run.profile.overhead_budget, 0.02);
}

TEST(LiveProcess, LearnsAmidTheProgramWhatCountingTakes) {
  const Recorded run = record([] {
    std::vector<char> all_that_fits(std::size_t{8} << 20);
    const std::uint64_t end = live::monotonic_ns() + 100'000'000;
    while (live::monotonic_ns() < end) {
      work();
      for (std::size_t at = 0; at < all_that_fits.size(); at += 64) ++all_that_fits[at];
    }
  }, {{"SCOPEGRAFT_SAMPLE_RATE", "1"}});
  EXPECT_GT(*std::max_element(run.profile.cost_of_far_call.begin(), run.profile.cost_of_far_call.end()), 0);
}

TEST(LiveProcess, MetricsHaveTheNamesOfTheSpecification) {
  const Outcome outcome = run_child({{"SCOPEGRAFT_OUTPUT", "/dev/null/x"}, {"SCOPEGRAFT_SAMPLE_RATE", "1"}}, [] {
    use_fake_clock();
    for (int i = 0; i != 4; ++i) {
      SCOPEGRAFT_SCOPE("metric");
      fake_now += 3'000'000;
    }
    const FunctionMetrics metrics = get_function_metrics("metric");
    const bool right = metrics.call_count == 4 && metrics.execution_time_ms == 12 && metrics.avg_execution_time_ms == 3 &&
                       metrics.exception_count == 0 && metrics.memory_delta_mb == 0 && metrics.memory_peak_mb == 0 &&
                       metrics.avg_args_size_kb == 0 && metrics.memory_efficiency_score == 1;
    std::_Exit(right && get_function_metrics().size() == 1 && get_function_metrics("unknown").call_count == 0 ? 0 : 1);
  });
  EXPECT_TRUE(outcome.good());
}

}  // namespace
}  // namespace scopegraft::test
