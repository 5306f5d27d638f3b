#include "parse/calls.h"

#include <algorithm>
#include <initializer_list>

#include "clang/AST/ASTContext.h"
#include "clang/AST/Attr.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/ExprConcepts.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Lex/Lexer.h"
#include "parse/describe.h"
#include "parse/obstacle.h"
#include "parse/preprocessing.h"

namespace scopegraft::engine {
namespace {

constexpr const char* kUnevaluated = "in an unevaluated operand";
constexpr const char* kConstant = "in a constant expression";

// What stands around an expression as far as its result is concerned.
enum class Around {
  discarded,
  cast_away,  // to void: what may not be ignored is still told of
  whole,  // it is all of a full expression, or becomes the object that the full expression makes
  bound,  // a reference is bound to it until the full expression ends
  other,
};

const clang::Expr* callee_of(const clang::CallExpr& call) { return call.getCallee()->IgnoreParenImpCasts(); }

bool is_operator_in_operator_notation(const clang::CallExpr& call) {
  const auto* op = llvm::dyn_cast<clang::CXXOperatorCallExpr>(&call);
  return (op != nullptr && op->getOperator() != clang::OO_Call) || llvm::isa<clang::UserDefinedLiteral>(call);
}

clang::SourceLocation name_location(const clang::CallExpr& call) {
  if (const auto* op = llvm::dyn_cast<clang::CXXOperatorCallExpr>(&call)) return op->getOperatorLoc();
  const clang::Expr* callee = callee_of(call);
  if (const auto* member = llvm::dyn_cast<clang::MemberExpr>(callee)) return member->getMemberLoc();
  if (const auto* overloaded = llvm::dyn_cast<clang::OverloadExpr>(callee)) return overloaded->getNameLoc();
  return callee->getExprLoc();
}

// The one function that the call names, whichever overload it is; nothing for a pointer.
const clang::FunctionDecl* named_function(const clang::CallExpr& call) {
  if (const clang::FunctionDecl* known = call.getDirectCallee()) return known;
  const auto* overloaded = llvm::dyn_cast<clang::OverloadExpr>(callee_of(call));
  if (overloaded == nullptr) return nullptr;
  for (const clang::NamedDecl* found : overloaded->decls())
    if (const clang::FunctionDecl* function = found->getUnderlyingDecl()->getAsFunction()) return function;
  return nullptr;
}

bool is_one_of(llvm::StringRef name, std::initializer_list<llvm::StringRef> names) { return std::find(names.begin(), names.end(), name) != names.end(); }

// gettext and its like: the compiler reads the format through the call, not through a mark.
bool gives_a_format(const clang::Expr& expression) {
  const auto* call = llvm::dyn_cast<clang::CallExpr>(&expression);
  return call != nullptr && call->getDirectCallee() != nullptr && call->getDirectCallee()->hasAttr<clang::FormatArgAttr>();
}

// Casts and accessors of the standard library: nothing whose time would be missed.
bool is_free(const clang::CallExpr& call) {
  const clang::FunctionDecl* callee = call.getDirectCallee();
  if (callee == nullptr || !callee->getDeclName().isIdentifier()) return false;
  const llvm::StringRef name = callee->getName();
  if (!callee->isInStdNamespace()) {
    const auto* method = llvm::dyn_cast<clang::CXXMethodDecl>(callee);
    if (method == nullptr || !method->getParent()->isInStdNamespace()) return name.starts_with("__builtin_");
    return callee->getNumParams() == 0 && is_one_of(name, {"c_str", "data", "size", "length", "empty", "begin", "end", "cbegin", "cend"});
  }
  return is_one_of(name, {"move", "forward", "addressof", "as_const"});
}

// Is there anything in it whose time is not the call's?
bool does_work(const clang::Stmt& expression) {
  if (const auto* call = llvm::dyn_cast<clang::CallExpr>(&expression); call != nullptr && !is_free(*call)) return true;
  if (llvm::isa<clang::CXXNewExpr, clang::CXXDeleteExpr, clang::StmtExpr>(expression)) return true;
  if (const auto* made = llvm::dyn_cast<clang::CXXConstructExpr>(&expression))
    if (!made->getConstructor()->isTrivial() && !made->isElidable()) return true;
  if (llvm::isa<clang::LambdaExpr, clang::UnaryExprOrTypeTraitExpr, clang::CXXNoexceptExpr>(expression)) return false;
  for (const clang::Stmt* child : expression.children())
    if (child != nullptr && does_work(*child)) return true;
  return false;
}

bool suspends(const clang::Stmt& expression) {
  if (llvm::isa<clang::CoroutineSuspendExpr, clang::DependentCoawaitExpr>(expression)) return true;
  if (llvm::isa<clang::LambdaExpr>(expression)) return false;
  for (const clang::Stmt* child : expression.children())
    if (child != nullptr && suspends(*child)) return true;
  return false;
}

bool is_scalar(const clang::Expr& value) { return !value.getType()->isRecordType() && !value.getType()->isVectorType() && !value.getType()->isArrayType(); }

// Is the class prvalue bound to a reference by the implicit parts between it and the expression as a whole?
bool is_bound(const clang::Expr& whole, const clang::Expr& spelled) {
  const clang::Expr* at = &whole;
  bool bound = false;
  while (at != &spelled) {
    if (const auto* temporary = llvm::dyn_cast<clang::MaterializeTemporaryExpr>(at)) {
      bound = true;
      at = temporary->getSubExpr();
    } else if (const auto* cast = llvm::dyn_cast<clang::ImplicitCastExpr>(at)) {
      if (cast->getCastKind() != clang::CK_NoOp && !cast->isGLValue()) bound = false;
      at = cast->getSubExpr();
    } else if (const auto* destroyed = llvm::dyn_cast<clang::CXXBindTemporaryExpr>(at)) {
      at = destroyed->getSubExpr();
    } else {
      return false;  // a conversion takes it
    }
  }
  return bound;
}

std::string callee_obstacle(const clang::FunctionDecl& callee) {
  if (callee.isConsteval()) return "consteval: it never runs";
  if (callee.isNoReturn()) return "it does not return";
  if (callee.hasAttr<clang::ReturnsTwiceAttr>()) return "it returns twice";
  if (callee.hasAttr<clang::ConstAttr>()) return "attribute const: the compiler may merge its calls";
  if (callee.hasAttr<clang::PureAttr>()) return "attribute pure: the compiler may merge its calls";
  if (callee.getDeclName().isIdentifier() && callee.getName().starts_with("__builtin_")) return "the compiler itself does it";
  return "";
}

}  // namespace

// One function.
class CallWalk {
 public:
  CallWalk(CallFinder& finder, const clang::FunctionDecl& function, const Candidate& body)
      : finder_(finder),
        context_(finder.context_),
        sources_(finder.context_.getSourceManager()),
        function_(function),
        body_(body),
        is_coroutine_(llvm::isa_and_nonnull<clang::CoroutineBodyStmt>(function.getBody())),
        form_(form_of(function, finder.context_)) {}

