#include "parse/precompiled.h"

#include <algorithm>
#include <filesystem>
#include <map>
#include <set>

#include "clang/Basic/FileEntry.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Frontend/FrontendActions.h"
#include "clang/Lex/HeaderSearchOptions.h"
#include "clang/Lex/Lexer.h"
#include "clang/Lex/PPCallbacks.h"
#include "clang/Lex/Preprocessor.h"
#include "clang/Lex/PreprocessorOptions.h"
#include "llvm/ADT/StringSet.h"
#include "parse/clang_versions.h"
#include "plan/lexical.h"
#include "plan/store.h"

namespace scopegraft::engine {
namespace {

namespace fs = std::filesystem;

// A name that only the compiler and its headers may give a meaning; and the one that <assert.h> asks for.
bool is_reserved(std::string_view definition) { return definition.starts_with('_') || definition == "NDEBUG" || definition.starts_with("NDEBUG="); }

bool is_system(const clang::HeaderSearchOptions::Entry& entry) {
  return entry.Group != clang::frontend::Quoted && entry.Group != clang::frontend::Angled;
}

// One of the directories that the standard headers come from. What others hold is found the same with and without them.
bool has_standard_headers(const std::string& directory) {
  std::error_code error;
  const auto has = [&](const char* name) { return fs::exists(fs::path(directory) / name, error); };
  return has("vector") || has("stdlib.h") || has("stddef.h") || has("bits");
}

// The options of the unit as far as they change what a standard header means.
std::shared_ptr<clang::CompilerInvocation> without_the_unit(const clang::CompilerInvocation& unit) {
  auto options = std::make_shared<clang::CompilerInvocation>(unit);
  clang::FrontendOptions& frontend = options->getFrontendOpts();
  frontend.Inputs.clear();
  frontend.OutputFile.clear();
  frontend.ProgramAction = clang::frontend::GeneratePCH;
  clang::CodeGenOptions& code = options->getCodeGenOpts();
  for (std::string* name : {&code.MainFileName, &code.DebugCompilationDir, &code.CoverageCompilationDir, &code.CoverageDataFile, &code.CoverageNotesFile,
                            &code.DwarfDebugFlags, &code.RecordCommandLine, &code.SplitDwarfFile, &code.SplitDwarfOutput, &code.ObjectFilenameForDebug})
    name->clear();
  clang::PreprocessorOptions& preprocessing = options->getPreprocessorOpts();
  preprocessing.Includes.clear();
  preprocessing.MacroIncludes.clear();
  std::erase_if(preprocessing.Macros, [](const auto& macro) { return !is_reserved(macro.first); });
  std::erase_if(options->getHeaderSearchOpts().UserEntries, [](const auto& entry) { return !is_system(entry) || !has_standard_headers(entry.Path); });
  return options;
}

std::string text_of(const clang::CompilerInvocation& options) {
  std::string text = CLANG_VERSION_STRING;
  for (const std::string& word : options.getCC1CommandLine()) text += '\n' + word;
  return text;
}

// Modules are read in their own way, and a precompiled header of the user's own is one already.
std::string why_not(const clang::CompilerInvocation& unit) {
  const clang::HeaderSearchOptions& search = unit.getHeaderSearchOpts();
  const clang::LangOptions& language = unit.getLangOpts();
  const clang::FrontendOptions& frontend = unit.getFrontendOpts();
  if (!unit.getPreprocessorOpts().ImplicitPCHInclude.empty()) return "the unit has a precompiled header";
  if ((language.Modules && !language.CPlusPlusModules) || !search.PrebuiltModuleFiles.empty() || !search.PrebuiltModulePaths.empty() || !frontend.ModuleFiles.empty())
    return "the unit imports modules";
  if (language.CPlusPlusModules && module_opening(read_whole(frontend.Inputs.front().getFile().str())).is_module) return "the unit is one of a module";
  return "";
}

std::string why_not(const clang::CompilerInvocation& unit, const Prelude& prelude) {
  for (const auto& [definition, undefined] : unit.getPreprocessorOpts().Macros) {
    const std::string name = definition.substr(0, definition.find_first_of("=("));
    if (!is_reserved(definition) && has_word(prelude, name)) return "-D" + name + " may change standard headers";
  }
  for (const auto& entry : unit.getHeaderSearchOpts().UserEntries)
    if (entry.Group != clang::frontend::Quoted && !(is_system(entry) && has_standard_headers(entry.Path)) && may_shadow(prelude, entry.Path))
      return entry.Path + " may hold other standard headers";
  return "";
}

// Keeps which file names which in its directives, and the names.
class Directives final : public clang::PPCallbacks {
 public:
  using Edges = std::map<const clang::FileEntry*, std::set<const clang::FileEntry*>>;
  Directives(const clang::SourceManager& sources, Edges& edges, std::set<std::string>& names) : sources_(sources), edges_(edges), names_(names) {}

  void InclusionDirective(clang::SourceLocation hash, const clang::Token& /*word*/, llvm::StringRef name, bool /*angled*/, clang::CharSourceRange /*range*/,
                          clang::OptionalFileEntryRef file, llvm::StringRef /*search_path*/, llvm::StringRef /*relative*/, const clang::Module* /*suggested*/,
                          bool /*imported*/, clang::SrcMgr::CharacteristicKind /*kind*/) override {
    names_.insert(name.substr(0, name.find('/')).str());
    const clang::OptionalFileEntryRef includer = sources_.getFileEntryRefForID(sources_.getFileID(hash));
    if (includer && file) edges_[&includer->getFileEntry()].insert(&file->getFileEntry());
  }

