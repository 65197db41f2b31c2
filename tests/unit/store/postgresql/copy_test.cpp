#include "store/copy.h"

#include <gmock/gmock.h>

#include "../complaint.h"
#include "../store_fixture.h"

namespace teleperson::test {
namespace {

using testing::HasSubstr;

/// A SQLite database with something in it, and an empty schema of PostgreSQL.
class PostgresqlCopyTest : public testing::Test {
 protected:
  PostgresqlCopyTest() {
    store::migrate(from);
    const auto source = open(from);
    for (int i = 0; i < 30; ++i) {
      const auto id = "user-" + std::to_string(i);
      const auto& name = odd_texts.at(static_cast<std::size_t>(i) % odd_texts.size());
      const store::NewUser user{.id = id, .email = {}, .first_name = name, .plan = i % 3 ? "pro" : "free"};
      EXPECT_EQ(wait(source->add_user(user, {}, start)), Change::made);
      if (i % 2 != 0) continue;
      EXPECT_EQ(wait(source->add_token(id, util::sha256(id), std::nullopt, {}, start)), Change::made);
    }
    EXPECT_EQ(wait(source->set_disabled("user-2", true, {}, start)), Change::made);
    EXPECT_EQ(wait(source->import_companies({company("Example Air", "air.example", {"air"})}, {}, start)), 1);
    const phone::NumberInfo info{.regions = {"US"}, .kind = phone::Kind::fixed_line, .plausible = true};
    EXPECT_EQ(wait(source->add_number(number, info, "air.example", "Support", {}, start)), Change::made);
    EXPECT_EQ(wait(source->verify_number(number, {}, {}, start)), Change::made);
    policy::Settings settings;
    settings.allowed_regions = {"CA"};
    EXPECT_EQ(wait(source->save_settings(settings, std::nullopt, {}, start)), Change::made);
    EXPECT_EQ(wait(source->erase_user("user-3", {}, start)), Change::made);
    // 200 calls, one every third day, and the last of them purged.
    raw_source().run(R"(
      insert into voice_call_log (created_at, user_id_hash, to_number_hash, duration_seconds, outcome, call_key)
      with recursive n (i) as (select 0 union all select i + 1 from n where i < 199)
      select 1740000000000 + i * 259200000, printf('%064d', i % 7), printf('%064d', i), i, 'answered', printf('%064x', i)
      from n)");
    raw_source().run("update sqlite_sequence set seq = 500 where name = 'voice_call_log'");
  }

  std::unique_ptr<store::Store> open(const std::string& url) {
    return store::open({.url = url, .hasher = &hasher, .patience = {}, .logger = nullptr});
  }
  RawDatabase raw_source() const { return RawDatabase(folder.file("source.db"), store::sqlite::Access::write); }
  store::CopyReport copy() {
    store::CopyProgress progress;
    return store::copy(from, target.url(), progress);
  }
  std::string complaint() {
    return test::complaint([&] { copy(); });
  }
  /// Breaks off in the middle.
  void begin_copy() {
    store::migrate(target.url());
    target.refuse_inserts("audit_log");
    EXPECT_THAT(complaint(), HasSubstr("Run it again to go on"));
    target.accept_inserts("audit_log");
  }
  std::string counts() {
    return target.raw().ask(
        "select string_agg(concat_ws('|', plan, users, disabled, ready), ',' order by plan) from plan_counts "
        "where users > 0");
  }

