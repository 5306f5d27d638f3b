inline int near() { return 2; }
