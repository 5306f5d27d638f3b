#include "parse/describe.h"

#include <algorithm>
#include <set>

#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"
#include "clang/Basic/SourceManager.h"
#include "llvm/Support/raw_ostream.h"

namespace scopegraft::engine {
namespace {

struct Component {
  std::string text;
  bool optional = false;
};

clang::PrintingPolicy policy_of(const clang::ASTContext& context) {
  clang::PrintingPolicy policy(context.getLangOpts());
  policy.SuppressTagKeyword = true;
  policy.SuppressUnwrittenScope = true;
  policy.Bool = true;
  return policy;
}

std::string name_of(const clang::FunctionDecl& function, const clang::ASTContext& context) {
  const clang::DeclarationName name = function.getDeclName();
  switch (name.getNameKind()) {
    case clang::DeclarationName::CXXConstructorName:
    case clang::DeclarationName::CXXDestructorName: {
      const std::string own = llvm::cast<clang::CXXMethodDecl>(function).getParent()->getNameAsString();
      return (name.getNameKind() == clang::DeclarationName::CXXDestructorName ? "~" : "") + own;
    }
    case clang::DeclarationName::CXXConversionFunctionName:
      return "operator " + name.getCXXNameType().getAsString(policy_of(context));
    default: return name.getAsString();
  }
}

std::string name_of(const clang::TagDecl& type) {
  if (!type.getName().empty()) return type.getName().str();
  if (const clang::TypedefNameDecl* alias = type.getTypedefNameForAnonDecl()) return alias->getName().str();
  return "(unnamed)";
}

unsigned line_of(clang::SourceLocation location, const clang::ASTContext& context) {
  return context.getSourceManager().getExpansionLineNumber(location);
}

void add_context(const clang::DeclContext* within, const clang::ASTContext& context, std::vector<Component>& out);

void add_function(const clang::FunctionDecl& function, const clang::ASTContext& context, std::vector<Component>& out) {
  const auto* method = llvm::dyn_cast<clang::CXXMethodDecl>(&function);
  if (method != nullptr && method->getParent()->isLambda()) {
    const clang::CXXRecordDecl* closure = method->getParent();
    add_context(closure->getDeclContext(), context, out);
    out.push_back({"(lambda:" + std::to_string(line_of(closure->getBeginLoc(), context)) + ")"});
    return;
  }
  add_context(function.getDeclContext(), context, out);
  out.push_back({name_of(function, context)});
}

void add_context(const clang::DeclContext* within, const clang::ASTContext& context, std::vector<Component>& out) {
  if (within == nullptr || within->isTranslationUnit()) return;
  if (const auto* function = llvm::dyn_cast<clang::FunctionDecl>(within)) return add_function(*function, context, out);
  add_context(within->getParent(), context, out);
  if (const auto* space = llvm::dyn_cast<clang::NamespaceDecl>(within)) {
    const bool unnamed = space->isAnonymousNamespace();
    out.push_back({unnamed ? "(anonymous namespace)" : space->getName().str(), unnamed || space->isInline()});
  } else if (const auto* type = llvm::dyn_cast<clang::TagDecl>(within)) {
    out.push_back({name_of(*type)});
  }
}

std::string joined(const std::vector<Component>& components) {
  std::string result;
  for (const Component& component : components) result.append(result.empty() ? "" : "::").append(component.text);
  return result;
}

const clang::CXXRecordDecl* class_of(const clang::CXXBaseSpecifier& base) {
  const clang::QualType type = base.getType();
  if (const clang::CXXRecordDecl* record = type->getAsCXXRecordDecl()) return record;
  if (const auto* instance = type->getAs<clang::TemplateSpecializationType>())
    if (const clang::TemplateDecl* pattern = instance->getTemplateName().getAsTemplateDecl())
      return llvm::dyn_cast_or_null<clang::CXXRecordDecl>(pattern->getTemplatedDecl());
  return nullptr;
}

void add_bases(const clang::CXXRecordDecl& type, const clang::ASTContext& context, std::vector<std::string>& out) {
  const clang::CXXRecordDecl* definition = type.getDefinition();
  if (definition == nullptr) return;
  for (const clang::CXXBaseSpecifier& base : definition->bases()) {
    const clang::CXXRecordDecl* record = class_of(base);
    if (record == nullptr) continue;
    std::vector<Component> components;
    add_context(record, context, components);
    const std::string name = joined(components);
    if (std::find(out.begin(), out.end(), name) != out.end()) continue;
    out.push_back(name);
    add_bases(*record, context, out);
  }
}

rules::FunctionKind kind_of(const clang::FunctionDecl& function) {
  if (llvm::isa<clang::CXXConstructorDecl>(function)) return rules::FunctionKind::constructor;
  if (llvm::isa<clang::CXXDestructorDecl>(function)) return rules::FunctionKind::destructor;
  if (llvm::isa<clang::CXXConversionDecl>(function)) return rules::FunctionKind::conversion;
  const auto* method = llvm::dyn_cast<clang::CXXMethodDecl>(&function);
  if (method == nullptr) return rules::FunctionKind::function;
  return method->getParent()->isLambda() ? rules::FunctionKind::lambda : rules::FunctionKind::method;
}

unsigned count(const clang::Stmt* statement) {
  if (statement == nullptr) return 0;
  if (const auto* block = llvm::dyn_cast<clang::CompoundStmt>(statement)) {
    unsigned total = 0;
    for (const clang::Stmt* inner : block->body()) total += count(inner);
    return total;
  }
  if (const auto* s = llvm::dyn_cast<clang::IfStmt>(statement)) return 1 + count(s->getThen()) + count(s->getElse());
  if (const auto* s = llvm::dyn_cast<clang::ForStmt>(statement)) return 1 + count(s->getBody());
  if (const auto* s = llvm::dyn_cast<clang::CXXForRangeStmt>(statement)) return 1 + count(s->getBody());
  if (const auto* s = llvm::dyn_cast<clang::WhileStmt>(statement)) return 1 + count(s->getBody());
  if (const auto* s = llvm::dyn_cast<clang::DoStmt>(statement)) return 1 + count(s->getBody());
  if (const auto* s = llvm::dyn_cast<clang::SwitchStmt>(statement)) return 1 + count(s->getBody());
  if (const auto* s = llvm::dyn_cast<clang::SwitchCase>(statement)) return count(s->getSubStmt());
  if (const auto* s = llvm::dyn_cast<clang::LabelStmt>(statement)) return count(s->getSubStmt());
  if (const auto* s = llvm::dyn_cast<clang::AttributedStmt>(statement)) return count(s->getSubStmt());
  if (const auto* s = llvm::dyn_cast<clang::CoroutineBodyStmt>(statement)) return count(s->getBody());
  if (const auto* s = llvm::dyn_cast<clang::CXXTryStmt>(statement)) {
    unsigned total = 1 + count(s->getTryBlock());
    for (unsigned i = 0; i < s->getNumHandlers(); ++i) total += count(s->getHandler(i)->getHandlerBlock());
    return total;
  }
  return llvm::isa<clang::NullStmt>(statement) ? 0 : 1;
}

// Calls, allocations and lambdas below an expression: a getter has none, a forwarding one-liner one.
unsigned work(const clang::Stmt* statement) {
  if (statement == nullptr) return 0;
  unsigned total = llvm::isa<clang::CallExpr, clang::CXXNewExpr, clang::CXXDeleteExpr, clang::LambdaExpr,
                             clang::CXXUnresolvedConstructExpr, clang::CXXTemporaryObjectExpr>(statement)
                       ? 1
                       : 0;
  if (llvm::isa<clang::LambdaExpr, clang::CoroutineSuspendExpr>(statement)) return total + 1;
  for (const clang::Stmt* child : statement->children()) total += work(child);
  return total;
}

bool is_trivial(const clang::FunctionDecl& function, unsigned statements) {
  const auto* body = llvm::dyn_cast_or_null<clang::CompoundStmt>(function.getBody());
  if (body == nullptr || statements > 1) return false;
  if (statements == 0) return true;
  const clang::Stmt* only = body->body_front();
  if (!llvm::isa<clang::ReturnStmt, clang::Expr>(only)) return false;
  return work(only) <= 1;
}

std::string template_arguments(const clang::FunctionDecl& function, const clang::ASTContext& context) {
  const clang::ASTTemplateArgumentListInfo* written = function.getTemplateSpecializationArgsAsWritten();
  std::string text;
  llvm::raw_string_ostream out(text);
  if (written != nullptr) {
    clang::printTemplateArgumentList(out, written->arguments(), policy_of(context));
  } else if (const clang::TemplateArgumentList* arguments = function.getTemplateSpecializationArgs();
             arguments != nullptr && function.getTemplateSpecializationKind() == clang::TSK_ExplicitSpecialization) {
    clang::printTemplateArgumentList(out, arguments->asArray(), policy_of(context));
  }
  return text;
}

}  // namespace

QualifiedName qualified_name(const clang::NamedDecl& declaration, const clang::ASTContext& context) {
  std::vector<Component> components;
  if (const auto* function = llvm::dyn_cast<clang::FunctionDecl>(&declaration)) {
    add_function(*function, context, components);
  } else {
    add_context(declaration.getDeclContext(), context, components);
    components.push_back({declaration.getNameAsString()});
  }
  QualifiedName name{joined(components), {}};
  for (unsigned i = 0; i < components.size(); ++i)
    if (components[i].optional) name.optional.push_back(i);
  return name;
}

rules::FunctionFacts describe(const clang::FunctionDecl& function, const clang::ASTContext& context) {
  rules::FunctionFacts facts;
  QualifiedName name = qualified_name(function, context);
  facts.qualified_name = std::move(name.text);
  facts.optional_components = std::move(name.optional);
  facts.template_arguments = template_arguments(function, context);
  facts.kind = kind_of(function);
  facts.line = line_of(function.getLocation(), context);
  if (const auto* method = llvm::dyn_cast<clang::CXXMethodDecl>(&function);
      method != nullptr && facts.kind != rules::FunctionKind::lambda) {
    std::vector<Component> of_class;
    add_context(method->getParent(), context, of_class);
    facts.class_name = joined(of_class);
    add_bases(*method->getParent(), context, facts.bases);
  }
  if (function.doesThisDeclarationHaveABody()) {
    facts.is_coroutine = llvm::isa_and_nonnull<clang::CoroutineBodyStmt>(function.getBody());
    facts.statements = count(function.getBody());
    facts.is_trivial = is_trivial(function, facts.statements);
  }
  return facts;
}

}  // namespace scopegraft::engine
