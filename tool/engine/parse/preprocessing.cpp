#include "parse/preprocessing.h"

#include <algorithm>

#include "clang/Basic/CharInfo.h"
#include "clang/Basic/FileManager.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Lex/HeaderSearch.h"
#include "clang/Lex/MacroArgs.h"
#include "clang/Lex/MacroInfo.h"
#include "clang/Lex/PPCallbacks.h"
#include "clang/Lex/Preprocessor.h"
#include "plan/decorator.h"
#include "plan/lexical.h"
#include "rules/decorator.h"

namespace scopegraft::engine {
namespace {

std::string_view view(llvm::StringRef text) { return {text.data(), text.size()}; }

class Watcher final : public clang::PPCallbacks {
 public:
  Watcher(clang::Preprocessor& preprocessor, Preprocessing& result, bool gcc_names)
      : preprocessor_(preprocessor),
        sources_(preprocessor.getSourceManager()),
        result_(result),
        gcc_names_(gcc_names),
        file_(preprocessor.getIdentifierInfo("__FILE__")),
        file_name_(preprocessor.getIdentifierInfo("__FILE_NAME__")),
        base_file_(preprocessor.getIdentifierInfo("__BASE_FILE__")),
        time_stamp_(preprocessor.getIdentifierInfo("__TIMESTAMP__")),
        decorator_(preprocessor.getIdentifierInfo("SCOPEGRAFT_PROFILE")) {}

  void LexedFileChanged(clang::FileID file, LexedFileChangeReason reason, clang::SrcMgr::CharacteristicKind kind,
                        clang::FileID /*previous*/, clang::SourceLocation /*location*/) override {
    if (reason != LexedFileChangeReason::EnterFile || result_.instances.contains(file)) return;
    const clang::OptionalFileEntryRef entry = sources_.getFileEntryRefForID(file);
    if (!entry) return;
    Instance instance;
    instance.identity = identity_of(*entry);
    instance.text = view(sources_.getBufferData(file));
    instance.in_system = clang::SrcMgr::isSystem(kind);
    instance.parent = result_.instance_of(sources_.getFileID(sources_.getIncludeLoc(file)));
    const int index = static_cast<int>(result_.graph.instances.size());
    if (index == 0) {
      instance.spelled = entry->getName().str();
    } else if (instance.parent < 0) {
      instance.forced = true;
      instance.spelled = entry->getName().str();
    } else {
      Instance& parent = result_.graph.instances[static_cast<std::size_t>(instance.parent)];
      instance.forced = parent.forced;
      instance.spelled = entry->getName().str();
      if (!parent.references.empty() && parent.references.back().entered < 0) {
        Reference& reference = parent.references.back();
        reference.entered = index;
        if (!reference.spelled.empty()) instance.spelled = reference.spelled;
      }
    }
    result_.instances[file] = index;
    result_.files.push_back(file);
    result_.graph.instances.push_back(std::move(instance));
  }

  void InclusionDirective(clang::SourceLocation hash, const clang::Token& word, llvm::StringRef name, bool angled,
                          clang::CharSourceRange /*range*/, clang::OptionalFileEntryRef file, llvm::StringRef search_path,
                          llvm::StringRef /*relative*/, const clang::Module* /*suggested*/, bool /*imported*/,
                          clang::SrcMgr::CharacteristicKind /*kind*/) override {
    const auto [instance, offset] = place_of(hash);
    if (instance == nullptr) return;
    const char first = instance->text[offset];
    if (first != '#' && first != '%' && first != '?') return;  // `import "x.h";`
    Reference reference;
    const clang::IdentifierInfo* directive = word.getIdentifierInfo();
    if (directive != nullptr && directive->isStr("include_next")) reference.kind = Reference::Kind::include_next;
    reference.directive = offset;
    const Extent extent = directive_name(instance->text, offset);
    reference.begin = extent.begin;
    reference.end = extent.end;
    reference.quoted = !angled;
    reference.macros = macros_of(instance->text.substr(extent.begin, extent.end - extent.begin));
    if (!reference.macros.empty()) reference.presumed_line = sources_.getPresumedLineNumber(hash);
    if (file) {
      reference.identity = identity_of(*file);
      reference.beside = !angled && !name.starts_with("/") && search_path == folder_of(hash);
      reference.spelled = reference.beside ? spelled_beside(*instance, view(name)) : file->getName().str();
    }
    instance->references.push_back(std::move(reference));
    last_ = instance;
  }

  void FileSkipped(const clang::FileEntryRef& file, const clang::Token& /*name*/,
                   clang::SrcMgr::CharacteristicKind /*kind*/) override {
    if (last_ == nullptr || last_->references.empty()) return;
    const clang::HeaderFileInfo* info = preprocessor_.getHeaderSearchInfo().getExistingFileInfo(file);
    last_->references.back().once = info != nullptr && (info->isPragmaOnce || info->isImport);
  }