  void run() {
    if (const auto* constructor = llvm::dyn_cast<clang::CXXConstructorDecl>(&function_))
      for (const clang::CXXCtorInitializer* initializer : constructor->inits())
        if (initializer->isWritten()) within("in the initializer of a member, before the body", [&] { statement(initializer->getInit(), Around::other); });
    const clang::Stmt* body = function_.getBody();
    if (const auto* coroutine = llvm::dyn_cast_or_null<clang::CoroutineBodyStmt>(body)) body = coroutine->getBody();
    if (const auto* guarded = llvm::dyn_cast_or_null<clang::CXXTryStmt>(body)) {
      statement(guarded->getTryBlock(), Around::discarded);
      within("in a handler of a function-try-block", [&] {
        for (unsigned i = 0; i < guarded->getNumHandlers(); ++i) statement(guarded->getHandler(i)->getHandlerBlock(), Around::discarded);
      });
      return;
    }
    statement(body, Around::discarded);
  }

 private:
  template <class Inside>
  void within(const char* why, Inside inside) {
    const char* const outer = blocked_;
    if (blocked_ == nullptr) blocked_ = why;
    inside();
    blocked_ = outer;
  }

  void statement(const clang::Stmt* node, Around around) {
    if (node == nullptr) return;
    if (!in_expression_ && llvm::isa<clang::Expr>(node)) {
      in_expression_ = true;
      if (is_coroutine_ && suspends(*node)) within("in an expression that suspends the coroutine", [&] { visit(*node, around); });
      else visit(*node, around);
      in_expression_ = false;
    } else {
      visit(*node, around);
    }
  }

