#include <algorithm>
#include <cerrno>
#include <cstring>
#include <deque>
#include <exception>
#include <fstream>
#include <string_view>
#include <system_error>
#include <utility>

#include "fragment.h"
#include "rules.h"
#include "tree.h"

namespace scopegraft::rules {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kLargestFile = std::size_t{16} << 20U;
constexpr std::size_t kLongestChain = 50;

struct FileText {
  std::string text;
  std::string error;  // empty when read
};

// The file that a user names may be a pipe; one that a file names must not keep us waiting.
enum class Kind { anything, regular_file };

FileText read_file(const fs::path& file, Kind kind) {
  std::error_code error;
  const fs::file_status status = fs::status(file, error);
  if (fs::is_directory(status)) return {"", "is a directory"};
  if (kind == Kind::regular_file && fs::exists(status) && !fs::is_regular_file(status)) return {"", "is not a file"};
  errno = 0;
  std::ifstream stream(file, std::ios::binary);
  if (!stream) return {"", errno != 0 ? std::strerror(errno) : "cannot be opened"};
  FileText out;
  std::string block(std::size_t{64} << 10U, '\0');
  while (stream.read(block.data(), static_cast<std::streamsize>(block.size())) || stream.gcount() > 0) {
    out.text.append(block, 0, static_cast<std::size_t>(stream.gcount()));
    if (out.text.size() > kLargestFile) return {"", "is larger than 16 MiB"};
  }
  if (stream.bad()) return {"", "cannot be read"};
  return out;
}

fs::path absolute_directory(const fs::path& file) {
  std::error_code error;
  fs::path absolute = fs::absolute(file, error);
  if (error) absolute = file;
  return absolute.lexically_normal().parent_path();
}

std::string identity(const fs::path& file) {
  std::error_code error;
  const fs::path canonical = fs::weakly_canonical(file, error);
  return (error ? file.lexically_normal() : canonical).generic_string();
}

std::vector<std::string> preset_names(const fs::path& presets) {
  std::vector<std::string> names;
  std::error_code error;
  for (fs::directory_iterator it(presets, error), end; !error && it != end; it.increment(error))
    if (it->path().extension() == ".yaml") names.push_back(it->path().stem().string());
  std::sort(names.begin(), names.end());
  return names;
}

bool is_preset_name(const std::string& text) {
  return text.find('/') == std::string::npos && !text.ends_with(".yaml") && !text.ends_with(".yml");
}

class Loader {
 public:
  explicit Loader(const fs::path& presets) : presets_(presets) {}

  // `top` is the text of the rules file itself.
  LoadResult run(std::string_view text, const fs::path& file) {
    directory_ = absolute_directory(file);
    rules_->files.push_back(file);
    add(source(text, file.generic_string(), directory_, false), identity(file), directory_);
    finish(*rules_);
    return {RuleSet(rules_), std::move(diagnostics_)};
  }

 private:
  static Source source(std::string_view text, std::string name, fs::path directory, bool preset) {
    if (text.starts_with("\xef\xbb\xbf")) text.remove_prefix(3);
    return {std::move(name), std::move(directory), std::string(text), preset};
  }

  // Compiles the text behind all that it extends.
  void add(const Source& source, const std::string& id, const fs::path& directory) {
    chain_.push_back(id);
    done_.push_back(id);
    Mistakes mistakes(source);
    if (const NodePtr root = read_tree(mistakes)) {
      Fragment fragment = read_fragment(*root, mistakes);
      if (chain_.size() > 1)
        fragment.tests.clear();  // they hold for that file alone; what extends it may decide otherwise
      for (const LocatedText& entry : fragment.extends) extend(entry, source, directory, mistakes);
      compile(fragment, mistakes, *rules_);
    }
    for (Diagnostic& diagnostic : mistakes.take()) diagnostics_.push_back(std::move(diagnostic));
    chain_.pop_back();
  }

