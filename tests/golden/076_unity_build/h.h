#pragma once
inline int h() { return 4; }
int a();
