#include "h.h"
namespace { int f() { return 1; } }
int a() { return f() + h(); }
