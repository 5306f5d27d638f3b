#include "parse/place.h"

#include "clang/AST/ASTContext.h"
#include "clang/AST/Decl.h"
#include "clang/AST/StmtCXX.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Lex/Lexer.h"
#include "parse/preprocessing.h"

namespace scopegraft::engine {
namespace {

// GNU's `__label__ a, b;`, which stands before all else in a block.
bool declares_label(const clang::Stmt& statement) {
  const auto* declaration = llvm::dyn_cast<clang::DeclStmt>(&statement);
  return declaration != nullptr && declaration->decl_begin() != declaration->decl_end() && llvm::isa<clang::LabelDecl>(*declaration->decl_begin());
}

// What the guard stands behind: the body's brace, or the `;` of its label declarations.
clang::SourceLocation brace_of(const clang::FunctionDecl& function) {
  const clang::Stmt* body = function.getBody();
  if (const auto* coroutine = llvm::dyn_cast_or_null<clang::CoroutineBodyStmt>(body)) body = coroutine->getBody();
  // A function-try-block: the guard belongs inside, its handlers see the exception after it.
  if (const auto* guarded = llvm::dyn_cast_or_null<clang::CXXTryStmt>(body)) body = guarded->getTryBlock();
  const auto* block = llvm::dyn_cast_or_null<clang::CompoundStmt>(body);
  if (block == nullptr) return {};
  clang::SourceLocation out = block->getLBracLoc();
  for (const clang::Stmt* statement : block->body()) {
    if (!declares_label(*statement)) break;
    out = statement->getEndLoc();
  }
  return out;
}

}  // namespace

void place(const clang::FunctionDecl& function, const clang::ASTContext& context, const Preprocessing& preprocessing,
           Candidate& candidate) {
  const clang::SourceManager& sources = context.getSourceManager();
  clang::SourceLocation brace = brace_of(function);
  if (brace.isInvalid()) {
    candidate.obstacle = "it has no body in the source";
    return;
  }
  const clang::SourceLocation as_expanded = brace;
  candidate.in_macro_argument = brace.isMacroID();
  while (brace.isMacroID()) {
    if (!sources.isMacroArgExpansion(brace)) {
      candidate.obstacle =
          "its braces come from the macro " + clang::Lexer::getImmediateMacroName(brace, sources, context.getLangOpts()).str();
      return;
    }
    brace = sources.getImmediateSpellingLoc(brace);
  }
  if (preprocessing.braces_made_text.contains(brace.getRawEncoding())) {
    candidate.obstacle = "the macro " +
                         clang::Lexer::getImmediateMacroName(as_expanded, sources, context.getLangOpts()).str() +
                         " makes a text of the source of its argument";
    return;
  }
  const auto [file, offset] = sources.getDecomposedLoc(brace);
  candidate.instance = preprocessing.instance_of(file);
  if (candidate.instance < 0) {
    candidate.obstacle = "its body is in no file";
    return;
  }
  candidate.offset = offset + clang::Lexer::MeasureTokenLength(brace, sources, context.getLangOpts());
  // A spliced line end before the brace counts as part of it.
  const std::string_view text = preprocessing.graph.instances[static_cast<std::size_t>(candidate.instance)].text;
  unsigned begin = offset;
  while (begin + 1 < candidate.offset && text[begin] == '\\') {
    const std::size_t newline = text.find('\n', begin);
    if (newline == std::string_view::npos || newline >= candidate.offset) break;
    begin = static_cast<unsigned>(newline) + 1;
  }
  candidate.brace_line = sources.getLineNumber(file, begin);
  candidate.brace_column = sources.getColumnNumber(file, begin);
  const auto last = static_cast<clang::SourceLocation::IntTy>(candidate.offset - 1 - offset);
  const clang::PresumedLoc presumed = sources.getPresumedLoc(brace.getLocWithOffset(last));
  candidate.presumed_line = presumed.getLine();
  candidate.presumed_file = presumed.getFilename();
  if (preprocessing.graph.instances[static_cast<std::size_t>(candidate.instance)].forced)
    candidate.obstacle = "its file is included from the command line";
}

}  // namespace scopegraft::engine
