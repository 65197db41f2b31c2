#include <gmock/gmock.h>

#include "every_statement.h"
#include "store/sqlite/connection.h"

namespace soci {
extern "C" const backend_factory* factory_sqlite3();
}

namespace teleperson::test {
namespace {

class QueryPlanTest : public EveryStatement {
 protected:
  /// The steps of SQLite's plan.
  std::vector<std::string> steps(std::string_view statement) {
    soci::session raw(*soci::factory_sqlite3(), "dbname=\"" + database.file().string() + "\"");
    int id = 0;
    std::string step;
    soci::statement plan = (raw.prepare << "explain query plan " + std::string(statement), soci::into(id),
                            soci::into(id), soci::into(id), soci::into(step));
    std::vector<std::string> steps;
    plan.execute();
    while (plan.fetch())
      steps.push_back(step);
    return steps;
  }

  /// Those that read a whole table, or the whole of an index.
  std::vector<std::string> full_scans(std::string_view statement) {
    auto scans = steps(statement);
    std::erase_if(scans, [](const std::string& step) { return !step.starts_with("SCAN"); });
    return scans;
  }
};

TEST_F(QueryPlanTest, NoStatementReadsAWholeTable) {
  const auto db = store::sqlite::connect(database.file(), store::sqlite::Access::write);
  do_everything(*db);
  const auto statements = db->prepared_texts();
  EXPECT_GT(statements.size(), 40U);
  for (const auto statement : statements) {
    for (const auto& scan : full_scans(statement)) {
      EXPECT_THAT(scan, testing::AnyOf("SCAN calls USING COVERING INDEX calls_live",  // live calls only: to count them
                                       "SCAN matches",                                // a limited subquery
                                       "SCAN log_permits",                            // none, but within a change
                                       "SCAN call_log_purge",                         // a row
                                       "SCAN users USING INDEX users_without_id_hash",
                                       "SCAN plan_counts",    // a row a plan
                                       "SCAN number_counts",  // a row for each kind of number in each region
                                       // The dashboard counts all companies, in the smallest index that has them.
                                       testing::StartsWith("SCAN companies USING COVERING INDEX")))
          << statement;
    }
  }
}

TEST_F(QueryPlanTest, EachSetOfFiltersOfTheCallLogIsOneRangeOfOneIndex) {
  const auto db = store::sqlite::connect(database.file(), store::sqlite::Access::write);
  do_everything(*db);
  std::vector<std::string> plans;
  for (const auto statement : db->prepared_texts()) {
    if (!statement.contains("from voice_call_log") || !statement.contains("created_at desc, id desc")) continue;
    for (const auto& step : steps(statement))
      plans.push_back(step);
  }
  const std::string start = "SEARCH voice_call_log USING INDEX voice_call_log_by_";
  const std::string time = "created_at>? AND created_at<?)";
  EXPECT_THAT(plans,
              testing::UnorderedElementsAre(start + "time (" + time, start + "outcome (outcome=? AND " + time,
                                            start + "user (user_id_hash=? AND " + time,
                                            start + "user_and_outcome (user_id_hash=? AND outcome=? AND " + time));
}

TEST_F(QueryPlanTest, CallsToAskAboutAreFoundByWhenTheyAreDue) {
  const auto db = store::sqlite::connect(database.file(), store::sqlite::Access::write);
  do_everything(*db);
  std::vector<std::string> plan;
  for (const auto statement : db->prepared_texts()) {
    if (statement.contains("set ask_at = :next")) plan = steps(statement);
  }
  EXPECT_THAT(plan, testing::Contains("SEARCH calls USING INDEX calls_to_ask (ask_at<?)"));
  EXPECT_THAT(plan, testing::Not(testing::Contains(testing::HasSubstr("TEMP B-TREE"))));
}

TEST_F(QueryPlanTest, AFullScanWouldBeNoticed) {
  EXPECT_THAT(full_scans("select * from users where plan = :plan"), testing::ElementsAre("SCAN users"));
}

}  // namespace
}  // namespace teleperson::test
