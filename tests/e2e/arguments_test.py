#!/usr/bin/env python3
"""`track_args`: sizes with what the arguments own, and the values of the slowest calls. arguments_test.py BUILD"""
import json
import re
import unittest

import support
from support import run

PROGRAM = r"""
#include <chrono>
#include <complex>
#include <cstring>
#include <list>
#include <map>
#include <memory>
#include <optional>
#include <ostream>
#include <string>
#include <string_view>
#include <thread>
#include <variant>
#include <vector>

namespace app {
enum class Colour { red, green };
struct Point { int x, y; };
std::ostream& operator<<(std::ostream& out, const Point& point) { return out << '(' << point.x << '|' << point.y << ')'; }
struct Throws {};
std::ostream& operator<<(std::ostream& out, const Throws&) { out << "before"; throw 1; }
struct Silent { std::unique_ptr<int> only_moves; };
struct Opaque;
Opaque& opaque() { static char room[8]; return reinterpret_cast<Opaque&>(room); }
struct Own { int id; };
unsigned long scopegraft_owned_bytes(const Own&) noexcept { return 10000; }

inline void takes(int ms) { std::this_thread::sleep_for(std::chrono::milliseconds(ms)); }

void numbers(int i, unsigned long u, double d, bool b, char c, Colour colour) { takes(i + static_cast<int>(u + static_cast<unsigned long>(d)) * 0 + b * 0 + c * 0 + static_cast<int>(colour) * 0); }
void texts(const std::string& text, std::string_view view, const char* plain, const char* none) { takes(static_cast<int>(text.size() + view.size() + std::strlen(plain)) * 0 + (none == nullptr)); }
void no_text(const char* bytes, int n) { takes(n * 0 + bytes[0] * 0); }
void wrapped(const std::optional<int>& some, std::optional<Point> none, const std::unique_ptr<std::string>& pointer, int* address) { takes(some.value_or(0) * 0 + none.has_value() * 0 + (pointer ? 0 : 0) + (address == nullptr)); }
void streamed(const Point& point, std::complex<double> number, const Throws&, std::chrono::seconds) { takes(point.x * 0 + static_cast<int>(number.real()) * 0); }
void many(const std::vector<int>& numbers, const std::map<int, std::string>& names, const std::list<Point>& points) { takes(static_cast<int>(numbers.size() + names.size() + points.size()) * 0); }
void mute(Silent silent, Opaque&, const Own& own) { takes(own.id * 0 + (silent.only_moves != nullptr) * 0); }
void odd(Opaque& incomplete, volatile int& loud, void (&function)(int), int) { takes(loud * 0 + (&incomplete == nullptr) * 0 + (&function == nullptr) * 0); }
void login(const std::string& user, const std::string& password, const std::string& apiToken) { takes(static_cast<int>(user.size() + password.size() + apiToken.size()) * 0); }
template <class... Rest> void packed(int first, Rest... rest) { takes(first * 0 + static_cast<int>(sizeof...(rest)) * 0); }
void slow(int ms) { takes(ms); }
struct Ponderous { int n; };
std::ostream& operator<<(std::ostream& out, const Ponderous&) { takes(1); return out << "ponderous"; }
void weighty(const Ponderous& what, int ms) { takes(ms + what.n * 0); }
void lengthy(const std::string& text) { takes(static_cast<int>(text.size()) * 0); }
class Holder {
 public:
  Holder(std::string text, int n) : text_(std::move(text)), n_(n) { takes(n_ * 0); }
  std::string text_;
  int n_;
};
int recurses(int n) { takes(1); return n == 0 ? 0 : recurses(n - 1); }
void throws(int n) { takes(1); throw n; }
}  // namespace app

int main() {
  app::numbers(-7, 8ul << 40, 2.5, true, 'x', app::Colour::green);
  app::texts("hello", "view", "plain", nullptr);
  const char bytes[] = {1, 2, 3, 4};
  app::no_text(bytes, 4);
  int n = 3;
  app::wrapped(5, std::nullopt, std::make_unique<std::string>("held"), &n);
  app::streamed({1, 2}, {1, 2}, {}, std::chrono::seconds(5));
  app::many({1, 2, 3}, {{1, "one"}}, {});
  app::mute({}, app::opaque(), {1});
  app::odd(app::opaque(), n, app::takes, 4);
  app::login("ada", "hunter2secret", "tokentoken");
  app::packed(1, 2, std::string("three"), 4.5);
  app::packed(9);
  for (int i = 0; i < 40; ++i) app::slow(i % 10 == 5 ? 10 + i : 1);
  for (int i = 0; i < 12; ++i) app::weighty({1}, i < 6 ? 1 : 10 + i);
  app::lengthy(std::string(50000, 'y'));
  app::Holder holder("a text that is moved", 2);
  app::recurses(3);
  try { app::throws(42); } catch (int) {}
  return holder.n_ - 2;
}
"""

