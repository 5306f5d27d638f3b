#pragma once
#include "once.h"
#include "plain.h"
inline int plain() { return once() + 1; }
