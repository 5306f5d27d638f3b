// `scopegraft cc`: one compiler call, with guards grafted into its sources.
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <optional>

#include "launcher/depfile.h"
#include "launcher/files.h"
#include "launcher/ladder.h"
#include "launcher/launcher.h"
#include "launcher/prefilter.h"
#include "launcher/process.h"
#include "launcher/unit.h"

namespace scopegraft::launcher {
namespace {

namespace fs = std::filesystem;

constexpr int kUsage = 2;

void say(const std::string& source, const std::string& what) {
  const std::string line = "scopegraft: " + source + ": " + what + "\n";
  std::fwrite(line.data(), 1, line.size(), stderr);
}

// Nothing to do: the compiler takes this process's place, so that not even a fork is paid.
int pass_through(const std::vector<std::string>& words) {
  const std::string failure = replace_process(words);
  std::fprintf(stderr, "scopegraft: %s\n", failure.c_str());
  return 127;
}

// One source of the command while it is being compiled.
struct Work {
  SourceInput source;
  UnitFiles files;
  Rewrite rewrite;
};

class Compilation {
 public:
  Compilation(const CcOptions& options, CompilerCommand command, const rules::RuleSet& rules)
      : options_(options), command_(std::move(command)), context_(make_context(options.rules, store_of(), options.root)) {
    for (const fs::path& file : rules.files()) rule_files_.push_back(file.string());
    rule_files_.push_back(context_.engine.string());
    if (!options.shared.empty()) context_.shared = fs::absolute(options.shared);
  }

  // `sources` may hold functions that a rule matches; the others of the command cannot.
  int run_all(const std::vector<SourceInput>& sources) {
    for (const SourceInput& source : sources) {
      Work work{source, unit_files(context_.store, object_of(source), source.path), {}};
      work.rewrite = rewrite_unit(context_, command_, source, work.files, {});
      tell(work.rewrite.diagnostics);
      if (work.rewrite.status == RewriteStatus::unparsed || work.rewrite.status == RewriteStatus::failed) lose_unit(work);
      if (work.rewrite.status == RewriteStatus::rewritten) works_.push_back(std::move(work));
    }
    if (strict_failure_) return EXIT_FAILURE;
    if (!lost_ && is_up_to_date()) return EXIT_SUCCESS;
    if (works_.empty()) return compile_plain();
    return compile_rewritten();
  }

 private:
  std::string store_of() const {
    if (!options_.store.empty()) return options_.store;
    const std::string object = command_.output.empty() ? std::string("a.out") : command_.output;
    return (fs::path(object).parent_path() / "scopegraft").string();
  }

  std::string object_of(const SourceInput& source) const {
    return command_.output.empty() ? default_output(source.path) : command_.output;
  }

  // What the user wrote and cannot be followed. A build goes on all the same.
  void tell(std::vector<rules::Diagnostic> diagnostics) {
    for (rules::Diagnostic& diagnostic : diagnostics) {
      if (!options_.strict && diagnostic.severity == rules::Severity::error) diagnostic.severity = rules::Severity::warning;
      const std::string text = rules::render(diagnostic);
      std::fwrite(text.data(), 1, text.size(), stderr);
    }
    strict_failure_ = strict_failure_ || (options_.strict && !diagnostics.empty());
  }

  void lose_unit(const Work& work) {
    say(work.source.path, "not instrumented: " + work.rewrite.reason);
    lost_ = true;
    if (options_.strict) strict_failure_ = true;
  }

  // The command with rewritten sources in the place of the originals; debug information keeps the original's name.
  CompilerCommand rewritten_command() const {
    CompilerCommand command = command_;
    for (const Work& work : works_) {
      command.arguments[work.source.index] = work.files.rewritten.string();
      command.arguments.push_back(keep_debug_name(command_, work.source, work.files.rewritten.string()));
    }
    if (command.output.empty() && !command.links && command.sources.size() == 1) {
      command.arguments.push_back("-o");
      command.arguments.push_back(object_of(works_[0].source));
    }
    return command;
  }

  Finished compile(Text text, const std::vector<std::string>& more) const {
    if (text == Text::original_aside) return compile_aside();
    return compile_as_told(text == Text::rewritten ? rewritten_command() : command_, more);
  }

  static Finished compile_as_told(const CompilerCommand& command, const std::vector<std::string>& more) {
    std::vector<std::string> words = command.words();
    const bool told = std::any_of(words.begin(), words.end(), [](const std::string& w) { return w.find("diagnostics-color") != std::string::npos; });
    words.insert(words.end(), more.begin(), more.end());
    // The streams are captured, which would turn the colours of a terminal off.
    if (!told && isatty(STDERR_FILENO) != 0) words.push_back("-fdiagnostics-color=always");
    return run(words, Streams::captured);
  }

