#pragma once
#include "../once.h"
#include "../guard.h"
inline int again() { return once() + guarded(); }