  void visit(const clang::Stmt& node, Around around) {
    if (const auto* call = llvm::dyn_cast<clang::CallExpr>(&node)) return visit_call(*call, around);
    if (const auto* declarations = llvm::dyn_cast<clang::DeclStmt>(&node)) return visit_declarations(*declarations);
    if (const auto* end = llvm::dyn_cast<clang::ReturnStmt>(&node)) return statement(end->getRetValue(), Around::whole);
    if (const auto* end = llvm::dyn_cast<clang::CoreturnStmt>(&node)) return statement(end->getOperand(), Around::other);
    if (const auto* loop = llvm::dyn_cast<clang::CXXForRangeStmt>(&node)) return visit_range_loop(*loop);
    if (const auto* lambda = llvm::dyn_cast<clang::LambdaExpr>(&node)) {
      for (const clang::Expr* capture : lambda->capture_inits()) statement(capture, Around::other);
      return;
    }
    if (const auto* attributed = llvm::dyn_cast<clang::AttributedStmt>(&node)) {
      for (const clang::Attr* attribute : attributed->getAttrs())
        if (llvm::isa<clang::MustTailAttr>(attribute)) return within("musttail: a mark would have to run after the call", [&] { statement(attributed->getSubStmt(), around); });
      return statement(attributed->getSubStmt(), around);
    }
    if (node.getStmtClass() >= clang::Stmt::firstOMPExecutableDirectiveConstant && node.getStmtClass() <= clang::Stmt::lastOMPExecutableDirectiveConstant)
      return within("in an OpenMP region, whose threads share the function's scopes", [&] { children(node, Around::discarded); });
    if (const auto* block = llvm::dyn_cast<clang::StmtExpr>(&node)) return visit_statement_expression(*block);
    if (const auto* expression = llvm::dyn_cast<clang::Expr>(&node)) return visit_expression(*expression, around);
    for (const clang::Stmt* child : node.children()) statement(child, is_discarded(node, child) ? Around::discarded : Around::other);
  }

  static bool is_discarded(const clang::Stmt& parent, const clang::Stmt* child) {
    if (const auto* branch = llvm::dyn_cast<clang::IfStmt>(&parent)) return child != branch->getCond();
    if (const auto* loop = llvm::dyn_cast<clang::WhileStmt>(&parent)) return child == loop->getBody();
    if (const auto* loop = llvm::dyn_cast<clang::DoStmt>(&parent)) return child == loop->getBody();
    if (const auto* loop = llvm::dyn_cast<clang::ForStmt>(&parent)) return child != loop->getCond();
    if (const auto* choice = llvm::dyn_cast<clang::SwitchStmt>(&parent)) return child != choice->getCond();
    if (const auto* label = llvm::dyn_cast<clang::SwitchCase>(&parent)) return child == label->getSubStmt();
    return llvm::isa<clang::CompoundStmt, clang::LabelStmt>(parent);
  }

  void children(const clang::Stmt& node, Around around) {
    for (const clang::Stmt* child : node.children()) statement(child, around);
  }

