#include "launcher/command_line.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <fstream>
#include <iterator>
#include <string_view>

namespace scopegraft::launcher {
namespace {

using Words = std::vector<std::string>;

constexpr int kMaximalResponseDepth = 16;

constexpr std::array kLaunchers = {"ccache", "sccache", "distcc", "icecc", "env", "nice", "time", "buildcache"};

// Options of GCC and Clang whose value is the next word.
constexpr std::array kSeparateValue = {
    "-o",       "-x",         "-I",       "-D",        "-U",         "-L",          "-l",         "-T",
    "-u",       "-z",         "-e",       "-MF",       "-MT",        "-MQ",         "-MJ",  "-include",   "-imacros",
    "-isystem", "-iquote",    "-idirafter", "-iprefix", "-iwithprefix", "-iwithprefixbefore", "-isysroot", "-imultilib",
    "-Xclang",  "-Xlinker",   "-Xassembler", "-Xpreprocessor", "-Xarch_host", "-Xarch_device", "-mllvm", "-target",
    "-arch",    "-framework", "-include-pch", "--param", "-aux-info", "-dumpbase", "-dumpbase-ext", "-dumpdir",
    "--sysroot", "-wrapper",  "-specs",   "-gcc-toolchain", "-B",    "-A", "-ivfsoverlay", "-cxx-isystem", "-current_version"};

std::string base_name(const std::string& path) { return std::filesystem::path(path).filename().string(); }

bool is_launcher(const std::string& word) {
  const std::string name = base_name(word);
  return std::find(kLaunchers.begin(), kLaunchers.end(), name) != kLaunchers.end();
}

// "g++", "x86_64-linux-gnu-gcc-12", "clang++-22", "c++": a compiler, whatever stands before it.
bool is_compiler(const std::string& word) {
  std::string name = base_name(word);
  while (!name.empty() && (std::isdigit(static_cast<unsigned char>(name.back())) != 0 || name.back() == '.')) name.pop_back();
  if (!name.empty() && name.back() == '-' ) name.pop_back();
  static constexpr std::array names = {"g++", "gcc", "c++", "cc", "clang", "clang++"};
  return std::any_of(names.begin(), names.end(), [&](const std::string_view known) {
    if (!std::string_view(name).ends_with(known)) return false;
    return name.size() == known.size() || name[name.size() - known.size() - 1] == '-';
  });
}

// How many words stand before the compiler. A launcher that is not known is recognised by the compiler behind it.
std::size_t count_launchers(const std::vector<std::string>& words) {
  for (std::size_t i = 0; i < words.size() && (i == 0 || words[i][0] != '-'); ++i)
    if (is_compiler(words[i])) return i;
  std::size_t at = 0;
  // Behind `env`, assignments belong to the launcher; behind `nice`, options do.
  while (at < words.size() && (is_launcher(words[at]) || (at > 0 && (words[at].find('=') != std::string::npos || words[at][0] == '-')))) ++at;
  for (std::size_t i = at; i < words.size(); ++i)
    if (at > 0 && is_compiler(words[i])) return i;
  return at;
}

Language language_of_extension(const std::string& path) {
  const std::string extension = std::filesystem::path(path).extension().string();
  static constexpr std::array cxx = {".cpp", ".cc", ".cxx", ".c++", ".C", ".cp", ".CPP", ".ixx", ".cppm", ".ccm", ".cxxm", ".mpp"};
  static constexpr std::array header = {".h", ".hh", ".hpp", ".hxx", ".h++", ".H", ".tcc", ".hp"};
  if (std::find(cxx.begin(), cxx.end(), extension) != cxx.end()) return Language::cxx;
  if (std::find(header.begin(), header.end(), extension) != header.end()) return Language::cxx_header;
  if (extension == ".c") return Language::c;
  static constexpr std::array sources = {".s", ".S", ".sx", ".i", ".ii", ".m", ".mm", ".cu", ".f", ".f90", ".go", ".d", ".ads", ".adb"};
  return std::find(sources.begin(), sources.end(), extension) != sources.end() ? Language::other : Language::none;
}

Language language_of_option(const std::string& name, Language otherwise) {
  if (name == "c++" || name == "c++-module") return Language::cxx;
  if (name == "c++-header" || name == "c-header" || name == "c++-system-header" || name == "c++-user-header")
    return Language::cxx_header;
  if (name == "c") return Language::c;
  return name == "none" ? otherwise : Language::other;
}

void expand(const std::string& word, Words& out, int depth) {
  if (word.size() < 2 || word[0] != '@' || depth >= kMaximalResponseDepth) {
    out.push_back(word);
    return;
  }
  std::ifstream file(word.substr(1), std::ios::binary);
  if (!file) {
    out.push_back(word);  // as the compilers do: a file of that name is the input
    return;
  }
  const std::string text((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
  for (const std::string& inner : split_shell_words(text)) expand(inner, out, depth + 1);
}

}  // namespace

std::vector<std::string> split_shell_words(const std::string& text) {
  Words words;
  std::string word;
  bool open = false;
  char quote = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    const bool escaped = c == '\\' && quote != '\'' && i + 1 < text.size();
    if (escaped && (quote == 0 || text[i + 1] == '"' || text[i + 1] == '\\' || text[i + 1] == '$' || text[i + 1] == '`')) {
      word += text[++i];
      open = true;
    } else if (quote != 0) {
      if (c == quote) quote = 0;
      else word += c;
    } else if (c == '"' || c == '\'') {
      quote = c;
      open = true;
    } else if (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
      if (open) words.push_back(word);
      word.clear();
      open = false;
    } else {
      word += c;
      open = true;
    }
  }
  if (open) words.push_back(word);
  return words;
}

bool takes_separate_value(const std::string& option) {
  return std::find(kSeparateValue.begin(), kSeparateValue.end(), option) != kSeparateValue.end();
}

namespace {

// What the compiler would write for this source: its path, mapped as the command's prefix maps say (of several that fit, the last).
std::string name_in_debug_information(const CompilerCommand& command, const SourceInput& source) {
  for (auto word = command.arguments.rbegin(); word != command.arguments.rend(); ++word) {
    for (const std::string_view option : {"-ffile-prefix-map=", "-fdebug-prefix-map="}) {
      if (!word->starts_with(option)) continue;
      const std::size_t equals = word->rfind('=');  // GCC and Clang differ on paths that hold one
      const std::string from = equals < option.size() ? std::string() : word->substr(option.size(), equals - option.size());
      if (!from.empty() && source.path.starts_with(from)) return word->substr(equals + 1) + source.path.substr(from.size());
    }
  }
  return source.path;
}

}  // namespace

// distccd takes any word that ends like a source for the source: both lose the file's name where it is the same.
std::string keep_debug_name(const CompilerCommand& command, const SourceInput& source, const std::string& text_path) {
  std::string name = name_in_debug_information(command, source);
  std::string from = text_path;
  const std::string file = std::filesystem::path(text_path).filename().string();
  if (std::filesystem::path(name).filename() == file) {
    name.resize(name.size() - file.size());
    from.resize(from.size() - file.size());
  }
  return "-fdebug-prefix-map=" + from + "=" + name;
}

CompilerCommand compiling_aside(const CompilerCommand& command, const std::string& object) {
  CompilerCommand aside = command;
  aside.arguments.clear();
  const Words& words = command.arguments;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::string& word = words[i];
    const bool has_value = takes_separate_value(word) && i + 1 < words.size();
    const bool names_output = word.starts_with("-o") && !word.starts_with("-objc");
    const bool of_dependencies = (word.starts_with("-M") && !word.starts_with("-Map")) || word.starts_with("-Wp,-M");
    const bool other_file = word == "-aux-info" || word.starts_with("-fmodule-output") || word.starts_with("-save-temps") || word.starts_with("--save-temps");
    if (!names_output && !of_dependencies && !other_file) {
      aside.arguments.push_back(word);
      if (has_value) aside.arguments.push_back(words[i + 1]);
    }
    if (has_value) ++i;
  }
  if (command.links) aside.arguments.push_back("-c");
  aside.arguments.insert(aside.arguments.end(), {"-o", object});
  aside.output = object;
  aside.links = aside.writes_depfile = aside.writes_module = false;
  aside.depfile.clear();
  aside.sources.clear();  // their places among the arguments are others
  return aside;
}

std::string default_output(const std::string& source) {
  return std::filesystem::path(source).filename().replace_extension(".o").string();
}

std::vector<std::string> CompilerCommand::words() const {
  Words all = launchers;
  all.push_back(compiler);
  all.insert(all.end(), arguments.begin(), arguments.end());
  return all;
}

std::optional<CompilerCommand> parse_command(const std::vector<std::string>& words) {
  CompilerCommand command;
  std::size_t at = count_launchers(words);
  command.launchers.assign(words.begin(), words.begin() + static_cast<std::ptrdiff_t>(at));
  if (at == words.size() || words[at].empty()) return std::nullopt;
  command.compiler = words[at++];
  for (; at < words.size(); ++at) expand(words[at], command.arguments, 0);

  bool stops_early = false, only_module = false, only_object = false, only_assembly = false, given_language = false;
  Language language = Language::none;
  const bool is_c_driver = [&] {
    const std::string name = base_name(command.compiler);
    return name.find("++") == std::string::npos;
  }();
  for (std::size_t i = 0; i < command.arguments.size(); ++i) {
    const std::string& word = command.arguments[i];
    const bool has_next = i + 1 < command.arguments.size();
    if (word == "-c") {
      only_object = true;
    } else if (word == "-S") {
      only_assembly = true;
    } else if (word == "-E" || word == "-M" || word == "-MM" || word == "-fsyntax-only" || word == "--version" || word == "-###" ||
               word == "-dumpversion" || word == "-dumpmachine") {
      stops_early = true;
    } else if (word == "--precompile") {
      only_module = true;
    } else if (word.rfind("-fmodule-output", 0) == 0) {
      command.writes_module = true;
    } else if (word == "-MD" || word == "-MMD") {
      command.writes_depfile = true;
    } else if (word == "-MF" && has_next) {
      command.depfile = command.arguments[++i];
    } else if (word.rfind("-MF", 0) == 0) {
      command.depfile = word.substr(3);
    } else if (word.rfind("-Wp,-MD,", 0) == 0 || word.rfind("-Wp,-MMD,", 0) == 0) {
      command.writes_depfile = true;
      command.depfile = word.substr(word.find(',', 4) + 1);
      if (const auto comma = command.depfile.find(','); comma != std::string::npos) command.depfile.resize(comma);
    } else if (word == "-o" && has_next) {
      command.output = command.arguments[++i];
    } else if (word.rfind("-o", 0) == 0 && word.size() > 2 && word.rfind("-objc", 0) != 0) {
      command.output = word.substr(2);
    } else if (word == "-x" && has_next) {
      const std::string& name = command.arguments[++i];
      given_language = name != "none";
      language = language_of_option(name, Language::none);
    } else if (word.rfind("-x", 0) == 0 && word.size() > 2) {
      given_language = word != "-xnone";
      language = language_of_option(word.substr(2), Language::none);
    } else if (takes_separate_value(word)) {
      ++i;
    } else if (!word.empty() && word[0] != '-') {
      Language kind = given_language ? language : language_of_extension(word);
      if (kind == Language::c && !is_c_driver && !given_language) kind = Language::cxx;  // g++ file.c compiles C++
      if (kind != Language::none) command.sources.push_back({i, word, kind});
    }
  }
  const bool makes_header = std::any_of(command.sources.begin(), command.sources.end(),
                                        [](const SourceInput& s) { return s.language == Language::cxx_header; });
  command.compiles = !stops_early && !makes_header && !command.sources.empty();
  command.links = !stops_early && !only_module && !only_object && !only_assembly;
  command.writes_module = command.writes_module || only_module;
  if (only_module && command.output.empty() && command.sources.size() == 1)
    command.output = std::filesystem::path(command.sources[0].path).filename().replace_extension(".pcm").string();
  if (command.writes_depfile && command.depfile.empty() && !command.sources.empty()) {
    std::filesystem::path base = command.output.empty() ? std::filesystem::path(command.sources[0].path).filename()
                                                        : std::filesystem::path(command.output);
    command.depfile = base.replace_extension(".d").string();
  }
  return command;
}

}  // namespace scopegraft::launcher
