#include "parts.h"

int fixed_part(int n) {
  return header_part(n);
}
