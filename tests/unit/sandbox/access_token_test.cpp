#include "sandbox/token/access_token.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "test_account.h"

namespace teleperson::sandbox {
namespace {

using namespace testing;

std::string replace(std::string text, const std::string& what, const std::string& with) {
  const std::size_t at = text.find(what);
  EXPECT_NE(at, std::string::npos) << what;
  return text.replace(at, what.size(), with);
}

struct Claims {
  std::string header = token_header;
  std::string payload =
      R"({"grants":{"identity":"alice","voice":{"outgoing":{"application_sid":"APP","params":{"plan":"pro"}}}},)"
      R"("exp":1800003600,"iss":")" +
      sid("SK", 'b') + R"(","sub":")" + sid("AC", 'a') + R"("})";
  std::string secret = api_key_secret;
};

std::expected<AccessToken, SignallingError> verify_jwt(const std::string& jwt) {
  return verify_access_token(jwt, test_account().sid, initial_state(test_account(), {}, test_time), test_time);
}

std::expected<AccessToken, SignallingError> verify(const Claims& claims) {
  return verify_jwt(make_jwt(claims.header, claims.payload, claims.secret));
}

int error_of(const Claims& claims) {
  const auto token = verify(claims);
  return token ? 0 : token.error().code;
}

TEST(AccessToken, TellsWhoCallsAndWithWhat) {
  const auto token = verify({});
  ASSERT_TRUE(token);
  EXPECT_EQ(token->identity, "alice");
  EXPECT_EQ(token->expires, test_time + std::chrono::hours(1));
  ASSERT_TRUE(token->outgoing);
  EXPECT_EQ(token->outgoing->application_sid, "APP");
  EXPECT_EQ(token->outgoing->parameters, (util::FormFields{{"plan", "pro"}}));
}

TEST(AccessToken, MayHoldNoRightToCall) {
  Claims claims;
  claims.payload = replace(claims.payload, "outgoing", "incoming");
  const auto token = verify(claims);
  ASSERT_TRUE(token);
  EXPECT_FALSE(token->outgoing);
}

struct RefusedToken {
  const char* what;
  std::string Claims::* part;
  std::string from;
  std::string to;
  int code;
};

TEST(AccessToken, IsRefusedWithTwiliosCodes) {
  const RefusedToken cases[] = {
      {"other algorithm", &Claims::header, "HS256", "none", 31204},
      {"stronger algorithm that Twilio does not take", &Claims::header, "HS256", "HS512", 31204},
      {"no cty", &Claims::header, "cty", "xty", 31204},
      {"header is no JSON", &Claims::header, "{", "", 31204},
      {"payload is no object", &Claims::payload, "{", "[{", 31204},
      {"other secret", &Claims::secret, "2", "3", 31202},
      {"other key", &Claims::payload, "SKb", "SKc", 31201},
      {"issued by the account", &Claims::payload, sid("SK", 'b'), sid("AC", 'a'), 31201},
      {"other account", &Claims::payload, "ACa", "ACb", 31203},
      {"expired this second", &Claims::payload, "1800003600", "1800000000", 31205},
      {"last second", &Claims::payload, "1800003600", "1800000001", 0},
      {"24 hours ahead", &Claims::payload, "1800003600", "1800086400", 0},
      {"more than 24 hours ahead", &Claims::payload, "1800003600", "1800086401", 31207},
      {"no exp", &Claims::payload, "exp", "xxp", 31204},
      {"exp is text", &Claims::payload, "1800003600", "\"1800003600\"", 31204},
      {"exp overflows", &Claims::payload, "1800003600", "9223372036854775807", 31204},
      {"not yet valid", &Claims::payload, "\"exp\"", "\"nbf\":1800000001,\"exp\"", 31204},
      {"valid since now", &Claims::payload, "\"exp\"", "\"nbf\":1800000000,\"exp\"", 0},
      {"no voice grant", &Claims::payload, "voice", "video", 31204},
      {"no identity", &Claims::payload, "identity", "xdentity", 31105},
      {"identity with a sign", &Claims::payload, "alice", "alice@example", 31105},
      {"identity as long as may be", &Claims::payload, "alice", std::string(121, 'a'), 0},
      {"identity too long", &Claims::payload, "alice", std::string(122, 'a'), 31105},
  };
  for (const RefusedToken& c : cases) {
    Claims claims;
    claims.*c.part = replace(claims.*c.part, c.from, c.to);
    EXPECT_EQ(error_of(claims), c.code) << c.what;
  }
}

TEST(AccessToken, IsNotSignedByRestrictedKeysNorForSuspendedAccounts) {
  const std::string jwt = make_jwt(token_header, Claims().payload, api_key_secret);
  AccountState state = initial_state(test_account(), {}, test_time);
  const auto error = [&] {
    const auto token = verify_access_token(jwt, test_account().sid, state, test_time);
    return token ? 0 : token.error().code;
  };
  EXPECT_EQ(error(), 0);
  state.keys[0].kind = KeyKind::restricted;
  EXPECT_EQ(error(), 31201);
  state.keys[0].kind = KeyKind::main;
  EXPECT_EQ(error(), 0);
  state.status = "suspended";
  EXPECT_EQ(error(), 31203);
}

TEST(AccessToken, MustBeThreePartsOfBase64url) {
  const std::string good = make_jwt(token_header, Claims().payload, api_key_secret);
  for (const std::string& text : {std::string(), std::string("a.b.c"), good + ".x", good.substr(0, good.rfind('.')),
                                  good + "!", std::string(3, '.'), std::string(100'000, 'a')}) {
    const auto token = verify_jwt(text);
    ASSERT_FALSE(token);
    EXPECT_EQ(token.error().code, 31204);
  }
}

}  // namespace
}  // namespace teleperson::sandbox
