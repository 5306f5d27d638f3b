inline int f() { return __LINE__; }
