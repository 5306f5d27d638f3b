#include "launcher/process.h"

#include <gtest/gtest.h>

namespace scopegraft::launcher {
namespace {

TEST(Process, CapturesBothStreamsAndTheCode) {
  const Finished done = run({"sh", "-c", "echo out; echo err >&2; exit 7"}, Streams::captured);
  EXPECT_EQ(done.exit_code, 7);
  EXPECT_EQ(done.out, "out\n");
  EXPECT_EQ(done.err, "err\n");
}

TEST(Process, BigOutputDoesNotBlock) {
  const Finished done = run({"sh", "-c", "head -c 3000000 /dev/zero; head -c 3000000 /dev/zero >&2"}, Streams::captured);
  EXPECT_EQ(done.out.size(), 3000000u);
  EXPECT_EQ(done.err.size(), 3000000u);
}

TEST(Process, ASignalIsItsShellCode) { EXPECT_EQ(run({"sh", "-c", "kill -9 $$"}, Streams::captured).exit_code, 137); }

TEST(Process, AMissingProgramIsAFailureWithAReason) {
  const Finished done = run({"/nowhere/program"}, Streams::captured);
  EXPECT_EQ(done.exit_code, 127);
  EXPECT_NE(done.err.find("/nowhere/program"), std::string::npos);
}

TEST(Process, RunsWhereItIsTold) { EXPECT_EQ(run({"pwd"}, Streams::captured, "/").out, "/\n"); }

TEST(Process, FindsProgramsAsTheShellDoes) {
  EXPECT_NE(find_program("sh"), "");
  EXPECT_EQ(find_program("no-such-program-anywhere"), "");
}

}  // namespace
}  // namespace scopegraft::launcher
