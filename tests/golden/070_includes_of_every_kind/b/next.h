#pragma once
inline int next2() { return 5; }
