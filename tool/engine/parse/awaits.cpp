#include "parse/awaits.h"

#include <set>

#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Lex/Lexer.h"
#include "parse/describe.h"
#include "parse/preprocessing.h"

namespace scopegraft::engine {
namespace {

enum class Transforms { no, yes, unknown };

// The class that a type names, or the pattern of the template it will be an instance of.
const clang::CXXRecordDecl* class_of(clang::QualType type) {
  if (type.isNull()) return nullptr;
  type = type.getNonReferenceType();
  if (const clang::CXXRecordDecl* known = type->getAsCXXRecordDecl())
    return known->getDefinition() != nullptr ? known->getDefinition() : known;
  if (const auto* instance = type->getAs<clang::TemplateSpecializationType>())
    if (const auto* pattern = llvm::dyn_cast_or_null<clang::ClassTemplateDecl>(instance->getTemplateName().getAsTemplateDecl()))
      return pattern->getTemplatedDecl()->getDefinition();
  return nullptr;
}

const clang::NamedDecl* member(const clang::CXXRecordDecl& type, llvm::StringRef name, clang::ASTContext& context) {
  for (const clang::NamedDecl* found : type.lookup(&context.Idents.get(name))) return found;
  return nullptr;
}

Transforms has_transform(const clang::CXXRecordDecl* promise, clang::ASTContext& context) {
  if (promise == nullptr || !promise->hasDefinition()) return Transforms::unknown;
  if (member(*promise, "await_transform", context) != nullptr) return Transforms::yes;
  for (const clang::CXXBaseSpecifier& base : promise->bases())
    if (const Transforms found = has_transform(class_of(base.getType()), context); found != Transforms::no) return found;
  return Transforms::no;
}

// Of a template, the promise is looked for in the class template that it returns.
Transforms transforms(const clang::FunctionDecl& function, const clang::CoroutineBodyStmt& body, clang::ASTContext& context) {
  const clang::VarDecl* promise = body.getPromiseDecl();
  if (promise != nullptr && !promise->getType()->isDependentType()) return has_transform(class_of(promise->getType()), context);
  const clang::CXXRecordDecl* returned = class_of(function.getReturnType());
  if (returned == nullptr || !returned->hasDefinition()) return Transforms::unknown;
  const clang::NamedDecl* found = member(*returned, "promise_type", context);
  if (const auto* type = llvm::dyn_cast_or_null<clang::CXXRecordDecl>(found)) return has_transform(type->getDefinition(), context);
  if (const auto* name = llvm::dyn_cast_or_null<clang::TypedefNameDecl>(found)) return has_transform(class_of(name->getUnderlyingType()), context);
  return Transforms::unknown;
}

// What stands around an expression as far as its result is concerned.
enum class Around { discarded, bound, other };

class Walk {
 public:
  Walk(const clang::ASTContext& context, const Preprocessing& preprocessing, Candidate& candidate, bool wrapped)
      : context_(context), sources_(context.getSourceManager()), preprocessing_(preprocessing), candidate_(candidate), wrapped_(wrapped) {}

