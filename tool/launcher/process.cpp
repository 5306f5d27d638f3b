#include "launcher/process.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>

namespace scopegraft::launcher {
namespace {

std::vector<char*> c_strings(const std::vector<std::string>& words) {
  std::vector<char*> out;
  for (const std::string& word : words) out.push_back(const_cast<char*>(word.c_str()));
  out.push_back(nullptr);
  return out;
}

struct Pipe {
  int read = -1, write = -1;
  bool open() {
    std::array<int, 2> ends{};
    if (pipe2(ends.data(), O_CLOEXEC) != 0) return false;
    read = ends[0];
    write = ends[1];
    return true;
  }
  void close_write() {
    if (write >= 0) close(write);
    write = -1;
  }
  ~Pipe() {
    close_write();
    if (read >= 0) close(read);
  }
};

void drain(const Pipe& out, const Pipe& err, Finished& result) {
  std::array<pollfd, 2> waits = {{{out.read, POLLIN, 0}, {err.read, POLLIN, 0}}};
  std::array<std::string*, 2> texts = {&result.out, &result.err};
  std::array<char, 65536> buffer{};
  int open = 2;
  while (open > 0) {
    if (poll(waits.data(), waits.size(), -1) < 0) {
      if (errno == EINTR) continue;
      return;
    }
    for (std::size_t i = 0; i < waits.size(); ++i) {
      if (waits[i].fd < 0 || waits[i].revents == 0) continue;
      const ssize_t n = read(waits[i].fd, buffer.data(), buffer.size());
      if (n > 0) {
        texts[i]->append(buffer.data(), static_cast<std::size_t>(n));
      } else if (n == 0 || errno != EINTR) {
        waits[i].fd = -1;
        --open;
      }
    }
  }
}

int exit_code(int status) { return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status); }

}  // namespace

Finished run(const std::vector<std::string>& words, Streams streams, const std::string& directory) {
  Finished result;
  Pipe out, err;
  if (streams == Streams::captured && (!out.open() || !err.open())) {
    result.err = std::string("cannot make a pipe: ") + std::strerror(errno);
    return result;
  }
  const std::vector<char*> argv = c_strings(words);
  const pid_t child = fork();
  if (child < 0) {
    result.err = std::string("cannot start a process: ") + std::strerror(errno);
    return result;
  }
  if (child == 0) {
    if (streams == Streams::captured) {
      dup2(out.write, STDOUT_FILENO);
      dup2(err.write, STDERR_FILENO);
    }
    if (!directory.empty() && chdir(directory.c_str()) != 0) _exit(127);
    execvp(argv[0], argv.data());
    const std::string why = words[0] + ": " + std::strerror(errno) + "\n";
    [[maybe_unused]] const ssize_t n = write(STDERR_FILENO, why.data(), why.size());
    _exit(127);
  }
  out.close_write();
  err.close_write();
  if (streams == Streams::captured) drain(out, err, result);
  int status = 0;
  while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  result.exit_code = exit_code(status);
  return result;
}

std::string replace_process(const std::vector<std::string>& words) {
  const std::vector<char*> argv = c_strings(words);
  execvp(argv[0], argv.data());
  return words[0] + ": " + std::strerror(errno);
}

std::string own_directory() {
  std::error_code error;
  return std::filesystem::read_symlink("/proc/self/exe", error).parent_path().string();
}

std::string find_program(const std::string& name) {
  if (name.find('/') != std::string::npos) return access(name.c_str(), X_OK) == 0 ? name : "";
  const char* path = std::getenv("PATH");
  std::string rest = path != nullptr ? path : "/usr/bin:/bin";
  for (std::size_t begin = 0; begin <= rest.size();) {
    const std::size_t end = std::min(rest.find(':', begin), rest.size());
    const std::string candidate = (end == begin ? "." : rest.substr(begin, end - begin)) + "/" + name;
    if (access(candidate.c_str(), X_OK) == 0) return candidate;
    begin = end + 1;
  }
  return "";
}

}  // namespace scopegraft::launcher
