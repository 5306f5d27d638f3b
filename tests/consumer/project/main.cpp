#include <dlfcn.h>

#include <cstdio>

#include "parts.h"

extern "C" int c_part(int n);

int main(int argc, char** argv) {
  if (argc != 2) return 2;
  int sum = object_part(1) + fixed_part(2) + shared_part(3) + c_part(4);
  void* plugin = dlopen(argv[1], RTLD_NOW);
  if (plugin == nullptr) {
    std::puts(dlerror());
    return 3;
  }
  sum += reinterpret_cast<int (*)(int)>(dlsym(plugin, "plugin_part"))(5);
  dlclose(plugin);
  std::printf("%d\n", sum);
  return 0;
}
