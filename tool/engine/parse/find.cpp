#include "parse/find.h"

#include <map>
#include <optional>
#include <set>

#include "clang/AST/ASTContext.h"
#include "clang/AST/Attr.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/DeclFriend.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/ExprConcepts.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "clang/Basic/SourceManager.h"
#include "parse/awaits.h"
#include "parse/calls.h"
#include "parse/describe.h"
#include "parse/executors.h"
#include "parse/falling_off.h"
#include "parse/fields.h"
#include "parse/leaf.h"
#include "parse/obstacle.h"
#include "parse/place.h"
#include "parse/preprocessing.h"
#include "plan/lexical.h"

namespace scopegraft::engine {
namespace {

class Finder final : public clang::RecursiveASTVisitor<Finder> {
  using Visitor = clang::RecursiveASTVisitor<Finder>;

 public:
  explicit Finder(const FindRequest& request)
      : request_(request), context_(request.context), sources_(request.context.getSourceManager()), calls_(request.context, request.preprocessing, request.wants_call) {
    if (request.wants_executor) executors_.emplace(request.context, request.preprocessing, request.wants_executor);
  }

  Found run() {
    for (clang::Decl* declaration : context_.getTranslationUnitDecl()->noload_decls())
      if (!declaration->isImplicit()) TraverseDecl(declaration);
    settle();
    Found found{std::move(candidates_), {}, {}, request_.preprocessing.decorators};
    for (const std::size_t index : on_functions_) found.decorators[index].on_function = true;
    for (const std::size_t index : on_classes_) found.decorators[index].on_class = true;
    found.calls = calls_.take([this](const clang::FunctionDecl& function) { return late_obstacle(function); });
    if (executors_) found.hand_overs = executors_->take();
    return found;
  }

  bool TraverseDecl(clang::Decl* declaration) {
    if (declaration == nullptr || kind_of(declaration->getBeginLoc()) == FileKind::system) return true;
    const auto* function = declaration->getAsFunction();
    if (function == nullptr || llvm::isa<clang::FriendDecl>(declaration)) return Visitor::TraverseDecl(declaration);
    within_.push_back(function);
    const bool go_on = Visitor::TraverseDecl(declaration);
    within_.pop_back();
    return go_on;
  }

  bool TraverseLambdaExpr(clang::LambdaExpr* lambda) {
    within_.push_back(lambda->getCallOperator());
    const bool go_on = Visitor::TraverseLambdaExpr(lambda);
    within_.pop_back();
    return go_on;
  }

  bool VisitFunctionDecl(clang::FunctionDecl* function) {
    if (const auto decorator = decorator_of(*function)) on_functions_.insert(*decorator);
    if (const auto* ifunc = function->getAttr<clang::IFuncAttr>()) resolvers_.insert(ifunc->getResolver().str());
    if (function->isThisDeclarationADefinition() && !llvm::isa<clang::CXXDeductionGuideDecl>(function)) add(*function);
    return true;
  }

  bool VisitCXXRecordDecl(clang::CXXRecordDecl* type) {
    if (const auto decorator = decorator_of(*type); decorator && !type->isLambda()) on_classes_.insert(*decorator);
    return true;
  }

  bool VisitLambdaExpr(clang::LambdaExpr* lambda) {
    if (const auto decorator = decorator_of(*lambda->getCallOperator())) on_functions_.insert(*decorator);
    add(*lambda->getCallOperator());
    return true;
  }

  // In a type or a template's head no class may be defined, not even in the body of a lambda there.
  template <typename... Qualifier>  // whether it is visited too; Clang 19 does not ask
  bool TraverseTypeLoc(clang::TypeLoc type, Qualifier... qualifier) {
    ++in_type_;
    const bool go_on = Visitor::TraverseTypeLoc(type, qualifier...);
    --in_type_;
    return go_on;
  }
  bool TraverseTemplateArgumentLoc(const clang::TemplateArgumentLoc& argument) {
    ++in_type_;
    const bool go_on = Visitor::TraverseTemplateArgumentLoc(argument);
    --in_type_;
    return go_on;
  }
  bool TraverseConceptRequirement(clang::concepts::Requirement* requirement) {
    ++in_type_;
    const bool go_on = Visitor::TraverseConceptRequirement(requirement);
    --in_type_;
    return go_on;
  }

