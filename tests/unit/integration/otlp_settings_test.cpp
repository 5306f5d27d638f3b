#include "otlp/settings.h"

#include <gtest/gtest.h>

#include <map>

namespace scopegraft::otlp {
namespace {

using Environment = std::map<std::string, std::string>;
using Lines = std::vector<std::string>;

struct Read {
  Settings settings;
  Lines mistakes;
};
Read read(const Environment& environment) {
  Read out;
  out.settings = read_settings(
      [&](const char* name) {
        const auto found = environment.find(name);
        return found == environment.end() ? nullptr : found->second.c_str();
      },
      out.mistakes);
  return out;
}

std::string url_of(const Environment& environment) { return read(environment).settings.url; }

TEST(OtlpSettings, NothingIsSentWithoutAnEndpoint) {
  EXPECT_EQ(url_of({}), "");
  EXPECT_EQ(url_of({{"OTEL_EXPORTER_OTLP_ENDPOINT", " "}, {"OTEL_EXPORTER_OTLP_TIMEOUT", "x"}}), "");
  EXPECT_EQ(url_of({{"OTEL_EXPORTER_OTLP_ENDPOINT", "http://a"}, {"OTEL_SDK_DISABLED", "true"}}), "");
  EXPECT_EQ(url_of({{"OTEL_EXPORTER_OTLP_ENDPOINT", "http://a"}, {"OTEL_TRACES_EXPORTER", "none"}}), "");
}

TEST(OtlpSettings, TheEndpointOfTracesStandsAsItIs) {
  EXPECT_EQ(url_of({{"OTEL_EXPORTER_OTLP_ENDPOINT", "http://a:4318"}}), "http://a:4318/v1/traces");
  EXPECT_EQ(url_of({{"OTEL_EXPORTER_OTLP_ENDPOINT", "https://a/otlp/"}}), "https://a/otlp/v1/traces");
  EXPECT_EQ(url_of({{"OTEL_EXPORTER_OTLP_ENDPOINT", "http://a"}, {"OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "http://b/in"}}), "http://b/in");
}

TEST(OtlpSettings, DefaultsAreOpenTelemetrys) {
  const Settings settings = read({{"OTEL_EXPORTER_OTLP_ENDPOINT", "http://a"}}).settings;
  EXPECT_EQ(settings.timeout.count(), 10'000);
  EXPECT_EQ(settings.exit_time.count(), 5'000);
  EXPECT_FALSE(settings.gzip);
  EXPECT_EQ(settings.headers, Lines());
}

TEST(OtlpSettings, HeadersAreDecoded) {
  const auto headers = [](const char* text) { return read({{"OTEL_EXPORTER_OTLP_ENDPOINT", "http://a"}, {"OTEL_EXPORTER_OTLP_HEADERS", text}}).settings.headers; };
  EXPECT_EQ(headers("api-key=abc"), Lines{"api-key: abc"});
  EXPECT_EQ(headers(" a = one%20two , Authorization=Basic%20eA%3D%3D;meta=1,,c=d=e, empty="), (Lines{"a: one two", "Authorization: Basic eA==", "c: d=e", "empty: "}));
}

TEST(OtlpSettings, ThoseOfTracesComeFirst) {
  const Settings settings = read({{"OTEL_EXPORTER_OTLP_ENDPOINT", "http://a"},
                                  {"OTEL_EXPORTER_OTLP_HEADERS", "a=1"}, {"OTEL_EXPORTER_OTLP_TRACES_HEADERS", "b=2"},
                                  {"OTEL_EXPORTER_OTLP_TIMEOUT", "1"}, {"OTEL_EXPORTER_OTLP_TRACES_TIMEOUT", "250"},
                                  {"OTEL_EXPORTER_OTLP_COMPRESSION", "none"}, {"OTEL_EXPORTER_OTLP_TRACES_COMPRESSION", "gzip"},
                                  {"OTEL_EXPORTER_OTLP_CERTIFICATE", "/a"}, {"OTEL_EXPORTER_OTLP_TRACES_CERTIFICATE", "/b"},
                                  {"SCOPEGRAFT_OTLP_EXIT_SECONDS", "0.5"}}).settings;
  EXPECT_EQ(settings.headers, Lines{"b: 2"});
  EXPECT_EQ(settings.timeout.count(), 250);
  EXPECT_TRUE(settings.gzip);
  EXPECT_EQ(settings.certificate, "/b");
  EXPECT_EQ(settings.exit_time.count(), 500);
}

TEST(OtlpSettings, BadValuesGiveALineEachAndChangeNothing) {
  const Read run = read({{"OTEL_EXPORTER_OTLP_ENDPOINT", "http://a"}, {"OTEL_EXPORTER_OTLP_TIMEOUT", "10s"}, {"OTEL_EXPORTER_OTLP_COMPRESSION", "zstd"},
                         {"OTEL_EXPORTER_OTLP_HEADERS", "no,x=%0d%0aInjected: 1,sp ace=1,=v,bad=%4,bad=%zz,good=1"}, {"SCOPEGRAFT_OTLP_EXIT_SECONDS", "-1"}});
  EXPECT_EQ(run.mistakes.size(), 6U + 3U);
  EXPECT_EQ(run.settings.headers, Lines{"good: 1"});
  EXPECT_EQ(run.settings.timeout.count(), 10'000);
  EXPECT_EQ(run.settings.exit_time.count(), 5'000);
  EXPECT_FALSE(run.settings.gzip);
  for (const std::string& line : run.mistakes) EXPECT_EQ(line.find("Injected"), std::string::npos) << line;
}

TEST(OtlpSettings, WhatIsNotSpokenIsTold) {
  EXPECT_EQ(read({{"OTEL_EXPORTER_OTLP_ENDPOINT", "localhost:4318"}}).mistakes, Lines{"OTEL_EXPORTER_OTLP_ENDPOINT is no http:// or https:// URL: no spans are sent"});
  const Read run = read({{"OTEL_EXPORTER_OTLP_ENDPOINT", "http://a:4317"}, {"OTEL_EXPORTER_OTLP_PROTOCOL", "grpc"}});
  EXPECT_EQ(run.mistakes, Lines{"OTEL_EXPORTER_OTLP_PROTOCOL is not http/protobuf: no spans are sent"});
  EXPECT_EQ(run.settings.url, "");
}

}  // namespace
}  // namespace scopegraft::otlp
