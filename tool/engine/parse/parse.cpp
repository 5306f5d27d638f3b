#include "parse/parse.h"

#include <algorithm>
#include <filesystem>
#include <map>
#include <set>

#include "clang/AST/ASTConsumer.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclBase.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Basic/CodeGenOptions.h"
#include "clang/Frontend/FrontendAction.h"
#include "clang/Lex/PPCallbacks.h"
#include "clang/Lex/Preprocessor.h"
#include "clang/Lex/PreprocessorOptions.h"
#include "llvm/ADT/SmallString.h"
#include "parse/clang_versions.h"
#include "parse/find.h"
#include "parse/header_units.h"
#include "parse/invocation.h"
#include "parse/precompiled.h"
#include "parse/preprocessing.h"
#include "parse/same_text.h"
#include "plan/lexical.h"

namespace scopegraft::engine {
namespace {

// What one parse shares between its callbacks.
struct Session {
  Session(const ParseRequest& parse_request, const Prelude* precompiled) : request(parse_request), prelude(precompiled) {}

  FileKind kind_of(clang::FileID file) {
    const auto known = kinds.find(file);
    if (known != kinds.end()) return known->second;
    FileKind kind = FileKind::irrelevant;
    if (const int index = preprocessing.instance_of(file); index >= 0) {
      const Instance& instance = preprocessing.graph.instances[static_cast<std::size_t>(index)];
      const std::string path =
          std::filesystem::path(absolute(unit.directory, instance.spelled)).lexically_normal().string();
      if (instance.in_system) kind = FileKind::system;
      else if (request.may_match(path, instance.text)) kind = FileKind::relevant;
    }
    kinds.emplace(file, kind);
    return kind;
  }

  [[nodiscard]] bool is_for_gcc() const {
    return std::any_of(request.arguments.begin(), request.arguments.end(), [](const std::string& word) { return word.starts_with("-fgnuc-version="); });
  }

  [[nodiscard]] bool any_instruction_throws() const {
    return is_for_gcc() && std::find(request.arguments.begin(), request.arguments.end(), "-fnon-call-exceptions") != request.arguments.end();
  }

  // Rules ask for the whole path of a file.
  template <class Facts>
  Facts with_whole_path(const Facts& facts) {
    std::string& whole = whole_paths[facts.file];
    if (whole.empty()) whole = std::filesystem::path(absolute(unit.directory, facts.file)).lexically_normal().string();
    Facts asked = facts;
    asked.file = whole;
    return asked;
  }

  const ParseRequest& request;
  const Prelude* prelude;  // null: the unit parses all that it includes
  PreludeUse prelude_use;
  Unit unit;
  Preprocessing preprocessing;
  std::map<clang::FileID, FileKind> kinds;
  std::map<std::string, std::string> whole_paths;
};

class Consumer final : public clang::ASTConsumer {
 public:
  Consumer(Session& session, clang::CompilerInstance& compiler) : session_(session), compiler_(compiler) {}

  bool shouldSkipFunctionBody(clang::Decl* function) override {
    const clang::SourceManager& sources = compiler_.getSourceManager();
    return session_.kind_of(sources.getFileID(sources.getExpansionLoc(function->getLocation()))) != FileKind::relevant;
  }