  void HasInclude(clang::SourceLocation location, llvm::StringRef name, bool angled, clang::OptionalFileEntryRef file,
                  clang::SrcMgr::CharacteristicKind /*kind*/) override {
    const auto [instance, offset] = place_of(location);
    if (instance == nullptr) return;
    const std::size_t word = instance->text.rfind("__has_include", offset);
    if (word == std::string_view::npos) return;
    Reference reference;
    reference.kind = instance->text.substr(word).starts_with("__has_include_next") ? Reference::Kind::has_include_next
                                                                                   : Reference::Kind::has_include;
    reference.directive = word;
    reference.begin = offset;
    reference.end = offset + name.size() + 2;
    const char mark = instance->text[offset];
    if ((mark != '"' && mark != '<') || reference.end > instance->text.size()) return;  // a macro's name
    reference.quoted = !angled;
    if (file) {
      reference.identity = identity_of(*file);
      const std::string path = (folder_of(location) + "/" + name).str();
      const clang::OptionalFileEntryRef beside = preprocessor_.getFileManager().getOptionalFileRef(path);
      reference.beside = !angled && beside && identity_of(*beside) == reference.identity;
      reference.spelled = reference.beside ? spelled_beside(*instance, view(name)) : file->getName().str();
    }
    insert_test(*instance, std::move(reference));
  }

  void EmbedDirective(clang::SourceLocation hash, llvm::StringRef name, bool angled, clang::OptionalFileEntryRef file,
                      const clang::LexEmbedParametersResult& /*parameters*/) override {
    const auto [instance, offset] = place_of(hash);
    if (instance == nullptr || !file || angled || name.starts_with("/")) return;
    Reference reference;
    reference.kind = Reference::Kind::embed;
    reference.directive = offset;
    const Extent extent = directive_name(instance->text, offset);
    if (extent.begin >= instance->text.size() || instance->text[extent.begin] != '"') return;
    reference.begin = extent.begin;
    reference.end = extent.end;
    reference.quoted = true;
    reference.identity = identity_of(*file);
    const clang::OptionalFileEntryRef beside =
        preprocessor_.getFileManager().getOptionalFileRef((folder_of(hash) + "/" + name).str());
    reference.beside = beside && identity_of(*beside) == reference.identity;
    reference.spelled = spelled_beside(*instance, view(name));
    insert_test(*instance, std::move(reference));
  }

  void MacroExpands(const clang::Token& name, const clang::MacroDefinition& definition, clang::SourceRange range,
                    const clang::MacroArgs* arguments) override {
    const clang::IdentifierInfo* word = name.getIdentifierInfo();
    if (word == file_ || word == file_name_) {
      if (const auto [instance, offset] = place_of(range.getBegin()); instance != nullptr) instance->uses_own_name = true;
    } else if (word == base_file_) {
      result_.uses_base_file = true;
    } else if (word == time_stamp_) {
      result_.uses_time_stamp = true;
    } else if (word == decorator_) {
      keep_decorator(range);
    }
    if (arguments != nullptr && definition.getMacroInfo() != nullptr) keep_braces_made_text(*definition.getMacroInfo(), *arguments);
  }

 private:
  struct Place {
    Instance* instance = nullptr;
    std::size_t offset = 0;
  };

  Place place_of(clang::SourceLocation location) {
    if (location.isInvalid()) return {};
    const auto [file, offset] = sources_.getDecomposedLoc(sources_.getExpansionLoc(location));
    const int index = result_.instance_of(file);
    if (index < 0) return {};
    return {&result_.graph.instances[static_cast<std::size_t>(index)], offset};
  }

  llvm::StringRef folder_of(clang::SourceLocation location) const {
    const clang::OptionalFileEntryRef entry =
        sources_.getFileEntryRefForID(sources_.getFileID(sources_.getExpansionLoc(location)));
    return entry ? entry->getDir().getName() : llvm::StringRef();
  }

  std::string spelled_beside(const Instance& includer, std::string_view name) const {
    if (!gcc_names_ && includer.spelled.find('/') == std::string::npos) return "./" + std::string(name);
    return beside(includer.spelled, name);
  }

