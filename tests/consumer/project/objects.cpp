#include "parts.h"

int object_part(int n) {
  return header_part(n);
}
