#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "sandbox/call/twiml_fetcher.h"
#include "sandbox/twiml/parse.h"

namespace teleperson::sandbox::twiml {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;

const std::string base = "https://app.example/voice/start?x=1";

Document read(const std::string& xml) {
  auto document = parse(xml, base);
  EXPECT_TRUE(document) << (document ? "" : document.error().message);
  return document.value_or(Document{});
}

int error_of(const std::string& xml) {
  const auto document = parse(xml, base);
  return document ? 0 : document.error().code;
}

TEST(Twiml, ReadsADialWithAllThatItSays) {
  const Document document = read(R"(<?xml version="1.0" encoding="UTF-8"?>
    <Response><!-- a call --><Dial callerId="+14155550199" answerOnBridge="true" timeout="20" timeLimit="600"
      action="https://app.example/done?a=1&amp;b=2#rc=3" method="GET"><Number statusCallback="/status"
      statusCallbackEvent="initiated  completed" machineDetection="DetectMessageEnd" amdStatusCallback="amd"
      amdStatusCallbackMethod="GET"> +14155550123
      </Number></Dial></Response>)");
  ASSERT_EQ(document.verbs.size(), 1u);
  const auto& dial = std::get<Dial>(document.verbs[0]);
  EXPECT_EQ(dial.caller_id, "+14155550199");
  EXPECT_TRUE(dial.answer_on_bridge);
  EXPECT_EQ(dial.timeout, std::chrono::seconds(20));
  EXPECT_EQ(dial.time_limit, std::chrono::seconds(600));
  ASSERT_TRUE(dial.action);
  EXPECT_EQ(dial.action->url, "https://app.example/done?a=1&b=2#rc=3");
  EXPECT_EQ(dial.action->method, HttpMethod::get);
  ASSERT_EQ(dial.numbers.size(), 1u);
  const Number& number = dial.numbers[0];
  EXPECT_EQ(number.number, "+14155550123");
  EXPECT_EQ(number.status_callback->url, "https://app.example/status");
  EXPECT_EQ(number.status_callback->method, HttpMethod::post);
  EXPECT_EQ(number.status_events, (StatusEvents{.initiated = true, .completed = true}));
  EXPECT_EQ(number.machine_detection, MachineDetection::detect_message_end);
  EXPECT_EQ(number.machine_detection_callback->url, "https://app.example/voice/amd");
  EXPECT_EQ(number.machine_detection_callback->method, HttpMethod::get);
  EXPECT_THAT(document.warnings, IsEmpty());
}

TEST(Twiml, KnowsTheDefaults) {
  const Document document = read("<Response><Dial>+14155550123</Dial></Response>");
  const auto& dial = std::get<Dial>(document.verbs[0]);
  EXPECT_FALSE(dial.answer_on_bridge);
  EXPECT_FALSE(dial.action);
  EXPECT_EQ(dial.timeout, std::chrono::seconds(30));
  EXPECT_EQ(dial.time_limit, std::chrono::hours(4));
  EXPECT_EQ(dial.numbers[0].number, "+14155550123");
  EXPECT_EQ(dial.numbers[0].status_events, (StatusEvents{.completed = true}));
  EXPECT_EQ(dial.numbers[0].machine_detection, MachineDetection::off);
}

TEST(Twiml, ReadsTheOtherVerbsInOrder) {
  const Document document = read(
      "<Response><Say loop='2'> Hello &amp; welcome </Say><Pause length='3'/><Hangup/><Reject "
      "reason='busy'/></Response>");
  ASSERT_EQ(document.verbs.size(), 4u);
  EXPECT_EQ(std::get<Say>(document.verbs[0]).text, "Hello & welcome");
  EXPECT_EQ(std::get<Say>(document.verbs[0]).repetitions, 2);
  EXPECT_EQ(std::get<Pause>(document.verbs[1]).length, std::chrono::seconds(3));
  EXPECT_TRUE(std::holds_alternative<Hangup>(document.verbs[2]));
  EXPECT_TRUE(std::holds_alternative<Reject>(document.verbs[3]));
}

TEST(Twiml, WarnsOfAttributesThatDoNothing) {
  const Document document = read(
      "<Response><Dial callerid='+14155550199' trim='true'><Number machineDetection='Enable'>+14155550123</Number>"
      "</Dial></Response>");
  EXPECT_THAT(document.warnings,
              ::testing::UnorderedElementsAre(HasSubstr("callerid"), HasSubstr("trim"), HasSubstr("21262")));
  EXPECT_EQ(std::get<Dial>(document.verbs[0]).caller_id, "");
}

TEST(Twiml, KnowsWhetherACallIsRecordedAndHasALimit) {
  const auto dial = [](const std::string& attributes) {
    const Document document = read("<Response><Dial " + attributes + ">+14155550123</Dial></Response>");
    return std::get<Dial>(document.verbs.at(0));
  };
  EXPECT_FALSE(dial("").is_recorded);
  EXPECT_FALSE(dial("record='do-not-record'").is_recorded);
  EXPECT_TRUE(dial("record='record-from-answer'").is_recorded);
  EXPECT_FALSE(dial("").has_time_limit);
  EXPECT_TRUE(dial("timeLimit='60'").has_time_limit);
}

TEST(Twiml, FailsWithTwiliosCodes) {
  const auto dial = [](const std::string& attributes, const std::string& content = "+14155550123") {
    return "<Response><Dial " + attributes + ">" + content + "</Dial></Response>";
  };
  const struct {
    std::string xml;
    int code;
  } cases[] = {
      {"", 12100},
      {"not XML", 12100},
      {"<Response>", 12100},
      {"<Response/><Response/>", 12100},
      {"<response/>", 12102},
      {"<html><body/></html>", 12102},
      {"<Response><dial>+14155550123</dial></Response>", 12200},
      {"<Response><Record/></Response>", 12200},
      {"<Response>Hello</Response>", 12200},
      {dial("timeout='4'"), 13212},
      {dial("timeout='601'"), 13212},
      {dial("timeout='30s'"), 13212},
      {dial("timeLimit='0'"), 13216},
      {dial("timeLimit='14401'"), 13216},
      {dial("answerOnBridge='yes'"), 12200},
      {dial("method='PUT' action='/a'"), 13210},
      {dial("action='ftp://app.example/'"), 11100},
      {dial("action='https://user:password@app.example/'"), 11100},
      {dial("", ""), 13215},
      {dial("", "<Client>bob</Client>"), 13215},
      {dial("", "+14155550123<Number>+14155550124</Number>"), 13215},
      {dial("", "<Number statusCallbackEvent='answer'>+14155550123</Number>"), 12200},
      {dial("", "<Number machineDetection='enable'>+14155550123</Number>"), 12200},
      {dial("", "<Number machineDetectionTimeout='61'>+14155550123</Number>"), 12200},
      {"<Response><Reject reason='no'/></Response>", 12200},
  };
  for (const auto& c : cases)
    EXPECT_EQ(error_of(c.xml), c.code) << c.xml;
}

TEST(Twiml, TakesAtMostTenNumbers) {
  std::string numbers;
  for (int i = 0; i < 10; ++i)
    numbers += "<Number>+14155550123</Number>";
  EXPECT_EQ(error_of("<Response><Dial>" + numbers + "</Dial></Response>"), 0);
  EXPECT_EQ(error_of("<Response><Dial>" + numbers + "<Number>+14155550123</Number></Dial></Response>"), 13215);
}

TEST(TwimlAnswer, IsJudgedByItsContentType) {
  const std::string twiml = "<Response><Hangup/></Response>";
  for (const char* type : {"text/xml", "application/xml", "text/html", "Text/XML; charset=utf-8", "text/plain"}) {
    const auto document = document_of({type, twiml}, base);
    ASSERT_TRUE(document) << type;
    EXPECT_TRUE(std::holds_alternative<Hangup>(document->verbs.at(0))) << type;
  }
  for (const char* type : {"", "application/json", "application/octet-stream", "text/xmlx"}) {
    const auto document = document_of({type, twiml}, base);
    ASSERT_FALSE(document) << type;
    EXPECT_EQ(document.error().code, 12300);
  }
}

TEST(TwimlAnswer, OfPlainTextIsReadAloud) {
  const auto document = document_of({"text/plain", "Hello"}, base);
  ASSERT_TRUE(document);
  EXPECT_EQ(std::get<Say>(document->verbs.at(0)).text, "Hello");
}

TEST(TwimlAnswer, MustNotBeEmpty) {
  EXPECT_EQ(document_of({"text/xml", ""}, base).error().code, 11770);
}

}  // namespace
}  // namespace teleperson::sandbox::twiml
