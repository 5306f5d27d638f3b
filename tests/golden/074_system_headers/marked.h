#pragma GCC system_header
inline int marked() { int unused; return 2; }
