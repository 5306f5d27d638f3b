#include "../common.h"
int a();
int a() { return common(); }