  void HandleTranslationUnit(clang::ASTContext& context) override {
    if (compiler_.getDiagnostics().hasErrorOccurred()) return;
    FindRequest request{context, session_.preprocessing, [this](clang::FileID file) { return session_.kind_of(file); }, false, false, false, {}, {}, {}};
    request.is_for_gcc = session_.is_for_gcc();
    request.any_instruction_throws = session_.any_instruction_throws();
    request.is_optimised = compiler_.getCodeGenOpts().OptimizationLevel != 0;
    if (session_.request.wanted_of)
      request.wanted_of = [this](const rules::FunctionFacts& facts) { return session_.request.wanted_of(session_.with_whole_path(facts)); };
    if (session_.request.wants_call)
      request.wants_call = [this](const rules::CallFacts& facts) { return session_.request.wants_call(session_.with_whole_path(facts)); };
    if (session_.request.wants_executor)
      request.wants_executor = [this](const rules::CallFacts& facts) { return session_.request.wants_executor(session_.with_whole_path(facts)); };
    Found found = find(request);
    session_.unit.candidates = std::move(found.candidates);
    session_.unit.calls = std::move(found.calls);
    session_.unit.hand_overs = std::move(found.hand_overs);
    session_.unit.decorators = std::move(found.decorators);
    add_header_units(context, session_.preprocessing);
  }

 private:
  Session& session_;
  clang::CompilerInstance& compiler_;
};

class Action final : public clang::ASTFrontendAction {
 public:
  explicit Action(Session& session) : session_(session) {}

  // No instantiation at the end of the unit: patterns are edited, instances never seen.
  clang::TranslationUnitKind getTranslationUnitKind() override { return clang::TU_Prefix; }

  std::unique_ptr<clang::ASTConsumer> CreateASTConsumer(clang::CompilerInstance& compiler, llvm::StringRef /*file*/) override {
    compiler.getPreprocessor().addPPCallbacks(watch(compiler.getPreprocessor(), session_.preprocessing, session_.is_for_gcc()));
    if (session_.prelude != nullptr) compiler.getPreprocessor().addPPCallbacks(watch_use(compiler.getPreprocessor(), *session_.prelude, session_.prelude_use));
    return std::make_unique<Consumer>(session_, compiler);
  }

  void EndSourceFileAction() override {
    clang::Preprocessor& preprocessor = getCompilerInstance().getPreprocessor();
    session_.unit.macros_like_our_words = macros_among(preprocessor, words_of_guards());
    if (!session_.unit.calls.empty()) add_macros(macros_among(preprocessor, words_of_calls()));
    if (!session_.unit.hand_overs.empty()) add_macros(macros_among(preprocessor, words_of_hand_overs()));
    std::set<std::string> reads;
    const clang::SourceManager& sources = getCompilerInstance().getSourceManager();
    for (auto file = sources.fileinfo_begin(); file != sources.fileinfo_end(); ++file)
      reads.insert(absolute(session_.unit.directory, file->first.getName().str()));
    if (session_.prelude != nullptr) keep_reached(*session_.prelude, reads);
    session_.unit.reads.assign(reads.begin(), reads.end());
  }

 private:
  // Of the prelude's files the unit reads those that it would have included.
  void keep_reached(const Prelude& prelude, std::set<std::string>& reads) const {
    reads.erase(prelude.source);
    for (std::size_t i = 0; i < prelude.files.size(); ++i) {
      if (session_.prelude_use.reached[i]) reads.insert(prelude.files[i].path);
      else reads.erase(prelude.files[i].path);
    }
  }

  void add_macros(const std::vector<std::string>& words) {
    std::vector<std::string>& known = session_.unit.macros_like_our_words;
    for (const std::string& word : words)
      if (std::find(known.begin(), known.end(), word) == known.end()) known.push_back(word);
  }

