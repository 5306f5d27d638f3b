#include "commands/top.h"

#include <poll.h>
#include <signal.h>
#include <termios.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <ostream>

#include "commands/profiles.h"

namespace scopegraft::cli {

namespace {

volatile sig_atomic_t stop_wanted = 0;  // written by the handler, read by the loop

void want_stop(int) { stop_wanted = 1; }

// Keys without return and without echo, on the other screen; undone at the end of the scope, also after Ctrl-C.
class LiveScreen {
 public:
  explicit LiveScreen(std::ostream& out) : out_(out) {
    stop_wanted = 0;
    struct sigaction action {};
    action.sa_handler = want_stop;
    sigaction(SIGINT, &action, &interrupt_);
    sigaction(SIGTERM, &action, &terminate_);
    has_keys_ = tcgetattr(STDIN_FILENO, &keys_) == 0;
    if (has_keys_) {
      termios raw = keys_;
      raw.c_lflag &= ~static_cast<tcflag_t>(ICANON | ECHO);
      tcsetattr(STDIN_FILENO, TCSANOW, &raw);
    }
    out_ << "\x1b[?1049h\x1b[?25l" << std::flush;
  }
  LiveScreen(const LiveScreen&) = delete;
  LiveScreen& operator=(const LiveScreen&) = delete;
  ~LiveScreen() {
    out_ << "\x1b[?25h\x1b[?1049l" << std::flush;
    if (has_keys_) tcsetattr(STDIN_FILENO, TCSANOW, &keys_);
    sigaction(SIGINT, &interrupt_, nullptr);
    sigaction(SIGTERM, &terminate_, nullptr);
  }

  void show(const std::string& frame) {
    // Each line is cleared behind its text, so nothing flickers.
    out_ << "\x1b[H";
    for (const char c : frame) {
      if (c == '\n') out_ << "\x1b[K";
      out_ << c;
    }
    out_ << "\x1b[J" << std::flush;
  }

  // The key pressed within the time, or 0.
  [[nodiscard]] char wait(std::chrono::milliseconds time) const {
    pollfd input{STDIN_FILENO, POLLIN, 0};
    if (poll(has_keys_ ? &input : nullptr, has_keys_ ? 1 : 0, static_cast<int>(time.count())) <= 0) return 0;
    char key = 0;
    return read(STDIN_FILENO, &key, 1) == 1 ? key : 'q';
  }

 private:
  std::ostream& out_;
  struct sigaction interrupt_ {
  }, terminate_{};
  termios keys_{};
  bool has_keys_ = false;
};

std::optional<std::filesystem::path> find_target(const std::string& target, std::ostream& err) {
  const bool is_number =
      !target.empty() && std::all_of(target.begin(), target.end(), [](char c) { return c >= '0' && c <= '9'; });
  std::optional<std::filesystem::path> file;
  if (is_number && target.size() < 10) {
    file = profile_of_process(std::stoul(target));
    if (!file) err << "scopegraft: process " << target << " has no profile\n";
  } else if (target.empty()) {
    const auto newest = profile::newest(profile::state_directory());
    if (!newest.empty()) file = newest;
    if (!file) err << "scopegraft: no profile in " << profile::state_directory().string() << "\n";
  } else {
    file = target;
  }
  return file;
}

report::SortKey next_key(report::SortKey key) {
  using report::SortKey;
  static constexpr std::array kOrder = {SortKey::self, SortKey::total, SortKey::calls, SortKey::mean, SortKey::p99};
  const auto* at = std::find(kOrder.begin(), kOrder.end(), key);
  return at == kOrder.end() || at + 1 == kOrder.end() ? kOrder[0] : *(at + 1);
}

}  // namespace

int run_top(const TopArguments& arguments, std::ostream& out, std::ostream& err) {
  const auto file = find_target(arguments.target, err);
  if (!file) return 2;
  const auto read = [&]() -> std::optional<Reading> {
    const profile::ReadResult result = profile::read(*file);
    if (const auto* profile = std::get_if<profile::Profile>(&result)) return reading_of(*profile);
    err << "scopegraft: " << std::get<profile::ReadError>(result).message << "\n";
    return std::nullopt;
  };
  auto now = read();
  if (!now) return 2;
  if (arguments.once) {
    out << top_frame({}, *now, arguments.view, arguments.terminal);
    return 0;
  }
  TopView view = arguments.view;
  Reading before;
  LiveScreen screen(out);
  while (stop_wanted == 0) {
    screen.show(top_frame(before, *now, view, terminal_of(STDOUT_FILENO)));
    const char key = screen.wait(arguments.interval);
    if (key == 'q' || now->ended) break;
    if (key == 's') view.sort = next_key(view.sort);
    if (key != 0) continue;  // the same readings in another order
    auto next = read();
    if (!next) break;
    before = std::move(*now);
    now = std::move(next);
  }
  return 0;
}

}  // namespace scopegraft::cli