  const std::vector<std::string> odd_texts{"Ada",        "tab\there", "two\nlines\r", "back\\slash\\N", "\\.",
                                           "Zo\303\253", ""};
  TemporaryFolder folder;
  std::string from = "sqlite:" + folder.file("source.db").string();
  TestDatabase target;
  phone::Hasher hasher{util::Secret()};
  phone::E164 number = e164("+14155550123");
};

TEST_F(PostgresqlCopyTest, HasEveryRowOfEveryTable) {
  const auto report = copy();
  EXPECT_TRUE(report.complete());
  EXPECT_FALSE(report.was_complete);
  for (const auto& table : report.tables) {
    EXPECT_EQ(table.rows, raw_source().count(table.name)) << table.name;
    EXPECT_EQ(table.rows, target.raw().count(table.name)) << table.name;
  }
  for (const std::string table : {"users", "voice_call_log", "audit_log", "plan_counts", "erasures"})
    EXPECT_GT(target.raw().count(table), 0) << table;
  const store::UserQuery everybody{.prefix = {}, .after = {}, .page_size = 100};
  const auto users = wait(open(target.url())->users(everybody)).value().users;
  const auto originals = wait(open(from)->users(everybody)).value().users;
  ASSERT_EQ(users.size(), originals.size());
  for (std::size_t i = 0; i < users.size(); ++i)
    EXPECT_EQ(users[i].first_name, originals[i].first_name);
}

/// Else a table of the schema would be left out.
TEST_F(PostgresqlCopyTest, KnowsEveryTable) {
  std::vector<std::string> own{"schema_version", "log_permits"};
  for (const auto& table : copy().tables)
    own.push_back(table.name);
  std::vector<std::string> all;
  auto raw = raw_source();
  const int tables = raw.count("sqlite_master where type = 'table' and name not like 'sqlite_%'");
  for (int i = 0; i < tables; ++i)
    all.push_back(
        raw.ask("select name from sqlite_master where type = 'table' and name not like 'sqlite_%' limit 1 "
                "offset " +
                std::to_string(i)));
  EXPECT_THAT(own, testing::UnorderedElementsAreArray(all));
}

TEST_F(PostgresqlCopyTest, ItsCallsAreKeptByMonths) {
  EXPECT_TRUE(copy().complete());
  EXPECT_EQ(target.raw().count("voice_call_log_rest"), 0);
  EXPECT_GT(target.raw().count("voice_call_log_2025_03"), 5);
}

TEST_F(PostgresqlCopyTest, CountsGoOnFromWhatTheyWere) {
  EXPECT_TRUE(copy().complete());
  EXPECT_EQ(counts(), "free|9|0|5,pro|20|1|9");
  EXPECT_EQ(wait(open(target.url())->set_plan("user-4", "free", {}, start)), Change::made);
  EXPECT_EQ(counts(), "free|10|0|6,pro|19|1|8");
  EXPECT_EQ(target.raw().ask("select sum(numbers)::text from number_counts where verified = 1"), "1");
}

TEST_F(PostgresqlCopyTest, NewRowsGetIdsThatNoRowEverHad) {
  EXPECT_TRUE(copy().complete());
  auto raw = target.raw();
  raw.run(
      "insert into voice_call_log (created_at, user_id_hash, to_number_hash, duration_seconds, outcome, call_key) "
      "values (0, repeat('a', 64), repeat('a', 64), 0, 'failed', repeat('a', 64))");
  EXPECT_EQ(raw.ask("select max(id)::text from voice_call_log"), "501");
}

TEST_F(PostgresqlCopyTest, GoesOnWhereItBrokeOff) {
  begin_copy();
  EXPECT_EQ(target.raw().count("voice_call_log"), 200);
  try {
    open(target.url());
    ADD_FAILURE() << "opened half a copy";
  } catch (const store::OpenError& error) {
    EXPECT_THAT(error.what(), HasSubstr("run `teleperson-voice copy` again"));
  }
  EXPECT_TRUE(copy().complete());
  EXPECT_EQ(counts(), "free|9|0|5,pro|20|1|9");
  open(target.url());
}

TEST_F(PostgresqlCopyTest, IsDoneOnceAndCanBeAskedForAgain) {
  EXPECT_TRUE(copy().complete());
  const auto again = copy();
  EXPECT_TRUE(again.complete());
  EXPECT_TRUE(again.was_complete);
}

TEST_F(PostgresqlCopyTest, FindsARowThatDiffers) {
  begin_copy();
  target.raw().run("update users set first_name = 'Eve' where id = 'user-7'");
  const auto report = copy();
  EXPECT_FALSE(report.complete());
  EXPECT_FALSE(report.tables.at(0).same);
  EXPECT_TRUE(report.tables.at(1).same);
}

TEST_F(PostgresqlCopyTest, RefusesATargetThatHoldsOtherData) {
  store::migrate(target.url());
  const store::NewUser user{.id = "other", .email = {}, .first_name = {}, .plan = {}};
  EXPECT_EQ(wait(open(target.url())->add_user(user, {}, start)), Change::made);
  EXPECT_THROW(copy(), store::CopyRefused);
  EXPECT_THAT(complaint(), HasSubstr("holds other data"));
  EXPECT_EQ(target.raw().count("users"), 1);
}

TEST_F(PostgresqlCopyTest, RefusesWhatAnotherCopyBegan) {
  begin_copy();
  std::filesystem::copy(folder.file("source.db"), folder.file("other.db"));
  from = "sqlite:" + folder.file("other.db").string();
  EXPECT_THAT(complaint(), HasSubstr("copy of another database"));
}

TEST_F(PostgresqlCopyTest, RefusesASourceThatIsInUse) {
  const auto user = open(from);
  EXPECT_THROW(copy(), store::CopyRefused);
  EXPECT_THAT(complaint(), HasSubstr("stop the gateway first"));
}

TEST_F(PostgresqlCopyTest, RefusesOtherWaysAndOtherSchemas) {
  raw_source().run("delete from schema_version where version > 1");
  raw_source().run("insert into schema_version values (1, 0) on conflict do nothing");
  EXPECT_THAT(complaint(), HasSubstr("teleperson-voice migrate"));
  const auto other_way = [&] {
    store::CopyProgress progress;
    store::copy(target.url(), from, progress);
  };
  EXPECT_THROW(other_way(), store::OpenError);
  from = "sqlite:" + folder.file("missing.db").string();
  EXPECT_THAT(complaint(), HasSubstr("there is no database"));
}

}  // namespace
}  // namespace teleperson::test