  bool VisitAttributedStmt(clang::AttributedStmt* statement) {
    for (const clang::Attr* attribute : statement->getAttrs())
      if (llvm::isa<clang::MustTailAttr>(attribute) && !within_.empty()) with_musttail_.insert(within_.back());
    return true;
  }

  // GCC warns of every variable that lives in a register across such a call, those of a guard too.
  bool VisitCallExpr(clang::CallExpr* call) {
    const clang::FunctionDecl* callee = call->getDirectCallee();
    if (callee != nullptr && callee->hasAttr<clang::ReturnsTwiceAttr>() && !within_.empty()) returning_twice_.insert(within_.back());
    calls_.add_outside(*call, within_.empty() ? nullptr : within_.back(), why_outside());
    if (executors_) executors_->add(*call, within(), why_not_evaluated());
    return true;
  }
  bool VisitCXXUnresolvedConstructExpr(clang::CXXUnresolvedConstructExpr* made) {
    if (executors_) executors_->add(*made, within(), why_not_evaluated());
    return true;
  }
  bool VisitCXXConstructExpr(clang::CXXConstructExpr* made) {
    if (executors_) executors_->add(*made, within(), why_not_evaluated());
    return true;
  }

  bool TraverseParmVarDecl(clang::ParmVarDecl* parameter) {
    ++in_parameter_;
    const unsigned outer = in_type_at_parameter_;
    in_type_at_parameter_ = in_type_;
    const bool go_on = Visitor::TraverseParmVarDecl(parameter);
    in_type_at_parameter_ = outer;
    --in_parameter_;
    return go_on;
  }

  // Before C++20 a guard ends the constant evaluation of a lambda: those that are evaluated so are left alone. With g++ that is
  // so later too of lambdas inside types, where static objects are set (obstacle_inside_a_type).
  bool VisitStaticAssertDecl(clang::StaticAssertDecl* assertion) {
    if (is_before_20()) note_constant(assertion->getAssertExpr());
    return true;
  }
  bool VisitConstantExpr(clang::ConstantExpr* expression) {  // an enumerator, a case, the condition of an `if constexpr`
    if (is_before_20()) note_constant(expression->getSubExpr());
    return true;
  }
  bool VisitConstantArrayTypeLoc(clang::ConstantArrayTypeLoc array) {
    note_bound(array.getSizeExpr());
    return true;
  }
  bool VisitVarDecl(clang::VarDecl* variable) {
    const bool matters = is_before_20() || (request_.is_for_gcc && variable->hasGlobalStorage() && !variable->isConstexpr());
    if (matters && is_computed_when_compiling(*variable)) note_constant(variable->getInit());
    if (executors_) executors_->add(*variable, within(), why_not_evaluated());
    return true;
  }

 private:
  FileKind kind_of(clang::SourceLocation location) const {
    if (location.isInvalid()) return FileKind::irrelevant;
    return request_.kind_of(sources_.getFileID(sources_.getExpansionLoc(location)));
  }

  [[nodiscard]] bool is_before_20() const { return !context_.getLangOpts().CPlusPlus20; }

  [[nodiscard]] const clang::FunctionDecl* within() const { return within_.empty() ? nullptr : within_.back(); }

  [[nodiscard]] const char* why_not_evaluated() const {
    if (in_parameter_ > 0 && in_type_ == in_type_at_parameter_) return "in a default argument";
    return in_type_ > 0 ? "in an unevaluated operand or a constant expression" : nullptr;
  }

