#include "store_fixture.h"
#include "test_database.h"

namespace teleperson::test {
namespace {

using policy::Reason;

class CreateTicketTest : public StoreTest {
 protected:
  /// What the policy is shown when the user asks for a ticket. Nothing is issued.
  policy::Facts facts_at(Timestamp now, const std::string& user = "alice") {
    policy::Facts seen;
    auto look = [&](const policy::Facts& facts) -> policy::Decision {
      seen = facts;
      return std::unexpected(Reason::rate_limited);
    };
    const auto request = ticket_request(now, user);
    EXPECT_TRUE(wait(store->create_ticket(request, look)));
    return seen;
  }

  int denials() { return database.raw().count("audit_log where action = 'call.denied'"); }

  void end_call(const calls::CallId& call_id, Timestamp now) {
    const calls::CallState over{.progress = calls::LegProgress::ended, .end = calls::LegEnd::busy, .dial_result = true};
    ASSERT_TRUE(wait(store->merge(call_id, over, now)).value());
  }
};

TEST_F(CreateTicketTest, ShowsThePolicyFreshFacts) {
  const auto facts = facts_at(start);
  ASSERT_TRUE(facts.caller);
  EXPECT_EQ(facts.caller->plan, "premium");
  EXPECT_FALSE(facts.caller->disabled);
  EXPECT_EQ(facts.settings.caller_id, caller_id);
  EXPECT_EQ(facts.settings.allowed_regions, (std::vector<phone::Region>{"US", "CA"}));
  ASSERT_TRUE(facts.destination);
  EXPECT_EQ(facts.destination->number, number);
  EXPECT_EQ(facts.destination->info.kind, phone::Kind::fixed_line_or_mobile);
  EXPECT_TRUE(facts.destination->info.plausible);
  EXPECT_EQ(facts.destination->verified_at, start);
  EXPECT_TRUE(facts.destination->company_reviewed);
}

TEST_F(CreateTicketTest, KnowsNoCallerOnceTheTokenIsRevoked) {
  ASSERT_EQ(wait(store->revoke_token(token_of("alice"), operator_, start)), Change::made);
  EXPECT_FALSE(facts_at(start).caller);
}

TEST_F(CreateTicketTest, KnowsNoDestinationForAnUnknownNumber) {
  for (const std::string id : {"", "num_0000000000000000", "num_' or 1 = 1 --", "+14155550123"}) {
    number_id = id;
    EXPECT_FALSE(facts_at(start).destination) << id;
  }
}

TEST_F(CreateTicketTest, CountsTicketsOfTheLastMinute) {
  add_user("bob");
  issue_ticket(start);
  issue_ticket(start + 30s);
  issue_ticket(start + 30s, "bob");
  EXPECT_EQ(facts_at(start + 59s).usage.tickets_last_minute, 2);
  EXPECT_EQ(facts_at(start + 60s).usage.tickets_last_minute, 1);
  EXPECT_EQ(facts_at(start + 90s).usage.tickets_last_minute, 0);
  EXPECT_EQ(facts_at(start + 59s, "bob").usage.tickets_last_minute, 1);
}

TEST_F(CreateTicketTest, CountsARunningCallUntilItEnds) {
  EXPECT_EQ(facts_at(start).usage.live_calls, 0);
  const auto issued = start_call(call_sid(1), start);
  EXPECT_EQ(facts_at(start).usage.live_calls, 1);
  end_call(issued.call_id, start + 5s);
  EXPECT_EQ(facts_at(start + 5s).usage.live_calls, 0);
}

TEST_F(CreateTicketTest, ACallThatWaitsForLateCallbacksIsNotRunningButCountsForTheDay) {
  const auto issued = start_call(call_sid(1), start);
  const calls::CallState over_without_dial_result{.parent_ended = true};
  ASSERT_TRUE(wait(store->merge(issued.call_id, over_without_dial_result, start + 5s)).value());
  ASSERT_TRUE(call_log().empty());
  EXPECT_EQ(facts_at(start + 6s).usage.live_calls, 0);
  EXPECT_EQ(facts_at(start + 6s).usage.calls_last_day, 1);
}

TEST_F(CreateTicketTest, CountsLoggedAndRunningCallsOfADay) {
  add_user("bob");
  end_call(start_call(call_sid(1), start).call_id, start + 5s);
  end_call(start_call(call_sid(2), start + 1h).call_id, start + 2h);
  start_call(call_sid(3), start + 3h);
  EXPECT_EQ(facts_at(start + 23h).usage.calls_last_day, 3);
  EXPECT_EQ(facts_at(start + 24h).usage.calls_last_day, 2);
  EXPECT_EQ(facts_at(start + 23h, "bob").usage.calls_last_day, 0);
}

TEST_F(CreateTicketTest, TheCallAskedAboutIsNotCountedAtTheWebhook) {
  policy::Usage seen;
  auto look = [&](const policy::Facts& facts) -> policy::Decision {
    seen = facts.usage;
    return std::unexpected(Reason::rate_limited);
  };
  issue_ticket(start);
  const auto issued = issue_ticket(start);
  const store::Redemption redemption{issued.ticket_hash, issued.user, call_sid(1), start + 1s};
  ASSERT_TRUE(wait(store->redeem(redemption, look)));
  EXPECT_EQ(seen.tickets_last_minute, 1);
}

TEST_F(CreateTicketTest, ADenialIsNotedOnceAMinute) {
  ASSERT_EQ(wait(store->set_plan("alice", "free", operator_, start)), Change::made);
  for (const auto at : {0s, 1s, 59s}) {
    EXPECT_EQ(ask_for_ticket(ticket_request(start + at)), std::unexpected(Reason::plan_without_voip));
  }
  EXPECT_EQ(denials(), 1);
  EXPECT_FALSE(ask_for_ticket(ticket_request(start + 60s)));
  EXPECT_EQ(denials(), 2);

  ASSERT_EQ(wait(store->set_disabled("alice", true, operator_, start)), Change::made);
  EXPECT_EQ(ask_for_ticket(ticket_request(start + 60s)), std::unexpected(Reason::user_disabled));
  EXPECT_EQ(denials(), 3);  // another reason
  number_id = "num_0";
  EXPECT_FALSE(ask_for_ticket(ticket_request(start + 60s)));
  EXPECT_EQ(denials(), 4);  // another number
}

TEST_F(CreateTicketTest, ADenialNamesUserAndNumberByHash) {
  ASSERT_EQ(wait(store->set_plan("alice", "free", operator_, start)), Change::made);
  ASSERT_FALSE(ask_for_ticket(ticket_request(start)));
  auto raw = database.raw();
  EXPECT_EQ(raw.ask("select target_id from audit_log where action = 'call.denied'"),
            "u_" + hasher.user("alice").text());
  EXPECT_EQ(raw.ask("select metadata from audit_log where action = 'call.denied'"),
            R"({"reason":"plan_without_voip","to_number_hash":")" + hasher.number(number).text() + "\"}");
  EXPECT_EQ(raw.count("audit_log where action = 'call.denied' and actor_user_id is not null"), 0);
  EXPECT_EQ(raw.count("calls"), 0);
}

TEST_F(CreateTicketTest, RefusalsAtTheWebhookAreNotedToo) {
  auto issued = issue_ticket(start);
  ASSERT_TRUE(redeem(issued, call_sid(1), start));
  ASSERT_FALSE(redeem(issued, call_sid(2), start));
  issued.ticket_hash = calls::Ticket::random().hash();
  ASSERT_FALSE(redeem(issued, call_sid(3), start));
  ASSERT_FALSE(redeem(issued, call_sid(4), start + 1s));
  EXPECT_EQ(denials(), 2);  // used, and unknown once
}

}  // namespace
}  // namespace teleperson::test
