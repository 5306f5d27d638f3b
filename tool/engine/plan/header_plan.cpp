#include "plan/header_plan.h"

#include <algorithm>
#include <map>
#include <set>

#include "plan/lexical.h"
#include "plan/spell.h"
#include "plan/store.h"

namespace scopegraft::engine {
namespace {

class Planner {
 public:
  Planner(const IncludeGraph& graph, const Surroundings& surroundings)
      : graph_(graph), around_(surroundings), copied_(graph.instances.size()), names_(graph.instances.size()) {
    for (std::size_t i = 1; i < graph.instances.size(); ++i)
      by_identity_[graph.instances[i].identity].push_back(static_cast<int>(i));
    led_by_.resize(graph.instances.size(), nullptr);
    for (const Instance& instance : graph.instances)
      for (const Reference& reference : instance.references)
        if (reference.entered >= 0) led_by_[static_cast<std::size_t>(reference.entered)] = &reference;
  }

  HeaderPlan run() {
    while (mark()) {
    }
    HeaderPlan plan;
    plan.main_text = text_of(0);
    plan.copies = std::move(copies_);
    return plan;
  }

 private:
  [[nodiscard]] const Instance& at(int index) const { return graph_.instances[static_cast<std::size_t>(index)]; }
  [[nodiscard]] bool is_copied(int index) const { return index > 0 && copied_[static_cast<std::size_t>(index)]; }
  [[nodiscard]] bool is_rewritten(int index) const { return index == 0 || is_copied(index); }

  [[nodiscard]] bool has_copy(const std::string& identity) const {
    const auto found = by_identity_.find(identity);
    return found != by_identity_.end() &&
           std::any_of(found->second.begin(), found->second.end(), [this](int index) { return is_copied(index); });
  }

  [[nodiscard]] bool becomes_absolute(const Reference& reference) const {
    return reference.kind == Reference::Kind::include_next || (reference.quoted && reference.beside);
  }

  [[nodiscard]] bool wants_copy(int index) const {
    const Instance& instance = at(index);
    if (!instance.edits.empty()) return true;
    for (const Reference& reference : instance.references) {
      if (is_copied(reference.entered)) return true;
      if (reference.once && has_copy(reference.identity)) return true;
    }
    const Reference* led_by = led_by_[static_cast<std::size_t>(index)];
    if (led_by == nullptr || !is_rewritten(instance.parent) || !becomes_absolute(*led_by)) return false;
    if (instance.in_system && !at(instance.parent).in_system) return true;  // an absolute path is no system path
    return instance.uses_own_name && !instance.spelled.starts_with('/');
  }

  bool mark() {
    bool changed = false;
    for (std::size_t i = graph_.instances.size(); i-- > 1;) {
      if (copied_[i] || !is_reachable(graph_.instances[i]) || !wants_copy(static_cast<int>(i))) continue;
      copied_[i] = true;
      changed = true;
    }
    return changed;
  }

  // The place of a copy as its includer names it: copies lie in one folder.
  [[nodiscard]] std::string quoted_copy(int includer, const std::string& name) const {
    return "\"" + (includer == 0 ? absolute(around_.store, name) : name) + "\"";
  }

  [[nodiscard]] std::string quoted_absolute(std::string_view spelled) const {
    return "\"" + absolute(around_.directory, spelled) + "\"";
  }

  // As many line ends as the text that goes away had: lines keep their numbers.
  static std::string spliced_lines(std::string_view removed) {
    std::string result;
    for (auto left = std::count(removed.begin(), removed.end(), '\n'); left > 0; --left) result += " \\\n";
    return result;
  }

  // A macro whose only use was a name that goes away stays a used one, for -Wunused-macros.
  static std::string tests_of(const std::vector<std::string>& macros, std::string_view end) {
    std::string result;
    for (const std::string& macro : macros) result.append(result.empty() ? "" : end).append("#ifdef ").append(macro).append(end).append("#endif");
    return result;
  }

  void replace_name(const Instance& from, const Reference& reference, const std::string& name, std::vector<Edit>& edits) {
    const bool whole = reference.kind == Reference::Kind::include_next;
    const std::size_t begin = whole ? reference.directive : reference.begin;
    const std::string_view removed = from.text.substr(begin, reference.end - begin);
    if (!reference.macros.empty())
      edits.push_back({reference.directive, 0, in_place(from.text, reference.directive, reference.presumed_line, tests_of(reference.macros, line_end(from.text)))});
    edits.push_back({begin, removed.size(), (whole ? "#include " : "") + name + spliced_lines(removed)});
  }

  void redirect_include(int index, const Reference& reference, std::vector<Edit>& edits) {
    const Instance& from = at(index);
    std::string copy;
    if (is_copied(reference.entered)) {
      copy = name_of(reference.entered);
    } else if (reference.entered < 0 && has_copy(reference.identity)) {
      const auto found = finished_.find(reference.identity);
      if (found != finished_.end()) {
        copy = found->second;
      } else if (reference.once) {  // the file names itself on some way: it was and stays skipped
        const std::string_view removed = from.text.substr(reference.directive, reference.end - reference.directive);
        edits.push_back({reference.directive, removed.size(),
                         std::string(static_cast<std::size_t>(std::count(removed.begin(), removed.end(), '\n')), '\n')});
        return;
      }
    }
    if (!copy.empty()) {
      replace_name(from, reference, quoted_copy(index, copy), edits);
    } else if (becomes_absolute(reference) && !reference.spelled.empty()) {
      replace_name(from, reference, quoted_absolute(reference.spelled), edits);
    }
  }

