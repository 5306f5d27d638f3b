#include "otlp/message.h"

#include <gtest/gtest.h>
#include <zlib.h>

namespace scopegraft::otlp {
namespace {

std::string unzipped(const std::string& packed, std::size_t size) {
  std::string out(size, '\0');
  z_stream stream{};
  EXPECT_EQ(::inflateInit2(&stream, MAX_WBITS + 16), Z_OK);
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(packed.data()));
  stream.avail_in = static_cast<uInt>(packed.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  EXPECT_EQ(::inflate(&stream, Z_FINISH), Z_STREAM_END);
  EXPECT_EQ(stream.total_out, size);
  ::inflateEnd(&stream);
  return out;
}

TEST(Gzip, CanBeUndone) {
  std::string text;
  for (int i = 0; i != 20'000; ++i) text += std::to_string(i * 7919 % 1000);
  EXPECT_EQ(unzipped(gzipped(text), text.size()), text);
  EXPECT_LT(gzipped(text).size(), text.size());
  std::string noise;
  for (unsigned i = 1; noise.size() != 5000; i = i * 1664525 + 1013904223) noise += static_cast<char>(i >> 24U);
  EXPECT_EQ(unzipped(gzipped(noise), noise.size()), noise);
}

TEST(RejectedSpans, AreInThePartialSuccess) {
  using namespace std::string_view_literals;
  EXPECT_EQ(rejected_spans(""), 0U);
  EXPECT_EQ(rejected_spans("\x0a\x00"sv), 0U);
  EXPECT_EQ(rejected_spans("\x0a\x02\x08\x07"sv), 7U);
  EXPECT_EQ(rejected_spans("\x0a\x08\x08\xac\x02\x12\x03why"sv), 300U);
  EXPECT_EQ(rejected_spans("\x12\x01x\x0a\x07\x12\x03why\x08\x05"sv), 5U) << "fields of later versions, another order";
  EXPECT_EQ(rejected_spans("\x0a\x05\x12\x03why"sv), 0U) << "a warning only";
}

TEST(RejectedSpans, OfWhatIsNoAnswerAreNone) {
  using namespace std::string_view_literals;
  for (const std::string_view wrong : {"OK"sv, "\x0a"sv, "\x0a\x05\x08"sv, "\x0a\x02\x08\xff"sv, "\x0a\x0b\x08\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01"sv,
                                       "\x0b\x01"sv, "\x08"sv, "\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff"sv, "\x12\xff\xff\xff\xff\xff\xff\xff\xff\x7f"sv})
    EXPECT_EQ(rejected_spans(wrong), 0U);
}

}  // namespace
}  // namespace scopegraft::otlp
