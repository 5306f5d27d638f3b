// Runs one kind of call many times, for `guard_instructions_test.py`, which counts instructions with callgrind.
#include <cstdlib>
#include <cstring>

#include "guard_calls.h"

int main(int, char** arguments) {
  ::setenv("SCOPEGRAFT_OUTPUT", "/dev/null/none", 1);
  ::setenv("SCOPEGRAFT_EXCLUDE_PATTERNS", "excluded*", 1);
  const struct {
    const char* name;
    void (*call)();
  } kinds[] = {{"bare", bare}, {"measured", measured}, {"never_sampled", never_sampled}, {"excluded", excluded}, {"measured_leaf", measured_leaf}, {"never_sampled_leaf", never_sampled_leaf},
               {"excluded_leaf", excluded_leaf}, {"unmet_environment", unmet_environment}, {"unmet_load", unmet_load}, {"unmet_flag", unmet_flag}};
  never_sampled();  // the runtime's start is in every run
  excluded();
  measured();
  never_sampled_leaf();
  excluded_leaf();
  measured_leaf();
  unmet_environment();
  unmet_load();
  unmet_flag();
  const int calls = std::atoi(arguments[2]);
  for (const auto& kind : kinds)
    if (std::strcmp(kind.name, arguments[1]) == 0)
      for (int i = 0; i != calls; ++i) kind.call();
}