  void statement(const clang::Stmt* node, Around around = Around::discarded) {
    if (node == nullptr || !candidate_.obstacle.empty()) return;
    if (const auto* whole = llvm::dyn_cast<clang::ExprWithCleanups>(node)) return statement(whole->getSubExpr(), around);
    if (const auto* await = llvm::dyn_cast<clang::CoawaitExpr>(node)) {
      if (await->isImplicit()) return;
      return suspension(*await, await->getKeywordLoc(), await->getOperand(), await, around);
    }
    if (const auto* await = llvm::dyn_cast<clang::DependentCoawaitExpr>(node))
      return suspension(*await, await->getKeywordLoc(), await->getOperand(), nullptr, around);
    if (const auto* yield = llvm::dyn_cast<clang::CoyieldExpr>(node))
      return suspension(*yield, yield->getKeywordLoc(), yielded(*yield), nullptr, around);
    if (const auto* end = llvm::dyn_cast<clang::CoreturnStmt>(node)) return statement(end->getOperand(), Around::other);
    if (const auto* loop = llvm::dyn_cast<clang::CXXForRangeStmt>(node)) {
      statement(loop->getInit());
      statement(loop->getRangeInit(), Around::other);
      return statement(loop->getBody());
    }
    if (const auto* lambda = llvm::dyn_cast<clang::LambdaExpr>(node)) {
      for (const clang::Expr* capture : lambda->capture_inits()) statement(capture, Around::other);
      return;
    }
    if (const auto* parentheses = llvm::dyn_cast<clang::ParenExpr>(node)) return statement(parentheses->getSubExpr(), Around::other);
    if (const auto* temporary = llvm::dyn_cast<clang::MaterializeTemporaryExpr>(node))
      return statement(temporary->getSubExpr(), temporary->getExtendingDecl() == nullptr ? Around::bound : Around::other);
    if (llvm::isa<clang::CXXBindTemporaryExpr>(node)) return statement(llvm::cast<clang::CXXBindTemporaryExpr>(node)->getSubExpr(), around);
    // Of an expression, all parts are used; of a statement, the expressions that are no condition are not.
    for (const clang::Stmt* child : node->children()) statement(child, discards(*node, child) ? Around::discarded : Around::other);
  }

 private:
  static bool discards(const clang::Stmt& parent, const clang::Stmt* child) {
    if (llvm::isa<clang::CompoundStmt>(parent) || llvm::isa<clang::LabelStmt>(parent)) return true;
    if (const auto* branch = llvm::dyn_cast<clang::IfStmt>(&parent)) return child != branch->getCond();
    if (const auto* loop = llvm::dyn_cast<clang::WhileStmt>(&parent)) return child == loop->getBody();
    if (const auto* loop = llvm::dyn_cast<clang::DoStmt>(&parent)) return child == loop->getBody();
    if (const auto* loop = llvm::dyn_cast<clang::ForStmt>(&parent)) return child != loop->getCond();
    if (const auto* choice = llvm::dyn_cast<clang::SwitchStmt>(&parent)) return child == choice->getBody();
    if (const auto* label = llvm::dyn_cast<clang::SwitchCase>(&parent)) return child == label->getSubStmt();
    return false;
  }

  // Clang keeps the call of yield_value as the operand, with an `operator co_await` around it; not always in templates.
  static const clang::Expr* yielded(const clang::CoyieldExpr& yield) {
    const clang::Expr* operand = yield.getOperand()->IgnoreImplicit();
    if (const auto* dependent = llvm::dyn_cast<clang::UnaryOperator>(operand); dependent != nullptr && dependent->getOpcode() == clang::UO_Coawait)
      operand = dependent->getSubExpr()->IgnoreImplicit();
    while (const auto* call = llvm::dyn_cast<clang::CallExpr>(operand)) {
      const clang::Expr* callee = call->getCallee()->IgnoreImplicit();
      if (is_member(callee, "yield_value") && call->getNumArgs() != 0) return call->getArg(0);
      const auto* as_operator = llvm::dyn_cast<clang::CXXOperatorCallExpr>(call);
      const auto* as_member = llvm::dyn_cast<clang::CXXMemberCallExpr>(call);
      if (as_operator != nullptr && as_operator->getOperator() == clang::OO_Coawait) {
        operand = as_operator->getArg(0)->IgnoreImplicit();
      } else if (as_member != nullptr && as_member->getMethodDecl() != nullptr && as_member->getMethodDecl()->getOverloadedOperator() == clang::OO_Coawait) {
        operand = as_member->getImplicitObjectArgument()->IgnoreImplicit();
      } else {
        break;
      }
    }
    return yield.getOperand();
  }

