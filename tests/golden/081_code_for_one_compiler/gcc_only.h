inline int gcc_only() { return 1; }
