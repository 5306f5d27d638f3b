// Part of a GoogleTest program that is linked with Scopegraft::gtest: nothing is to be written for it.
#include <gtest/gtest.h>

#include "scopegraft/testing/test_log.h"

namespace scopegraft::testing {
namespace {

class GoogleTestListener : public ::testing::EmptyTestEventListener {
  void OnTestStart(const ::testing::TestInfo& test) override { test_log().begin(std::string(test.test_suite_name()) + "." + test.name()); }
  void OnTestEnd(const ::testing::TestInfo& test) override { test_log().end(!test.result()->Failed()); }
  void OnTestProgramEnd(const ::testing::UnitTest&) override { test_log().finish(); }
};

// Before main: the list of listeners is there from the first use on.
[[maybe_unused]] const bool listening = (::testing::UnitTest::GetInstance()->listeners().Append(new GoogleTestListener), true);

}  // namespace
}  // namespace scopegraft::testing
