#include "parse/fields.h"

#include <algorithm>
#include <set>
#include <vector>

#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/DeclFriend.h"
#include "clang/AST/DeclTemplate.h"
#include "parse/describe.h"
#include "rules/diagnostic.h"

namespace scopegraft::engine {
namespace {

struct Part {
  std::string separator;  // before it, as written
  std::string name;
  bool is_call = false;
};

std::string trimmed(const std::string& text) {
  const std::size_t begin = text.find_first_not_of(" \t");
  return begin == std::string::npos ? "" : text.substr(begin, text.find_last_not_of(" \t") + 1 - begin);
}

std::vector<Part> parts_of(const std::string& path) {
  std::vector<Part> parts;
  std::string separator;
  for (std::size_t begin = 0; begin <= path.size();) {
    const std::size_t dot = path.find('.', begin);
    const std::size_t arrow = path.find("->", begin);
    const std::size_t end = std::min({dot, arrow, path.size()});
    Part part{separator, trimmed(path.substr(begin, end - begin)), false};
    if (part.name.ends_with("()")) {
      part.is_call = true;
      part.name = trimmed(part.name.substr(0, part.name.size() - 2));
    }
    parts.push_back(std::move(part));
    if (end == path.size()) break;
    separator = end == arrow ? "->" : ".";
    begin = end + separator.size();
  }
  return parts;
}

bool is_identifier(const std::string& word) {
  return !word.empty() && !(word[0] >= '0' && word[0] <= '9') &&
         std::all_of(word.begin(), word.end(), [](char c) { return c == '_' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (static_cast<unsigned char>(c) & 0x80U) != 0; });
}

std::string did_you_mean(const std::string& word, const std::vector<std::string>& known) {
  const std::string near = rules::nearest(word, known);
  return near.empty() ? "" : "did you mean `" + near + "`?";
}

const clang::CXXRecordDecl* definition_of(clang::QualType type) {
  const clang::CXXRecordDecl* record = type->getAsCXXRecordDecl();
  return record == nullptr ? nullptr : record->getDefinition();
}

struct Members {
  std::vector<const clang::NamedDecl*> found;
  bool all_known = true;  // no base depends on a template argument
};

void look_up(const clang::CXXRecordDecl& record, clang::DeclarationName name, Members& members) {
  for (const clang::NamedDecl* found : record.lookup(name)) members.found.push_back(found);
  if (!members.found.empty()) return;
  for (const clang::CXXBaseSpecifier& base : record.bases()) {
    const clang::CXXRecordDecl* definition = definition_of(base.getType());
    if (definition == nullptr) members.all_known = false;
    else look_up(*definition, name, members);
  }
}

void names_of_members(const clang::CXXRecordDecl& record, std::vector<std::string>& names) {
  for (const clang::Decl* declaration : record.decls()) {
    const auto* named = llvm::dyn_cast<clang::NamedDecl>(declaration);
    if (named == nullptr || !named->getDeclName().isIdentifier() || named->getName().empty() || named->isImplicit()) continue;
    if (llvm::isa<clang::FieldDecl>(named)) names.push_back(named->getName().str());
    const auto* method = llvm::dyn_cast<clang::CXXMethodDecl>(named);
    if (method != nullptr && method->getMinRequiredArguments() == 0 && !method->getReturnType()->isVoidType()) names.push_back(named->getName().str() + "()");
  }
  for (const clang::CXXBaseSpecifier& base : record.bases())
    if (const clang::CXXRecordDecl* definition = definition_of(base.getType())) names_of_members(*definition, names);
}

// May the body of the function name it?
bool is_accessible(const clang::NamedDecl& member, const clang::FunctionDecl& function) {
  if (member.getAccess() == clang::AS_public || member.getAccess() == clang::AS_none) return true;
  const auto* owner = llvm::dyn_cast<clang::CXXRecordDecl>(member.getDeclContext());
  if (owner == nullptr) return false;
  for (const clang::DeclContext* within = &function; within != nullptr; within = within->getParent()) {
    const auto* type = llvm::dyn_cast<clang::CXXRecordDecl>(within);
    if (type == nullptr) continue;
    if (type->getCanonicalDecl() == owner->getCanonicalDecl()) return true;
    if (member.getAccess() == clang::AS_protected && type->hasDefinition() && type->isDerivedFrom(owner)) return true;
  }
  for (const clang::FriendDecl* declared : owner->friends())
    if (const auto* named = llvm::dyn_cast_or_null<clang::FunctionDecl>(declared->getFriendDecl()); named != nullptr && named->getCanonicalDecl() == function.getCanonicalDecl()) return true;
  return false;
}

bool never_throws(const clang::CXXMethodDecl& method) {
  switch (method.getType()->castAs<clang::FunctionProtoType>()->getExceptionSpecType()) {
    case clang::EST_BasicNoexcept:
    case clang::EST_NoexceptTrue:
    case clang::EST_DynamicNone:
    case clang::EST_NoThrow: return true;
    default: return false;
  }
}

class Path {
 public:
  Path(std::string text, const clang::FunctionDecl& function, const clang::ASTContext& context)
      : function_(function), context_(const_cast<clang::ASTContext&>(context)) {
    field_.key = std::move(text);
  }

