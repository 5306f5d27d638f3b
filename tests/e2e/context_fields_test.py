#!/usr/bin/env python3
"""`context_fields` and `track_args`: read by the guard, seen in spans and reports. context_fields_test.py BUILD"""
import json
import unittest

import support
from support import run

PROGRAM = r"""
#include <cstdio>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

namespace app {
struct User {
  std::string name;
  int level = 0;
};
class Request {
 public:
  Request(std::string id, int user) : user_id(user), id_(std::move(id)) {}
  const std::string& id() const { return id_; }
  std::string secret() const { throw std::runtime_error("secret"); }
  int user_id;
  std::shared_ptr<User> user;
  std::optional<User> guest;
  User* raw = nullptr;

 private:
  std::string id_;
  friend int by_friend(const Request& request);
};

int by_value(int request_id, const std::string& tenant) { return request_id + static_cast<int>(tenant.size()); }
int by_member(const Request& request) { return request.user_id; }
int by_pointer(const Request* request) { return request == nullptr ? 0 : request->user_id; }
int by_friend(const Request& request) { return static_cast<int>(request.id_.size()); }
template <class T> int by_template(const T& request) { return request.user_id; }
int by_getter_that_throws(const Request& request) { return request.user_id; }
}  // namespace app

int main() {
  app::Request plain("r-1", 7), full("r-2", 8);
  full.user = std::make_shared<app::User>(app::User{"ada", 3});
  full.guest = app::User{"bob", 4};
  full.raw = full.user.get();
  int sum = app::by_value(42, "blue") + app::by_member(plain) + app::by_member(full) + app::by_pointer(nullptr) + app::by_pointer(&full);
  auto lambda = [](const app::Request& request) { return request.user_id; };
  sum += app::by_friend(plain) + app::by_template(plain) + app::by_getter_that_throws(plain) + lambda(full);
  std::printf("%d\n", sum);
}
"""

COROUTINE = r"""
#include <coroutine>
#include <cstdio>
#include <string>
#include <vector>

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
struct Request { int user_id; };
// By value: the frame keeps its own, the caller's are gone when it runs.
Task serve(Request request, std::vector<int> numbers, std::string payload) {
  co_await std::suspend_always{};
  std::printf("%d %zu %zu\n", request.user_id, numbers.size(), payload.size());
}
Task start() { return serve(Request{11}, std::vector<int>(1000), std::string(3000, 'x')); }
int main() {
  Task task = start();
  while (!task.handle.done()) task.handle.resume();
  task.handle.destroy();
}
"""


