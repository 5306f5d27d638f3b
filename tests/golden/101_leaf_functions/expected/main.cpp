#include "<runtime>/scopegraft/graft.h"
#line 1 "main.cpp"
// What calls nothing has a scope that leaves the thread's place alone; whatever may call something of the program has one that is a place.
#include <cassert>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <new>
#include <string>
#include <utility>
#include <vector>

struct Loud {
  Loud() { static ::scopegraft_rt::Site sg_site_12_10("Loud::Loud", "main.cpp", 12, 10, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::Scope sg_scope_12_10(sg_site_12_10);
#line 12
           std::printf("made\n"); }
  Loud(const Loud&) { static ::scopegraft_rt::Site sg_site_13_21("Loud::Loud", "main.cpp", 13, 21, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::Scope sg_scope_13_21(sg_site_13_21);
#line 13
                      std::printf("copied\n"); }
  ~Loud() { static ::scopegraft_rt::Site sg_site_14_11("Loud::~Loud", "main.cpp", 14, 11, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::Scope sg_scope_14_11(sg_site_14_11);
#line 14
            std::printf("gone\n"); }
  operator int() const { static ::scopegraft_rt::Site sg_site_15_24("Loud::operator int", "main.cpp", 15, 24, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::LeafScope sg_scope_15_24(sg_site_15_24);
#line 15
                         return 3; }
};
struct Flat {
  int x, y;
};
struct WithInitializer {
  int n = 4;
  Flat flat{5, 6};
};

// Leaves.
struct Point {
  int x, y;
  Point() : x(1), y(2) { static ::scopegraft_rt::Site sg_site_28_24("Point::Point", "main.cpp", 28, 24, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::LeafScope sg_scope_28_24(sg_site_28_24);
#line 28
                        }
  int sum() const { static ::scopegraft_rt::Site sg_site_29_19("Point::sum", "main.cpp", 29, 19, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::LeafScope sg_scope_29_19(sg_site_29_19);
#line 29
                    return x + y; }
  void move(int by) { static ::scopegraft_rt::Site sg_site_30_21("Point::move", "main.cpp", 30, 21, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::LeafScope sg_scope_30_21(sg_site_30_21);
#line 30
                     
    assert(by != 0);
    x += by;
  }
  Point copy() const { static ::scopegraft_rt::Site sg_site_34_22("Point::copy", "main.cpp", 34, 22, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::LeafScope sg_scope_34_22(sg_site_34_22);
#line 34
                       return *this; }
  void assign(const Point& other) { static ::scopegraft_rt::Site sg_site_35_35("Point::assign", "main.cpp", 35, 35, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::LeafScope sg_scope_35_35(sg_site_35_35);
#line 35
                                    *this = other; }
  bool operator<(const Point& other) const { static ::scopegraft_rt::Site sg_site_36_44("Point::operator<", "main.cpp", 36, 44, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::LeafScope sg_scope_36_44(sg_site_36_44);
#line 36
                                             return x < other.x; }
};
struct Named {
  std::string name;
  const std::string& get() const { static ::scopegraft_rt::Site sg_site_40_34("Named::get", "main.cpp", 40, 34, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::LeafScope sg_scope_40_34(sg_site_40_34);
#line 40
                                   return name; }
  std::string&& take() { static ::scopegraft_rt::Site sg_site_41_24("Named::take", "main.cpp", 41, 24, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::LeafScope sg_scope_41_24(sg_site_41_24);
#line 41
                         return std::move(name); }
};
int loops(const int* values, int n) { static ::scopegraft_rt::Site sg_site_43_37("loops", "main.cpp", 43, 37, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::LeafScope sg_scope_43_37(sg_site_43_37);
#line 43
                                     
  int sum = 0;
  for (int i = 0; i < n; ++i)
    if (values[i] > 1) sum += values[i];
  while (n-- > 0) sum ^= n;
  do {
    ++sum;
  } while (sum < 0);
  switch (sum) {
    case 1: return 2;
    default: break;
  }
  return sum > 0 ? sum : -sum;
}
int over_an_array(const int (&values)[3]) { static ::scopegraft_rt::Site sg_site_57_43("over_an_array", "main.cpp", 57, 43, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::LeafScope sg_scope_57_43(sg_site_57_43);
#line 57
                                           
  int sum = 0;
  for (const int value : values) sum += value;
  return sum;
}
unsigned from_bytes(const char* bytes) { static ::scopegraft_rt::Site sg_site_62_40("from_bytes", "main.cpp", 62, 40, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::LeafScope sg_scope_62_40(sg_site_62_40);
#line 62
                                        
  unsigned value = 0;
  std::memcpy(&value, bytes, sizeof value);
  return __builtin_bswap32(value);
}
unsigned long not_evaluated() { static ::scopegraft_rt::Site sg_site_67_31("not_evaluated", "main.cpp", 67, 31, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::LeafScope sg_scope_67_31(sg_site_67_31);
#line 67
                                return sizeof(Loud) + sizeof(std::string().size()); }
int aggregates() { static ::scopegraft_rt::Site sg_site_68_18("aggregates", "main.cpp", 68, 18, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::LeafScope sg_scope_68_18(sg_site_68_18);
#line 68
                  
  const Flat flat{1, 2};
  const WithInitializer whole{};
  return flat.x + whole.n + whole.flat.y;
}
template <typename T>
struct Holder {
  T* values;
  unsigned count;
  unsigned size() const { static ::scopegraft_rt::Site sg_site_77_25("Holder::size", "main.cpp", 77, 25, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::LeafScope sg_scope_77_25(sg_site_77_25);
#line 77
                          return count; }
  bool empty() const { static ::scopegraft_rt::Site sg_site_78_22("Holder::empty", "main.cpp", 78, 22, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::LeafScope sg_scope_78_22(sg_site_78_22);
#line 78
                       return count == 0; }
  T* none() const { static ::scopegraft_rt::Site sg_site_79_19("Holder::none", "main.cpp", 79, 19, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::LeafScope sg_scope_79_19(sg_site_79_19);
#line 79
                    return nullptr; }
  T first() const { static ::scopegraft_rt::Site sg_site_80_19("Holder::first", "main.cpp", 80, 19, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::Scope sg_scope_80_19(sg_site_80_19);
#line 80
                    return *values; }  // a copy: none of a leaf's
};

// None: what they do may call something.
int calls(int n) { static ::scopegraft_rt::Site sg_site_84_18("calls", "main.cpp", 84, 18, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::Scope sg_scope_84_18(sg_site_84_18);
#line 84
                   return loops(&n, 1); }
int converts(const Loud& loud) { static ::scopegraft_rt::Site sg_site_85_32("converts", "main.cpp", 85, 32, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::Scope sg_scope_85_32(sg_site_85_32);
#line 85
                                 return loud; }
int makes() { static ::scopegraft_rt::Site sg_site_86_13("makes", "main.cpp", 86, 13, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::Scope sg_scope_86_13(sg_site_86_13);
#line 86
             
  const Loud loud;
  return 1;
}
void copies(const Loud& loud) { static ::scopegraft_rt::Site sg_site_90_31("copies", "main.cpp", 90, 31, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::Scope sg_scope_90_31(sg_site_90_31);
#line 90
                                Loud copy = loud; }
int* allocates() { static ::scopegraft_rt::Site sg_site_91_18("allocates", "main.cpp", 91, 18, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::Scope sg_scope_91_18(sg_site_91_18);
#line 91
                   return new int(7); }
void frees(int* number) { static ::scopegraft_rt::Site sg_site_92_25("frees", "main.cpp", 92, 25, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::Scope sg_scope_92_25(sg_site_92_25);
#line 92
                          delete number; }
int throws(int n) { static ::scopegraft_rt::Site sg_site_93_19("throws", "main.cpp", 93, 19, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::Scope sg_scope_93_19(sg_site_93_19);
#line 93
                   
  if (n > 100) throw n;
  return n;
}
template <typename T>
T added(T a, T b) { static ::scopegraft_rt::Site sg_site_98_19("added", "main.cpp", 98, 19, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::Scope sg_scope_98_19(sg_site_98_19);
#line 98
                   
  return a + b;
}
// What becomes the result shows only where the type is known.
template <typename T>
T zero() { static ::scopegraft_rt::Site sg_site_103_10("zero", "main.cpp", 103, 10, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::Scope sg_scope_103_10(sg_site_103_10);
#line 103
          
  return 0;
}
template <typename T>
T nothing() { static ::scopegraft_rt::Site sg_site_107_13("nothing", "main.cpp", 107, 13, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::Scope sg_scope_107_13(sg_site_107_13);
#line 107
             
  return {};
}
template <typename T>
struct Keeps {
  Loud loud;
  T value;
  auto copied() const { static ::scopegraft_rt::Site sg_site_114_23("Keeps::copied", "main.cpp", 114, 23, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::Scope sg_scope_114_23(sg_site_114_23);
#line 114
                        return loud; }
  auto number() const { static ::scopegraft_rt::Site sg_site_115_23("Keeps::number", "main.cpp", 115, 23, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::LeafScope sg_scope_115_23(sg_site_115_23);
#line 115
                        return 3; }  // a leaf
};
struct FromNumber {
  FromNumber(int n = 5) { static ::scopegraft_rt::Site sg_site_118_25("FromNumber::FromNumber", "main.cpp", 118, 25, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::Scope sg_scope_118_25(sg_site_118_25);
#line 118
                          std::printf("from %d\n", n); }
};
int through_a_pointer(int (*function)(int)) { static ::scopegraft_rt::Site sg_site_120_45("through_a_pointer", "main.cpp", 120, 45, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::Scope sg_scope_120_45(sg_site_120_45);
#line 120
                                              return function(1); }
struct Base {
  virtual ~Base() { static ::scopegraft_rt::Site sg_site_122_19("Base::~Base", "main.cpp", 122, 19, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::LeafScope sg_scope_122_19(sg_site_122_19);
#line 122
                   }
  virtual int number() { static ::scopegraft_rt::Site sg_site_123_24("Base::number", "main.cpp", 123, 24, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::LeafScope sg_scope_123_24(sg_site_123_24);
#line 123
                         return 1; }
  int twice() { static ::scopegraft_rt::Site sg_site_124_15("Base::twice", "main.cpp", 124, 15, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::Scope sg_scope_124_15(sg_site_124_15);
#line 124
                return 2 * number(); }
};
int by_name(Base& base) { static ::scopegraft_rt::Site sg_site_126_25("by_name", "main.cpp", 126, 25, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::Scope sg_scope_126_25(sg_site_126_25);
#line 126
                          return dynamic_cast<Base&>(base).number(); }
std::size_t asks_the_library(const std::vector<int>& values) { static ::scopegraft_rt::Site sg_site_127_62("asks_the_library", "main.cpp", 127, 62, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::Scope sg_scope_127_62(sg_site_127_62);
#line 127
                                                               return values.size(); }
Loud& of_a_thread() { static ::scopegraft_rt::Site sg_site_128_21("of_a_thread", "main.cpp", 128, 21, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::Scope sg_scope_128_21(sg_site_128_21);
#line 128
                     
  thread_local Loud loud;
  return loud;
}
int with_a_lambda() { static ::scopegraft_rt::Site sg_site_132_21("with_a_lambda", "main.cpp", 132, 21, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::Scope sg_scope_132_21(sg_site_132_21);
#line 132
                     
  const int three = 3;
  const auto lambda = [three](int n) { SCOPEGRAFT_RT_CONSTANT_LEAF(134_38, "with_a_lambda::(lambda:134)", "main.cpp", 134, 38, "rate=auto;exceptions;rule=rules.yaml:3:14");
#line 134
                                       return n + three; };  // the lambda is one, what calls it is none
  return lambda(1);
}
void clean(int* number) { static ::scopegraft_rt::Site sg_site_137_25("clean", "main.cpp", 137, 25, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::Scope sg_scope_137_25(sg_site_137_25);
#line 137
                          std::printf("cleaned %d\n", *number); }
int cleans() { static ::scopegraft_rt::Site sg_site_138_14("cleans", "main.cpp", 138, 14, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::Scope sg_scope_138_14(sg_site_138_14);
#line 138
              
  __attribute__((cleanup(clean))) int number = 5;
  return number;
}
int by_default(Loud loud = Loud()) { static ::scopegraft_rt::Site sg_site_142_36("by_default", "main.cpp", 142, 36, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::Scope sg_scope_142_36(sg_site_142_36);
#line 142
                                     return loud; }

int main() { static ::scopegraft_rt::Site sg_site_144_12("main", "main.cpp", 144, 12, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::Scope sg_scope_144_12(sg_site_144_12);
#line 144
            
  Point point;
  point.move(2);
  point.assign(point.copy());
  Named named{"name"};
  const int values[3] = {1, 2, 3};
  int one = 8;
  const Holder<int> holder{&one, 1};
  const Loud loud;
  Base base;
  std::printf("%d %d %s %s\n", point.sum(), point < Point() ? 1 : 0, named.get().c_str(), named.take().c_str());
  std::printf("%d %d %u %d %d\n", loops(values, 3), over_an_array(values), from_bytes("abcd"), not_evaluated() > 0 ? 1 : 0, aggregates());
  std::printf("%u %d %d\n", holder.size(), holder.empty() ? 1 : 0, holder.first());
  std::printf("%d %d %d %d\n", calls(3), converts(loud), makes(), throws(4));
  copies(loud);
  frees(allocates());
  std::printf("%d %d %d %d\n", added(1, 2), through_a_pointer(throws), base.twice(), by_name(base));
  std::printf("%d %d %d\n", static_cast<int>(asks_the_library({1, 2})), static_cast<int>(of_a_thread()), with_a_lambda());
  std::printf("%d\n", by_default());
  std::printf("%d\n", cleans());
  zero<FromNumber>();
  nothing<FromNumber>();
  const Keeps<int> keeps{Loud(), 1};
  std::printf("%d %d %d\n", static_cast<int>(keeps.copied()), keeps.number(), holder.none() == nullptr ? 1 : 0);
}
