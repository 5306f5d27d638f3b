#include <cstdio>
#include "scopegraft/scopegraft.h"
SCOPEGRAFT_PROFILE(name = "first", sample_rate = 1)
static int one() { return 1; }
SCOPEGRAFT_PROFILE(off) static int two() { return 2; }
SCOPEGRAFT_PROFILE(track_exceptions = false) [[nodiscard]] static int three();
static int three() { return 3; }
template <class T> SCOPEGRAFT_PROFILE(name = "template") T four(T x) { return x; }
SCOPEGRAFT_PROFILE(name = "before") template <class T> T five(T x) { return x; }
struct SCOPEGRAFT_PLAIN_NAME { SCOPEGRAFT_PROFILE(off) int six() { return 6; } int seven() { return 7; } };
SCOPEGRAFT_PROFILE(sample_rate = 0.5) class Class { public: int eight() { return 8; } };
int main() { std::printf("%d%d%d%d%d%d%d%d\n", one(), two(), three(), four(4), five(5), SCOPEGRAFT_PLAIN_NAME().six(), SCOPEGRAFT_PLAIN_NAME().seven(), Class().eight()); }
