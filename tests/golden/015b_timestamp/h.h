inline const char* stamp() { return __TIMESTAMP__; }
