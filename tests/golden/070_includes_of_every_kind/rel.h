inline int rel() { return 1; }
