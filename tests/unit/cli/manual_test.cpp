// The manual page and the completions name every command and every option that the command line reads.
#include "manual.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <variant>

#include "command_line.h"

namespace scopegraft::cli {
namespace {

using testing::HasSubstr;
using testing::Not;

TEST(ManualPage, NamesEveryCommandAndOption) {
  const Manual manual = describe_command_line();
  const std::string page = man_page(manual);
  for (const char* name : {"cc", "check", "diff", "instrument", "list", "report", "top", "tune"})
    EXPECT_THAT(page, HasSubstr(std::string("SCOPEGRAFT ") + name));
  EXPECT_THAT(page, HasSubstr("\\-\\-max\\-regression"));
  EXPECT_THAT(page, HasSubstr("\\-\\-strict"));
  EXPECT_THAT(page, Not(HasSubstr("SCOPEGRAFT completion")));  // for packagers only
}

TEST(ManualPage, TextCannotBecomeARequest) {
  const Manual manual{"1.0", {{"x", ".so /etc/passwd\n.sp 9\n'br", {{{"-a"}, "", "C:\\new", false}}}}};
  const std::string page = man_page(manual);
  EXPECT_THAT(page, HasSubstr("\n\\&.so /etc/passwd\n\\&.sp 9\n\\&'br"));
  EXPECT_THAT(page, HasSubstr("C:\\enew"));
}

TEST(Completion, OffersWhatTheCommandLineTakes) {
  const Manual manual = describe_command_line();
  for (const std::string shell : {"bash", "zsh", "fish"}) {
    const std::string script = completion(manual, shell);
    EXPECT_THAT(script, HasSubstr("report")) << shell;
    EXPECT_THAT(script, HasSubstr(shell == "fish" ? "-l format" : "--format")) << shell;
  }
  EXPECT_EQ(completion(manual, "csh"), "");
}

TEST(Completion, QuotesSurvive) {
  const Manual manual{"1.0", {{"x", "it's [so]: yes", {{{"--y"}, "V", "don't [a]: b", true}}}}};
  EXPECT_THAT(completion(manual, "zsh"), HasSubstr("'--y[don'\\''t \\[a\\]\\: b]:V:_files'"));
  EXPECT_THAT(completion(manual, "fish"), HasSubstr("-l y -r -F -d 'don'\\''t [a]: b'"));
}

TEST(Completion, OfAnUnknownShellIsAMistake) {
  const Command command = parse_command_line({"completion", "csh"}, {});
  const auto* message = std::get_if<Message>(&command);
  ASSERT_NE(message, nullptr);
  EXPECT_EQ(message->exit_code, 2);
  EXPECT_THAT(message->text, HasSubstr("csh"));
}

}  // namespace
}  // namespace scopegraft::cli
