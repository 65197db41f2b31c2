#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "sandbox/rest/key_policy.h"
#include "sandbox/rest/rest_auth.h"
#include "test_account.h"

namespace teleperson::sandbox {
namespace {

using namespace testing;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

std::string basic(const std::string& user, const std::string& password) {
  const std::string text = user + ":" + password;
  return "Basic " + util::to_base64(std::span(reinterpret_cast<const std::uint8_t*>(text.data()), text.size()));
}

std::optional<RestCaller> who(const std::string& header) {
  static const AccountState state = initial_state(test_account(), {}, test_time);
  return authenticate(header, test_account(), state);
}

TEST(RestCredentials, AreTheAccountWithItsTokenOrAKeyWithItsSecret) {
  const auto account = who(basic(sid("AC", 'a'), auth_token));
  ASSERT_TRUE(account);
  EXPECT_EQ(account->kind, KeyKind::main);
  const auto key = who(basic(sid("SK", 'b'), api_key_secret));
  ASSERT_TRUE(key);
  EXPECT_EQ(key->kind, KeyKind::standard);
}

TEST(RestCredentials, AreNothingElse) {
  for (const std::string& header :
       {std::string(), std::string("Basic"), std::string("Basic !"), std::string("Bearer x"), basic("", ""),
        basic(sid("AC", 'a'), api_key_secret), basic(sid("SK", 'b'), auth_token), basic(sid("SK", 'c'), api_key_secret),
        basic(sid("AC", 'a'), ""), std::string("basic ") + basic(sid("AC", 'a'), auth_token).substr(6)}) {
    EXPECT_FALSE(who(header)) << header;
  }
}

TEST(RestPermission, DependsOnTheKindOfKey) {
  const ApiKey listing{.sid = "SK", .kind = KeyKind::restricted, .policy = {"/twilio/voice/calls/list"}};
  const RestAccess list{.permission = "/twilio/voice/calls/list"};
  const RestAccess read{.permission = "/twilio/voice/calls/read"};
  const RestAccess keys{.main_only = true, .permission = "/twilio/iam/api-keys/list"};
  const RestAccess nobody{};
  const RestCaller main{KeyKind::main, nullptr};
  const RestCaller standard{KeyKind::standard, &listing};
  const RestCaller restricted{KeyKind::restricted, &listing};
  const struct {
    const char* what;
    const RestCaller& caller;
    const RestAccess& access;
    int status;  // 0: allowed
  } cases[] = {
      {"main lists", main, list, 0},
      {"main sees keys", main, keys, 0},
      {"main without a permission's name", main, nobody, 0},
      {"standard lists", standard, list, 0},
      {"standard without a permission's name", standard, nobody, 0},
      {"standard sees no keys", standard, keys, 401},
      {"restricted lists", restricted, list, 0},
      {"restricted reads nothing", restricted, read, 403},
      {"restricted sees no keys", restricted, keys, 403},
      {"restricted without a permission's name", restricted, nobody, 403},
  };
  for (const auto& c : cases) {
    const auto refusal = refuse(c.caller, c.access);
    EXPECT_EQ(refusal ? refusal->status : 0, c.status) << c.what;
  }
  EXPECT_THAT(refuse(restricted, read)->body, HasSubstr("\"code\":70051"));
  EXPECT_THAT(refuse(restricted, read)->body, HasSubstr("/twilio/voice/calls/read"));
  EXPECT_THAT(refuse(standard, keys)->body, HasSubstr("\"code\":20003"));
}

TEST(KeyPolicy, AllowsPathsAndWhatIsBelowThem) {
  const std::vector<std::string> policy{"/twilio/voice/calls/*", "/twilio/iam/api-keys/create"};
  EXPECT_TRUE(allows(policy, "/twilio/voice/calls/list"));
  EXPECT_TRUE(allows(policy, "/twilio/iam/api-keys/create"));
  EXPECT_FALSE(allows(policy, "/twilio/iam/api-keys/create/more"));
  EXPECT_FALSE(allows(policy, "/twilio/voice/calls"));
  EXPECT_FALSE(allows(policy, "/twilio/voice/callsomething/list"));
  EXPECT_FALSE(allows(policy, ""));
  EXPECT_FALSE(allows({}, "/twilio/voice/calls/list"));
}

TEST(KeyPolicy, IsReadFromItsJson) {
  const auto policy = parse_key_policy(R"({"allow":["/twilio/voice/calls/list","/twilio/iam/*"]})");
  ASSERT_TRUE(policy);
  EXPECT_THAT(*policy, ElementsAre("/twilio/voice/calls/list", "/twilio/iam/*"));
  std::string many = R"({"allow":["/twilio/a")";
  for (int i = 0; i < 100; ++i)
    many += R"(,"/twilio/a")";
  for (const std::string& wrong :
       {std::string(), std::string("[]"), std::string("{}"), std::string(R"({"allow":"/twilio/a"})"),
        std::string(R"({"allow":[]})"), std::string(R"({"allow":[1]})"), std::string(R"({"allow":["voice"]})"),
        many + "]}"}) {
    EXPECT_FALSE(parse_key_policy(wrong)) << wrong.substr(0, 60);
  }
}

TEST(KeySecret, LooksLikeTwilios) {
  const util::Secret secret = random_key_secret();
  EXPECT_THAT(std::string(secret.reveal()), ::testing::MatchesRegex("[0-9A-Za-z]{32}"));
  EXPECT_NE(secret, random_key_secret());
}

}  // namespace
}  // namespace teleperson::sandbox
