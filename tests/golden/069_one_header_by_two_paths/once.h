#pragma once
inline int once() { return 1; }
