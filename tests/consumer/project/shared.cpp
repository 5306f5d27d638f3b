#include "parts.h"

int shared_part(int n) {
  return header_part(n);
}
