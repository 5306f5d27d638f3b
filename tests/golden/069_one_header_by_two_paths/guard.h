#ifndef GUARD
#define GUARD
inline int guarded() { return 2; }
#endif
