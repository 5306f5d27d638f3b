#include "tree.h"

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/mark.h>
#include <yaml-cpp/parser.h>

#include <exception>
#include <map>
#include <sstream>
#include <string_view>
#include <unordered_set>
#include <utility>

namespace scopegraft::rules {
namespace {

constexpr std::size_t kDeepest = 32;            // the language itself needs 5 levels
constexpr std::size_t kMostValues = 2'000'000;  // 10 000 rules have some 100 000

Mark from(const YAML::Mark& mark) {
  if (mark.is_null()) return {};
  return {static_cast<unsigned>(mark.line) + 1, static_cast<unsigned>(mark.column) + 1,
          static_cast<std::size_t>(mark.pos)};
}

// Builds the tree bottom up. Open containers stand on a stack; a map on it waits for a key when `key` is null.
class Builder final : public YAML::EventHandler {
 public:
  [[nodiscard]] NodePtr root() const { return root_; }

  void OnDocumentStart(const YAML::Mark& /*mark*/) override {}
  void OnDocumentEnd() override {}

  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    auto node = std::make_shared<Node>();
    node->at = from(mark);
    finish(std::move(node), anchor, mark);
  }

  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                const std::string& value) override {
    auto node = std::make_shared<Node>();
    node->kind = Node::Kind::scalar;
    node->at = from(mark);
    node->text = value;
    node->quoted = tag == "!";  // the library's tag of a quoted or block scalar
    finish(std::move(node), anchor, mark);
  }

  void OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    const auto found = anchors_.find(anchor);
    if (found == anchors_.end()) throw YAML::ParserException(mark, "an alias inside the value that it names");
    add(found->second, mark);
  }

  void OnSequenceStart(const YAML::Mark& mark, const std::string& /*tag*/, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value /*style*/) override {
    open(Node::Kind::list, mark, anchor);
  }
  void OnSequenceEnd() override { close(); }

  void OnMapStart(const YAML::Mark& mark, const std::string& /*tag*/, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value /*style*/) override {
    open(Node::Kind::map, mark, anchor);
  }
  void OnMapEnd() override { close(); }

 private:
  struct Open {
    std::shared_ptr<Node> node;
    NodePtr key;
    YAML::anchor_t anchor;
    YAML::Mark mark;
  };

  void open(Node::Kind kind, const YAML::Mark& mark, YAML::anchor_t anchor) {
    if (stack_.size() == kDeepest) throw YAML::ParserException(mark, "nested too deeply for a rules file");
    auto node = std::make_shared<Node>();
    node->kind = kind;
    node->at = from(mark);
    stack_.push_back({std::move(node), nullptr, anchor, mark});
  }

  void close() {
    Open done = std::move(stack_.back());
    stack_.pop_back();
    if (done.node->kind == Node::Kind::map) merge(*done.node, done.mark);
    finish(std::move(done.node), done.anchor, done.mark);
  }

  void finish(std::shared_ptr<Node> node, YAML::anchor_t anchor, const YAML::Mark& mark) {
    NodePtr value = std::move(node);
    if (anchor != YAML::NullAnchor) anchors_[anchor] = value;
    add(std::move(value), mark);
  }

  void add(NodePtr value, const YAML::Mark& mark) {
    if (stack_.empty()) {
      root_ = std::move(value);
      return;
    }
    Open& parent = stack_.back();
    parent.node->size += value->size;
    if (parent.node->size > kMostValues) throw YAML::ParserException(mark, "too many values for a rules file");
    if (parent.node->kind == Node::Kind::list)
      parent.node->items.push_back(std::move(value));
    else if (parent.key == nullptr)
      parent.key = std::move(value);
    else
      parent.node->entries.push_back({std::exchange(parent.key, nullptr), std::move(value)});
  }

  // `<<: *base` gives every entry of `base` that the map itself does not have.
  static void merge(Node& map, const YAML::Mark& mark) {
    std::vector<Node::Entry> own;
    std::vector<NodePtr> bases;
    for (Node::Entry& entry : map.entries) {
      if (entry.key->kind != Node::Kind::scalar || entry.key->text != "<<" || entry.key->quoted) {
        own.push_back(std::move(entry));
        continue;
      }
      map.size -= entry.key->size + entry.value->size;
      if (entry.value->kind == Node::Kind::list)
        bases.insert(bases.end(), entry.value->items.begin(), entry.value->items.end());
      else
        bases.push_back(entry.value);
    }
    map.entries = std::move(own);
    if (bases.empty()) return;
    std::unordered_set<std::string_view> given;
    for (const Node::Entry& entry : map.entries) given.insert(entry.key->text);
    for (const NodePtr& base : bases) {
      if (base->kind != Node::Kind::map) throw YAML::ParserException(mark, "`<<` needs a map, or a list of maps");
      for (const Node::Entry& entry : base->entries) {
        if (!given.insert(entry.key->text).second) continue;
        map.size += entry.key->size + entry.value->size;
        map.entries.push_back(entry);
      }
    }
  }

  NodePtr root_;
  std::vector<Open> stack_;
  std::map<YAML::anchor_t, NodePtr> anchors_;
};

// What the library complains about in its own words, with advice where a rules file is easily written wrong.
std::pair<std::string, std::string> explained(std::string_view message) {
  if (message.starts_with("the referenced anchor is not defined") || message.starts_with("unknown anchor") ||
      message.starts_with("alias not found after *"))
    return {"a value that begins with `*` is an alias in YAML", "put patterns in quotes: \"*_test\""};
  if (message.starts_with("illegal map value")) return {"`: ` is not expected here", "put texts with `: ` in quotes"};
  if (message.starts_with("illegal tab")) return {"a tab where YAML wants blanks", "indent with blanks"};
  if (message.starts_with("end of map not found") || message.starts_with("end of sequence not found"))
    return {std::string(message), "is this line indented like the ones before it?"};
  if (message.starts_with("end of map flow") || message.starts_with("end of sequence flow"))
    return {std::string(message), "a closing bracket is missing"};
  return {std::string(message), ""};
}

}  // namespace

std::string describe(const Node& node) {
  constexpr std::size_t kLongest = 60;
  switch (node.kind) {
    case Node::Kind::null:
      return "nothing";
    case Node::Kind::list:
      return "a list";
    case Node::Kind::map:
      return "a map";
    case Node::Kind::scalar:
      break;
  }
  return "`" + (node.text.size() <= kLongest ? node.text : node.text.substr(0, kLongest) + "...") + "`";
}

NodePtr read_tree(Mistakes& mistakes) {
  const Source& source = mistakes.source();
  try {
    std::istringstream stream(source.text);
    YAML::Parser parser(stream);
    Builder builder;
    if (!parser.HandleNextDocument(builder)) {
      auto empty = std::make_shared<Node>();
      empty->kind = Node::Kind::map;
      return empty;
    }
    NodePtr root = builder.root();
    if (Builder second; parser.HandleNextDocument(second) && second.root() != nullptr) {
      mistakes.error(second.root()->at, "a second document", "a rules file is one document: remove the `---`");
      return nullptr;
    }
    return root;
  } catch (const YAML::Exception& e) {
    const auto [message, hint] = explained(e.msg);
    mistakes.error(from(e.mark), message, hint);
  } catch (const std::exception& e) {
    mistakes.error({}, std::string("not readable as YAML: ") + e.what());
  }
  return nullptr;
}

}  // namespace scopegraft::rules
