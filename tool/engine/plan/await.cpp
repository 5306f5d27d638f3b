#include "plan/await.h"

#include "plan/spell.h"

namespace scopegraft::engine {
namespace {

struct Code {
  std::string before_keyword, before_operand, behind;
};

Code spell(const Await& await, const std::string& scope) {
  if (await.form == Await::Form::wrapped) return {"", "::scopegraft_rt::awaiting(" + scope + ", ", ")"};
  if (await.form == Await::Form::wrapped_free)
    return {"", "::scopegraft_rt::awaiting(" + scope + ", operator co_await(", "))"};

  std::string names;
  for (const std::string& name : await.names) names.append(names.empty() ? "" : "|").append(name);
  const bool taken = await.result != Await::Result::kept;
  const std::string mark = "static_cast<void>(::scopegraft_rt::AwaitMark(" + scope + (taken ? "))" : ", false))");
  Code code;
  if (await.form == Await::Form::braced) {
    code.before_keyword = "(" + mark + ", " + scope + ".leave(), ";
    code.behind = ")";
    if (await.result == Await::Result::nothing) {
      code.before_keyword += "SCOPEGRAFT_RT_AS_VOID(";
      code.behind = "), " + scope + ".back())";
    }
    if (await.result == Await::Result::discarded) {
      code.before_keyword += "SCOPEGRAFT_RT_AS_VOID(";
      code.behind = "), " + scope + ".back())";
    }
    return code;
  }
  if (await.form == Await::Form::marked) {
    code.before_operand = "(" + mark + ", " + scope + ".leaving(";
    code.behind = names.empty() ? "))" : ", " + literal(names) + "))";
  } else {
    code.before_operand = "(" + mark + ", " + scope + ".leave(" + (names.empty() ? "" : literal(names)) + "), ";
    code.behind = ")";
  }
  switch (await.result) {
    case Await::Result::nothing:
      code.before_keyword = "(SCOPEGRAFT_RT_AS_VOID(";
      code.behind += "), " + scope + ".back())";
      break;
    case Await::Result::discarded:
      code.before_keyword = "(SCOPEGRAFT_RT_AS_VOID(";
      code.behind += "), " + scope + ".back())";
      break;
    case Await::Result::scalar:
      code.before_keyword = scope + ".value(";
      code.behind += ")";
      break;
    case Await::Result::reference:
      code.before_keyword = scope + ".returned(";
      code.behind += ")";
      break;
    case Await::Result::kept: break;
  }
  return code;
}

}  // namespace

std::vector<Edit> spell_awaits(std::string_view text, const std::vector<Await>& awaits, const std::string& scope) {
  std::vector<Edit> edits;
  const auto add = [&](const Await::Place& place, const std::string& code) {
    if (!code.empty()) edits.push_back({place.offset, 0, place.in_macro_argument ? on_same_line(code) : in_place(text, place.offset, place.line, code)});
  };
  std::vector<Code> codes;
  for (const Await& await : awaits) {
    codes.push_back(spell(await, scope));
    add(await.keyword, codes.back().before_keyword);
    add(await.operand, codes.back().before_operand);
  }
  // What opened last closes first where several end at one place.
  for (std::size_t i = awaits.size(); i-- > 0;) add(awaits[i].end, codes[i].behind);
  return edits;
}

}  // namespace scopegraft::engine