  // The original, for what the compiler says of it.
  Finished compile_aside() const {
    if (command_.sources.size() != 1) return {};
    const fs::path place = files_of_unit().rewritten.parent_path() / "aside";
    std::error_code error;
    fs::create_directories(place, error);
    Finished finished = compile_as_told(compiling_aside(command_, (place / "unit.o").string()), {});
    fs::remove_all(place, error);
    return finished;
  }

  // Nothing to graft today. Another day's rules may match: they stand in the depfile all the same.
  int compile_plain() {
    if (!command_.writes_depfile) return pass_through(command_.words());
    const int code = run(command_.words(), Streams::inherited).exit_code;
    if (code == 0) {
      mend_depfile();
      if (!lost_) remember();  // what was lost is told again
    }
    return code;
  }

  // Several sources in one command stand and fall together.
  int compile_rewritten() {
    const std::string subject = works_[0].source.path + (works_.size() == 1 ? "" : " and what is compiled with it");
    LadderResult result = climb_down(together(), [this](Text text, const std::vector<std::string>& more) { return compile(text, more); },
                                     [this](const std::vector<std::string>& drop) {
                                       for (Work& work : works_) work.rewrite = rewrite_unit(context_, command_, work.source, work.files, drop);
                                       return together();
                                     });
    finish(result.out, result.err);
    if (result.exit_code != 0) return result.exit_code;
    if (!result.dropped.empty() || result.original) tell_loss(subject, result);
    mend_depfile();  // an original too is compiled anew when the rules or the rewriter change
    if (result.original) return options_.strict ? EXIT_FAILURE : EXIT_SUCCESS;
    remember();
    return options_.strict && !result.dropped.empty() ? EXIT_FAILURE : EXIT_SUCCESS;
  }

  // What was made of all sources, as one: none of it where one failed. A source of which nothing is left is compiled as it is.
  Rewrite together() {
    Rewrite all;
    all.status = RewriteStatus::unchanged;
    for (const Work& work : works_) {
      if (work.rewrite.status == RewriteStatus::unparsed || work.rewrite.status == RewriteStatus::failed) return work.rewrite;
      if (work.rewrite.status != RewriteStatus::rewritten) continue;
      all.status = RewriteStatus::rewritten;
      all.sites.insert(all.sites.end(), work.rewrite.sites.begin(), work.rewrite.sites.end());
    }
    std::erase_if(works_, [](const Work& work) { return work.rewrite.status == RewriteStatus::unchanged; });
    return all;
  }

  static void finish(const std::string& out, const std::string& err) {
    std::fwrite(out.data(), 1, out.size(), stdout);
    std::fwrite(err.data(), 1, err.size(), stderr);
  }

  static void tell_loss(const std::string& subject, const LadderResult& result) {
    if (result.original) {
      say(subject, "not instrumented: the compiler rejects the rewritten text (" + result.complaint + ")");
      return;
    }
    std::string names;
    for (std::size_t i = 0; i < result.dropped.size() && i < 3; ++i) names += (i == 0 ? "" : ", ") + result.dropped[i].name;
    if (result.dropped.size() > 3) names += ", ...";
    say(subject, std::to_string(result.dropped.size()) + " of " + std::to_string(result.dropped.size() + result.rewrite.sites.size()) +
                     " functions left out, their guards do not compile: " + names + " (" + result.complaint + ")");
  }

  void mend_depfile() {
    if (!command_.writes_depfile) return;
    const auto text = read_file(command_.depfile);
    if (!text) return;
    std::map<std::string, std::string> originals;
    for (const Work& work : works_) {
      originals.insert(work.rewrite.originals.begin(), work.rewrite.originals.end());
      originals[work.files.rewritten.string()] = work.source.path;
    }
    static_cast<void>(write_file(command_.depfile, write_depfile(mend(parse_depfile(*text), originals, rule_files_))));
  }

  UnitFiles files_of_unit() const {
    const SourceInput& source = command_.sources[0];
    return unit_files(context_.store, object_of(source), source.path);
  }

