// A cache in front of something slow: a real Redis, in a program that knows nothing of Scopegraft. redis_rule SOCKET
#include <hiredis/hiredis.h>

#include <cstdio>
#include <memory>
#include <string>

namespace shop {

struct Free {
  void operator()(redisReply* reply) const { freeReplyObject(reply); }
};
using Reply = std::unique_ptr<redisReply, Free>;
redisContext* redis = nullptr;

Reply ask(const std::string& key) { return Reply(static_cast<redisReply*>(redisCommand(redis, "GET %s", key.c_str()))); }
void remember(const std::string& key, int value) { freeReplyObject(redisCommand(redis, "SET %s %d", key.c_str(), value)); }

std::string price(const std::string& product) {
  if (const Reply known = ask(product); known != nullptr && known->type == REDIS_REPLY_STRING) return {known->str, static_cast<std::size_t>(known->len)};
  remember(product, static_cast<int>(product.size()));
  return std::to_string(product.size());
}

int order(int lines) {
  int total = 0;
  for (int i = 0; i < lines; ++i) total += std::stoi(price("product" + std::to_string(i % 7)));
  return total;
}

}  // namespace shop

int main(int, char** arguments) {
  shop::redis = redisConnectUnix(arguments[1]);
  if (shop::redis == nullptr || shop::redis->err != 0) return 2;
  std::printf("%d\n", shop::order(100));
  redisFree(shop::redis);
}
