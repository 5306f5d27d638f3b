"""The pieces that programs.py builds programs of: functions of every form, each with what main() does to call it.

In a piece `«` and `»` are the braces of a body that a scope may go into, `#N` is a number of its own, SAY(x) prints the line, the
function and x. A layout is what may stand for `«`, or around the whole piece; a piece says with `macro_safe` whether it may pass through
a macro argument, and with `place` where it may stand.
"""
import dataclasses


@dataclasses.dataclass(frozen=True)
class Construct:
    name: str
    text: str
    call: str
    since: int = 11            # the first standard it compiles under
    until: int = 99
    macro_safe: bool = True    # no directive inside, no `#` of its own
    namespace: bool = True     # may stand in a namespace that `using namespace` opens
    compilers: tuple = ("g++", "clang++")


C = Construct
CONSTRUCTS = (
    C("free", "int f#N(int a) « SAY(a); return a + 1; »", "SAY(f#N(3));"),
    C("one_line", "int f#N()« return SAY(1), 7; »", "SAY(f#N());"),
    C("empty", "void f#N() « »\nvoid g#N() « ; »", "f#N(); g#N();"),
    C("two_on_a_line", "int f#N() « return 1; » int g#N() « return SAY(2), 2; »", "SAY(f#N() + g#N());"),
    C("static", "static int f#N(int a) noexcept « SAY(a); return a * 2; »", "SAY(f#N(4));"),
    C("inline", "inline long f#N(long a) « SAY(static_cast<int>(a)); return a; »", "SAY(static_cast<int>(f#N(5)));"),
    C("extern_c", 'extern "C" int f#N(int a) « SAY(a); return a; »', "SAY(f#N(6));"),
    C("extern_c_block", 'extern "C" {\nint f#N(int a) « SAY(a); return a; »\n}', "SAY(f#N(6));", macro_safe=False),
    C("trailing", "auto f#N(int a) -> int « SAY(a); return a; »", "SAY(f#N(1));"),
    C("auto", "auto f#N(int a) « SAY(a); return a; »", "SAY(f#N(2));", since=14),
    C("decltype_auto", "int h#N = 3;\ndecltype(auto) f#N() « SAY(1); return (h#N); »", "f#N() = 4; SAY(h#N);", since=14),
    C("array_reference", "int h#N[3] = {1, 2, 3};\nint (&f#N())[3] « SAY(1); return h#N; »", "SAY(f#N()[1]);"),
    C("function_pointer", "int g#N(int a) « return a + 1; »\nint (*f#N(int a))(int) « SAY(a); return g#N; »", "SAY(f#N(1)(2));"),
    C("unmovable", "struct S#N { int v; S#N(int a) : v(a) « SAY(a); » S#N(const S#N&) = delete; };\nS#N f#N(int a) « return S#N{a}; »", "SAY(f#N(5).v);", since=17),
    C("template", "template <class T> T f#N(T a) « SAY(static_cast<int>(a)); return a + T(1); »", "SAY(f#N(1)); SAY(static_cast<int>(f#N(2.5)));"),
    C("specialised", "template <class T> int f#N(T) « return SAY(1), 1; »\ntemplate <> int f#N<char>(char) « return SAY(2), 2; »", "SAY(f#N(1) + f#N('a'));"),
    C("pack", "int f#N() « return 0; »\ntemplate <class T, class... R> int f#N(T a, R... r) « SAY(a); return a + f#N(r...); »", "SAY(f#N(1, 2, 3));"),
    C("fold", "template <class... T> int f#N(T... a) « SAY(1); return (0 + ... + a); »", "SAY(f#N(1, 2));", since=17),
    C("if_constexpr", "template <class T> int f#N(T a) « if constexpr (sizeof(T) > 1) { return SAY(1), int(a); } else { return SAY(2), 0; } »", "SAY(f#N(1)); SAY(f#N('c'));", since=17),
    C("concept", "template <class T> concept K#N = sizeof(T) > 1;\ntemplate <K#N T> int f#N(T a) requires(sizeof(T) < 9) « SAY(1); return int(a); »\nint g#N(K#N auto a) « return SAY(2), int(a); »", "SAY(f#N(1) + g#N(2));", since=20),
    C("constexpr", "constexpr int f#N(int a) « return a * 2; »\nstatic_assert(f#N(2) == 4, \"\");", "SAY(f#N(3));"),
    C("constexpr_loop", "constexpr int f#N(int a) « int s = 0; for (int i = 0; i < a; ++i) { s += i; } return s; »\nconstexpr int h#N = f#N(4);\nint k#N[f#N(3)];", "SAY(f#N(5) + h#N + int(sizeof k#N));", since=14),
    C("constinit", "constexpr int f#N(int a) « return a + 1; »\nconstinit int h#N = f#N(4);", "SAY(h#N);", since=20),
    C("consteval", "consteval int f#N(int a) « return a + 1; »", "SAY(f#N(4));", since=20),
    C("constexpr_class", "struct S#N { int v; constexpr S#N(int a) : v(a) « » constexpr int get() const « return v; » };\nconstexpr S#N h#N(3);\nstatic_assert(h#N.get() == 3, \"\");", "SAY(S#N(4).get());", since=14),
    C("constexpr_virtual", "struct B#N { constexpr virtual int f() const « return 1; » };\nstruct D#N : B#N { constexpr int f() const override « return 2; » };\nstatic_assert(D#N{}.f() == 2);", "D#N d#N; const B#N& b#N = d#N; SAY(b#N.f());", since=20, macro_safe=False),
    C("member", "struct S#N { int v = 2; int f(int a) const « SAY(a); return a + v; » static int g() « return SAY(9), 9; » };", "SAY(S#N{}.f(1) + S#N::g());"),
    C("out_of_class", "struct S#N { int v; S#N(); int f() const; ~S#N(); };\nS#N::S#N() : v(7) « SAY(v); »\nint S#N::f() const « return SAY(v), v; »\nS#N::~S#N() « SAY(0); »", "{ S#N s; SAY(s.f()); }"),
    C("qualifiers", "struct S#N { int f() & « return SAY(1), 1; » int f() && « return SAY(2), 2; » int f() const& « return SAY(3), 3; » };", "S#N s#N; const S#N c#N{}; SAY(s#N.f() + S#N{}.f() + c#N.f());"),
    C("virtual", "struct B#N { virtual ~B#N() « SAY(0); » virtual int f() = 0; };\nint B#N::f() « return SAY(1), 1; »\nstruct D#N final : B#N { int f() override « return SAY(2), B#N::f(); » };", "{ D#N d; B#N& b = d; SAY(b.f()); }"),
    C("initialiser_lambda", "struct S#N { int v; S#N(int a) : v{[a] « SAY(a); return a + 1; »()} « SAY(v); » };", "SAY(S#N(2).v);"),
    C("delegating", "struct S#N { int v; S#N() : S#N(3) « SAY(1); » explicit S#N(int a) : v(a) « SAY(a); » };", "SAY(S#N{}.v);"),
    C("inherited", "struct B#N { int v; B#N(int a) : v(a) « SAY(a); » };\nstruct D#N : B#N { using B#N::B#N; };", "SAY(D#N(2).v);"),
    C("constructor_try", "struct S#N { int v; S#N(int a) try : v(a) « SAY(v); if (a > 1) throw a; » catch (int e) « SAY(e); » };", "try { S#N s(1); SAY(s.v); S#N t(2); } catch (int e) { SAY(e); }"),
    C("function_try", "int f#N(int a) try « SAY(a); if (a) throw a; return 0; » catch (int e) « return SAY(e), e; » catch (...) « return 2; »", "SAY(f#N(0) + f#N(5));"),
    C("throws", "int f#N(int a) « SAY(a); if (a) throw a; return 0; »", "try { f#N(0); f#N(3); } catch (int e) { SAY(e); }"),
    C("operators", "struct S#N { int v; S#N operator+(S#N o) const « return SAY(v), S#N{v + o.v}; » operator int() const « return SAY(v), v; » int operator()(int a) « return SAY(a), a; » int operator[](int a) const « return a; » };\nbool operator<(const S#N& a, const S#N& b) « return SAY(1), a.v < b.v; »", "S#N s#N{1}; SAY(s#N + S#N{2}); SAY(s#N(3) + s#N[4] + (s#N < S#N{5}));"),
    C("literal", 'int operator""_x#N(unsigned long long a) « return SAY(1), int(a); »', "SAY(3_x#N);"),
    C("spaceship", "#include <compare>\nstruct S#N { int v; auto operator<=>(const S#N&) const = default; bool operator==(int a) const « return SAY(a), v == a; » };", "SAY((S#N{1} < S#N{2}) + (S#N{3} == 3));", since=20, macro_safe=False, namespace=False),
    C("friend", "struct S#N { int v; friend int f#N(const S#N& s) « return SAY(s.v), s.v; » };", "SAY(f#N(S#N{4}));"),
    C("local_class", "int f#N(int a) « struct L { int v; int g() « return SAY(v), v; » }; return L{a}.g(); »", "SAY(f#N(4));"),
    C("nested_template_class", "template <class T> struct S#N { struct I { T f(T a) « return SAY(int(a)), a; » }; template <class U> U g(U a); };\ntemplate <class T> template <class U> U S#N<T>::g(U a) « return SAY(int(a)), a; »", "SAY(S#N<int>::I{}.f(1) + S#N<long>{}.g(2));"),
    C("crtp", "template <class D> struct B#N { int f() « return SAY(1), static_cast<D*>(this)->g(); » };\nstruct D#N : B#N<D#N> { int g() « return SAY(2), 2; » };", "SAY(D#N{}.f());"),
    C("partial", "template <class T> struct S#N { int f() « return SAY(1), 1; » };\ntemplate <class T> struct S#N<T*> { int f() « return SAY(2), 2; » };", "SAY(S#N<int>{}.f() + S#N<int*>{}.f());"),
    C("explicit_instance", "template <class T> T f#N(T a) « return SAY(int(a)), a; »\nextern template long f#N<long>(long);\ntemplate long f#N<long>(long);", "SAY(int(f#N(2L)));"),
    C("lambda", "int f#N(int a) « auto l = [&](int b) « SAY(b); return a + b; »; return l(2); »", "SAY(f#N(1));"),
    C("lambda_forms", "int f#N(int a) « auto l = [a]() mutable noexcept -> int « return ++a; »; auto m = [] « return 4; »; int (*p)(int) = [](int b) « return b; »; return l() + m() + p(3); »", "SAY(f#N(1));"),
    C("generic_lambda", "int f#N(int a) « auto l = [](auto b, auto... r) « SAY(b); return b + int(sizeof...(r)); »; return l(a, 1, 2); »", "SAY(f#N(1));", since=14),
    C("nested_lambdas", "int f#N(int a) « return [a] « return [a] « return [a] « return SAY(a), a; »(); »(); »(); »", "SAY(f#N(8));"),
    C("global_lambda", "int h#N = [] « SAY(5); return 5; »();\nauto k#N = [](int a) « return SAY(a), a; »;", "SAY(h#N + k#N(2));"),
    C("member_lambda", "struct S#N { int v = [] « SAY(6); return 6; »(); };", "SAY(S#N{}.v);"),
    C("default_lambda", "int f#N(int a = [] « return SAY(7), 7; »()) « return a; »", "SAY(f#N());"),
    C("constexpr_lambda", "constexpr auto l#N = [](int a) « return a * 3; »;\nstatic_assert(l#N(2) == 6, \"\");", "SAY(l#N(3));", since=17),
    C("template_lambda", "auto l#N = []<class T>(T a) « return SAY(int(a)), a; »;", "SAY(l#N(3));", since=20),
    C("unevaluated_lambda", "using L#N = decltype([](int a) « return a; »);", "SAY(L#N{}(3));", since=20),
    C("lambda_argument", "template <class F> int f#N(F g) « return g(3); »", "SAY(f#N([](int a) « SAY(a); return a + 1; »));"),
    C("switch", "int f#N(int a) « switch (a) { case 0: return SAY(0), 0; case 1: { SAY(1); } [[fallthrough]]; default: return 2; } »", "SAY(f#N(0) + f#N(1) + f#N(2));", since=17),
    C("goto", "int f#N(int a) « int i = 0; again: SAY(i); if (++i < a) goto again; return i; »", "SAY(f#N(2));"),
    C("recursion", "int f#N(int a) « return a < 2 ? 1 : a * f#N(a - 1); »", "SAY(f#N(6));"),
    C("variadic", "#include <cstdarg>\nint f#N(int n, ...) « va_list l; va_start(l, n); int s = 0; while (n-- > 0) s += va_arg(l, int); va_end(l); return SAY(s), s; »", "SAY(f#N(2, 3, 4));", macro_safe=False, namespace=False),
    C("statement_expression", "int f#N(int a) « return __extension__ ({ int b = a + 1; SAY(b); b; }); »", "SAY(f#N(2));"),
    C("attributes", "[[gnu::noinline]] int f#N(int a) « return SAY(a), a; »\n__attribute__((always_inline)) inline int g#N(int a) « return a; »\n[[gnu::const]] int k#N(int a) « return a + 1; »\n[[noreturn]] void n#N(int a) « SAY(a); throw a; »", "SAY(f#N(1) + g#N(2) + k#N(3)); try { n#N(4); } catch (int e) { SAY(e); }"),
    C("initialised_before_main", "int f#N(int a) « SAY(a); return a; »\nstatic int h#N = f#N(11);\nstruct S#N { S#N() « SAY(1); » ~S#N() « SAY(2); » } s#N;", "SAY(h#N);"),
    C("structured", "struct P#N { int a, b; };\nP#N g#N() « return {1, 2}; »\nint f#N() « auto [x, y] = g#N(); SAY(x); return y; »", "SAY(f#N());", since=17),
    C("deduction", "template <class T> struct S#N { T v; S#N(T a) : v(a) « SAY(int(v)); » };\ntemplate <class T> S#N(T) -> S#N<T>;", "SAY(S#N{3}.v);", since=17),
    C("new_delete", "#include <cstdlib>\nstruct S#N { int v = 1; void* operator new(std::size_t n) « SAY(int(n)); return std::malloc(n); » void operator delete(void* p) « SAY(0); std::free(p); » };", "delete new S#N;", macro_safe=False, namespace=False),
    C("names", "int f#N() « SAY(int(sizeof __func__)); SAY(int(sizeof __PRETTY_FUNCTION__)); SAY(__COUNTER__ >= 0); return here(); »", "SAY(f#N());"),
    C("head_over_lines", "int\nf#N(int a,\n    int b)\n«\n  SAY(a);\n  return a\n    + b;\n»", "SAY(f#N(1, 2));", macro_safe=False),
    C("coroutine", "Task f#N(int a) « SAY(a); int b = co_await Step{a}; SAY(b); co_return b + 1; »", "SAY(f#N(2).finish());", since=20, namespace=False),
    C("lambda_coroutine", "auto l#N = [](int a) -> Task « SAY(a); int b = co_await Step{a}; co_return b; »;", "SAY(l#N(3).finish());", since=20, namespace=False),
    C("generator_coroutine", "Task f#N(int n) « for (int i = 0; i < n; ++i) { co_yield i; SAY(i); } co_return n; »", "SAY(f#N(2).finish());", since=20, namespace=False),
    C("throwing_coroutine", "Task f#N(int a) « try { co_await Step{a}; if (a) throw a; } catch (int e) { SAY(e); } co_return 1; »", "SAY(f#N(2).finish());", since=20, namespace=False),
    C("explicit_object", "struct S#N { int v = 1; int f(this auto&& self, int a) « return SAY(a), self.v; » };", "SAY(S#N{}.f(2));", since=23, compilers=("clang++",)),
    C("static_call", "struct S#N { static int operator()(int a) « return SAY(a), a; » int operator[](int a, int b) const « return a + b; » };", "SAY(S#N{}(2) + S#N{}[1, 2]);", since=23, compilers=("clang++",)),
    C("if_consteval", "constexpr int f#N(int a) « if consteval { return a; } else { return SAY(a), a + 1; } »\nconstexpr int h#N = f#N(1);", "SAY(f#N(1) + h#N);", since=23),
)

# What stands for `«`: the brace with something before or behind it that an exact rewriter must respect.
BRACES = ("{", "{", "{\n", "\n{\n", "\t{", "/* ) */ {", "{ // a comment\n", "{ /* { */", "<%", "\n  \\\n  {", "{ ;", "{ (void)\"} {\";", "{{ } ")
INLINE_BRACES = ("{", "{", " {", "/* ) */ {", "{ /* { */", "<%", "{ ;", "{{ } ")