COROUTINES = r"""
#include <coroutine>
#include <string>
#include <thread>
#include <chrono>
struct Task {
  struct promise_type {
    Task get_return_object() { return Task{std::coroutine_handle<promise_type>::from_promise(*this)}; }
    std::suspend_always initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    void return_void() {}
    void unhandled_exception() {}
  };
  std::coroutine_handle<promise_type> handle;
};
Task serve(int n, std::string name) {
  co_await std::suspend_always{};
  std::this_thread::sleep_for(std::chrono::milliseconds(n + static_cast<int>(name.size()) * 0));
}
int main() {
  Task tasks[20];
  for (int i = 0; i < 20; ++i) tasks[i] = serve(i == 13 ? 30 : 1, "task " + std::to_string(i));
  for (int i = 0; i < 20; ++i) {
    tasks[i].handle.resume();
    if (i != 19) tasks[i].handle.resume();  // the last one is never finished
  }
  for (Task& task : tasks) task.handle.destroy();
}
"""
RULES = ("version: 1\ndefaults: {track_args: true, sample_rate: 1, redact: [password, token]}\n"
         "functions:\n  - match: ['app::*', 'app::Holder::*', serve]\n  - {match: ['app::takes', 'app::operator*', 'app::Holder::~*', 'app::opaque', 'app::scopegraft_owned_bytes'], track_args: false}\n")


