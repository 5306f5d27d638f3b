// notes PORT: POST /notes, GET /notes/N, GET /search?word=W, GET /metrics; ends with SIGTERM. Port 0: any, printed.
#include <scopegraft/http/httplib.h>

#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <string>
#include <thread>

#include "notes.h"

namespace {

// GET and DELETE of one note.
class NoteView : public scopegraft::http::ProfiledHandler {
 public:
  explicit NoteView(Notes& notes) : notes_(notes) {}

  scopegraft::http::ProfilingConfig profiling_config() const override {
    scopegraft::http::ProfilingConfig config;
    config.name = "note";
    config.sample_rate = 1;
    config.track_memory = true;
    config.context_fields = {"user"};
    config.add_context = {{"area", "notes"}};
    return config;
  }

  void get(const httplib::Request& request, httplib::Response& response) override {
    if (const auto text = notes_.find(number_of(request))) response.set_content(*text, "text/plain");
    else response.status = 404;
  }
  void del(const httplib::Request& request, httplib::Response& response) override {
    response.status = notes_.remove(number_of(request)) ? 204 : 404;
  }

 private:
  static int number_of(const httplib::Request& request) { return std::stoi(request.matches[1]); }
  Notes& notes_;
};

}  // namespace

int main(int argc, char** argv) {
  // Blocked before any thread is there, then waited for: a handler could do almost nothing.
  sigset_t ends;
  sigemptyset(&ends);
  sigaddset(&ends, SIGTERM);
  sigaddset(&ends, SIGINT);
  pthread_sigmask(SIG_BLOCK, &ends, nullptr);

  Notes notes;
  scopegraft::http::Server server;
  server.Post("/notes", [&](const httplib::Request& request, httplib::Response& response) {
    response.status = 201;
    response.set_content(std::to_string(notes.add(request.body)) + "\n", "text/plain");
  });
  server.Handle(R"(/notes/(\d{1,9}))", std::make_shared<NoteView>(notes));
  server.Get("/search", [&](const httplib::Request& request, httplib::Response& response) {
    std::string lines;
    for (const int number : notes.search(request.get_param_value("word"))) lines += std::to_string(number) + "\n";
    response.set_content(lines, "text/plain");
  });
  server.Metrics("/metrics");

  const int asked = argc > 1 ? std::atoi(argv[1]) : 8080;
  const int port = asked == 0 ? server.bind_to_any_port("127.0.0.1") : server.bind_to_port("127.0.0.1", asked) ? asked : -1;
  if (port < 0) {
    std::fprintf(stderr, "port %d is taken\n", asked);
    return 1;
  }
  std::printf("http://127.0.0.1:%d\n", port);
  std::fflush(stdout);
  std::thread stopper([&] {
    int signal = 0;
    sigwait(&ends, &signal);
    server.stop();
  });
  server.listen_after_bind();
  stopper.join();
  return 0;
}
