#include "parse/call_form.h"

#include <set>

#include "clang/AST/ASTContext.h"
#include "clang/AST/Attr.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/Stmt.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Lex/Lexer.h"
#include "parse/describe.h"
#include "parse/expressions.h"

namespace scopegraft::engine {
namespace {

class CallForm {
 public:
  CallForm(const clang::CallExpr& expression, const CallOwner& owner, const CallSurroundings& around)
      : expression_(expression), owner_(owner), around_(around), context_(owner.context), sources_(owner.context.getSourceManager()) {}

  void fill(Call& call) const {
    std::string obstacle = obstacle_of_both();
    if (obstacle.empty()) obstacle = set_places(call);
    if (call.obstacle.empty()) call.obstacle = obstacle;
    if (call.obstacle.empty()) call.obstacle = obstacle_of_timing();
    if (call.obstacle.empty()) call.obstacle = set_form(call);
    if (call.obstacle.empty()) {
      call.head = {owner_.body.instance, owner_.body.offset, owner_.body.presumed_line, owner_.body.in_macro_argument};
      call.head_form = owner_.form == GuardForm::constant ? GuardForm::constant : GuardForm::plain;
      add_arguments(call);
      add_query(call);
    }
    if (!call.lookup) return;
    call.lookup->obstacle = obstacle.empty() ? set_way(call) : obstacle;
  }

 private:
  // ---- why not -----------------------------------------------------------------------------------------------------------
  [[nodiscard]] std::string obstacle_of_both() const {
    if (around_.blocked != nullptr) return around_.blocked;
    if (!owner_.body.obstacle.empty()) return owner_.body.obstacle;
    const clang::FunctionDecl* callee = named_function(expression_);
    if (callee == nullptr) return "a call through a pointer";
    if (const auto* lookup = llvm::dyn_cast<clang::UnresolvedLookupExpr>(callee_of(expression_)); lookup != nullptr && lookup->requiresADL())
      return "which function it calls depends on a template argument";
    if (callee->isConsteval()) return "consteval: it never runs";
    if (callee->isNoReturn()) return "it does not return";
    if (callee->isConstexpr() && (around_.may_be_constant || around_.in_braces || owner_.function.isConstexprSpecified()))
      return "constexpr, and its value may be needed when compiling";
    return "";
  }

  [[nodiscard]] std::string obstacle_of_timing() const {
    if (is_operator_in_operator_notation(expression_)) return "an operator in operator notation";
    const clang::FunctionDecl& callee = *named_function(expression_);
    if (callee.hasAttr<clang::ReturnsTwiceAttr>()) return "it returns twice";
    if (callee.hasAttr<clang::ConstAttr>()) return "attribute const: the compiler may merge its calls";
    if (callee.hasAttr<clang::PureAttr>()) return "attribute pure: the compiler may merge its calls";
    if (callee.getDeclName().isIdentifier() && callee.getName().starts_with("__builtin_")) return "the compiler itself does it";
    return "";
  }

  // ---- what its result is to the expression around it -------------------------------------------------------------------------
  [[nodiscard]] bool is_dependent() const { return expression_.isTypeDependent() || expression_.getType()->isDependentType(); }
  [[nodiscard]] bool is_whole() const { return around_.around == Around::whole || is_unused(); }
  [[nodiscard]] bool is_unused() const { return around_.around == Around::discarded || around_.around == Around::cast_away; }

  std::string set_form(Call& call) const {
    if (is_dependent()) {
      call.form = Call::Form::kept;
      if (!is_whole() || around_.in_range) return "the type of its result depends on a template argument, and a larger expression takes it";
      return "";
    }
    if (expression_.getType()->isVoidType()) {
      call.form = Call::Form::dropped;
    } else if (around_.around == Around::discarded) {
      call.form = expression_.hasUnusedResultAttr(context_) ? Call::Form::kept : Call::Form::dropped;
    } else if (around_.around == Around::cast_away && expression_.hasUnusedResultAttr(context_)) {
      call.form = Call::Form::kept;
    } else if (expression_.isGLValue()) {
      call.form = Call::Form::reference;
    } else if (is_scalar(expression_)) {
      call.form = Call::Form::value;
    } else if (around_.around == Around::bound) {
      call.form = Call::Form::reference;
    } else {
      call.form = Call::Form::kept;
      if (!is_whole()) return "its result is made in its place inside a larger expression: when the call ends cannot be seen";
      if (around_.in_range && context_.getLangOpts().CPlusPlus23) return "its result is the range of a loop: since C++23 all that is made beside it lives as long as the loop";
    }
    return "";
  }

