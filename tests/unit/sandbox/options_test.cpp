#include "sandbox/options.h"

#include <cstdio>
#include <fstream>
#include <map>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "sandbox/account.h"
#include "test_account.h"

namespace teleperson::sandbox {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;
using testing::sid;

std::expected<Options, EarlyExit> parse(std::vector<std::string> arguments) {
  return parse_options(std::move(arguments), "/nowhere", "9.9.9");
}

TEST(Options, AreReadFromTheCommandLine) {
  const auto options =
      parse({"--voice-url", "http://127.0.0.1:8080/voice", "--caller-id", "+14155550199", "--caller-id", "+14165550199",
             "--script", "+12125550111=busy", "--ring-timeout", "7", "--test-controls"});
  ASSERT_TRUE(options) << options.error().text;
  EXPECT_EQ(options->settings.listen_address, "127.0.0.1:9080");
  EXPECT_EQ(options->settings.voice_url, "http://127.0.0.1:8080/voice");
  EXPECT_THAT(options->settings.caller_ids, ElementsAre("+14155550199", "+14165550199"));
  EXPECT_EQ(options->settings.script.at("+12125550111"), Behaviour::busy);
  EXPECT_EQ(options->settings.ring_timeout, std::chrono::seconds(7));
  EXPECT_TRUE(options->settings.test_controls);
}

TEST(Options, MayBeForAnEmptyAccount) {
  const auto options =
      parse({"--empty-account", "--verified-caller-id", "+14155550199", "--call-record-delay-ms", "7"});
  ASSERT_TRUE(options) << options.error().text;
  EXPECT_TRUE(options->settings.empty_account);
  EXPECT_THAT(options->settings.verified_caller_ids, ElementsAre("+14155550199"));
  EXPECT_EQ(options->settings.call_record_delay, std::chrono::milliseconds(7));
}

TEST(Options, SayWhatIsWrong) {
  const std::string url = "http://127.0.0.1:8080/voice";
  const struct {
    std::vector<std::string> arguments;
    const char* says;
  } cases[] = {
      {{}, "--voice-url is required"},
      {{"--voice-url", "voice"}, "absolute http or https URL"},
      {{"--voice-url", "http://user:password@host/"}, "without user and password"},
      {{"--voice-url", url, "--caller-id", "4155550199"}, "E.164"},
      {{"--voice-url", url, "--script", "+12125550111=dance"}, "NUMBER=BEHAVIOUR"},
      {{"--voice-url", url, "--script", "busy"}, "NUMBER=BEHAVIOUR"},
      {{"--voice-url", url, "--ring-timeout", "0"}, "--ring-timeout"},
      {{"--voice-url", url, "--web-root", "/does/not/exist"}, "--web-root"},
      {{"--voice-url", url, "--unknown"}, "--unknown"},
      {{"--voice-url", url, "--verified-caller-id", "911"}, "E.164"},
      {{"--voice-url", url, "--call-record-delay-ms", "-1"}, "--call-record-delay-ms"},
      {{"--voice-url", url, "--empty-account"}, "--empty-account"},
  };
  for (const auto& c : cases) {
    const auto options = parse(c.arguments);
    ASSERT_FALSE(options) << c.says;
    EXPECT_EQ(options.error().code, 2);
    EXPECT_THAT(options.error().text, HasSubstr(c.says));
  }
}

TEST(Options, HelpNamesEveryBehaviourAndVariable) {
  const auto help = parse({"--help"});
  ASSERT_FALSE(help);
  EXPECT_EQ(help.error().code, 0);
  for (const ScriptedNumber& number : scripted_numbers()) {
    EXPECT_THAT(help.error().text, HasSubstr(std::string(number.name)));
    EXPECT_THAT(help.error().text, HasSubstr(std::string(number.last_digits)));
  }
  for (const char* text : {"TWILIO_AUTH_TOKEN", "TWILIO_API_KEY_SECRET", "--voice-url", "Examples"}) {
    EXPECT_THAT(help.error().text, HasSubstr(text));
  }
  EXPECT_EQ(parse({"--version"}).error().text, "9.9.9\n");
}

class AccountTest : public ::testing::Test {
 protected:
  std::expected<Account, std::string> read(AccountContents contents = AccountContents::key_and_application) {
    const Environment environment = [this](const std::string& name) -> std::optional<std::string> {
      const auto found = variables.find(name);
      return found == variables.end() ? std::nullopt : std::optional(found->second);
    };
    return read_account(environment, contents);
  }

  std::map<std::string, std::string> variables{{"TWILIO_ACCOUNT_SID", sid("AC", 'a')},
                                               {"TWILIO_AUTH_TOKEN", "token-1"},
                                               {"TWILIO_API_KEY_SID", sid("SK", 'b')},
                                               {"TWILIO_API_KEY_SECRET", "secret-1"},
                                               {"TWILIO_TWIML_APP_SID", sid("AP", 'c')}};
};

TEST_F(AccountTest, IsReadFromTheEnvironment) {
  const auto account = read();
  ASSERT_TRUE(account) << account.error();
  EXPECT_EQ(account->sid.text(), sid("AC", 'a'));
  EXPECT_EQ(account->auth_token.reveal(), "token-1");
}

TEST_F(AccountTest, NeedsNoKeyAndNoAppWhenItIsToBeEmpty) {
  for (const char* name : {"TWILIO_API_KEY_SID", "TWILIO_API_KEY_SECRET", "TWILIO_TWIML_APP_SID"})
    variables.erase(name);
  EXPECT_FALSE(read());
  const auto account = read(AccountContents::nothing);
  ASSERT_TRUE(account) << account.error();
  EXPECT_FALSE(account->api_key);
  variables.erase("TWILIO_AUTH_TOKEN");
  EXPECT_FALSE(read(AccountContents::nothing));
}

TEST_F(AccountTest, ReadsSecretsFromFiles) {
  const std::string path = ::testing::TempDir() + "sandbox_auth_token";
  std::ofstream(path) << "token-2\n";
  variables.erase("TWILIO_AUTH_TOKEN");
  variables["TWILIO_AUTH_TOKEN_FILE"] = path;
  const auto account = read();
  ASSERT_TRUE(account) << account.error();
  EXPECT_EQ(account->auth_token.reveal(), "token-2");
  std::remove(path.c_str());
}

TEST_F(AccountTest, NamesAllThatIsWrongAndNoSecret) {
  variables["TWILIO_ACCOUNT_SID"] = sid("AC", 'A');
  variables["TWILIO_API_KEY_SID"] = sid("AC", 'b');
  variables["TWILIO_AUTH_TOKEN_FILE"] = "/does/not/exist";
  variables["TWILIO_API_KEY_SECRET"] = "";
  variables.erase("TWILIO_TWIML_APP_SID");
  const auto account = read();
  ASSERT_FALSE(account);
  for (const char* text : {"TWILIO_ACCOUNT_SID must be AC", "TWILIO_API_KEY_SID must be SK", "TWILIO_AUTH_TOKEN or",
                           "TWILIO_API_KEY_SECRET is not set", "TWILIO_TWIML_APP_SID is not set"}) {
    EXPECT_THAT(account.error(), HasSubstr(text));
  }
  EXPECT_THAT(account.error(), Not(HasSubstr("token-1")));
}

}  // namespace
}  // namespace teleperson::sandbox
