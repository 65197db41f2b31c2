#include "store/sqlite/migration.h"

#include <atomic>
#include <cstdlib>
#include <fstream>
#include <sys/stat.h>
#include <thread>

#include <gmock/gmock.h>

#include "complaint.h"
#include "store_fixture.h"
#include "test_database.h"

namespace teleperson::test {
namespace {

using testing::HasSubstr;
using testing::Not;

class MigrationTest : public testing::Test {
 protected:
  std::string open_complaint(const std::string& at) {
    return complaint([&] { store::open({.url = at, .hasher = &hasher, .patience = {}, .logger = nullptr}); });
  }

  TemporaryFolder folder;
  std::filesystem::path path = folder.file("some folder=\303\274.db");  // SOCI has to be told of blanks and the like
  std::string url = "sqlite:" + path.string();
  phone::Hasher hasher{util::Secret()};
};

TEST_F(MigrationTest, LeadsFromNothingToTheProgramsSchema) {
  const auto plan = store::plan_migration(url);
  EXPECT_EQ(plan.from, 0);
  EXPECT_GE(plan.to, 2);
  EXPECT_THAT(plan.sql, HasSubstr("create table voice_call_log"));
  EXPECT_FALSE(std::filesystem::exists(path));  // planning makes no file

  EXPECT_EQ(store::migrate(url).sql, plan.sql);
  EXPECT_EQ(open_complaint(url), "");
  EXPECT_EQ(store::plan_migration(url).sql, "");
  const auto again = store::migrate(url);
  EXPECT_EQ(again.from, plan.to);
  EXPECT_EQ(again.sql, "");
}

TEST_F(MigrationTest, LeadsFromTheFirstVersionWithWhatItHolds) {
  {
    RawDatabase first(path, store::sqlite::Access::write);
    first.run("create table schema_version (version integer primary key, applied_at integer not null) strict");
    std::string_view script = store::sqlite::schema_0001;
    while (!script.empty()) {
      const auto end = std::min(script.find("\n\n"), script.size());
      first.run(std::string(script.substr(0, end)));
      script.remove_prefix(std::min(end + 2, script.size()));
    }
    first.run("insert into schema_version values (1, 0)");
    first.run("update voice_settings set allowed_regions = 'CA'");
    first.run("insert into users (id, plan, created_at) values ('alice', 'premium', 0), ('bob', null, 0)");
    first.run("insert into extension_tokens (token_hash, user_id, created_at) values ('" + std::string(64, 'a') +
              "', 'alice', 0)");
  }
  EXPECT_THAT(open_complaint(url), HasSubstr("run `teleperson-voice migrate`"));
  const auto plan = store::migrate(url);
  EXPECT_EQ(plan.from, 1);
  EXPECT_THAT(plan.sql, Not(HasSubstr("create table voice_call_log")));
  const auto database = store::open({.url = url, .hasher = &hasher, .patience = {}, .logger = nullptr});
  const auto settings = wait(database->settings()).value();
  EXPECT_EQ(settings.revision, 1);
  EXPECT_EQ(settings.settings.allowed_regions, std::vector<phone::Region>{"CA"});
  const auto plans = wait(database->census(std::nullopt, Timestamp())).value().plans;
  ASSERT_EQ(plans.size(), 2U);
  EXPECT_EQ(plans[0].plan, std::nullopt);
  EXPECT_EQ(plans[1].plan, "premium");
  EXPECT_EQ(plans[1].ready, 1);
}

TEST_F(MigrationTest, ThePlanIsWhatRuns) {
  const auto plan = store::plan_migration(url);
  store::migrate(url);
  const auto by_hand = folder.file("by_hand.db");
  std::ofstream(folder.file("plan.sql")) << plan.sql;
  ASSERT_EQ(std::system(("sqlite3 " + by_hand.string() + " < " + folder.file("plan.sql").string()).c_str()), 0);
  const std::string schema = "select group_concat(sql, ';') from (select sql from sqlite_master order by name)";
  EXPECT_EQ(RawDatabase(by_hand).ask(schema), RawDatabase(path).ask(schema));
}

TEST_F(MigrationTest, StartsWithTheProgramsDefaultSettings) {
  store::migrate(url);
  const auto database = store::open({.url = url, .hasher = &hasher, .patience = {}, .logger = nullptr});
  const auto found = wait(database->settings()).value().settings;
  const policy::Settings defaults;
  EXPECT_EQ(found.account_sid, defaults.account_sid);
  EXPECT_EQ(found.token_endpoint_url, defaults.token_endpoint_url);
  EXPECT_EQ(found.caller_id, defaults.caller_id);
  EXPECT_EQ(found.allowed_regions, defaults.allowed_regions);
  EXPECT_EQ(found.voip_plans, defaults.voip_plans);
  EXPECT_EQ(found.voicemail_detection, defaults.voicemail_detection);
  EXPECT_EQ(found.limits.tickets_per_minute, defaults.limits.tickets_per_minute);
  EXPECT_EQ(found.limits.calls_per_day, defaults.limits.calls_per_day);
  EXPECT_EQ(found.limits.call_length, defaults.limits.call_length);
}

TEST_F(MigrationTest, TwoAtOnceAreSafe) {
  std::vector<std::jthread> threads;
  std::atomic<int> migrated = 0;
  for (int i = 0; i < 8; ++i)
    threads.emplace_back([&] { migrated += store::migrate(url).sql.empty() ? 0 : 1; });
  threads.clear();
  EXPECT_EQ(migrated, 1);
  EXPECT_EQ(RawDatabase(path).count("schema_version"), 1);
  EXPECT_EQ(open_complaint(url), "");
}

TEST_F(MigrationTest, OpeningBeforeItSaysWhatToDo) {
  EXPECT_THAT(open_complaint(url), HasSubstr("run `teleperson-voice migrate`"));
  EXPECT_FALSE(std::filesystem::exists(path));
  std::ofstream(path).close();
  EXPECT_THAT(open_complaint(url), HasSubstr("run `teleperson-voice migrate`"));
  EXPECT_EQ(store::migrate(url).from, 0);
}

TEST_F(MigrationTest, ANewerSchemaIsRefused) {
  store::migrate(url);
  RawDatabase(path, store::sqlite::Access::write).run("insert into schema_version values (999, 0)");
  for (const auto& text :
       {open_complaint(url), complaint([&] { store::migrate(url); }), complaint([&] { store::plan_migration(url); })}) {
    EXPECT_THAT(text, HasSubstr("schema version 999"));
    EXPECT_THAT(text, HasSubstr("newer teleperson-voice"));
  }
}

TEST_F(MigrationTest, AnotherProgramsDatabaseIsLeftAlone) {
  std::ofstream(path).close();
  {
    RawDatabase raw(path);
    raw.run("pragma query_only = off");
    raw.run("create table theirs (a integer)");
  }
  EXPECT_THAT(complaint([&] { store::migrate(url); }), HasSubstr("another program"));
  EXPECT_THAT(open_complaint(url), HasSubstr("another program"));
  EXPECT_EQ(RawDatabase(path).count("sqlite_master"), 1);
  EXPECT_EQ(RawDatabase(path).ask("pragma journal_mode"), "delete");  // not even switched to a write-ahead log
}

TEST_F(MigrationTest, AFileThatIsNoDatabaseIsRefused) {
  std::ofstream(path) << std::string(8192, 'x');
  EXPECT_THAT(complaint([&] { store::migrate(url); }), HasSubstr("not a database"));
  EXPECT_THAT(open_complaint(url), HasSubstr("not a database"));
}

TEST_F(MigrationTest, AFolderThatIsNotThereIsNamed) {
  const auto missing = "sqlite:" + folder.file("nowhere/store.db").string();
  EXPECT_THAT(complaint([&] { store::migrate(missing); }), HasSubstr("nowhere/store.db"));
}

TEST_F(MigrationTest, OnlyTheOwnerMayReadTheFiles) {
  store::migrate(url);
  const auto database = store::open({.url = url, .hasher = &hasher, .patience = {}, .logger = nullptr});
  ASSERT_TRUE(wait(database->ping()));
  for (const char* const suffix : {"", "-wal", "-shm"}) {
    struct stat status{};
    ASSERT_EQ(stat((path.string() + suffix).c_str(), &status), 0) << suffix;
    EXPECT_EQ(status.st_mode & 0777U, 0600U) << suffix;
  }
}

TEST_F(MigrationTest, OtherUrlsAreRefusedWithoutRepeatingThem) {
  for (const std::string bad : {"postgresql://u:hunter2@127.0.0.1:1/db", "postgres:hunter2", "hunter2", "",
                                "sqlite:", "sqlite::memory:", "sqlite:a\"hunter2", "mysql:hunter2"}) {
    const auto text = open_complaint(bad);
    EXPECT_NE(text, "") << bad;
    EXPECT_THAT(text, Not(HasSubstr("hunter2")));
    EXPECT_NE(complaint([&] { store::migrate(bad); }), "");
    EXPECT_NE(complaint([&] { store::plan_migration(bad); }), "");
  }
}

}  // namespace
}  // namespace teleperson::test
