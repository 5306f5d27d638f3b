#pragma once
#include <config.h>
inline int in_system() { int unused; return ours(); }