  Session& session_;
};

class FirstError final : public clang::DiagnosticConsumer {
 public:
  void HandleDiagnostic(clang::DiagnosticsEngine::Level level, const clang::Diagnostic& info) override {
    DiagnosticConsumer::HandleDiagnostic(level, info);
    if (level < clang::DiagnosticsEngine::Error || !text.empty()) return;
    llvm::SmallString<256> message;
    info.FormatDiagnostic(message);
    if (info.hasSourceManager() && info.getLocation().isValid()) {
      const clang::PresumedLoc at = info.getSourceManager().getPresumedLoc(info.getLocation());
      if (at.isValid())
        text = std::string(at.getFilename()) + ":" + std::to_string(at.getLine()) + ":" + std::to_string(at.getColumn()) + ": ";
    }
    text += message.str();
  }
  std::string text;
};

void keep_language(Unit& unit, const clang::LangOptions& language) {
  unit.is_cpp17 = language.CPlusPlus17;
  if (!language.CPlusPlus) {
    unit.is_suitable = false;
    unit.unsuitable_reason = "a C source: guards need destructors";
  } else if (!language.CPlusPlus11) {
    unit.is_suitable = false;
    unit.unsuitable_reason = "the runtime's header needs C++11";
  }
}

void keep_module_opening(Unit& unit, const clang::LangOptions& language) {
  if (!language.CPlusPlus20 || unit.graph.instances.empty()) return;
  const std::string_view text = unit.graph.instances.front().text;
  const ModuleOpening opening = module_opening(text);
  unit.module_without_fragment = opening.is_module && opening.fragment_end == 0;
  unit.module_fragment_end = opening.fragment_end;
  for (const char c : text.substr(0, opening.fragment_end)) unit.module_fragment_line += c == '\n' ? 1 : 0;
}

Unit parse_with(const ParseRequest& request, const clang::CompilerInvocation& invocation, const Prelude* prelude) {
  Session session(request, prelude);
  session.unit.directory = std::filesystem::current_path().string();
  keep_language(session.unit, invocation.getLangOpts());
  const auto options = std::make_shared<clang::CompilerInvocation>(invocation);
  if (prelude != nullptr) options->getPreprocessorOpts().ImplicitPCHInclude = prelude->compiled;
  FirstError first_error;
  std::shared_ptr<clang::CompilerInstance> compiler = make_compiler(options, first_error);
  Action action(session);
  const bool finished = compiler->ExecuteAction(action);
  session.unit.parsed = finished && first_error.text.empty();
  session.unit.first_error = first_error.text;
  session.unit.why_no_prelude = session.prelude_use.difference;
  session.unit.uses_base_file = session.preprocessing.uses_base_file;
  session.unit.uses_time_stamp = session.preprocessing.uses_time_stamp;
  session.unit.graph = std::move(session.preprocessing.graph);
  keep_module_opening(session.unit, options->getLangOpts());
  session.unit.keeps_texts_alive = std::move(compiler);
  return std::move(session.unit);
}

// A unit that does not parse with precompiled headers, or would read others, is parsed without.
Unit parse_once(const ParseRequest& request, const std::vector<std::string>& arguments) {
  Unit unit;
  unit.directory = std::filesystem::current_path().string();
  const Invocation invocation = make_invocation(arguments, request.source, request.resource_directory);
  if (!invocation.value) {
    unit.first_error = invocation.error;
    return unit;
  }
  keep_language(unit, invocation.value->getLangOpts());
  if (!unit.is_suitable) {
    unit.parsed = true;
    return unit;
  }
  PreludeChoice choice = choose_prelude(*invocation.value, request.preludes);
  if (choice.prelude) {
    unit = parse_with(request, *invocation.value, &*choice.prelude);
    if (!unit.parsed) {
      count_miss(choice.place);
      choice.reason = unit.why_no_prelude.empty() ? "with them: " + unit.first_error : unit.why_no_prelude;
      choice.prelude.reset();
    }
  }
  if (!choice.prelude) {
    unit = parse_with(request, *invocation.value, nullptr);
    unit.why_no_prelude = choice.reason;
    if (choice.is_early && unit.parsed) note_headers(choice.place, unit.reads);
  }
  return unit;
}

}  // namespace

Unit parse(const ParseRequest& request) {
  std::vector<std::string> arguments = request.arguments;
  for (;;) {
    Unit unit = parse_once(request, arguments);
    // A target feature or CPU of the real compiler's that this Clang does not know.
    if (unit.parsed || !unit.graph.instances.empty() || !drop_named_flag(arguments, unit.first_error)) return unit;
  }
}

}  // namespace scopegraft::engine
