#include "plan/executor.h"

namespace scopegraft::engine {

Site site_of_hand_over(const HandOver& hand_over, const std::string& file) {
  Site site;
  site.name = hand_over.facts.callee;
  site.file = file;
  site.line = hand_over.facts.line;
  site.column = hand_over.column;
  return site;
}

std::pair<std::string, std::string> hand_over_marks(const HandOver& hand_over) {
  return {hand_over.form == HandOver::Form::same_type ? "::scopegraft_rt::handed_alike(" : "::scopegraft_rt::handed(", ")"};
}

const std::vector<std::string>& words_of_hand_overs() {
  static const std::vector<std::string> words = {"scopegraft_rt", "handed", "handed_alike"};
  return words;
}

}  // namespace scopegraft::engine
