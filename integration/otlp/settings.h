// The environment, as OpenTelemetry names it, -> Settings. Read once, before main; each mistake is one line. Variables of traces
// (OTEL_EXPORTER_OTLP_TRACES_...) come before those of all signals (OTEL_EXPORTER_OTLP_...), each as a whole.
#pragma once

#include <chrono>
#include <functional>
#include <string>
#include <vector>

namespace scopegraft::otlp {

struct Settings {
  std::string url;                    // empty: nothing is sent
  std::vector<std::string> headers;   // "name: value"
  std::string certificate;            // a file of authorities, instead of the system's; empty: those
  std::chrono::milliseconds timeout{10'000};  // of a request
  std::chrono::milliseconds exit_time{5'000};  // for what is left when the program exits
  bool gzip = false;
  bool log = false;                   // SCOPEGRAFT_LOG=debug
};

// Null: not set.
using Variable = std::function<const char*(const char* name)>;
[[nodiscard]] Settings read_settings(const Variable& variable, std::vector<std::string>& mistakes);

}  // namespace scopegraft::otlp