  // Of a call that no body evaluates.
  [[nodiscard]] const char* why_outside() const {
    if (in_parameter_ > 0 && in_type_ == in_type_at_parameter_) return "in a default argument";
    if (in_type_ > 0) return "in an unevaluated operand or a constant expression";
    return within_.empty() ? "outside of any function's body" : "in an unevaluated operand or a constant expression";
  }

  // Of C++17 also what only may be so: a variable of static storage that is set before anything runs, or a constant that stands for its
  // value. A template's may be either.
  [[nodiscard]] bool is_computed_when_compiling(const clang::VarDecl& variable) const {
    if (variable.isConstexpr()) return true;
    if (!context_.getLangOpts().CPlusPlus17 || llvm::isa<clang::ParmVarDecl>(variable) || !variable.hasInit()) return false;
    if (variable.getInit()->isValueDependent()) return variable.hasGlobalStorage() || may_stand_for_its_value(variable.getType());
    return variable.hasConstantInitialization();
  }

  // Of constants that are no `constexpr` variables only those of whole numbers do.
  [[nodiscard]] static bool may_stand_for_its_value(clang::QualType type) {
    return type.isConstQualified() && (type->isDependentType() || type->isUndeducedType() || type->isIntegralOrEnumerationType());
  }

  // What stands in an array's bound never runs, and g++ warns of a bound that has more than a value in it.
  void note_bound(const clang::Stmt* expression) {
    if (expression == nullptr) return;
    if (const auto* lambda = llvm::dyn_cast<clang::LambdaExpr>(expression)) in_bounds_.insert(lambda->getLambdaClass());
    for (const clang::Stmt* child : expression->children()) note_bound(child);
    if (is_before_20()) note_constant(expression);
  }

  void note_constant(const clang::Stmt* expression) {
    if (expression == nullptr) return;
    if (const auto* value = llvm::dyn_cast<clang::Expr>(expression); value != nullptr && !value->getType().isNull()) {
      const clang::CXXRecordDecl* type = value->getType()->getAsCXXRecordDecl();
      if (type != nullptr && type->isLambda()) constant_closures_.insert(type);
    }
    if (const auto* argument = llvm::dyn_cast<clang::CXXDefaultArgExpr>(expression)) note_constant(argument->getExpr());
    if (const auto* member = llvm::dyn_cast<clang::CXXDefaultInitExpr>(expression)) note_constant(member->getExpr());
    if (const auto* made = llvm::dyn_cast<clang::CXXConstructExpr>(expression); made != nullptr && constant_constructors_.insert(made->getConstructor()).second)
      for (const clang::CXXCtorInitializer* member : made->getConstructor()->inits()) note_constant(member->getInit());
    for (const clang::Stmt* child : expression->children()) note_constant(child);
  }

  void add(const clang::FunctionDecl& function) {
    if (function.isImplicit() && !is_lambda(function)) return;
    if (function.isInvalidDecl() || function.hasSkippedBody()) return;
    Candidate candidate;
    candidate.obstacle = obstacle(function, context_);
    if (candidate.obstacle.empty() && request_.is_for_gcc && !request_.is_optimised && only_a_constant_returns(function, context_))
      candidate.obstacle = "only a constant condition keeps it from its end: without optimisation g++ would warn of that (-Wreturn-type)";
    if (candidate.obstacle.empty()) place(function, context_, request_.preprocessing, candidate);
    const clang::SourceLocation at = function.getLocation();
    const bool relevant = is_relevant(candidate, at);
    if (relevant) add_facts(function, candidate);
    const Wanted wanted = relevant && request_.wanted_of ? request_.wanted_of(candidate.facts) : Wanted();
    add_calls(function, candidate, wanted.cache);
    add_awaits(function, context_, request_.preprocessing, candidate);
    if (candidate.instance >= 0 && !take_place(candidate)) return;  // a macro's argument expanded twice
    if (!relevant) return;
    candidate.column = sources_.getExpansionColumnNumber(at);
    candidate.is_allocator = is_allocator(function);
    candidate.form = form_of(function, context_);
    if (candidate.form == GuardForm::constant && in_type_ > 0) candidate.form = GuardForm::literal;
    candidate.is_leaf = candidate.obstacle.empty() && !request_.any_instruction_throws && is_leaf(function, !request_.wants_call);
    add_parameters(function, candidate);
    for (const std::string& path : wanted.fields) candidate.fields.push_back(resolve_field(path, function, context_));
    functions_.push_back(&function);
    candidates_.push_back(std::move(candidate));
  }

