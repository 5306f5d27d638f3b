#pragma once

#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

// Texts under numbers. Thread-safe.
class Notes {
 public:
  int add(std::string text);
  std::optional<std::string> find(int number) const;
  bool remove(int number);  // whether it was there
  // Numbers of the notes that contain the word. Throws std::invalid_argument when it is empty.
  std::vector<int> search(const std::string& word) const;

 private:
  mutable std::mutex mutex_;
  std::map<int, std::string> notes_;
};
