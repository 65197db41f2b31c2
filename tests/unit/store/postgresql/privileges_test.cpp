#include <gmock/gmock.h>

#include "../complaint.h"
#include "../store_fixture.h"

namespace teleperson::test {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;

/// Who may do what in the gateway's schema. That a gateway's role may do all that it must is seen in the store's other
/// tests: they run as that role.
class PostgresqlPrivilegesTest : public StoreTest {
 protected:
  PostgresqlPrivilegesTest() : schema(url.substr(url.find("test_"))), owner(database.raw()) {}

  std::string ask(const std::string& sql) { return owner.ask(sql); }

  static std::string complaint(RawDatabase& raw, const std::string& sql) {
    try {
      raw.run(sql);
      return {};
    } catch (const store::sql::DatabaseError& error) {
      raw.run("rollback");
      return error.what();
    }
  }
  /// What is said to a session of this role that tries it.
  std::string complaint_as(const std::string& role, const std::string& sql) {
    return complaint(owner, "begin; set local role " + role + "; " + sql + "; commit");
  }

  std::string schema;
  RawDatabase owner;
};

TEST_F(PostgresqlPrivilegesTest, EveryTableHasRowLevelSecurity) {
  EXPECT_EQ(ask("select string_agg(relname, ' ') from pg_class where relnamespace = current_schema()::regnamespace "
                "and relkind in ('r', 'p') and not relrowsecurity"),
            "");
}

TEST_F(PostgresqlPrivilegesTest, EveryTableThatAStatementMayUseIsGrantedOnPurpose) {
  EXPECT_EQ(ask("select string_agg(relname, ' ' order by relname) from pg_class "
                "where relnamespace = current_schema()::regnamespace and relkind in ('r', 'p') "
                "and not relispartition and not has_table_privilege('test_gateway', oid, 'select')"),
            "");
}

TEST_F(PostgresqlPrivilegesTest, AnApiRoleReadsNothingEvenIfItWasGrantedEverything) {
  owner.run("do $$ begin create role test_api; exception when duplicate_object or unique_violation then null; end $$");
  EXPECT_THAT(complaint_as("test_api", "select * from " + schema + ".users"),
              HasSubstr("permission denied for schema"));
  owner.run("grant usage on schema " + schema + " to test_api; grant all on all tables in schema " + schema +
            " to test_api");
  owner.run(
      "insert into voice_call_log (created_at, user_id_hash, to_number_hash, duration_seconds, outcome, call_key) "
      "values (1, repeat('a', 64), repeat('b', 64), 7, 'answered', repeat('c', 64))");
  for (const std::string table :
       {"users", "extension_tokens", "phone_numbers", "companies", "voice_call_log", "audit_log", "voice_settings"}) {
    EXPECT_NE(ask("select count(*)::text from " + table), "0") << table;
    EXPECT_EQ(
        complaint_as("test_api", "do $$ begin if exists (select from " + table + ") then raise 'seen'; end if; end $$"),
        "")
        << table;
  }
  EXPECT_THAT(complaint_as("test_api", "insert into users (id, created_at) values ('mallory', 0)"),
              HasSubstr("row-level security"));
  EXPECT_THAT(complaint_as("test_api", "select add_to_plan('premium', 1, 0, 0)"), HasSubstr("permission denied"));
}

TEST_F(PostgresqlPrivilegesTest, AGatewayChangesNothingInTheLogsAndNothingOfTheSchema) {
  for (const std::string statement :
       {"update voice_call_log set outcome = 'failed'", "delete from voice_call_log", "truncate voice_call_log",
        "update audit_log set action = 'x'", "delete from audit_log", "update schema_version set version = 9",
        "delete from voice_settings", "create table t (id int)", "alter table users disable row level security",
        "drop trigger audit_log_append_only on audit_log"}) {
    EXPECT_THAT(complaint_as("test_gateway", statement),
                testing::AnyOf(HasSubstr("permission denied"), HasSubstr("must be owner")))
        << statement;
  }
}

TEST_F(PostgresqlPrivilegesTest, ARoleThatIsMissingOrNoNameIsRefused) {
  const auto complaint_about = [&](const std::string& role) {
    return test::complaint([&] { store::migrate(url, {.map_onto = {}, .unmap = false, .grant_to = role}); });
  };
  EXPECT_THAT(complaint_about("nobody_has_made_it"), HasSubstr("roles.sql"));
  EXPECT_THAT(complaint_about("a; drop table users"), HasSubstr("lower-case"));
  EXPECT_THAT(complaint_about("test_gateway"), IsEmpty());
}

}  // namespace
}  // namespace teleperson::test
