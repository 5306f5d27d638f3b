#include "a.cc"
#include "b.cc"
