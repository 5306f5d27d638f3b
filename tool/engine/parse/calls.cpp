#include "parse/calls.h"

#include "clang/AST/ASTContext.h"
#include "clang/AST/Attr.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprConcepts.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"
#include "clang/Basic/SourceManager.h"
#include "parse/call_form.h"
#include "parse/describe.h"
#include "parse/expressions.h"
#include "parse/obstacle.h"
#include "parse/preprocessing.h"
#include "rules/rule_set.h"

namespace scopegraft::engine {
namespace {

constexpr const char* kUnevaluated = "in an unevaluated operand";
constexpr const char* kConstant = "in a constant expression";

}  // namespace

// One function.
class CallWalk {
 public:
  CallWalk(CallFinder& finder, const clang::FunctionDecl& function, const Candidate& body, const CacheProbes& probes)
      : finder_(finder),
        context_(finder.context_),
        function_(function),
        probes_(probes),
        owner_{finder.context_, finder.preprocessing_, function, body, form_of(function, finder.context_)},
        is_coroutine_(llvm::isa_and_nonnull<clang::CoroutineBodyStmt>(function.getBody())) {}

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
    const char* const outer = around_.blocked;
    if (around_.blocked == nullptr) around_.blocked = why;
    inside();
    around_.blocked = outer;
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
    if (const auto* branch = llvm::dyn_cast<clang::IfStmt>(&node)) return visit_branch(*branch);
    if (const auto* block = llvm::dyn_cast<clang::CompoundStmt>(&node)) return visit_block(*block);
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
    if (const auto* loop = llvm::dyn_cast<clang::WhileStmt>(&parent)) return child == loop->getBody();
    if (const auto* loop = llvm::dyn_cast<clang::DoStmt>(&parent)) return child == loop->getBody();
    if (const auto* loop = llvm::dyn_cast<clang::ForStmt>(&parent)) return child != loop->getCond();
    if (const auto* choice = llvm::dyn_cast<clang::SwitchStmt>(&parent)) return child != choice->getCond();
    if (const auto* label = llvm::dyn_cast<clang::SwitchCase>(&parent)) return child == label->getSubStmt();
    return llvm::isa<clang::LabelStmt>(parent);
  }

  void children(const clang::Stmt& node, Around around) {
    for (const clang::Stmt* child : node.children()) statement(child, around);
  }

  // The result becomes the variable and nothing else, each time that the statement runs.
  void note_declared(const clang::VarDecl& variable, const clang::DeclStmt* statement) {
    declared_call_ = variable.hasGlobalStorage() || !variable.hasInit() ? nullptr : direct_call(variable.getInit());
    around_.declared = {&variable, statement};
  }

  void visit_block(const clang::CompoundStmt& block) {
    for (const clang::Stmt* child : block.body()) {
      const clang::Stmt* labelled = child;
      while (const auto* label = llvm::dyn_cast<clang::SwitchCase>(labelled)) labelled = label->getSubStmt();
      if (const auto* declarations = llvm::dyn_cast_or_null<clang::DeclStmt>(labelled); declarations != nullptr && declarations->decl_begin() != declarations->decl_end())
        if (const auto* last = llvm::dyn_cast<clang::VarDecl>(*(declarations->decl_end() - 1))) note_declared(*last, declarations);
      statement(child, Around::discarded);
    }
  }

  void visit_branch(const clang::IfStmt& branch) {
    // Since C++17 the condition may be a statement of its own behind the variable.
    if (const clang::VarDecl* variable = branch.getConditionVariable(); variable != nullptr && !branch.hasInitStorage() && !branch.isConstexpr() && context_.getLangOpts().CPlusPlus17)
      note_declared(*variable, nullptr);
    for (const clang::Stmt* child : branch.children()) statement(child, child != branch.getCond() ? Around::discarded : Around::other);
  }

  void visit_declarations(const clang::DeclStmt& declarations) {
    for (const clang::Decl* declaration : declarations.decls()) {
      const auto* variable = llvm::dyn_cast<clang::VarDecl>(declaration);
      if (variable == nullptr || !variable->hasInit()) continue;
      const bool outer = around_.may_be_constant;
      around_.may_be_constant = variable->isConstexpr() || variable->hasGlobalStorage() || variable->getType().isConstQualified();
      if (variable->isConstexpr()) within(kConstant, [&] { statement(variable->getInit(), Around::whole); });
      else statement(variable->getInit(), Around::whole);
      around_.may_be_constant = outer;
    }
  }

