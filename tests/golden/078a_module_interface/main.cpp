// a module
export module shapes;
export int area(int a, int b) { return a * b; }
int hidden() { return 1; }
