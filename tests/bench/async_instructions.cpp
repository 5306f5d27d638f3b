// Runs one kind of coroutine many times, for `async_instructions_test.py`, which counts instructions with callgrind.
#include <cstdlib>
#include <cstring>

#include "async_calls.h"

int main(int, char** arguments) {
  ::setenv("SCOPEGRAFT_OUTPUT", "/dev/null/none", 1);
  const struct {
    const char* name;
    BenchTask (*begin)();  // of a coroutine that takes turns
    void (*unit)();
  } kinds[] = {{"bare", nullptr, bare},
               {"counted", nullptr, never_sampled},
               {"measured", nullptr, measured},
               {"lazy bare", nullptr, one_lazy_run<lazy_bare>},
               {"lazy counted", nullptr, one_lazy_run<lazy_counted>},
               {"lazy measured", nullptr, one_lazy_run<lazy_measured>},
               {"ready bare", nullptr, one_run<ready_bare>},
               {"ready counted", nullptr, one_run<ready_counted>},
               {"ready measured", nullptr, one_run<ready_measured>},
               {"turns bare", turns_bare, one_turn},
               {"turns counted", turns_counted, one_turn},
               {"turns measured", turns_measured, one_turn}};
  for (const auto& kind : kinds) {  // the runtime's start is in every run
    if (kind.begin != nullptr) bench_running = kind.begin();
    kind.unit();
    if (kind.begin != nullptr) bench_running.handle.destroy();
  }
  const int units = std::atoi(arguments[2]);
  for (const auto& kind : kinds) {
    if (std::strcmp(kind.name, arguments[1]) != 0) continue;
    if (kind.begin != nullptr) bench_running = kind.begin();
    for (int i = 0; i != units; ++i) kind.unit();
  }
}
