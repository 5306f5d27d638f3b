// What the listeners of test frameworks share: every test is a row of the report ("test Suite.Name"), with its memory and with
// the functions it spends its time in below it; at the end the slowest are printed, and all written for CI. C++17 and later.
//
//   SCOPEGRAFT_TESTS=20             how many of the slowest tests are printed; 0: none; default 10
//   SCOPEGRAFT_TESTS_JSON=file      all tests, as JSON
//
// A test runs on the thread that begins and ends it, as in GoogleTest and Catch2.
#pragma once

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "scopegraft/scopegraft.h"

namespace scopegraft::testing {

struct TestFunction {
  std::string name;
  double time_ms = 0;  // inclusive, of the calls that ended during the test; an estimate where only some were measured
  std::uint64_t calls = 0;
};

struct TestRecord {
  std::string name;
  bool passed = true;
  double time_ms = 0;  // wall time
  double memory_peak_mb = 0, memory_kept_mb = 0;  // of the test's thread; zero unless allocations are followed
  std::vector<TestFunction> functions;  // slowest first
};

class TestLog {
 public:
  void begin(const std::string& name) {
    // Sites stay for ever: a report that is written at the very end names them.
    std::unique_ptr<Entry>& entry = entries_[name];
    if (!entry) entry = std::make_unique<Entry>(name);
    current_ = entry.get();
    before_ = get_function_metrics();
    start_ = std::chrono::steady_clock::now();
    scope_.emplace(current_->site);
  }

  void end(bool passed) {
    if (current_ == nullptr) return;
    scope_.reset();
    TestRecord record;
    record.time_ms = std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start_).count();
    record.name = current_->name;
    record.passed = passed;
    for (auto& [name, after] : get_function_metrics()) {
      const auto known = before_.find(name);
      const FunctionMetrics before = known == before_.end() ? FunctionMetrics() : known->second;
      if (name == current_->label) {
        record.memory_peak_mb = after.memory_peak_mb;
        record.memory_kept_mb = after.memory_delta_mb - before.memory_delta_mb;
      } else if (after.call_count != before.call_count) {
        record.functions.push_back({name, after.execution_time_ms - before.execution_time_ms, after.call_count - before.call_count});
      }
    }
    std::stable_sort(record.functions.begin(), record.functions.end(), [](const TestFunction& a, const TestFunction& b) { return a.time_ms > b.time_ms; });
    records_.push_back(std::move(record));
    current_ = nullptr;
  }

  [[nodiscard]] const std::vector<TestRecord>& records() const noexcept { return records_; }

  // The slowest tests to `out` (the frameworks' own reports go to standard output), all to the file that the environment names. A file that cannot be written is told on `out`.
  void finish(std::FILE* out = stderr) const {
    if (!is_profiling_enabled() || records_.empty()) return;
    const char* const asked = std::getenv("SCOPEGRAFT_TESTS");
    print(out, asked == nullptr ? 10 : static_cast<std::size_t>(std::strtoul(asked, nullptr, 10)));
    const char* const file = std::getenv("SCOPEGRAFT_TESTS_JSON");
    if (file == nullptr || *file == '\0') return;
    std::FILE* const json = std::fopen(file, "w");
    const std::string text = to_json();
    const bool written = json != nullptr && std::fwrite(text.data(), 1, text.size(), json) == text.size();
    if ((json != nullptr && std::fclose(json) != 0) || !written) std::fprintf(out, "scopegraft: cannot write %s\n", file);
  }

  [[nodiscard]] std::string to_json() const {
    std::string text = "{\"scopegraft_tests\": 1, \"tests\": [";
    const char* between = "\n";
    for (const TestRecord& record : records_) {
      text += between;
      between = ",\n";
      text += "{\"name\": " + quoted(record.name) + ", \"passed\": " + (record.passed ? "true" : "false") + ", \"time_ms\": " + number(record.time_ms) +
              ", \"memory_peak_mb\": " + number(record.memory_peak_mb) + ", \"memory_kept_mb\": " + number(record.memory_kept_mb) + ", \"functions\": [";
      for (std::size_t i = 0; i < record.functions.size() && i < 20; ++i)
        text += (i == 0 ? "" : ", ") + ("{\"name\": " + quoted(record.functions[i].name) + ", \"time_ms\": " + number(record.functions[i].time_ms)) +
                ", \"calls\": " + std::to_string(record.functions[i].calls) + "}";
      text += "]}";
    }
    return text + "\n]}\n";
  }

 private:
  struct Entry {
    explicit Entry(const std::string& n) : name(n), label("test " + n), site(label.c_str(), "", 0, 0, "rate=1;exceptions;memory") {}
    std::string name, label;
    scopegraft_rt::Site site;
  };

  void print(std::FILE* out, std::size_t most) const {
    if (most == 0) return;
    std::vector<const TestRecord*> slowest;
    for (const TestRecord& record : records_) slowest.push_back(&record);
    std::stable_sort(slowest.begin(), slowest.end(), [](const TestRecord* a, const TestRecord* b) { return a->time_ms > b->time_ms; });
    slowest.resize(std::min(most, slowest.size()));
    std::fprintf(out, "\nslowest tests, and the functions they spend their time in\n");
    for (const TestRecord* record : slowest) {
      std::fprintf(out, "%10.2f ms  %s%s", record->time_ms, record->name.c_str(), record->passed ? "" : "  (failed)");
      if (record->memory_peak_mb > 0) std::fprintf(out, "  peak %.3f MB", record->memory_peak_mb);
      std::fprintf(out, "\n");
      for (std::size_t i = 0; i < record->functions.size() && i < 3; ++i)
        std::fprintf(out, "  %10.2f ms  %8llu x  %s\n", record->functions[i].time_ms, static_cast<unsigned long long>(record->functions[i].calls),
                     record->functions[i].name.c_str());
    }
    std::fflush(out);
  }

  static std::string number(double value) {
    char text[40];
    std::snprintf(text, sizeof text, "%.6g", value);
    for (char& c : text)
      if (c == ',') c = '.';  // the program's locale
    return text;
  }

  static std::string quoted(const std::string& from) {
    std::string text = "\"";
    for (const char c : from) {
      if (c == '"' || c == '\\') {
        text += '\\';
        text += c;
      } else if (static_cast<unsigned char>(c) < 0x20) {
        char escaped[8];
        std::snprintf(escaped, sizeof escaped, "\\u%04x", static_cast<unsigned>(static_cast<unsigned char>(c)));
        text += escaped;
      } else {
        text += c;
      }
    }
    return text + "\"";
  }

  std::map<std::string, std::unique_ptr<Entry>> entries_;
  Entry* current_ = nullptr;
  std::map<std::string, FunctionMetrics> before_;
  std::chrono::steady_clock::time_point start_;
  std::optional<scopegraft_rt::Scope> scope_;
  std::vector<TestRecord> records_;
};

// One of the process. Never destroyed: frameworks end their listeners late.
inline TestLog& test_log() {
  static TestLog* const log = new TestLog;
  return *log;
}

}  // namespace scopegraft::testing
