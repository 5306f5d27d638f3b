// Two profiles of one program compared, function by function. Stage: Report, Report -> Comparison -> text, Markdown.
// A difference counts when the spread of the calls makes it unlikely to be chance: Welch's t-test of the mean times
// (B. L. Welch, Biometrika 34, 1947), a two-proportion z-test of the exception rates; with many functions tested at
// once, the p-values are adjusted to hold the false discovery rate (Benjamini, Hochberg, J. R. Stat. Soc. B 57, 1995).
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "scopegraft/report/summary.h"

namespace scopegraft::report {

struct Side {
  bool present = false;
  std::uint64_t calls = 0, measured = 0, exceptions = 0;
  double total = 0, self = 0;
  double mean = 0, deviation = 0;  // of one call
  double allocated_per_call = 0;   // bytes
  double peak = 0;
};

struct Change {
  std::string name, file;
  std::uint32_t line = 0;
  Side before, after;
  double p_time = 1;        // adjusted; 1 when a side has fewer than two measured calls
  double p_exceptions = 1;  // adjusted

  // after / before - 1; 0 when there is no before.
  [[nodiscard]] double mean_change() const;
  [[nodiscard]] double memory_change() const;
};

struct Comparison {
  std::vector<Change> changes;  // largest change of self time first
  double total_before = 0, total_after = 0;
};
[[nodiscard]] Comparison compare(const Summary& before, const Summary& after);

struct Gate {
  double max_regression = 0.1;  // share
  // Functions that take less than this share of the longer run, on both sides, are let through: in a run that became 100 times
  // shorter a function of microseconds has a large share, and is no more worth an alarm than before.
  double min_share = 0.01;
  double significance = 0.01;   // p-values below this are no chance
};

struct Regression {
  std::size_t change = 0;  // index into Comparison::changes
  std::string what;        // "mean time +23.4 %, p < 0.001"
};
// What got worse by more than the gate allows and not by chance.
[[nodiscard]] std::vector<Regression> regressions(const Comparison& comparison, const Gate& gate);

// Two-sided p-value of Welch's t-test of two means; n are the numbers of samples, at least 2 each.
[[nodiscard]] double welch_p(double mean_a, double deviation_a, double n_a, double mean_b, double deviation_b,
                             double n_b);

struct DiffStyle {
  std::size_t width = 80;
  std::size_t top = 30;
  bool colour = false;
  bool unicode = true;
  double significance = 0.01;
};
[[nodiscard]] std::string diff_text(const Comparison& comparison, const DiffStyle& style);
// `regressions`: what a gate found; none was asked when it is not there.
[[nodiscard]] std::string diff_markdown(const Comparison& comparison, const std::optional<std::vector<Regression>>& regressions,
                                        const DiffStyle& style);

}  // namespace scopegraft::report
