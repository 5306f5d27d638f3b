// What an ended span says, for all encodings. Called by one thread at a time.
#pragma once

#include <cstdlib>
#include <string_view>
#include <vector>

#include "context/site_context.h"
#include "context/spans_file.h"
#include "live/process.h"

namespace scopegraft::context {

[[nodiscard]] inline std::uint64_t calendar_ns(std::uint64_t tick) noexcept {
  const format::Header& header = live::process.arena.header();
  return header.started + live::to_ns(tick > header.first_tick ? tick - header.first_tick : 0);
}

[[nodiscard]] inline std::string_view name_of(const EndedSpan& span) noexcept {
  const format::Site& site = *live::process.sites[span.site].record;
  return {reinterpret_cast<const char*>(&site + 1), site.name_size};
}

// SpanKind of the OTLP definition.
[[nodiscard]] inline std::uint64_t kind_of(const EndedSpan& span) noexcept {
  const std::string_view kind = option(*live::process.sites[span.site].record, "kind");
  return kind == "server" ? 2 : kind == "client" ? 3 : 1;
}

// Why the span's status is an error; empty: it is none.
[[nodiscard]] inline std::string_view failure_of(const EndedSpan& span) noexcept {
  if (span.how == End::kThrew) return "left by an exception";
  const Node* const error = find(span.fields, NodeKind::kField, "error.type");
  return error == nullptr ? std::string_view() : error->value_text();
}

// `act(key, value)`; texts live as long as the span.
template <typename Act>
void each_attribute(const EndedSpan& span, Act act) {
  const format::Site& site = *live::process.sites[span.site].record;
  const char* const text = reinterpret_cast<const char*>(&site + 1);
  const std::string_view function(text + site.name_size, site.function_size), file(text + site.name_size + site.function_size, site.file_size);
  act("code.function.name", ContextValue(function));
  act("code.file.path", ContextValue(file));
  act("code.line.number", ContextValue(site.line));
  act("thread.id", ContextValue(span.thread));
  if (span.how == End::kAbandoned) act("scopegraft.abandoned", ContextValue(true));
  std::vector<std::string_view> seen;
  for (const Node* node = span.fields; node != nullptr && node->kind != NodeKind::kBarrier; node = node->parent) {
    if (node->kind != NodeKind::kField) continue;
    bool hidden = false;
    for (const std::string_view key : seen) hidden = hidden || key == node->key();
    if (hidden) continue;
    seen.push_back(node->key());
    act(node->key(), node->value());
  }
}

template <typename Act>
void each_resource_attribute(Act act) {
  const format::Header& header = live::process.arena.header();
  const std::string_view program(header.program);
  const char* const service = live::process.settings.trusted ? std::getenv("OTEL_SERVICE_NAME") : nullptr;
  const bool named = service != nullptr && *service != '\0';
  act("service.name", ContextValue(named ? std::string_view(service) : program.substr(program.rfind('/') + 1)));
  act("process.pid", ContextValue(header.process));
  act("telemetry.sdk.language", ContextValue("cpp"));
  act("telemetry.sdk.name", ContextValue("scopegraft"));
}

}  // namespace scopegraft::context
