template <class T> int f(T x) { return undeclared_name + x; }
int main() { return 0; }
