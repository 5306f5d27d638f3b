#pragma once
inline int pch_part(int n) {
  return n;
}
