inline const char* quoted() { return __FILE__; }
