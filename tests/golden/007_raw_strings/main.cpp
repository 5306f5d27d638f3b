#include <cstdio>
static const char* f() { return R"x({ } return ; #line 7 "y"
int g() { return 2; } )" // )x"; }
static const char* h() { return R"(
#include "none.h"
{)"; } static int k() { return __LINE__; }
int main() { std::printf("%s %s %d\n", f(), h(), k()); }
