#include "plan/call.h"

namespace scopegraft::engine {

Site site_of_call(const Call& call, const std::string& file) {
  Site site;
  site.name = call.facts.callee;
  site.file = file;
  site.line = call.facts.line;
  site.column = call.column;
  site.form = call.head_form;
  return site;
}

std::string call_head(const Call& call, const Site& site, const rules::Options& options, std::string_view rule) {
  const std::string words = literal(site.name) + ", " + literal(site.file) + ", " + std::to_string(site.line) + ", " +
                            std::to_string(site.column) + ", " + literal(option_text(options, rule));
  if (site.form == GuardForm::constant) return "SCOPEGRAFT_RT_CONSTANT_CALL(" + suffix(site) + ", " + words + ");";
  return "static ::scopegraft_rt::Site sg_callee_" + suffix(site) + "(" + words + "); ::scopegraft_rt::CallScope sg_call_" +
         suffix(site) + ";" + (call.query ? query_head(*call.query, suffix(site)) : "");
}

CallMarks call_marks(const Call& call, const Site& site, const std::string& condition) {
  const std::string scope = "sg_call_" + suffix(site);
  const std::string source = site.form == GuardForm::constant ? "sg_place_" + suffix(site) + "::sg_site" : "sg_callee_" + suffix(site);
  CallMarks marks;
  marks.before = "(static_cast<void>(::scopegraft_rt::CallMark(" + scope + ", " + source + ", " +
                 std::to_string(call.arguments.size()) + (condition.empty() ? "" : ", " + condition) + ")), ";
  switch (call.form) {
    case Call::Form::dropped:
      marks.before += "SCOPEGRAFT_RT_DROPPED(";
      marks.behind = "), " + scope + ".sg_end())";
      break;
    case Call::Form::value:
      marks.before += scope + ".sg_value(";
      marks.behind = "))";
      break;
    case Call::Form::reference:
      marks.before += scope + ".sg_reference(";
      marks.behind = "))";
      break;
    case Call::Form::kept: marks.behind = ")"; break;
  }
  if (call.query) {
    marks.before += before_result(suffix(site));
    marks.behind = ")" + marks.behind;
  }
  for (const Call::Argument& argument : call.arguments)
    marks.around_arguments.emplace_back(scope + (argument.form == Call::Form::value ? ".sg_made(" : ".sg_found("), ")");
  return marks;
}

const std::vector<std::string>& words_of_calls() {
  static const std::vector<std::string> words = {"static",   "static_cast", "void",        "bool",       "scopegraft_rt", "Site",
                                                 "CallMark", "CallScope",   "struct",      "return",     "env_set",       "env_equals",
                                                 "debug_mode", "load_high", "user_flagged", "cache_result", "cache_reference", "Hit", "falsy", "auto",
                                                 "QueryCall", "Query", "run", "run_prepared", "prepare", "send", "send_prepared", "result"};
  return words;
}

}  // namespace scopegraft::engine
