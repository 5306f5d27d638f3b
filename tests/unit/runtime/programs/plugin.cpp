// A library that is loaded and unloaded while its functions are profiled.
#include "scopegraft/scopegraft.h"

extern "C" __attribute__((visibility("default"))) int plugin_work(int value) {
  SCOPEGRAFT_SCOPE("plugin_work");
  return value + 1;
}
