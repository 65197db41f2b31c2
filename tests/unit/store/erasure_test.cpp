#include <gmock/gmock.h>

#include "store_fixture.h"

namespace teleperson::test {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

const std::string zeros(64, '0');

class ErasureTest : public StoreTest {
 protected:
  ErasureTest() {
    add_user("bob");
    store.reset();
    store = store::open({.url = url, .hasher = &hasher, .patience = patience, .logger = nullptr});  // as the owner
  }

  /// A call from beginning to end.
  void call(int index, Timestamp at, const std::string& user = "bob") {
    const auto issued = start_call(call_sid(index), at, user);
    finish(issued, at);
  }
  void finish(const Issued& issued, Timestamp at) {
    const calls::CallState over{.progress = calls::LegProgress::ended, .end = calls::LegEnd::busy, .dial_result = true};
    EXPECT_TRUE(wait(store->merge(issued.call_id, over, at)).value());
  }
  store::Result<Change> erase(const std::string& user, Timestamp at = start + 1h) {
    return wait(store->erase_user(user, operator_, at));
  }
  std::vector<store::Erasure> erasures() { return wait(store->erasures("", 100)).value(); }
  int erase_again(const std::vector<store::Erasure>& all, Timestamp at = start + 2h) {
    return wait(store->erase_again(all, operator_, at)).value();
  }
  std::string hash_of(const std::string& user) const { return hasher.user(user).text(); }
};

TEST_F(ErasureTest, LeavesNothingByWhichTheUserCouldBeFound) {
  const std::string own_text = "bobs laptop";
  const auto token = token_of("second");
  ASSERT_EQ(wait(store->add_token("bob", token, own_text, operator_, start)), Change::made);
  call(1, start);
  issue_ticket(start + 1min, "bob");
  const auto running = start_call(call_sid(2), start + 2min, "bob");
  ASSERT_EQ(wait(store->set_role("bob", "admin", operator_, start)), Change::made);
  const store::Actor bob{.user_id = "bob"};
  ASSERT_EQ(wait(store->verify_number(number, {}, bob, start)), Change::made);
  const store::NewAdminSession session{.session = token_of("session"), .token = token_of("bob"), .user_id = "bob"};
  ASSERT_EQ(wait(store->open_admin_session(session, start, start - 12h)), Change::made);
  ASSERT_TRUE(wait(store->begin_sign_in("bob", {}, start)).value());
  ASSERT_EQ(wait(store->set_plan("bob", "free", operator_, start)), Change::made);
  ASSERT_FALSE(ask_for_ticket(ticket_request(start + 3min, "bob")));

  ASSERT_EQ(erase("bob"), Change::made);
  const auto everything = database.dump();
  for (const std::string& trace : {std::string("'bob'"), std::string("bob@mail.example"), util::to_hex(token_of("bob")),
                                   util::to_hex(token), own_text}) {
    EXPECT_THAT(everything, Not(HasSubstr(trace))) << trace;
  }
  for (const auto* table : {"voice_call_log", "audit_log", "calls", "users", "admin_sign_ins", "phone_numbers"})
    EXPECT_THAT(database.dump(table), Not(HasSubstr(hash_of("bob")))) << table;
  EXPECT_EQ(database.raw().count("log_permits"), 0);
  finish(running, start + 4min);
  ASSERT_EQ(call_log().size(), 2U);
  for (const auto& row : call_log())
    EXPECT_EQ(row.user_id_hash, zeros);
}

TEST_F(ErasureTest, TouchesNobodyElse) {
  call(1, start);
  call(2, start, "alice");
  const auto users = database.dump("extension_tokens");
  ASSERT_EQ(erase("bob"), Change::made);
  EXPECT_THAT(database.dump("extension_tokens"), HasSubstr(util::to_hex(token_of("alice"))));
  ASSERT_EQ(call_log().size(), 2U);
  EXPECT_EQ(call_log()[1].user_id_hash, hash_of("alice"));
  const auto audit = wait(store->find_audit({.target_user_id = "alice"})).value();
  EXPECT_EQ(audit.records.size(), 2U);
}

TEST_F(ErasureTest, RowsStayAsTheyWereButForTheUser) {
  call(1, start);
  const auto before = call_log();
  ASSERT_EQ(erase("bob"), Change::made);
  const auto after = call_log();
  ASSERT_EQ(after.size(), before.size());
  EXPECT_EQ(after[0].id, before[0].id);
  EXPECT_EQ(after[0].created_at, before[0].created_at);
  EXPECT_EQ(after[0].to_number_hash, before[0].to_number_hash);
  EXPECT_EQ(after[0].outcome, before[0].outcome);
}

TEST_F(ErasureTest, IsNotedOnceAndSafeToRepeat) {
  EXPECT_EQ(erase("bob"), Change::made);
  EXPECT_EQ(erase("bob"), Change::unchanged);
  EXPECT_EQ(erase("carol"), Change::not_found);
  const auto audit = wait(store->find_audit({.action = "user.erased"})).value();
  ASSERT_EQ(audit.records.size(), 1U);
  EXPECT_EQ(audit.records[0].target_id, "u_" + zeros);
  ASSERT_EQ(erasures().size(), 1U);
  EXPECT_EQ(erasures()[0].user, hasher.user("bob"));
  EXPECT_EQ(erasures()[0].erased_at, start + 1h);
}

TEST_F(ErasureTest, IsUndoneWithItsAuditRow) {
  call(1, start);
  database.refuse_inserts("audit_log");
  const auto before = database.dump();
  EXPECT_EQ(erase("bob"), std::unexpected(store::Error::unavailable));
  EXPECT_EQ(database.dump(), before);
}

TEST_F(ErasureTest, WhoeverErasesThemselvesIsNotNamedEither) {
  ASSERT_EQ(wait(store->erase_user("bob", {.user_id = "bob"}, start)), Change::made);
  const auto audit = wait(store->find_audit({.action = "user.erased"})).value();
  EXPECT_EQ(audit.records.at(0).actor_user_id, "erased user");
  EXPECT_EQ(audit.records.at(0).actor.kind, store::AuditParty::Kind::removed_user);
}

/// An access token lives on for a while, and Twilio keeps its own records.
TEST_F(ErasureTest, WhatIsHeardOfTheUserLaterIsNobodys) {
  const auto issued = issue_ticket(start, "bob");
  ASSERT_EQ(erase("bob", start), Change::made);
  EXPECT_EQ(redeem(issued, call_sid(1), start + 1s), std::unexpected(policy::Reason::ticket_unknown));
  EXPECT_FALSE(ask_for_ticket(ticket_request(start + 2s, "bob")));
  const store::LostCall lost{.parent_call_sid = call_sid(2),
                             .user = hasher.user("bob"),
                             .number = hasher.number(number),
                             .handed_over_at = start,
                             .verdict = {calls::Outcome::answered, 10}};
  EXPECT_EQ(wait(store->knows_user(hasher.user("bob"))), true);
  EXPECT_EQ(wait(store->log_lost_call(lost)), true);
  EXPECT_EQ(call_log().at(0).user_id_hash, zeros);
  EXPECT_THAT(database.dump("audit_log"), Not(HasSubstr(hash_of("bob"))));
}

TEST_F(ErasureTest, WhoComesAgainIsSomebodyNew) {
  call(1, start);
  ASSERT_EQ(erase("bob"), Change::made);
  const auto before = erasures();
  const store::NewUser bob{.id = "bob", .email = {}, .first_name = {}, .plan = "premium"};
  ASSERT_EQ(wait(store->add_user(bob, operator_, start + 2h)), Change::made);
  ASSERT_EQ(wait(store->add_token("bob", token_of("bob"), std::nullopt, operator_, start + 2h)), Change::made);
  call(2, start + 2h);
  EXPECT_EQ(call_log().at(1).user_id_hash, hash_of("bob"));
  EXPECT_EQ(erase_again(before), 0);
  EXPECT_EQ(call_log().at(1).user_id_hash, hash_of("bob"));
  EXPECT_EQ(wait(store->role_of("bob")), "user");
  EXPECT_EQ(erase("bob", start + 3h), Change::made);
  EXPECT_EQ(erasures().at(0).erased_at, start + 3h);
}

TEST_F(ErasureTest, IsRepeatedForWhomABackupBroughtBack) {
  call(1, start);
  database.raw().run("update users set id_hash = null where id = 'bob'");  // as of an old version
  const std::vector<store::Erasure> file{{.user = hasher.user("bob"), .erased_at = start + 1h},
                                         {.user = hasher.user("carol"), .erased_at = start + 1h}};
  EXPECT_EQ(erase_again(file), 1);
  EXPECT_EQ(wait(store->role_of("bob")), std::nullopt);
  EXPECT_EQ(call_log().at(0).user_id_hash, zeros);
  EXPECT_EQ(erasures().size(), 2U);
  EXPECT_EQ(erase_again(file), 0);
  EXPECT_EQ(erase("bob"), Change::unchanged);
}

TEST_F(ErasureTest, APermitIsForOneUserAndTowardsNobodyOnly) {
  call(1, start);
  call(2, start, "alice");
  auto raw = database.raw();
  const std::string of_bob = " where user_id_hash = '" + hash_of("bob") + "'";
  for (const std::string& attempt :
       {std::string("delete from voice_call_log"), "update voice_call_log set user_id_hash = '" + zeros + "'",
        "update voice_call_log set user_id_hash = to_number_hash" + of_bob,
        "update voice_call_log set user_id_hash = '" + zeros + "', duration_seconds = 1" + of_bob,
        std::string("delete from audit_log"), std::string("update audit_log set action = 'x'"),
        std::string("update audit_log set metadata = '{}' where target_id = 'u_" + hash_of("alice") + "'"),
        std::string("update audit_log set actor_user_id = 'somebody else'")}) {
    raw.run("begin");
    raw.run("insert into log_permits (erased_hash) values ('" + hash_of("bob") + "')");
    EXPECT_THROW(raw.run(attempt), store::sql::DatabaseError) << attempt;
    raw.run("rollback");
  }
}

}  // namespace
}  // namespace teleperson::test
