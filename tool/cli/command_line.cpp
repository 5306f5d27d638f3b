#include "command_line.h"

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <algorithm>
#include <functional>
#include <optional>

#include "commands/share.h"
#include "rules/diagnostic.h"
#include "time_of.h"

namespace scopegraft::cli {
namespace {

constexpr int kUsage = 2;
constexpr const char* kAbout =
    "Decorators for C++: profile by rule, without editing code.\n\n"
    "In a build: scopegraft cc --rules profiling.yaml -- g++ -c a.cpp -o a.o";

// The options being filled, one of each command; the parsed subcommand says which one counts.
struct Options {
  CheckOptions check;
  std::string max_regression;
  std::vector<std::filesystem::path> check_profiles;
  ReportArguments report;
  DiffArguments diff;
  std::filesystem::path before, after;
  std::string diff_gate;
  TopArguments top;
  SetArguments set;
  TuneArguments tune;
  launcher::InstrumentOptions instrument;
  launcher::ListOptions list;
  UnmatchedOptions unmatched;
  std::string shell;
};

// An option whose word is turned into a value by `convert`; `known` lists the words for the message.
template <class T>
CLI::Option* add_word(CLI::App& app, const std::string& name, T& into, std::optional<T> (*convert)(std::string_view),
                      const std::string& known, const std::string& help) {
  const auto take = [&into, convert, known](const std::string& word) {
    const std::optional<T> value = convert(word);
    if (!value) throw CLI::ValidationError("`" + word + "` is none of " + known);
    into = *value;
  };
  return app.add_option_function<std::string>(name, take, help + ": " + known);
}

void add_time(CLI::App& app, const std::string& name, std::uint64_t& into, const std::string& help) {
  app.add_option_function<std::string>(
      name,
      [&into](const std::string& word) {
        const std::optional<std::uint64_t> time = time_of(word);
        if (!time)
          throw CLI::ValidationError("`" + word + "` is not a time: write 2026-01-31T12:00, or seconds since 1970");
        into = *time;
      },
      help + " (local time 2026-01-31T12:00[:00], or seconds since 1970)");
}

void add_share(CLI::App& app, const std::string& name, std::string& into, const std::string& help) {
  app.add_option(name, into, help)->check([](const std::string& word) {
    return share_of(word) ? std::string() : "`" + word + "` is not a share: write 10% or 0.1";
  });
}

void add_check(CLI::App& app, Options& o) {
  CLI::App* check =
      app.add_subcommand("check", "Check the rules and run their tests; or fail on a regression between two profiles");
  check->add_option("--rules", o.check.rules, "the rules file")->capture_default_str();
  add_share(*check, "--max-regression", o.max_regression,
            "compare two profiles; fail when a function got slower by more than this: 10%");
  check->add_option("profiles", o.check_profiles, "with --max-regression: the profile before, and the one after")
      ->expected(0, 2);
}

void add_report(CLI::App& app, Options& o, const Terminal& terminal) {
  report::Options& options = o.report.options;
  options.width = terminal.width;
  options.colour = terminal.colour;
  options.unicode = terminal.unicode;
  CLI::App* sub = app.add_subcommand("report", "Show a profile");
  sub->add_option("files", o.report.files,
                  "profile files, merged; a directory stands for the newest one in it (default: the newest profile)");
  sub->add_option("-f,--format", o.report.format, format_names())->capture_default_str();
  sub->add_option("-o,--output", o.report.output, "write into this file");
  add_word(*sub, "--sort", options.sort, report::sort_key,
           "self, total, mean, max, p99, calls, exceptions, memory, overhead, name", "order");
  sub->add_option_function<std::string>(
      "--group-by",
      [&options](const std::string& word) {
        const auto known = report::group_by(word);
        options.group_by = known.value_or(report::GroupBy::field);
        options.group_field = known ? "" : word;
      },
      "one row per: function, thread, file, class, or a context field that a rule groups by");
  add_word(*sub, "--weight", options.weight, report::weight, "time, calls, memory", "width of boxes in flame graphs");
  sub->add_option("--filter", options.filters, "only functions that match: a part of the name, or a glob with *")
      ->allow_extra_args(false);
  sub->add_option("-n,--top", options.top, "rows of the table, 0 for all")->capture_default_str();
  sub->add_flag("--tree", options.tree, "the tree of calls");
  sub->add_flag("--leaks", options.leaks, "memory that was never freed");
  sub->add_option("--callers", options.callers_of, "who calls this function")->allow_extra_args(false);
  sub->add_option("--callees", options.callees_of, "whom this function calls")->allow_extra_args(false);
  sub->add_flag("!--no-memory", options.include_memory, "leave out memory");
  sub->add_flag("!--no-exceptions", options.include_exceptions, "leave out exceptions");
  sub->add_flag_callback("--compensate", [&options] { options.compensation = report::Compensation::on; }, "take off what counting the calls inside took");
  add_time(*sub, "--start", options.start, "only what happened from here on");
  add_time(*sub, "--end", options.end, "only what happened until here");
}

void add_diff(CLI::App& app, Options& o, const Terminal& terminal) {
  o.diff.style.width = terminal.width;
  o.diff.style.colour = terminal.colour;
  o.diff.style.unicode = terminal.unicode;
  CLI::App* sub = app.add_subcommand("diff", "What changed between two profiles, and whether it is more than chance");
  sub->add_option("before", o.before, "the older profile")->required();
  sub->add_option("after", o.after, "the newer profile")->required();
  add_word(*sub, "--group-by", o.diff.group_by, report::group_by, "function, thread, file, class", "one row per");
  add_share(*sub, "--max-regression", o.diff_gate, "fail when a function got slower by more than this: 10%");
  sub->add_flag("--markdown", o.diff.markdown, "as Markdown, for a review");
  sub->add_option("-n,--top", o.diff.style.top, "rows of the table, 0 for all")->capture_default_str();
}

void add_set(CLI::App& app, Options& o) {
  CLI::App* sub = app.add_subcommand("set", "Have a running program measure more or less");
  sub->add_option("target", o.set.target, "a process number, or its profile file")->required();
  sub->add_option("change", o.set.change, "sample_rate=0.1 (auto, rules), enabled=false (true); calls are counted all the same")->required();
  sub->add_option("--functions", o.set.functions, "only functions that match: app::*, app::**, or a last name alone")->capture_default_str();
}

void add_top(CLI::App& app, Options& o, const Terminal& terminal) {
  o.top.terminal = terminal;
  CLI::App* sub = app.add_subcommand("top", "Watch a running program (q ends, s sorts by the next column)");
  sub->add_option("target", o.top.target, "a process number, or a profile file (default: the newest profile)");
  sub->add_option_function<double>(
         "-d,--delay",
         [&o](double seconds) {
           o.top.interval = std::chrono::milliseconds(static_cast<std::int64_t>(seconds * 1000));
         },
         "seconds between two pictures (default: 1)")
      ->check(CLI::Range(0.05, 3600.0));
  sub->add_flag("--once", o.top.once, "one picture, then end");
  add_word(*sub, "--sort", o.top.view.sort, report::sort_key,
           "self, total, mean, max, p99, calls, exceptions, memory, overhead, name", "order");
  sub->add_option("--filter", o.top.view.filters, "only functions that match")->allow_extra_args(false);
}

void add_tune(CLI::App& app, Options& o) {
  CLI::App* sub =
      app.add_subcommand("tune", "Write rules that keep profiling within a budget, from what profiles say it cost");
  sub->add_option("files", o.tune.files, "profile files (default: the newest profile)");
  add_share(*sub, "--budget", o.tune.budget, "share of the run time that measuring may cost (default: 2%)");
  sub->add_option("--rules", o.tune.rules, "the rules to start from; never changed")->capture_default_str();
  sub->add_option("-o,--output", o.tune.output, "the rules file to write; it extends the other")->capture_default_str();
  sub->add_flag("--dry-run", o.tune.dry_run, "only say what would be written");
}

void add_instrument(CLI::App& app, Options& o) {
  CLI::App* sub =
      app.add_subcommand("instrument", "Rewrite a whole project before it is built, from its compile_commands.json");
  sub->add_option("-p,--build", o.instrument.build, "directory of compile_commands.json, or the file itself")
      ->capture_default_str();
  sub->add_option("--rules", o.instrument.rules, "the rules file")->capture_default_str();
  sub->add_option("-o,--output", o.instrument.output, "directory of the rewritten sources")->capture_default_str();
  sub->add_option("--root", o.instrument.root, "names of files in reports are relative to it");
  sub->add_option("-j,--jobs", o.instrument.jobs, "units at a time, 0 for one per core")->capture_default_str();
  sub->add_flag("--strict", o.instrument.strict, "a unit that cannot be rewritten is an error");
  sub->add_flag("-q,--quiet", o.instrument.quiet, "no progress");
}

void add_list(CLI::App& app, Options& o) {
  CLI::App* sub = app.add_subcommand("list", "Show which functions the rules select, without building");
  sub->add_option("files", o.list.files, "only units whose path ends so (default: all)");
  sub->add_option("-p,--build", o.list.build, "directory of compile_commands.json, or the file itself")
      ->capture_default_str();
  sub->add_option("--rules", o.list.rules, "the rules file")->capture_default_str();
  sub->add_option("--root", o.list.root, "names of files are relative to it");
  sub->add_option("-j,--jobs", o.list.jobs, "units at a time, 0 for one per core")->capture_default_str();
  sub->add_flag("--explain", o.list.explain, "also what is left out and why, and the rule behind every option");
  sub->add_flag("--json", o.list.json, "one JSON object per function");
}

void add_unmatched(CLI::App& app, Options& o) {
  CLI::App* sub = app.add_subcommand("unmatched", "After a build: patterns that matched nothing in any unit");
  sub->add_option("--store", o.unmatched.stores, "the store of a target; may be given for each")->required();
  sub->add_option("--rules", o.unmatched.rules, "the rules file")->capture_default_str();
}

// Not in the list of commands: for packagers, and for who sets up a shell.
void add_manual(CLI::App& app, Options& o) {
  app.add_subcommand("man", "Print the manual page")->group("");
  app.add_subcommand("completion", "Print the completion script of a shell")
      ->group("")
      ->add_option("shell", o.shell, "bash, zsh or fish")
      ->required()
      ->check(CLI::IsMember({"bash", "zsh", "fish"}));
}

void add_all(CLI::App& app, Options& o, const Terminal& terminal) {
  add_check(app, o);
  app.add_subcommand("schema", "Print the JSON schema of the rules, for editors");
  add_list(app, o);
  add_instrument(app, o);
  add_unmatched(app, o);
  add_report(app, o, terminal);
  add_diff(app, o, terminal);
  add_top(app, o, terminal);
  add_set(app, o);
  add_tune(app, o);
  add_manual(app, o);
}

OptionText text_of(const CLI::Option& option) {
  OptionText text;
  for (const std::string& name : option.get_snames()) text.names.push_back("-" + name);
  for (const std::string& name : option.get_lnames()) text.names.push_back("--" + name);
  if (option.get_expected_max() != 0) text.value = option.get_positional() ? option.get_name() : option.get_type_name();
  text.help = option.get_description();
  static const std::vector<std::string> files = {"--rules", "--store", "--shared", "--output", "--build", "--root"};
  for (const std::string& name : text.names)
    text.is_file = text.is_file || std::find(files.begin(), files.end(), name) != files.end();
  return text;
}

// `scopegraft cc` is read by hand: a command of a build has no time for more.
CommandText cc_text() {
  return {"cc",
          "Compile with the rules' scopes: scopegraft cc [options] -- g++ -c a.cpp -o a.o",
          {{{"--rules"}, "FILE", "the rules file", true},
           {{"--store"}, "DIRECTORY", "where rewritten texts are kept (default: beside the object)", true},
           {{"--shared"}, "DIRECTORY", "what the targets of a build share: precompiled standard headers (default: the store)", true},
           {{"--root"}, "DIRECTORY", "names of files in reports are relative to it", true},
           {{"--strict"}, "", "a unit or function that cannot be instrumented is an error", false}}};
}

report::Gate gate_of(const std::string& share) {
  report::Gate gate;
  gate.max_regression = share_of(share).value_or(gate.max_regression);
  return gate;
}

Command finished_check(Options& o) {
  if (o.max_regression.empty()) {
    if (!o.check_profiles.empty())
      return Message{"scopegraft check: profiles are compared with --max-regression 10%\n", kUsage};
    return std::move(o.check);
  }
  if (o.check_profiles.size() != 2)
    return Message{"scopegraft check: --max-regression compares two profiles: the one before, and the one after\n",
                   kUsage};
  o.diff.before = {o.check_profiles[0]};
  o.diff.after = {o.check_profiles[1]};
  o.diff.gate = gate_of(o.max_regression);
  return std::move(o.diff);
}

Command finished(const std::string& name, Options& o) {
  if (name == "check") return finished_check(o);
  if (name == "schema") return SchemaOptions{};
  if (name == "man") return Message{man_page(describe_command_line()), 0};
  if (name == "completion") return Message{completion(describe_command_line(), o.shell), 0};
  if (name == "report") return std::move(o.report);
  if (name == "top") return std::move(o.top);
  if (name == "set") return std::move(o.set);
  if (name == "tune") return std::move(o.tune);
  if (name == "instrument") return std::move(o.instrument);
  if (name == "list") return std::move(o.list);
  if (name == "unmatched") return std::move(o.unmatched);
  o.diff.before = {o.before};
  o.diff.after = {o.after};
  if (!o.diff_gate.empty()) o.diff.gate = gate_of(o.diff_gate);
  return std::move(o.diff);
}

// Names of commands, or of the options of the one that was being read.
std::vector<std::string> known_words(const CLI::App& app, const std::string& word) {
  std::vector<std::string> known;
  const std::vector<CLI::App*> parsed = app.get_subcommands();
  if (!word.starts_with('-')) {
    for (const CLI::App* sub : app.get_subcommands([](const CLI::App*) { return true; }))
      known.push_back(sub->get_name());
    known.emplace_back("cc");
  } else {
    for (const CLI::Option* option : (parsed.empty() ? &app : parsed.front())->get_options())
      for (const std::string& name : option->get_lnames()) known.push_back("--" + name);
  }
  return known;
}

std::string explained(const CLI::App& app, const CLI::ParseError& error, const std::vector<std::string>& words) {
  const std::vector<CLI::App*> parsed = app.get_subcommands();
  const std::string self = "scopegraft" + (parsed.empty() ? "" : " " + parsed.front()->get_name());
  std::string text = self + ": " + error.what() + "\n";
  if (parsed.empty() && !words.empty() && !words[0].starts_with('-')) {
    text = self + ": there is no command `" + words[0] + "`\n";
    if (const std::string meant = rules::nearest(words[0], known_words(app, words[0])); !meant.empty())
      text += "did you mean `" + meant + "`?\n";
  } else if (const std::vector<std::string> left = app.remaining(true); !left.empty()) {
    text = self + ": `" + left.front() + "` is not understood here\n";
    if (const std::string meant = rules::nearest(left.front(), known_words(app, left.front())); !meant.empty())
      text += "did you mean `" + meant + "`?\n";
  }
  return text + "Run `" + self + " --help` for more.\n";
}

}  // namespace

Manual describe_command_line() {
  CLI::App app(kAbout, "scopegraft");
  Options o;
  add_all(app, o, {});
  Manual manual{SCOPEGRAFT_VERSION, {cc_text()}};
  for (const CLI::App* sub : app.get_subcommands([](const CLI::App* s) { return !s->get_group().empty(); })) {
    CommandText command{sub->get_name(), sub->get_description(), {}};
    for (const CLI::Option* option : sub->get_options())
      if (option->get_name() != "--help") command.options.push_back(text_of(*option));
    manual.commands.push_back(std::move(command));
  }
  return manual;
}

Command parse_command_line(const std::vector<std::string>& words, const Terminal& terminal) {
  CLI::App app(kAbout, "scopegraft");
  Options o;
  app.require_subcommand(1);
  app.set_version_flag("-V,--version", std::string("scopegraft " SCOPEGRAFT_VERSION));
  add_all(app, o, terminal);

  if (words.empty()) return Message{app.help(), kUsage};
  try {
    app.parse(std::vector<std::string>(words.rbegin(), words.rend()));
  } catch (const CLI::CallForHelp&) {
    const std::vector<CLI::App*> parsed = app.get_subcommands();
    return Message{(parsed.empty() ? &app : parsed.front())->help(), 0};
  } catch (const CLI::CallForVersion& version) {
    return Message{std::string(version.what()) + "\n", 0};
  } catch (const CLI::ParseError& error) {
    return Message{explained(app, error, words), kUsage};
  }
  return finished(app.get_subcommands().front()->get_name(), o);
}

}  // namespace scopegraft::cli
