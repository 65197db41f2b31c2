#include <fstream>
#include <iterator>

#include <gmock/gmock.h>

#include "store_fixture.h"
#include "test_database.h"

namespace teleperson::test {
namespace {

/// Runs a whole life of calls, tickets and refusals, then looks for who called whom.
class PrivacyTest : public StoreTest {
 protected:
  PrivacyTest() {
    add_user("mallory-7f3a", "free");
    const auto call = start_call(call_sid(1), start);
    const calls::CallState over{.progress = calls::LegProgress::ended, .end = calls::LegEnd::busy, .dial_result = true};
    EXPECT_TRUE(wait(store->merge(call.call_id, over, start)).value());
    EXPECT_FALSE(redeem(call, call_sid(2), start));
    EXPECT_FALSE(ask_for_ticket(ticket_request(start, "mallory-7f3a")));
    EXPECT_EQ(wait(store->set_plan("alice", "free", operator_, start)), Change::made);
    EXPECT_FALSE(ask_for_ticket(ticket_request(start)));
    EXPECT_EQ(wait(store->unverify_number(number, operator_, start)), Change::made);
    EXPECT_EQ(wait(store->revoke_token(token_of("mallory-7f3a"), operator_, start)), Change::made);
    EXPECT_EQ(wait(store->set_disabled("mallory-7f3a", true, operator_, start)), Change::made);
  }
};

/// What only a file, and SQLite's ways around a trigger, ask for.
class SqlitePrivacyTest : public PrivacyTest {};

TEST_F(PrivacyTest, OnlyTheDirectoryHoldsTheNumber) {
  const std::string digits = number.text().substr(1);
  for (const std::string table :
       {"calls", "voice_call_log", "audit_log", "users", "extension_tokens", "voice_settings"}) {
    const auto text = database.dump(table);
    ASSERT_THAT(text, testing::HasSubstr("INSERT INTO")) << table;
    EXPECT_THAT(text, testing::Not(testing::HasSubstr(digits))) << table;
  }
  EXPECT_THAT(database.dump("phone_numbers"), testing::HasSubstr(digits));
}

TEST_F(PrivacyTest, OnlyTheAccountsHoldTheUsersId) {
  for (const std::string table : {"calls", "voice_call_log", "audit_log", "phone_numbers", "voice_settings"}) {
    const auto text = database.dump(table);
    for (const std::string id : {"alice", "mallory-7f3a"}) {
      EXPECT_THAT(text, testing::Not(testing::HasSubstr(id))) << table;
    }
  }
  EXPECT_THAT(database.dump("users"), testing::HasSubstr("mallory-7f3a"));
}

TEST_F(SqlitePrivacyTest, TheFilesHoldTheNumberNoMoreOftenThanTheDirectory) {
  store.reset();  // the last one out moves the log into the file, so every page stands once
  std::ifstream in(database.file(), std::ios::binary);
  const std::string bytes{std::istreambuf_iterator<char>(in), {}};
  const std::string digits = number.text().substr(1);
  int found = 0;
  for (auto at = bytes.find(digits); at != std::string::npos; at = bytes.find(digits, at + 1))
    ++found;
  EXPECT_EQ(found, 3);  // its row, and two indices of the directory
  EXPECT_FALSE(std::filesystem::exists(database.file().string() + "-wal"));
}

class AppendOnlyTest : public PrivacyTest, public testing::WithParamInterface<const char*> {};
class SqliteAppendOnlyTest : public AppendOnlyTest {};

TEST_P(AppendOnlyTest, RowsCannotBeChangedOrRemoved) {
  auto raw = database.raw();
  const std::string table = GetParam();
  const int before = raw.count(table);
  ASSERT_GT(before, 0);
  std::vector<std::string> attempts{"update " + table + " set created_at = 0", "delete from " + table,
                                    "delete from " + table + " where id = 1"};
  if (TestDatabase::is_sqlite()) {
    attempts.push_back("insert or replace into " + table + " select * from " + table);
    attempts.push_back("update or replace " + table + " set id = id + 1");
  } else {
    attempts.push_back("truncate " + table);
    attempts.push_back("insert into " + table + " select * from " + table + " on conflict (id" +
                       (table == "audit_log" ? "" : ", created_at") + ") do update set created_at = 0");
  }
  for (const auto& attempt : attempts) {
    try {
      raw.run(attempt);
      ADD_FAILURE() << attempt;
    } catch (const store::sql::DatabaseError& error) {
      EXPECT_THAT(error.what(), testing::HasSubstr("append-only")) << attempt;
    }
  }
  EXPECT_EQ(raw.count(table), before);
}

/// Replacing removes a row without its delete trigger, unless the connection asks for that.
TEST_P(SqliteAppendOnlyTest, NorByAConnectionThatAsksForNoTriggerOnReplacing) {
  auto raw = database.raw();
  raw.run("pragma recursive_triggers = off");
  const std::string table = GetParam();
  const std::string all = "select group_concat(x) from (select quote(id) || quote(created_at) as x from " + table + ")";
  const auto before = raw.ask(all);
  const std::string columns = table == "audit_log" ? "action, metadata"
                                                   : "user_id_hash, to_number_hash, "
                                                     "duration_seconds, outcome, call_key";
  for (const std::string& attempt :
       {"insert or replace into " + table + " select * from " + table,
        "replace into " + table + " (id, created_at, " + columns + ") select id, 0, " + columns + " from " + table,
        "insert into " + table + " select * from " + table + " where true on conflict do update set created_at = 0"}) {
    EXPECT_THROW(raw.run(attempt), store::sql::DatabaseError) << attempt;
    EXPECT_EQ(raw.ask(all), before) << attempt;
  }
}

TEST_F(SqlitePrivacyTest, NoRowHasAnIdThatCouldBeTakenForNone) {
  auto raw = database.raw();
  const std::string hash = "'" + std::string(64, '1') + "'";
  for (const std::string id : {"-1", "0"}) {
    EXPECT_THROW(raw.run("insert into audit_log values (" + id + ", 0, null, 'user.added', null, '{}')"),
                 store::sql::DatabaseError);
    EXPECT_THROW(raw.run("insert into voice_call_log values (" + id + ", 0, " + hash + ", " + hash + ", 0, 'failed', " +
                         hash + ")"),
                 store::sql::DatabaseError);
  }
}

TEST_F(SqlitePrivacyTest, ACallThatIsLoggedStaysAsItIsWhateverIsInsertedUnderItsKey) {
  auto raw = database.raw();
  raw.run("pragma recursive_triggers = off");
  const std::string all = "select group_concat(id || '-' || created_at) from voice_call_log";
  const auto before = raw.ask(all);
  const std::string columns = "user_id_hash, to_number_hash, duration_seconds, outcome, call_key";
  raw.run("insert or replace into voice_call_log (created_at, " + columns + ") select 0, " + columns +
          " from voice_call_log");
  EXPECT_EQ(raw.ask(all), before);
}

const auto append_only_tables = testing::Values("voice_call_log", "audit_log");
const auto name_of_table = [](const auto& each) { return std::string(each.param); };
INSTANTIATE_TEST_SUITE_P(All, AppendOnlyTest, append_only_tables, name_of_table);
INSTANTIATE_TEST_SUITE_P(All, SqliteAppendOnlyTest, append_only_tables, name_of_table);

TEST_F(PrivacyTest, ErrorsDoNotRepeatValues) {
  auto raw = database.raw();
  try {
    raw.run("insert into phone_numbers select * from phone_numbers");
    FAIL();
  } catch (const store::sql::DatabaseError& error) {
    EXPECT_THAT(error.what(), testing::ContainsRegex("UNIQUE|unique"));
    EXPECT_THAT(error.what(), testing::Not(testing::HasSubstr("insert")));
  }
}

TEST_F(PrivacyTest, AKeyChangesTheHashes) {
  const phone::Hasher keyed{util::Secret("key")};
  EXPECT_NE(keyed.number(number), hasher.number(number));
  const auto issued = [&] {
    EXPECT_EQ(wait(store->set_plan("alice", "pro", operator_, start)), Change::made);
    EXPECT_EQ(wait(store->verify_number(number, {}, operator_, start)), Change::made);
    return issue_ticket(start);
  }();
  hasher = phone::Hasher{util::Secret("key")};  // changed between ticket and webhook: the number cannot be vouched for
  EXPECT_EQ(redeem(issued, call_sid(5), start), std::unexpected(policy::Reason::number_not_found));
}

}  // namespace
}  // namespace teleperson::test
