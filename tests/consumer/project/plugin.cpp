#include "parts.h"

extern "C" int plugin_part(int n);
extern "C" int plugin_part(int n) {
  return header_part(n);
}
