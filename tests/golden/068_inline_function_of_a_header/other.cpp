#include "h.h"
int other(int);
int other(int x) { return shared(x) + count(); }
