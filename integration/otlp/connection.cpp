#include "otlp/connection.h"

#include <curl/curl.h>
#include <sys/socket.h>

#include <algorithm>
#include <cstring>
#include <new>

#include "otlp/message.h"

namespace scopegraft::otlp {
namespace {

// Of an answer; what is beyond it is not kept.
constexpr std::size_t kMostAnswer = 1 << 16;
// A collector cannot silence a program for longer.
constexpr std::chrono::seconds kLongestWait{300};

std::size_t keep(char* text, std::size_t, std::size_t size, void* answer) noexcept {
  auto& kept = *static_cast<std::string*>(answer);
  try {
    kept.append(text, std::min(size, kMostAnswer - kept.size()));
  } catch (const std::bad_alloc&) {
    return 0;
  }
  return size;
}

// Asked by libcurl at least once a second.
int is_given_up(void* give_up_at, curl_off_t, curl_off_t, curl_off_t, curl_off_t) noexcept {
  return Clock::now() >= static_cast<const std::atomic<Clock::time_point>*>(give_up_at)->load(std::memory_order_acquire) ? 1 : 0;
}

// Programs that the program starts do not inherit it.
curl_socket_t open_socket(void*, curlsocktype, curl_sockaddr* address) noexcept {
  return ::socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

// Throws: no memory.
void add(curl_slist*& list, const std::string& header) {
  curl_slist* const longer = ::curl_slist_append(list, header.c_str());
  if (longer == nullptr) throw std::bad_alloc();
  list = longer;
}

curl_slist* headers_of(const Settings& settings, const char* encoding) {
  curl_slist* list = nullptr;
  try {
    for (const char* const own : {"Content-Type: application/x-protobuf", "Expect:"}) add(list, own);
    if (encoding != nullptr) add(list, std::string("Content-Encoding: ") + encoding);
    // libcurl leaves out a header without a value unless it ends with a semicolon.
    for (const std::string& header : settings.headers) add(list, header.ends_with(": ") ? header.substr(0, header.size() - 2) + ";" : header);
  } catch (...) {
    ::curl_slist_free_all(list);
    throw;
  }
  return list;
}

// OTLP/HTTP, "Failures": these may be tried again, other errors must not.
bool is_retried(long status) { return status == 429 || status == 502 || status == 503 || status == 504; }

bool is_protobuf(const char* type) { return type != nullptr && ::strncasecmp(type, "application/x-protobuf", 22) == 0; }

Answer answer_of(CURL* curl, const std::string& text) {
  long status = 0;
  ::curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &status);
  Answer answer;
  if (status >= 200 && status < 300) {
    const char* type = nullptr;
    ::curl_easy_getinfo(curl, CURLINFO_CONTENT_TYPE, &type);
    answer.kind = Answer::Kind::kTaken;
    if (is_protobuf(type)) answer.rejected = rejected_spans(text);
    return answer;
  }
  answer.kind = is_retried(status) ? Answer::Kind::kLater : Answer::Kind::kRefused;
  curl_off_t seconds = 0;
  ::curl_easy_getinfo(curl, CURLINFO_RETRY_AFTER, &seconds);
  answer.wait = std::min(std::chrono::seconds(std::max<curl_off_t>(seconds, 0)), kLongestWait);
  answer.why = "status " + std::to_string(status);
  return answer;
}

}  // namespace

Connection::Connection(const Settings& settings, const std::atomic<Clock::time_point>& give_up_at) : settings_(settings), give_up_at_(give_up_at) {
  plain_headers_ = headers_of(settings, nullptr);
  try {
    gzip_headers_ = headers_of(settings, "gzip");
  } catch (...) {
    ::curl_slist_free_all(plain_headers_);
    throw;
  }
  CURL* const curl = ::curl_easy_init();
  curl_ = curl;
  if (curl == nullptr) return;
  ::curl_easy_setopt(curl, CURLOPT_URL, settings.url.c_str());
#if LIBCURL_VERSION_NUM >= 0x075500
  ::curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "http,https");
#else
  ::curl_easy_setopt(curl, CURLOPT_PROTOCOLS, static_cast<long>(CURLPROTO_HTTP | CURLPROTO_HTTPS));
#endif
#if LIBCURL_VERSION_NUM >= 0x075700
  ::curl_easy_setopt(curl, CURLOPT_QUICK_EXIT, 1L);  // a name that is being looked up is not waited for
#endif
  ::curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
  ::curl_easy_setopt(curl, CURLOPT_USERAGENT, "scopegraft/" SCOPEGRAFT_VERSION);
  ::curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, keep);
  ::curl_easy_setopt(curl, CURLOPT_OPENSOCKETFUNCTION, open_socket);
  ::curl_easy_setopt(curl, CURLOPT_NOPROGRESS, 0L);
  ::curl_easy_setopt(curl, CURLOPT_XFERINFOFUNCTION, is_given_up);
  ::curl_easy_setopt(curl, CURLOPT_XFERINFODATA, const_cast<std::atomic<Clock::time_point>*>(&give_up_at));
  if (settings.certificate.empty()) return;
  ::curl_easy_setopt(curl, CURLOPT_CAINFO, settings.certificate.c_str());
  ::curl_easy_setopt(curl, CURLOPT_CAPATH, nullptr);  // nobody else is trusted
}

Connection::~Connection() {
  ::curl_easy_cleanup(curl_);
  ::curl_slist_free_all(plain_headers_);
  ::curl_slist_free_all(gzip_headers_);
}

Answer Connection::post(const std::string& body, Body kind) {
  Answer answer;
  answer.why = "no memory";
  if (curl_ == nullptr) return answer;
  const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(give_up_at_.load(std::memory_order_acquire) - Clock::now());
  if (left.count() <= 0) return answer.why = "no time", answer;
  std::string text;
  ::curl_easy_setopt(curl_, CURLOPT_WRITEDATA, &text);
  ::curl_easy_setopt(curl_, CURLOPT_HTTPHEADER, kind == Body::kGzip ? gzip_headers_ : plain_headers_);
  ::curl_easy_setopt(curl_, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(body.size()));
  ::curl_easy_setopt(curl_, CURLOPT_POSTFIELDS, body.data());
  ::curl_easy_setopt(curl_, CURLOPT_TIMEOUT_MS, static_cast<long>(std::min(left, settings_.timeout).count()));
  const CURLcode code = ::curl_easy_perform(curl_);
  if (code == CURLE_OK) return answer_of(curl_, text);
  if (code == CURLE_URL_MALFORMAT || code == CURLE_UNSUPPORTED_PROTOCOL) answer.kind = Answer::Kind::kRefused;
  answer.why = ::curl_easy_strerror(code);
  return answer;
}

}  // namespace scopegraft::otlp
