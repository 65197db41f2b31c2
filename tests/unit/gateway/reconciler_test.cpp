#include "gateway/reconciler.h"

#include <functional>
#include <optional>
#include <stdexcept>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/steady_timer.hpp>
#include <gmock/gmock.h>

#include "fake_twilio.h"
#include "gateway_fixture.h"

namespace teleperson::test {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

/// One that breaks once, so many readings from when it is told to.
class BreakingClock final : public util::Clock {
 public:
  explicit BreakingClock(const util::Clock& clock) : clock_(clock) {}
  util::Timestamp now() const override {
    if (left_ > 0 && --left_ == 0) throw std::runtime_error("the clock has stopped");
    return clock_.now();
  }
  void break_at(int reading) { left_ = reading; }

 private:
  const util::Clock& clock_;
  mutable int left_ = 0;
};

class ReconcilerTest : public GatewayTest {
 protected:
  ReconcilerTest() {
    config.twilio.api_url = api.url();
    store =
        store::open({.url = config.database_url, .hasher = &hasher, .patience = {.ask_after = 120s}, .logger = &log});
    run_gateway_.emplace(loop, config, *store, hasher, number_plan, breaking_clock, log);
  }

  struct Due {
    std::string sid, id, token;
  };
  /// A call that was handed to Twilio, of a user of its own, and is due to be asked about in two minutes.
  Due due_call(char digit) {
    const std::string user = std::string("caller ") + digit;
    const auto token = calls::ExtensionToken::random().text();
    add_admin(user, "user", token, "premium");
    const auto document = json(post("/v1/voice/calls", token, R"({"number_id":")" + number_id + R"("})"), 201);
    const auto call_sid = sid("CA", digit);
    const auto answer = ask_voice_url(text(document, "ticket"), call_sid, "client:u_" + hasher.user(user).text());
    EXPECT_THAT(answer.body, HasSubstr("<Dial "));
    return {call_sid, text(document, "call_id"), token};
  }
  /// The same, and Twilio tells how it ended. Gives what the log has when that is known.
  std::string settled_call(char digit) {
    const auto call = due_call(digit);
    api.put({.sid = sid("CA", static_cast<char>(digit + 1)), .parent = call.sid, .duration = "9"});
    return R"("event":"reconcile.asked","call_sid":")" + call.sid + R"(","settled":true)";
  }
  /// What is due now, taken as another node would.
  std::vector<std::string> due() {
    std::vector<std::string> sids;
    const auto claimed = wait(store->claim_unheard(clock.now(), 180s, 10)).value();
    for (const auto& call : claimed)
      sids.push_back(call.parent_call_sid.text());
    return sids;
  }
  static std::string untold(const Due& call) { return R"("event":"reconcile.not_answered","call_sid":")" + call.sid; }

  void start_reconciling() {
    loop.restart();
    boost::asio::co_spawn(loop, run_gateway_->reconciler().run(),
                          [](std::exception_ptr failure) { EXPECT_FALSE(failure); });
  }
  /// Lets the loop work.
  void run_until(const std::function<bool()>& is_done) {
    while (!is_done())
      ASSERT_EQ(loop.run_one(), 1U) << "nothing is left to do";
  }
  void stop_reconciling() {
    run_gateway_->reconciler().stop();
    loop.poll();
  }
  /// Lets the reconciler work until the log has all of these.
  void reconcile_until(const std::vector<std::string>& events) {
    start_reconciling();
    run_until([&] {
      const auto lines = log_lines();
      return std::ranges::all_of(events, [&](const auto& event) { return lines.contains(event); });
    });
    stop_reconciling();
  }
  /// Asks the gateway whose reconciler runs to end a call.
  void hang_up(const Due& call, std::function<void()> then) {
    const auto end = [](gateway::Gateway& gateway, std::string token, std::string target) -> util::Task<> {
      http::Request request;
      request.method = Method::post;
      request.path = request.target = target;
      const Headers headers{{"X-TLE-Token", token}};
      request.headers = headers;
      co_await gateway.handle(request);
    };
    boost::asio::co_spawn(loop, end(*run_gateway_, call.token, "/v1/voice/calls/" + call.id + "/end"),
                          [then = std::move(then)](std::exception_ptr) { then(); });
  }

