#include <gmock/gmock.h>

#include "store_fixture.h"
#include "test_database.h"

namespace teleperson::test {
namespace {

class AccountsTest : public StoreTest {
 protected:
  std::string last_audit(const std::string& column) {
    return database.raw().ask("select coalesce(" + column + ", 'none') from audit_log order by id desc limit 1");
  }
  int audit_rows() { return database.raw().count("audit_log"); }
  std::optional<store::Authority> authority() { return wait(store->authority(token_of("alice"))).value(); }

  const store::Actor admin{.user_id = "root"};
};

TEST_F(AccountsTest, ATokenStandsForItsUser) {
  const auto found = authority();
  ASSERT_TRUE(found);
  EXPECT_EQ(found->user_id, "alice");
  EXPECT_EQ(found->first_name, "alice");
  EXPECT_EQ(found->caller.plan, "premium");
  EXPECT_FALSE(found->caller.disabled);
  EXPECT_EQ(found->settings.account_sid, account_sid);
  EXPECT_FALSE(wait(store->authority(util::sha256("made up"))).value());
}

TEST_F(AccountsTest, AUserIsAddedOnce) {
  const store::NewUser user{.id = "alice", .email = {}, .first_name = {}, .plan = "free"};
  const int before = audit_rows();
  EXPECT_EQ(wait(store->add_user(user, admin, start)), Change::already_exists);
  EXPECT_EQ(authority()->caller.plan, "premium");
  EXPECT_EQ(audit_rows(), before);
}

TEST_F(AccountsTest, AUserMayHaveNoPlanAndNoName) {
  const store::NewUser user{.id = "nobody", .email = {}, .first_name = {}, .plan = {}};
  ASSERT_EQ(wait(store->add_user(user, admin, start)), Change::made);
  ASSERT_EQ(wait(store->add_token("nobody", token_of("nobody"), "laptop", admin, start)), Change::made);
  const auto found = wait(store->authority(token_of("nobody"))).value();
  ASSERT_TRUE(found);
  EXPECT_EQ(found->first_name, std::nullopt);
  EXPECT_EQ(found->caller.plan, std::nullopt);
}

TEST_F(AccountsTest, ChangesBiteAtOnceAndAreAudited) {
  const auto target = "u_" + hasher.user("alice").text();
  ASSERT_EQ(wait(store->set_plan("alice", "free", admin, start + 1s)), Change::made);
  EXPECT_EQ(authority()->caller.plan, "free");
  EXPECT_EQ(last_audit("action"), "user.plan_changed");
  EXPECT_EQ(last_audit("actor_user_id"), "root");
  EXPECT_EQ(last_audit("target_id"), target);
  EXPECT_EQ(last_audit("metadata"), R"({"from":"premium","to":"free"})");
  EXPECT_EQ(last_audit("cast(created_at as text)"), std::to_string((start + 1s).time_since_epoch().count()));

  ASSERT_EQ(wait(store->set_plan("alice", std::nullopt, admin, start)), Change::made);
  EXPECT_EQ(authority()->caller.plan, std::nullopt);
  EXPECT_EQ(last_audit("metadata"), R"({"from":"free","to":null})");

  ASSERT_EQ(wait(store->set_disabled("alice", true, admin, start)), Change::made);
  EXPECT_TRUE(authority()->caller.disabled);
  EXPECT_EQ(last_audit("action"), "user.disabled");
  ASSERT_EQ(wait(store->set_disabled("alice", false, admin, start)), Change::made);
  EXPECT_FALSE(authority()->caller.disabled);
  EXPECT_EQ(last_audit("action"), "user.enabled");

  ASSERT_EQ(wait(store->set_role("alice", "admin", {}, start)), Change::made);
  EXPECT_EQ(last_audit("metadata"), R"({"from":"user","to":"admin"})");
  EXPECT_EQ(last_audit("actor_user_id"), "none");

  ASSERT_EQ(wait(store->revoke_token(token_of("alice"), admin, start)), Change::made);
  EXPECT_FALSE(authority());
  EXPECT_EQ(last_audit("action"), "token.revoked");
  EXPECT_EQ(last_audit("target_id"), target);
}

TEST_F(AccountsTest, WhatChangesNothingIsNotAudited) {
  const int before = audit_rows();
  EXPECT_EQ(wait(store->set_plan("alice", "premium", admin, start)), Change::unchanged);
  EXPECT_EQ(wait(store->set_role("alice", "user", admin, start)), Change::unchanged);
  EXPECT_EQ(wait(store->set_disabled("alice", false, admin, start)), Change::unchanged);
  EXPECT_EQ(wait(store->save_settings(settings, std::nullopt, admin, start)), Change::unchanged);
  EXPECT_EQ(wait(store->add_token("alice", token_of("alice"), {}, admin, start)), Change::already_exists);
  EXPECT_EQ(wait(store->set_plan("nobody", "free", admin, start)), Change::not_found);
  EXPECT_EQ(wait(store->set_role("nobody", "admin", admin, start)), Change::not_found);
  EXPECT_EQ(wait(store->set_disabled("nobody", true, admin, start)), Change::not_found);
  EXPECT_EQ(wait(store->add_token("nobody", util::sha256("x"), {}, admin, start)), Change::not_found);
  EXPECT_EQ(wait(store->revoke_token(util::sha256("x"), admin, start)), Change::not_found);
  EXPECT_EQ(audit_rows(), before);
}

TEST_F(AccountsTest, FindsUsersByTheStartOfWhatTheyAreKnownBy) {
  const auto add = [&](const std::string& id, const std::string& email, const std::string& first_name) {
    ASSERT_EQ(wait(store->add_user({.id = id, .email = email, .first_name = first_name, .plan = {}}, operator_, start)),
              Change::made);
  };
  add("Rob-2", "z@mail.example", "Zoe");
  add("rob-1", "robert@mail.example", "Robin");
  add("x-3", "ROB@mail.example", "Rob");
  add("x-2", "y@mail.example", "Robin");
  add("x-1", "y@mail.example", "Robin");
  add("other", "o@mail.example", "Olga");
  for (const int size : {1, 2, 3, 100}) {
    std::vector<std::string> found;
    store::UserQuery query{.prefix = "rOB", .after = {}, .page_size = size};
    for (bool more = true; more;) {
      const auto page = wait(store->users(query)).value();
      for (const auto& user : page.users)
        found.push_back(user.id);
      more = page.more;
      query.after = page.users.back().id;
    }
    EXPECT_THAT(found, testing::ElementsAre("rob-1", "Rob-2", "x-3", "x-1", "x-2")) << size;
  }
  const auto gone = wait(store->users({.prefix = "rob", .after = "nobody", .page_size = 1})).value();
  EXPECT_EQ(gone.users.at(0).id, "rob-1");
}

TEST_F(AccountsTest, SettingsComeBackAsTheyWereSaved) {
  policy::Settings wanted{.account_sid = account_sid,
                          .token_endpoint_url = "https://other.example/token",
                          .caller_id = e164("+442079460000"),
                          .allowed_regions = {"GB"},
                          .voip_plans = {},
                          .voicemail_detection = false,
                          .limits = {.tickets_per_minute = 3, .calls_per_day = 4, .call_length = 61s}};
  ASSERT_EQ(wait(store->save_settings(wanted, std::nullopt, admin, start)), Change::made);
  const auto found = authority()->settings;
  EXPECT_EQ(found.token_endpoint_url, wanted.token_endpoint_url);
  EXPECT_EQ(found.caller_id, wanted.caller_id);
  EXPECT_EQ(found.allowed_regions, wanted.allowed_regions);
  EXPECT_EQ(found.voip_plans, wanted.voip_plans);
  EXPECT_EQ(found.voicemail_detection, false);
  EXPECT_EQ(found.limits.tickets_per_minute, 3);
  EXPECT_EQ(found.limits.calls_per_day, 4);
  EXPECT_EQ(found.limits.call_length, 61s);
  EXPECT_EQ(last_audit("action"), "settings.changed");
  EXPECT_THAT(last_audit("metadata"), testing::HasSubstr(hasher.number(*wanted.caller_id).text()));

  wanted.caller_id.reset();
  ASSERT_EQ(wait(store->save_settings(wanted, std::nullopt, admin, start)), Change::made);
  EXPECT_EQ(wait(store->settings()).value().settings.caller_id, std::nullopt);
}

TEST_F(AccountsTest, ANameWithACommaIsNoPlan) {
  settings.voip_plans = {"free,premium"};
  EXPECT_THROW(wait(store->save_settings(settings, std::nullopt, admin, start)), std::invalid_argument);
  EXPECT_EQ(authority()->settings.voip_plans, (std::vector<std::string>{"premium", "pro", "enterprise"}));
}

}  // namespace
}  // namespace teleperson::test
