// Finds among many patterns of names the few that can match a name, so that a set of 10 000 rules answers as fast as
// ten. Built once, then read from any thread.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "name_pattern.h"

namespace scopegraft::rules {

struct TextHash {
  using is_transparent = void;
  std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
};
template <class T>
using TextMap = std::unordered_map<std::string, T, TextHash, std::equal_to<>>;

class NameIndex {
 public:
  // `id` is what candidates() speaks of.
  void add(const PatternKey& key, unsigned id);
  // Ids of the patterns that may match, ascending, each once; appended to `out`.
  void candidates(const Name& name, std::vector<unsigned>& out) const;
  [[nodiscard]] bool empty() const { return size_ == 0; }

 private:
  struct ByLength {  // texts of one kind of key, and the lengths they have
    TextMap<std::vector<unsigned>> ids;
    std::vector<std::size_t> lengths;
    void add(const std::string& text, unsigned id);
  };

  std::size_t size_ = 0;
  TextMap<std::vector<unsigned>> last_;
  TextMap<std::vector<unsigned>> any_;
  ByLength prefix_;
  ByLength suffix_;
  std::vector<unsigned> rest_;
};

}  // namespace scopegraft::rules
