#include <gmock/gmock.h>

#include "store_fixture.h"
#include "test_database.h"

namespace teleperson::test {
namespace {

using Kind = store::AuditParty::Kind;
using testing::ElementsAre;
using testing::IsEmpty;

/// Two admins who act on users, numbers and settings, an hour apart each.
class FindAudit : public StoreTest {
 protected:
  FindAudit() {
    add_user("boss");
    add_user("clerk");
    database.allow_changes("audit_log");
    database.raw().run("delete from audit_log");
    EXPECT_EQ(wait(store->set_plan("alice", "pro", boss, start + 1h)), Change::made);
    EXPECT_EQ(wait(store->set_role("alice", "admin", boss, start + 2h)), Change::made);
    EXPECT_EQ(wait(store->set_plan("clerk", "free", clerk, start + 3h)), Change::made);
    EXPECT_EQ(wait(store->unverify_number(number, clerk, start + 4h)), Change::made);
    settings.voicemail_detection = !settings.voicemail_detection;
    EXPECT_EQ(wait(store->save_settings(settings, std::nullopt, {}, start + 5h)), Change::made);
    EXPECT_FALSE(ask_for_ticket(ticket_request(start + 6h, "clerk")));
  }

  store::AuditPage find(const store::AuditQuery& query) { return wait(store->find_audit(query)).value(); }
  std::vector<std::string> actions(const store::AuditQuery& query) {
    std::vector<std::string> found;
    for (const auto& record : find(query).records)
      found.push_back(record.action);
    return found;
  }
  store::AuditRecord first(const store::AuditQuery& query) { return find(query).records.at(0); }

