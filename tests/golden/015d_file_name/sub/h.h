inline const char* in_header() { return __FILE_NAME__; }
