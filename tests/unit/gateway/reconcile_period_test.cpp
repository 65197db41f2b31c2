#include "gateway/use_cases/reconcile_period.h"

#include <gmock/gmock.h>

#include "fake_twilio.h"
#include "gateway_fixture.h"

namespace teleperson::test {
namespace {

using gateway::Difference;
using gateway::DifferenceReason;
using testing::ElementsAre;
using testing::IsEmpty;

class ReconcilePeriod : public GatewayTest {
 protected:
  ReconcilePeriod() { config.twilio.api_url = twilio_api.url(); }

  gateway::PeriodReport reconcile(gateway::Period period = {}) {
    period.since = clock.now() - 1h;
    period.now = clock.now();
    const auto report = wait(gateway::reconcile_period(*store, *gateway().setup().rest(), hasher, period));
    EXPECT_TRUE(report) << report.error().sentence;
    return report.value_or(gateway::PeriodReport());
  }
  gateway::PeriodReport restore() { return reconcile({.restore = true}); }

  /// A call at Twilio that no gateway here has seen, with its callee's leg.
  std::string call_elsewhere(std::string_view user, FakeLeg callee = {}) {
    const auto from = "client:u_" + hasher.user(user).text();
    twilio_api.put({.sid = lost, .from = from, .ended = "Wed, 18 Nov 2026 10:50:00 +0000"});
    callee.sid = child;
    callee.parent = lost;
    if (callee.to.empty()) callee.to = number;
    twilio_api.put(callee);
    return lost;
  }
  std::vector<store::LogRow> rows() { return wait(store->call_log(0, 100)).value(); }
  static std::vector<std::string> texts(const std::vector<calls::CallSid>& sids) {
    std::vector<std::string> texts;
    for (const auto& sid : sids)
      texts.push_back(sid.text());
    return texts;
  }

  FakeTwilio twilio_api;
  const std::string lost = sid("CA", '7');
};

TEST_F(ReconcilePeriod, LeavesACallOfAnotherInstallationAloneAlsoIfItsUserIsKnownHere) {
  call_elsewhere(user_id, {.duration = "9"});
  const auto report = reconcile();
  EXPECT_THAT(texts(report.not_ours), ElementsAre(lost));
  EXPECT_TRUE(report.is_complete());
  EXPECT_EQ(report.calls, 0);
  EXPECT_THAT(rows(), IsEmpty());
}

TEST_F(ReconcilePeriod, RestoresItWhenToldTo) {
  call_elsewhere(user_id, {.duration = "9"});
  const auto planned = reconcile({.write = false, .restore = true});
  EXPECT_THAT(planned.differences, ElementsAre(Difference{lost, DifferenceReason::missing}));
  EXPECT_THAT(rows(), IsEmpty());
  const auto done = restore();
  EXPECT_EQ(done.written, 1);
  EXPECT_TRUE(done.is_complete());
  EXPECT_THAT(done.not_ours, IsEmpty());
  ASSERT_EQ(rows().size(), 1U);
  EXPECT_EQ(rows()[0].duration_seconds, 9);
  const auto again = reconcile();
  EXPECT_EQ(again.written, 0);
  EXPECT_EQ(again.calls, 1);
  EXPECT_TRUE(again.is_complete());
}

TEST_F(ReconcilePeriod, RestoresNothingOfAUserWhoIsNobodyHere) {
  call_elsewhere("a stranger", {.duration = "9"});
  const auto report = restore();
  EXPECT_THAT(texts(report.not_ours), ElementsAre(lost));
  EXPECT_TRUE(report.is_complete());
  EXPECT_THAT(rows(), IsEmpty());
}

TEST_F(ReconcilePeriod, CountsARestoredCallByWhatIsKnownOfIt) {
  call_elsewhere(user_id, {.status = "in-progress"});
  twilio_api.put({.sid = lost, .from = "client:u_" + hasher.user(user_id).text(), .status = "in-progress"});
  const auto running = restore();
  EXPECT_EQ(running.running, 1);
  EXPECT_TRUE(running.is_complete());

  call_elsewhere(user_id);  // over, and how long it was is not known yet
  const auto unsettled = restore();
  EXPECT_EQ(unsettled.running, 0);
  EXPECT_EQ(unsettled.calls, 1);
  EXPECT_THAT(unsettled.differences, ElementsAre(Difference{lost, DifferenceReason::unsettled}));

  call_elsewhere(user_id, {.to = "sip:somebody@example.com", .duration = "9"});
  EXPECT_THAT(restore().differences, ElementsAre(Difference{lost, DifferenceReason::number_unknown}));

  twilio_api.remove(child);  // over long ago, and nobody was dialled
  const auto refused = restore();
  EXPECT_EQ(refused.refused, 1);
  EXPECT_TRUE(refused.is_complete());

  twilio_api.put({.sid = lost,
                  .from = "client:u_" + hasher.user(user_id).text(),
                  .ended = "Wed, 18 Nov 2026 11:06:39 +0000"});  // just now: a leg may still become known
  const auto childless = restore();
  EXPECT_EQ(childless.refused, 0);
  EXPECT_THAT(childless.differences, ElementsAre(Difference{lost, DifferenceReason::unsettled}));
  EXPECT_EQ(reconcile().refused, 1);
  EXPECT_THAT(rows(), IsEmpty());
}

TEST_F(ReconcilePeriod, IsCompleteWhenEachTicketRedeemedHasItsRow) {
  start_call();
  const auto gone = reconcile();
  EXPECT_EQ(gone.tickets, 1);
  EXPECT_THAT(gone.differences, ElementsAre(Difference{parent, DifferenceReason::not_at_twilio}));
  EXPECT_FALSE(gone.is_complete());

  const auto from = "client:u_" + hasher.user(user_id).text();
  twilio_api.put({.sid = parent, .from = from, .status = "in-progress"});
  twilio_api.put({.sid = child, .parent = parent, .to = std::string(number), .status = "in-progress"});
  const auto running = reconcile();
  EXPECT_EQ(running.running, 1);
  EXPECT_TRUE(running.is_complete());

  twilio_api.put({.sid = parent, .from = from});
  twilio_api.put({.sid = child, .parent = parent, .to = std::string(number), .status = "busy"});
  EXPECT_THAT(reconcile({.write = false}).differences, ElementsAre(Difference{parent, DifferenceReason::missing}));
  const auto done = reconcile();
  EXPECT_EQ(done.written, 1);
  EXPECT_TRUE(done.is_complete());
  EXPECT_EQ(rows().size(), 1U);
}

TEST_F(ReconcilePeriod, LooksAtATicketWhoseCallTwilioBeganBeforeThePeriod) {
  start_call();
  const auto from = "client:u_" + hasher.user(user_id).text();
  twilio_api.put({.sid = parent, .from = from, .created = "Wed, 18 Nov 2026 10:06:39 +0000"});
  twilio_api.put({.sid = child, .parent = parent, .to = std::string(number), .status = "busy"});
  const auto report = reconcile();
  EXPECT_EQ(report.written, 1);
  EXPECT_TRUE(report.is_complete());
}

}  // namespace
}  // namespace teleperson::test