  // The macros that a computed name names, and those that these are made of.
  [[nodiscard]] std::vector<std::string> macros_of(std::string_view name) const {
    std::vector<std::string> result;
    if (name.starts_with('"') || name.starts_with('<')) return result;
    std::vector<const clang::IdentifierInfo*> found;
    const auto add = [&](const clang::IdentifierInfo* word) {
      if (word != nullptr && preprocessor_.getMacroInfo(word) != nullptr && std::find(found.begin(), found.end(), word) == found.end()) found.push_back(word);
    };
    for (std::size_t begin = 0, end = 0; begin < name.size(); begin = end + 1) {
      end = begin;
      while (end < name.size() && (clang::isAsciiIdentifierContinue(name[end]) || (name[end] & 0x80) != 0)) ++end;
      if (end > begin) add(preprocessor_.getIdentifierInfo(llvm::StringRef(name.data() + begin, end - begin)));
    }
    for (std::size_t i = 0; i < found.size(); ++i) {
      for (const clang::Token& token : preprocessor_.getMacroInfo(found[i])->tokens()) add(token.getIdentifierInfo());
      result.push_back(found[i]->getName().str());
    }
    return result;
  }

  // A test may be read twice (a spliced `#if` evaluated again); an #include behind it must stay the last.
  static void insert_test(Instance& instance, Reference reference) {
    for (const Reference& known : instance.references)
      if (known.begin == reference.begin) return;
    instance.references.insert(instance.references.begin(), std::move(reference));
  }

  void keep_decorator(clang::SourceRange range) {
    const auto [instance, offset] = place_of(range.getBegin());
    if (instance == nullptr) return;
    Decorator decorator;
    decorator.instance = static_cast<int>(instance - result_.graph.instances.data());
    decorator.facts.at = {instance->spelled, sources_.getExpansionLineNumber(range.getBegin()), sources_.getExpansionColumnNumber(range.getBegin())};
    if (range.getBegin().isMacroID()) {
      decorator.in_macro = true;
      result_.decorators.push_back(std::move(decorator));
      return;
    }
    const DecoratorText text = read_decorator(instance->text, offset);
    const auto begin = static_cast<std::size_t>(text.arguments.data() == nullptr ? 0 : text.arguments.data() - instance->text.data());
    rules::Position of_arguments;
    if (begin != 0) {
      const clang::FileID file = sources_.getFileID(range.getBegin());
      of_arguments = {instance->spelled, sources_.getLineNumber(file, static_cast<unsigned>(begin)), sources_.getColumnNumber(file, static_cast<unsigned>(begin))};
    }
    decorator.facts = rules::parse_decorator(text.arguments, decorator.facts.at, of_arguments);
    for (const std::size_t place : text.declaration_begins) result_.decorator_places[{decorator.instance, place}] = result_.decorators.size();
    result_.decorators.push_back(std::move(decorator));
  }

  void keep_braces_made_text(const clang::MacroInfo& macro, const clang::MacroArgs& arguments) {
    if (!macro.isFunctionLike()) return;
    const auto tokens = macro.tokens();
    for (std::size_t i = 0; i + 1 < tokens.size(); ++i) {
      if (!tokens[i].is(clang::tok::hash) && !tokens[i].is(clang::tok::hashat)) continue;
      const clang::IdentifierInfo* name = tokens[i + 1].getIdentifierInfo();
      const int parameter = name == nullptr ? -1 : macro.getParameterNum(name);
      if (parameter < 0 || static_cast<unsigned>(parameter) >= arguments.getNumMacroArguments()) continue;
      for (const clang::Token* token = arguments.getUnexpArgument(static_cast<unsigned>(parameter));
           !token->is(clang::tok::eof); ++token)
        if (token->isOneOf(clang::tok::l_brace, clang::tok::r_paren, clang::tok::kw_co_await, clang::tok::kw_co_yield))
          result_.braces_made_text.insert(sources_.getSpellingLoc(token->getLocation()).getRawEncoding());
    }
  }

  clang::Preprocessor& preprocessor_;
  clang::SourceManager& sources_;
  Preprocessing& result_;
  bool gcc_names_;
  const clang::IdentifierInfo* file_;
  const clang::IdentifierInfo* file_name_;
  const clang::IdentifierInfo* base_file_;
  const clang::IdentifierInfo* time_stamp_;
  const clang::IdentifierInfo* decorator_;
  Instance* last_ = nullptr;  // valid from a directive to the end of its handling
};

}  // namespace

std::string identity_of(const clang::FileEntryRef& file) {
  const llvm::sys::fs::UniqueID id = file.getUniqueID();
  return std::to_string(id.getDevice()) + ":" + std::to_string(id.getFile());
}

std::unique_ptr<clang::PPCallbacks> watch(clang::Preprocessor& preprocessor, Preprocessing& result, bool gcc_names) {
  return std::make_unique<Watcher>(preprocessor, result, gcc_names);
}

std::vector<std::string> macros_among(clang::Preprocessor& preprocessor, const std::vector<std::string>& words) {
  std::vector<std::string> macros;
  for (const std::string& word : words)
    if (preprocessor.getIdentifierInfo(word)->hadMacroDefinition()) macros.push_back(word);
  return macros;
}

}  // namespace scopegraft::engine
