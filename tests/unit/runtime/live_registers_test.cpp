// A scope reaches the runtime behind the compiler's back: whatever the function keeps in registers must be there afterwards.
// Values are kept across first visits (the long way through the runtime), measured calls and calls during unwinding.
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/time.h>

#include <array>
#include <cstring>

#include "live_child.h"
#include "scopegraft/async.h"
#include "scopegraft/context.h"

namespace scopegraft::test {

#if defined(__x86_64__)
unsigned intel_syntax(unsigned turns);
unsigned no_vectors(unsigned turns);
unsigned wide_vectors(unsigned turns);
unsigned no_red_zone(unsigned turns);
#endif

namespace {

constexpr unsigned kValues = 24;  // more than there are vector registers

// Eight integers and 24 doubles live across a scope that is a place of its own for each number.
template <class Scope, int kNumber>
[[gnu::noinline]] double keeps(const std::array<double, kValues>& in, std::array<std::uint64_t, 8>& whole) {
  std::array<double, kValues> value = in;
  std::array<std::uint64_t, 8> number = whole;
  for (double& one : value) __asm__ __volatile__("" : "+x"(one));
  for (std::uint64_t& one : number) __asm__ __volatile__("" : "+r"(one));
  double sum = 0;
  {
    static scopegraft_rt::Site site("keeps", "live_registers_test.cpp", kNumber, 1, "rate=auto;exceptions");
    const Scope scope(site);
    for (unsigned i = 0; i != kValues; ++i) sum += value[i] * (i + 1);
  }
  for (unsigned i = 0; i != 8; ++i) whole[i] = number[i] * 3 + kNumber;
  for (unsigned i = 0; i != kValues; ++i) sum += value[i];
  return sum;
}

// A coroutine's scope that suspends, of a function: its values would lie in the frame of a coroutine.
class SuspendingScope {
 public:
  explicit SuspendingScope(scopegraft_rt::Site& site) : scope_(site, scopegraft_rt::FrameAddress{nullptr}) {
    scope_.leave();
    scope_.back();
  }

