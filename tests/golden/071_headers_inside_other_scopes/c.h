static inline int c_function(void) { return 1; }
