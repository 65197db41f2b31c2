#include "twilio/access_token.h"

#include <set>
#include <string>

#include <boost/json.hpp>
#include <gtest/gtest.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>

#include "sids.h"
#include "util/encoding.h"

namespace teleperson::twilio {
namespace {

using namespace std::chrono_literals;

constexpr std::string_view secret = "the secret of the API key";
const util::Timestamp now{1'764'000'000'789ms};

const Identity& identity() {
  static const Identity one(phone::UserIdHash(util::sha256("some user")));
  return one;
}

AccessTokenMinter minter() {
  return {AccountSid::parse(test::sid("AC", '1')).value(), ApiKeySid::parse(test::sid("SK", '2')).value(),
          util::Secret(std::string(secret)), ApplicationSid::parse(test::sid("AP", '3')).value()};
}

struct Parts {
  std::string header;
  std::string claims;
  std::string signed_text;
  std::string signature;
};

Parts split(const std::string& token) {
  const auto first = token.find('.');
  const auto second = token.find('.', first + 1);
  return {util::from_base64url(token.substr(0, first)).value(),
          util::from_base64url(token.substr(first + 1, second - first - 1)).value(), token.substr(0, second),
          util::from_base64url(token.substr(second + 1)).value()};
}

TEST(AccessToken, HasTheShapeOfTwiliosLibrary) {
  const auto parts = split(minter().mint(identity(), now, 3600s));
  EXPECT_EQ(parts.header, R"({"alg":"HS256","typ":"JWT","cty":"twilio-fpa;v=1"})");

  // As text too, as the order of the claims is the library's.
  const auto claims = boost::json::parse(parts.claims).as_object();
  const auto jti = boost::json::value_to<std::string>(claims.at("jti"));
  EXPECT_EQ(parts.claims, R"({"jti":")" + jti + R"(","grants":{"identity":")" + identity().text() +
                              R"(","voice":{"outgoing":{"application_sid":")" + test::sid("AP", '3') +
                              R"("}}},"iat":1764000000,"exp":1764003600,"iss":")" + test::sid("SK", '2') +
                              R"(","sub":")" + test::sid("AC", '1') + R"("})");
  EXPECT_TRUE(jti.starts_with(test::sid("SK", '2') + "-1764000000-")) << jti;
}

TEST(AccessToken, IsSignedWithTheSecretOfTheKey) {
  const auto parts = split(minter().mint(identity(), now, 3600s));
  unsigned char expected[EVP_MAX_MD_SIZE];
  unsigned int size = 0;
  HMAC(EVP_sha256(), secret.data(), static_cast<int>(secret.size()),
       reinterpret_cast<const unsigned char*>(parts.signed_text.data()), parts.signed_text.size(), expected, &size);
  EXPECT_EQ(parts.signature, std::string(reinterpret_cast<const char*>(expected), size));
}

TEST(AccessToken, NoTwoAreAlike) {
  const auto one_minter = minter();
  std::set<std::string> tokens;
  for (int i = 0; i < 1000; ++i)
    tokens.insert(one_minter.mint(identity(), now, 3600s));
  EXPECT_EQ(tokens.size(), 1000U);
}

TEST(Identity, IsWhatTheWebhookSaysItIs) {
  EXPECT_EQ(Identity::parse_from("client:" + identity().text())->user(), identity().user());
  EXPECT_LE(identity().text().size(), 121U);  // the shorter of the two limits that Twilio documents
  const std::string hash(64, 'a');
  for (const auto& from : {std::string(), "client:" + hash, "u_" + hash, "client:u_" + hash + "0", "Client:u_" + hash,
                           "client:u_" + std::string(64, 'A'), " client:u_" + hash, "client:u_" + hash + " ",
                           "client:u_" + std::string(63, 'a'), std::string("+14155550123")}) {
    EXPECT_FALSE(Identity::parse_from(from)) << from;
  }
}

TEST(Sid, TakesOneKindInItsExactForm) {
  EXPECT_EQ(AccountSid::parse(test::sid("AC", 'f'))->text(), test::sid("AC", 'f'));
  for (const auto& text : {std::string(), test::sid("SK"), test::sid("AC").substr(1), test::sid("AC") + "0",
                           test::sid("AC", 'F'), test::sid("AC", 'g'), test::sid("ac")}) {
    EXPECT_FALSE(AccountSid::parse(text)) << text;
  }
}

}  // namespace
}  // namespace teleperson::twilio