  std::string set_way(Call& call) const {
    Lookup& lookup = *call.lookup;
    if (has_expression(lookup.probe) && !context_.getLangOpts().CPlusPlus14) return "an expression as `hit_when` needs C++14";
    const clang::QualType type = expression_.getType();
    if (is_dependent()) {
      if (set_look(call)) return "";
      return "the type of its result depends on a template argument: give it to a variable";
    }
    if (type->isVoidType()) return "it returns nothing that tells a hit from a miss";
    if (!has_expression(lookup.probe) && !has_truth(type))
      return "its result, `" + type.getAsString(context_.getPrintingPolicy()) + "`, is neither true nor false: say with `hit_when` what a hit is";
    if (is_unused() && expression_.hasUnusedResultAttr(context_)) return "its result must not be ignored, and is";
    if (expression_.isGLValue() || (!is_scalar(expression_) && (is_unused() || around_.around == Around::bound))) {
      lookup.way = Lookup::Way::reference;
      return "";
    }
    lookup.way = Lookup::Way::value;
    if (is_scalar(expression_) || is_copied_freely(type) || set_look(call) || moves_unseen(type)) return "";
    return "its result is made in its place inside a larger expression: give it to a variable";
  }

  // The variable that the result becomes, and where a look at it may stand.
  bool set_look(Call& call) const {
    const Declared& declared = around_.declared;
    if (declared.variable == nullptr || declared.variable->getName().empty()) return false;
    std::string obstacle;
    const clang::SourceLocation end = declared.statement != nullptr ? declared.statement->getEndLoc() : declared.variable->getEndLoc();
    const CodePlace place = place_of(end, true, obstacle);
    if (!obstacle.empty() || place.instance != call.begin.instance || place.in_macro_argument != call.begin.in_macro_argument) return false;
    call.lookup->way = Lookup::Way::seen;
    call.lookup->variable = declared.variable->getName().str();
    call.lookup->look = place;
    call.lookup->in_condition = declared.statement == nullptr;
    return true;
  }

  // ---- where ----------------------------------------------------------------------------------------------------------------
  std::string set_places(Call& call) const {
    const clang::Stmt& any = expression_;  // a CallExpr does not ask its heirs
    std::string obstacle;
    call.begin = place_of(any.getBeginLoc(), false, obstacle);
    call.end = place_of(any.getEndLoc(), true, obstacle);
    if (!obstacle.empty()) return obstacle;
    const bool is_text = owner_.preprocessing.braces_made_text.contains(sources_.getSpellingLoc(any.getEndLoc()).getRawEncoding());
    // Of an operator the end is no parenthesis, and only those are known.
    if (is_text || (call.end.in_macro_argument && is_operator_in_operator_notation(expression_))) return "in the argument of a macro that makes a text of it";
    if (call.begin.instance != call.end.instance || call.begin.offset >= call.end.offset || call.begin.in_macro_argument != call.end.in_macro_argument)
      return "it does not stand in one piece in a file";
    if (owner_.preprocessing.graph.instances[static_cast<std::size_t>(call.begin.instance)].forced) return "its file is included from the command line";
    return "";
  }

  void add_arguments(Call& call) const {
    const auto* op = llvm::dyn_cast<clang::CXXOperatorCallExpr>(&expression_);
    if (const auto* member = llvm::dyn_cast<clang::MemberExpr>(callee_of(expression_)); member != nullptr && op == nullptr && !member->isImplicitAccess()) {
      const clang::Expr* object = member->getBase();
      const auto* arrow = llvm::dyn_cast<clang::CXXOperatorCallExpr>(object->IgnoreUnlessSpelledInSource());
      if (arrow != nullptr && arrow->getOperator() == clang::OO_Arrow) object = arrow->getArg(0);
      add_argument(*object, call);
    }
    const clang::FunctionDecl* callee = expression_.getDirectCallee();
    std::set<unsigned> formats;
    if (callee != nullptr) {
      const auto* method = llvm::dyn_cast<clang::CXXMethodDecl>(callee);
      const unsigned hidden = method != nullptr && method->isInstance() && op == nullptr ? 1 : 0;
      for (const auto* format : callee->specific_attrs<clang::FormatAttr>()) formats.insert(static_cast<unsigned>(format->getFormatIdx()) - 1 - hidden);
    }
    for (unsigned i = 0; i < expression_.getNumArgs(); ++i)
      if (!formats.contains(i)) add_argument(*expression_.getArg(i), call);
  }

