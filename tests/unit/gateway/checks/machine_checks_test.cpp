#include "checks_fixture.h"

namespace teleperson::gateway::checks {
namespace {

TEST(MachineCheckTest, LooksAtTheDatabase) {
  expect_named(check_database,
               {{"not opened", [](Facts& f) { f.database = DatabaseFacts{.open_error = "Run this."}; }, Status::failed,
                 "cannot be opened"},
                {"no writes", [](Facts& f) { f.database->answers = false; }, Status::failed, "does not take writes"},
                {"a server takes no writes", [](Facts& f) { f.database = DatabaseFacts{.embedded = false}; },
                 Status::failed, "does not take writes"},
                {"not asked", [](Facts& f) { f.database.reset(); }, Status::skipped, "not asked"}});
  expect_named(check_migrations,
               {{"old", [](Facts& f) { (*f.migrations)->found = 1; }, Status::failed, "has schema 1"},
                {"empty", [](Facts& f) { (*f.migrations)->found = 0; }, Status::failed, "has schema 0"},
                {"not ours",
                 [](Facts& f) {
                   f.migrations.emplace(std::unexpect, "Run a newer one.");
                   f.database = DatabaseFacts{.open_error = "It is newer."};
                 },
                 Status::failed, "can work with"},
                {"newer, and this program may go on with it",
                 [](Facts& f) { f.migrations.emplace(std::unexpect, "Run a newer one."); }, Status::warning,
                 "newer schema than this program's"},
                {"not reached",
                 [](Facts& f) {
                   f.migrations.emplace(std::unexpect, "no route");
                   f.database = DatabaseFacts{.open_error = "no route"};
                 },
                 Status::skipped, "cannot be opened"},
                {"not looked at", [](Facts& f) { f.migrations.reset(); }, Status::skipped, "not looked at"}});
  expect_named(check_disk,
               {{"full", [](Facts& f) { f.disk->free_bytes = 100UL << 20; }, Status::failed, "100 MiB left"},
                {"tight", [](Facts& f) { f.disk->free_bytes = 900UL << 20; }, Status::warning, "900 MiB left"},
                {"unknown", [](Facts& f) { f.disk.reset(); }, Status::skipped, "could not be looked at"},
                {"a server's", [](Facts& f) { f.database->embedded = false; }, Status::skipped, "is a server's"}});
}

TEST(MachineCheckTest, NamesEachMissingKey) {
  for (const auto* key : {"PUBLIC_URL", "TWILIO_ACCOUNT_SID", "TWILIO_AUTH_TOKEN", "TWILIO_API_KEY_SID",
                          "TWILIO_API_KEY_SECRET", "TWILIO_TWIML_APP_SID"}) {
    auto facts = good_facts();
    facts.missing_keys = {key};
    const auto findings = check_configuration(facts);
    ASSERT_EQ(findings.size(), 1U);
    EXPECT_EQ(findings.front().status, Status::failed);
    EXPECT_EQ(findings.front().what, std::string(key) + " is not set.");
    EXPECT_FALSE(findings.front().remedy.empty());
  }
}

TEST(MachineCheckTest, LooksAtTheSettings) {
  expect_named(
      check_settings,
      {{"no account", [](Facts& f) { f.settings->account_sid.clear(); }, Status::failed, "is not set"},
       {"another account", [](Facts& f) { f.settings->account_sid = "other"; }, Status::failed,
        "is not TWILIO_ACCOUNT_SID"},
       {"no caller ID", [](Facts& f) { f.settings->caller_id.reset(); }, Status::failed, "No default caller ID"},
       {"no regions", [](Facts& f) { f.settings->allowed_regions.clear(); }, Status::failed, "No region is allowed"},
       {"no plans", [](Facts& f) { f.settings->voip_plans.clear(); }, Status::failed, "No plan has calling"},
       {"unknown", [](Facts& f) { f.settings.reset(); }, Status::skipped, "not read"}});
}

TEST(MachineCheckTest, RunsAllAndCountsAFailureOnly) {
  const auto good = judge(good_facts());
  EXPECT_EQ(good.size(), 16U);  // the credentials are two
  EXPECT_FALSE(any_failed(good));
  EXPECT_FALSE(any_failed(judge([] {
    auto facts = good_facts();
    facts.allowed_origins.clear();
    return facts;
  }())));
  const auto nothing = judge(Facts{});
  EXPECT_EQ(std::ranges::count(nothing, Status::failed, &Finding::status), 0);
}

}  // namespace
}  // namespace teleperson::gateway::checks