  // What leads to no text: it only has to find the same file from where the copy lies.
  void redirect_test(const Instance& from, const Reference& reference, std::vector<Edit>& edits) {
    const bool found = !reference.spelled.empty();
    if (reference.kind == Reference::Kind::has_include_next) {
      constexpr std::string_view kWord = "__has_include_next";
      if (from.text.substr(reference.directive, kWord.size()) != kWord) return;
      edits.push_back({reference.directive, kWord.size(), "__has_include"});
      replace_name(from, reference, found ? quoted_absolute(reference.spelled) : "\"/dev/null/none\"", edits);
    } else if (reference.quoted && reference.beside && found) {
      replace_name(from, reference, quoted_absolute(reference.spelled), edits);
    }
  }

  // Names in regions that the parse skipped: the real compiler may take them.
  void redirect_unseen(const Instance& from, std::vector<Edit>& edits) const {
    std::set<std::size_t> seen;
    for (const Reference& reference : from.references) seen.insert(reference.begin);
    for (const LexicalName& name : quoted_names(from.text)) {
      if (seen.contains(name.begin) || name.name.starts_with('/')) continue;
      const std::string path = absolute(around_.directory, beside(from.spelled, name.name));
      if (around_.exists && around_.exists(path)) edits.push_back({name.begin, name.end - name.begin, "\"" + path + "\""});
    }
  }

  [[nodiscard]] std::string main_opening(const Instance& main, std::string_view end) {
    std::string text;
    for (const std::string& include : around_.includes)
      text.append(text.empty() ? "" : end).append("#include ").append(include);
    if (!around_.base_file.empty()) {
      // A system header may redefine the compiler's own macros without a word.
      const std::string base = "#pragma GCC system_header\n#undef __BASE_FILE__\n#define __BASE_FILE__ " +
                               literal(around_.base_file) + "\n";
      text.append(end).append("#include ").append(quoted_copy(0, keep(base, "base.h", "")));
    }
    const unsigned line = around_.module_fragment_end != 0 ? around_.module_fragment_line : 1;
    return text.append(end).append("#line ").append(std::to_string(line)).append(" ").append(literal(main.spelled));
  }

  void open_main(const Instance& main, std::vector<Edit>& edits) {
    const std::string end(line_end(main.text));
    const std::string opening = main_opening(main, end);
    if (around_.module_fragment_end != 0) {
      edits.push_back({around_.module_fragment_end, 0,
                       on_own_lines(main.text, around_.module_fragment_end, around_.module_fragment_line, opening)});
    } else {
      edits.push_back({start_of(main.text), 0, (around_.module_without_fragment ? "module;" + end : "") + opening + end});
    }
  }

  static std::size_t start_of(std::string_view text) {
    return text.starts_with(kByteOrderMark) ? kByteOrderMark.size() : 0;
  }

  std::string text_of(int index) {
    const Instance& from = at(index);
    std::vector<Edit> edits;
    if (index == 0) {
      open_main(from, edits);
    } else {
      const std::string end(line_end(from.text));
      std::string opening = from.in_system ? "#pragma GCC system_header" + end : "";
      opening.append("#line 1 ").append(literal(from.spelled)).append(end);
      edits.push_back({start_of(from.text), 0, opening});
    }
    for (const Reference& reference : from.references) {
      switch (reference.kind) {
        case Reference::Kind::include:
        case Reference::Kind::include_next: redirect_include(index, reference, edits); break;
        case Reference::Kind::has_include:
        case Reference::Kind::has_include_next:
        case Reference::Kind::embed:
        case Reference::Kind::header_unit: redirect_test(from, reference, edits); break;
      }
    }
    redirect_unseen(from, edits);
    edits.insert(edits.end(), from.edits.begin(), from.edits.end());
    return apply(from.text, std::move(edits));
  }

  // Copies are named by their content, so what a copy includes is named before it: in the order of the inclusion's end.
  const std::string& name_of(int index) {
    std::string& name = names_[static_cast<std::size_t>(index)];
    if (!name.empty()) return name;
    const Instance& instance = at(index);
    name = keep(text_of(index), instance.spelled, absolute(around_.directory, instance.spelled));
    finished_[instance.identity] = name;
    return name;
  }

  std::string keep(std::string text, std::string_view path, const std::string& original) {
    std::string name = copy_name(text, path);
    if (kept_.insert(name).second) copies_.push_back({name, std::move(text), original});
    return name;
  }

  const IncludeGraph& graph_;
  const Surroundings& around_;
  std::vector<bool> copied_;
  std::vector<std::string> names_;
  std::vector<const Reference*> led_by_;
  std::map<std::string, std::vector<int>> by_identity_;
  std::map<std::string, std::string> finished_;  // identity -> name of its newest copy
  std::set<std::string> kept_;
  std::vector<Copy> copies_;
};

}  // namespace

bool is_reachable(const Instance& instance) { return !instance.forced; }

HeaderPlan plan_headers(const IncludeGraph& graph, const Surroundings& surroundings) {
  return Planner(graph, surroundings).run();
}

}  // namespace scopegraft::engine
