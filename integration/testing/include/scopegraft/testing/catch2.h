// Catch2, version 2 or 3: include it in one source of the tests, behind Catch2's own header.
//
//     #include <catch2/catch.hpp>
//     #include <scopegraft/testing/catch2.h>
#pragma once

#include "scopegraft/testing/test_log.h"
#if defined(CATCH_VERSION_MAJOR) && CATCH_VERSION_MAJOR >= 3
#include <catch2/reporters/catch_reporter_event_listener.hpp>
#include <catch2/reporters/catch_reporter_registrars.hpp>
#endif

namespace scopegraft::testing {

#if defined(CATCH_VERSION_MAJOR) && CATCH_VERSION_MAJOR >= 3
using CatchListenerBase = Catch::EventListenerBase;
#else
using CatchListenerBase = Catch::TestEventListenerBase;
#endif

// A test case with sections, which runs several times, is one test.
class CatchListener : public CatchListenerBase {
 public:
  using CatchListenerBase::CatchListenerBase;
  void testCaseStarting(const Catch::TestCaseInfo& test) override {
    CatchListenerBase::testCaseStarting(test);
    test_log().begin(test.name);
  }
  void testCaseEnded(const Catch::TestCaseStats& test) override {
    test_log().end(test.totals.testCases.failed == 0);
    CatchListenerBase::testCaseEnded(test);
  }
  void testRunEnded(const Catch::TestRunStats& run) override {
    test_log().finish();
    CatchListenerBase::testRunEnded(run);
  }
};

CATCH_REGISTER_LISTENER(CatchListener)

}  // namespace scopegraft::testing
