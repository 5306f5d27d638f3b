#include "h.h"
template int far<int>(int);
