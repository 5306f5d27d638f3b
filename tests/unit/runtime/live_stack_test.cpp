// How much stack a scope needs beyond its function's own: fibers, signal stacks and children of clone() have 8 kB or less.
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/auxv.h>
#include <sys/mman.h>
#include <ucontext.h>

#include <cstring>
#include <string>

#include "live_child.h"

namespace scopegraft::test {
namespace {

#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)

constexpr std::size_t kStack = 64 << 10, kPage = 4096;
ucontext_t outside, inside;
void (*to_run)() = nullptr;

void run_it() { to_run(); }

// Bytes of an own stack that the function touched, the frame of a function that does nothing included.
std::size_t stack_of(void (*function)()) {
  auto* const memory = static_cast<unsigned char*>(::mmap(nullptr, kPage + kStack, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0));
  ::mprotect(memory, kPage, PROT_NONE);
  unsigned char* const stack = memory + kPage;
  std::memset(stack, 0xa5, kStack);
  ::getcontext(&inside);
  inside.uc_stack.ss_sp = stack;
  inside.uc_stack.ss_size = kStack;
  inside.uc_link = &outside;
  to_run = function;
  ::makecontext(&inside, run_it, 0);
  ::swapcontext(&outside, &inside);
  std::size_t untouched = 0;
  while (untouched != kStack && stack[untouched] == 0xa5) ++untouched;
  ::munmap(memory, kPage + kStack);
  return kStack - untouched;
}

void first() { SCOPEGRAFT_SCOPE("first"); }
void second() { SCOPEGRAFT_SCOPE("second"); }
void often() {
  for (int i = 0; i != 5000; ++i) {  // the ring is folded, the tree grows
    SCOPEGRAFT_SCOPE("often");
    second();
  }
}
void named() {
  static const std::string options = "rate=1;name=" + std::string(4000, 'n');
  static scopegraft_rt::Site site("named", "stack.cpp", 1, 1, options.c_str());
  const scopegraft_rt::Scope scope(site);
}

TEST(LiveStack, AScopeFitsIntoASmallOne) {
  const Recorded run = record([] {
    const std::size_t start = stack_of(first), visit = stack_of(second), measured = stack_of(often), long_name = stack_of(named);
    std::fprintf(stderr, "start %zu visit %zu measured %zu name %zu", start, visit, measured, long_name);
    if (start > 10 << 10) std::exit(2);
    if (visit > 2 << 10 || measured > 2 << 10 || long_name > 2 << 10) std::exit(3);
  }, {{"SCOPEGRAFT_SAMPLE_RATE", "1"}});
  EXPECT_TRUE(run.outcome.good()) << run.outcome.error_text;
  RecordProperty("bytes", run.outcome.error_text);
  EXPECT_EQ(totals(run.profile)["second"].measure.calls, 5001U);
}

void in_handler() {
  SCOPEGRAFT_SCOPE("in_handler");
  second();
}

// What the kernel puts there, and 3 kB for the program.
TEST(LiveStack, ScopesFitIntoTheStackOfASignalHandler) {
  const Recorded run = record([] {
    first();
    const std::size_t size = (::getauxval(AT_MINSIGSTKSZ) + (3 << 10) + 15) / 16 * 16, room = (size + kPage - 1) / kPage * kPage;
    auto* const memory = static_cast<unsigned char*>(::mmap(nullptr, kPage + room, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0));
    ::mprotect(memory, kPage, PROT_NONE);
    std::memset(memory + kPage, 0xa5, room);
    stack_t stack{};
    stack.ss_sp = memory + kPage + room - size;
    stack.ss_size = size;
    if (::sigaltstack(&stack, nullptr) != 0) std::exit(2);
    struct sigaction action {};
    action.sa_handler = [](int) { in_handler(); };
    action.sa_flags = SA_ONSTACK;
    ::sigaction(SIGUSR1, &action, nullptr);
    for (int i = 0; i != 1000; ++i) ::raise(SIGUSR1);
    for (std::size_t i = 0; i != room - size; ++i)
      if (memory[kPage + i] != 0xa5) std::exit(3);
  }, {{"SCOPEGRAFT_SAMPLE_RATE", "1"}});
  EXPECT_TRUE(run.outcome.good()) << run.outcome.error_text;
  EXPECT_EQ(totals(run.profile)["in_handler"].measure.calls, 1000U);
  EXPECT_EQ(totals(run.profile)["second"].measure.calls, 1000U);
}

#endif

}  // namespace
}  // namespace scopegraft::test