  void visit_declarations(const clang::DeclStmt& declarations) {
    for (const clang::Decl* declaration : declarations.decls()) {
      const auto* variable = llvm::dyn_cast<clang::VarDecl>(declaration);
      if (variable == nullptr || !variable->hasInit()) continue;
      const bool outer = may_be_constant_;
      may_be_constant_ = variable->isConstexpr() || variable->hasGlobalStorage() || variable->getType().isConstQualified();
      if (variable->isConstexpr()) within(kConstant, [&] { statement(variable->getInit(), Around::whole); });
      else statement(variable->getInit(), Around::whole);
      may_be_constant_ = outer;
    }
  }

  void visit_range_loop(const clang::CXXForRangeStmt& loop) {
    statement(loop.getInit(), Around::discarded);
    in_range_ = true;
    statement(loop.getRangeInit(), Around::whole);
    in_range_ = false;
    statement(loop.getBody(), Around::discarded);
  }

  // The last statement is its value.
  void visit_statement_expression(const clang::StmtExpr& block) {
    const clang::CompoundStmt& body = *block.getSubStmt();
    for (const clang::Stmt* child : body.body()) statement(child, child == body.body_back() ? Around::other : Around::discarded);
  }

  void visit_expression(const clang::Expr& node, Around around) {
    if (const auto* whole = llvm::dyn_cast<clang::ExprWithCleanups>(&node)) return statement(whole->getSubExpr(), around);
    if (llvm::isa<clang::ConstantExpr>(node)) return within(kConstant, [&] { children(node, Around::other); });
    if (const auto* trait = llvm::dyn_cast<clang::UnaryExprOrTypeTraitExpr>(&node)) {
      if (!trait->isArgumentType()) within(kUnevaluated, [&] { statement(trait->getArgumentExpr(), Around::other); });
      return;
    }
    if (const auto* test = llvm::dyn_cast<clang::CXXNoexceptExpr>(&node)) return within(kUnevaluated, [&] { statement(test->getOperand(), Around::other); });
    if (const auto* type = llvm::dyn_cast<clang::CXXTypeidExpr>(&node)) {
      if (type->isTypeOperand()) return;
      if (!type->isPotentiallyEvaluated()) return within(kUnevaluated, [&] { statement(type->getExprOperand(), Around::other); });
      return statement(type->getExprOperand(), Around::other);
    }
    if (llvm::isa<clang::RequiresExpr, clang::CXXDefaultArgExpr, clang::CXXDefaultInitExpr, clang::OpaqueValueExpr>(node)) return;
    if (const auto* same = llvm::dyn_cast<clang::ParenExpr>(&node)) return statement(same->getSubExpr(), around);
    if (const auto* same = llvm::dyn_cast<clang::CXXBindTemporaryExpr>(&node)) return statement(same->getSubExpr(), around);
    if (const auto* temporary = llvm::dyn_cast<clang::MaterializeTemporaryExpr>(&node))
      return statement(temporary->getSubExpr(), temporary->getExtendingDecl() != nullptr ? Around::whole : Around::bound);
    if (const auto* cast = llvm::dyn_cast<clang::CastExpr>(&node)) {
      if (cast->getCastKind() == clang::CK_ToVoid) return statement(cast->getSubExpr(), around == Around::discarded || around == Around::whole ? Around::cast_away : Around::other);
      const bool same = cast->getCastKind() == clang::CK_NoOp && (llvm::isa<clang::ImplicitCastExpr>(cast) || llvm::isa<clang::CXXFunctionalCastExpr>(cast));
      return statement(cast->getSubExpr(), same && around != Around::discarded ? around : Around::other);
    }
    if (const auto* made = llvm::dyn_cast<clang::CXXConstructExpr>(&node); made != nullptr && made->isElidable() && made->getNumArgs() == 1) {
      // Before C++17 the copy that no compiler makes.
      const clang::Expr* source = made->getArg(0);
      if (const auto* temporary = llvm::dyn_cast<clang::MaterializeTemporaryExpr>(source)) source = temporary->getSubExpr();
      return statement(source, around == Around::whole ? Around::whole : Around::other);
    }
    if (const auto* choice = llvm::dyn_cast<clang::ConditionalOperator>(&node)) {
      statement(choice->getCond(), Around::other);
      const Around each = around == Around::whole ? Around::whole : Around::other;
      statement(choice->getTrueExpr(), each);
      return statement(choice->getFalseExpr(), each);
    }
    if (const auto* comma = llvm::dyn_cast<clang::BinaryOperator>(&node); comma != nullptr && comma->getOpcode() == clang::BO_Comma) {
      statement(comma->getLHS(), Around::discarded);
      return statement(comma->getRHS(), around == Around::whole ? Around::whole : Around::other);
    }
    if (const auto* braces = llvm::dyn_cast<clang::InitListExpr>(&node); braces != nullptr && braces->isTransparent() && braces->getNumInits() == 1 && braces->getType()->isRecordType())
      return statement(braces->getInit(0), around == Around::whole ? Around::whole : Around::other);
    const bool outer = in_braces_;
    in_braces_ = in_braces_ || llvm::isa<clang::InitListExpr>(node);
    children(node, Around::other);
    in_braces_ = outer;
  }

