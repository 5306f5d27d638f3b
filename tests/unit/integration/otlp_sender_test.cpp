#include "otlp/sender.h"

#include <arpa/inet.h>
#include <curl/curl.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <strings.h>
#include <sys/socket.h>
#include <unistd.h>

#include <thread>
#include <vector>

#include "scopegraft/context.h"

namespace scopegraft::otlp {
namespace {

// Answers one request per connection, each with the next of `answers`, the last one for ever; "" closes without an answer.
class Collector {
 public:
  explicit Collector(std::vector<std::string> answers) : answers_(std::move(answers)), socket_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    address_.sin_family = AF_INET;
    address_.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address_;
    EXPECT_EQ(::bind(socket_, reinterpret_cast<sockaddr*>(&address_), size), 0);
    EXPECT_EQ(::getsockname(socket_, reinterpret_cast<sockaddr*>(&address_), &size), 0);
    EXPECT_EQ(::listen(socket_, 16), 0);
    thread_ = std::thread([this] { serve(); });
  }
  ~Collector() {
    ::shutdown(socket_, SHUT_RDWR);
    thread_.join();
    ::close(socket_);
  }
  Collector(const Collector&) = delete;
  Collector& operator=(const Collector&) = delete;

  [[nodiscard]] Settings settings() const {
    Settings settings;
    settings.url = "http://127.0.0.1:" + std::to_string(ntohs(address_.sin_port)) + "/v1/traces";
    settings.exit_time = std::chrono::seconds(60);
    return settings;
  }
  std::atomic<std::size_t> bytes{0}, requests{0};  // of bodies that had a good answer; all requests

 private:
  void serve() {
    for (int client; (client = ::accept4(socket_, nullptr, nullptr, SOCK_CLOEXEC)) >= 0; ::close(client)) {
      const std::size_t size = read_body(client);
      const std::string& answer = answers_[std::min<std::size_t>(requests++, answers_.size() - 1)];
      if (answer.substr(0, 1) == "2") bytes += size;
      if (answer.empty()) continue;
      const std::string text = "HTTP/1.1 " + answer + "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
      EXPECT_EQ(::send(client, text.data(), text.size(), MSG_NOSIGNAL), static_cast<ssize_t>(text.size()));
    }
  }
  static std::size_t read_body(int client) {
    std::string text;
    std::size_t whole = 1 << 30, size = 0;
    char buffer[4096];
    while (text.size() < whole) {
      const ssize_t got = ::recv(client, buffer, sizeof buffer, 0);
      if (got <= 0) return 0;
      text.append(buffer, static_cast<std::size_t>(got));
      const std::size_t head = text.find("\r\n\r\n"), length = text.find("Content-Length: ");
      if (head == std::string::npos || whole != 1 << 30) continue;
      size = std::stoul(text.substr(length + 16));
      whole = head + 4 + size;
    }
    return size;
  }

  std::vector<std::string> answers_;
  int socket_;
  sockaddr_in address_{};
  std::thread thread_;
};

// Its thread may outlive it otherwise.
Sender& make(Settings settings) {
  static const CURLcode ready = ::curl_global_init(CURL_GLOBAL_DEFAULT);
  EXPECT_EQ(ready, CURLE_OK);
  static auto& all = *new std::vector<Sender*>;
  return *all.emplace_back(new Sender(std::move(settings)));
}

struct Counted {
  std::uint64_t delivered, dropped;
  friend bool operator==(const Counted&, const Counted&) = default;
};
Counted counted() { return {span_counts().written, span_counts().dropped}; }
Counted since(const Counted& before) { return {counted().delivered - before.delivered, counted().dropped - before.dropped}; }

TEST(OtlpSender, SendsWhatSeveralThreadsGive) {
  Collector collector({"503 Later", "", "200 OK"});
  const Counted before = counted();
  Sender& sender = make(collector.settings());
  std::vector<std::thread> threads;
  for (int i = 0; i != 4; ++i)
    threads.emplace_back([&] {
      for (int each = 0; each != 20; ++each) sender.take("0123456789", 3);
    });
  for (std::thread& thread : threads) thread.join();
  sender.finish();
  EXPECT_EQ(since(before), (Counted{240, 0}));
  EXPECT_EQ(collector.bytes.load(), 800U);
  EXPECT_EQ(collector.requests.load(), 82U);
}

TEST(OtlpSender, DropsWhatIsRefusedOrComesTooLate) {
  Collector collector({"400 Bad Request", "200 OK"});
  const Counted before = counted();
  Sender& sender = make(collector.settings());
  sender.take("refused", 5);
  sender.take("taken", 7);
  sender.finish();
  EXPECT_EQ(since(before), (Counted{7, 5}));
  sender.take("late", 11);
  sender.finish();
  EXPECT_EQ(since(before), (Counted{7, 16}));
}

TEST(OtlpSender, HoldsSoManySpansAndBytes) {
  Collector collector({"503 Later"});
  Settings settings = collector.settings();
  settings.exit_time = std::chrono::milliseconds(0);
  Counted before = counted();
  Sender& spans = make(settings);
  for (std::uint64_t i = 0; i != 5; ++i) spans.take("x", kMostSpans / 4);
  EXPECT_EQ(since(before), (Counted{0, kMostSpans / 4}));
  spans.finish();
  EXPECT_EQ(since(before), (Counted{0, kMostSpans / 4 * 5}));
  before = counted();
  Sender& bytes = make(settings);
  bytes.take(std::string(kMostBytes + 1, 'x'), 1);
  bytes.take(std::string(kMostBytes, 'x'), 2);
  bytes.take("x", 4);
  EXPECT_EQ(since(before), (Counted{0, 5}));
  bytes.finish();
  EXPECT_EQ(since(before), (Counted{0, 7}));
}

TEST(OtlpSender, AnEndThatNobodyWaitsForIsNotLong) {
  Settings settings;
  settings.url = "http://127.0.0.1:9/";  // discard: nobody listens
  settings.exit_time = std::chrono::milliseconds(0);
  const Counted before = counted();
  Sender& sender = make(settings);
  for (int i = 0; i != 10; ++i) sender.take("x", 1);
  sender.finish();
  EXPECT_EQ(since(before), (Counted{0, 10}));
}

}  // namespace
}  // namespace scopegraft::otlp
