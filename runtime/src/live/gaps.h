// How many calls to the next measured one: geometric random numbers out of whole arithmetic, because the end of a sampled call
// draws one while the vector registers belong to the program. Called by the thread whose numbers they are.
#pragma once

#include <array>
#include <bit>
#include <cstdint>

namespace scopegraft::live {

// xorshift64* (Vigna, 2016).
struct Random {
  std::uint64_t state = 0x9e3779b97f4a7c15;
  [[nodiscard]] std::uint64_t next() noexcept {
    state ^= state >> 12;
    state ^= state << 25;
    state ^= state >> 27;
    return state * 0x2545f4914f6cdd1d;
  }
  // (0, 1]
  [[nodiscard]] double uniform() noexcept { return (static_cast<double>(next() >> 11) + 1) * 0x1p-53; }
};

namespace gaps {

// log2(1 + i / 64) in units of 2^-24, by squaring: the next bit is whether the square reaches 2.
consteval std::uint32_t log2_of(unsigned i) {
  double x = 1 + i / 64.0;
  std::uint32_t out = 0;
  for (int bit = 23; bit >= 0; --bit) {
    x *= x;
    if (x < 2) continue;
    x /= 2;
    out |= std::uint32_t{1} << bit;
  }
  return i == 64 ? std::uint32_t{1} << 24 : out;
}
consteval std::array<std::uint32_t, 65> logarithms() {
  std::array<std::uint32_t, 65> out{};
  for (unsigned i = 0; i != 65; ++i) out[i] = log2_of(i);
  return out;
}
inline constexpr std::array<std::uint32_t, 65> kLogarithms = logarithms();

// -log2 of a uniform random number in (0, 1), in units of 2^-24; within 5e-5.
[[nodiscard]] inline std::uint64_t minus_log2(std::uint64_t random) noexcept {
  random |= 1;
  const auto zeros = static_cast<unsigned>(std::countl_zero(random));
  const std::uint64_t fraction = (random << zeros) << 1;  // behind the leading one
  const unsigned at = static_cast<unsigned>(fraction >> 58);
  const std::uint64_t rest = (fraction >> 34) & 0xffffff;
  const std::uint64_t low = kLogarithms[at], high = kLogarithms[at + 1];
  return (std::uint64_t{zeros + 1} << 24) - low - (((high - low) * rest) >> 24);
}

}  // namespace gaps

// ln 2 / -ln(1 - 1 / mean) in units of 2^-8, by the series mean - 1/2 - 1/(12 mean) - 1/(24 mean^2) - ... 0: a mean of 1.
[[nodiscard]] inline std::uint64_t draw_scale(const float& mean) noexcept {
  std::uint32_t bits;
  __builtin_memcpy(&bits, &mean, sizeof bits);
  const std::uint32_t exponent = bits >> 23;
  if (exponent < 127 || bits == 0x3f800000) return 0;
  const std::uint64_t whole = (bits & 0x7fffff) | 0x800000;  // the mean, in units of 2^(exponent - 150)
  if (exponent > 127 + 22) return ~std::uint32_t{0};
  const std::uint64_t m = whole << 16 >> (150 - exponent);  // in units of 2^-16
  std::uint64_t less = (std::uint64_t{1} << 15) + (std::uint64_t{1} << 32) / 12 / m;
  if (m < std::uint64_t{1} << 22) less += (std::uint64_t{1} << 48) / 24 / (m * m);
  if (m < std::uint64_t{1} << 18) less += ((std::uint64_t{1} << 52) / 720 * 19 / (m * m) << 12) / m;
  const std::uint64_t scale = ((m > less ? m - less : 1) * 11629080 >> 24) >> 8;
  return scale < 1 ? 1 : scale < 0xffffffff ? scale : 0xffffffff;
}

// A geometric number of calls: 1, 2, ... (the whole part of an exponential one).
[[nodiscard]] inline std::uint64_t draw_gap(Random& random, const float& mean) noexcept {
  return 1 + ((gaps::minus_log2(random.next()) * draw_scale(mean)) >> 32);
}

}  // namespace scopegraft::live
