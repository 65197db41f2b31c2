#include "store/census.h"

#include <map>
#include <random>

#include <gmock/gmock.h>

#include "store_fixture.h"
#include "test_database.h"

namespace teleperson::test {
namespace {

class CensusTest : public StoreTest {
 protected:
  store::Census census(Timestamp now = start) { return wait(store->census(caller_id, now)).value(); }

  /// `plan: users, disabled, ready`.
  std::vector<std::string> plans() {
    std::vector<std::string> lines;
    for (const auto& [plan, users, disabled, ready] : census().plans) {
      lines.push_back(plan.value_or("(none)") + ": " + std::to_string(users) + ", " + std::to_string(disabled) + ", " +
                      std::to_string(ready));
    }
    return lines;
  }
  /// `US verified lapsed`, with how many there are.
  std::map<std::string, std::int64_t> numbers(Timestamp now = start) {
    std::map<std::string, std::int64_t> counts;
    for (const auto& count : census(now).numbers) {
      std::string key = count.info.regions.empty() ? "-" : count.info.regions.front();
      if (count.verified) key += " verified";
      if (count.lapsed) key += " lapsed";
      if (count.is_caller_id) key += " own";
      if (!count.company_reviewed) key += " unreviewed";
      counts[key] += count.numbers;
    }
    return counts;
  }
  void import_company(const std::string& domain) {
    const std::vector<store::NewCompany> companies{
        {.name = domain, .domain = domain, .aliases = {}, .industry = {}, .logo_url = {}, .description = {}}};
    ASSERT_EQ(wait(store->import_companies(companies, operator_, start)), 1);
  }
  void write(const std::string& sql) {
    auto raw = database.raw();
    raw.run(sql);
  }
};

using testing::ElementsAre;
using testing::Pair;
using testing::UnorderedElementsAre;

TEST_F(CensusTest, CountsUsersByPlanAndByWhatKeepsThemFromCalling) {
  EXPECT_THAT(plans(), ElementsAre("premium: 1, 0, 1"));
  ASSERT_EQ(wait(store->add_user({.id = "bob", .email = {}, .first_name = {}, .plan = {}}, operator_, start)),
            Change::made);
  EXPECT_THAT(plans(), UnorderedElementsAre("(none): 1, 0, 0", "premium: 1, 0, 1"));
  ASSERT_EQ(wait(store->set_plan("bob", "premium", operator_, start)), Change::made);
  EXPECT_THAT(plans(), ElementsAre("premium: 2, 0, 1"));
  for (const auto* name : {"first", "second"})
    ASSERT_EQ(wait(store->add_token("bob", token_of(name), std::nullopt, operator_, start)), Change::made);
  EXPECT_THAT(plans(), ElementsAre("premium: 2, 0, 2"));
  ASSERT_EQ(wait(store->set_disabled("bob", true, operator_, start)), Change::made);
  EXPECT_THAT(plans(), ElementsAre("premium: 2, 1, 1"));
  ASSERT_EQ(wait(store->revoke_token(token_of("first"), operator_, start)), Change::made);
  ASSERT_EQ(wait(store->set_disabled("bob", false, operator_, start)), Change::made);
  EXPECT_THAT(plans(), ElementsAre("premium: 2, 0, 2"));
  ASSERT_EQ(wait(store->revoke_token(token_of("second"), operator_, start)), Change::made);
  EXPECT_THAT(plans(), ElementsAre("premium: 2, 0, 1"));
}

TEST_F(CensusTest, WhoeverIsDeletedIsCountedNoMore) {
  add_user("bob", "free");
  write("delete from users where id = 'alice'");
  EXPECT_THAT(plans(), ElementsAre("free: 1, 0, 1"));
}

TEST_F(CensusTest, CountsNumbersByWhatThePolicyAsks) {
  EXPECT_THAT(numbers(), ElementsAre(Pair("US verified", 1)));
  ASSERT_EQ(add_number(e164("+14155550124"), "air.example"), Change::made);
  EXPECT_THAT(numbers(), ElementsAre(Pair("US", 1), Pair("US verified", 1)));
  ASSERT_EQ(wait(store->verify_number(e164("+14155550124"), start + 1h, operator_, start)), Change::made);
  EXPECT_THAT(numbers(), ElementsAre(Pair("US verified", 2)));
  EXPECT_THAT(numbers(start + 1h), ElementsAre(Pair("US verified", 1), Pair("US verified lapsed", 1)));
  ASSERT_EQ(wait(store->unverify_number(e164("+14155550124"), operator_, start)), Change::made);
  EXPECT_THAT(numbers(start + 1h), ElementsAre(Pair("US", 1), Pair("US verified", 1)));
}

TEST_F(CensusTest, ANumberThatLapsedAndIsTheCallerIdIsCountedOnce) {
  ASSERT_EQ(add_number(caller_id, "air.example"), Change::made);
  ASSERT_EQ(wait(store->verify_number(caller_id, start + 1h, operator_, start)), Change::made);
  EXPECT_THAT(numbers(), ElementsAre(Pair("US verified", 1), Pair("US verified own", 1)));
  EXPECT_THAT(numbers(start + 1h), ElementsAre(Pair("US verified", 1), Pair("US verified lapsed own", 1)));
}

TEST_F(CensusTest, ACompanysReviewAndItsEndCountForItsNumbers) {
  write("update companies set reviewed_at = null");
  EXPECT_THAT(numbers(), ElementsAre(Pair("US verified unreviewed", 1)));
  write("update companies set reviewed_at = 1");
  write("update companies set reviewed_at = 2");
  EXPECT_THAT(numbers(), ElementsAre(Pair("US verified", 1)));
  write("delete from companies");
  EXPECT_TRUE(numbers().empty());
}

TEST_F(CensusTest, TellsWhenAPersonLastAnswered) {
  EXPECT_EQ(census().last_answered_at, std::nullopt);
  const std::string hash(64, 'a');
  for (const auto& [key, at, outcome] :
       {std::tuple("1", "7", "answered"), {"2", "9", "failed"}, {"3", "8", "voicemail"}}) {
    write(
        "insert into voice_call_log (created_at, user_id_hash, to_number_hash, duration_seconds, outcome, call_key) "
        "values (" +
        std::string(at) + ", '" + hash + "', '" + hash + "', 0, '" + outcome + "', '" + std::string(63, '0') + key +
        "')");
  }
  EXPECT_EQ(census().last_answered_at, Timestamp(7ms));
}

TEST_F(CensusTest, OffersTheCompaniesWhoseNumbersWereVerifiedLast) {
  import_company("bank.example");
  ASSERT_EQ(add_number(e164("+14155550124"), "bank.example"), Change::made);
  ASSERT_EQ(add_number(e164("+14155550125"), "bank.example"), Change::made);
  import_company("nothing.example");
  const auto domains = [&] {
    const auto page = wait(store->last_verified());
    std::vector<std::string> found;
    for (const auto& company : page->companies)
      found.push_back(company.domain + " " + std::to_string(company.numbers.size()));
    return found;
  };
  EXPECT_THAT(domains(), ElementsAre("air.example 1"));
  ASSERT_EQ(wait(store->verify_number(e164("+14155550124"), std::nullopt, operator_, start + 1s)), Change::made);
  EXPECT_THAT(domains(), ElementsAre("bank.example 2", "air.example 1"));
}

TEST_F(CensusTest, OffersNoMoreThanAPage) {
  for (int i = 0; i < 60; ++i) {
    const auto domain = "c" + std::to_string(i) + ".example";
    const auto another = e164("+1415555" + std::to_string(1000 + i));
    import_company(domain);
    ASSERT_EQ(add_number(another, domain), Change::made);
    ASSERT_EQ(wait(store->verify_number(another, std::nullopt, operator_, start)), Change::made);
  }
  EXPECT_EQ(wait(store->last_verified())->companies.size(), 50U);
}

/// Whatever is done in whatever order: the counts are those that counting would give.
TEST_F(CensusTest, AgreesWithCountingAfterAnyChanges) {
  std::mt19937 random(20261103);  // NOLINT(cert-msc32-c,cert-msc51-cpp): the same each time
  const auto pick = [&](int below) { return static_cast<int>(random() % static_cast<unsigned>(below)); };
  const auto user = [&] { return "user " + std::to_string(pick(6)); };
  const auto plan = [&] {
    return std::vector<std::optional<std::string>>{std::nullopt, "free", "pro"}.at(static_cast<std::size_t>(pick(3)));
  };
  for (int i = 0; i < 400; ++i) {
    switch (pick(6)) {
      case 0:
        wait(store->add_user({.id = user(), .email = {}, .first_name = {}, .plan = plan()}, operator_, start)).value();
        break;
      case 1:
        wait(store->set_plan(user(), plan(), operator_, start)).value();
        break;
      case 2:
        wait(store->set_disabled(user(), pick(2) == 0, operator_, start)).value();
        break;
      case 3:
        wait(store->add_token(user(), token_of(std::to_string(pick(12))), std::nullopt, operator_, start)).value();
        break;
      case 4:
        wait(store->revoke_token(token_of(std::to_string(pick(12))), operator_, start)).value();
        break;
      default:
        if (pick(10) == 0) write("delete from users where id = '" + user() + "'");
    }
  }
  auto raw = database.raw();
  const auto difference = raw.ask(R"(
    select cast(count(*) as text) from (
      select coalesce(plan, '') as plan, count(*) as users, count(disabled_at) as disabled,
             count(case when disabled_at is null and id in (select user_id from extension_tokens) then 1 end) as ready
      from users group by 1
      except select plan, users, disabled, ready from plan_counts) as differences)");
  EXPECT_EQ(difference, "0");
  EXPECT_EQ(raw.ask("select cast(sum(users) as text) from plan_counts"),
            raw.ask("select cast(count(*) as text) from users"));
  EXPECT_GT(raw.count("users"), 2);
}

TEST_F(CensusTest, ATraceTellsWhenEachStepWasHeardOfFirst) {
  const auto sid = call_sid(1);
  const auto issued = start_call(sid, start);
  const auto trace = [&] { return wait(store->call_trace(issued.call_id, issued.user)).value().value(); };
  EXPECT_EQ(trace().created_at, start);
  EXPECT_EQ(trace().redeemed_at, start);
  EXPECT_EQ(trace().dialled_at, std::nullopt);

  const auto hear = [&](const calls::CallState& news, std::chrono::seconds after) {
    EXPECT_TRUE(wait(store->merge(sid, news, start + after)).value());
  };
  hear({.progress = calls::LegProgress::ringing}, 1s);
  hear({.progress = calls::LegProgress::initiated}, 2s);
  hear({.progress = calls::LegProgress::in_progress}, 3s);
  hear({.progress = calls::LegProgress::in_progress, .child_call_sid = "child"}, 4s);
  hear({.answered_by = calls::AnsweredBy::human}, 5s);
  hear({.progress = calls::LegProgress::ended,
        .end = calls::LegEnd::completed,
        .dial_result = true,
        .duration_seconds = 4},
       8s);
  const auto seen = trace();
  EXPECT_EQ(seen.dialled_at, start + 1s);
  EXPECT_EQ(seen.ringing_at, start + 1s);
  EXPECT_EQ(seen.answered_at, start + 3s);
  EXPECT_EQ(seen.detected_at, start + 5s);
  EXPECT_EQ(seen.ended_at, start + 8s);
  EXPECT_EQ(seen.logged_at, start + 8s);
  ASSERT_TRUE(seen.call.logged);
  EXPECT_EQ(seen.call.logged->duration_seconds, 4);
  EXPECT_FALSE(wait(store->call_trace(issued.call_id, hasher.user("somebody else"))).value());
}

TEST_F(CensusTest, ATraceTellsWhenTheWebhookWasRefused) {
  const auto issued = issue_ticket(start);
  ASSERT_EQ(wait(store->set_plan("alice", "free", operator_, start)), Change::made);
  EXPECT_FALSE(redeem(issued, call_sid(1), start + 2s));
  const auto trace = wait(store->call_trace(issued.call_id, issued.user)).value().value();
  EXPECT_EQ(trace.refused_at, start + 2s);
  EXPECT_EQ(trace.redeemed_at, std::nullopt);
  EXPECT_EQ(trace.call.refused, policy::Reason::plan_without_voip);
}

TEST_F(CensusTest, ATestCallIsInTheAuditLogAndAnyOtherIsNot) {
  auto raw = database.raw();
  issue_ticket(start);
  EXPECT_EQ(raw.count("audit_log where action = 'test_call.started'"), 0);
  auto request = ticket_request(start);
  request.test_by = "alice";
  ASSERT_TRUE(ask_for_ticket(request));
  EXPECT_EQ(raw.count("audit_log where action = 'test_call.started' and actor_user_id = 'alice' and target_id = '" +
                      request.call_id.text() + "'"),
            1);
}

}  // namespace
}  // namespace teleperson::test
