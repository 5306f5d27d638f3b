#include "plan/rewrite.h"

#include <algorithm>
#include <filesystem>
#include <utility>

#include "plan/condition.h"
#include "plan/lexical.h"
#include "plan/mistakes.h"
#include "rules/condition.h"

namespace scopegraft::engine {
namespace {

std::string relative_to(std::string_view root, const std::string& file) {
  if (root.empty() || root == "/") return file;
  std::string folder(root);
  if (!folder.ends_with('/')) folder += '/';
  return file.starts_with(folder) ? file.substr(folder.size()) : file;
}

bool tracks_memory(const rules::Options& options) {
  if (options.track_memory.value) return true;
  const auto& collectors = options.collectors.value;
  return std::any_of(collectors.begin(), collectors.end(), [](const rules::Collector& c) { return c.name == "memory"; });
}

constexpr const char* kArguments = "scopegraft/args.h";
constexpr const char* kFields = "scopegraft/fields.h";
constexpr const char* kAsync = "scopegraft/async.h";
constexpr const char* kCalls = "scopegraft/calls.h";

class Rewriter {
 public:
  Rewriter(Unit& unit, const RewriteRequest& request) : unit_(unit), request_(request) {}

  Rewritten run() {
    if (!unit_.graph.instances.empty() && is_rewritten(unit_.graph.instances.front().text)) return rewritten_already();
    tell_decorators();
    for (Candidate& candidate : unit_.candidates) consider(candidate);
    for (Call& call : unit_.calls) consider(call);
    graft_calls();
    Rewritten result;
    result.outcome = std::move(outcome_);
    result.outcome.reads = unit_.reads;
    if (result.outcome.sites.empty()) {
      result.outcome.status = Outcome::Status::unchanged;
      result.outcome.reason = "no rule selects a function or call of this unit that a guard can stand in";
      return result;
    }
    result.outcome.status = Outcome::Status::rewritten;
    const Surroundings around = surroundings();
    result.files = plan_headers(unit_.graph, around);
    for (const Copy& copy : result.files.copies)
      if (!copy.original.empty()) result.outcome.copies.push_back({copy.original, absolute(request_.store, copy.name)});
    return result;
  }

 private:
  Rewritten rewritten_already() const {
    Rewritten result;
    result.outcome.reads = unit_.reads;
    result.outcome.status = Outcome::Status::unchanged;
    result.outcome.reason = "it is rewritten already";
    return result;
  }

  void consider(Candidate& candidate) {
    candidate.facts.file =
        std::filesystem::path(absolute(unit_.directory, candidate.facts.file)).lexically_normal().string();
    const rules::Decision decision = request_.decide(candidate.facts);
    Explanation explanation;
    explanation.function = candidate.facts.qualified_name;
    explanation.file = relative_to(request_.root, candidate.facts.file);
    explanation.line = candidate.facts.line;
    explanation.column = candidate.column;
    explanation.rule = decision.rule;
    explanation.reason = decision.reason;
    explanation.options = decision.options;
    if (decision.outcome == rules::Outcome::skipped) explanation.outcome = Explanation::Outcome::skipped;
    if (decision.profiled) {
      const Site site = site_of(candidate, explanation.file, decision.options);
      explanation.reason = obstacle_of(candidate, decision, site);
      if (explanation.reason.empty()) {
        explanation.outcome = Explanation::Outcome::profiled;
        explanation.reason = decision.reason;
        for (const std::string& why : tell_fields(candidate, site, decision)) explanation.reason += "; " + why;
        explanation.site = id(site);
        graft(candidate, decision, site);
      } else {
        explanation.outcome = Explanation::Outcome::skipped;
      }
    }
    if (candidate.facts.decorator && explanation.outcome == Explanation::Outcome::skipped)
      tell(without_effect(candidate.facts.decorator->at, explanation.function, explanation.reason));
    outcome_.explanations.push_back(std::move(explanation));
  }

  void consider(Call& call) {
    call.facts.file = std::filesystem::path(absolute(unit_.directory, call.facts.file)).lexically_normal().string();
    const rules::Decision decision = request_.decide_call(call.facts);
    Explanation explanation;
    explanation.function = call.facts.callee;
    explanation.is_call = true;
    explanation.caller = call.caller;
    explanation.file = relative_to(request_.root, call.facts.file);
    explanation.line = call.facts.line;
    explanation.column = call.column;
    explanation.rule = decision.rule;
    explanation.reason = decision.reason;
    explanation.options = decision.options;
    if (decision.profiled) {
      TimedCall timed{&call, site_of_call(call, explanation.file), {}, {}};
      timed.head = call_head(timed.site, decision.options, relative_to(request_.root, decision.rule));
      timed.marks = call_marks(call, timed.site, condition_expression(decision.options.condition.value));
      explanation.reason = obstacle_of(timed, decision.options);
      explanation.outcome = explanation.reason.empty() ? Explanation::Outcome::profiled : Explanation::Outcome::skipped;
      if (explanation.reason.empty()) {
        explanation.reason = decision.reason;
        explanation.site = id(timed.site);
        timed_calls_.push_back(std::move(timed));
      }
    }
    outcome_.explanations.push_back(std::move(explanation));
  }

