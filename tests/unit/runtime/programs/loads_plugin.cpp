// Loads a plug-in again and again, in several threads, calls it and unloads it. PROFILED: has a scope of its own.
#include <dlfcn.h>

#include <thread>
#include <vector>

#include "scopegraft/scopegraft.h"

int main(int, char** arguments) {
  std::vector<std::thread> threads;
  for (int i = 0; i != 3; ++i)
    threads.emplace_back([&] {
      for (int round = 0; round != 20; ++round) {
#if defined(PROFILED)
        SCOPEGRAFT_SCOPE("round");
#endif
        void* const library = ::dlopen(arguments[1], RTLD_NOW | RTLD_LOCAL);
        if (library == nullptr) std::_Exit(2);
        const auto work = reinterpret_cast<int (*)(int)>(::dlsym(library, "plugin_work"));
        for (int call = 0; call != 50; ++call)
          if (work(call) != call + 1) std::_Exit(3);
        ::dlclose(library);
      }
    });
  for (std::thread& thread : threads) thread.join();
}
