#include <thread>

#include <gmock/gmock.h>

#include "../complaint.h"
#include "../store_fixture.h"
#include "store/store.h"

namespace teleperson::test {
namespace {

using testing::HasSubstr;
using testing::Not;

/// How a schema of PostgreSQL comes to be; SQLite's is in migration_test.cpp.
class PostgresqlSchemaTest : public testing::Test {
 protected:
  std::unique_ptr<store::Store> open() {
    return store::open({.url = url, .hasher = &hasher, .patience = {}, .logger = nullptr});
  }

  TestDatabase database;
  std::string url = database.url();
  phone::Hasher hasher{util::Secret()};
};

TEST_F(PostgresqlSchemaTest, ThePlanIsWhatIsDoneAndIsDoneOnce) {
  const auto plan = store::plan_migration(url);
  EXPECT_EQ(plan.from, 0);
  EXPECT_THAT(plan.sql, HasSubstr("create schema test_"));
  EXPECT_EQ(store::migrate(url).sql, plan.sql);
  EXPECT_EQ(store::migrate(url).sql, "");
  EXPECT_EQ(store::plan_migration(url).sql, "");
}

TEST_F(PostgresqlSchemaTest, ThePlanCanBeRunByHand) {
  const std::string elsewhere = url.substr(0, url.find("&schema="));
  RawDatabase(store::postgresql::parse_url(elsewhere)).run("begin;" + store::plan_migration(url).sql + "commit");
  EXPECT_EQ(store::plan_migration(url).sql, "");
}

TEST_F(PostgresqlSchemaTest, OfManyNodesThatStartTogetherOneMakesIt) {
  std::atomic<int> made = 0;
  std::vector<std::thread> nodes;
  for (int i = 0; i < 8; ++i)
    nodes.emplace_back([&] { made += store::migrate(url).sql.empty() ? 0 : 1; });
  for (auto& node : nodes)
    node.join();
  EXPECT_EQ(made, 1);
}

TEST_F(PostgresqlSchemaTest, IsNeverPutIntoAnotherProgramsTables) {
  store::migrate(url);
  database.raw().run("drop table schema_version");
  for (const auto& text : {complaint([&] { store::migrate(url); }), complaint([&] { store::plan_migration(url); })})
    EXPECT_THAT(text, HasSubstr("belongs to another program"));
}

TEST_F(PostgresqlSchemaTest, ANewerOneIsLeftAlone) {
  store::migrate(url);
  database.raw().run("insert into schema_version (version, applied_at, oldest_program) values (99, 0, 99)");
  EXPECT_THAT(complaint([&] { store::migrate(url); }), HasSubstr("run a newer teleperson-voice"));
  EXPECT_THAT(complaint([&] { open(); }), HasSubstr("run a newer teleperson-voice"));
}

TEST_F(PostgresqlSchemaTest, ANewerOneThatLetsThisProgramWorkIsWorkedWith) {
  const int own = store::migrate(url).to;
  const auto migrate_further = [&](int version, int oldest) {
    database.raw().run(fmt::format(
        "insert into schema_version (version, applied_at, oldest_program) values ({}, 0, {})", version, oldest));
  };
  const auto before = open();
  migrate_further(own + 1, own);
  EXPECT_TRUE(wait(before->ping()));
  const auto node = open();
  EXPECT_TRUE(wait(node->ping()));
  EXPECT_TRUE(wait(node->settings()));

  migrate_further(own + 2, own + 1);
  EXPECT_FALSE(wait(node->ping()));
  EXPECT_FALSE(wait(node->settings()));
  EXPECT_THAT(complaint([&] { open(); }), HasSubstr("run a newer teleperson-voice"));
}

TEST_F(PostgresqlSchemaTest, AServerThatIsNotThereIsNamedWithoutThePassword) {
  const std::string nowhere = "postgresql://voice:hunter2@127.0.0.1:1/app";
  for (const auto& text : {complaint([&] { store::migrate(nowhere); }), complaint([&] {
                             store::open({.url = nowhere, .hasher = &hasher, .patience = {}, .logger = nullptr});
                           })}) {
    EXPECT_THAT(text, HasSubstr("127.0.0.1"));
    EXPECT_THAT(text, Not(HasSubstr("hunter2")));
  }
}

TEST_F(PostgresqlSchemaTest, AnEmptyDatabaseIsToBeMigratedFirst) {
  EXPECT_THAT(complaint([&] { open(); }), HasSubstr("teleperson-voice migrate"));
}

}  // namespace
}  // namespace teleperson::test
