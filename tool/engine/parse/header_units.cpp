#include "parse/header_units.h"

#include "clang/AST/Decl.h"
#include "clang/Basic/FileManager.h"
#include "clang/Basic/Module.h"
#include "clang/Basic/SourceManager.h"
#include "plan/lexical.h"

namespace scopegraft::engine {
namespace {

void add(const clang::ImportDecl& import, clang::SourceManager& sources, Preprocessing& into) {
  if (import.getImportedModule() == nullptr || !import.getImportedModule()->isHeaderUnit()) return;
  const auto [file, begin] = sources.getDecomposedExpansionLoc(import.getLocation());
  const clang::OptionalFileEntryRef entry = sources.getFileEntryRefForID(file);
  const int index = into.instance_of(file);
  if (index < 0 || !entry) return;
  Instance& instance = into.graph.instances[static_cast<std::size_t>(index)];
  const std::size_t word = instance.text.find("import", begin);  // behind an `export`
  if (word == std::string_view::npos) return;
  const Extent extent = directive_name(instance.text, word);
  if (extent.end < extent.begin + 2 || instance.text[extent.begin] != '"') return;  // of a search path, or a macro's
  const std::string name(instance.text.substr(extent.begin + 1, extent.end - extent.begin - 2));
  const std::string path = name.starts_with('/') ? name : (entry->getDir().getName() + "/" + name).str();
  if (!sources.getFileManager().getOptionalFileRef(path)) return;
  Reference reference;
  reference.kind = Reference::Kind::header_unit;
  reference.directive = word;
  reference.begin = extent.begin;
  reference.end = extent.end;
  reference.quoted = true;
  reference.beside = !name.starts_with('/');
  reference.spelled = beside(instance.spelled, name);
  instance.references.push_back(std::move(reference));
}

void add_all(const clang::DeclContext& context, clang::SourceManager& sources, Preprocessing& into) {
  for (const clang::Decl* declaration : context.noload_decls()) {
    if (const auto* import = llvm::dyn_cast<clang::ImportDecl>(declaration)) add(*import, sources, into);
    if (const auto* exported = llvm::dyn_cast<clang::ExportDecl>(declaration)) add_all(*exported, sources, into);
  }
}

}  // namespace

void add_header_units(clang::ASTContext& context, Preprocessing& into) {
  if (context.getLangOpts().CPlusPlusModules) add_all(*context.getTranslationUnitDecl(), context.getSourceManager(), into);
}

}  // namespace scopegraft::engine