 private:
  scopegraft_rt::AsyncScope scope_;
};

template <class Scope, int... kNumbers>
bool all_keep(std::integer_sequence<int, kNumbers...>) {
  std::array<double, kValues> in{};
  double expected = 0;
  for (unsigned i = 0; i != kValues; ++i) {
    in[i] = 1.0 + i;
    expected += in[i] * (i + 2);
  }
  bool good = true;
  const auto one = [&](double (*function)(const std::array<double, kValues>&, std::array<std::uint64_t, 8>&), int number) {
    std::array<std::uint64_t, 8> whole{1, 2, 3, 4, 5, 6, 7, 8};
    good = good && function(in, whole) == expected;
    for (unsigned i = 0; i != 8; ++i) good = good && whole[i] == (i + 1) * 3 + static_cast<unsigned>(number);
  };
  for (int round = 0; round != 50; ++round) (one(keeps<Scope, kNumbers>, kNumbers), ...);
  return good;
}

struct Unwinds {
  bool& good;
  ~Unwinds() { good = all_keep<scopegraft_rt::Scope>(std::make_integer_sequence<int, 8>()) && all_keep<scopegraft_rt::LeafScope>(std::make_integer_sequence<int, 8>()); }
};

TEST(LiveRegisters, AreKeptByFirstVisitsAndMeasuredCalls) {
  const Recorded run = record([] {
    if (!all_keep<scopegraft_rt::Scope>(std::make_integer_sequence<int, 64>())) std::_Exit(7);
    if (!all_keep<scopegraft_rt::LeafScope>(std::make_integer_sequence<int, 64>())) std::_Exit(8);
  });
  EXPECT_TRUE(run.outcome.good()) << run.outcome.error_text;
  EXPECT_EQ(totals(run.profile).at("keeps").measure.calls, 2U * 64 * 50);
}

TEST(LiveRegisters, AreKeptByTheScopesOfCoroutines) {
  for (const char* rate : {"0", "0.5", "1"}) {
    const Recorded run = record([] {
      if (!all_keep<SuspendingScope>(std::make_integer_sequence<int, 64>())) std::_Exit(7);
      const ContextScope context{{"request", 1}};
      if (!all_keep<SuspendingScope>(std::make_integer_sequence<int, 8>())) std::_Exit(8);
    }, {{"SCOPEGRAFT_SAMPLE_RATE", rate}});
    EXPECT_TRUE(run.outcome.good()) << run.outcome.error_text;
    EXPECT_EQ(totals(run.profile).at("keeps").measure.calls, (64U + 8) * 50);
  }
}

#if defined(__x86_64__)
TEST(LiveRegisters, ScopesDoNotDependOnFlags) {
  const Recorded run = record([] {
    for (unsigned i = 0; i != 100; ++i) {
      const unsigned sum = no_vectors(i);
      if (intel_syntax(i) != sum || no_red_zone(i) != sum || (__builtin_cpu_supports("avx512f") && wide_vectors(i) != sum)) std::_Exit(7);
    }
  }, {{"SCOPEGRAFT_SAMPLE_RATE", "0.5"}});
  EXPECT_TRUE(run.outcome.good()) << run.outcome.error_text;
  const unsigned kinds = __builtin_cpu_supports("avx512f") ? 4 : 3;
  const auto all = totals(run.profile);
  EXPECT_EQ(all.at("async").measure.calls, kinds * 100);
  EXPECT_EQ(all.at("scope").measure.calls, kinds * 4950);
  EXPECT_EQ(all.at("leaf").measure.calls, kinds * 4950);
}
#endif

TEST(LiveRegisters, AreKeptByCallsThatBeginWhileAnExceptionIsInFlight) {
  const Recorded run = record([] {
    bool good = false;
    try {
      const Unwinds unwinds{good};
      throw 1;
    } catch (int) {
    }
    if (!good) std::_Exit(7);
  });
  EXPECT_TRUE(run.outcome.good()) << run.outcome.error_text;
  const profile::Measure measure = totals(run.profile).at("keeps").measure;
  EXPECT_EQ(measure.calls, 2U * 8 * 50);
  EXPECT_EQ(measure.exceptions, 0U);
}

// The red zone: a leaf function may keep its locals below the stack pointer.
[[gnu::noinline]] std::uint64_t leaf(std::uint64_t seed) {
  volatile std::uint64_t local[14];
  for (unsigned i = 0; i != 14; ++i) local[i] = seed + i;
  std::uint64_t sum = 0;
  {
    SCOPEGRAFT_SCOPE("leaf");
    for (unsigned i = 0; i != 14; ++i) sum += local[i];
  }
  for (unsigned i = 0; i != 14; ++i) sum += local[i];
  return sum;
}

TEST(LiveRegisters, TheRedZoneIsLeftAlone) {
  const Recorded run = record([] {
    for (std::uint64_t i = 0; i != 1000; ++i)
      if (leaf(i) != 2 * (14 * i + 91)) std::_Exit(7);
  }, {{"SCOPEGRAFT_SAMPLE_RATE", "0.5"}});
  EXPECT_TRUE(run.outcome.good()) << run.outcome.error_text;
  EXPECT_EQ(totals(run.profile).at("leaf").measure.calls, 1000U);
}

// A sanitizer has calls of its own between any two instructions.
#if defined(__x86_64__) && !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)

// All vector registers, by 64 bytes each.
struct alignas(64) Registers {
  unsigned char bytes[32][64];
};

#define SCOPEGRAFT_TEST_16(what, width) \
  what(0, width) what(1, width) what(2, width) what(3, width) what(4, width) what(5, width) what(6, width) what(7, width) \
  what(8, width) what(9, width) what(10, width) what(11, width) what(12, width) what(13, width) what(14, width) what(15, width)
#define SCOPEGRAFT_TEST_32(what, width) SCOPEGRAFT_TEST_16(what, width) \
  what(16, width) what(17, width) what(18, width) what(19, width) what(20, width) what(21, width) what(22, width) what(23, width) \
  what(24, width) what(25, width) what(26, width) what(27, width) what(28, width) what(29, width) what(30, width) what(31, width)
#define SCOPEGRAFT_TEST_LOAD(n, width) "vmovups " #n "*64(%0), %%" #width "mm" #n "\n"
#define SCOPEGRAFT_TEST_KEEP(n, width) "vmovups %%" #width "mm" #n ", " #n "*64(%0)\n"

// Between loading and keeping them there is nothing but a scope, at a place of its own for each number.
#define SCOPEGRAFT_TEST_KEEPS(name, all, width)                                                                 \
  template <class Scope, int kNumber>                                                                           \
  [[gnu::noinline]] void name(const Registers& before, Registers& after) {                                      \
    static scopegraft_rt::Site site(#name, "live_registers_test.cpp", kNumber, 2, "rate=auto;exceptions");      \
    __asm__ __volatile__(all(SCOPEGRAFT_TEST_LOAD, width) : : "r"(&before) : "memory");                         \
    { const Scope scope(site); }                                                                                \
    __asm__ __volatile__(all(SCOPEGRAFT_TEST_KEEP, width) : : "r"(&after) : "memory");                          \
  }
SCOPEGRAFT_TEST_KEEPS(keeps_halves, SCOPEGRAFT_TEST_16, y)
SCOPEGRAFT_TEST_KEEPS(keeps_wholes, SCOPEGRAFT_TEST_32, z)

bool keeps_wide(void (*keeps)(const Registers&, Registers&), std::size_t count, std::size_t size, int round) {
  Registers before, after;
  for (std::size_t i = 0; i != sizeof before; ++i) before.bytes[i / 64][i % 64] = static_cast<unsigned char>(i * 7 + static_cast<std::size_t>(round));
  keeps(before, after);
  for (std::size_t i = 0; i != count; ++i)
    if (std::memcmp(before.bytes[i], after.bytes[i], size) != 0) return false;
  return true;
}

template <int... kNumbers>
bool all_keep_wide(int first, int rounds, std::integer_sequence<int, kNumbers...>) {
  bool good = true;
  for (int round = first; round != first + rounds; ++round) {
    good = good && (keeps_wide(keeps_halves<scopegraft_rt::Scope, kNumbers>, 16, 32, round) && ...);
    good = good && (keeps_wide(keeps_halves<scopegraft_rt::LeafScope, kNumbers>, 16, 32, round) && ...);
    if (__builtin_cpu_supports("avx512f")) good = good && (keeps_wide(keeps_wholes<scopegraft_rt::Scope, kNumbers>, 32, 64, round) && ...);
  }
  return good;
}

TEST(LiveRegisters, WideOnesAreKept) {
  if (!__builtin_cpu_supports("avx")) GTEST_SKIP() << "there are none";
  const Recorded run = record([] {
    if (!all_keep_wide(0, 500, std::make_integer_sequence<int, 32>())) std::_Exit(7);
  });
  EXPECT_TRUE(run.outcome.good()) << run.outcome.error_text;
  EXPECT_EQ(totals(run.profile).at("keeps_halves").measure.calls, 2U * 32 * 500);
}

volatile sig_atomic_t interruptions = 0;

// A handler that interrupts the runtime reaches it too.
TEST(LiveRegisters, AreKeptWhenASignalInterruptsTheRuntime) {
  if (!__builtin_cpu_supports("avx")) GTEST_SKIP() << "there are none";
  const Recorded run = record([] {
    struct sigaction action {};
    action.sa_handler = [](int) {
      interruptions = interruptions + 1;
      if (!all_keep_wide(100, 1, std::make_integer_sequence<int, 4>())) std::_Exit(8);
    };
    ::sigaction(SIGALRM, &action, nullptr);
    for (int round = 0; round != 3000; ++round) {
      const itimerval once{{0, 0}, {0, 20 + round % 50}};
      ::setitimer(ITIMER_REAL, &once, nullptr);
      if (!all_keep_wide(0, 2, std::make_integer_sequence<int, 32>())) std::_Exit(7);
    }
    const itimerval never{};
    ::setitimer(ITIMER_REAL, &never, nullptr);
    if (interruptions == 0) std::_Exit(9);
  }, {{"SCOPEGRAFT_SAMPLE_RATE", "1"}});
  EXPECT_TRUE(run.outcome.good()) << run.outcome.error_text;
}

#endif

}  // namespace
}  // namespace scopegraft::test