  static bool is_member(const clang::Expr* callee, llvm::StringRef name) {
    if (const auto* known = llvm::dyn_cast<clang::MemberExpr>(callee))
      return known->getMemberDecl()->getDeclName().isIdentifier() && known->getMemberDecl()->getName() == name;
    if (const auto* overloaded = llvm::dyn_cast<clang::UnresolvedMemberExpr>(callee)) return overloaded->getMemberName().getAsString() == name;
    if (const auto* dependent = llvm::dyn_cast<clang::CXXDependentScopeMemberExpr>(callee)) return dependent->getMember().getAsString() == name;
    return false;
  }

  void suspension(const clang::Expr& whole, clang::SourceLocation keyword, const clang::Expr* operand, const clang::CoawaitExpr* await, Around around) {
    Await found;
    if (!place(keyword, *operand, found)) return;
    if (!seen_.insert(found.keyword.offset).second) return;
    const bool is_yield = llvm::isa<clang::CoyieldExpr>(whole);
    found.form = is_yield || !wrapped_ ? Await::Form::marked : Await::Form::wrapped;
    const std::string_view text = preprocessing_.graph.instances[static_cast<std::size_t>(candidate_.instance)].text;
    if (is_yield && text[found.operand.offset] == '{') found.form = Await::Form::braced;
    if (found.form == Await::Form::wrapped && await != nullptr && has_free_operator(*await)) found.form = Await::Form::wrapped_free;
    if (must_stay(*operand, found.form)) found.form = Await::Form::marked_late;
    if (found.form == Await::Form::marked || found.form == Await::Form::marked_late) add_names(*operand, found.names);
    found.result = result_of(whole, around);
    if (found.form == Await::Form::braced && found.result != Await::Result::nothing && found.result != Await::Result::discarded) found.result = Await::Result::kept;
    candidate_.awaits.push_back(std::move(found));
    statement(operand, Around::other);
  }

  static Await::Result result_of(const clang::Expr& whole, Around around) {
    if (!whole.isTypeDependent() && whole.getType()->isVoidType()) return Await::Result::nothing;
    if (around == Around::discarded) return Await::Result::discarded;
    if (whole.isTypeDependent()) return Await::Result::kept;
    if (whole.isGLValue()) return Await::Result::reference;
    if (whole.getType()->isScalarType()) return Await::Result::scalar;
    return around == Around::bound ? Await::Result::reference : Await::Result::kept;
  }

  static bool has_free_operator(const clang::CoawaitExpr& await) {
    const clang::Expr* common = await.getCommonExpr();
    if (const auto* bound = llvm::dyn_cast_or_null<clang::OpaqueValueExpr>(common)) common = bound->getSourceExpr();
    if (common == nullptr) return false;
    const auto* call = llvm::dyn_cast<clang::CXXOperatorCallExpr>(common->IgnoreImplicit());
    if (call == nullptr || call->getOperator() != clang::OO_Coawait) return false;
    const clang::FunctionDecl* callee = call->getDirectCallee();
    return callee != nullptr && !llvm::isa<clang::CXXMethodDecl>(callee);
  }

  // A prvalue that cannot be moved; and g++ 12 copies the bytes of a braced aggregate that is handed on in an await.
  static bool must_stay(const clang::Expr& operand, Await::Form form) {
    if (form == Await::Form::braced || operand.isTypeDependent() || operand.isGLValue()) return false;
    const clang::CXXRecordDecl* type = operand.getType()->getAsCXXRecordDecl();
    if (type == nullptr || !type->hasDefinition()) return false;
    const clang::Expr* made = operand.IgnoreImplicit();
    if (const auto* cast = llvm::dyn_cast<clang::CXXFunctionalCastExpr>(made)) made = cast->getSubExpr()->IgnoreImplicit();
    if (llvm::isa<clang::InitListExpr>(made) && !type->hasTrivialDestructor()) return true;
    if (form == Await::Form::wrapped || form == Await::Form::wrapped_free) return false;
    bool movable = type->needsImplicitMoveConstructor() || type->needsImplicitCopyConstructor();
    for (const clang::CXXConstructorDecl* constructor : type->ctors())
      if (constructor->isCopyOrMoveConstructor() && !constructor->isDeleted() && constructor->getAccess() == clang::AS_public) movable = true;
    for (const clang::CXXConstructorDecl* constructor : type->ctors())
      if (constructor->isMoveConstructor() && constructor->isDeleted()) movable = false;
    return !movable;
  }

