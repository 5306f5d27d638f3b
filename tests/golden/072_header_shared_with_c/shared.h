#ifndef SHARED
#define SHARED
static inline int shared(int x) { return x + 1; }
#ifdef __cplusplus
struct Only { int m() { return 7; } };
#endif
#endif
