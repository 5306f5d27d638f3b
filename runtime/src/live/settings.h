// The environment -> Settings, once per process. A bad value gives one line on stderr and keeps the default. In a set-uid
// program the environment is not read at all.
#pragma once

#include <cstddef>
#include <cstdint>

namespace scopegraft::live {

// Changed by the API while others read it.
template <typename T>
class Shared {
 public:
  Shared() noexcept = default;
  constexpr Shared(T value) noexcept : value_(value) {}
  operator T() const noexcept {
    T value;
    __atomic_load(&value_, &value, __ATOMIC_RELAXED);
    return value;
  }
  Shared& operator=(T value) noexcept {
    __atomic_store(&value_, &value, __ATOMIC_RELAXED);
    return *this;
  }

 private:
  T value_;
};

// What a value may come from beside the default.
enum Given : std::uint32_t {
  kEnabledGiven = 1, kRateGiven = 2, kMemoryGiven = 4, kBudgetGiven = 8, kLogGiven = 16, kReportGiven = 32, kOutputGiven = 64, kExcludeGiven = 128,
  kExceptionsGiven = 256, kInheritGiven = 512, kSpanGiven = 1024,
  kBatchSizeGiven = 1 << 11, kBatchTimeGiven = 1 << 12, kSerializationGiven = 1 << 13, kMemoryIntervalGiven = 1 << 14, kPoolGiven = 1 << 15,
};

struct Settings {
  bool enabled = true;
  bool trusted = true;          // false: set-uid, nothing of the environment counts and no file is written
  Shared<double> sample_rate = -1;      // of every site; < 0: as the sites say, > 1: auto
  Shared<int> track_memory = -1;        // 0, 1; -1: as the sites say
  double overhead_budget = 0.02;
  // Of every site, by the API only; -1: as the sites say.
  Shared<int> track_exceptions = -1, inherit_context = -1, create_span = -1;
  bool log = false;
  bool report = false;          // a text report on stderr at exit
  std::uint64_t max_sites = 1 << 16;
  std::uint64_t max_nodes = 1 << 20;
  std::uint64_t max_bytes = std::uint64_t{1} << 29;
  std::uint64_t trace = 0;      // events a thread's trace holds, 0: no trace but below sites with keep_slow
  std::uint64_t keep = 64;      // how many profiles the state directory keeps
  std::uint64_t batch_size = 512;
  double batch_timeout_seconds = 5;
  bool use_fast_serialization = false;
  Shared<double> memory_sampling_interval = 0.1;  // s
  std::uint64_t context_pool_size = 64;
  std::uint32_t by_environment = 0, by_api = 0;  // Given
  char output[1024] = "";
  char exclude[4096] = "";      // patterns separated by ',' or white space

  // Whether SCOPEGRAFT_EXCLUDE_PATTERNS names this function (qualified name, or name in reports).
  [[nodiscard]] bool excludes(const char* name, std::size_t size) const noexcept;
};

// The environment, over what `out` holds.
void read_settings(Settings& out) noexcept;
// `*` within one component of a qualified name, `**` across; a pattern without `::` also matches the last component alone.
[[nodiscard]] bool matches(const char* pattern, std::size_t pattern_size, const char* name, std::size_t name_size) noexcept;
// A number from 0 to 1, or a percentage ("2%"). False when it is neither.
[[nodiscard]] bool parse_share(const char* text, double& into) noexcept;

// One line to stderr, whatever its state. Parts are joined.
void say(const char* a, const char* b = "", const char* c = "", const char* d = "", const char* e = "") noexcept;

}  // namespace scopegraft::live
