module; // fragment
#include <cstdio>
export module shapes;
int area(int a, int b) { return a * b + __LINE__; }
