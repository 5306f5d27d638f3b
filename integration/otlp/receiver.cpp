// Part of a program that is linked with Scopegraft::otlp: where its environment names a collector, the runtime's spans go there.
// Nothing is to be written for it; without OTEL_EXPORTER_OTLP_ENDPOINT or OTEL_EXPORTER_OTLP_TRACES_ENDPOINT nothing happens.
#include <curl/curl.h>
#include <pthread.h>
#include <unistd.h>

#include <cstdlib>
#include <new>

#include "otlp/sender.h"
#include "scopegraft/context.h"
#include "scopegraft/span_receiver.h"

namespace scopegraft::otlp {
namespace {

Sender* sender = nullptr;  // set once, before main

void at_exit() noexcept {
  flush_spans();
  sender->finish();
}

void begin() {
  std::vector<std::string> mistakes;
  Settings settings = read_settings([](const char* name) -> const char* { return ::secure_getenv(name); }, mistakes);
  for (const std::string& mistake : mistakes) {
    const std::string line = "scopegraft: " + mistake + "\n";
    [[maybe_unused]] const ssize_t wrote = ::write(STDERR_FILENO, line.data(), line.size());
  }
  // Here no other thread runs; later it might not be safe.
  if (settings.url.empty() || ::curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK) return;
  sender = new Sender(std::move(settings));
  const SpanReceiver receiver{[](std::string_view request, std::uint64_t spans) noexcept { sender->take(request, spans); },
                              []() noexcept { sender->finish(); }};
  if (!receive_spans(receiver)) return;
  ::pthread_atfork([] { sender->before_fork(); }, [] { sender->after_fork_in_parent(); }, [] { sender->after_fork_in_child(); });
  // Behind the program's own handlers and destructors, which are registered later, and before that of a TLS library, which
  // libcurl has just started. The runtime's end would be too late: what it still hands over is dropped.
  static_cast<void>(std::atexit(at_exit));
}

// Before the constructors of the program's own globals.
[[gnu::constructor(101)]] void begin_before_main() noexcept {
  try {
    begin();
  } catch (const std::bad_alloc&) {
  }
}

}  // namespace
}  // namespace scopegraft::otlp
