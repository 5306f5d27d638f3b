#pragma once
inline int next() { return 4; }
#include_next <next.h>
#if __has_include_next(<none.h>)
#error none
#endif
