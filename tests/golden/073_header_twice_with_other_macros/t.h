#ifdef WIDE
static long NAME(long x) { return x; }
#else
static int NAME(int x) { return x; }
#endif
