#ifndef C_API
#define C_API
static inline int from_header(void) { return 6; }
#endif