  void add_facts(const clang::FunctionDecl& function, Candidate& candidate) const {
    const clang::SourceLocation at = function.getLocation();
    candidate.facts = describe(function, context_);
    candidate.facts.in_system_header = sources_.isInSystemHeader(at);
    const int instance = candidate.instance >= 0 ? candidate.instance : instance_of(at);
    if (instance >= 0) candidate.facts.file = graph().instances[static_cast<std::size_t>(instance)].spelled;
    add_decorators(function, candidate);
  }

  // A lambda without a word of its own looks up for the function around it.
  void add_calls(const clang::FunctionDecl& function, const Candidate& candidate, CacheProbes probes) {
    for (auto outer = within_.rbegin(); outer != within_.rend() && probes.value.empty() && is_lambda(function); ++outer)
      if (const auto known = probes_.find(*outer); known != probes_.end()) probes = known->second;
    if (!probes.value.empty()) probes_.emplace(&function, probes);
    Candidate body = candidate;
    if (in_type_ > 0 && body.obstacle.empty()) body.obstacle = "in a lambda inside a type";
    calls_.add_function(function, body, probes);
  }

  static bool is_lambda(const clang::FunctionDecl& function) {
    const auto* method = llvm::dyn_cast<clang::CXXMethodDecl>(&function);
    return method != nullptr && method->getParent()->isLambda();
  }

  [[nodiscard]] const IncludeGraph& graph() const { return request_.preprocessing.graph; }

  [[nodiscard]] int instance_of(clang::SourceLocation location) const {
    return request_.preprocessing.instance_of(sources_.getFileID(sources_.getExpansionLoc(location)));
  }

  bool take_place(const Candidate& candidate) { return places_.insert({candidate.instance, candidate.offset}).second; }

  [[nodiscard]] bool is_relevant(const Candidate& candidate, clang::SourceLocation name) const {
    if (candidate.instance < 0) return kind_of(name) == FileKind::relevant;
    return request_.kind_of(request_.preprocessing.files[static_cast<std::size_t>(candidate.instance)]) == FileKind::relevant;
  }

  static void add_parameters(const clang::FunctionDecl& function, Candidate& candidate) {
    for (unsigned i = 0; i < function.getNumParams(); ++i) {
      const clang::ParmVarDecl* parameter = function.getParamDecl(i);
      if (parameter->isExplicitObjectParameter()) continue;
      candidate.parameters.push_back({parameter->getName().str(), parameter->isParameterPack(), obstacle_of(*parameter, function)});
    }
  }

  // Why the size of an argument is not taken.
  static std::string obstacle_of(const clang::ParmVarDecl& parameter, const clang::FunctionDecl& function) {
    const clang::QualType type = parameter.getType().getNonReferenceType();
    if (parameter.getName().empty()) return "it has no name";
    if (type.isVolatileQualified()) return "it is volatile";
    if (!type->isDependentType() && type->isFunctionType()) return "it is a function";
    if (!type->isDependentType() && type->isIncompleteType() && !type->isVoidType()) return "its type is not complete here";
    if (const auto* constructor = llvm::dyn_cast<clang::CXXConstructorDecl>(&function))
      for (const clang::CXXCtorInitializer* initializer : constructor->inits())
        if (initializer->getInit() != nullptr && moves_from(*initializer->getInit(), parameter)) return "a member initialiser moves from it";
    return "";
  }

