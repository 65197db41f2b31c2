#include "util/crypto.h"

#include <array>
#include <atomic>
#include <string>
#include <thread>
#include <vector>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "util/encoding.h"

namespace teleperson::util {
namespace {

std::string hmac_sha1_hex(std::string_view key, std::vector<std::string_view> parts) {
  return to_hex(hmac_sha1(key, parts));
}

TEST(Sha256, MatchesFips180Examples) {
  EXPECT_EQ(to_hex(sha256("")), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(to_hex(sha256("abc")), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(to_hex(sha256("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq")),
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
}

TEST(HmacSha256, MatchesRfc4231) {
  const struct {
    std::string key;
    std::string text;
    const char* hex;
  } cases[] = {
      {std::string(20, '\x0b'), "Hi There", "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"},
      {"Jefe", "what do ya want for nothing?", "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"},
      {std::string(20, '\xaa'), std::string(50, '\xdd'),
       "773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe"},
      {std::string(131, '\xaa'), "Test Using Larger Than Block-Size Key - Hash Key First",
       "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"},
      {std::string(131, '\xaa'),
       "This is a test using a larger than block-size key and a larger than block-size data. The key needs to be "
       "hashed "
       "before being used by the HMAC algorithm.",
       "9b09ffa71b942fcb27635fbcd5b0e944bfdc63644f0713938a7f51535c3a35e2"},
  };
  for (const auto& [key, text, hex] : cases)
    EXPECT_EQ(to_hex(HmacSha256(key).sign(text)), hex) << text;
}

TEST(HmacSha256, SignsAgainAndAfterBeingMoved) {
  HmacSha256 first("Jefe");
  const auto signature = first.sign("text");
  EXPECT_EQ(first.sign("text"), signature);
  const HmacSha256 second(std::move(first));
  EXPECT_EQ(second.sign("text"), signature);
}

TEST(HmacSha256, SignsOnManyThreadsAtOnce) {
  const HmacSha256 hmac("key");
  const auto expected = hmac.sign("text");
  std::vector<std::jthread> threads;
  std::atomic<int> mistakes = 0;
  for (int i = 0; i < 4; ++i) {
    threads.emplace_back([&] {
      for (int round = 0; round < 1000; ++round)
        mistakes += hmac.sign("text") != expected ? 1 : 0;
    });
  }
  threads.clear();
  EXPECT_EQ(mistakes, 0);
}

TEST(HmacSha1, MatchesRfc2202) {
  EXPECT_EQ(hmac_sha1_hex(std::string(20, '\x0b'), {"Hi There"}), "b617318655057264e28bc0b6fb378c8ef146be00");
  EXPECT_EQ(hmac_sha1_hex("Jefe", {"what do ya want for nothing?"}), "effcdf6ae5eb2fa2d27416d5f184df9c259a7c79");
  EXPECT_EQ(hmac_sha1_hex(std::string(80, '\xaa'), {"Test Using Larger Than Block-Size Key - Hash Key First"}),
            "aa4ae5e15272d00e95705637ce8a3b55ed402112");
}

TEST(HmacSha1, TakesItsTextInParts) {
  EXPECT_EQ(hmac_sha1_hex("Jefe", {"what do ya ", "", "want for nothing?"}),
            "effcdf6ae5eb2fa2d27416d5f184df9c259a7c79");
  EXPECT_EQ(hmac_sha1_hex("", {}), "fbdb1d1b18aa6c08324b7d64b71fb76370690e1d");
}

TEST(ConstantTimeEqual, ComparesBytes) {
  EXPECT_TRUE(constant_time_equal("", ""));
  EXPECT_TRUE(constant_time_equal("abc", "abc"));
  EXPECT_FALSE(constant_time_equal("abc", "abd"));
  EXPECT_FALSE(constant_time_equal("abc", "ab"));
  EXPECT_FALSE(constant_time_equal(std::string_view("a\0b", 3), std::string_view("a\0c", 3)));
}

RC_GTEST_PROP(ConstantTimeEqual, IsEquality, (const std::string& a, const std::string& b)) {
  RC_ASSERT(constant_time_equal(a, a));
  RC_ASSERT(constant_time_equal(a, b) == (a == b));
}

TEST(Random, FillsEveryByte) {
  std::array<std::uint8_t, 64> all_seen_bits{};
  for (int round = 0; round < 100; ++round) {
    std::array<std::uint8_t, 64> random{};
    fill_random(random);
    for (std::size_t i = 0; i < random.size(); ++i)
      all_seen_bits[i] |= random[i];
  }
  for (const auto seen : all_seen_bits)
    EXPECT_EQ(seen, 0xFF);
}

TEST(Random, HexIsLowerCaseAndNeverTheSame) {
  const auto hex = random_hex(16);
  EXPECT_EQ(hex.size(), 32U);
  EXPECT_TRUE(is_lower_hex(hex));
  EXPECT_NE(hex, random_hex(16));
}

}  // namespace
}  // namespace teleperson::util
