#include "twilio/callback.h"

#include <optional>
#include <string>

#include <gtest/gtest.h>

#include "sids.h"

namespace teleperson::twilio {
namespace {

using calls::AnsweredBy;
using calls::CallState;
using calls::LegEnd;
using calls::LegProgress;

const std::string parent = test::sid("CA", 'a');
const std::string child = test::sid("CA", 'c');

util::FormFields with(util::FormFields fields, const util::FormFields& more) {
  fields.insert(fields.end(), more.begin(), more.end());
  return fields;
}

const util::FormFields child_leg{{"CallSid", child}, {"ParentCallSid", parent}};

TEST(DialResult, SaysHowTheLegEnded) {
  const struct {
    util::FormFields fields;
    CallState state;
  } cases[] = {
      {{{"DialCallStatus", "completed"}, {"DialCallSid", child}, {"DialCallDuration", "49"}, {"DialBridged", "true"}},
       {.end = LegEnd::completed, .bridged = true, .duration_seconds = 49, .child_call_sid = child}},
      {{{"DialCallStatus", "completed"}, {"DialBridged", "false"}}, {.end = LegEnd::completed, .bridged = false}},
      {{{"DialCallStatus", "answered"}}, {.end = LegEnd::completed}},
      {{{"DialCallStatus", "busy"}}, {.end = LegEnd::busy}},
      {{{"DialCallStatus", "no-answer"}}, {.end = LegEnd::no_answer}},
      {{{"DialCallStatus", "canceled"}}, {.end = LegEnd::canceled}},
      {{{"DialCallStatus", "failed"}}, {.end = LegEnd::failed}},
      {{{"DialCallStatus", "something-new"}}, {.end = LegEnd::failed}},
      {{}, {.end = LegEnd::failed}},
      {{{"DialCallStatus", "completed"}, {"DialCallDuration", "49s"}, {"DialBridged", "yes"}},
       {.end = LegEnd::completed}},
  };
  for (auto [fields, expected] : cases) {
    const auto news = parse_dial_result(with({{"CallSid", parent}}, fields));
    expected.dial_result = true;
    expected.progress = LegProgress::ended;
    ASSERT_TRUE(news);
    EXPECT_EQ(news->state, expected) << util::encode_form(fields);
    EXPECT_EQ(news->parent_call_sid->text(), parent);
  }
}

TEST(Status, OfTheCalleesLeg) {
  const struct {
    util::FormFields fields;
    CallState state;
  } cases[] = {
      {{{"CallStatus", "queued"}}, {.progress = LegProgress::initiated}},
      {{{"CallStatus", "initiated"}}, {.progress = LegProgress::initiated}},
      {{{"CallStatus", "ringing"}}, {.progress = LegProgress::ringing}},
      {{{"CallStatus", "in-progress"}}, {.progress = LegProgress::in_progress}},
      {{{"CallStatus", "answered"}}, {.progress = LegProgress::in_progress}},
      // `Duration` is in minutes.
      {{{"CallStatus", "completed"}, {"Duration", "1"}, {"CallDuration", "49"}, {"SipResponseCode", "200"}},
       {.progress = LegProgress::ended, .end = LegEnd::completed, .duration_seconds = 49, .sip_response_code = 200}},
      {{{"CallStatus", "completed"}, {"Duration", "1"}}, {.progress = LegProgress::ended, .end = LegEnd::completed}},
      {{{"CallStatus", "completed"}, {"CallDuration", "12"}, {"AnsweredBy", "machine_start"}},
       {.progress = LegProgress::ended,
        .end = LegEnd::completed,
        .answered_by = AnsweredBy::machine,
        .duration_seconds = 12}},
      {{{"CallStatus", "busy"}, {"SipResponseCode", "486"}, {"CallDuration", "0"}},
       {.progress = LegProgress::ended, .end = LegEnd::busy, .duration_seconds = 0, .sip_response_code = 486}},
      {{{"CallStatus", "no-answer"}}, {.progress = LegProgress::ended, .end = LegEnd::no_answer}},
      {{{"CallStatus", "failed"}, {"SipResponseCode", "404"}},
       {.progress = LegProgress::ended, .end = LegEnd::failed, .sip_response_code = 404}},
      {{{"CallStatus", "canceled"}}, {.progress = LegProgress::ended, .end = LegEnd::canceled}},
      {{{"CallStatus", "something-new"}}, {}},
      {{}, {}},
      {{{"CallStatus", "in-progress"}, {"CallDuration", "3"}}, {.progress = LegProgress::in_progress}},
      {{{"CallStatus", "completed"}, {"CallDuration", "-1"}, {"SipResponseCode", "1e3"}},
       {.progress = LegProgress::ended, .end = LegEnd::completed}},
      {{{"CallStatus", "completed"}, {"CallDuration", "99999999999"}},
       {.progress = LegProgress::ended, .end = LegEnd::completed}},
  };
  for (auto [fields, expected] : cases) {
    const auto news = parse_status(with(child_leg, fields));
    expected.child_call_sid = child;
    ASSERT_TRUE(news);
    EXPECT_EQ(news->state, expected) << util::encode_form(fields);
    EXPECT_EQ(news->parent_call_sid->text(), parent);
  }
}

TEST(Status, OfTheBrowsersLeg) {
  const struct {
    const char* status;
    CallState state;
  } cases[] = {
      {"completed", {.parent_ended = true, .parent_duration_seconds = 61}},
      {"failed", {.parent_ended = true, .parent_duration_seconds = 61}},
      {"no-answer", {.parent_ended = true, .parent_duration_seconds = 61}},
      {"in-progress", {}},
      {"ringing", {}},
  };
  for (const auto& [status, expected] : cases) {
    const auto news = parse_status({{"CallSid", parent}, {"CallStatus", status}, {"CallDuration", "61"}});
    ASSERT_TRUE(news);
    EXPECT_EQ(news->state, expected) << status;
    EXPECT_EQ(news->parent_call_sid->text(), parent);
  }
}

TEST(AnsweringMachine, IsToldFromAPerson) {
  const struct {
    const char* text;
    AnsweredBy answered_by;
  } cases[] = {
      {"human", AnsweredBy::human},
      {"machine_start", AnsweredBy::machine},
      {"machine_end_beep", AnsweredBy::machine},
      {"machine_end_silence", AnsweredBy::machine},
      {"machine_end_other", AnsweredBy::machine},
      {"fax", AnsweredBy::fax},
      {"unknown", AnsweredBy::unknown},
      {"something-new", AnsweredBy::unknown},
      {"", AnsweredBy::none},
  };
  for (const auto& [text, expected] : cases) {
    const auto news = parse_answering_machine({{"CallSid", child}, {"AnsweredBy", text}});
    ASSERT_TRUE(news);
    const CallState state{.answered_by = expected, .child_call_sid = child};
    EXPECT_EQ(news->state, state) << text;
    EXPECT_FALSE(news->parent_call_sid);  // only the URL tells which call it is
  }
}

TEST(Callback, IsRefusedWithoutAWellFormedCallSid) {
  const auto malformed = std::unexpected(CallbackError::call_sid);
  for (const auto& fields :
       {util::FormFields{}, util::FormFields{{"CallSid", ""}}, util::FormFields{{"CallSid", test::sid("CA", 'X')}}}) {
    EXPECT_EQ(parse_dial_result(fields).error(), malformed.error());
    EXPECT_EQ(parse_status(fields).error(), malformed.error());
    EXPECT_EQ(parse_answering_machine(fields).error(), malformed.error());
  }
  EXPECT_FALSE(parse_status({{"CallSid", child}, {"ParentCallSid", "x"}}));
  EXPECT_FALSE(parse_dial_result({{"CallSid", parent}, {"DialCallSid", "x"}}));
}

}  // namespace
}  // namespace teleperson::twilio