  // Does the expression hand the parameter on as an rvalue: std::move, std::forward or a cast?
  static bool moves_from(const clang::Stmt& statement, const clang::ParmVarDecl& parameter) {
    const auto is_it = [&](const clang::Expr* expression) {
      const auto* named = llvm::dyn_cast_or_null<clang::DeclRefExpr>(expression == nullptr ? nullptr : expression->IgnoreParenImpCasts());
      return named != nullptr && named->getDecl() == &parameter;
    };
    if (const auto* call = llvm::dyn_cast<clang::CallExpr>(&statement); call != nullptr && call->getNumArgs() == 1 && is_it(call->getArg(0))) {
      const clang::Expr* callee = call->getCallee()->IgnoreParenImpCasts();
      std::string name;
      if (const auto* named = llvm::dyn_cast<clang::DeclRefExpr>(callee)) name = named->getNameInfo().getAsString();
      if (const auto* overloaded = llvm::dyn_cast<clang::OverloadExpr>(callee)) name = overloaded->getName().getAsString();
      if (name == "move" || name == "forward") return true;
    }
    if (const auto* cast = llvm::dyn_cast<clang::ExplicitCastExpr>(&statement); cast != nullptr && cast->isXValue() && is_it(cast->getSubExpr())) return true;
    return std::any_of(statement.child_begin(), statement.child_end(), [&](const clang::Stmt* child) { return child != nullptr && moves_from(*child, parameter); });
  }

  // The decorator of the declaration that begins there.
  [[nodiscard]] std::optional<std::size_t> decorator_at(clang::SourceLocation location) const {
    if (location.isInvalid()) return std::nullopt;
    const auto [file, offset] = sources_.getDecomposedLoc(sources_.getExpansionLoc(location));
    const auto& known = request_.preprocessing.decorator_places;
    const auto found = known.find({request_.preprocessing.instance_of(file), offset});
    if (found == known.end()) return std::nullopt;
    return found->second;
  }

  [[nodiscard]] std::optional<std::size_t> decorator_of(const clang::FunctionDecl& declaration) const {
    std::vector<clang::SourceLocation> begins = {declaration.getBeginLoc(), declaration.getInnerLocStart(), declaration.getOuterLocStart()};
    if (const clang::FunctionTemplateDecl* pattern = declaration.getDescribedFunctionTemplate()) begins.push_back(pattern->getBeginLoc());
    if (is_lambda(declaration)) begins.push_back(llvm::cast<clang::CXXMethodDecl>(declaration).getParent()->getBeginLoc());
    for (const clang::SourceLocation at : begins)
      if (const auto found = decorator_at(at)) return found;
    return std::nullopt;
  }

  [[nodiscard]] std::optional<std::size_t> decorator_of(const clang::CXXRecordDecl& type) const {
    std::vector<clang::SourceLocation> begins = {type.getBeginLoc(), type.getInnerLocStart(), type.getOuterLocStart()};
    if (const clang::ClassTemplateDecl* pattern = type.getDescribedClassTemplate()) begins.push_back(pattern->getBeginLoc());
    for (const clang::SourceLocation at : begins)
      if (const auto found = decorator_at(at)) return found;
    return std::nullopt;
  }

  void add_decorators(const clang::FunctionDecl& function, Candidate& candidate) const {
    const std::vector<Decorator>& known = request_.preprocessing.decorators;
    if (known.empty()) return;
    // A decorator before any declaration of the function speaks of it.
    for (const clang::FunctionDecl* declaration : function.redecls())
      if (const auto found = decorator_of(*declaration)) candidate.facts.decorator = known[*found].facts;
    const auto* method = llvm::dyn_cast<clang::CXXMethodDecl>(&function);
    if (method == nullptr || is_lambda(function)) return;
    for (const clang::TagDecl* declaration : method->getParent()->redecls())
      if (const auto found = decorator_of(*llvm::cast<clang::CXXRecordDecl>(declaration))) candidate.facts.class_decorator = known[*found].facts;
  }

