// A cache in front of something slow: hits and misses of a real Redis, by the API. redis SOCKET
#include <hiredis/hiredis.h>
#include <scopegraft/collect.h>

#include <cstdio>
#include <string>

namespace shop {

redisContext* redis = nullptr;

std::string price(const std::string& product) {
  auto* reply = static_cast<redisReply*>(redisCommand(redis, "GET %s", product.c_str()));
  const bool hit = reply != nullptr && reply->type == REDIS_REPLY_STRING;
  hit ? scopegraft::cache_hit() : scopegraft::cache_miss();
  const std::string found = hit ? std::string(reply->str, static_cast<std::size_t>(reply->len)) : "";
  freeReplyObject(reply);
  if (hit) return found;
  freeReplyObject(redisCommand(redis, "SET %s %d", product.c_str(), static_cast<int>(product.size())));
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