  struct TimedCall {
    const Call* call = nullptr;
    Site site;
    std::string head;
    CallMarks marks;
  };

  [[nodiscard]] std::string obstacle_of(const TimedCall& timed, const rules::Options& options) const {
    if (!timed.call->obstacle.empty()) return timed.call->obstacle;
    if (request_.drop.contains(id(timed.site))) return "its marks did not compile";
    if (!has_header(kCalls)) return "the installed runtime knows no calls";
    if (rules::uses_arguments(rules::parse_condition(options.condition.value).condition))
      return "its condition speaks of arguments, and a call has no names for them";
    if (!macros_in(timed.head + timed.marks.before).empty()) return "the program has macros named like words of its marks";
    return "";
  }

  // An outer call opens before those in its arguments and closes after them, also where several begin or end at one byte.
  void graft_calls() {
    for (const TimedCall& timed : timed_calls_) {
      insert(timed.call->head, " " + timed.head);
      insert(timed.call->begin, timed.marks.before);
      for (std::size_t i = 0; i < timed.call->arguments.size(); ++i) insert(timed.call->arguments[i].begin, timed.marks.around_arguments[i].first);
      headers_.insert(kCalls);
      outcome_.sites.push_back({timed.site, presumed_file(timed.call->begin), timed.call->begin.line});
    }
    for (auto timed = timed_calls_.rbegin(); timed != timed_calls_.rend(); ++timed) {
      for (std::size_t i = timed->call->arguments.size(); i-- > 0;) insert(timed->call->arguments[i].end, timed->marks.around_arguments[i].second);
      insert(timed->call->end, timed->marks.behind);
    }
  }

  // On the line that is there: errors and debuggers speak of it.
  void insert(const CodePlace& at, const std::string& code) {
    Instance& instance = unit_.graph.instances[static_cast<std::size_t>(at.instance)];
    instance.edits.push_back({at.offset, 0, at.in_macro_argument ? on_same_line(code) : in_place(instance.text, at.offset, at.line, code)});
  }

  [[nodiscard]] const std::string& presumed_file(const CodePlace& at) const { return unit_.graph.instances[static_cast<std::size_t>(at.instance)].spelled; }

  [[nodiscard]] std::string obstacle_of(const Candidate& candidate, const rules::Decision& decision, const Site& site) const {
    if (!candidate.obstacle.empty()) return candidate.obstacle;
    if (candidate.is_allocator && tracks_memory(decision.options)) return "an allocator: tracking memory would call it again";
    if (request_.drop.contains(id(site))) return "its guard did not compile";
    if (candidate.form == GuardForm::coroutine && !unit_.macros_like_our_words.empty())
      return "a coroutine, and the program has macros named like words of its marks";
    if (candidate.in_macro_argument && !macros_in(guard(site, decision.options, "")).empty())
      return "it stands in a macro's argument and the program has macros named like words of its guard";
    return "";
  }

  [[nodiscard]] bool has_header(const char* name) const {
    return request_.graft_include.empty() || !request_.exists || request_.exists(absolute(request_.graft_include, name));
  }

  [[nodiscard]] Site site_of(const Candidate& candidate, const std::string& file, const rules::Options& options) const {
    Site site;
    site.name = candidate.facts.qualified_name;
    site.file = file;
    site.line = candidate.brace_line;
    site.column = candidate.brace_column;
    site.form = candidate.form;
    const bool reads = unit_.is_cpp17 && site.form != GuardForm::literal;
    if (reads && options.track_args.value && has_header(kArguments))
      for (const Parameter& parameter : candidate.parameters)
        site.arguments.push_back(parameter.name + (parameter.is_pack ? "..." : ""));
    if (reads && has_header(kFields))
      for (const Field& field : candidate.fields)
        if (field.mistake.empty()) site.fields.push_back({field.key, field.expression, field.present, field.may_throw});
    return site;
  }

