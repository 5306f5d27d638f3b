#include "parse/same_text.h"

#include <map>
#include <set>

#include "clang/Basic/CharInfo.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Lex/MacroInfo.h"
#include "clang/Lex/PPCallbacks.h"
#include "clang/Lex/Preprocessor.h"
#include "llvm/Support/MemoryBuffer.h"
#include "parse/preprocessing.h"

namespace scopegraft::engine {
namespace {

class Watcher final : public clang::PPCallbacks {
 public:
  Watcher(clang::Preprocessor& preprocessor, const Prelude& prelude, PreludeUse& use)
      : preprocessor_(preprocessor), sources_(preprocessor.getSourceManager()), prelude_(prelude), use_(use) {
    use_.reached.assign(prelude.files.size(), false);
    for (std::size_t i = 0; i < prelude.files.size(); ++i) indices_.emplace(prelude.files[i].identity, i);
  }

  void InclusionDirective(clang::SourceLocation /*hash*/, const clang::Token& /*word*/, llvm::StringRef name, bool /*angled*/, clang::CharSourceRange /*range*/,
                          clang::OptionalFileEntryRef file, llvm::StringRef /*search_path*/, llvm::StringRef /*relative*/, const clang::Module* /*suggested*/,
                          bool /*imported*/, clang::SrcMgr::CharacteristicKind /*kind*/) override {
    if (!file) return;
    const auto found = indices_.find(identity_of(*file));
    if (found == indices_.end()) return;
    for (const std::size_t index : reach(found->second))
      if (const std::string word = defined_word_in(prelude_.files[index].path); !word.empty()) differ("it defines " + word + " before it includes " + name.str());
  }

  void MacroDefined(const clang::Token& name, const clang::MacroDirective* directive) override {
    const clang::MacroInfo& fresh = *directive->getMacroInfo();
    const clang::MacroDirective* before = directive->getPrevious();
    const auto is_same = [&] { return before != nullptr && before->getMacroInfo() != nullptr && before->getMacroInfo()->isIdenticalTo(fresh, preprocessor_, true); };
    if (before != nullptr && before->isDefined() && is_same()) return;
    // #undef, then as the prelude has it: Linux's headers do that with macros of glibc's.
    while (before != nullptr && !(llvm::isa<clang::DefMacroDirective>(before) && sources_.isLoadedSourceLocation(before->getLocation()))) before = before->getPrevious();
    if (is_same()) defined_.erase(name.getIdentifierInfo()->getName().str());
    else note_definition(name);
  }
  void MacroUndefined(const clang::Token& name, const clang::MacroDefinition& definition, const clang::MacroDirective* /*undefined*/) override {
    if (definition.getMacroInfo() != nullptr) note_definition(name);
  }

  void MacroExpands(const clang::Token& name, const clang::MacroDefinition& definition, clang::SourceRange /*range*/, const clang::MacroArgs* /*arguments*/) override {
    note_use(name, definition);
  }
  void Defined(const clang::Token& name, const clang::MacroDefinition& definition, clang::SourceRange /*range*/) override { note_use(name, definition); }
  void Ifdef(clang::SourceLocation /*at*/, const clang::Token& name, const clang::MacroDefinition& definition) override { note_use(name, definition); }
  void Ifndef(clang::SourceLocation /*at*/, const clang::Token& name, const clang::MacroDefinition& definition) override { note_use(name, definition); }
  using PPCallbacks::Elifdef;
  using PPCallbacks::Elifndef;
  void Elifdef(clang::SourceLocation /*at*/, const clang::Token& name, const clang::MacroDefinition& definition) override { note_use(name, definition); }
  void Elifndef(clang::SourceLocation /*at*/, const clang::Token& name, const clang::MacroDefinition& definition) override { note_use(name, definition); }

 private:
  // What is new in it.
  std::vector<std::size_t> reach(std::size_t first) {
    std::vector<std::size_t> found, open = {first};
    while (!open.empty()) {
      const std::size_t index = open.back();
      open.pop_back();
      if (use_.reached[index]) continue;
      use_.reached[index] = true;
      found.push_back(index);
      open.insert(open.end(), prelude_.files[index].includes.begin(), prelude_.files[index].includes.end());
    }
    return found;
  }

  // A file of the prelude that is read anew wherever it is included (<stddef.h>) speaks to others of its kind.
  bool is_of_prelude(clang::SourceLocation location) { return index_of(sources_.getFileID(sources_.getExpansionLoc(location))) >= 0; }

