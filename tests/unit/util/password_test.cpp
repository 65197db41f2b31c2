#include "util/password.h"

#include <gtest/gtest.h>

namespace teleperson::util {
namespace {

TEST(Password, MatchesItselfOnlyAndIsSaltedEachTime) {
  const Secret password("a long enough password");
  const auto hash = hash_password(password);
  EXPECT_TRUE(hash.starts_with("$argon2id$v=19$m=65536,t=2,p=1$")) << hash;
  EXPECT_TRUE(password_matches(hash, password));
  EXPECT_FALSE(password_matches(hash, Secret("a long enough passwore")));
  EXPECT_FALSE(password_matches(hash, Secret()));
  EXPECT_NE(hash, hash_password(password));
}

TEST(Password, MatchesNothingThatIsNoHash) {
  const Secret password("a long enough password");
  for (const std::string hash : {"", "a long enough password", "$argon2id$", "$argon2id$v=19$m=65536,t=2,p=1$$"})
    EXPECT_FALSE(password_matches(hash, password)) << hash;
  EXPECT_FALSE(password_matches(std::string(1000, '$'), password));
}

}  // namespace
}  // namespace teleperson::util
