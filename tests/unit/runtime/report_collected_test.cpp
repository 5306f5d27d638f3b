#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "report_sample.h"
#include "scopegraft/profile/reader.h"
#include "scopegraft/report/report.h"

namespace scopegraft::report::test {
namespace {

using testing::HasSubstr;
using testing::Not;

// main -> load (recursive) -> parse, and load on a second thread.
Sample sample() {
  Sample of;
  const std::uint32_t load = of.site("app::load", "src/a.cpp"), parse = of.site("app::parse", "src/b.cpp"), idle = of.site("app::idle");
  const std::uint32_t root = of.thread("main"), other = of.thread("worker");
  const std::uint32_t outer = of.call(root, load, 2, 1e6);
  const std::uint32_t inner = of.call(outer, load, 2, 5e5);
  const std::uint32_t leaf = of.call(inner, parse, 2, 1e5);
  const std::uint32_t second = of.call(other, load, 1, 1e6);
  of.call(root, idle, 1, 10);
  of.collector();
  of.collected(outer, 10, 4e6, 30, {{5, 1, {7, 3e6, 1e6}}, {6, 2, {2, 2, 1}}});
  of.collected(inner, 9, 3e6, 20, {{5, 1, {6, 2e6, 1e6}}});
  of.collected(leaf, 5, 1e6, 0);
  of.collected(second, 1, 8e6, 0, {{5, 0, {1, 8e6, 8e6}}, {5, 1, {1, 1e6, 1e6}}});
  return of;
}

std::string written(const char* format, const Sample& of, const Options& options = {}) {
  return find_format(format)->write(build(of.profile, options), options);
}

TEST(ReportCollected, AddsThreadsAndCountsARecursionOnce) {
  const Sample of = sample();
  const Report report = build(of.profile, {});
  for (const Row& row : report.summary.rows) {
    if (row.name != "app::load") continue;
    ASSERT_EQ(row.collected.size(), 1U);
    EXPECT_EQ(row.collected[0].values[0].total, 11);
    EXPECT_EQ(row.collected[0].values[1].total, 12e6);
    EXPECT_EQ(row.collected[0].values[1].max, 4e6);
    ASSERT_EQ(row.collected[0].texts.size(), 3U);
    EXPECT_EQ(row.collected[0].texts[0].text, 0U);  // 8 ms in all
    EXPECT_EQ(row.collected[0].texts[1].value.count, 8U);
  }
}

TEST(ReportCollected, JsonHasTheFieldsInItsUnits) {
  const std::string json = written("json", sample());
  EXPECT_THAT(json, HasSubstr("\"queries\": 11"));
  EXPECT_THAT(json, HasSubstr("\"query_time_ms\": 12"));
  EXPECT_THAT(json, HasSubstr("\"query_time_max_ms\": 4"));
  EXPECT_THAT(json, HasSubstr("\"hit_rate\": 0.731707"));  // 30 of 30 + 11
  EXPECT_THAT(json, HasSubstr("\"text\": \"SELECT ?\""));
  EXPECT_THAT(json, HasSubstr("\"unregistered_collectors\": ["));
}

TEST(ReportCollected, CsvHasAColumnForEachAndNoneWithoutCollectors) {
  const std::string csv = written("csv", sample());
  EXPECT_THAT(csv, HasSubstr(",database.queries,database.query_time_ms,database.query_time_max_ms,database.sent_mb,database.sent_max_mb,database.hits,database.hit_rate\r\n"));
  EXPECT_THAT(csv, HasSubstr(",,,,,,\r\n"));  // app::idle has none
  Sample plain = sample();
  plain.profile.collected.clear();
  EXPECT_THAT(written("csv", plain), Not(HasSubstr("database")));
}

TEST(ReportCollected, PrometheusHasCountersInSeconds) {
  const std::string text = written("prometheus", sample());
  EXPECT_THAT(text, HasSubstr("# TYPE scopegraft_database_queries_total counter\n"));
  EXPECT_THAT(text, HasSubstr("scopegraft_database_query_time_seconds_total{function=\"app::load\",file=\"src/a.cpp\",line=\"10\"} 0.012\n"));
  EXPECT_THAT(text, HasSubstr("# TYPE scopegraft_database_query_time_seconds_max gauge\n"));
  EXPECT_THAT(text, HasSubstr("scopegraft_database_hit_rate_ratio{"));
}

TEST(ReportCollected, TextHasATableAndTheStatements) {
  Options options;
  options.width = 120;
  const std::string text = written("text", sample(), options);
  EXPECT_THAT(text, HasSubstr("database, by query time\n"));
  EXPECT_THAT(text, HasSubstr("12.0 ms"));
  EXPECT_THAT(text, HasSubstr("73.2 %"));
  EXPECT_THAT(text, HasSubstr("database: statements\n"));
  EXPECT_THAT(text, HasSubstr("SELECT ?"));
  EXPECT_THAT(text, HasSubstr("(others)"));
  EXPECT_THAT(text, HasSubstr("did not register: lost::one"));
}

TEST(ReportCollected, HtmlDataHasValuesByCollector) {
  Options options;
  options.html_page = "<@data@>";
  const std::string html = written("html", sample(), options);
  EXPECT_THAT(html, HasSubstr("[\"query time max\",\"time\"]"));
  EXPECT_THAT(html, HasSubstr("\"collected\":[{\"collector\":0,\"values\":[11,12000000,4000000,"));
}

TEST(ReportCollected, ProfilesOfSeveralProcessesAreJoinedByName) {
  Sample a = sample(), b = sample();
  b.profile.collectors[1] = {"lost::one", true, {{"found", profile::Collector::Kind::count, 0, 0}}};
  b.profile.texts = {"", "UPDATE t", "SELECT ?"};
  Sample joined;
  joined.profile = profile::merge({a.profile, b.profile});
  ASSERT_EQ(joined.profile.collectors.size(), 2U);
  EXPECT_TRUE(joined.profile.collectors[1].registered);
  const std::string json = written("json", joined);
  EXPECT_THAT(json, HasSubstr("\"queries\": 22"));
  EXPECT_THAT(json, HasSubstr("\"text\": \"UPDATE t\""));
}

}  // namespace
}  // namespace scopegraft::report::test