class Fields(support.Scratch):
    compiler = "g++"
    standard = "-std=c++17"

    def spans(self, source, rules, env=None):
        self.write("a.cpp", source)
        self.write("profiling.yaml", "version: 1\n" + rules)
        self.told = self.compile("a.cpp", compiler=self.compiler, flags=(self.standard, "-Wall", "-Wextra", "-Wpedantic", "-Werror")).stderr
        self.link(["a.o"], compiler=self.compiler)
        self.execute(env={"SCOPEGRAFT_SPANS": str(self.dir / "spans.jsonl"), **(env or {})})
        spans = []
        for line in (self.dir / "spans.jsonl").read_text().splitlines():
            for resource in json.loads(line)["resourceSpans"]:
                for scope in resource["scopeSpans"]:
                    spans += scope["spans"]
        return [(s["name"], {a["key"]: next(iter(a["value"].values())) for a in s["attributes"] if not a["key"].startswith(("code.", "scopegraft.", "thread."))}) for s in spans]

    def fields(self, function, *fields):
        rules = f"functions: [{{match: ['{function}'], create_span: true, context_fields: {json.dumps(fields)}}}]\n"
        return [attributes for _, attributes in self.spans(PROGRAM, rules)]

    def test_parameters(self):
        self.assertEqual(self.fields("app::by_value", "request_id", "tenant"), [{"request_id": "42", "tenant": "blue"}])

    def test_members_and_getters(self):
        self.assertEqual(self.fields("app::by_member", "request.user_id", "request.id()", "request.id"),
                         [{"request.user_id": "7", "request.id()": "r-1", "request.id": "r-1"}, {"request.user_id": "8", "request.id()": "r-2", "request.id": "r-2"}])

    def test_smart_pointers_and_optionals_that_may_be_empty(self):
        self.assertEqual(self.fields("app::by_member", "request.user.name", "request.guest.level", "request.raw.name"),
                         [{}, {"request.user.name": "ada", "request.guest.level": "4", "request.raw.name": "ada"}])

    def test_pointers_that_may_be_null(self):
        self.assertEqual(self.fields("app::by_pointer", "request.user_id", "request->user->name"), [{}, {"request.user_id": "8", "request->user->name": "ada"}])

    def test_private_members_where_the_function_may_read_them(self):
        self.assertEqual(self.fields("app::by_friend", "request.id_"), [{"request.id_": "r-1"}])

    def test_what_depends_on_a_template_argument_is_taken_as_written(self):
        self.assertEqual(self.fields("app::by_template", "request.user_id"), [{"request.user_id": "7"}])

    def test_a_getter_that_throws_changes_nothing(self):
        self.assertEqual(self.fields("app::by_getter_that_throws", "request.secret", "request.user_id"), [{"request.user_id": "7"}])

    def test_a_lambda(self):
        self.assertEqual(self.fields("main::(lambda*", "request.user_id"), [{"request.user_id": "8"}])

    def test_a_decorator(self):
        source = f'#include "{support.ROOT}/runtime/include/scopegraft/scopegraft.h"\n' + PROGRAM.replace(
            "int by_value(", "SCOPEGRAFT_PROFILE(create_span = true, context_fields = {tenant})\nint by_value(")
        self.assertEqual(self.spans(source, ""), [("app::by_value", {"tenant": "blue"})])

    def test_wrong_ones_are_told_with_the_place_in_the_rules(self):
        self.write("a.cpp", PROGRAM)
        self.write("profiling.yaml", 'version: 1\nfunctions:\n  - match: ["app::by_member"]\n    context_fields:\n      - request.user_ID\n      - request.id_\n'
                   "      - requst.user_id\n      - request.user_id.x\n      - request.raw.level\n")
        done = self.compile("a.cpp", compiler=self.compiler, flags=(self.standard,))
        for told in (r"profiling\.yaml:5:9: warning: `request\.user_ID` of `context_fields`: `user_ID` is no member of `Request` \(did you mean `user_id`\?\)\n +- request\.user_ID\n +\^",
                     r"profiling\.yaml:6:9: warning: .*`id_` is private there", r"profiling\.yaml:7:9: warning: .*`requst` is no parameter of `app::by_member` \(did you mean `request`\?\)",
                     r"profiling\.yaml:8:9: warning: .*`request\.user_id`, a `int`, has no members"):
            self.assertRegex(done.stderr, told)
        self.assertNotIn("request.raw.level", done.stderr)
        explained = next(e for e in self.explained() if e["function"] == "app::by_member")
        self.assertEqual(explained["outcome"], "profiled")
        self.assertIn("no field `request.id_`", explained["reason"])
        self.assertEqual(self.compile("a.cpp", compiler=self.compiler, flags=(self.standard,), tool_flags=("--strict",), check=False).returncode, 1)

    def test_metrics_by_a_field(self):
        self.spans(PROGRAM, "functions: [{match: ['app::by_member'], create_span: true, context_fields: [request.user_id], group_by: [request.user_id]}]\n")
        self.assertEqual(self.calls(), {"app::by_member": 2})


class FieldsIn20(Fields):
    standard = "-std=c++20"

    def test_a_coroutine_reads_the_copies_of_its_frame(self):
        spans = self.spans(COROUTINE, "functions: [{match: [serve], create_span: true, track_args: true, context_fields: [request.user_id]}]\n")
        self.assertEqual(spans, [("serve", {"request.user_id": "11"})])
        serve = self.report()["functions"][0]
        # The text of 3000 and the vector of 4000 bytes, with what holds them.
        self.assertGreater(serve["avg_args_size_kb"], 6.8)
        self.assertLess(serve["avg_args_size_kb"], 7.5)

    def test_arguments_of_a_lambda(self):
        source = PROGRAM.replace("int main() {", "int main() {\n  auto measured = [](const std::vector<int>& v) { return static_cast<int>(v.size()); };\n  if (measured(std::vector<int>(1000)) != 1000) return 1;")
        self.spans(source, "functions: [{match: ['main::(lambda*'], create_span: true, track_args: true}]\n")
        sizes = [f["avg_args_size_kb"] for f in self.report()["functions"]]
        self.assertTrue(any(3.9 < size < 4.1 for size in sizes), sizes)


class FieldsWithClang(FieldsIn20):
    compiler = "clang++-22"


if __name__ == "__main__":
    support.main()
