#include "manual.h"

#include <fmt/format.h>

namespace scopegraft::cli {
namespace {

// Text for roff: no line starts a request, no backslash is an escape, a dash can be copied.
std::string roff(std::string_view text) {
  std::string result;
  bool at_start = true;
  for (const char c : text) {
    if (at_start && (c == '.' || c == '\'')) result += "\\&";
    if (c == '\\') {
      result += "\\e";
    } else if (c == '-') {
      result += "\\-";
    } else {
      result += c;
    }
    at_start = c == '\n';
  }
  return result;
}

std::string joined(const std::vector<std::string>& words, std::string_view between) {
  std::string result;
  for (const std::string& word : words) result += (result.empty() ? "" : std::string(between)) + word;
  return result;
}

std::string synopsis(const CommandText& command) {
  std::string text = "scopegraft " + command.name;
  bool switches = false;
  for (const OptionText& option : command.options) switches |= !option.names.empty();
  if (switches) text += " [options]";
  for (const OptionText& option : command.options)
    if (option.names.empty()) text += " [" + option.value + "]";
  return text;
}

constexpr std::string_view kPlaces =
    ".SH FILES\n"
    ".TP\n.I profiling.yaml\nThe rules. `scopegraft schema` prints their JSON schema.\n"
    ".TP\n.I ~/.local/state/scopegraft\nProfiles of programs that were run without SCOPEGRAFT_OUTPUT; $XDG_STATE_HOME counts.\n"
    ".SH EXIT STATUS\n"
    "0: done. 1: what was checked does not hold (rules, tests of rules, a regression, \\-\\-strict). 2: the command line or a file is wrong.\n"
    "`scopegraft cc` ends as the compiler does.\n";

// Words of a shell script between single quotes.
std::string quoted(std::string_view text) {
  std::string result = "'";
  for (const char c : text) {
    if (c == '\'') {
      result += "'\\''";
    } else {
      result += c;
    }
  }
  return result + "'";
}

std::string names_of(const Manual& manual) {
  std::vector<std::string> names;
  for (const CommandText& command : manual.commands) names.push_back(command.name);
  return joined(names, " ");
}

std::string bash(const Manual& manual) {
  std::string text =
      "# bash completion for scopegraft. Written by `scopegraft completion bash`.\n"
      "_scopegraft() {\n"
      "  local word=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD-1]} command=${COMP_WORDS[1]}\n"
      "  local options=\n"
      "  COMPREPLY=()\n"
      "  if [ \"$COMP_CWORD\" -eq 1 ]; then\n";
  text += fmt::format("    COMPREPLY=($(compgen -W {} -- \"$word\"))\n    return\n  fi\n  case $command in\n",
                      quoted(names_of(manual) + " --help --version"));
  for (const CommandText& command : manual.commands) {
    std::string names;
    for (const OptionText& option : command.options)
      for (const std::string& name : option.names)
        if (name.starts_with("--")) names += " " + name;
    text += fmt::format("    {}) options={} ;;\n", command.name, quoted(names.empty() ? "" : names.substr(1)));
  }
  text +=
      "  esac\n"
      "  case $word in\n"
      "    -*) COMPREPLY=($(compgen -W \"$options --help\" -- \"$word\")) ;;\n"
      "    *) COMPREPLY=($(compgen -f -- \"$word\")) ;;\n"
      "  esac\n"
      "}\n"
      "complete -o filenames -F _scopegraft scopegraft\n";
  return text;
}

std::string zsh(const Manual& manual) {
  std::string text =
      "#compdef scopegraft\n# zsh completion for scopegraft. Written by `scopegraft completion zsh`.\n"
      "_scopegraft() {\n  if (( CURRENT == 2 )); then\n    local -a commands\n    commands=(\n";
  for (const CommandText& command : manual.commands)
    text += "      " + quoted(command.name + ":" + command.about) + "\n";
  text += "    )\n    _describe 'command' commands\n    return\n  fi\n  case $words[2] in\n";
  for (const CommandText& command : manual.commands) {
    text += "    " + command.name + ")\n      _arguments \\\n";
    for (const OptionText& option : command.options) {
      std::string help;
      for (const char c : option.help) help += c == '[' || c == ']' || c == ':' ? std::string("\\") + c : std::string(1, c);
      for (const std::string& name : option.names) {
        const std::string value = option.value.empty() ? "" : ":" + option.value + (option.is_file ? ":_files" : ":");
        text += "        " + quoted(name + "[" + help + "]" + value) + " \\\n";
      }
    }
    text += "        '*:file:_files'\n      ;;\n";
  }
  return text + "  esac\n}\n_scopegraft \"$@\"\n";
}

std::string fish(const Manual& manual) {
  std::string text = "# fish completion for scopegraft. Written by `scopegraft completion fish`.\n";
  for (const CommandText& command : manual.commands) {
    text += fmt::format("complete -c scopegraft -n __fish_use_subcommand -f -a {} -d {}\n", command.name, quoted(command.about));
    for (const OptionText& option : command.options) {
      if (option.names.empty()) continue;
      text += fmt::format("complete -c scopegraft -n '__fish_seen_subcommand_from {}'", command.name);
      for (const std::string& name : option.names)
        text += name.starts_with("--") ? " -l " + name.substr(2) : " -s " + name.substr(1);
      if (!option.value.empty()) text += option.is_file ? " -r -F" : " -x";
      text += " -d " + quoted(option.help) + "\n";
    }
  }
  return text;
}

}  // namespace

std::string man_page(const Manual& manual) {
  std::string text = fmt::format(".TH SCOPEGRAFT 1 \"\" \"scopegraft {}\" \"User Commands\"\n", roff(manual.version));
  text +=
      ".SH NAME\nscopegraft \\- decorators for C++: profile by rule, without editing code\n"
      ".SH SYNOPSIS\n";
  for (const CommandText& command : manual.commands) text += ".B " + roff(synopsis(command)) + "\n.br\n";
  text +=
      ".SH DESCRIPTION\n"
      "The rules in\n.I profiling.yaml\nsay which functions are profiled, and how. `scopegraft cc` before a compiler's command grafts a scope into each of them;\n"
      "sources are never touched. The program writes a profile, `scopegraft report` shows it.\n";
  for (const CommandText& command : manual.commands) {
    text += ".SH " + roff("SCOPEGRAFT " + command.name) + "\n" + roff(command.about) + ".\n";
    for (const OptionText& option : command.options) {
      const std::string head = joined(option.names, ", ");
      const std::string between = head.empty() || option.value.empty() ? "" : " ";
      text += ".TP\n.B " + roff(head + between + option.value) + "\n" + roff(option.help) + "\n";
    }
  }
  return text + std::string(kPlaces);
}

std::string completion(const Manual& manual, std::string_view shell) {
  if (shell == "bash") return bash(manual);
  if (shell == "zsh") return zsh(manual);
  if (shell == "fish") return fish(manual);
  return "";
}

}  // namespace scopegraft::cli
