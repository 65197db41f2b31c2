#include <set>
#include <sstream>

#include <gmock/gmock.h>

#include "../every_statement.h"

namespace teleperson::test {
namespace {

/// The plans that PostgreSQL makes for whatever values, as it does on large tables: it reads a table from end to end
/// only where no index helps.
class PostgresqlPlanTest : public EveryStatement {
 protected:
  void SetUp() override { db = store::postgresql::connect(store::postgresql::parse_url(url)); }

  /// A text of one column and many rows.
  std::string lines(const std::string& query) {
    return db->ask_once("select string_agg(line, chr(10)) from (" + query + ") as t (line)");
  }
  std::vector<std::string> split(const std::string& text) {
    std::vector<std::string> all;
    std::istringstream in(text);
    for (std::string line; std::getline(in, line);)
      all.push_back(line);
    return all;
  }

  /// Has PostgreSQL explain what it has prepared.
  void make_explainer() {
    db->run_once("set plan_cache_mode = force_generic_plan; set enable_seqscan = off");
    // A million rows to a page: the planner reckons with the true number of pages.
    db->run_once(R"(
      update pg_class set relpages = 1, reltuples = 1000000
      where relkind = 'r' and relnamespace = current_schema()::regnamespace
        and (relname in ('users', 'extension_tokens', 'companies', 'company_aliases', 'company_words', 'phone_numbers',
                         'calls', 'audit_log', 'call_statistics', 'denial_statistics', 'erasures')
             or relname like 'voice_call_log_%'))");
    db->run_once(R"(
      create function explain_prepared(name text, parameters int) returns setof text language plpgsql as $$
      begin
        return query execute 'explain (costs off) execute ' || name ||
          case when parameters > 0 then '(' || array_to_string(array_fill('null'::text, array[parameters]), ', ') || ')'
               else '' end;
      end $$)");
  }

  /// The parts of a plan that read all of a table, or all of an index for no first page.
  std::vector<std::string> full_scans(const std::string& plan) {
    std::vector<std::string> scans;
    const auto steps = split(plan);
    for (std::size_t i = 0; i < steps.size(); ++i) {
      const auto& step = steps[i];
      const bool is_index_scan = step.contains("Scan using") || step.contains("Bitmap Index Scan");
      const bool is_bounded = i + 1 < steps.size() && steps[i + 1].contains("Index Cond");
      if (step.contains("Seq Scan on") || (is_index_scan && !is_bounded && !plan.contains("Limit"))) {
        scans.push_back(step.substr(step.find_first_not_of(" ->")));
      }
    }
    return scans;
  }

  std::unique_ptr<store::sql::Session> db;
};

TEST_F(PostgresqlPlanTest, NoStatementReadsAWholeTable) {
  do_everything(*db);
  store::sql::read_authorities(*db, {token_of("bob"), token_of("carol")});
  make_explainer();
  const auto names =
      split(lines("select name || ' ' || cardinality(parameter_types) from pg_prepared_statements where statement !~* "
                  "'^ *(begin|set)'"));
  EXPECT_GT(names.size(), 40U);
  // Tables of a row or a few; and what the dashboard counts, in the smallest index that has it.
  const std::set<std::string> expected{"voice_settings",
                                       "admin_password",
                                       "call_log_purge",
                                       "log_permits",
                                       "admin_sessions",
                                       "plan_counts",
                                       "number_counts",
                                       "pg_advisory",
                                       "Seq Scan on companies",
                                       "Index Only Scan using companies",
                                       "phone_numbers_unverified",
                                       "calls_live"};
  for (const auto& name : names) {
    const auto space = name.find(' ');
    const auto prepared = name.substr(0, space);
    const auto statement = db->ask_once("select statement from pg_prepared_statements where name = '" + prepared + "'");
    // How it is best found which numbers have lapsed depends on how many have: nobody has told the planner.
    if (statement.contains("n.verified_until <= $1 group by")) continue;
    const auto plan = lines("select explain_prepared('" + prepared + "', " + name.substr(space + 1) + ")");
    for (const auto& scan : full_scans(plan)) {
      EXPECT_TRUE(std::ranges::any_of(expected, [&](const auto& known) { return scan.contains(known); }))
          << plan << "\n"
          << statement;
    }
  }
}

TEST_F(PostgresqlPlanTest, AFullScanWouldBeNoticed) {
  make_explainer();
  db->run_once("prepare all_of_a_plan (text) as select * from users where plan = $1");
  db->run_once("prepare all_tokens as select count(token_hash) from extension_tokens");
  EXPECT_THAT(full_scans(lines("select explain_prepared('all_of_a_plan', 1)")),
              testing::ElementsAre("Seq Scan on users"));
  EXPECT_THAT(full_scans(lines("select explain_prepared('all_tokens', 0)")), testing::SizeIs(1));
}

}  // namespace
}  // namespace teleperson::test
