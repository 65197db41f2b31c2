#include <gmock/gmock.h>

#include "../complaint.h"
#include "../store_fixture.h"
#include "store/postgresql/text_folding.h"
#include "store/sql/search_words.h"

namespace teleperson::test {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

const std::string ada = "00000000-0000-4000-8000-000000000001";
const std::string bob = "00000000-0000-4000-8000-000000000002";

/// Teleperson's tables as they may be on Supabase, in a schema of their own, and the gateway's mapped onto them.
class PostgresqlHostMappingTest : public testing::Test {
 protected:
  PostgresqlHostMappingTest() {
    raw.run("set client_min_messages to error; create schema " + host);
    raw.run(with_host(R"(
      create type HOST.plan as enum ('free', 'premium');
      create table HOST.users (
        id uuid primary key default gen_random_uuid(), email text, first_name text, plan HOST.plan,
        plan_changed_at timestamptz, role text default 'user', created_at timestamptz default now());
      create table HOST.extension_tokens (
        token_hash text primary key, user_id uuid not null references HOST.users on delete cascade,
        created_at timestamptz default now(), last_used_at timestamptz);
      create table HOST.companies (
        id bigint generated always as identity primary key, name text, domain text, industry text, logo_url text,
        description text, support_phone text);
      create table HOST.company_aliases (company_id bigint references HOST.companies on delete cascade, alias text);
      create table HOST.voice_call_log (
        id bigserial primary key, user_id_hash text, to_number_hash text, duration_seconds int, outcome text);
      create table HOST.audit_log (
        actor_user_id uuid, action text, target_id text, metadata jsonb, created_at timestamptz default now()))"));
    raw.run(with_host("insert into HOST.users (id, first_name, plan) values ('" + ada + "', 'Ada', 'premium')"));
    raw.run(with_host("insert into HOST.companies (name, domain) values ('Crédit Œuvre', 'WWW.Credit.example')"));
    raw.run(with_host("insert into HOST.company_aliases values (1, 'Œuvre')"));
    database.migrate();
    map();
    store = store::open({.url = database.gateway_url(), .hasher = &hasher, .patience = {}, .logger = nullptr});
  }
  ~PostgresqlHostMappingTest() override { raw.run("drop schema " + host + " cascade"); }

  void map() { store::migrate(database.url(), {.map_onto = host, .unmap = false, .grant_to = {}}); }

  std::string with_host(std::string sql) const {
    for (std::size_t at = 0; (at = sql.find("HOST", at)) != std::string::npos;)
      sql.replace(at, 4, host);
    return sql;
  }
  void run(const std::string& sql) { raw.run(with_host(sql)); }
  std::string ask(const std::string& sql) { return raw.ask(with_host(sql)); }
  std::string host_plan(const std::string& id) {
    return ask("select plan::text from HOST.users where id = '" + id + "'");
  }

  std::optional<store::Authority> authority(const std::string& token) {
    return wait(store->authority(util::sha256(token))).value();
  }
  void insert_host_token(const std::string& user, const std::string& token) {
    run("insert into HOST.extension_tokens (token_hash, user_id) values ('" + util::to_hex(util::sha256(token)) +
        "', '" + user + "')");
  }
  std::vector<std::string> found_by(const std::string& words) {
    store::CompanyQuery query;
    query.words = words;
    std::vector<std::string> domains;
    const auto page = wait(store->companies(query)).value();
    for (const auto& company : page.companies)
      domains.push_back(company.domain);
    return domains;
  }
  std::string only_company() { return ask("select id from companies"); }
  void review(const std::string& id) { ASSERT_EQ(wait(store->review_company(id, true, {}, start)), Change::made); }

  TestDatabase database;
  RawDatabase raw = database.raw();
  std::string host = database.url().substr(database.url().find("test_")) + "_host";
  phone::Hasher hasher{util::Secret()};
  std::unique_ptr<store::Store> store;
};

TEST_F(PostgresqlHostMappingTest, TakesWhatIsThereAlready) {
  EXPECT_EQ(ask("select id || first_name || plan || role from users"), ada + "Adapremiumuser");
  EXPECT_EQ(ask("select plan || users || disabled || ready from plan_counts where users > 0"), "premium100");
  insert_host_token(ada, "t1");
  map();
  EXPECT_EQ(ask("select plan || users || disabled || ready from plan_counts where users > 0"), "premium101");
  review(only_company());
  EXPECT_THAT(found_by("credit oeuvre"), ElementsAre("credit.example"));
}

TEST_F(PostgresqlHostMappingTest, AHostsTokenWorksAtOnceAndItsRevocationBitesAtOnce) {
  EXPECT_FALSE(authority("t1"));
  insert_host_token(ada, "t1");
  ASSERT_TRUE(authority("t1"));
  EXPECT_EQ(authority("t1")->caller.plan, "premium");
  run("update HOST.users set plan = 'free' where id = '" + ada + "'");
  EXPECT_EQ(authority("t1")->caller.plan, "free");
  run("update HOST.users set role = 'owner'");
  EXPECT_EQ(ask("select role from users"), "user");
  run("delete from HOST.extension_tokens");
  EXPECT_FALSE(authority("t1"));
}

TEST_F(PostgresqlHostMappingTest, AnAccountThatTheHostClosesIsGoneWithItsTokens) {
  insert_host_token(ada, "t1");
  run("delete from HOST.users");
  EXPECT_FALSE(authority("t1"));
  EXPECT_EQ(ask("select count(*)::text from users"), "0");
}

TEST_F(PostgresqlHostMappingTest, EmptyingTheHostsTablesEmptiesOurs) {
  insert_host_token(ada, "t1");
  run("truncate HOST.users cascade; truncate HOST.companies cascade");
  EXPECT_FALSE(authority("t1"));
  EXPECT_EQ(ask("select count(*)::text from users"), "0");
  EXPECT_EQ(ask("select count(*)::text from companies"), "0");
}

TEST_F(PostgresqlHostMappingTest, WhatTheGatewayChangesReachesTheHost) {
  EXPECT_EQ(wait(store->set_plan(ada, "free", {}, start)), Change::made);
  EXPECT_EQ(host_plan(ada), "free");
  EXPECT_EQ(ask("select (extract(epoch from plan_changed_at) * 1000)::bigint::text from HOST.users"),
            std::to_string(start.time_since_epoch().count()));
  EXPECT_EQ(wait(store->add_token(ada, util::sha256("t2"), std::nullopt, {}, start)), Change::made);
  EXPECT_EQ(ask("select user_id::text from HOST.extension_tokens"), ada);
  EXPECT_EQ(wait(store->revoke_token(util::sha256("t2"), {}, start)), Change::made);
  EXPECT_EQ(ask("select count(*)::text from HOST.extension_tokens"), "0");
  EXPECT_EQ(wait(store->add_user({.id = bob, .email = {}, .first_name = "Bob", .plan = "premium"}, {}, start)),
            Change::made);
  EXPECT_EQ(host_plan(bob), "premium");
  EXPECT_EQ(ask("select string_agg(action, ' ' order by created_at, action) from HOST.audit_log"),
            "token.issued token.revoked user.added user.plan_changed");
}

TEST_F(PostgresqlHostMappingTest, WhatTheHostCannotHoldIsNotDoneHereEither) {
  EXPECT_FALSE(
      wait(store->add_user({.id = "not-a-uuid", .email = {}, .first_name = {}, .plan = {}}, {}, start)).has_value());
  EXPECT_FALSE(wait(store->set_plan(ada, "gold", {}, start)).has_value());
  EXPECT_EQ(ask("select string_agg(plan, ' ') from users"), "premium");
}

TEST_F(PostgresqlHostMappingTest, CompaniesGoBothWays) {
  const auto id = only_company();
  review(id);
  run("update HOST.companies set name = 'Banque' where id = 1; update HOST.company_aliases set alias = 'Kasse'");
  EXPECT_THAT(found_by("banque"), ElementsAre("credit.example"));
  EXPECT_THAT(found_by("kasse"), ElementsAre("credit.example"));
  EXPECT_THAT(found_by("oeuvre"), IsEmpty());
  EXPECT_EQ(only_company(), id);

  const auto added = wait(store->add_company(company("Example Air", "air.example", {"EA"}), true, {}, start));
  EXPECT_EQ(added->change, Change::made);
  EXPECT_EQ(ask("select a.alias from HOST.companies c join HOST.company_aliases a on a.company_id = c.id where domain "
                "= 'air.example'"),
            "EA");
  EXPECT_EQ(wait(store->edit_company(added->id, company("Example Airways", "air.example", {"EAW"}), 1, {}, start)),
            Change::made);
  EXPECT_EQ(ask("select name || (select string_agg(alias, ' ') from HOST.company_aliases a where a.company_id = c.id) "
                "from HOST.companies c where domain = 'air.example'"),
            "Example AirwaysEAW");
  EXPECT_THAT(found_by("eaw"), ElementsAre("air.example"));
  EXPECT_EQ(wait(store->delete_company(added->id, {}, start)), Change::made);
  EXPECT_EQ(ask("select count(*)::text from HOST.companies"), "1");
  run("delete from HOST.companies");
  EXPECT_EQ(ask("select count(*)::text from companies"), "0");
}

TEST_F(PostgresqlHostMappingTest, ACompanyThatCannotStandInTheCatalogueNeverStopsTheHost) {
  run("insert into HOST.companies (name, domain) values (null, 'a.example'), ('B', null), ('Twin', 'credit.example'), "
      "(' ', ' ')");
  EXPECT_EQ(ask("select string_agg(domain, ' ') from companies"), "credit.example");
  run("update HOST.companies set name = 'C', domain = 'c.example' where domain is null");
  EXPECT_EQ(ask("select string_agg(domain, ' ' order by domain) from companies"), "c.example credit.example");
  run("update HOST.companies set domain = 'credit.example' where domain = 'c.example'");
  EXPECT_EQ(ask("select string_agg(domain, ' ' order by domain) from companies"), "c.example credit.example");
}

TEST_F(PostgresqlHostMappingTest, RowsOfTheCallLogAreAppendedToTheHosts) {
  run("insert into voice_call_log (created_at, user_id_hash, to_number_hash, duration_seconds, outcome, call_key) "
      "values (1, repeat('a', 64), repeat('b', 64), 7, 'answered', repeat('c', 64))");
  EXPECT_EQ(ask("select outcome || duration_seconds || user_id_hash from HOST.voice_call_log"),
            "answered7" + std::string(64, 'a'));
}

TEST_F(PostgresqlHostMappingTest, CanBeRepeatedAndEnded) {
  map();
  insert_host_token(ada, "t1");
  EXPECT_TRUE(authority("t1"));
  store::migrate(database.url(), {.map_onto = {}, .unmap = true, .grant_to = {}});
  run("update HOST.users set plan = 'free'; delete from HOST.extension_tokens");
  EXPECT_TRUE(authority("t1"));
  EXPECT_EQ(authority("t1")->caller.plan, "premium");
  map();  // takes the host's users as they are by now
  EXPECT_EQ(authority("t1")->caller.plan, "free");
}

TEST_F(PostgresqlHostMappingTest, WhatIsMissingIsNamed) {
  const auto complaint = [&](const std::string& schema) {
    return test::complaint(
        [&] { store::migrate(database.url(), {.map_onto = schema, .unmap = false, .grant_to = {}}); });
  };
  EXPECT_THAT(complaint("nowhere"), HasSubstr("users and extension_tokens"));
  EXPECT_THAT(complaint("a; drop table users"), HasSubstr("lower-case"));
  EXPECT_THAT(complaint(""), HasSubstr("lower-case"));
  EXPECT_THAT(complaint(host.substr(0, host.size() - 5)), HasSubstr("itself"));
  run("alter table HOST.companies drop column id cascade");
  EXPECT_THAT(complaint(host), HasSubstr("companies has no column id"));
  run("alter table HOST.users drop column plan");
  EXPECT_THAT(complaint(host), HasSubstr("users has no column plan"));
}

TEST_F(PostgresqlHostMappingTest, DoesWithoutWhatTheHostDoesNotKeep) {
  run("alter table HOST.extension_tokens drop column last_used_at, drop column created_at");
  run("alter table HOST.users drop column email, drop column plan_changed_at, drop column role, drop column "
      "created_at");
  map();
  insert_host_token(ada, "t1");
  EXPECT_TRUE(authority("t1"));
  EXPECT_EQ(wait(store->set_plan(ada, "free", {}, start)), Change::made);
  EXPECT_EQ(host_plan(ada), "free");
}

TEST_F(PostgresqlHostMappingTest, NobodyElseMayCallItsFunctions) {
  EXPECT_EQ(ask("select string_agg(proname, ' ') from pg_proc where pronamespace = current_schema()::regnamespace "
                "and has_function_privilege('public', oid, 'execute')"),
            "");
}

TEST_F(PostgresqlHostMappingTest, FoldsTextsAsTheProgramDoes) {
  for (const std::string text :
       {"Crédit Agricole", "STRAẞE Straße", "Þórr Æsir œuvre Ĳssel", "ŁÓDŹ ŸÝ ĸ ŉ ſ", "Ça e\u0301te\u0301", "АЭРОФЛОТ",
        "日本航空 7-Eleven", "İstanbul IĞDIR", "a×b÷c", ""}) {
    EXPECT_EQ(raw.ask("select " + store::postgresql::folding_expression("'" + text + "'")), store::sql::fold(text))
        << text;
  }
}

}  // namespace
}  // namespace teleperson::test
