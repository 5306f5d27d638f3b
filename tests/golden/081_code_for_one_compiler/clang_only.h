inline int clang_only() { return 2; }
