#include "parse/executors.h"

#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Lex/Lexer.h"
#include "parse/clang_versions.h"
#include "parse/describe.h"
#include "parse/preprocessing.h"

namespace scopegraft::engine {
namespace {

constexpr const char* kOnlyInstances = "what it hands over only the instances of the template know";

bool is_std(const clang::CXXRecordDecl& type, llvm::StringRef name) { return type.isInStdNamespace() && type.getIdentifier() != nullptr && type.getName() == name; }

bool keeps_its_type(const clang::CXXRecordDecl& type) {
  return is_std(type, "function") || is_std(type, "move_only_function") || is_std(type, "copyable_function");
}

// A member of the class or of one of its bases, also a template.
template <class Accept>
bool any_member(const clang::CXXRecordDecl& type, clang::DeclarationName name, Accept accept) {
  const clang::CXXRecordDecl* definition = type.getDefinition();
  if (definition == nullptr) return false;
  for (const clang::NamedDecl* found : definition->lookup(name))
    if (accept(*found->getUnderlyingDecl())) return true;
  for (const clang::CXXBaseSpecifier& base : definition->bases())
    if (const clang::CXXRecordDecl* inner = base.getType()->getAsCXXRecordDecl(); inner != nullptr && any_member(*inner, name, accept)) return true;
  return false;
}

bool has_type_named(const clang::CXXRecordDecl& type, llvm::StringRef name, clang::ASTContext& context) {
  return any_member(type, clang::DeclarationName(&context.Idents.get(name)), [](const clang::NamedDecl& member) { return llvm::isa<clang::TypeDecl>(member); });
}

clang::DeclarationName call_operator(clang::ASTContext& context) { return context.DeclarationNames.getCXXOperatorName(clang::OO_Call); }

bool is_callable(clang::QualType type, clang::ASTContext& context) {
  if (type->isFunctionType() || type->isMemberFunctionPointerType()) return true;
  if (type->isPointerType() && type->getPointeeType()->isFunctionType()) return true;
  const clang::CXXRecordDecl* record = type->getAsCXXRecordDecl();
  return record != nullptr && any_member(*record, call_operator(context), [](const clang::NamedDecl&) { return true; });
}

// Its call begins a coroutine, which is not over when the call is.
bool begins_a_coroutine(const clang::CXXRecordDecl& type, clang::ASTContext& context) {
  return any_member(type, call_operator(context), [&](const clang::NamedDecl& member) {
    const clang::FunctionDecl* function = member.getAsFunction();
    if (function == nullptr) return false;
    if (llvm::isa_and_nonnull<clang::CoroutineBodyStmt>(function->getBody())) return true;
    const clang::CXXRecordDecl* result = function->getReturnType()->getAsCXXRecordDecl();
    return result != nullptr && has_type_named(*result, "promise_type", context);
  });
}

bool may_change_when_called(const clang::CXXRecordDecl& type, clang::ASTContext& context) {
  return any_member(type, call_operator(context), [](const clang::NamedDecl& member) {
    const auto* method = llvm::dyn_cast_or_null<clang::CXXMethodDecl>(member.getAsFunction());
    return method != nullptr && method->isInstance() && !method->isConst();
  });
}

bool can_be_copied(const clang::CXXRecordDecl& type) {
  for (const clang::CXXConstructorDecl* constructor : type.ctors())
    if (constructor->isCopyConstructor() && constructor->isDeleted()) return false;
  return !type.defaultedCopyConstructorIsDeleted() || type.hasUserDeclaredCopyConstructor();
}

// As written, before any deduction.
const clang::FunctionDecl& pattern_of(const clang::FunctionDecl& callee) {
  const clang::FunctionTemplateDecl* primary = callee.getPrimaryTemplate();
  if (primary != nullptr) return *primary->getTemplatedDecl();
  return callee;
}

clang::QualType parameter_type(const clang::FunctionDecl& pattern, unsigned index) {
  const unsigned count = pattern.getNumParams();
  for (unsigned i = 0; i + 1 < count; ++i)
    if (pattern.getParamDecl(i)->isParameterPack()) return {};  // where it ends only the call knows
  if (count == 0) return {};
  if (index + 1 >= count && pattern.getParamDecl(count - 1)->isParameterPack())
    return llvm::cast<clang::PackExpansionType>(pattern.getParamDecl(count - 1)->getType().getCanonicalType())->getPattern();
  return index < count ? pattern.getParamDecl(index)->getType() : clang::QualType();
}

// More than one template of the name: they may be told apart by traits that a wrapper of a function pointer has not. Those of the
// standard library are not.
bool has_other_templates(const clang::FunctionDecl& callee) {
  if (callee.isInStdNamespace()) return false;
  unsigned templates = 0;
  for (const clang::NamedDecl* found : callee.getDeclContext()->lookup(callee.getDeclName())) {
    const clang::FunctionDecl* function = found->getUnderlyingDecl()->getAsFunction();
    if (function != nullptr && function->getDescribedFunctionTemplate() != nullptr) ++templates;
  }
  return templates > 1;
}

}  // namespace

void ExecutorFinder::add(const clang::CallExpr& call, const clang::FunctionDecl* within, const char* blocked) {
  const clang::Expr* callee = call.getCallee()->IgnoreParenImpCasts();
  Callees callees;
  Place place{callee->getExprLoc(), static_cast<const clang::Stmt&>(call).getEndLoc(), within, blocked};
  if (const auto* member = llvm::dyn_cast<clang::MemberExpr>(callee)) place.name = member->getMemberLoc();
  if (const auto* op = llvm::dyn_cast<clang::CXXOperatorCallExpr>(&call)) place.name = op->getOperatorLoc();
  if (const clang::FunctionDecl* known = call.getDirectCallee()) {
    callees.push_back(known);
  } else if (const auto* overloaded = llvm::dyn_cast<clang::OverloadExpr>(callee)) {
    place.name = overloaded->getNameLoc();
    for (const clang::NamedDecl* found : overloaded->decls())
      if (const clang::FunctionDecl* function = found->getUnderlyingDecl()->getAsFunction()) callees.push_back(function);
  }
  std::vector<const clang::Expr*> arguments(call.arguments().begin(), call.arguments().end());
  const auto* op = llvm::dyn_cast<clang::CXXOperatorCallExpr>(&call);
  if (op != nullptr && !arguments.empty() && !callees.empty() && llvm::isa<clang::CXXMethodDecl>(callees.front())) arguments.erase(arguments.begin());
  consider(callees, arguments, place);
}

void ExecutorFinder::add(const clang::CXXConstructExpr& made, const clang::FunctionDecl* within, const char* blocked) {
  if (made.isElidable() || made.getNumArgs() == 0) return;
  const clang::Stmt& any = made;
  consider({made.getConstructor()}, {made.arguments().begin(), made.arguments().end()}, {made.getLocation(), any.getEndLoc(), within, blocked});
}

void ExecutorFinder::add(const clang::VarDecl& variable, const clang::FunctionDecl* within, const char* blocked) {
  const auto* list = llvm::dyn_cast_or_null<clang::ParenListExpr>(variable.getInit());
  if (list == nullptr) return;
  std::vector<const clang::Expr*> arguments;
  for (unsigned i = 0; i < list->getNumExprs(); ++i) arguments.push_back(list->getExpr(i));
  consider_constructors(variable.getType()->getAsCXXRecordDecl(), arguments, {variable.getLocation(), list->getEndLoc(), within, blocked});
}

void ExecutorFinder::add(const clang::CXXUnresolvedConstructExpr& made, const clang::FunctionDecl* within, const char* blocked) {
  consider_constructors(made.getTypeAsWritten()->getAsCXXRecordDecl(), {made.arg_begin(), made.arg_end()}, {made.getBeginLoc(), made.getEndLoc(), within, blocked});
}

void ExecutorFinder::consider_constructors(const clang::CXXRecordDecl* type, const std::vector<const clang::Expr*>& arguments, const Place& place) {
  if (type == nullptr || type->getDefinition() == nullptr || type->isDependentContext()) return;
  Callees callees;
  for (const clang::NamedDecl* member : type->getDefinition()->lookup(context_.DeclarationNames.getCXXConstructorName(class_type(context_, *type)))) {
    const auto* constructor = llvm::dyn_cast_or_null<clang::CXXConstructorDecl>(member->getUnderlyingDecl()->getAsFunction());
    if (constructor != nullptr && !constructor->isCopyOrMoveConstructor() && constructor->getNumParams() != 0) callees.push_back(constructor);
  }
  consider(callees, arguments, place);
}

void ExecutorFinder::consider(const Callees& callees, const std::vector<const clang::Expr*>& arguments, const Place& place) {
  if (callees.empty()) return;
  HandOver out;
  if (!describe(*callees.front(), place, out)) return;
  if (place.within != nullptr) out.caller = qualified_name(*place.within, context_).text;
  fill(callees, arguments, place, out);
  if (known_.insert(out.name).second) found_.push_back(std::move(out));
}

bool ExecutorFinder::describe(const clang::FunctionDecl& callee, const Place& place, HandOver& out) {
  const auto [known, fresh] = names_.try_emplace(&callee);
  rules::CallFacts& facts = known->second;
  if (fresh) {
    const QualifiedName name = qualified_name(callee, context_);
    facts.callee = name.text;
    facts.optional_components = name.optional;
  }
  const clang::SourceManager& sources = context_.getSourceManager();
  clang::SourceLocation at = place.name;
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

void ExecutorFinder::fill(const Callees& callees, const std::vector<const clang::Expr*>& arguments, const Place& place, HandOver& out) const {
  if (place.blocked != nullptr) {
    out.obstacle = place.blocked;
    return;
  }
  for (unsigned i = 0; i < arguments.size(); ++i) {
    if (llvm::isa<clang::CXXDefaultArgExpr>(arguments[i])) continue;
    const clang::Expr& spelled = *arguments[i]->IgnoreUnlessSpelledInSource();
    const bool is_lambda = llvm::isa<clang::LambdaExpr>(spelled);
    if (!is_lambda && (spelled.isTypeDependent() || spelled.getType()->isDependentType())) {
      out.obstacle = kOnlyInstances;
      return;
    }
    if (!is_lambda && !is_callable(spelled.getType().getNonReferenceType(), context_)) continue;
    if (callees.size() != 1) {
      out.obstacle = "which of its overloads takes it only the instances of the template know";
      return;
    }
    out.obstacle = set_form(*callees.front(), i, spelled, out);
    if (out.obstacle.empty()) out.obstacle = set_range(spelled, place, out);
    return;
  }
  out.obstacle = "it is handed nothing that can be called";
}

// "" when it can be wrapped.
std::string ExecutorFinder::set_form(const clang::FunctionDecl& callee, unsigned index, const clang::Expr& argument, HandOver& out) const {
  const clang::QualType parameter = parameter_type(pattern_of(callee), index);
  if (parameter.isNull()) return "which parameter takes it cannot be told";
  const clang::QualType bare = parameter.getNonReferenceType();
  const auto* deduced = llvm::dyn_cast<clang::TemplateTypeParmType>(bare.getCanonicalType().getTypePtr());
  const clang::CXXRecordDecl* type = argument.getType()->getAsCXXRecordDecl();
  const bool by_reference = parameter->isLValueReferenceType() && !bare.isConstQualified();
  if (by_reference) return "it is taken by reference: a wrapper would be another object";
  if (type != nullptr) {
    if (type->getIdentifier() != nullptr && type->getName() == "Bound" && qualified_name(*type, context_).text == "scopegraft::Bound") return "it is bound to a context already";
    if (keeps_its_type(*type)) {
      out.form = HandOver::Form::same_type;
      return argument.isXValue() || argument.isPRValue() || can_be_copied(*type) ? "" : "it cannot be copied";
    }
    if (begins_a_coroutine(*type, context_)) return "its call begins a coroutine, which is not over when the call is";
    for (const char* associated : {"executor_type", "allocator_type", "cancellation_slot_type"})
      if (has_type_named(*type, associated, context_)) return std::string("it names its own ") + associated + ", which a wrapper would hide";
    if (argument.isLValue() && !can_be_copied(*type)) return "it cannot be copied";
    if (argument.isLValue() && parameter->isRValueReferenceType() && may_change_when_called(*type, context_))
      return "it may change when it is called, and is taken by reference: pass it with std::move, or bind it yourself";
    if (!argument.isLValue() && !type->isLambda() && !type->hasMoveConstructor() && !type->hasCopyConstructorWithConstParam()) return "it cannot be moved";
  } else if (has_other_templates(callee)) {
    return "a pointer to a function, and the executor is overloaded: a wrapper might choose another one";
  }
  if (deduced != nullptr) return "";
  if (bare->isDependentType()) return "the executor takes one kind of callable only";
  if (bare->isFunctionType() || bare->isPointerType() || bare->isMemberPointerType()) return "the executor takes a pointer to a function, which carries no context";
  const clang::CXXRecordDecl* wanted = bare->getAsCXXRecordDecl();
  if (wanted == nullptr) return "the executor takes no callable";
  if (type != nullptr && (wanted->getCanonicalDecl() == type->getCanonicalDecl() || (type->hasDefinition() && type->isDerivedFrom(wanted)))) return "the executor takes this one class only";
  return "";
}

std::string ExecutorFinder::set_range(const clang::Expr& argument, const Place& place, HandOver& out) const {
  const clang::SourceManager& sources = context_.getSourceManager();
  const auto locate = [&](clang::SourceLocation at, bool behind, CodePlace& to) -> std::string {
    const bool in_macro = at.isMacroID();
    while (at.isMacroID()) {
      if (!sources.isMacroArgExpansion(at)) return "it comes from the macro " + clang::Lexer::getImmediateMacroName(at, sources, context_.getLangOpts()).str();
      at = sources.getImmediateSpellingLoc(at);
    }
    const auto [file, offset] = sources.getDecomposedLoc(at);
    to = {preprocessing_.instance_of(file), offset, sources.getPresumedLoc(at).getLine(), in_macro};
    if (behind) to.offset += clang::Lexer::MeasureTokenLength(at, sources, context_.getLangOpts());
    return to.instance < 0 ? "it is in no file" : "";
  };
  if (std::string why = locate(argument.getBeginLoc(), false, out.begin); !why.empty()) return why;
  if (std::string why = locate(argument.getEndLoc(), true, out.end); !why.empty()) return why;
  if (out.begin.instance != out.end.instance || out.begin.offset >= out.end.offset || out.begin.in_macro_argument != out.end.in_macro_argument)
    return "it does not stand in one piece in a file";
  if (preprocessing_.braces_made_text.contains(sources.getSpellingLoc(place.end).getRawEncoding())) return "in the argument of a macro that makes a text of it";
  if (preprocessing_.graph.instances[static_cast<std::size_t>(out.begin.instance)].forced) return "its file is included from the command line";
  return "";
}

}  // namespace scopegraft::engine