  Field resolve() {
    const std::vector<Part> parts = parts_of(field_.key);
    for (const Part& part : parts)
      if (!is_identifier(part.name)) {
        field_.mistake = "`" + field_.key + "` is no parameter and no member of one";
        field_.hint = "write `parameter` or `parameter.member`";
        return std::move(field_);
      }
    begin(parts.front());
    for (std::size_t i = 1; i < parts.size() && field_.mistake.empty(); ++i) step(parts[i]);
    return std::move(field_);
  }

 private:
  void begin(const Part& part) {
    std::vector<std::string> names;
    for (const clang::ParmVarDecl* parameter : function_.parameters()) {
      if (parameter->getName().empty()) continue;
      names.push_back(parameter->getName().str());
      if (parameter->getName() != part.name || part.is_call) continue;
      if (parameter->isParameterPack()) return mistake("`" + part.name + "` is a pack of parameters");
      field_.expression = part.name;
      type_ = parameter->getType();
      return;
    }
    field_.is_no_parameter = true;
    mistake("`" + part.name + "` is no parameter of `" + qualified_name(function_, context_).text + "`",
            names.empty() ? "it has none with a name" : did_you_mean(part.name, names));
  }

  void step(const Part& part) {
    if (type_.isNull()) return as_written(part);
    type_ = type_.getNonReferenceType();
    std::string how = ".";
    if (type_->isPointerType()) {
      require(field_.expression);
      type_ = type_->getPointeeType();
      how = "->";
    }
    if (type_->isDependentType() && definition_of(type_) == nullptr) {
      type_ = {};
      field_.expression += (how == "->" ? how : part.separator) + part.name + (part.is_call ? "()" : "");
      return;
    }
    // Through whatever points, at most as often as anybody would nest them.
    for (int level = 0; level < 4; ++level) {
      const clang::CXXRecordDecl* record = definition_of(type_);
      if (record == nullptr) return mistake(of_type(type_->getAsCXXRecordDecl() != nullptr ? " is only declared here" : " has no members"));
      Members members;
      look_up(*record, &context_.Idents.get(part.name), members);
      if (!members.found.empty()) return take(part, members, how);
      if (!members.all_known) {
        type_ = {};
        field_.expression += how + part.name + (part.is_call ? "()" : "");
        return;
      }
      Members arrow;
      look_up(*record, context_.DeclarationNames.getCXXOperatorName(clang::OO_Arrow), arrow);
      const auto* through = arrow.found.empty() ? nullptr : llvm::dyn_cast<clang::CXXMethodDecl>(arrow.found.front());
      if (through == nullptr) {
        std::vector<std::string> names;
        names_of_members(*record, names);
        return mistake("`" + part.name + "` is no member of `" + record->getNameAsString() + "`", did_you_mean(part.name, names));
      }
      if (has_bool(*record)) require(field_.expression);
      clang::QualType target = through->getReturnType().getNonReferenceType();
      if (target->isPointerType()) target = target->getPointeeType();
      if (target->isDependentType() && definition_of(target) == nullptr) {
        type_ = {};
        field_.expression += "->" + part.name + (part.is_call ? "()" : "");
        return;
      }
      type_ = target;
      how = "->";
    }
    mistake("`" + part.name + "` lies behind too many pointers");
  }

