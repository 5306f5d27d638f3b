#pragma once
#ifdef WIDE
static long common() { return 2; }
#else
static int common() { return 1; }
#endif
