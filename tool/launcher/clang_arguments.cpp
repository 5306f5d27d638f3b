#include "launcher/clang_arguments.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <string_view>

namespace scopegraft::launcher {
namespace {

namespace fs = std::filesystem;
using Words = std::vector<std::string>;

bool starts(std::string_view word, std::string_view prefix) { return word.substr(0, prefix.size()) == prefix; }

// -f flags that change what the program means to a parser. All others are code generation or GCC's own.
bool is_language_flag(std::string_view word) {
  static constexpr std::array prefixes = {
      "-fexceptions", "-fno-exceptions", "-fnon-call-exceptions", "-frtti", "-fno-rtti", "-fchar8_t", "-fno-char8_t", "-fsigned-char", "-funsigned-char",
      "-fno-signed-char", "-fno-unsigned-char", "-fshort-enums", "-fshort-wchar", "-fopenmp", "-fms-extensions", "-fpermissive",
      "-ffreestanding", "-fno-builtin", "-fpic", "-fPIC", "-fpie", "-fPIE", "-ftemplate-depth", "-fconstexpr-", "-fno-operator-names",
      "-fsanitize=", "-fno-sanitize", "-fgnu-keywords", "-fno-gnu-keywords", "-fno-asm", "-fasm", "-ffast-math", "-fno-threadsafe-statics",
      "-fsized-deallocation", "-fno-sized-deallocation", "-faligned-new", "-fdelayed-template-parsing", "-fmodule-file", "-fprebuilt-module-path",
      "-fno-elide-type", "-frelaxed-template-template-args", "-fdollars-in-identifiers", "-fextended-identifiers", "-fblocks",
      "-finput-charset", "-fexec-charset", "-fstrict-flex-arrays", "-fstrict-enums", "-fcoroutines", "-fno-coroutines", "-fexperimental-library"};
  return std::any_of(prefixes.begin(), prefixes.end(), [&](const char* p) { return starts(word, p); });
}

bool same_directory(const std::string& directory, const Words& standard) {
  std::error_code error;
  const fs::path path = fs::weakly_canonical(directory, error);
  return !error && std::find(standard.begin(), standard.end(), path.string()) != standard.end();
}

// `-I dir` and `-Idir` in one form: {"-I", "dir"}.
struct Directory {
  std::string option, path;
};

bool split_directory(const Words& arguments, std::size_t& i, Directory& out) {
  static constexpr std::array options = {"-I", "-isystem", "-iquote", "-idirafter", "-cxx-isystem"};
  for (const char* option : options) {
    if (!starts(arguments[i], option)) continue;
    const std::string_view rest = std::string_view(arguments[i]).substr(std::string_view(option).size());
    if (rest.empty() && i + 1 < arguments.size()) {
      out = {option, arguments[++i]};
      return true;
    }
    if (!rest.empty() && rest != "-") {
      out = {option, std::string(rest)};
      return true;
    }
  }
  return false;
}

// A precompiled header is used through its source: `-include x.h` finds x.h.gch by itself, Clang's form names the result.
std::string header_of_precompiled(const std::string& pch) {
  fs::path path(pch);
  const std::string extension = path.extension().string();
  return extension == ".pch" || extension == ".gch" ? path.replace_extension().string() : pch;
}

}  // namespace

std::vector<std::string> clang_arguments(const CompilerCommand& command, const CompilerFacts& facts) {
  Words out = {"-x", "c++", "-w"};
  // What the compiler searches behind its built-in headers Clang must too: others have headers of the same names (unwind.h). In front of
  // the command's own -idirafter.
  const std::size_t behind = std::min(facts.behind_builtin, facts.include_path.size());
  for (std::size_t i = behind; i != facts.include_path.size(); ++i) out.insert(out.end(), {"-idirafter", facts.include_path[i]});
  const Words& in = command.arguments;
  const auto is_source = [&](std::size_t i) {
    return std::any_of(command.sources.begin(), command.sources.end(), [&](const SourceInput& s) { return s.index == i; });
  };
  for (std::size_t i = 0; i < in.size(); ++i) {
    const std::string& word = in[i];
    Directory directory;
    if (is_source(i)) continue;
    if (word == "-Xclang" && i + 1 < in.size()) {
      const std::string value = in[++i];
      if (value == "-include-pch" && i + 2 < in.size()) {
        out.insert(out.end(), {"-include", header_of_precompiled(in[i + 2])});
        i += 2;
      } else if (value == "-include" && i + 2 < in.size() && in[i + 1] == "-Xclang") {
        out.insert(out.end(), {"-include", in[i + 2]});  // CMake's form of a precompiled header
        i += 2;
      } else if (facts.is_clang && value != "-emit-pch" && value != "-fno-pch-timestamp") {
        out.insert(out.end(), {"-Xclang", value});
      }
    } else if (word == "-include-pch" && i + 1 < in.size()) {
      out.insert(out.end(), {"-include", header_of_precompiled(in[++i])});
    } else if ((word == "-include" || word == "-imacros" || word == "-D" || word == "-U") && i + 1 < in.size()) {
      out.insert(out.end(), {word, in[++i]});
    } else if (split_directory(in, i, directory)) {
      // Both compilers ignore a standard directory given again; Clang must not see it twice, or #include_next breaks.
      if (!same_directory(directory.path, facts.include_path)) out.insert(out.end(), {directory.option, directory.path});
    } else if (word == "-isysroot" || word == "--sysroot" || word == "-target") {
      if (i + 1 < in.size()) ++i;  // its effect is in the search path and the target
    } else if (starts(word, "-Wp,-D") || starts(word, "-Wp,-U")) {
      out.push_back(word.substr(4));
    } else if (takes_separate_value(word)) {
      ++i;
    } else if (starts(word, "-D") || starts(word, "-U") || starts(word, "-std=") || starts(word, "--std=") || word == "-ansi" || word == "-pthread" ||
               word == "-trigraphs" || word == "-undef" || starts(word, "-O") || (starts(word, "-include") && word.size() > 8)) {
      out.push_back(word);
    } else if (starts(word, "-f")) {
      if (is_language_flag(word) && (facts.is_clang || !starts(word, "-fmodule"))) out.push_back(word);
    } else if (starts(word, "-m") && word != "-mllvm") {
      out.push_back(word);
    }
  }
  if (!facts.is_clang && !facts.version.empty()) out.push_back("-fgnuc-version=" + facts.version);
  if (!facts.target.empty()) out.push_back("--target=" + facts.target);
  if (!facts.include_path.empty()) {
    out.insert(out.end(), {"-nostdinc++", "-nostdlibinc"});
    for (std::size_t i = 0; i != behind; ++i) out.insert(out.end(), {"-isystem", facts.include_path[i]});
  }
  return out;
}

}  // namespace scopegraft::launcher