  void add_names(const clang::Stmt& operand, std::vector<std::string>& names) const {
    if (const auto* call = llvm::dyn_cast<clang::CallExpr>(&operand); call != nullptr && names.size() < 8) {
      const clang::FunctionDecl* callee = call->getDirectCallee();
      if (callee != nullptr && callee->getReturnType()->isRecordType() && !sources_.isInSystemHeader(callee->getLocation())) {
        if (const clang::FunctionDecl* pattern = callee->getTemplateInstantiationPattern()) callee = pattern;
        names.push_back(describe(*callee, context_).qualified_name);
      }
    }
    if (llvm::isa<clang::LambdaExpr>(operand)) return;
    for (const clang::Stmt* child : operand.children())
      if (child != nullptr) add_names(*child, names);
  }

  // False: nothing can be written there, and the candidate has the reason.
  bool place(clang::SourceLocation keyword, const clang::Expr& operand, Await& into) {
    const clang::SourceLocation expanded = keyword;
    while (keyword.isMacroID()) {
      if (!sources_.isMacroArgExpansion(keyword)) return give_up("comes from the macro " + macro_of(keyword));
      keyword = sources_.getImmediateSpellingLoc(keyword);
    }
    if (preprocessing_.braces_made_text.contains(keyword.getRawEncoding()))
      return give_up("stands in the argument of the macro " + macro_of(expanded) + ", which makes a text of it");
    // An operand that is all that a macro makes has the place of the macro's name.
    const clang::CharSourceRange range = clang::Lexer::makeFileCharRange(
        clang::CharSourceRange::getTokenRange(operand.getBeginLoc(), operand.getEndLoc()), sources_, context_.getLangOpts());
    if (keyword.isInvalid() || range.isInvalid()) return give_up("has an operand that a macro makes a part of");
    const bool in_macro_argument = expanded.isMacroID();
    return place(keyword, false, in_macro_argument, into.keyword) && place(range.getBegin(), false, in_macro_argument, into.operand) &&
           place(range.getEnd(), true, in_macro_argument, into.end);
  }

  // `behind`: the place is the end of what stands before it.
  bool place(clang::SourceLocation at, bool behind, bool in_macro_argument, Await::Place& into) {
    const auto [file, offset] = sources_.getDecomposedLoc(at);
    if (preprocessing_.instance_of(file) != candidate_.instance) return give_up("is in another file than its body");
    into.offset = offset;
    into.line = sources_.getPresumedLoc(at.getLocWithOffset(behind ? -1 : 0)).getLine();
    into.in_macro_argument = in_macro_argument;
    return true;
  }

  bool give_up(const std::string& why) {
    candidate_.obstacle = "a suspension of this coroutine " + why;
    return false;
  }

  [[nodiscard]] std::string macro_of(clang::SourceLocation at) const {
    return clang::Lexer::getImmediateMacroName(at, sources_, context_.getLangOpts()).str();
  }

  const clang::ASTContext& context_;
  const clang::SourceManager& sources_;
  const Preprocessing& preprocessing_;
  Candidate& candidate_;
  bool wrapped_;
  std::set<std::size_t> seen_;
};

}  // namespace

void add_awaits(const clang::FunctionDecl& function, const clang::ASTContext& context, const Preprocessing& preprocessing,
                Candidate& candidate) {
  const auto* body = llvm::dyn_cast_or_null<clang::CoroutineBodyStmt>(function.getBody());
  if (body == nullptr || !candidate.obstacle.empty()) return;
  const Transforms looks = transforms(function, *body, const_cast<clang::ASTContext&>(context));
  if (looks == Transforms::unknown) {
    candidate.obstacle = "a coroutine template whose promise is not known before it is instantiated";
    return;
  }
  Walk(context, preprocessing, candidate, looks == Transforms::no).statement(body->getBody());
}

}  // namespace scopegraft::engine
