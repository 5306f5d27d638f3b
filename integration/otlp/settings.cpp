#include "otlp/settings.h"

#include <charconv>
#include <cmath>
#include <cstdlib>
#include <optional>
#include <string_view>

namespace scopegraft::otlp {
namespace {

std::string_view trimmed(std::string_view text) {
  const auto is_blank = [](char c) { return c == ' ' || c == '\t'; };
  while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
  return text;
}

class Reader {
 public:
  Reader(const Variable& variable, std::vector<std::string>& mistakes) : variable_(variable), mistakes_(mistakes) {}

  struct Found {
    std::string name, value;  // both empty: not set
  };
  [[nodiscard]] Found named(const std::string& name) const {
    const char* const value = variable_(name.c_str());
    if (value == nullptr || trimmed(value).empty()) return {};  // empty is as if not set
    return {name, std::string(trimmed(value))};
  }
  [[nodiscard]] Found of_traces(const std::string& what) const {
    Found found = named("OTEL_EXPORTER_OTLP_TRACES_" + what);
    return found.name.empty() ? named("OTEL_EXPORTER_OTLP_" + what) : found;
  }
  // Values may be secrets: they are not repeated.
  void refuse(const Found& found, const std::string& why) const { mistakes_.push_back(found.name + " " + why); }

 private:
  const Variable& variable_;
  std::vector<std::string>& mistakes_;
};

bool is_url(std::string_view text) {
  for (const std::string_view scheme : {"http://", "https://"})
    if (text.size() > scheme.size() && text.substr(0, scheme.size()) == scheme) return true;
  return false;
}

std::string read_url(const Reader& reader) {
  Reader::Found found = reader.named("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT");
  const bool is_base = found.name.empty();
  if (is_base) found = reader.named("OTEL_EXPORTER_OTLP_ENDPOINT");
  if (found.name.empty()) return {};
  if (!is_url(found.value)) return reader.refuse(found, "is no http:// or https:// URL: no spans are sent"), std::string();
  if (!is_base) return found.value;
  return found.value + (found.value.back() == '/' ? "v1/traces" : "/v1/traces");
}

// Why nothing is to be sent, beside a missing endpoint.
bool is_switched_off(const Reader& reader) {
  if (reader.named("OTEL_SDK_DISABLED").value == "true" || reader.named("OTEL_TRACES_EXPORTER").value == "none") return true;
  const Reader::Found protocol = reader.of_traces("PROTOCOL");
  if (protocol.name.empty() || protocol.value == "http/protobuf") return false;
  reader.refuse(protocol, "is not http/protobuf: no spans are sent");
  return true;
}

std::optional<std::string> percent_decoded(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '%') {
      out += text[i];
      continue;
    }
    unsigned value = 0;
    const char* const begin = text.data() + i + 1;
    if (i + 2 >= text.size() || std::from_chars(begin, begin + 2, value, 16).ptr != begin + 2) return std::nullopt;
    out += static_cast<char>(value);
    i += 2;
  }
  return out;
}

// What may stand in a header: a value that ends its line would begin another one.
bool is_header(std::string_view name, std::string_view value) {
  if (name.empty()) return false;
  for (const char c : name)
    if (c <= ' ' || c == ':' || c == 0x7f || static_cast<unsigned char>(c) >= 0x80) return false;
  for (const char c : value)
    if ((static_cast<unsigned char>(c) < ' ' && c != '\t') || c == 0x7f) return false;
  return true;
}

// "a=1,b=two%20words"; metadata behind a ';' is dropped (OpenTelemetry's "Specifying headers via environment variables").
std::vector<std::string> read_headers(const Reader& reader) {
  const Reader::Found found = reader.of_traces("HEADERS");
  std::vector<std::string> headers;
  std::string_view rest = found.value;
  for (unsigned place = 1; !rest.empty(); ++place) {
    const std::size_t comma = rest.find(',');
    std::string_view pair = trimmed(rest.substr(0, comma));
    rest = comma == std::string_view::npos ? std::string_view() : rest.substr(comma + 1);
    if (pair.empty()) continue;
    pair = trimmed(pair.substr(0, pair.find(';')));
    const std::size_t equals = pair.find('=');
    const std::string_view name = trimmed(pair.substr(0, equals));
    const std::optional<std::string> value = equals == std::string_view::npos ? std::nullopt : percent_decoded(trimmed(pair.substr(equals + 1)));
    if (!value || !is_header(name, *value)) {
      reader.refuse(found, "has no name=value in place " + std::to_string(place) + ": it is left out");
      continue;
    }
    headers.push_back(std::string(name) + ": " + *value);
  }
  return headers;
}

void read_timeout(const Reader& reader, Settings& into) {
  const Reader::Found found = reader.of_traces("TIMEOUT");
  if (found.name.empty()) return;
  long value = 0;
  const char* const end = found.value.data() + found.value.size();
  const auto [stop, error] = std::from_chars(found.value.data(), end, value);
  if (error != std::errc() || stop != end || value < 1 || value > 3'600'000) return reader.refuse(found, "is no number of milliseconds, 1 to 3600000");
  into.timeout = std::chrono::milliseconds(value);
}

void read_compression(const Reader& reader, Settings& into) {
  const Reader::Found found = reader.of_traces("COMPRESSION");
  if (found.name.empty()) return;
  if (found.value != "gzip" && found.value != "none") return reader.refuse(found, "is neither gzip nor none");
  into.gzip = found.value == "gzip";
}

void read_exit_time(const Reader& reader, Settings& into) {
  const Reader::Found found = reader.named("SCOPEGRAFT_OTLP_EXIT_SECONDS");
  if (found.name.empty()) return;
  char* end = nullptr;
  const double seconds = std::strtod(found.value.c_str(), &end);
  if (*end != '\0' || !std::isfinite(seconds) || seconds < 0 || seconds > 3600) return reader.refuse(found, "is no number of seconds, 0 to 3600");
  into.exit_time = std::chrono::milliseconds(std::lround(seconds * 1000));
}

}  // namespace

Settings read_settings(const Variable& variable, std::vector<std::string>& mistakes) {
  const Reader reader(variable, mistakes);
  Settings settings;
  settings.url = read_url(reader);
  if (settings.url.empty()) return settings;
  if (is_switched_off(reader)) return {};
  settings.headers = read_headers(reader);
  settings.certificate = reader.of_traces("CERTIFICATE").value;
  read_timeout(reader, settings);
  read_compression(reader, settings);
  read_exit_time(reader, settings);
  settings.log = reader.named("SCOPEGRAFT_LOG").value == "debug";
  return settings;
}

}  // namespace scopegraft::otlp