  void extend(const LocatedText& entry, const Source& from, const fs::path& directory, Mistakes& mistakes) {
    const bool preset = is_preset_name(entry.value);
    const fs::path file = preset ? presets_ / (entry.value + ".yaml") : (directory / entry.value).lexically_normal();
    const std::string id = identity(file);
    if (std::find(chain_.begin(), chain_.end(), id) != chain_.end()) {
      mistakes.error(entry.at,
                     "`" + entry.value + "` extends itself" + (id == chain_.back() ? "" : ", through " + through(id)),
                     "remove one `extends`");
      return;
    }
    if (std::find(done_.begin(), done_.end(), id) != done_.end())
      return;  // its rules stand already where it was first named
    if (chain_.size() == kLongestChain) {
      mistakes.error(entry.at, "the chain of `extends` is longer than 50 files");
      return;
    }
    FileText read = read_file(file, Kind::regular_file);
    if (!read.error.empty()) {
      cannot_read(entry, preset, file, read.error, mistakes);
      return;
    }
    rules_->files.push_back(file);
    // A preset speaks of the project that uses it; another file of its own surroundings.
    const fs::path own = preset ? directory_ : absolute_directory(file);
    std::string name = "preset " + entry.value;
    if (!preset) name = (fs::path(from.name).parent_path() / entry.value).lexically_normal().generic_string();
    add(source(read.text, std::move(name), own, preset), id, absolute_directory(file));
  }

  // "b.yaml": the files between the one that comes again and the one that names it.
  [[nodiscard]] std::string through(const std::string& id) const {
    std::string out;
    auto at = std::find(chain_.begin(), chain_.end(), id);
    for (++at; at != chain_.end(); ++at) out += (out.empty() ? "" : " and ") + fs::path(*at).filename().string();
    return out;
  }

  void cannot_read(const LocatedText& entry, bool preset, const fs::path& file, const std::string& why,
                   Mistakes& mistakes) const {
    if (!preset) {
      mistakes.error(entry.at, "cannot read `" + file.generic_string() + "`: " + why);
      return;
    }
    const std::vector<std::string> names = preset_names(presets_);
    const std::string meant = nearest(entry.value, names);
    std::string known;
    for (const std::string& name : names) known += (known.empty() ? "presets are " : ", ") + name;
    if (names.empty()) known = "no presets in `" + presets_.generic_string() + "`";
    mistakes.error(entry.at, "there is no preset `" + entry.value + "`",
                   meant.empty() ? known + "; a file is named by a path, `./" + entry.value + ".yaml`"
                                 : "did you mean `" + meant + "`?");
  }

  fs::path presets_;
  fs::path directory_;  // of the rules file itself
  std::shared_ptr<Rules> rules_ = std::make_shared<Rules>();
  std::vector<Diagnostic> diagnostics_;
  std::vector<std::string> chain_;  // files being read, outermost first
  std::vector<std::string> done_;   // files ever read
};

LoadResult failed(const fs::path& file, const std::string& why) {
  return {RuleSet(), {{Severity::error, {file.generic_string(), 0, 0}, why, "", ""}}};
}

}  // namespace

LoadResult load(const fs::path& file, const fs::path& presets) {
  try {
    FileText read = read_file(file, Kind::anything);
    if (!read.error.empty()) return failed(file, "cannot read the rules: " + read.error);
    return Loader(presets).run(read.text, file);
  } catch (const std::exception& e) {
    return failed(file, std::string("cannot read the rules: ") + e.what());
  }
}

LoadResult parse(std::string_view yaml, const fs::path& file, const fs::path& presets) {
  try {
    if (yaml.size() > kLargestFile) return failed(file, "the rules are larger than 16 MiB");
    return Loader(presets).run(yaml, file);
  } catch (const std::exception& e) {
    return failed(file, std::string("cannot read the rules: ") + e.what());
  }
}

}  // namespace scopegraft::rules
