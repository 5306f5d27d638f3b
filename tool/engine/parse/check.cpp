#include "parse/check.h"

#include <memory>
#include <set>

#include "clang/AST/ASTConsumer.h"
#include "clang/AST/DeclBase.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Frontend/FrontendAction.h"
#include "clang/Lex/PreprocessorOptions.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/Support/MemoryBuffer.h"
#include "parse/clang_versions.h"
#include "parse/invocation.h"

namespace scopegraft::engine {
namespace {

// What was grafted into: the only bodies worth a parse.
struct Grafted {
  std::set<std::string> copies;

  // "" for the main file, nothing for others.
  [[nodiscard]] const std::string* path_of(const clang::SourceManager& sources, clang::SourceLocation at) const {
    static const std::string main;
    const clang::FileID file = sources.getFileID(sources.getExpansionLoc(at));
    if (file == sources.getMainFileID()) return &main;
    const clang::OptionalFileEntryRef entry = sources.getFileEntryRefForID(file);
    const auto known = entry ? copies.find(entry->getName().str()) : copies.end();
    return known == copies.end() ? nullptr : &*known;
  }
};

class Consumer final : public clang::ASTConsumer {
 public:
  Consumer(const Grafted& grafted, const clang::SourceManager& sources) : grafted_(grafted), sources_(sources) {}
  bool shouldSkipFunctionBody(clang::Decl* function) override { return grafted_.path_of(sources_, function->getLocation()) == nullptr; }

 private:
  const Grafted& grafted_;
  const clang::SourceManager& sources_;
};

class Action final : public clang::ASTFrontendAction {
 public:
  explicit Action(const Grafted& grafted) : grafted_(grafted) {}
  clang::TranslationUnitKind getTranslationUnitKind() override { return clang::TU_Prefix; }
  std::unique_ptr<clang::ASTConsumer> CreateASTConsumer(clang::CompilerInstance& compiler, llvm::StringRef /*file*/) override {
    return std::make_unique<Consumer>(grafted_, compiler.getSourceManager());
  }

 private:
  const Grafted& grafted_;
};

class Errors final : public clang::DiagnosticConsumer {
 public:
  explicit Errors(const Grafted& grafted) : grafted_(grafted) {}
  void HandleDiagnostic(clang::DiagnosticsEngine::Level level, const clang::Diagnostic& info) override {
    DiagnosticConsumer::HandleDiagnostic(level, info);
    if (level < clang::DiagnosticsEngine::Error || !info.hasSourceManager() || info.getLocation().isInvalid()) return;
    const clang::SourceManager& sources = info.getSourceManager();
    const std::string* const path = grafted_.path_of(sources, info.getLocation());
    if (path == nullptr) return;
    llvm::SmallString<256> message;
    info.FormatDiagnostic(message);
    found.push_back({*path, sources.getFileOffset(sources.getSpellingLoc(info.getLocation())), message.str().str()});
  }
  std::vector<CompileError> found;

 private:
  const Grafted& grafted_;
};

}  // namespace

std::vector<CompileError> check(const CheckRequest& request) {
  const Invocation invocation = make_invocation(request.arguments, request.source, request.resource_directory);
  if (!invocation.value) return {};
  clang::CompilerInvocation& options = *invocation.value;
  options.getDiagnosticOpts().ErrorLimit = 0;
  Grafted grafted;
  const auto stands_for = [&options](const std::string& path, const std::string& text) {
    options.getPreprocessorOpts().addRemappedFile(path, llvm::MemoryBuffer::getMemBufferCopy(text, path).release());
  };
  stands_for(request.source, request.main_text);
  for (const auto& [path, text] : request.copies) {
    stands_for(path, text);
    grafted.copies.insert(path);
  }
  Errors errors(grafted);
  // Never destroyed, as the first parse's is not: this program ends soon, and does so at once.
  auto* const compiler = make_compiler(invocation.value, errors).release();
  Action action(grafted);
  static_cast<void>(compiler->ExecuteAction(action));
  return std::move(errors.found);
}

}  // namespace scopegraft::engine
