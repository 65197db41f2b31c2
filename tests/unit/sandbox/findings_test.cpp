#include "sandbox/inspector/findings.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace teleperson::sandbox {
namespace {

using std::chrono::milliseconds;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

/// A webhook that ended like that at its only attempt.
JournalEntry ended(AttemptResult result, int http_status, int code, WebhookKind kind = WebhookKind::voice) {
  JournalEntry entry;
  entry.webhook = {kind, "CAx", {"http://app.test/voice?to=+14155550123"}, {}};
  entry.url = "http://app.test/voice?to=+14155550123";
  entry.attempts.push_back({http_status, "", milliseconds(5), result, code});
  entry.finished = true;
  return entry;
}
JournalEntry answered(WebhookKind kind = WebhookKind::voice) {
  return ended(AttemptResult::success, 200, 0, kind);
}

std::vector<std::string> ids(const std::vector<Finding>& findings) {
  std::vector<std::string> result;
  for (const Finding& finding : findings)
    result.emplace_back(finding.id);
  return result;
}

TEST(Findings, NameWhatIsWrongWithAWebhook) {
  struct Case {
    AttemptResult result;
    int http_status;
    int code;
    const char* id;
  };
  for (const Case& c : {Case{AttemptResult::connect_failed, 0, 11205, "webhook_unreachable"},
                        Case{AttemptResult::connect_failed, 0, 11220, "webhook_tls"},
                        Case{AttemptResult::read_timeout, 0, 11200, "webhook_timeout"},
                        Case{AttemptResult::redirect, 302, 11200, "webhook_redirect"},
                        Case{AttemptResult::broken_answer, 0, 11750, "webhook_answer_too_long"},
                        Case{AttemptResult::broken_answer, 0, 11200, "webhook_answer_broken"},
                        Case{AttemptResult::client_error, 403, 11200, "signature_refused"},
                        Case{AttemptResult::client_error, 401, 11200, "signature_refused"},
                        Case{AttemptResult::client_error, 404, 11200, "webhook_not_found"},
                        Case{AttemptResult::client_error, 422, 11200, "webhook_status"},
                        Case{AttemptResult::server_error, 500, 11200, "webhook_status"}}) {
    const auto findings = findings_of_webhook(ended(c.result, c.http_status, c.code));
    ASSERT_THAT(ids(findings), ElementsAre(c.id));
    EXPECT_EQ(findings[0].code, c.code);
    EXPECT_EQ(findings[0].severity, Severity::problem);
    EXPECT_THAT(findings[0].problem, HasSubstr("Voice URL"));
    EXPECT_NE(findings[0].remedy, "");
    EXPECT_THAT(findings[0].remedy, Not(HasSubstr("4155550123"))) << "goes to the log";
  }
}

TEST(Findings, SayForWhichUrlARefusedSignatureWasMade) {
  const auto findings = findings_of_webhook(ended(AttemptResult::client_error, 403, 11200));
  EXPECT_THAT(findings.at(0).remedy, HasSubstr("http://app.test/voice with TWILIO_AUTH_TOKEN"));
}

TEST(Findings, AreNoneForAGoodAnswerAndForWhatIsNotOver) {
  EXPECT_THAT(findings_of_webhook(answered()), IsEmpty());
  JournalEntry waiting = ended(AttemptResult::server_error, 500, 11200);
  waiting.finished = false;
  EXPECT_THAT(findings_of_webhook(waiting), IsEmpty());
  JournalEntry dropped = ended(AttemptResult::server_error, 500, 11200);
  dropped.dropped = true;
  EXPECT_THAT(findings_of_webhook(dropped), IsEmpty());
}

TEST(Findings, WarnOfSlowRepeatedAndTalkativeAnswers) {
  JournalEntry slow = answered(WebhookKind::status);
  slow.attempts[0].duration = milliseconds(2'001);
  EXPECT_THAT(ids(findings_of_webhook(slow)), ElementsAre("webhook_slow"));
  slow.attempts[0].duration = milliseconds(2'000);
  EXPECT_THAT(findings_of_webhook(slow), IsEmpty());

  JournalEntry repeated = answered();
  repeated.attempts.insert(repeated.attempts.begin(), {500, "", milliseconds(1), AttemptResult::server_error, 11200});
  EXPECT_THAT(ids(findings_of_webhook(repeated)), ElementsAre("webhook_repeated"));

  JournalEntry talkative = answered(WebhookKind::parent_status);
  talkative.answer.body_bytes = 2;
  EXPECT_THAT(ids(findings_of_webhook(talkative)), ElementsAre("callback_with_body"));
  talkative.webhook.kind = WebhookKind::action;
  EXPECT_THAT(findings_of_webhook(talkative), IsEmpty()) << "it asks for TwiML";
}

TEST(Findings, NameOverridesThatAreNotUnderstood) {
  JournalEntry entry = answered();
  entry.webhook.target.url += "#rc=99";
  const auto findings = findings_of_webhook(entry);
  ASSERT_THAT(ids(findings), ElementsAre("webhook_override"));
  EXPECT_THAT(findings[0].remedy, HasSubstr("'rc'"));
}

TEST(Findings, NameWhatADialLacks) {
  const auto of = [](const std::string& attributes) {
    const auto document =
        twiml::parse("<Response><Dial " + attributes + ">+14155550123</Dial></Response>", "http://app.test/voice");
    return ids(findings_of_document(document.value()));
  };
  EXPECT_THAT(of("answerOnBridge='true' action='/done' timeLimit='60'"), IsEmpty());
  EXPECT_THAT(of("action='/done' timeLimit='60'"), ElementsAre("no_answer_on_bridge"));
  EXPECT_THAT(of("answerOnBridge='true' timeLimit='60'"), ElementsAre("no_action"));
  EXPECT_THAT(of("answerOnBridge='true' action='/done'"), ElementsAre("no_time_limit"));
  EXPECT_THAT(of("answerOnBridge='true' action='/done' timeLimit='60' record='record-from-ringing'"),
              ElementsAre("recording_requested"));
  EXPECT_THAT(of("answerOnBridge='true' action='/done' timeLimit='60' calerId='x'"), ElementsAre("twiml_ignored"));
}

TEST(Findings, NameWhatIsWrongWithTwiml) {
  EXPECT_EQ(finding_of_twiml_error({11770, "x"}).id, "twiml_empty");
  EXPECT_EQ(finding_of_twiml_error({12300, "x"}).id, "twiml_content_type");
  EXPECT_EQ(finding_of_twiml_error({12100, "x"}).id, "twiml_not_xml");
  EXPECT_EQ(finding_of_twiml_error({12200, "x"}).id, "twiml_invalid");
  EXPECT_EQ(finding_of_twiml_error({13212, "where it is"}).problem, "where it is");
}

TEST(Findings, HaveWordsForEachDialAndEachTokenThatIsRefused) {
  EXPECT_EQ(finding_of_refused_dial(13214).id, "caller_id_not_owned");
  EXPECT_EQ(finding_of_refused_dial(13223).id, "number_not_e164");
  EXPECT_EQ(finding_of_refused_dial(13201).id, "bridged_twice");

  namespace errors = signalling_errors;
  for (const SignallingError& error :
       {errors::application_not_found, errors::connection_declined, errors::malformed_request,
        errors::parameters_too_long, errors::invalid_identity, errors::reconnect_refused, errors::authentication_failed,
        errors::signature_failed, errors::no_valid_account, errors::token_invalid, errors::token_expired,
        errors::expires_too_late}) {
    const Finding finding = finding_of_refusal(error);
    EXPECT_EQ(finding.code, error.code);
    EXPECT_NE(finding.id, "refused") << error.code << " has no words of its own";
    EXPECT_NE(finding.remedy, "");
  }
}

}  // namespace
}  // namespace teleperson::sandbox
