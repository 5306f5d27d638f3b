#include "<runtime>/scopegraft/graft.h"
#line 1 "other.cpp"
#include "<store>/headers/<hash>-h.h"
template int far<int>(int);
