#pragma once
inline int forced() { return 3; }