  // What only the whole visit tells.
  void settle() {
    for (std::size_t i = 0; i < candidates_.size(); ++i) {
      Candidate& candidate = candidates_[i];
      if (candidate.obstacle.empty()) candidate.obstacle = late_obstacle(*functions_[i]);
      if (candidate.obstacle.empty() && candidate.form == GuardForm::literal) candidate.obstacle = obstacle_inside_a_type(*functions_[i]);
    }
  }

  [[nodiscard]] std::string late_obstacle(const clang::FunctionDecl& function) const {
    const auto* method = llvm::dyn_cast<clang::CXXMethodDecl>(&function);
    if (method != nullptr && in_bounds_.contains(method->getParent())) return "in an array's bound: it never runs";
    if (method != nullptr && method->getParent()->isLambda() && is_before_20() &&
        (constant_closures_.contains(method->getParent()) || is_within_constexpr(*method)))
      return "a lambda used in constant expressions before C++20: no guard is allowed in it";
    if (is_resolver(function)) return "an ifunc resolver runs before relocation";
    if (returning_twice_.contains(&function)) return "calls setjmp or vfork: what a guard keeps may be lost when that returns again";
    if (with_musttail_.contains(&function)) return "musttail: a guard would have to run after the call";
    return "";
  }

  // The guard of a lambda inside a type cannot tell g++ from the program running (ConstexprScope).
  [[nodiscard]] std::string obstacle_inside_a_type(const clang::FunctionDecl& lambda) const {
    const auto* method = llvm::dyn_cast<clang::CXXMethodDecl>(&lambda);
    if (method == nullptr || !constant_closures_.contains(method->getParent())) return "";
    return "a lambda inside a type that a static object is set with: with a guard it might be set later";
  }

  [[nodiscard]] bool is_resolver(const clang::FunctionDecl& function) const {
    if (resolvers_.empty() || !function.getDeclName().isIdentifier()) return false;
    const std::string name = function.getName().str();
    if (resolvers_.contains(name)) return true;
    const std::string mangled = std::to_string(name.size()) + name;
    for (const std::string& resolver : resolvers_)
      if (resolver.starts_with("_Z") && resolver.find(mangled) != std::string::npos) return true;
    return false;
  }

  [[nodiscard]] bool is_within_constexpr(const clang::CXXMethodDecl& call) const {
    for (const clang::DeclContext* within = call.getParent()->getDeclContext(); within != nullptr; within = within->getParent()) {
      if (const auto* type = llvm::dyn_cast<clang::CXXRecordDecl>(within); type != nullptr && constant_closures_.contains(type)) return true;
      if (const auto* function = llvm::dyn_cast<clang::FunctionDecl>(within); function != nullptr && function->isConstexprSpecified() && !is_lambda(*function)) return true;
    }
    return false;
  }

  const FindRequest& request_;
  clang::ASTContext& context_;
  clang::SourceManager& sources_;
  std::vector<Candidate> candidates_;
  std::vector<const clang::FunctionDecl*> functions_;  // of each candidate
  std::vector<const clang::FunctionDecl*> within_;
  unsigned in_type_ = 0;
  unsigned in_parameter_ = 0, in_type_at_parameter_ = 0;
  CallFinder calls_;
  std::map<const clang::FunctionDecl*, CacheProbes> probes_;  // of functions that have any
  std::optional<ExecutorFinder> executors_;
  std::set<std::pair<int, std::size_t>> places_;
  std::set<const clang::FunctionDecl*> with_musttail_, returning_twice_;
  std::set<const clang::CXXRecordDecl*> constant_closures_, in_bounds_;
  std::set<const clang::CXXConstructorDecl*> constant_constructors_;
  std::set<std::size_t> on_functions_, on_classes_;  // decorators that speak of one
  std::set<std::string> resolvers_;
};

}  // namespace

Found find(const FindRequest& request) { return Finder(request).run(); }

}  // namespace scopegraft::engine
