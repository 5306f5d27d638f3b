#include "command_line.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace scopegraft::cli {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

template <class T>
T parsed(const std::vector<std::string>& words, const Terminal& terminal = {}) {
  Command command = parse_command_line(words, terminal);
  if (const Message* message = std::get_if<Message>(&command); message != nullptr && !std::is_same_v<T, Message>)
    ADD_FAILURE() << message->text;
  return std::holds_alternative<T>(command) ? std::get<T>(std::move(command)) : T{};
}

Message mistake(const std::vector<std::string>& words) {
  const Message message = parsed<Message>(words);
  EXPECT_EQ(message.exit_code, 2) << message.text;
  return message;
}

TEST(CommandLine, HelpAndVersionAreNoMistakes) {
  EXPECT_EQ(parsed<Message>({"--help"}).exit_code, 0);
  EXPECT_THAT(parsed<Message>({"--help"}).text, HasSubstr("instrument"));
  EXPECT_THAT(parsed<Message>({"report", "--help"}).text, HasSubstr("--group-by"));
  EXPECT_THAT(parsed<Message>({"--version"}).text, testing::MatchesRegex("scopegraft [0-9]+\\.[0-9]+\\.[0-9]+\n"));
  EXPECT_EQ(mistake({}).exit_code, 2);
}

TEST(CommandLine, WrongWordsAreToldTheNearest) {
  EXPECT_THAT(mistake({"chekc"}).text, HasSubstr("did you mean `check`?"));
  EXPECT_THAT(mistake({"report", "--sorrt", "self"}).text, HasSubstr("did you mean `--sort`?"));
  EXPECT_THAT(mistake({"report", "--sort", "size"}).text, HasSubstr("`size` is none of self, total"));
  EXPECT_THAT(mistake({"xyzzy"}).text, HasSubstr("no command `xyzzy`"));
}

TEST(CommandLine, Set) {
  const auto set = parsed<SetArguments>({"set", "12", "sample_rate=0.1", "--functions", "app::*"});
  EXPECT_EQ(set.target, "12");
  EXPECT_EQ(rate_asked(set.change), 0.1);
  EXPECT_EQ(set.functions, "app::*");
  EXPECT_EQ(rate_asked("sample_rate=auto"), profile::Wish::kAuto);
  EXPECT_EQ(rate_asked("sample_rate=rules"), profile::Wish::kByRules);
  EXPECT_EQ(rate_asked("enabled=false"), 0.0);
  EXPECT_EQ(rate_asked("enabled=true"), profile::Wish::kByRules);
  for (const char* wrong : {"sample_rate", "sample_rate=2", "sample_rate=-1", "enabled=maybe", "budget=1"}) EXPECT_FALSE(rate_asked(wrong)) << wrong;
  mistake({"set", "12"});
}

TEST(CommandLine, Check) {
  EXPECT_EQ(parsed<CheckOptions>({"check"}).rules, "profiling.yaml");
  EXPECT_EQ(parsed<CheckOptions>({"check", "--rules", "r.yaml"}).rules, "r.yaml");
  const auto gate = parsed<DiffArguments>({"check", "--max-regression", "10%", "a", "b"});
  ASSERT_TRUE(gate.gate.has_value());
  EXPECT_EQ(gate.gate->max_regression, 0.1);
  EXPECT_THAT(gate.before, ElementsAre("a"));
  EXPECT_THAT(gate.after, ElementsAre("b"));
  EXPECT_THAT(mistake({"check", "--max-regression", "10%", "a"}).text, HasSubstr("two profiles"));
  EXPECT_THAT(mistake({"check", "--max-regression", "much", "a", "b"}).text, HasSubstr("10%"));
  mistake({"check", "a", "b"});
}

TEST(CommandLine, ReportTakesItsShapeFromTheTerminal) {
  const auto report = parsed<ReportArguments>({"report", "a", "b", "-f", "json", "--sort", "p99", "--group-by", "file",
                                               "--filter", "x", "--no-memory", "-n", "5", "--start", "100"},
                                              {.is_terminal = true, .colour = true, .unicode = false, .width = 132});
  EXPECT_THAT(report.files, ElementsAre("a", "b"));
  EXPECT_EQ(report.format, "json");
  EXPECT_EQ(report.options.sort, report::SortKey::p99);
  EXPECT_EQ(report.options.group_by, report::GroupBy::file);
  EXPECT_THAT(report.options.filters, ElementsAre("x"));
  EXPECT_FALSE(report.options.include_memory);
  EXPECT_TRUE(report.options.include_exceptions);
  EXPECT_EQ(report.options.top, 5U);
  EXPECT_EQ(report.options.start, 100'000'000'000U);
  EXPECT_EQ(report.options.width, 132U);
  EXPECT_TRUE(report.options.colour);
  EXPECT_FALSE(report.options.unicode);
  EXPECT_TRUE(parsed<ReportArguments>({"report"}).options.include_memory);
}

TEST(CommandLine, DiffTopAndTune) {
  EXPECT_FALSE(parsed<DiffArguments>({"diff", "a", "b"}).gate.has_value());
  EXPECT_TRUE(parsed<DiffArguments>({"diff", "a", "b", "--max-regression", "0.2"}).gate.has_value());
  mistake({"diff", "a"});
  const auto top = parsed<TopArguments>({"top", "1234", "-d", "0.5", "--once"});
  EXPECT_EQ(top.target, "1234");
  EXPECT_EQ(top.interval.count(), 500);
  EXPECT_TRUE(top.once);
  mistake({"top", "-d", "0"});
  const auto tune = parsed<TuneArguments>({"tune", "--budget", "3%", "p", "--dry-run"});
  EXPECT_EQ(tune.budget, "3%");
  EXPECT_TRUE(tune.dry_run);
  EXPECT_THAT(tune.files, ElementsAre("p"));
}

TEST(CommandLine, InstrumentListAndUnmatched) {
  const auto instrument = parsed<launcher::InstrumentOptions>(
      {"instrument", "-p", "b", "--rules", "r", "-o", "out", "-j", "4", "--strict", "-q"});
  EXPECT_EQ(instrument.build, "b");
  EXPECT_EQ(instrument.output, "out");
  EXPECT_EQ(instrument.jobs, 4U);
  EXPECT_TRUE(instrument.strict);
  EXPECT_TRUE(instrument.quiet);
  const auto list = parsed<launcher::ListOptions>({"list", "a.cpp", "--explain", "--json"});
  EXPECT_TRUE(list.explain);
  EXPECT_TRUE(list.json);
  EXPECT_THAT(list.files, ElementsAre("a.cpp"));
  EXPECT_THAT(parsed<UnmatchedOptions>({"unmatched", "--store", "s", "--store", "t"}).stores, ElementsAre("s", "t"));
  mistake({"unmatched"});
}

TEST(CommandLine, SchemaTakesNothing) {
  EXPECT_TRUE(std::holds_alternative<SchemaOptions>(parse_command_line({"schema"}, {})));
  mistake({"schema", "x"});
}

}  // namespace
}  // namespace scopegraft::cli
