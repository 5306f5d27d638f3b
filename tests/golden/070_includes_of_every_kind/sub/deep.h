#include "near.h"
#if __has_include("near.h")
inline int deep() { return near() + 1; }
#endif
