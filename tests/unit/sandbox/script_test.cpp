#include "sandbox/callee/script.h"

#include <gtest/gtest.h>

#include "sandbox/signalling/origin.h"

namespace teleperson::sandbox {
namespace {

TEST(Script, PlaysTheFictionRangeOfEveryAreaCode) {
  const Script script({});
  EXPECT_EQ(script.behaviour_of("+14155550190"), Behaviour::answer);
  EXPECT_EQ(script.behaviour_of("+14165550191"), Behaviour::busy);
  EXPECT_EQ(script.behaviour_of("+12125550192"), Behaviour::no_answer);
  EXPECT_EQ(script.behaviour_of("+12125550193"), Behaviour::not_in_service);
  EXPECT_EQ(script.behaviour_of("+12125550194"), Behaviour::voicemail);
  EXPECT_EQ(script.behaviour_of("+12125550195"), Behaviour::long_talk);
  EXPECT_EQ(script.behaviour_of("+12125550196"), Behaviour::decline);
}

TEST(Script, LeavesAllOtherNumbersToHandsets) {
  const Script script({});
  for (const char* number : {"+14155550100", "+14155550189", "+14155550197", "+14155560190", "+445555550190",
                             "+1415555019", "+141555501900", "*", ""}) {
    EXPECT_FALSE(script.behaviour_of(number)) << number;
  }
}

TEST(Script, TakesTheOperatorsChoiceFirst) {
  const Script script({{"+14155550190", Behaviour::busy}, {"+442079460000", Behaviour::voicemail}});
  EXPECT_EQ(script.behaviour_of("+14155550190"), Behaviour::busy);
  EXPECT_EQ(script.behaviour_of("+442079460000"), Behaviour::voicemail);
}

TEST(Script, NamesItsBehaviours) {
  for (const ScriptedNumber& number : scripted_numbers()) {
    EXPECT_EQ(parse_behaviour(number.name), number.behaviour);
    EXPECT_EQ(describe(number.behaviour).name, number.name);
  }
  EXPECT_FALSE(parse_behaviour("Busy"));
}

TEST(Origin, OfSignallingIsThisMachineOrAnExtension) {
  for (const char* origin : {"", "http://localhost:5173", "http://127.0.0.1:8080", "https://127.8.9.1",
                             "http://[::1]:80", "chrome-extension://abcdefghijklmnop", "moz-extension://0c3a"}) {
    EXPECT_TRUE(may_signal(origin)) << origin;
  }
  for (const char* origin :
       {"https://example.com", "http://localhost.example.com", "http://127.0.0.1.example.com", "null",
        "http://10.0.0.1", "http://127.0.0.1/path", "http://127.0.0.1:80@example.com", "http://[::1].example.com",
        "http://[::1", "http://localhost:80x", "file:///", "http://", "nonsense"}) {
    EXPECT_FALSE(may_signal(origin)) << origin;
  }
}

TEST(Origin, OfAHandsetIsTheServerItself) {
  EXPECT_TRUE(is_own_origin("http://127.0.0.1:9080", "127.0.0.1:9080"));
  EXPECT_TRUE(is_own_origin("https://sandbox.example", "sandbox.example"));
  EXPECT_FALSE(is_own_origin("http://127.0.0.1:9081", "127.0.0.1:9080"));
  EXPECT_FALSE(is_own_origin("", "127.0.0.1:9080"));
  EXPECT_FALSE(is_own_origin("http://", ""));
  EXPECT_FALSE(is_own_origin("null", "127.0.0.1:9080"));
}

TEST(Origin, OfTheInspectorHasANameThatNobodyOnTheInternetCanHave) {
  for (const char* host :
       {"127.0.0.1:9080", "localhost:9080", "localhost", "[::1]:9080", "192.168.1.7:9080", "sandbox"})
    EXPECT_TRUE(is_local_name(host)) << host;
  for (const char* host : {"evil.example", "evil.example:9080", "127.0.0.1.evil.example", "", "localhost:9080x"})
    EXPECT_FALSE(is_local_name(host)) << host;
}

}  // namespace
}  // namespace teleperson::sandbox
