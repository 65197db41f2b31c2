#include "store_fixture.h"

namespace teleperson::test {
namespace {

using policy::Reason;

class RedeemTest : public StoreTest {};

TEST_F(RedeemTest, GivesTheNumberOfTheTicket) {
  const auto issued = issue_ticket(start);
  const auto dial = redeem(issued, call_sid(1), start + 1s);
  ASSERT_TRUE(dial);
  EXPECT_EQ(dial->call_id, issued.call_id);
  EXPECT_EQ(dial->number, number);
  EXPECT_EQ(dial->caller_id, caller_id);
  EXPECT_EQ(dial->time_limit, 3600s);
  EXPECT_TRUE(dial->voicemail_detection);
}

TEST_F(RedeemTest, AnswersTheSameAgainToTheSameLeg) {
  const auto issued = issue_ticket(start);
  const auto first = redeem(issued, call_sid(1), start + 1s).value();
  settings.voicemail_detection = false;
  settings.caller_id = e164("+14155550101");
  settings.limits.call_length = 120s;
  ASSERT_EQ(wait(store->save_settings(settings, std::nullopt, operator_, start)), Change::made);

  const auto again = redeem(issued, call_sid(1), start + 90s).value();  // also after the ticket's time
  EXPECT_EQ(again.call_id, first.call_id);
  EXPECT_EQ(again.number, first.number);
  EXPECT_EQ(again.caller_id, first.caller_id);
  EXPECT_EQ(again.time_limit, first.time_limit);
  EXPECT_EQ(again.voicemail_detection, first.voicemail_detection);
}

TEST_F(RedeemTest, RefusesASecondUse) {
  const auto issued = issue_ticket(start);
  ASSERT_TRUE(redeem(issued, call_sid(1), start + 1s));
  EXPECT_EQ(redeem(issued, call_sid(2), start + 2s), std::unexpected(Reason::ticket_used));
  EXPECT_TRUE(redeem(issued, call_sid(1), start + 3s));
}

TEST_F(RedeemTest, RefusesAThiefAndLeavesTheTicketToItsOwner) {
  add_user("mallory");
  const auto issued = issue_ticket(start);
  auto stolen = issued;
  stolen.user = hasher.user("mallory");
  EXPECT_EQ(redeem(stolen, call_sid(1), start + 1s), std::unexpected(Reason::ticket_unknown));
  EXPECT_TRUE(redeem(issued, call_sid(2), start + 2s));
  EXPECT_EQ(redeem(stolen, call_sid(2), start + 2s), std::unexpected(Reason::ticket_unknown));
}

TEST_F(RedeemTest, RefusesAnUnknownTicket) {
  auto issued = issue_ticket(start);
  issued.ticket_hash = calls::Ticket::random().hash();
  EXPECT_EQ(redeem(issued, call_sid(1), start), std::unexpected(Reason::ticket_unknown));
}

TEST_F(RedeemTest, RefusesALateTicketFromTheMomentItExpires) {
  const auto in_time = issue_ticket(start);
  EXPECT_TRUE(redeem(in_time, call_sid(1), start + 60s - 1ms));
  const calls::CallState over{.progress = calls::LegProgress::ended, .dial_result = true};
  ASSERT_TRUE(wait(store->merge(in_time.call_id, over, start + 60s)).value());

  const auto late = issue_ticket(start + 2min);
  EXPECT_EQ(redeem(late, call_sid(2), start + 3min), std::unexpected(Reason::ticket_expired));
  EXPECT_EQ(view(late)->refused, Reason::ticket_expired);
  EXPECT_TRUE(view(late)->ticket_void);
  EXPECT_FALSE(view(late)->redeemed);
}

TEST_F(RedeemTest, RefusesAVoidedTicket) {
  const auto issued = issue_ticket(start);
  const auto voided = wait(store->void_ticket(issued.call_id, issued.user, start + 1s)).value().value();
  EXPECT_TRUE(voided.ticket_void);
  EXPECT_EQ(voided.refused, std::nullopt);  // its owner gave it back
  EXPECT_EQ(redeem(issued, call_sid(1), start + 2s), std::unexpected(Reason::ticket_expired));
}

TEST_F(RedeemTest, OnlyTheOwnerSeesOrVoidsACall) {
  add_user("mallory");
  const auto issued = issue_ticket(start);
  const auto mallory = hasher.user("mallory");
  EXPECT_FALSE(wait(store->call(issued.call_id, mallory)).value());
  EXPECT_FALSE(wait(store->void_ticket(issued.call_id, mallory, start + 1s)).value());
  EXPECT_TRUE(redeem(issued, call_sid(1), start + 2s));
}

TEST_F(RedeemTest, VoidingAUsedTicketChangesNothing) {
  const auto issued = start_call(call_sid(1), start);
  const auto seen = wait(store->void_ticket(issued.call_id, issued.user, start + 1s)).value().value();
  EXPECT_TRUE(seen.redeemed);
  EXPECT_FALSE(seen.ticket_void);
  EXPECT_EQ(seen.parent_call_sid, call_sid(1));
}

TEST_F(RedeemTest, ALegDialsOnce) {
  const auto first = issue_ticket(start);
  const auto second = issue_ticket(start);
  ASSERT_TRUE(redeem(first, call_sid(1), start));
  EXPECT_EQ(redeem(second, call_sid(1), start), std::unexpected(Reason::ticket_used));
  EXPECT_TRUE(redeem(first, call_sid(1), start));
}

/// What may change between the ticket and the webhook, and what the webhook must then say.
struct Change_ {
  const char* name;
  Reason reason;
  std::function<void(store::Store&, const store::TokenHash&, policy::Settings, phone::E164)> make;
};

class ChangeBeforeRedeemTest : public StoreTest, public testing::WithParamInterface<Change_> {};

TEST_P(ChangeBeforeRedeemTest, BitesAtTheWebhookAndStaysTheAnswerForTheLeg) {
  const auto issued = issue_ticket(start);
  GetParam().make(*store, token_of("alice"), settings, number);
  EXPECT_EQ(redeem(issued, call_sid(1), start + 1s), std::unexpected(GetParam().reason));

  // The cause goes away: the leg that was refused is refused again, and no other can use the ticket.
  ASSERT_TRUE(wait(store->set_plan("alice", "pro", operator_, start)));
  ASSERT_TRUE(wait(store->set_disabled("alice", false, operator_, start)));
  ASSERT_TRUE(wait(store->save_settings(settings, std::nullopt, operator_, start)));
  ASSERT_TRUE(wait(store->verify_number(number, std::nullopt, operator_, start)));
  EXPECT_EQ(redeem(issued, call_sid(1), start + 2s), std::unexpected(GetParam().reason));
  EXPECT_EQ(redeem(issued, call_sid(2), start + 2s), std::unexpected(Reason::ticket_used));

  EXPECT_EQ(view(issued)->refused, GetParam().reason);
  EXPECT_FALSE(view(issued)->redeemed);
  EXPECT_TRUE(view(issued)->ticket_void);
  EXPECT_EQ(wait(store->live_calls()), 0);
}

INSTANTIATE_TEST_SUITE_P(
    All, ChangeBeforeRedeemTest,
    testing::Values(Change_{"revocation", Reason::unauthorized,
                            [](auto& store, auto& token, auto, auto) {
                              ASSERT_EQ(wait(store.revoke_token(token, {}, start)), Change::made);
                            }},
                    Change_{"downgrade", Reason::plan_without_voip,
                            [](auto& store, auto&, auto, auto) {
                              ASSERT_EQ(wait(store.set_plan("alice", "free", {}, start)), Change::made);
                            }},
                    Change_{"disabling", Reason::user_disabled,
                            [](auto& store, auto&, auto, auto) {
                              ASSERT_EQ(wait(store.set_disabled("alice", true, {}, start)), Change::made);
                            }},
                    Change_{"unverifying", Reason::number_not_verified,
                            [](auto& store, auto&, auto, auto number) {
                              ASSERT_EQ(wait(store.unverify_number(number, {}, start)), Change::made);
                            }},
                    Change_{"lapse", Reason::verification_lapsed,
                            [](auto& store, auto&, auto, auto number) {
                              ASSERT_EQ(wait(store.verify_number(number, start + 1s, {}, start)), Change::made);
                            }},
                    Change_{"regions", Reason::region_not_allowed,
                            [](auto& store, auto&, auto settings, auto) {
                              settings.allowed_regions = {"CA"};
                              ASSERT_EQ(wait(store.save_settings(settings, std::nullopt, {}, start)), Change::made);
                            }},
                    Change_{"configuration", Reason::voice_not_configured,
                            [](auto& store, auto&, auto settings, auto) {
                              settings.caller_id.reset();
                              ASSERT_EQ(wait(store.save_settings(settings, std::nullopt, {}, start)), Change::made);
                            }}),
    [](const auto& each) { return each.param.name; });

}  // namespace
}  // namespace teleperson::test