  // All that the object depends on, as one text: rewritten text, command, compiler, every file that was read.
  std::string state() const {
    const UnitFiles files = files_of_unit();
    std::string text;
    for (const std::string& word : rewritten_command().words()) text += word + '\n';
    text += stamp_of(find_program(command_.compiler)) + '\n';
    std::vector<std::string> reads;
    for (const Work& work : works_) {
      text += read_file(work.files.rewritten).value_or("") + '\n';
      reads = work.rewrite.reads;
      for (const auto& [copy, original] : work.rewrite.originals) reads.push_back(copy), reads.push_back(original);
    }
    if (const auto deps = read_file(files.depfile))
      for (const DependencyRule& rule : parse_depfile(*deps)) reads.insert(reads.end(), rule.prerequisites.begin(), rule.prerequisites.end());
    std::sort(reads.begin(), reads.end());
    reads.erase(std::unique(reads.begin(), reads.end()), reads.end());
    for (const std::string& file : reads)
      if (std::find(rule_files_.begin(), rule_files_.end(), file) == rule_files_.end()) text += file + ' ' + stamp_of(file) + '\n';
    return hash_text(text);
  }

  bool can_be_remembered() const { return command_.sources.size() == 1 && command_.writes_depfile && !command_.links && !command_.writes_module; }

  void remember() const {
    if (!can_be_remembered()) return;
    const UnitFiles files = files_of_unit();
    static_cast<void>(write_file(files.depfile, read_file(command_.depfile).value_or("")));
    static_cast<void>(write_file(files.stamp, state() + '\n' + stamp_of(object_of(command_.sources[0])) + '\n'));
  }

  // The rules changed but not what they make of this unit: the object stands, only its time stamp moves.
  bool is_up_to_date() const {
    if (!can_be_remembered()) return false;
    const UnitFiles files = files_of_unit();
    const std::string object = object_of(command_.sources[0]);
    const auto known = read_file(files.stamp);
    if (!known || *known != state() + '\n' + stamp_of(object) + '\n') return false;
    const auto deps = read_file(files.depfile);
    if (!deps || !write_file(command_.depfile, write_depfile(mend(parse_depfile(*deps), {}, rule_files_))).empty()) return false;
    if (utimensat(AT_FDCWD, object.c_str(), nullptr, 0) != 0) return false;
    remember();
    return true;
  }

  const CcOptions& options_;
  CompilerCommand command_;
  RewriteContext context_;
  std::vector<std::string> rule_files_;
  std::vector<Work> works_;
  bool strict_failure_ = false;
  bool lost_ = false;  // a unit is compiled as it is although rules match
};

}  // namespace

bool parse_cc_words(const std::vector<std::string>& words, CcOptions& out) {
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::string& word = words[i];
    const auto value = [&](std::string& into) {
      if (i + 1 == words.size()) return false;
      into = words[++i];
      return true;
    };
    bool good = true;
    if (word == "--") {
      out.command.assign(words.begin() + static_cast<std::ptrdiff_t>(i) + 1, words.end());
      if (!out.command.empty()) return true;
      good = false;
    } else if (word == "--rules") {
      good = value(out.rules);
    } else if (word == "--store") {
      good = value(out.store);
    } else if (word == "--shared") {
      good = value(out.shared);
    } else if (word == "--root") {
      good = value(out.root);
    } else if (word == "--strict") {
      out.strict = true;
    } else {
      good = false;
    }
    if (!good) {
      std::fprintf(stderr, "scopegraft cc: `%s` is not understood here\n", word.c_str());
      break;
    }
  }
  std::fprintf(stderr, "usage: scopegraft cc [--rules FILE] [--store DIR] [--shared DIR] [--root DIR] [--strict] -- compiler arguments...\n");
  return false;
}

int run_cc(const CcOptions& options) {
  std::optional<CompilerCommand> command = parse_command(options.command);
  if (!command) {
    std::fprintf(stderr, "scopegraft cc: no compiler behind `--`\n");
    return kUsage;
  }
  std::vector<SourceInput> sources;
  std::copy_if(command->sources.begin(), command->sources.end(), std::back_inserter(sources), [](const SourceInput& s) { return s.language == Language::cxx; });
  if (!command->compiles || sources.empty()) return pass_through(options.command);

  const rules::LoadResult loaded = rules::load(options.rules, make_context(options.rules, ".", options.root).presets);
  if (rules::has_errors(loaded.diagnostics)) {
    for (const rules::Diagnostic& diagnostic : loaded.diagnostics) std::fputs(rules::render(diagnostic).c_str(), stderr);
    return EXIT_FAILURE;
  }
  std::erase_if(sources, [&](const SourceInput& s) { return unit_relevance(loaded.rules, *command, s.path) == rules::Relevance::never; });
  return Compilation(options, std::move(*command), loaded.rules).run_all(sources);
}

}  // namespace scopegraft::launcher