 private:
  const clang::SourceManager& sources_;
  Edges& edges_;
  std::set<std::string>& names_;
};

void add_words(llvm::StringRef text, const clang::LangOptions& language, llvm::StringSet<>& words) {
  clang::Lexer lexer(clang::SourceLocation(), language, text.begin(), text.begin(), text.end());
  clang::Token token;
  while (!lexer.LexFromRawLexer(token)) {
    if (token.is(clang::tok::raw_identifier)) words.insert(token.getRawIdentifier());
  }
}

class Make final : public clang::GeneratePCHAction {
 public:
  explicit Make(Prelude& prelude) : prelude_(prelude) {}

 protected:
  std::unique_ptr<clang::ASTConsumer> CreateASTConsumer(clang::CompilerInstance& compiler, llvm::StringRef file) override {
    compiler.getPreprocessor().addPPCallbacks(std::make_unique<Directives>(compiler.getSourceManager(), edges_, names_));
    return GeneratePCHAction::CreateASTConsumer(compiler, file);
  }

  void EndSourceFileAction() override {
    const clang::CompilerInstance& compiler = getCompilerInstance();
    const clang::SourceManager& sources = compiler.getSourceManager();
    const clang::OptionalFileEntryRef main = sources.getFileEntryRefForID(sources.getMainFileID());
    std::map<const clang::FileEntry*, unsigned> indices;
    llvm::StringSet<> words;
    std::vector<const clang::FileEntry*> entries;
    for (auto file = sources.fileinfo_begin(); file != sources.fileinfo_end(); ++file) {
      const clang::FileEntry* entry = &file->first.getFileEntry();
      if (main && entry == &main->getFileEntry()) continue;
      if (!indices.emplace(entry, static_cast<unsigned>(entries.size())).second) continue;
      entries.push_back(entry);
      Prelude::File known;
      known.path = fs::absolute(file->first.getName().str()).string();
      prelude_.files.push_back(std::move(known));
      if (const auto text = file->second->getBufferDataIfLoaded()) add_words(*text, compiler.getLangOpts(), words);
    }
    for (std::size_t i = 0; i < entries.size(); ++i)
      for (const clang::FileEntry* included : edges_[entries[i]])
        if (const auto found = indices.find(included); found != indices.end()) prelude_.files[i].includes.push_back(found->second);
    prelude_.names.assign(names_.begin(), names_.end());
    std::vector<std::string_view> sorted;
    for (const auto& word : words) sorted.push_back(word.getKey());
    std::sort(sorted.begin(), sorted.end());
    for (const std::string_view word : sorted) prelude_.words.append(word).append(1, '\n');
  }

 private:
  Prelude& prelude_;
  Directives::Edges edges_;
  std::set<std::string> names_;
};

std::optional<Prelude> make(const std::shared_ptr<clang::CompilerInvocation>& options, const PreludePlace& place) {
  if (write_whole(place.source, prelude_source(read_whole(place.wanted)))) return std::nullopt;
  options->getFrontendOpts().Inputs = {clang::FrontendInputFile(place.source.string(), clang::InputKind(clang::Language::CXX).getHeader())};
  options->getFrontendOpts().OutputFile = place.compiled.string();
  clang::IgnoringDiagConsumer nobody;
  // Never destroyed, as the unit's own parse is not: this program ends soon, and does so at once.
  auto* const compiler = make_compiler(options, nobody).release();
  Prelude prelude;
  Make action(prelude);
  if (!compiler->ExecuteAction(action) || compiler->getDiagnostics().hasErrorOccurred()) return std::nullopt;
  prelude.source = place.source.string();
  prelude.compiled = place.compiled.string();
  if (!take_stamps(prelude) || write_whole(place.description, prelude_text(prelude))) return std::nullopt;
  return prelude;
}

}  // namespace

PreludeChoice choose_prelude(const clang::CompilerInvocation& unit, const std::string& directory) {
  PreludeChoice choice;
  if (directory.empty()) {
    choice.reason = "nowhere to keep them";
    return choice;
  }
  choice.reason = why_not(unit);
  if (!choice.reason.empty()) return choice;
  const std::shared_ptr<clang::CompilerInvocation> options = without_the_unit(unit);
  choice.place = prelude_place(directory, text_of(*options));
  switch (count_unit(choice.place)) {
    case PreludeWorth::not_yet:
      choice.reason = "too few units so far";
      choice.is_early = true;
      return choice;
    case PreludeWorth::useless: choice.reason = "they have been of no use"; return choice;
    case PreludeWorth::worth: break;
  }
  choice.prelude = read_prelude(read_whole(choice.place.description));
  if (choice.prelude && !is_current(*choice.prelude)) choice.prelude.reset();
  if (!choice.prelude) {
    if (!begin_making(choice.place)) {
      choice.reason = "in the making, or cannot be made";
      return choice;
    }
    choice.prelude = make(options, choice.place);
    if (!choice.prelude) {
      choice.reason = "cannot be made";
      return choice;  // `making` stays: others need not try at once
    }
    end_making(choice.place);
  }
  choice.reason = why_not(unit, *choice.prelude);
  if (!choice.reason.empty()) choice.prelude.reset();
  return choice;
}

}  // namespace scopegraft::engine
