#include "parse/obstacle.h"

#include <algorithm>
#include <array>
#include <optional>

#include "clang/AST/ASTContext.h"
#include "clang/AST/Attr.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/StmtCXX.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Lex/Lexer.h"

namespace scopegraft::engine {
namespace {

bool is_lambda(const clang::FunctionDecl& function) {
  const auto* method = llvm::dyn_cast<clang::CXXMethodDecl>(&function);
  return method != nullptr && method->getParent()->isLambda();
}

bool is_coroutine(const clang::FunctionDecl& function) {
  return llvm::isa_and_nonnull<clang::CoroutineBodyStmt>(function.getBody());
}

// Clang calls every lambda constexpr that could be: only the word in its head says that it must be.
bool must_be_constexpr(const clang::FunctionDecl& function, const clang::ASTContext& context) {
  if (!is_lambda(function)) return function.isConstexprSpecified();
  const clang::SourceManager& sources = context.getSourceManager();
  const clang::SourceLocation body = function.getBody() == nullptr ? clang::SourceLocation() : sources.getSpellingLoc(function.getBody()->getBeginLoc());
  for (clang::SourceLocation at = sources.getSpellingLoc(function.getBeginLoc()); body.isValid() && at < body;) {
    const std::optional<clang::Token> next = clang::Lexer::findNextToken(at, sources, context.getLangOpts());
    if (!next || next->getLocation() <= at) return false;
    if (next->is(clang::tok::raw_identifier) && next->getRawIdentifier() == "constexpr") return true;
    at = next->getLocation();
  }
  return false;
}

std::string by_attribute(const clang::FunctionDecl& function) {
  if (function.hasAttr<clang::NakedAttr>()) return "naked: there is no room for code";
  if (function.hasAttr<clang::IFuncAttr>()) return "an ifunc has no body of its own";
  if (function.hasAttr<clang::ConstAttr>()) return "attribute const: the compiler may merge its calls";
  if (function.hasAttr<clang::PureAttr>()) return "attribute pure: the compiler may merge its calls";
  if (function.hasAttr<clang::NoInstrumentFunctionAttr>()) return "attribute no_instrument_function";
  if (function.hasAttr<clang::DisableTailCallsAttr>()) return "";
  if (const auto* xray = function.getAttr<clang::XRayInstrumentAttr>(); xray != nullptr && xray->neverXRayInstrument())
    return "attribute xray_never_instrument";
  if (function.hasAttr<clang::AnyX86InterruptAttr>()) return "an interrupt handler";
  if (function.hasAttr<clang::CUDAGlobalAttr>() ||
      (function.hasAttr<clang::CUDADeviceAttr>() && !function.hasAttr<clang::CUDAHostAttr>()))
    return "device code";
  return "";
}

// __asan_default_options and its like: the sanitizer asks them before any library is relocated.
bool is_sanitizer_hook(const clang::FunctionDecl& function) {
  if (!function.getDeclName().isIdentifier()) return false;
  const llvm::StringRef name = function.getName();
  static constexpr std::array kHooks = {"__asan_", "__ubsan_", "__tsan_", "__lsan_", "__msan_", "__hwasan_", "__sanitizer_", "__sancov_"};
  return std::any_of(kHooks.begin(), kHooks.end(), [&](const char* hook) { return name.starts_with(hook); });
}

}  // namespace

std::string obstacle(const clang::FunctionDecl& function, const clang::ASTContext& context) {
  if (function.isDeleted()) return "deleted";
  if (function.isDefaulted()) return "defaulted: it has no body in the source";
  if (function.isConsteval()) return "consteval: it never runs";
  if (std::string attribute = by_attribute(function); !attribute.empty()) return attribute;
  if (is_sanitizer_hook(function)) return "a sanitizer calls it before the program is set up";
  if (!context.getLangOpts().CPlusPlus20 && must_be_constexpr(function, context))
    return "constexpr before C++20: no guard is allowed in it";
  return "";
}

GuardForm form_of(const clang::FunctionDecl& function, const clang::ASTContext& context) {
  if (is_coroutine(function)) return GuardForm::coroutine;
  const bool may_be_constant = function.isConstexpr() || is_lambda(function);
  return context.getLangOpts().CPlusPlus20 && may_be_constant ? GuardForm::constant : GuardForm::plain;
}

bool is_allocator(const clang::FunctionDecl& function) {
  switch (function.getOverloadedOperator()) {
    case clang::OO_New:
    case clang::OO_Array_New:
    case clang::OO_Delete:
    case clang::OO_Array_Delete: return true;
    default: break;
  }
  static constexpr std::array kNames = {"malloc",  "free",          "calloc",         "realloc", "memalign",
                                        "valloc",  "aligned_alloc", "posix_memalign", "pvalloc", "reallocarray",
                                        "cfree",   "malloc_usable_size"};
  if (!function.getDeclName().isIdentifier()) return false;
  const llvm::StringRef name = function.getName();
  for (const char* known : kNames)
    if (name == known) return true;
  return false;
}

}  // namespace scopegraft::engine
