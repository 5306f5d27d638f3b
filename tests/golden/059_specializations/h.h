#ifndef H
#define H
template <class T> int pick(T) { return 1; }
template <> int pick<char>(char);
template <class T> struct C { int m() { return 3; } };
template <> struct C<bool> { int m() { return 6; } };
template <class T> T far(T x) { return x; }
extern template int far<int>(int);
#endif