  void note_definition(const clang::Token& name) {
    const llvm::StringRef word = name.getIdentifierInfo()->getName();
    if (has_word(prelude_, std::string_view(word)) && !is_of_prelude(name.getLocation()) && !asks_for_a_part(name)) defined_.insert(word.str());
  }

  // `#define __need_size_t` before <stddef.h>, in libraries' own headers: it is read anew then, with a prelude or without.
  bool asks_for_a_part(const clang::Token& name) const {
    const llvm::StringRef word = name.getIdentifierInfo()->getName();
    return (word.starts_with("__need_") || word.starts_with("__NEED_")) && sources_.isInSystemHeader(name.getLocation());
  }

  std::string defined_word_in(const std::string& path) const {
    if (defined_.empty()) return "";
    const auto text = llvm::MemoryBuffer::getFile(path);
    if (!text) return path;
    for (const std::string& word : defined_)
      if (holds_word(text.get()->getBuffer(), word)) return word;
    return "";
  }

  static bool holds_word(llvm::StringRef text, llvm::StringRef word) {
    const auto is_inside = [](char c) { return clang::isAsciiIdentifierContinue(c); };
    for (std::size_t at = text.find(word); at != llvm::StringRef::npos; at = text.find(word, at + 1))
      if ((at == 0 || !is_inside(text[at - 1])) && (at + word.size() == text.size() || !is_inside(text[at + word.size()]))) return true;
    return false;
  }

  void note_use(const clang::Token& name, const clang::MacroDefinition& definition) {
    const clang::MacroInfo* macro = definition.getMacroInfo();
    if (macro == nullptr || says_that_a_type_is_known(name, *macro) || !sources_.isLoadedSourceLocation(macro->getDefinitionLoc()) || is_known(*macro) || is_of_prelude(name.getLocation())) return;
    // Defined alike before, in a header that the unit does include?
    const clang::IdentifierInfo* word = name.getIdentifierInfo();
    for (const clang::MacroDirective* before = preprocessor_.getLocalMacroDirectiveHistory(word); before != nullptr; before = before->getPrevious())
      if (const auto* earlier = llvm::dyn_cast<clang::DefMacroDirective>(before))
        if (is_known(*earlier->getInfo()) && earlier->getInfo()->isIdenticalTo(*macro, preprocessor_, true)) return;
    differ("it asks for " + word->getName().str() + " without " + prelude_.files[static_cast<std::size_t>(index_of(sources_.getFileID(macro->getDefinitionLoc())))].path);
  }

  // glibc's headers (and musl's) have some types in many places, each time under `#ifndef __off_t_defined`: whoever asks gets the same type.
  bool says_that_a_type_is_known(const clang::Token& name, const clang::MacroInfo& macro) const {
    const llvm::StringRef word = name.getIdentifierInfo()->getName();
    return macro.getNumTokens() == 0 && ((word.starts_with("__") && word.ends_with("_defined")) || word.starts_with("__DEFINED_")) &&
           sources_.isInSystemHeader(name.getLocation());
  }

  // Would the unit have it too?
  bool is_known(const clang::MacroInfo& macro) {
    const int index = index_of(sources_.getFileID(macro.getDefinitionLoc()));
    return index < 0 || use_.reached[static_cast<std::size_t>(index)];
  }

  int index_of(clang::FileID file) {
    const auto known = files_.find(file);
    if (known != files_.end()) return known->second;
    int index = -1;
    if (const clang::OptionalFileEntryRef entry = sources_.getFileEntryRefForID(file)) {
      const auto found = indices_.find(identity_of(*entry));
      if (found != indices_.end()) index = static_cast<int>(found->second);
    }
    files_.emplace(file, index);
    return index;
  }

  void differ(const std::string& how) {
    if (!use_.difference.empty()) return;
    use_.difference = how;
    clang::DiagnosticsEngine& diagnostics = preprocessor_.getDiagnostics();
    diagnostics.Report(diagnostics.getCustomDiagID(clang::DiagnosticsEngine::Fatal, "the unit reads other standard headers"));
  }

  clang::Preprocessor& preprocessor_;
  const clang::SourceManager& sources_;
  const Prelude& prelude_;
  PreludeUse& use_;
  std::map<std::string, std::size_t> indices_;  // by identity
  std::map<clang::FileID, int> files_;
  std::set<std::string> defined_;  // words of the prelude that the unit gave another meaning
};

}  // namespace

std::unique_ptr<clang::PPCallbacks> watch_use(clang::Preprocessor& preprocessor, const Prelude& prelude, PreludeUse& use) {
  return std::make_unique<Watcher>(preprocessor, prelude, use);
}

}  // namespace scopegraft::engine
