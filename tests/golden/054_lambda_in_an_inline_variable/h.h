#pragma once
inline int calls = 0;
inline int counter = [] { return ++calls; }();
inline constexpr auto value = [](int x) { return x; };