class Arguments(support.Scratch):
    compiler = "g++"
    flags = ("-std=c++17", "-Wall", "-Wextra", "-Wpedantic", "-Werror", "-Wno-address", "-Wno-tautological-compare", "-Wno-tautological-undefined-compare")

    def ran(self, source=PROGRAM, flags=None, rules=RULES, link=()):
        self.write("a.cpp", source)
        self.write("profiling.yaml", rules)
        told = self.compile("a.cpp", compiler=self.compiler, flags=flags or self.flags).stderr
        self.assertEqual(told, "")
        self.link(["a.o"], compiler=self.compiler, flags=link)
        self.execute()
        report = self.report()
        self.calls_by_name = {}
        for call in report["slow_calls"]:
            self.calls_by_name.setdefault(call["name"], []).append(call)
        for calls in self.calls_by_name.values():
            calls.sort(key=lambda call: -call["duration_ms"])
        return report

    def values(self, name):
        return self.calls_by_name[name][0]["arguments"]

    def test_values(self):
        report = self.ran()
        self.assertEqual(self.values("app::numbers"), {"i": "-7", "u": str(8 << 40), "d": "2.5", "b": "true", "c": "x", "colour": "1"})
        self.assertEqual(self.values("app::texts"), {"text": "hello", "view": "view", "plain": "plain", "none": "null"})
        self.assertRegex(self.values("app::no_text")["bytes"], "^0x[0-9a-f]+$")
        wrapped = self.values("app::wrapped")
        self.assertRegex(wrapped.pop("address"), "^0x[0-9a-f]+$")
        self.assertEqual(wrapped, {"some": "5", "none": "none", "pointer": "held"})
        self.assertEqual(self.values("app::streamed"), {"point": "(1|2)", "number": "(1,2)"})
        self.assertEqual(self.values("app::many"), {"numbers": "3 elements", "names": "1 element", "points": "0 elements"})
        self.assertEqual(self.calls_by_name.get("app::mute"), None)  # nothing that could be shown
        self.assertEqual(self.values("app::packed"), {"first": "1", "rest[0]": "2", "rest[1]": "three", "rest[2]": "4.5"})
        self.assertEqual(self.values("app::throws"), {"n": "42"})
        self.assertEqual({call["arguments"]["n"] for call in self.calls_by_name["app::recurses"]}, {"0", "1", "2", "3"})
        cut = self.values("app::lengthy")["text"]
        self.assertRegex(cut, "^y{50,200}…$")
        sizes = {f["name"]: f["avg_args_size_kb"] for f in report["functions"]}
        self.assertGreater(sizes["app::mute"] * 1024, 10000)  # what the type says of itself
        self.assertGreater(sizes["app::lengthy"], 48)

    def test_the_slowest_calls(self):
        self.ran()
        slow = self.calls_by_name["app::slow"]
        self.assertEqual([call["arguments"]["ms"] for call in slow[:4]], ["45", "35", "25", "15"])
        self.assertLessEqual(len(slow), 5)

    def test_values_that_take_long_to_read_are_left_with_a_word(self):
        self.ran()
        slowest = self.calls_by_name["app::weighty"]
        self.assertEqual(slowest[0]["arguments"], {"(values)": "not read any more: it took longer than 0.05 ms"})
        self.assertEqual(len(slowest), 5)

    def test_redacted_values_are_nowhere(self):
        self.ran()
        self.assertEqual(self.values("app::login"), {"user": "ada", "password": "(redacted)", "apiToken": "(redacted)"})
        self.assertNotIn(b"hunter2secret", (self.dir / "out.scopegraft").read_bytes())
        self.assertNotIn(b"tokentoken", (self.dir / "out.scopegraft").read_bytes())

    def test_a_redacted_parameter_is_no_context_field(self):
        self.ran(rules=RULES + "  - {match: ['app::login'], create_span: true, context_fields: [user, password]}\n")
        explained = next(e for e in self.explained() if e["function"] == "app::login")
        self.assertIn("no field `password`: `redact` names it", explained["reason"])
        self.assertNotIn(b"hunter2secret", (self.dir / "out.scopegraft").read_bytes())

    def test_what_cannot_be_known_is_explained(self):
        self.ran()
        explained = {e["function"]: e["reason"] for e in self.explained()}
        for name, why in (("app::odd", "no size of argument `incomplete`: its type is not complete here"), ("app::odd", "no size of argument `loud`: it is volatile"),
                          ("app::odd", "no size of argument `function`: it is a function"), ("app::odd", "no size of argument 4: it has no name"),
                          ("app::Holder::Holder", "no size of argument `text`: a member initialiser moves from it")):
            self.assertIn(why, explained[name])
        self.assertNotIn("`n`", explained["app::Holder::Holder"])
        self.assertEqual(self.values("app::Holder::Holder"), {"n": "2"})

    def test_text_and_html(self):
        self.ran()
        text = run([support.TOOL, "report", "out.scopegraft"], cwd=self.dir, env={"COLUMNS": "140"}).stdout
        self.assertRegex(text, r"app::slow ms=45")
        page = run([support.TOOL, "report", "--format", "html", "out.scopegraft"], cwd=self.dir).stdout
        self.assertIn('["ms","45"]', page)

    def test_hidden_symbols_and_no_exceptions(self):
        source = re.sub(r"struct Throws \{\};\n.*\n", "struct Throws {};\n", PROGRAM).replace("try { app::throws(42); } catch (int) {}", "").replace("throw n;", "static_cast<void>(n);")
        self.ran(source, flags=self.flags + ("-fvisibility=hidden", "-fvisibility-inlines-hidden", "-fno-exceptions", "-fno-rtti"))
        self.assertEqual(self.values("app::streamed"), {"point": "(1|2)", "number": "(1,2)"})

    def test_cpp_14_has_none_and_says_so(self):
        self.ran("namespace app {\nvoid f(int n) {\n  static_cast<void>(n);\n}\n}\nint main() { app::f(1); }\n", flags=("-std=c++14",))
        self.assertIn("no arguments before C++17", next(e for e in self.explained() if e["function"] == "app::f")["reason"])

    def test_coroutines(self):
        report = self.ran(COROUTINES, flags=("-std=c++20",))
        calls = self.calls_by_name["serve"]
        self.assertEqual(calls[0]["arguments"], {"n": "30", "name": "task 13"})
        self.assertNotIn("task 19", [call["arguments"]["name"] for call in calls])
        self.assertEqual(report["functions"][0]["abandoned"], 1)


class ArgumentsWithClang(Arguments):
    compiler = "clang++-22"


if __name__ == "__main__":
    support.main()
