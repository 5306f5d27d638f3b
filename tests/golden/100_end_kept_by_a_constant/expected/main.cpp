#include "<runtime>/scopegraft/graft.h"
#line 1 "main.cpp"
// Without optimisation g++ says of a function that only a constant keeps it from its end when it also has a destructor to run.
#include <cstdio>
#include <stdexcept>

template <typename T>
struct IsLarge {
  static const bool value = sizeof(T) > 4;
};

// Left out for g++.
template <typename T>
int by_type(int n) {
  if (IsLarge<T>::value) return n;
  if (!IsLarge<T>::value) return -n;
}
template <bool kBig>
struct Sized {
  int of(int n) const {
    if (n == 0) {
      return 7;
    } else if (kBig) {
      return 2 * n;
    }
  }
};
int by_size(int n) {
  if (sizeof(n) == 4) return n + 1;
}
int by_switch() {
  switch (sizeof(int)) {
    case 4: return 4;
  }
}
int by_try(int n) {
  try {
    if (sizeof(n) == 4) return n;
  } catch (const std::runtime_error&) {
    return 0;
  }
}

// Profiled: what keeps them is no constant, or g++ knows better.
int chosen(int n) { static ::scopegraft_rt::Site sg_site_43_19("chosen", "main.cpp", 43, 19, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::LeafScope sg_scope_43_19(sg_site_43_19);
#line 43
                   
  if (n > 0)
    return 1;
  else
    return 2;
}
int endless(int n) { static ::scopegraft_rt::Site sg_site_49_20("endless", "main.cpp", 49, 20, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::LeafScope sg_scope_49_20(sg_site_49_20);
#line 49
                    
  while (true)
    if (n-- < 0) return n;
}
int once(int n) { static ::scopegraft_rt::Site sg_site_53_17("once", "main.cpp", 53, 17, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::LeafScope sg_scope_53_17(sg_site_53_17);
#line 53
                 
  do {
    return n;
  } while (false);
}
template <typename T>
int mixed(T n) { static ::scopegraft_rt::Site sg_site_59_16("mixed", "main.cpp", 59, 16, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::Scope sg_scope_59_16(sg_site_59_16);
#line 59
                
  if (IsLarge<T>::value) return 1;
  return static_cast<int>(n);
}
int thrown(int n) { static ::scopegraft_rt::Site sg_site_63_19("thrown", "main.cpp", 63, 19, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::Scope sg_scope_63_19(sg_site_63_19);
#line 63
                   
  if (n > 0) return n;
  throw std::runtime_error("negative");
}
template <typename T>
void none(T n) { static ::scopegraft_rt::Site sg_site_68_16("none", "main.cpp", 68, 16, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::Scope sg_scope_68_16(sg_site_68_16);
#line 68
                
  if (IsLarge<T>::value) std::printf("%d\n", static_cast<int>(n));
}

int main() { static ::scopegraft_rt::Site sg_site_72_12("main", "main.cpp", 72, 12, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::Scope sg_scope_72_12(sg_site_72_12);
#line 72
            
  std::printf("%d %d %d %d %d %d %d\n", by_type<int>(1), by_type<double>(2), Sized<true>().of(3), Sized<true>().of(0), by_size(4), by_switch(), by_try(5));
  std::printf("%d %d %d %d %d\n", chosen(1), endless(2), once(3), mixed('a'), thrown(5));
  none(1.0);
}
