#include "plan/header_plan.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace scopegraft::engine {
namespace {

using testing::HasSubstr;
using testing::Not;
using testing::SizeIs;

Surroundings around() {
  Surroundings result;
  result.includes = {"\"/rt/graft.h\""};
  result.store = "/store";
  result.directory = "/proj";
  return result;
}

// A graph of files whose includes all look like `#include "x"` and are found beside their includer.
class Graph {
 public:
  int file(const std::string& spelled, std::string_view text, int parent = -1) {
    Instance instance;
    instance.spelled = spelled;
    instance.identity = spelled;
    instance.text = text;
    instance.parent = parent;
    graph.instances.push_back(instance);
    return static_cast<int>(graph.instances.size()) - 1;
  }

  Reference& include(int from, std::string_view name, const std::string& spelled, int entered) {
    Instance& instance = at(from);
    Reference reference;
    reference.begin = instance.text.find(name);
    reference.end = reference.begin + name.size();
    reference.directive = instance.text.rfind('#', reference.begin);
    reference.quoted = name.front() == '"';
    reference.beside = reference.quoted;
    reference.spelled = spelled;
    reference.identity = spelled;
    reference.entered = entered;
    instance.references.push_back(reference);
    return instance.references.back();
  }

  Instance& at(int index) { return graph.instances[static_cast<std::size_t>(index)]; }
  [[nodiscard]] HeaderPlan plan() const { return plan_headers(graph, around()); }

