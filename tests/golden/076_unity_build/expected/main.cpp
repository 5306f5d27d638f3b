#include "<runtime>/scopegraft/graft.h"
#line 1 "main.cpp"
#include "<store>/headers/<hash>-a.cc"
#include "<store>/headers/<hash>-b.cc"
