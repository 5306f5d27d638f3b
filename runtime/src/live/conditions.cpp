// What conditions of rules ask, at a cost fit for every call. Written by any thread; readers take no lock.
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include <atomic>
#include <cstdint>

#include "live/system.h"
#include "scopegraft/condition_words.h"
#include "scopegraft/context.h"

namespace scopegraft::live {
namespace {

bool ask(const char* name, const char* value) noexcept {
  const char* const found = ::getenv(name);
  return found != nullptr && (value == nullptr || ::strcmp(found, value) == 0);
}

// Answers hold for the whole run. A place whose slots are all taken asks the environment each time.
bool answer(const char* name, const char* value) noexcept {
  using scopegraft_rt::sg_rt_env_answers;
  const auto start = scopegraft_rt::sg_env_place(name, value);
  for (std::size_t i = 0; i < 8; ++i) {
    scopegraft_rt::EnvAnswer& slot = sg_rt_env_answers[(start + i) % scopegraft_rt::sg_kEnvAnswers];
    const char* there = __atomic_load_n(&slot.sg_name, __ATOMIC_ACQUIRE);
    if (there == nullptr) {
      // Taken first, so that whoever sees the name does not take an old answer for this one's.
      signed char fresh = 0;
      if (__atomic_compare_exchange_n(&slot.sg_known, &fresh, static_cast<signed char>(-1), false, __ATOMIC_ACQ_REL, __ATOMIC_ACQUIRE)) {
        slot.sg_value = value;
        const bool is = ask(name, value);
        __atomic_store_n(&slot.sg_name, name, __ATOMIC_RELEASE);
        __atomic_store_n(&slot.sg_known, static_cast<signed char>(is ? 1 : 0), __ATOMIC_RELEASE);  // with acquire elsewhere: `sg_value` is seen with it
        return is;
      }
      there = __atomic_load_n(&slot.sg_name, __ATOMIC_ACQUIRE);
    }
    if (there != name) continue;
    const signed char known = __atomic_load_n(&slot.sg_known, __ATOMIC_ACQUIRE);
    if (known < 0) return ask(name, value);
    if (slot.sg_value == value) return known != 0;
  }
  return ask(name, value);
}

// The load is read by a thread of its own, started by the first question and once more in the child of a fork.
std::atomic<pid_t> reader_of{0};

void know(double load) noexcept { __atomic_store(&scopegraft_rt::sg_rt_load_known, &load, __ATOMIC_RELAXED); }

void* read_load(void*) {
  const double processors = static_cast<double>(::sysconf(_SC_NPROCESSORS_ONLN));
  for (;;) {
    double average = 0.0;
    if (::getloadavg(&average, 1) == 1 && processors > 0) know(average / processors);
    const timespec pause = {1, 0};
    ::nanosleep(&pause, nullptr);
  }
}

void start_reader() noexcept {
  const pid_t own = ::getpid();
  pid_t known = reader_of.load(std::memory_order_relaxed);
  if (known == own || !reader_of.compare_exchange_strong(known, own)) return;
  double average = 0.0;
  know(::getloadavg(&average, 1) == 1 ? average / static_cast<double>(::sysconf(_SC_NPROCESSORS_ONLN)) : 0.0);
  // Signals of the program go to the program's threads.
  sigset_t all, before;
  ::sigfillset(&all);
  ::pthread_sigmask(SIG_SETMASK, &all, &before);
  pthread_attr_t attributes;
  pthread_t thread;
  if (::pthread_attr_init(&attributes) == 0) {
    ::pthread_attr_setdetachstate(&attributes, PTHREAD_CREATE_DETACHED);
    ::pthread_create(&thread, &attributes, read_load, nullptr);  // without it the first reading stands
    ::pthread_attr_destroy(&attributes);
  }
  ::pthread_sigmask(SIG_SETMASK, &before, nullptr);
}

void forget_reader() noexcept {
  reader_of.store(0, std::memory_order_relaxed);
  know(-1);
}

}  // namespace
}  // namespace scopegraft::live

namespace scopegraft_rt {
extern "C" {

EnvAnswer sg_rt_env_answers[sg_kEnvAnswers];
double sg_rt_load_known = -1;

bool sg_rt_env_set(const char* name) noexcept { return scopegraft::live::answer(name, nullptr); }

bool sg_rt_env_equals(const char* name, const char* value) noexcept { return scopegraft::live::answer(name, value); }

double sg_rt_load() noexcept {
  if (scopegraft::live::reader_of.load(std::memory_order_relaxed) == 0) {
    const scopegraft::live::KeepErrno keep;
    static const int registered = ::pthread_atfork(nullptr, nullptr, scopegraft::live::forget_reader);
    static_cast<void>(registered);
    scopegraft::live::start_reader();
  }
  double load;
  __atomic_load(&sg_rt_load_known, &load, __ATOMIC_RELAXED);
  return load < 0 ? 0 : load;  // another thread is about to read it
}

bool sg_rt_user_flagged(const char* flag) noexcept { return scopegraft::user_flagged(flag); }

}  // extern "C"
}  // namespace scopegraft_rt
