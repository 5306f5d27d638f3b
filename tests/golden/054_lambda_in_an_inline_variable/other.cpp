#include "h.h"
int other();
int other() { return value(3) + counter; }
