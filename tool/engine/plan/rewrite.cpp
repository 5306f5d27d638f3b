#include "plan/rewrite.h"

#include <algorithm>
#include <filesystem>
#include <set>
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

constexpr const char* kConditionWords = "scopegraft/condition_words.h";
constexpr const char* kArguments = "scopegraft/args.h";
constexpr const char* kFields = "scopegraft/fields.h";
constexpr const char* kAsync = "scopegraft/async.h";
constexpr const char* kExecutors = "scopegraft/executors.h";
constexpr const char* kCalls = "scopegraft/calls.h";
constexpr const char* kProbe = "scopegraft/probe.h";
constexpr const char* kQuery = "scopegraft/query.h";

class Rewriter {
 public:
  Rewriter(Unit& unit, const RewriteRequest& request) : unit_(unit), request_(request) {}

  Rewritten run() {
    if (!unit_.graph.instances.empty() && is_rewritten(unit_.graph.instances.front().text)) return rewritten_already();
    tell_decorators();
    for (Candidate& candidate : unit_.candidates) consider(candidate);
    for (Call& call : unit_.calls) consider(call);
    graft_calls();
    for (HandOver& hand_over : unit_.hand_overs) consider(hand_over);
    Rewritten result;
    result.user_code = std::move(user_code_);
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
        for (const std::string& why : untold_arguments(candidate, decision.options)) explanation.reason += "; " + why;
        explanation.site = id(site);
        keep_user_code(site, decision, candidate.parameters);
        for (rules::Diagnostic& lost : lookups_not_made(explanation.function, decision.options.cache, unit_.calls, request_.text_of)) tell(std::move(lost));
        graft(candidate, decision, site);
      } else {
        explanation.outcome = Explanation::Outcome::skipped;
      }
    }
    // What users wrote and does not compile is told by itself.
    const auto drop = decision.profiled ? request_.drop.find(id(site_of(candidate, explanation.file, decision.options))) : request_.drop.end();
    const bool is_told = drop != request_.drop.end() && !drop->second.empty();
    if (candidate.facts.decorator && explanation.outcome == Explanation::Outcome::skipped && !is_told)
      tell(without_effect(candidate.facts.decorator->at, explanation.function, explanation.reason));
    outcome_.explanations.push_back(std::move(explanation));
  }

  void consider(Call& call) {
    if (call.query && !has_header(kQuery)) call.query.reset();
    call.facts.file = std::filesystem::path(absolute(unit_.directory, call.facts.file)).lexically_normal().string();
    GraftedCall grafted;
    grafted.call = &call;
    if (call.is_timed) consider_timing(call, grafted);
    if (call.lookup) consider_lookup(call, grafted);
    if (grafted.is_timed || grafted.is_lookup) grafted_calls_.push_back(std::move(grafted));
  }

  struct GraftedCall {
    const Call* call = nullptr;
    bool is_timed = false, is_lookup = false;
    Site site, lookup_site;
    std::string head;
    CallMarks marks;
    LookupMarks lookup;
  };

  [[nodiscard]] Explanation explanation_of(const Call& call) const {
    Explanation explanation;
    explanation.function = call.facts.callee;
    explanation.is_call = true;
    explanation.caller = call.caller;
    explanation.file = relative_to(request_.root, call.facts.file);
    explanation.line = call.facts.line;
    explanation.column = call.column;
    return explanation;
  }

  void consider_timing(const Call& call, GraftedCall& grafted) {
    const rules::Decision decision = request_.decide_call(call.facts);
    Explanation explanation = explanation_of(call);
    explanation.rule = decision.rule;
    explanation.reason = decision.reason;
    explanation.options = decision.options;
    if (decision.profiled) {
      grafted.site = site_of_call(call, explanation.file);
      grafted.head = call_head(call, grafted.site, decision.options, relative_to(request_.root, decision.rule));
      grafted.marks = call_marks(call, grafted.site, condition_expression(decision.options.condition.value));
      explanation.reason = obstacle_of(grafted, decision.options);
      grafted.is_timed = explanation.reason.empty();
      explanation.outcome = grafted.is_timed ? Explanation::Outcome::profiled : Explanation::Outcome::skipped;
      if (grafted.is_timed) {
        if (!decision.options.condition.value.empty()) headers_.insert(kConditionWords);
        explanation.reason = decision.reason;
        explanation.site = id(grafted.site);
        keep_user_code(grafted.site, decision, {});
      }
    }
    outcome_.explanations.push_back(std::move(explanation));
  }

  void consider_lookup(const Call& call, GraftedCall& grafted) {
    const Lookup& lookup = *call.lookup;
    Explanation explanation = explanation_of(call);
    grafted.lookup_site = site_of_call(call, explanation.file);
    grafted.lookup_site.is_lookup = true;
    grafted.lookup = lookup_marks(lookup, suffix(grafted.lookup_site));
    explanation.rule = lookup.origin;
    explanation.lookup = lookup.probe.hit_when;
    explanation.reason = lookup.obstacle;
    if (explanation.reason.empty()) explanation.reason = dropped(grafted.lookup_site, "its marks did not compile");
    if (explanation.reason.empty() && !has_header(kProbe)) explanation.reason = "the installed runtime knows no lookups";
    if (explanation.reason.empty() && !macros_in(grafted.lookup.before + grafted.lookup.behind + grafted.lookup.look).empty())
      explanation.reason = "the program has macros named like words of its marks";
    grafted.is_lookup = explanation.reason.empty();
    explanation.outcome = grafted.is_lookup ? Explanation::Outcome::profiled : Explanation::Outcome::skipped;
    if (grafted.is_lookup) {
      explanation.reason = "looked up in a cache: `" + lookup.probe.get + "`";
      explanation.site = id(grafted.lookup_site);
      const std::string& written = lookup.probe.hit_when;
      if (has_expression(lookup.probe))
        user_code_.push_back({grafted.lookup_site, {{"hit_when", written, "static_cast<bool>(" + with_result_named(written, name_of_result(suffix(grafted.lookup_site))) + ")", rules::to_string(lookup.probe.hit_when_at)}}});
    }
    outcome_.explanations.push_back(std::move(explanation));
  }

  // Its marks lie inside those of a call that is timed: what is inserted later at one byte stands behind.
  void consider(HandOver& hand_over) {
    hand_over.facts.file = std::filesystem::path(absolute(unit_.directory, hand_over.facts.file)).lexically_normal().string();
    const rules::Decision decision = request_.decide_executor(hand_over.facts);
    Explanation explanation;
    explanation.function = hand_over.facts.callee;
    explanation.is_call = true;
    explanation.caller = hand_over.caller;
    explanation.file = relative_to(request_.root, hand_over.facts.file);
    explanation.line = hand_over.facts.line;
    explanation.column = hand_over.column;
    explanation.rule = decision.rule;
    explanation.reason = decision.reason;
    if (decision.profiled) {
      const Site site = site_of_hand_over(hand_over, explanation.file);
      const auto [before, behind] = hand_over_marks(hand_over);
      explanation.reason = obstacle_of(hand_over, site, before);
      explanation.outcome = explanation.reason.empty() ? Explanation::Outcome::profiled : Explanation::Outcome::skipped;
      if (explanation.reason.empty()) {
        explanation.reason = "what it is handed takes the context along; " + decision.reason;
        explanation.site = id(site);
        insert(hand_over.begin, before);
        insert(hand_over.end, behind);
        headers_.insert(kExecutors);
        outcome_.sites.push_back({site, presumed_file(hand_over.begin), hand_over.begin.line});
      }
    }
    outcome_.explanations.push_back(std::move(explanation));
  }

  [[nodiscard]] std::string obstacle_of(const HandOver& hand_over, const Site& site, const std::string& marks) const {
    if (!hand_over.obstacle.empty()) return hand_over.obstacle;
    if (!unit_.is_cpp17) return "a context needs C++17";
    if (std::string why = dropped(site, "its wrapper did not compile"); !why.empty()) return why;
    if (!has_header(kExecutors)) return "the installed runtime knows no executors";
    if (!macros_in(marks).empty()) return "the program has macros named like words of the wrapper";
    return "";
  }

  [[nodiscard]] std::string obstacle_of(const GraftedCall& timed, const rules::Options& options) const {
    if (!timed.call->obstacle.empty()) return timed.call->obstacle;
    if (std::string why = dropped(timed.site, "its marks did not compile"); !why.empty()) return why;
    if (!has_header(kCalls)) return "the installed runtime knows no calls";
    if (rules::uses_arguments(rules::parse_condition(options.condition.value).condition))
      return "its condition speaks of arguments, and a call has no names for them";
    if (!macros_in(timed.head + timed.marks.before).empty()) return "the program has macros named like words of its marks";
    return "";
  }

  // An outer call opens before those in its arguments and closes after them, also where several begin or end at one byte. The result
  // of a call is looked at within its time.
  void graft_calls() {
    for (const GraftedCall& grafted : grafted_calls_) {
      const Call& call = *grafted.call;
      if (grafted.is_timed) {
        insert(call.head, " " + grafted.head);
        insert(call.begin, grafted.marks.before);
        for (std::size_t i = 0; i < call.arguments.size(); ++i) insert(call.arguments[i].begin, grafted.marks.around_arguments[i].first);
        headers_.insert(kCalls);
        if (call.query) {
          for (const QueryOperand& operand : call.query->operands) insert(operand.begin, before_operand(operand, suffix(grafted.site)));
          headers_.insert(kQuery);
        }
        outcome_.sites.push_back({grafted.site, presumed_file(call.begin), call.begin.line});
      }
      if (grafted.is_lookup) {
        insert(call.begin, grafted.lookup.before);
        headers_.insert(kProbe);
        outcome_.sites.push_back({grafted.lookup_site, presumed_file(call.begin), call.begin.line});
      }
    }
    for (auto grafted = grafted_calls_.rbegin(); grafted != grafted_calls_.rend(); ++grafted) {
      const Call& call = *grafted->call;
      if (grafted->is_lookup) insert(call.end, grafted->lookup.behind);
      if (!grafted->is_timed) continue;
      if (call.query)
        for (auto operand = call.query->operands.rbegin(); operand != call.query->operands.rend(); ++operand) insert(operand->end, ")");
      for (std::size_t i = call.arguments.size(); i-- > 0;) insert(call.arguments[i].end, grafted->marks.around_arguments[i].second);
      insert(call.end, grafted->marks.behind);
    }
    for (const GraftedCall& grafted : grafted_calls_)
      if (grafted.is_lookup) insert(grafted.call->lookup->look, grafted.lookup.look);
  }

  // On the line that is there: errors and debuggers speak of it.
  void insert(const CodePlace& at, const std::string& code) {
    if (code.empty()) return;
    Instance& instance = unit_.graph.instances[static_cast<std::size_t>(at.instance)];
    instance.edits.push_back({at.offset, 0, at.in_macro_argument ? on_same_line(code) : in_place(instance.text, at.offset, at.line, code)});
  }

  [[nodiscard]] const std::string& presumed_file(const CodePlace& at) const { return unit_.graph.instances[static_cast<std::size_t>(at.instance)].spelled; }

  [[nodiscard]] std::string obstacle_of(const Candidate& candidate, const rules::Decision& decision, const Site& site) const {
    if (!candidate.obstacle.empty()) return candidate.obstacle;
    if (candidate.is_allocator && tracks_memory(decision.options)) return "an allocator: tracking memory would call it again";
    if (std::string why = dropped(site, "its guard did not compile"); !why.empty()) return why;
    if (candidate.form == GuardForm::literal && !condition_expression(decision.options.condition.value).empty())
      return "a lambda inside a type: its condition cannot be asked there";
    if (candidate.form == GuardForm::coroutine && !unit_.macros_like_our_words.empty())
      return "a coroutine, and the program has macros named like words of its marks";
    if (candidate.in_macro_argument && !macros_in(guard(site, decision.options, "")).empty())
      return "it stands in a macro's argument and the program has macros named like words of its guard";
    return "";
  }

  [[nodiscard]] std::string dropped(const Site& site, const char* usual) const {
    const auto found = request_.drop.find(id(site));
    if (found == request_.drop.end()) return "";
    return found->second.empty() ? usual : found->second;
  }

  void keep_user_code(const Site& site, const rules::Decision& decision, const std::vector<Parameter>& parameters) {
    GraftedCode grafted{site, user_code_of(decision.options.condition)};
    for (UserCode& code : grafted.code) {
      code.is_for_many = !is_for_one_function(decision.reason);
      for (const Parameter& parameter : parameters) code.parameters.push_back(parameter.name);
    }
    if (!grafted.code.empty()) user_code_.push_back(std::move(grafted));
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
    if (reads && options.track_args.value && has_header(kArguments)) {
      for (const Parameter& parameter : candidate.parameters) {
        if (!parameter.obstacle.empty()) continue;
        site.arguments.push_back(parameter.name + (parameter.is_pack ? "..." : ""));
        if (is_redacted(parameter.name, options.redact.value)) site.secret.push_back(site.arguments.back());
      }
    }
    if (reads && has_header(kFields))
      for (const Field& field : candidate.fields)
        if (field.mistake.empty() && !is_secret(field, options)) site.fields.push_back({field.key, field.expression, field.present, field.may_throw});
    site.is_leaf = candidate.is_leaf && site.arguments.empty() && site.fields.empty();  // their code may be the program's
    return site;
  }

  // A field of a parameter that is never kept, or a member with such a name.
  static bool is_secret(const Field& field, const rules::Options& options) {
    const std::size_t last = field.key.find_last_of(".>");
    return is_redacted(field.key.substr(0, field.key.find_first_of(".-(")), options.redact.value) ||
           (last != std::string::npos && is_redacted(field.key.substr(last + 1), options.redact.value));
  }

  // What is not known of its arguments.
  [[nodiscard]] std::vector<std::string> untold_arguments(const Candidate& candidate, const rules::Options& options) const {
    std::vector<std::string> reasons;
    if (!options.track_args.value || candidate.parameters.empty()) return reasons;
    if (!unit_.is_cpp17) return {"no arguments before C++17"};
    if (candidate.form == GuardForm::literal) return {"no arguments in a lambda inside a type"};
    for (std::size_t i = 0; i != candidate.parameters.size(); ++i) {
      const Parameter& parameter = candidate.parameters[i];
      const std::string named = parameter.name.empty() ? std::to_string(i + 1) : "`" + parameter.name + "`";
      if (!parameter.obstacle.empty()) reasons.push_back("no size of argument " + named + ": " + parameter.obstacle);
    }
    return reasons;
  }

  // What is wrong with its context fields, also for the user.
  std::vector<std::string> tell_fields(const Candidate& candidate, const Site& site, const rules::Decision& decision) {
    std::vector<std::string> reasons;
    const rules::Options& options = decision.options;
    const std::string& origin = options.context_fields.origin;
    for (const Field& field : candidate.fields) {
      if (field.mistake.empty() && is_secret(field, options)) reasons.push_back("no field `" + field.key + "`: `redact` names it");
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
    if (!decision.options.condition.value.empty()) headers_.insert(kConditionWords);
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
  std::vector<GraftedCall> grafted_calls_;
  std::vector<GraftedCode> user_code_;
};

}  // namespace

Rewritten rewrite(Unit& unit, const RewriteRequest& request) { return Rewriter(unit, request).run(); }

}  // namespace scopegraft::engine
