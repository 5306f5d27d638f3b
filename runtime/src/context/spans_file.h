// Ended spans -> lines of OTLP/JSON, one ExportTraceServiceRequest each (opentelemetry-proto 1.x, its JSON mapping), in a file
// beside the profile or where SCOPEGRAFT_SPANS says. Called by one thread at a time.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "context/site_context.h"
#include "context/spans.h"

namespace scopegraft::context {

struct EndedSpan {
  Node* span = nullptr;    // both owned
  Node* fields = nullptr;
  std::uint32_t site = 0;
  std::uint64_t thread = 0;  // of the operating system
  std::uint64_t start = 0, end = 0;  // ticks
  End how = End::kReturned;
};

[[nodiscard]] std::string request_line(const std::vector<EndedSpan>& spans);
// In protobuf, behind its size in kMessageSize bytes.
constexpr std::size_t kMessageSize = 4;
[[nodiscard]] std::string request_message(const std::vector<EndedSpan>& spans);

class SpansFile {
 public:
  constexpr explicit SpansFile(Encoding kind) noexcept : kind_(kind) {}
  // Whether the program's user says where spans go.
  [[nodiscard]] static bool is_named() noexcept;
  // False: the line could not be written.
  [[nodiscard]] bool write(const std::string& line) noexcept;
  // In the child of a fork: the file is the parent's.
  void forget(bool forked) noexcept;

 private:
  void open() noexcept;
  Encoding kind_;
  int file_ = -1;
  bool tried_ = false, forked_ = false;
};

}  // namespace scopegraft::context