  // An argument that does work and can be marked. One that cannot be is part of the interval.
  void add_argument(const clang::Expr& whole, Call& call) const {
    if (llvm::isa<clang::CXXDefaultArgExpr>(whole)) return;
    const clang::Expr& spelled = *whole.IgnoreUnlessSpelledInSource();
    if (!does_work(spelled) || spelled.isTypeDependent() || spelled.getType()->isDependentType() || llvm::isa<clang::InitListExpr, clang::CXXThisExpr>(spelled)) return;
    if (gives_a_format(spelled)) return;
    Call::Argument argument;
    if (spelled.isGLValue()) {
      if (spelled.refersToBitField() || spelled.refersToVectorElement()) return;
      argument.form = Call::Form::reference;
    } else if (is_scalar(spelled)) {
      if (spelled.getType()->isVoidType() || spelled.getType()->isPlaceholderType()) return;
      argument.form = Call::Form::value;
    } else if (is_bound(whole, spelled)) {
      argument.form = Call::Form::reference;
    } else {
      return;
    }
    if (set_range(spelled, call, argument.begin, argument.end)) call.arguments.push_back(argument);
  }

  // A query of a database that is known, and what of it stands where it can be marked.
  void add_query(Call& call) const {
    const QueryFunction* const known = query_function(call.facts.callee);
    if (known == nullptr || call.head_form != GuardForm::plain || is_dependent()) return;
    call.query.emplace();
    call.query->kind = known->kind;
    const std::pair<std::string_view, int> roles[] = {{"connection", known->connection}, {"name", known->statement_name}, {"text", known->text}};
    for (const auto& [role, index] : roles) {
      if (index < 0 || static_cast<unsigned>(index) >= expression_.getNumArgs()) continue;
      const clang::Expr& spelled = *expression_.getArg(static_cast<unsigned>(index))->IgnoreUnlessSpelledInSource();
      if (spelled.isTypeDependent() || llvm::isa<clang::InitListExpr>(spelled) || (role == "connection" && !spelled.getType()->isPointerType())) continue;
      QueryOperand operand{role, {}, {}};
      if (set_range(spelled, call, operand.begin, operand.end)) call.query->operands.push_back(operand);
    }
  }

  bool set_range(const clang::Expr& spelled, const Call& call, CodePlace& begin, CodePlace& end) const {
    const clang::CharSourceRange range = clang::Lexer::makeFileCharRange(clang::CharSourceRange::getTokenRange(spelled.getSourceRange()), sources_, context_.getLangOpts());
    if (range.isInvalid() || range.getBegin().isMacroID()) return false;
    begin = in_file(range.getBegin());
    end = in_file(range.getEnd());
    end.line = sources_.getPresumedLoc(range.getEnd().getLocWithOffset(-1)).getLine();
    begin.in_macro_argument = end.in_macro_argument = call.begin.in_macro_argument;
    if (begin.instance != call.begin.instance || end.instance != call.begin.instance) return false;
    return begin.offset >= call.begin.offset && end.offset <= call.end.offset && begin.offset < end.offset;
  }

  [[nodiscard]] CodePlace in_file(clang::SourceLocation at) const {
    const auto [file, offset] = sources_.getDecomposedLoc(at);
    return {owner_.preprocessing.instance_of(file), offset, sources_.getPresumedLoc(at).getLine(), false};
  }

  // At a token, or behind it.
  CodePlace place_of(clang::SourceLocation at, bool behind, std::string& obstacle) const {
    const bool in_macro = at.isMacroID();
    while (at.isMacroID()) {
      if (!sources_.isMacroArgExpansion(at)) {
        obstacle = "it comes from the macro " + clang::Lexer::getImmediateMacroName(at, sources_, context_.getLangOpts()).str();
        return {};
      }
      at = sources_.getImmediateSpellingLoc(at);
    }
    const unsigned length = behind ? clang::Lexer::MeasureTokenLength(at, sources_, context_.getLangOpts()) : 0;
    CodePlace result = in_file(at);
    result.offset += length;
    result.in_macro_argument = in_macro;
    if (result.instance < 0) obstacle = "it is in no file";
    return result;
  }

  const clang::CallExpr& expression_;
  const CallOwner& owner_;
  const CallSurroundings& around_;
  const clang::ASTContext& context_;
  const clang::SourceManager& sources_;
};

}  // namespace

void add_form(const clang::CallExpr& expression, const CallOwner& owner, const CallSurroundings& surroundings, Call& call) {
  CallForm(expression, owner, surroundings).fill(call);
}

}  // namespace scopegraft::engine