  // What is wrong with its context fields, also for the user.
  std::vector<std::string> tell_fields(const Candidate& candidate, const Site& site, const rules::Decision& decision) {
    std::vector<std::string> reasons;
    const rules::Options& options = decision.options;
    const std::string& origin = options.context_fields.origin;
    for (const Field& field : candidate.fields) {
      if (field.mistake.empty()) continue;
      reasons.push_back("no field `" + field.key + "`: " + field.mistake);
      // A rule for many functions may name what only some of them have.
      if (field.is_no_parameter && !is_for_one_function(decision.reason)) continue;
      rules::Diagnostic wrong = wrong_field(origin, field.key, field.mistake, field.hint);
      if (request_.text_of) point_at(request_.text_of(wrong.at.file), field.key, wrong);
      tell(std::move(wrong));
    }
    if (!options.context_fields.value.empty() && site.fields.empty() && reasons.empty())
      reasons.push_back(unit_.is_cpp17 ? "no context fields in a lambda inside a type" : "no context fields before C++17");
    return reasons;
  }

  // Once, however many functions a decorator or rule speaks of.
  void tell(rules::Diagnostic diagnostic) {
    if (diagnostic.excerpt.empty())
      for (const Decorator& decorator : unit_.decorators)
        if (decorator.facts.at == diagnostic.at) diagnostic.excerpt = line_of(text_of(decorator), diagnostic.at.line);
    for (const rules::Diagnostic& told : outcome_.diagnostics)
      if (told.at == diagnostic.at && told.message == diagnostic.message) return;
    outcome_.diagnostics.push_back(std::move(diagnostic));
  }

  [[nodiscard]] std::string_view text_of(const Decorator& decorator) const { return unit_.graph.instances[static_cast<std::size_t>(decorator.instance)].text; }

  void tell_decorators() {
    for (const Decorator& decorator : unit_.decorators)
      if (!unit_.graph.instances[static_cast<std::size_t>(decorator.instance)].in_system)
        for (rules::Diagnostic& wrong : mistakes_of(decorator, text_of(decorator))) tell(std::move(wrong));
  }

  [[nodiscard]] std::vector<std::string> macros_in(std::string_view code) const {
    std::vector<std::string> found;
    for (const std::string& macro : unit_.macros_like_our_words)
      if (code.find(macro) != std::string_view::npos || is_hidden_word(code, macro)) found.push_back(macro);
    return found;
  }

  void graft(const Candidate& candidate, const rules::Decision& decision, const Site& site) {
    Instance& instance = unit_.graph.instances[static_cast<std::size_t>(candidate.instance)];
    std::string code = guard(site, decision.options, relative_to(request_.root, decision.rule));
    bool own_lines = false;
    if (!site.arguments.empty()) headers_.insert(kArguments);
    if (!site.fields.empty()) headers_.insert(kFields);
    if (candidate.in_macro_argument) {
      code = on_same_line(code);
    } else {
      const std::vector<std::string> macros = macros_in(code);
      own_lines = !macros.empty();
      // On the line of its brace: whoever stops at the function in a debugger sees that line.
      code = own_lines ? on_own_lines(instance.text, candidate.offset, candidate.presumed_line, guard_against_macros(code, macros, line_end(instance.text)))
                       : in_place(instance.text, candidate.offset, candidate.presumed_line, " " + code);
    }
    instance.edits.push_back({candidate.offset, 0, std::move(code)});
    if (site.form == GuardForm::coroutine) {
      headers_.insert(kAsync);
      for (Edit& edit : spell_awaits(instance.text, candidate.awaits, scope_name(site))) instance.edits.push_back(std::move(edit));
    }
    outcome_.sites.push_back(
        {site, candidate.presumed_file, candidate.presumed_line + (own_lines ? 1U : 0U)});
  }

  [[nodiscard]] Surroundings surroundings() const {
    Surroundings around;
    around.includes = {included("scopegraft/graft.h")};
    for (const std::string& header : headers_) around.includes.push_back(included(header));
    around.store = request_.store;
    around.directory = unit_.directory;
    around.module_fragment_end = unit_.module_fragment_end;
    around.module_fragment_line = unit_.module_fragment_line;
    around.module_without_fragment = unit_.module_without_fragment;
    if (unit_.uses_base_file) around.base_file = request_.source;
    around.exists = request_.exists;
    return around;
  }

  [[nodiscard]] std::string included(const std::string& header) const {
    if (request_.graft_include.empty()) return "<" + header + ">";
    return "\"" + absolute(request_.graft_include, header) + "\"";
  }

  Unit& unit_;
  const RewriteRequest& request_;
  Outcome outcome_;
  std::set<std::string> headers_;  // beside graft.h
  std::vector<TimedCall> timed_calls_;
};

}  // namespace

Rewritten rewrite(Unit& unit, const RewriteRequest& request) { return Rewriter(unit, request).run(); }

}  // namespace scopegraft::engine
