// A scope reaches the runtime behind the compiler's back: whatever the function keeps in registers must be there afterwards.
// Values are kept across first visits (the long way through the runtime), measured calls and calls during unwinding.
#include <gtest/gtest.h>

#include <array>

#include "live_child.h"

namespace scopegraft::test {
namespace {

constexpr unsigned kValues = 24;  // more than there are vector registers

// Eight integers and 24 doubles live across a scope that is a place of its own for each number.
template <int kNumber>
[[gnu::noinline]] double keeps(const std::array<double, kValues>& in, std::array<std::uint64_t, 8>& whole) {
  std::array<double, kValues> value = in;
  std::array<std::uint64_t, 8> number = whole;
  for (double& one : value) __asm__ __volatile__("" : "+x"(one));
  for (std::uint64_t& one : number) __asm__ __volatile__("" : "+r"(one));
  double sum = 0;
  {
    static scopegraft_rt::Site site("keeps", "live_registers_test.cpp", kNumber, 1, "rate=auto;exceptions");
    const scopegraft_rt::Scope scope(site);
    for (unsigned i = 0; i != kValues; ++i) sum += value[i] * (i + 1);
  }
  for (unsigned i = 0; i != 8; ++i) whole[i] = number[i] * 3 + kNumber;
  for (unsigned i = 0; i != kValues; ++i) sum += value[i];
  return sum;
}

template <int... kNumbers>
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
  for (int round = 0; round != 50; ++round) (one(keeps<kNumbers>, kNumbers), ...);
  return good;
}

struct Unwinds {
  bool& good;
  ~Unwinds() { good = all_keep(std::make_integer_sequence<int, 8>()); }
};

TEST(LiveRegisters, AreKeptByFirstVisitsAndMeasuredCalls) {
  const Recorded run = record([] {
    if (!all_keep(std::make_integer_sequence<int, 64>())) std::_Exit(7);
  });
  EXPECT_TRUE(run.outcome.good()) << run.outcome.error_text;
  EXPECT_EQ(totals(run.profile).at("keeps").measure.calls, 64U * 50);
}

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
  EXPECT_EQ(measure.calls, 8U * 50);
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

}  // namespace
}  // namespace scopegraft::test