  FakeTwilio api;
  BreakingClock breaking_clock{clock};

 private:
  std::optional<gateway::Gateway> run_gateway_;
};

TEST_F(ReconcilerTest, OneCallOfWhichTwilioDoesNotTellHoldsUpNoOther) {
  const auto broken = due_call('0');
  api.fail(broken.sid, 500);
  std::vector<std::string> events{untold(broken)};
  for (const char digit : {'2', '4', '6', '8'})
    events.push_back(settled_call(digit));
  clock.advance(2min);
  reconcile_until(events);
  EXPECT_THAT(log_lines(), Not(HasSubstr("reconcile.failed"))) << "that is for Twilio as a whole";
}

TEST_F(ReconcilerTest, AsksLaterAboutACallOfWhichTwilioDidNotTell) {
  const auto broken = due_call('0');
  api.fail(broken.sid, 500);
  clock.advance(2min);
  reconcile_until({untold(broken)});
  EXPECT_THAT(due(), IsEmpty());
  clock.advance(4min - 1ms);
  EXPECT_THAT(due(), IsEmpty());
  clock.advance(1ms);
  EXPECT_THAT(due(), ElementsAre(broken.sid));
}

TEST_F(ReconcilerTest, OneThatHangsHoldsUpNoOther) {
  const auto hanging = due_call('0');
  api.fail(hanging.sid, 0);
  std::vector<std::string> events;
  for (const char digit : {'2', '4', '6', '8'})
    events.push_back(settled_call(digit));
  clock.advance(2min);
  reconcile_until(events);
}

TEST_F(ReconcilerTest, RestsWhenTwilioRefusesTheCredentials) {
  api.fail(due_call('0').sid, 401);
  clock.advance(2min);
  reconcile_until({"reconcile.failed"});
}

TEST_F(ReconcilerTest, RestsWhenTwilioWantsToBeLeftAlone) {
  api.fail(due_call('0').sid, 429);
  clock.advance(2min);
  reconcile_until({"reconcile.failed"});
}

TEST_F(ReconcilerTest, RestsWhenTwilioTellsOfNoCall) {
  api.fail("GET", 500);
  for (const char digit : {'0', '2', '4'})
    due_call(digit);
  clock.advance(2min);
  reconcile_until({"reconcile.failed"});
}

TEST_F(ReconcilerTest, ADefectInOneEndsNeitherTheOthersNorTheGateway) {
  const std::vector<std::string> events{settled_call('0'), settled_call('2')};
  clock.advance(2min);
  breaking_clock.break_at(2);  // the first is for taking calls
  start_reconciling();
  run_until([&] {
    const auto lines = log_lines();
    return lines.contains("reconcile.defect") && (lines.contains(events[0]) || lines.contains(events[1]));
  });
  stop_reconciling();
  EXPECT_THAT(log_lines(), HasSubstr("the clock has stopped"));
}

TEST_F(ReconcilerTest, RequestsThatHangDelayNoUserWhoHangsUp) {
  const auto first = due_call('0');
  const auto second = due_call('2');
  due_call('4');
  api.fail("GET", 0);
  api.fail("POST /2010-04-01/Accounts/" + sid("AC") + "/Calls/" + first.sid, 0);
  api.put({.sid = second.sid});
  clock.advance(2min);
  start_reconciling();
  boost::asio::steady_timer look_again(loop);
  const auto wait_for = [&](const std::function<bool()>& is_so) {
    run_until([&] {
      look_again.expires_after(1ms);
      look_again.async_wait([](boost::system::error_code) {});
      return is_so();
    });
  };
  wait_for([&] { return api.asked("GET") == 3; });
  std::string ended;
  hang_up(first, [&] { ended += "first "; });
  wait_for([&] { return api.asked("POST") == 1; });
  hang_up(second, [&] { ended += "second "; });
  run_until([&] { return ended.contains("first") && ended.contains("second"); });
  EXPECT_EQ(ended, "second first ") << "the second waited for the time-out of the first";
  stop_reconciling();
}

}  // namespace
}  // namespace teleperson::test