  void visit_call(const clang::CallExpr& expression, Around around) {
    if (finder_.seen_.insert(&expression).second) {
      Call call;
      if (finder_.describe(expression, call)) {
        call.caller = caller();
        if (call.obstacle.empty()) fill(expression, around, call);
        finder_.keep(std::move(call), &function_);
      }
    }
    const bool outer = in_braces_;
    in_braces_ = false;
    children(expression, Around::other);
    in_braces_ = outer;
  }

  const std::string& caller() {
    if (caller_.empty()) caller_ = qualified_name(function_, context_).text;
    return caller_;
  }

  void fill(const clang::CallExpr& expression, Around around, Call& call) {
    call.obstacle = obstacle_of(expression);
    if (call.obstacle.empty()) set_form(expression, around, call);
    if (!call.obstacle.empty()) return;
    const clang::Stmt& any = expression;  // a CallExpr does not ask its heirs
    call.begin = place(any.getBeginLoc(), false, call.obstacle);
    call.end = place(any.getEndLoc(), true, call.obstacle);
    if (!call.obstacle.empty()) return;
    if (finder_.preprocessing_.braces_made_text.contains(raw_spelling(any.getEndLoc()))) {
      call.obstacle = "in the argument of a macro that makes a text of it";
      return;
    }
    if (call.begin.instance != call.end.instance || call.begin.offset >= call.end.offset || call.begin.in_macro_argument != call.end.in_macro_argument) {
      call.obstacle = "it does not stand in one piece in a file";
      return;
    }
    if (finder_.preprocessing_.graph.instances[static_cast<std::size_t>(call.begin.instance)].forced) call.obstacle = "its file is included from the command line";
    call.head = {body_.instance, body_.offset, body_.presumed_line, body_.in_macro_argument};
    call.head_form = form_ == GuardForm::constant ? GuardForm::constant : GuardForm::plain;
    add_arguments(expression, call);
  }

  std::string obstacle_of(const clang::CallExpr& expression) {
    if (blocked_ != nullptr) return blocked_;
    if (!body_.obstacle.empty()) return body_.obstacle;
    if (is_operator_in_operator_notation(expression)) return "an operator in operator notation";
    const clang::FunctionDecl* callee = named_function(expression);
    if (callee == nullptr) return "a call through a pointer";
    if (const auto* lookup = llvm::dyn_cast<clang::UnresolvedLookupExpr>(callee_of(expression)); lookup != nullptr && lookup->requiresADL())
      return "which function it calls depends on a template argument";
    if (std::string why = callee_obstacle(*callee); !why.empty()) return why;
    if (callee->isConstexpr() && (may_be_constant_ || in_braces_ || function_.isConstexprSpecified()))
      return "constexpr, and its value may be needed when compiling";
    return "";
  }

