#pragma once
int object_part(int n);
int fixed_part(int n);
int shared_part(int n);
inline int header_part(int n) {
  return n + 1;
}
