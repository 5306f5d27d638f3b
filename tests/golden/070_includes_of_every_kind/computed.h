inline int computed() { return 6; }
#include "q.h"