  void set_form(const clang::CallExpr& expression, Around around, Call& call) const {
    const bool is_whole = around == Around::whole || around == Around::discarded || around == Around::cast_away;
    if (expression.isTypeDependent() || expression.getType()->isDependentType()) {
      call.form = Call::Form::kept;
      if (!is_whole || in_range_) call.obstacle = "the type of its result depends on a template argument, and a larger expression takes it";
      return;
    }
    if (expression.getType()->isVoidType()) {
      call.form = Call::Form::dropped;
    } else if (around == Around::discarded) {
      call.form = expression.hasUnusedResultAttr(context_) ? Call::Form::kept : Call::Form::dropped;
    } else if (around == Around::cast_away && expression.hasUnusedResultAttr(context_)) {
      call.form = Call::Form::kept;
    } else if (expression.isGLValue()) {
      call.form = Call::Form::reference;
    } else if (is_scalar(expression)) {
      call.form = Call::Form::value;
    } else if (around == Around::bound) {
      call.form = Call::Form::reference;
    } else {
      call.form = Call::Form::kept;
      if (!is_whole) call.obstacle = "its result is made in its place inside a larger expression: when the call ends cannot be seen";
      else if (in_range_ && context_.getLangOpts().CPlusPlus23) call.obstacle = "its result is the range of a loop: since C++23 all that is made beside it lives as long as the loop";
    }
  }

  void add_arguments(const clang::CallExpr& expression, Call& call) const {
    const auto* op = llvm::dyn_cast<clang::CXXOperatorCallExpr>(&expression);
    if (const auto* member = llvm::dyn_cast<clang::MemberExpr>(callee_of(expression)); member != nullptr && op == nullptr && !member->isImplicitAccess()) {
      const clang::Expr* object = member->getBase();
      const auto* arrow = llvm::dyn_cast<clang::CXXOperatorCallExpr>(object->IgnoreUnlessSpelledInSource());
      if (arrow != nullptr && arrow->getOperator() == clang::OO_Arrow) object = arrow->getArg(0);
      add_argument(*object, call);
    }
    const clang::FunctionDecl* callee = expression.getDirectCallee();
    std::set<unsigned> formats;
    if (callee != nullptr) {
      const auto* method = llvm::dyn_cast<clang::CXXMethodDecl>(callee);
      const unsigned hidden = method != nullptr && method->isInstance() && op == nullptr ? 1 : 0;
      for (const auto* format : callee->specific_attrs<clang::FormatAttr>()) formats.insert(static_cast<unsigned>(format->getFormatIdx()) - 1 - hidden);
    }
    for (unsigned i = 0; i < expression.getNumArgs(); ++i)
      if (!formats.contains(i)) add_argument(*expression.getArg(i), call);
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
    const clang::CharSourceRange range = clang::Lexer::makeFileCharRange(clang::CharSourceRange::getTokenRange(spelled.getSourceRange()), sources_, context_.getLangOpts());
    if (range.isInvalid() || range.getBegin().isMacroID()) return;
    argument.begin = in_file(range.getBegin());
    argument.end = in_file(range.getEnd());
    argument.end.line = sources_.getPresumedLoc(range.getEnd().getLocWithOffset(-1)).getLine();
    argument.begin.in_macro_argument = argument.end.in_macro_argument = call.begin.in_macro_argument;
    if (argument.begin.instance != call.begin.instance || argument.end.instance != call.begin.instance) return;
    if (argument.begin.offset < call.begin.offset || argument.end.offset > call.end.offset || argument.begin.offset >= argument.end.offset) return;
    call.arguments.push_back(argument);
  }