  store::Actor boss{.user_id = "boss"};
  store::Actor clerk{.user_id = "clerk"};
};

TEST_F(FindAudit, NewestFirstAndWithoutDenials) {
  EXPECT_THAT(actions({}), ElementsAre("settings.changed", "number.unverified", "user.plan_changed",
                                       "user.role_changed", "user.plan_changed"));
  EXPECT_THAT(actions({.with_denials = true}), testing::Contains("call.denied").Times(1));
  EXPECT_THAT(actions({.action = "call.denied"}), ElementsAre("call.denied"));
}

TEST_F(FindAudit, ByAction) {
  EXPECT_THAT(actions({.action = "user.plan_changed"}), ElementsAre("user.plan_changed", "user.plan_changed"));
  EXPECT_THAT(actions({.action = "user."}), ElementsAre("user.plan_changed", "user.role_changed", "user.plan_changed"));
  EXPECT_THAT(actions({.action = "user"}), IsEmpty());
  EXPECT_THAT(actions({.action = "use."}), IsEmpty());
}

TEST_F(FindAudit, ByWhoDidIt) {
  EXPECT_THAT(actions({.actor_user_id = "boss"}), ElementsAre("user.role_changed", "user.plan_changed"));
  EXPECT_THAT(actions({.action = "user.", .actor_user_id = "clerk"}), ElementsAre("user.plan_changed"));
  EXPECT_THAT(actions({.actor_user_id = "bos"}), IsEmpty());
}

TEST_F(FindAudit, ByWhatItWasDoneTo) {
  EXPECT_THAT(actions({.target_user_id = "alice"}), ElementsAre("user.role_changed", "user.plan_changed"));
  EXPECT_THAT(actions({.target_id = number_id}), ElementsAre("number.unverified"));
  EXPECT_THAT(actions({.actor_user_id = "clerk", .target_user_id = "clerk"}), ElementsAre("user.plan_changed"));
  EXPECT_THAT(actions({.actor_user_id = "boss", .target_user_id = "clerk"}), IsEmpty());
  EXPECT_THAT(actions({.target_user_id = "clerk", .with_denials = true}),
              ElementsAre("call.denied", "user.plan_changed"));
}

TEST_F(FindAudit, ByTime) {
  EXPECT_THAT(actions({.from = start + 2h, .until = start + 4h}),
              ElementsAre("user.plan_changed", "user.role_changed"));
  EXPECT_THAT(actions({.actor_user_id = "boss", .from = start + 2h}), ElementsAre("user.role_changed"));
  EXPECT_THAT(actions({.until = start}), IsEmpty());
}

TEST_F(FindAudit, PagesFollowEachOtherAlsoWithinAMoment) {
  for (int i = 0; i < 7; ++i)
    EXPECT_EQ(wait(store->set_disabled("clerk", i % 2 == 0, boss, start + 7h)), Change::made);
  const auto all = find({}).records;
  ASSERT_EQ(all.size(), 12U);
  store::AuditQuery query{.page_size = 5};
  std::vector<std::int64_t> paged;
  for (bool more = true; more;) {
    const auto page = find(query);
    ASSERT_LE(page.records.size(), 5U);
    for (const auto& record : page.records)
      paged.push_back(record.id);
    query.before_id = paged.back();
    more = page.more;
  }
  std::vector<std::int64_t> ids;
  for (const auto& record : all)
    ids.push_back(record.id);
  EXPECT_EQ(paged, ids);
}

TEST_F(FindAudit, NamesWhomTheDatabaseKnows) {
  const auto changed = first({.action = "user.role_changed"});
  EXPECT_EQ(changed.created_at, start + 2h);
  EXPECT_EQ(changed.actor_user_id, "boss");
  EXPECT_EQ(changed.actor.kind, Kind::user);
  EXPECT_EQ(changed.actor.name, "boss");
  EXPECT_EQ(changed.actor.detail, "boss@mail.example");
  EXPECT_EQ(changed.target_id, "u_" + hasher.user("alice").text());
  EXPECT_EQ(changed.target.kind, Kind::user);
  EXPECT_EQ(changed.target.name, "alice");
  EXPECT_EQ(changed.metadata, R"({"from":"user","to":"admin"})");

  const auto unverified = first({.target_id = number_id});
  EXPECT_EQ(unverified.target.kind, Kind::number);
  EXPECT_EQ(unverified.target.name, "Example Air");
  EXPECT_EQ(unverified.target.detail, "Support");

  const auto saved = first({.action = "settings.changed"});
  EXPECT_EQ(saved.actor.kind, Kind::none);
  EXPECT_EQ(saved.target.kind, Kind::none);
  EXPECT_EQ(first({.action = "call.denied"}).target.name, "clerk");
}

TEST_F(FindAudit, WhomItDoesNotKnowIsSaidSo) {
  {
    auto raw = database.raw();
    raw.run("delete from users where id in ('boss', 'alice')");
    raw.run("delete from phone_numbers");
  }
  const auto changed = first({.action = "user.role_changed"});
  EXPECT_EQ(changed.actor.kind, Kind::removed_user);
  EXPECT_EQ(changed.target.kind, Kind::removed_user);
  EXPECT_EQ(first({.target_id = number_id}).target.kind, Kind::other);
}

TEST_F(FindAudit, AUserOfBeforeIsKnownFromTheNextRecordOn) {
  database.raw().run("update users set id_hash = null");
  EXPECT_EQ(first({.target_user_id = "alice"}).target.kind, Kind::removed_user);
  EXPECT_EQ(wait(store->set_plan("alice", "free", boss, start + 8h)), Change::made);
  for (const auto& record : find({.target_user_id = "alice"}).records)
    EXPECT_EQ(record.target.name, "alice");
}

TEST_F(FindAudit, TheSettingsAreThereAsTheyWereAndAsTheyAre) {
  const auto metadata = first({.action = "settings.changed"}).metadata;
  EXPECT_THAT(metadata, testing::HasSubstr(R"("voicemail_detection":false,)"));
  EXPECT_THAT(metadata.substr(metadata.find("\"before\"")), testing::HasSubstr(R"("voicemail_detection":true,)"));
}

}  // namespace
}  // namespace teleperson::test
