// The function of the same name that would have been called without ours, for libraries that stand in front of another one.
#pragma once

#include <dlfcn.h>

namespace scopegraft::interpose {

// Behind us in the loader's order, or in a library that was loaded apart (a plugin's own dependency). Null: it is nowhere.
template <typename Function>
Function* real(const char* name, const char* library) noexcept {
  void* found = ::dlsym(RTLD_NEXT, name);
  if (found == nullptr) {
    if (void* const loaded = ::dlopen(library, RTLD_LAZY | RTLD_NOLOAD)) found = ::dlsym(loaded, name);
  }
  return reinterpret_cast<Function*>(found);
}

}  // namespace scopegraft::interpose