  void visit_range_loop(const clang::CXXForRangeStmt& loop) {
    statement(loop.getInit(), Around::discarded);
    around_.in_range = true;
    statement(loop.getRangeInit(), Around::whole);
    around_.in_range = false;
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
    const bool outer = around_.in_braces;
    around_.in_braces = around_.in_braces || llvm::isa<clang::InitListExpr>(node);
    children(node, Around::other);
    around_.in_braces = outer;
  }

  void visit_call(const clang::CallExpr& expression, Around around) {
    if (finder_.seen_.insert(&expression).second) {
      Call call;
      if (finder_.describe(expression, probes_, call)) {
        call.caller = caller();
        CallSurroundings surroundings = around_;
        surroundings.around = around;
        if (&expression != declared_call_) surroundings.declared = {};
        add_form(expression, owner_, surroundings, call);
        finder_.keep(std::move(call), &function_);
      }
    }
    const bool outer = around_.in_braces;
    around_.in_braces = false;
    children(expression, Around::other);
    around_.in_braces = outer;
  }

  const std::string& caller() {
    if (caller_.empty()) caller_ = qualified_name(function_, context_).text;
    return caller_;
  }

  CallFinder& finder_;
  const clang::ASTContext& context_;
  const clang::FunctionDecl& function_;
  const CacheProbes& probes_;
  const CallOwner owner_;
  std::string caller_;
  bool is_coroutine_;
  bool in_expression_ = false;
  CallSurroundings around_;
  const clang::CallExpr* declared_call_ = nullptr;  // what around_.declared speaks of
};

void CallFinder::add_function(const clang::FunctionDecl& function, const Candidate& body, const CacheProbes& probes) {
  if (wanted_ || !probes.value.empty()) CallWalk(*this, function, body, probes).run();
}

void CallFinder::add_outside(const clang::CallExpr& expression, const clang::FunctionDecl* within, std::string_view why) {
  if (!wanted_ || !seen_.insert(&expression).second) return;
  Call call;
  if (!describe(expression, {}, call)) return;
  if (within != nullptr) call.caller = qualified_name(*within, context_).text;
  call.obstacle = why;
  keep(std::move(call), within);
}

bool CallFinder::describe(const clang::CallExpr& expression, const CacheProbes& probes, Call& out) {
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
  out.is_timed = wanted_ && wanted_(out.facts);
  for (const rules::CacheProbe& probe : probes.value) {
    const auto [answer, fresh] = lookups_.try_emplace({probe.get, named}, false);
    if (fresh) answer->second = rules::is_cache_lookup(probe, out.facts);
    if (!answer->second) continue;
    out.lookup.emplace();
    out.lookup->probe = probe;
    out.lookup->origin = probes.origin;
    break;
  }
  return out.is_timed || out.lookup;
}

void CallFinder::keep(Call call, const clang::FunctionDecl* within) {
  const auto [known, fresh] = places_.try_emplace(call.name, calls_.size());
  if (fresh) {
    calls_.push_back(std::move(call));
    functions_.push_back(within);
    return;
  }
  // A macro's argument that is expanded twice: one text for both.
  constexpr const char* kDifferent = "in a macro's argument that is expanded in different places";
  Call& first = calls_[known->second];
  if (first.lookup && first.lookup->obstacle.empty() && call.lookup != first.lookup)
    first.lookup->obstacle = call.lookup && !call.lookup->obstacle.empty() ? call.lookup->obstacle : kDifferent;
  if (!first.obstacle.empty()) return;
  if (!call.obstacle.empty()) first.obstacle = std::move(call.obstacle);
  else if (call.form != first.form || call.head != first.head || call.arguments != first.arguments || call.query != first.query) first.obstacle = kDifferent;
}

std::vector<Call> CallFinder::take(const std::function<std::string(const clang::FunctionDecl&)>& late) {
  for (std::size_t i = 0; i < calls_.size(); ++i) {
    if (functions_[i] == nullptr) continue;
    const std::string why = late(*functions_[i]);
    if (calls_[i].obstacle.empty()) calls_[i].obstacle = why;
    if (calls_[i].lookup && calls_[i].lookup->obstacle.empty()) calls_[i].lookup->obstacle = why;
  }
  return std::move(calls_);
}

}  // namespace scopegraft::engine
