int old(a, b) int a; int b; { int v[a]; v[0] = b; return v[0]; }
int main(void) { return old(1, 0); }
