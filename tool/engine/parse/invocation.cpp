#include "parse/invocation.h"

#include <algorithm>

#include "llvm/ADT/SmallString.h"
#include "parse/clang_versions.h"

namespace scopegraft::engine {
namespace {

class ErrorList final : public clang::DiagnosticConsumer {
 public:
  void HandleDiagnostic(clang::DiagnosticsEngine::Level level, const clang::Diagnostic& info) override {
    DiagnosticConsumer::HandleDiagnostic(level, info);
    if (level < clang::DiagnosticsEngine::Error) return;
    llvm::SmallString<256> text;
    info.FormatDiagnostic(text);
    errors.push_back(text.str().str());
  }
  std::vector<std::string> errors;
};

// Warnings are the compiler's business; -Wp, may define macros.
bool is_warning_flag(const std::string& word) {
  return (word.starts_with("-W") && !word.starts_with("-Wp,")) || word.starts_with("-pedantic") || word == "-w";
}

void keep_to_parsing(clang::CompilerInvocation& options) {
  options.getFrontendOpts().SkipFunctionBodies = true;
  options.getFrontendOpts().DisableFree = true;
  options.getDependencyOutputOpts() = clang::DependencyOutputOptions();
  options.getDiagnosticOpts().IgnoreWarnings = true;
  options.getDiagnosticOpts().ShowCarets = false;  // nor the count of errors at the end
}

}  // namespace

bool drop_named_flag(std::vector<std::string>& arguments, const std::string& message) {
  for (std::size_t open = message.find("'-"); open != std::string::npos; open = message.find("'-", open + 1)) {
    const std::size_t close = message.find('\'', open + 1);
    if (close == std::string::npos) return false;
    const std::string flag = message.substr(open + 1, close - open - 1);
    const auto found = std::find_if(arguments.begin(), arguments.end(), [&flag](const std::string& word) {
      return word == flag || (word.starts_with(flag) && flag.size() > 2) || flag.starts_with(word + " ");
    });
    if (found == arguments.end()) continue;
    const bool forwarded = found != arguments.begin() && *(found - 1) == "-Xclang";
    arguments.erase(forwarded ? found - 1 : found, found + 1);
    return true;
  }
  return false;
}

Invocation make_invocation(const std::vector<std::string>& arguments, const std::string& source,
                           const std::string& resource_directory) {
  std::vector<std::string> kept;
  std::copy_if(arguments.begin(), arguments.end(), std::back_inserter(kept),
               [](const std::string& word) { return !is_warning_flag(word); });
  const auto files = llvm::vfs::getRealFileSystem();
  for (;;) {
    // Not -w: this one also lets pass what Clang calls an error and GCC a warning (`register`, narrowing, its own extensions).
    std::vector<std::string> words = {"clang++", "-fsyntax-only", "-Wno-everything"};
    if (!resource_directory.empty()) words.insert(words.end(), {"-resource-dir", resource_directory});
    words.insert(words.end(), kept.begin(), kept.end());
    words.insert(words.end(), {"--", source});
    std::vector<const char*> pointers;
    for (const std::string& word : words) pointers.push_back(word.c_str());
    ErrorList errors;
    clang::CreateInvocationOptions request;
    request.Diags = make_diagnostics(errors);
    request.VFS = files;
    std::shared_ptr<clang::CompilerInvocation> value = clang::createInvocation(pointers, request);
    if (errors.errors.empty() && value) {
      keep_to_parsing(*value);
      return {std::move(value), ""};
    }
    const std::string error = errors.errors.empty() ? "the flags name no single compilation" : errors.errors.front();
    if (!drop_named_flag(kept, error)) return {nullptr, error};
  }
}

}  // namespace scopegraft::engine