  void as_written(const Part& part) { field_.expression += part.separator + part.name + (part.is_call ? "()" : ""); }

  void take(const Part& part, const Members& members, const std::string& how) {
    const clang::NamedDecl* found = members.found.front();
    if (const auto* value = llvm::dyn_cast<clang::ValueDecl>(found); value != nullptr && !llvm::isa<clang::FunctionDecl>(found)) {
      if (!is_accessible(*found, function_)) return mistake("`" + part.name + "` is " + (found->getAccess() == clang::AS_private ? "private" : "protected") + " there");
      if (part.is_call) return mistake("`" + part.name + "` is no function", "write `" + part.name + "`");
      field_.expression += how + part.name;
      clang::QualType type = value->getType();
      if (type_.isConstQualified() && llvm::isa<clang::FieldDecl>(found)) type = type.getNonReferenceType().withConst();
      type_ = type;
      return;
    }
    const bool is_const = type_.isConstQualified();
    bool with_arguments = false, is_hidden = false, needs_change = false;
    for (const clang::NamedDecl* each : members.found) {
      const auto* method = llvm::dyn_cast<clang::CXXMethodDecl>(each);
      if (method == nullptr || method->getMinRequiredArguments() != 0) {
        with_arguments = true;
      } else if (!is_accessible(*method, function_)) {
        is_hidden = true;
      } else if (is_const && !method->isConst() && !method->isStatic()) {
        needs_change = true;
      } else if (method->getReturnType()->isVoidType()) {
        return mistake("`" + part.name + "` returns nothing");
      } else {
        field_.expression += how + part.name + "()";
        field_.may_throw = field_.may_throw || !never_throws(*method);
        type_ = method->getReturnType();
        if (type_->isDependentType() && definition_of(type_.getNonReferenceType()) == nullptr) type_ = {};
        return;
      }
    }
    mistake("`" + part.name + "` " + (is_hidden ? "cannot be called from here" : needs_change ? "is not const, and what it is asked of is" : with_arguments ? "needs arguments" : "is no value"));
  }

  bool has_bool(const clang::CXXRecordDecl& record) const {
    const auto conversions = const_cast<clang::CXXRecordDecl&>(record).getVisibleConversionFunctions();
    return std::any_of(conversions.begin(), conversions.end(), [](const clang::NamedDecl* each) {
      const auto* conversion = llvm::dyn_cast<clang::CXXConversionDecl>(each->getUnderlyingDecl());
      return conversion != nullptr && conversion->getConversionType()->isBooleanType();
    });
  }

  void require(const std::string& expression) {
    field_.present += (field_.present.empty() ? "" : " && ") + ("::scopegraft_rt::is_there(" + expression + ")");
  }

  std::string of_type(const std::string& what) const { return "`" + field_.expression + "`, a `" + type_.getUnqualifiedType().getAsString(context_.getPrintingPolicy()) + "`," + what; }

  void mistake(std::string message, std::string hint = {}) {
    field_.mistake = std::move(message);
    field_.hint = std::move(hint);
  }

  const clang::FunctionDecl& function_;
  clang::ASTContext& context_;
  Field field_;
  clang::QualType type_;  // null: depends on a template argument
};

}  // namespace

Field resolve_field(const std::string& path, const clang::FunctionDecl& function, const clang::ASTContext& context) {
  return Path(path, function, context).resolve();
}

}  // namespace scopegraft::engine
