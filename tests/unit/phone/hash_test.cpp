#include "phone/hash.h"

#include <gtest/gtest.h>

namespace teleperson::phone {
namespace {

const E164 dialled = *E164::parse("+14155550123");

TEST(Hasher, HashesNumbersAsTelepersonDoes) {
  const Hasher hasher{util::Secret()};
  // Teleperson's own vector: SHA-256 of the number with its plus.
  EXPECT_EQ(hasher.number(dialled).text(), "36a2cef4ff9bf7a1abd2a93359136b870393be4106e6c5d19b72ff564f9deca4");
}

TEST(Hasher, HashesUserIdsWithPlainSha256WithoutAKey) {
  const Hasher hasher{util::Secret()};
  // FIPS 180-4's example "abc".
  EXPECT_EQ(hasher.user("abc").text(), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

TEST(Hasher, UsesHmacWithAKey) {
  const Hasher hasher{util::Secret("Jefe")};
  // RFC 4231, test case 2.
  EXPECT_EQ(hasher.user("what do ya want for nothing?").text(),
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
  EXPECT_NE(hasher.number(dialled), Hasher{util::Secret()}.number(dialled));
  EXPECT_NE(hasher.number(dialled), Hasher{util::Secret("other")}.number(dialled));
}

TEST(HexHash, ReadsBackWhatItWrote) {
  const auto hash = Hasher{util::Secret()}.number(dialled);
  EXPECT_EQ(NumberHash::parse(hash.text()), hash);
}

TEST(HexHash, TakesSixtyFourLowerCaseHexDigitsOnly) {
  const std::string good(64, 'a');
  EXPECT_TRUE(UserIdHash::parse(good));
  EXPECT_FALSE(UserIdHash::parse(""));
  EXPECT_FALSE(UserIdHash::parse(good.substr(1)));
  EXPECT_FALSE(UserIdHash::parse(good + "a"));
  EXPECT_FALSE(UserIdHash::parse(std::string(64, 'A')));
  EXPECT_FALSE(UserIdHash::parse(good.substr(1) + "g"));
  EXPECT_FALSE(UserIdHash::parse(std::string(64, '\0')));
}

}  // namespace
}  // namespace teleperson::phone
