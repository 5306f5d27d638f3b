#include "context/spans_file.h"

#include <fcntl.h>

#include <cmath>
#include <cstdlib>
#include <cstring>

#include "context/span_attributes.h"
#include "report/json_writer.h"

namespace scopegraft::context {
namespace {

using live::process;
using report::JsonWriter;

std::string hex(const std::uint8_t* bytes, std::size_t size) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string out;
  for (std::size_t i = 0; i != size; ++i) {
    out += kDigits[bytes[i] >> 4U];
    out += kDigits[bytes[i] & 15U];
  }
  return out;
}

std::string hex(std::uint64_t id) {
  std::uint8_t bytes[8];
  for (unsigned i = 0; i != 8; ++i) bytes[i] = static_cast<std::uint8_t>(id >> (56 - 8 * i));
  return hex(bytes, sizeof bytes);
}

void attribute(JsonWriter& json, std::string_view key, const ContextValue& value) {
  json.begin_object().field("key", key).key("value").begin_object();
  switch (value.kind()) {
    case ContextValue::Kind::kBool: json.field("boolValue", value.boolean()); break;
    case ContextValue::Kind::kInteger: json.field("intValue", std::string_view(std::to_string(value.integer()))); break;
    case ContextValue::Kind::kReal:
      if (std::isfinite(value.real()))
        json.field("doubleValue", value.real());
      else
        json.field("doubleValue", std::isnan(value.real()) ? "NaN" : value.real() > 0 ? "Infinity" : "-Infinity");
      break;
    case ContextValue::Kind::kText: json.field("stringValue", value.text()); break;
  }
  json.end_object().end_object();
}

std::string calendar(std::uint64_t tick) { return std::to_string(calendar_ns(tick)); }

void write_span(JsonWriter& json, const EndedSpan& span) {
  json.begin_object().field("traceId", std::string_view(hex(span.span->trace_id, sizeof span.span->trace_id)));
  json.field("spanId", std::string_view(hex(span.span->span_id)));
  if (!span.span->value_text().empty()) json.field("traceState", span.span->value_text());
  if (const Node* const parent = innermost_span(span.span->parent)) json.field("parentSpanId", std::string_view(hex(parent->span_id)));
  json.field("flags", std::uint64_t{span.span->trace_flags}).field("name", name_of(span)).field("kind", kind_of(span));
  json.field("startTimeUnixNano", std::string_view(calendar(span.start))).field("endTimeUnixNano", std::string_view(calendar(span.end)));
  json.key("attributes").begin_array();
  each_attribute(span, [&](std::string_view key, const ContextValue& value) { attribute(json, key, value); });
  json.end_array().key("status").begin_object();
  if (const std::string_view failure = failure_of(span); !failure.empty()) json.field("message", failure).field("code", std::uint64_t{2});
  json.end_object().end_object();
}

}  // namespace

std::string request_line(const std::vector<EndedSpan>& spans) {
  JsonWriter json(JsonWriter::Style::compact);
  json.begin_object().key("resourceSpans").begin_array().begin_object();
  json.key("resource").begin_object().key("attributes").begin_array();
  each_resource_attribute([&](std::string_view key, const ContextValue& value) { attribute(json, key, value); });
  json.end_array().end_object();
  json.key("scopeSpans").begin_array().begin_object();
  json.key("scope").begin_object().field("name", "scopegraft").end_object();
  json.key("spans").begin_array();
  for (const EndedSpan& span : spans) write_span(json, span);
  json.end_array().end_object().end_array().end_object().end_array().end_object();
  return json.take() + "\n";
}

bool SpansFile::is_named() noexcept {
  const char* const named = process.settings.trusted ? std::getenv("SCOPEGRAFT_SPANS") : nullptr;
  return named != nullptr && *named != '\0';
}

void SpansFile::open() noexcept {
  tried_ = true;
  if (!process.settings.trusted) return;
  char path[4096];
  std::size_t size = 0;
  const auto add = [&](const char* text, std::size_t length) {
    if (size < sizeof path && length < sizeof path - size) std::memcpy(path + size, text, length), size += length;
  };
  const std::string own = std::to_string(::getpid());
  if (is_named()) {
    const char* const named = std::getenv("SCOPEGRAFT_SPANS");
    bool numbered = false;
    for (const char* at = named; *at != '\0'; ++at) {
      if (at[0] == '%' && at[1] == 'p') {
        add(own.data(), own.size());
        numbered = true;
        ++at;
      } else {
        add(at, 1);
      }
    }
    if (forked_ && !numbered) {
      add(".", 1);
      add(own.data(), own.size());
    }
    if (kind_ == Encoding::protobuf) add(".pb", 3);
  } else {
    // Beside the profile, under its name; there the old ones are pruned too.
    if (process.arena.file() < 0) return;
    const std::string link = "/proc/self/fd/" + std::to_string(process.arena.file());
    const long got = live::raw_call(SYS_readlinkat, AT_FDCWD, link.c_str(), path, sizeof path - 32);
    if (got <= 0) return;
    size = static_cast<std::size_t>(got);
    const std::string_view ending = kind_ == Encoding::json ? ".spans.jsonl" : ".spans.pb";
    add(ending.data(), ending.size());
  }
  if (size >= sizeof path - 1) return;
  path[size] = '\0';
  file_ = static_cast<int>(live::raw_call(SYS_openat, AT_FDCWD, path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0600));
  if (file_ < 0 || process.settings.log) live::say("scopegraft: ", file_ < 0 ? "cannot write spans to " : "writing spans to ", path);
}

bool SpansFile::write(const std::string& line) noexcept {
  if (!tried_) open();
  std::size_t done = 0;
  while (file_ >= 0 && done != line.size()) {
    const long got = live::raw_call(SYS_write, file_, line.data() + done, line.size() - done);
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return false;
    done += static_cast<std::size_t>(got);
  }
  return file_ >= 0;
}

void SpansFile::forget(bool forked) noexcept {
  if (file_ >= 0) live::raw_call(SYS_close, file_);
  file_ = -1;
  tried_ = false;
  forked_ = forked;
}

}  // namespace scopegraft::context