  IncludeGraph graph;
};

TEST(PlanHeaders, OpensTheMainFileWithTheRuntimeAndItsOldName) {
  Graph graph;
  graph.file("src/a.cpp", "int x;\n");
  EXPECT_EQ(graph.plan().main_text, "#include \"/rt/graft.h\"\n#line 1 \"src/a.cpp\"\nint x;\n");
}

TEST(PlanHeaders, MakesQuotedNamesAbsolute) {
  Graph graph;
  const int main = graph.file("src/a.cpp", "#include \"b.h\"\n#include <c.h>\n");
  graph.include(main, "\"b.h\"", "src/b.h", graph.file("src/b.h", "", main));
  graph.include(main, "<c.h>", "inc/c.h", graph.file("inc/c.h", "", main));
  const HeaderPlan plan = graph.plan();
  EXPECT_THAT(plan.copies, SizeIs(0));
  EXPECT_THAT(plan.main_text, HasSubstr("#include \"/proj/src/b.h\"\n#include <c.h>\n"));
}

TEST(PlanHeaders, KeepsMacrosUsedThatAReplacedNameWasMadeOf) {
  Graph graph;
  const int main = graph.file("a.cpp", "#define B \"b.h\"\n/* */ #include B\n");
  const int b = graph.file("b.h", "{}\n", main);
  Reference& reference = graph.include(main, "B\n", "b.h", b);
  reference.end = reference.begin + 1;
  reference.macros = {"B", "C"};
  reference.presumed_line = 2;
  graph.at(b).edits = {{1, 0, "G"}};
  const HeaderPlan plan = graph.plan();
  ASSERT_THAT(plan.copies, SizeIs(1));
  EXPECT_THAT(plan.main_text, HasSubstr("\n/* */ #ifdef B\n#endif\n#ifdef C\n#endif\n#line 2\n      #include \"/store/" + plan.copies[0].name + "\"\n"));
}

TEST(PlanHeaders, CopiesAHeaderWithEditsAndTheWayToIt) {
  Graph graph;
  const int main = graph.file("a.cpp", "#include \"b.h\"\n");
  const int b = graph.file("b.h", "#include \"c.h\"\n", main);
  const int c = graph.file("c.h", "{}\n", b);
  graph.include(main, "\"b.h\"", "b.h", b);
  graph.include(b, "\"c.h\"", "c.h", c);
  graph.at(c).edits = {{1, 0, "G"}};
  const HeaderPlan plan = graph.plan();
  ASSERT_THAT(plan.copies, SizeIs(2));
  EXPECT_EQ(plan.copies[0].text, "#line 1 \"c.h\"\n{G}\n");
  EXPECT_EQ(plan.copies[1].text, "#line 1 \"b.h\"\n#include \"" + plan.copies[0].name + "\"\n");
  EXPECT_EQ(plan.copies[1].original, "/proj/b.h");
  EXPECT_THAT(plan.main_text, HasSubstr("#include \"/store/" + plan.copies[1].name + "\"\n"));
}

TEST(PlanHeaders, CopiesAHeaderThatNamesACopiedOneAgain) {
  Graph graph;
  const int main = graph.file("a.cpp", "#include \"c.h\"\n#include \"b.h\"\n");
  const int c = graph.file("c.h", "#pragma once\n{}", main);
  const int b = graph.file("b.h", "#include \"c.h\"\n", main);
  graph.include(main, "\"c.h\"", "c.h", c);
  graph.include(main, "\"b.h\"", "b.h", b);
  graph.include(b, "\"c.h\"", "c.h", -1).once = true;
  graph.at(c).edits = {{14, 0, "G"}};
  const HeaderPlan plan = graph.plan();
  ASSERT_THAT(plan.copies, SizeIs(2));
  EXPECT_THAT(plan.copies[1].text, HasSubstr("#include \"" + plan.copies[0].name + "\""));
}

TEST(PlanHeaders, LetsTheInclusionOfAnAncestorVanish) {
  Graph graph;
  const int main = graph.file("a.cpp", "#include \"b.h\"\n");
  const int b = graph.file("b.h", "#pragma once\n#include \"b.h\" // again\n{}", main);
  graph.include(main, "\"b.h\"", "b.h", b);
  graph.include(b, "\"b.h\"", "b.h", -1).once = true;
  graph.at(b).edits = {{graph.at(b).text.size() - 1, 0, "G"}};
  const HeaderPlan plan = graph.plan();
  ASSERT_THAT(plan.copies, SizeIs(1));
  EXPECT_EQ(plan.copies[0].text, "#line 1 \"b.h\"\n#pragma once\n // again\n{G}");
}

TEST(PlanHeaders, KeepsSystemHeadersSystemHeaders) {
  Graph graph;
  const int main = graph.file("a.cpp", "#include <b.h>\n");
  const int b = graph.file("sys/b.h", "{}", main);
  graph.include(main, "<b.h>", "sys/b.h", b);
  graph.at(b).in_system = true;
  graph.at(b).edits = {{1, 0, "G"}};
  EXPECT_THAT(graph.plan().copies.at(0).text, HasSubstr("#pragma GCC system_header\n#line 1 \"sys/b.h\"\n{G}"));
}

TEST(PlanHeaders, CopiesAHeaderThatReadsItsOwnName) {
  Graph graph;
  const int main = graph.file("a.cpp", "#include \"b.h\"\n");
  const int b = graph.file("b.h", "__FILE__", main);
  graph.include(main, "\"b.h\"", "b.h", b);
  graph.at(b).uses_own_name = true;
  EXPECT_EQ(graph.plan().copies.at(0).text, "#line 1 \"b.h\"\n__FILE__");
}

TEST(PlanHeaders, ResolvesIncludeNext) {
  Graph graph;
  const int main = graph.file("a.cpp", "#include_next <b.h>\n");
  graph.include(main, "<b.h>", "/usr/b.h", graph.file("/usr/b.h", "", main)).kind = Reference::Kind::include_next;
  EXPECT_THAT(graph.plan().main_text, HasSubstr("\n#include \"/usr/b.h\"\n"));
}

TEST(PlanHeaders, KeepsTheLinesOfASplicedComputedInclude) {
  Graph graph;
  const int main = graph.file("a.cpp", "#include A \\\n (B)\nint x;");
  const int b = graph.file("b.h", "{}", main);
  graph.include(main, "A \\\n (B)", "b.h", b);
  graph.at(b).edits = {{1, 0, "G"}};
  const HeaderPlan plan = graph.plan();
  EXPECT_THAT(plan.main_text, HasSubstr(plan.copies.at(0).name + "\" \\\n\nint x;"));
}

TEST(PlanHeaders, ResolvesNamesOfRegionsThatTheParseSkipped) {
  Graph graph;
  graph.file("src/a.cpp", "#if GCC\n#include \"b.h\"\n#include \"none.h\"\n#endif\n");
  Surroundings with_files = around();
  with_files.exists = [](const std::string& path) { return path == "/proj/src/b.h"; };
  const std::string text = plan_headers(graph.graph, with_files).main_text;
  EXPECT_THAT(text, HasSubstr("#include \"/proj/src/b.h\"\n#include \"none.h\""));
}

TEST(PlanHeaders, PutsTheRuntimeBehindAGlobalModuleFragment) {
  Graph graph;
  graph.file("m.cpp", "// c\nmodule; // d\nexport module m;\n");
  Surroundings module = around();
  module.module_fragment_end = 12;
  module.module_fragment_line = 2;
  EXPECT_EQ(plan_headers(graph.graph, module).main_text,
            "// c\nmodule;\n#include \"/rt/graft.h\"\n#line 2 \"m.cpp\"\n#line 2\n        // d\nexport module m;\n");
}

TEST(PlanHeaders, GivesAModuleUnitAFragment) {
  Graph graph;
  graph.file("m.cpp", "export module m;\n");
  Surroundings module = around();
  module.module_without_fragment = true;
  EXPECT_EQ(plan_headers(graph.graph, module).main_text,
            "module;\n#include \"/rt/graft.h\"\n#line 1 \"m.cpp\"\nexport module m;\n");
}

TEST(PlanHeaders, KeepsAByteOrderMarkFirst) {
  Graph graph;
  graph.file("a.cpp", "\xEF\xBB\xBFint x;");
  EXPECT_EQ(graph.plan().main_text, "\xEF\xBB\xBF#include \"/rt/graft.h\"\n#line 1 \"a.cpp\"\nint x;");
}

TEST(PlanHeaders, GivesBaseFileItsOldValueInASystemHeader) {
  Graph graph;
  graph.file("a.cpp", "");
  Surroundings base = around();
  base.base_file = "src/a.cpp";
  const HeaderPlan plan = plan_headers(graph.graph, base);
  EXPECT_THAT(plan.copies.at(0).text, HasSubstr("#pragma GCC system_header\n#undef __BASE_FILE__\n#define __BASE_FILE__ \"src/a.cpp\""));
}

TEST(PlanHeaders, DoesNotCopyWhatTheCommandLineIncludes) {
  Graph graph;
  graph.file("a.cpp", "");
  const int forced = graph.file("f.h", "{}");
  graph.at(forced).forced = true;
  graph.at(forced).edits = {{1, 0, "G"}};
  EXPECT_THAT(graph.plan().copies, SizeIs(0));
}

}  // namespace
}  // namespace scopegraft::engine
