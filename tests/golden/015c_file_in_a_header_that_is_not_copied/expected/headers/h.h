#line 1 "./h.h"
static inline const char* name();
static inline const char* name() { return __FILE__; }
#define FROM_MACRO __FILE__