  CodePlace in_file(clang::SourceLocation at) const {
    const auto [file, offset] = sources_.getDecomposedLoc(at);
    return {finder_.preprocessing_.instance_of(file), offset, sources_.getPresumedLoc(at).getLine(), false};
  }

  unsigned raw_spelling(clang::SourceLocation at) const { return sources_.getSpellingLoc(at).getRawEncoding(); }

  CodePlace place(clang::SourceLocation at, bool behind, std::string& obstacle) const {
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

  CallFinder& finder_;
  const clang::ASTContext& context_;
  const clang::SourceManager& sources_;
  const clang::FunctionDecl& function_;
  const Candidate& body_;
  std::string caller_;
  bool is_coroutine_;
  GuardForm form_;
  const char* blocked_ = nullptr;  // why nothing here can be timed
  bool in_expression_ = false;
  bool in_range_ = false;         // in the range of a range loop
  bool in_braces_ = false;        // a constant must fit, another value must not be narrowed
  bool may_be_constant_ = false;  // in the initializer of a variable that is perhaps initialized when compiling
};

void CallFinder::add_function(const clang::FunctionDecl& function, const Candidate& body) { CallWalk(*this, function, body).run(); }

void CallFinder::add_outside(const clang::CallExpr& expression, const clang::FunctionDecl* within, std::string_view why) {
  if (!seen_.insert(&expression).second) return;
  Call call;
  if (!describe(expression, call)) return;
  if (within != nullptr) call.caller = qualified_name(*within, context_).text;
  call.obstacle = why;
  keep(std::move(call), within);
}

bool CallFinder::describe(const clang::CallExpr& expression, Call& out) {
  const clang::NamedDecl* named = named_function(expression);
  if (named == nullptr) named = llvm::dyn_cast_or_null<clang::NamedDecl>(expression.getCalleeDecl());
  if (named == nullptr || named->getDeclName().isEmpty()) return false;
  const auto known = names_.find(named);
  rules::CallFacts& facts = known != names_.end() ? known->second : names_[named];
  if (known == names_.end()) {
    const QualifiedName name = qualified_name(*named, context_);
    facts.callee = name.text;
    facts.optional_components = name.optional;
  }
  const clang::SourceManager& sources = context_.getSourceManager();
  clang::SourceLocation at = name_location(expression);
  while (at.isMacroID()) at = sources.isMacroArgExpansion(at) ? sources.getImmediateSpellingLoc(at) : sources.getExpansionLoc(at);
  const int instance = preprocessing_.instance_of(sources.getFileID(at));
  if (instance < 0) return false;
  out.facts = facts;
  out.facts.file = preprocessing_.graph.instances[static_cast<std::size_t>(instance)].spelled;
  out.facts.line = sources.getSpellingLineNumber(at);
  out.column = sources.getSpellingColumnNumber(at);
  out.name = {instance, sources.getFileOffset(at)};
  return wanted_(out.facts);
}

void CallFinder::keep(Call call, const clang::FunctionDecl* within) {
  const auto [known, fresh] = places_.try_emplace(call.name, calls_.size());
  if (fresh) {
    calls_.push_back(std::move(call));
    functions_.push_back(within);
    return;
  }
  // A macro's argument that is expanded twice: one text for both.
  Call& first = calls_[known->second];
  if (!first.obstacle.empty()) return;
  if (!call.obstacle.empty()) first.obstacle = std::move(call.obstacle);
  else if (call.form != first.form || call.head != first.head || call.arguments != first.arguments) first.obstacle = "in a macro's argument that is expanded in different places";
}

std::vector<Call> CallFinder::take(const std::function<std::string(const clang::FunctionDecl&)>& late) {
  for (std::size_t i = 0; i < calls_.size(); ++i)
    if (calls_[i].obstacle.empty() && functions_[i] != nullptr) calls_[i].obstacle = late(*functions_[i]);
  return std::move(calls_);
}

}  // namespace scopegraft::engine
