#include "scopegraft/args.h"

#include <gtest/gtest.h>

#include <array>
#include <deque>
#include <list>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <variant>
#include <vector>

#include "live_child.h"

namespace mine {
struct Picture {
  unsigned long pixels;
};
inline unsigned long scopegraft_owned_bytes(const Picture& picture) noexcept { return picture.pixels * 4; }
struct Incomplete;
Incomplete& incomplete();
}  // namespace mine

namespace scopegraft::test {
namespace {

template <typename... Arguments>
double bytes_of(const Arguments&... arguments) {
  scopegraft_rt::sg_args::Looks looks = {scopegraft_rt::sg_args::kLooks, 0};
  return scopegraft_rt::sg_args::sizes(looks, arguments...);
}

TEST(Args, PlainValuesHaveTheirSize) {
  EXPECT_EQ(bytes_of(), 0);
  EXPECT_EQ(bytes_of(1, 2.0, 'c', static_cast<void*>(nullptr)), 4 + 8 + 1 + 8);
  const int array[10] = {};
  EXPECT_EQ(bytes_of(array), 40);
  const char* text = "not owned";
  EXPECT_EQ(bytes_of(text, std::string_view("not owned"), std::span<const int>(array)), 8 + 16 + 16);
  volatile int changing = 0;
  EXPECT_EQ(bytes_of(changing), 4);
}

TEST(Args, StringsAndVectorsOwnTheirBlock) {
  EXPECT_EQ(bytes_of(std::string("short")), sizeof(std::string));
  const std::string text(1000, 'x');
  EXPECT_EQ(bytes_of(text), sizeof text + text.capacity());
  const std::vector<int> numbers(100);
  EXPECT_EQ(bytes_of(numbers), sizeof numbers + 400);
  const std::vector<std::string> texts(10, text);
  EXPECT_EQ(bytes_of(texts), sizeof texts + 10.0 * sizeof text + 10 * 1000);
}

TEST(Args, LongContainersAreExtrapolated) {
  const std::vector<std::string> texts(100'000, std::string(100, 'x'));
  EXPECT_NEAR(bytes_of(texts), 100'000.0 * (sizeof(std::string) + 100), 1000);
}

TEST(Args, ContainersOfNodes) {
  const std::map<int, std::string> map{{1, std::string(500, 'a')}, {2, std::string(500, 'b')}};
  EXPECT_NEAR(bytes_of(map), sizeof map + 2.0 * (sizeof(std::pair<const int, std::string>) + 32) + 1000, 1);
  EXPECT_GT(bytes_of(std::unordered_map<int, int>{{1, 1}, {2, 2}}), sizeof(std::unordered_map<int, int>) + 2.0 * 8);
  EXPECT_GT(bytes_of(std::list<int>(100)), 100 * 4.0);
  EXPECT_GT(bytes_of(std::deque<double>(100)), 800);
  EXPECT_GT(bytes_of(std::set<std::string>{std::string(300, 'x')}), 300);
}

TEST(Args, WrappersOwnWhatTheyHold) {
  const std::string text(1000, 'x');
  EXPECT_EQ(bytes_of(std::optional<std::string>(text)), sizeof(std::optional<std::string>) + 1000);
  EXPECT_EQ(bytes_of(std::optional<std::string>()), sizeof(std::optional<std::string>));
  EXPECT_EQ(bytes_of(std::variant<int, std::string>(text)), sizeof(std::variant<int, std::string>) + 1000);
  EXPECT_EQ(bytes_of(std::variant<int, std::string>(7)), sizeof(std::variant<int, std::string>));
  EXPECT_EQ(bytes_of(std::make_tuple(1, text, text)), sizeof(std::tuple<int, std::string, std::string>) + 2000);
  EXPECT_EQ(bytes_of(std::make_pair(text, 1)), sizeof(std::pair<std::string, int>) + 1000);
  EXPECT_EQ(bytes_of(std::make_unique<std::string>(text)), 8 + sizeof text + 1000);
  EXPECT_EQ(bytes_of(std::make_shared<int>(1)), 16 + 4);
  EXPECT_EQ(bytes_of(std::unique_ptr<int>(), std::shared_ptr<void>(), std::make_unique<int[]>(9)), 8 + 16 + 8);
  EXPECT_EQ(bytes_of(std::array<std::string, 2>{text, text}), 2 * sizeof text + 2000);
}

TEST(Args, TypesMaySayItThemselves) {
  EXPECT_EQ(bytes_of(mine::Picture{100}), 8 + 400);
  EXPECT_EQ(bytes_of(std::vector<mine::Picture>{{1}, {2}}), 24 + 16);  // plain to the compiler: not looked at
}

struct Ring {
  std::shared_ptr<Ring> next;
};

TEST(Args, CyclesAndIncompleteTypesEnd) {
  const auto ring = std::make_shared<Ring>();
  ring->next = ring;
  EXPECT_LT(bytes_of(ring), 1000);
  ring->next.reset();
  std::vector<std::vector<std::vector<std::vector<std::vector<std::string>>>>> deep{{{{{"x"}}}}};
  EXPECT_GT(bytes_of(deep), 0);
}

void takes(const std::string& text, int number) {
  static scopegraft_rt::Site site("takes", "a.cpp", 1, 1, "rate=1;args");
  const scopegraft_rt::Scope scope(site);
  if (scope.wants_arguments()) scopegraft_rt::arguments(scope, "text,number", text, number);
}

TEST(Args, AreRecordedWithMeasuredCalls) {
  const Recorded run = record([] {
    for (int i = 0; i != 4; ++i) takes(std::string(996, 'x'), i);
    if (std::abs(get_function_metrics("takes").avg_args_size_kb * 1024 - (sizeof(std::string) + 996 + 4)) > 1) std::abort();
  });
  ASSERT_TRUE(run.outcome.good()) << run.outcome.error_text;
  const profile::Measure measure = totals(run.profile).at("takes").measure;
  EXPECT_EQ(measure.args_measured, 4U);
  EXPECT_EQ(measure.args_bytes, 4.0 * (sizeof(std::string) + 1000));
  EXPECT_TRUE(run.profile.sites.at(0).track_args);
}

}  // namespace
}  // namespace scopegraft::test
