inline const char* in_header() { return __FILE__; }
inline int level() { return __INCLUDE_LEVEL__; }
