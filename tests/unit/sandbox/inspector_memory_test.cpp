#include <array>
#include <fcntl.h>
#include <unistd.h>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "sandbox/inspector/inspector.h"
#include "test_account.h"

namespace teleperson::sandbox {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

/// An inspector of its own, whose log can be read.
class InspectorMemory : public ::testing::Test {
 protected:
  ~InspectorMemory() override {
    for (const int end : pipe_)
      ::close(end);
  }

  std::shared_ptr<Call> begin_call() {
    const AccessToken token{"alice", clock_.now() + std::chrono::hours(1), OutgoingGrant{}};
    const auto call = std::make_shared<Call>(loop_.get_executor(), CallRequest{"T", "sdp", {}}, token, *token.outgoing,
                                             nullptr, clock_.now());
    inspector_.call_began(call, token);
    return call;
  }
  /// A voice webhook of that call, with a number in its URL, that was answered so.
  void answer(const Call& call, AttemptResult result, int code, std::string twiml = "") {
    JournalEntry entry;
    entry.webhook = {WebhookKind::voice, call.parent.sid, {"http://app.test/voice"}, {}};
    entry.url = "http://app.test/voice?To=%2B14155550123";
    const auto id = journal_.add(std::move(entry));
    journal_.add_attempt(id, {200, "", std::chrono::milliseconds(1), result, code});
    journal_.finish(id, {"text/xml", "", std::move(twiml)});
  }
  std::string log() {
    std::string text(65'536, '\0');
    const auto size = ::read(pipe_[0], text.data(), text.size());
    text.resize(size > 0 ? static_cast<std::size_t>(size) : 0);
    return text;
  }

  static std::array<int, 2> open_pipe() {
    std::array<int, 2> ends{};
    EXPECT_EQ(::pipe2(ends.data(), O_NONBLOCK), 0);
    return ends;
  }

  testing::FixedClock clock_;
  std::array<int, 2> pipe_ = open_pipe();
  boost::asio::io_context loop_;
  util::Logger log_{util::LogLevel::warn, util::LogFormat::text, clock_, pipe_.at(1)};
  WebhookJournal journal_;
  Inspector inspector_{loop_.get_executor(), journal_, log_, clock_};
};

TEST_F(InspectorMemory, KeepsTheLast200Calls) {
  const std::string first = begin_call()->parent.sid;
  for (std::size_t more = 1; more < Inspector::most_calls; ++more)
    begin_call();
  EXPECT_NE(inspector_.find(first), nullptr);
  const std::string last = begin_call()->parent.sid;
  EXPECT_EQ(inspector_.records().size(), Inspector::most_calls);
  EXPECT_EQ(inspector_.find(first), nullptr);
  EXPECT_NE(inspector_.find(last), nullptr);
  inspector_.note(first, {.kind = "call", .text = "late", .details = {}, .findings = {}});
}

TEST_F(InspectorMemory, KeepsTheFirstStepsOfACall) {
  const auto call = begin_call();
  for (std::size_t step = 0; step < 2 * Inspector::most_steps; ++step)
    inspector_.note(call->parent.sid, {.kind = "call", .text = "x", .details = {}, .findings = {}});
  EXPECT_EQ(inspector_.find(call->parent.sid)->steps.size(), Inspector::most_steps);
}

TEST_F(InspectorMemory, LogsProblemsEachTimeWithoutNumbers) {
  for (int time = 0; time < 2; ++time) {
    answer(*begin_call(), AttemptResult::connect_failed, 11205);
    EXPECT_THAT(log(), HasSubstr("webhook_unreachable")) << time;
  }
  answer(*begin_call(), AttemptResult::connect_failed, 11205);
  EXPECT_THAT(log(), Not(HasSubstr("4155550123")));
}

TEST_F(InspectorMemory, LogsTheRestOnce) {
  const std::string twiml = "<Response><Dial answerOnBridge='true' action='/a'>+14155550123</Dial></Response>";
  answer(*begin_call(), AttemptResult::success, 0, twiml);
  EXPECT_THAT(log(), HasSubstr("no_time_limit"));
  const auto second = begin_call();
  answer(*second, AttemptResult::success, 0, twiml);
  EXPECT_EQ(log(), "");
  EXPECT_EQ(inspector_.find(second->parent.sid)->findings().size(), 1u) << "the call has it all the same";
}

TEST_F(InspectorMemory, LogsOneRefusalOfMany) {
  inspector_.refused(signalling_errors::token_expired, nullptr);
  EXPECT_THAT(log(), HasSubstr("token_expired"));
  inspector_.refused(signalling_errors::token_expired, nullptr);
  EXPECT_EQ(log(), "");
  inspector_.refused(signalling_errors::token_invalid, nullptr);
  EXPECT_THAT(log(), HasSubstr("token_invalid"));
  EXPECT_EQ(inspector_.records().size(), 2u);
}

}  // namespace
}  // namespace teleperson::sandbox
