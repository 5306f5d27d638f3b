// Where the interfaces of the Clang releases differ that the tool is built with: 19 and 22.
#pragma once

#include <memory>
#include <utility>

#include "clang/AST/ASTContext.h"
#include "clang/Basic/Diagnostic.h"
#include "clang/Basic/DiagnosticIDs.h"
#include "clang/Basic/DiagnosticOptions.h"
#include "clang/Basic/Version.inc"
#include "clang/Frontend/CompilerInstance.h"
#include "clang/Frontend/CompilerInvocation.h"
#include "llvm/Support/VirtualFileSystem.h"
#if CLANG_VERSION_MAJOR >= 22
#include "clang/Driver/CreateInvocationFromArgs.h"
#else
#include "clang/Frontend/Utils.h"
#endif

namespace scopegraft::engine {

// A compiler that reads the real files and tells `consumer`, which outlives it.
inline std::unique_ptr<clang::CompilerInstance> make_compiler(std::shared_ptr<clang::CompilerInvocation> invocation, clang::DiagnosticConsumer& consumer) {
#if CLANG_VERSION_MAJOR >= 22
  auto compiler = std::make_unique<clang::CompilerInstance>(std::move(invocation));
  compiler->setVirtualFileSystem(llvm::vfs::getRealFileSystem());
#else
  auto compiler = std::make_unique<clang::CompilerInstance>();
  compiler->setInvocation(std::move(invocation));
#endif
  compiler->createDiagnostics(&consumer, false);
  return compiler;
}

// `consumer` outlives it.
inline llvm::IntrusiveRefCntPtr<clang::DiagnosticsEngine> make_diagnostics(clang::DiagnosticConsumer& consumer) {
#if CLANG_VERSION_MAJOR >= 22
  static clang::DiagnosticOptions options;
  return llvm::makeIntrusiveRefCnt<clang::DiagnosticsEngine>(clang::DiagnosticIDs::create(), options, &consumer, false);
#else
  return llvm::makeIntrusiveRefCnt<clang::DiagnosticsEngine>(llvm::makeIntrusiveRefCnt<clang::DiagnosticIDs>(), llvm::makeIntrusiveRefCnt<clang::DiagnosticOptions>(),
                                                             &consumer, false);
#endif
}

inline clang::CanQualType class_type(const clang::ASTContext& context, const clang::CXXRecordDecl& record) {
#if CLANG_VERSION_MAJOR >= 22
  return context.getCanonicalTagType(&record);
#else
  return context.getCanonicalType(context.getRecordType(&record));
#endif
}

}  // namespace scopegraft::engine
