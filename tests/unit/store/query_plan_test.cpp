#include <gmock/gmock.h>

#include "store/sql/accounts.h"
#include "store/sql/admin_access.h"
#include "store/sql/authority.h"
#include "store/sql/call_log.h"
#include "store/sql/call_trace.h"
#include "store/sql/catalogue.h"
#include "store/sql/census.h"
#include "store/sql/companies.h"
#include "store/sql/finalise.h"
#include "store/sql/find_audit.h"
#include "store/sql/import_companies.h"
#include "store/sql/live_calls.h"
#include "store/sql/numbers.h"
#include "store/sql/reconcile.h"
#include "store/sql/settings.h"
#include "store/sql/statistics.h"
#include "store/sql/tickets.h"
#include "store/sql/usage.h"
#include "store/sql/users.h"
#include "store/sqlite/connection.h"
#include "store_fixture.h"

namespace soci {
extern "C" const backend_factory* factory_sqlite3();
}

namespace teleperson::test {
namespace {

namespace sql = store::sql;

class QueryPlanTest : public StoreTest {
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

  static policy::Decision allow(const policy::Facts& facts) {
    return policy::Allowed{.caller_id = facts.settings.caller_id, .time_limit = 60s};
  }

  void import(sql::Session& db, const store::NewCompany& company) {
    store::ImportPlan plan;
    for (const auto* domain : {"air.example", "imported.example"}) {
      auto& row = plan.rows.emplace_back(store::ImportRow{
          .company = company, .number = store::ImportedNumber{.number = e164("+14155550155"), .info = {}}});
      row.company.domain = domain;
      store::prepare_import(row, hasher);
      sql::plan_row(db, row, plan.new_companies);
    }
    store::order_import(plan);
    std::atomic<std::size_t> done = 0;
    ASSERT_EQ(sql::run_import(db, plan, {}, start, done).numbers_added, 2);
  }

  void use_catalogue(sql::Session& db, store::NewCompany company) {
    using Query = store::CatalogueQuery;
    company.domain = "catalogue.example";
    const auto id = sql::add_company(db, company, true, {}, start).id;
    company.name = "Edited";
    ASSERT_EQ(sql::edit_company(db, id, company, 1, {}, start), Change::made);
    sql::review_company(db, id, false, {}, start);
    const auto added = sql::add_company_number(db, hasher, id, e164("+14155550166"), {}, "L", {}, start);
    sql::relabel_number(db, added.id, "M", {}, start);
    for (const auto until : {start - 1h, start + 1h}) {
      ASSERT_EQ(sql::verify_number_with_id(db, added.id, until, {}, start), Change::made);
      for (const auto numbers : {Query::Numbers::any, Query::Numbers::lapsing, Query::Numbers::lapsed}) {
        for (const auto review : {Query::Review::any, Query::Review::pending, Query::Review::reviewed}) {
          for (const std::string words : {"", "edited"}) {
            Query query;
            query.words = words;
            query.review = review;
            query.numbers = numbers;
            sql::find_catalogue(db, query, start);
          }
        }
      }
    }
    sql::unverify_number_with_id(db, added.id, {}, start);
    for (const std::string words : {"", "edited"}) {
      Query query;
      query.words = words;
      query.numbers = Query::Numbers::unverified;
      ASSERT_FALSE(sql::find_catalogue(db, query, start).companies.empty());
    }
    sql::count_catalogue(db, start);
    sql::remove_number(db, added.id, {}, start);
    sql::delete_company(db, id, {}, start);
  }

  void use_reconcile(sql::Session& db) {
    patience.ask_after = 2min;
    const auto request = ticket_request(start, "bob");
    ASSERT_TRUE(sql::create_ticket(db, hasher, request, allow));
    ASSERT_TRUE(sql::redeem(db, hasher, patience, {request.ticket_hash, request.user, call_sid(50), start}, allow));
    ASSERT_EQ(sql::claim_unheard(db, start + 1h, 180s, 3).size(), 1U);
    sql::give_back(db, request.call_id, start + 1h);
    sql::read_backlog(db, start + 1h);
    ASSERT_TRUE(sql::find_handover(db, call_sid(50)));
    ASSERT_TRUE(sql::merge_record(db, patience, request.call_id, {.progress = calls::LegProgress::ringing}, start));
    sql::log_lost_call(db, {.parent_call_sid = call_sid(51),
                            .user = hasher.user("nobody"),
                            .number = hasher.number(number),
                            .handed_over_at = start,
                            .verdict = {}});
    ASSERT_FALSE(sql::read_logged_since(db, start, 0, 10).empty());
    ASSERT_FALSE(sql::read_redeemed_since(db, start).empty());
    patience.ask_after.reset();
  }

  /// Everything that the store can do, on a session that remembers its statements.
  void do_everything(sql::Session& db) {
    for (const std::string id : {"bob", "carol"}) {
      const store::NewUser user{.id = id, .email = {}, .first_name = {}, .plan = {}};
      sql::add_user(db, hasher, user, {}, start);
      sql::add_token(db, hasher, id, token_of(id), {}, {}, start);
    }
    sql::set_plan(db, hasher, "bob", "premium", {}, start);
    sql::set_role(db, hasher, "bob", "admin", {}, start);
    sql::set_disabled(db, hasher, "bob", true, {}, start);
    sql::set_disabled(db, hasher, "bob", false, {}, start);
    sql::revoke_token(db, hasher, token_of("carol"), {}, start);
    sql::write_token_uses(db, {{token_of("bob"), start}});
    sql::read_authority(db, token_of("bob"));

    sql::find_users(db, {});
    sql::find_users(db, {.prefix = "bo", .after = {}});
    sql::role_of(db, "bob");
    sql::role_of_holder(db, token_of("bob"));

    sql::set_admin_password(db, "$argon2id$", {}, start);
    sql::read_admin_password(db);
    ASSERT_TRUE(sql::begin_sign_in(db, hasher.user("bob"), {}, start));
    sql::fail_sign_in(db, hasher, "bob", start);
    sql::end_sign_in(db, hasher.user("bob"));
    const store::NewAdminSession session{.session = token_of("session"), .token = token_of("bob"), .user_id = "bob"};
    ASSERT_EQ(sql::open_admin_session(db, hasher, session, start, start - 12h), Change::made);
    ASSERT_TRUE(sql::read_admin_session(db, session.session));
    sql::touch_admin_session(db, session.session, start + 1s);
    sql::close_admin_session(db, session.session, {}, start);
    sql::close_admin_sessions(db, "bob", {}, start);

    settings.voicemail_detection = false;
    sql::save_settings(db, hasher, settings, std::nullopt, {}, start);
    const store::NewCompany company{.name = "Other Name",
                                    .domain = "air.example",
                                    .aliases = {"alias"},
                                    .industry = {},
                                    .logo_url = {},
                                    .description = {}};
    import(db, company);
    sql::add_number(db, hasher, e164("+14155550177"), {}, "air.example", "L", {}, start);
    sql::verify_number(db, hasher, number, {}, {}, start);
    sql::unverify_number(db, hasher, number, {}, start);
    for (const auto& [domain, words] : {std::pair("", ""), {"", "other na"}, {"www.air.example", "other"}}) {
      store::CompanyQuery query;
      if (*domain != '\0') query.domain = domain;
      query.words = words;
      ASSERT_FALSE(sql::find_companies(db, query).companies.empty());
    }
    use_catalogue(db, company);

    for (int i = 0; i < 3; ++i) {
      const auto request = ticket_request(start, "bob");
      ASSERT_TRUE(sql::create_ticket(db, hasher, request, allow));
      store::Redemption redemption{request.ticket_hash, request.user, call_sid(i), start};
      if (i == 0) sql::void_ticket(db, request.call_id, request.user, start);
      if (i == 1) {
        ASSERT_TRUE(sql::redeem(db, hasher, patience, redemption, allow));
        const calls::CallState over{.progress = calls::LegProgress::ended, .dial_result = true};
        ASSERT_TRUE(sql::merge_callback(db, patience, redemption.call_sid, over, start));
      }
      if (i == 2) {
        const auto refuse = [](const policy::Facts&) -> policy::Decision {
          return std::unexpected(policy::Reason::rate_limited);
        };
        ASSERT_FALSE(sql::redeem(db, hasher, patience, redemption, refuse));
      }
      ASSERT_TRUE(sql::find_call(db, request.call_id));
      ASSERT_TRUE(sql::read_call_trace(db, request.call_id, request.user));
    }
    sql::verify_number(db, hasher, number, {}, {}, start);
    ASSERT_FALSE(sql::take_census(db, number, start).numbers.empty());
    ASSERT_EQ(sql::find_last_verified(db).companies.size(), 1U);
    use_reconcile(db);
    sql::finalise_due(db, start, 10);
    sql::count_live_calls(db);
    sql::read_live_state(db);
    ASSERT_EQ(sql::read_statistics(db, {start, start + 24h}).at(0).denials.size(), 1U);
    sql::read_call_log(db, 0, 10);
    for (const std::optional<std::string>& actor : {std::optional<std::string>(), std::optional<std::string>("bob")}) {
      store::AuditQuery query{.actor_user_id = actor, .with_denials = true};
      ASSERT_GT(sql::find_audit(db, hasher, query).records.size(), 0U);
      query.target_id = number_id;
      query.before_id = 1000;
      sql::find_audit(db, hasher, query);
    }
    for (const std::optional<std::string>& outcome :
         {std::optional<std::string>(), std::optional<std::string>("failed")}) {
      store::CallLogQuery query{.outcome = outcome};
      ASSERT_EQ(sql::find_calls(db, query).calls.size(), 1U);
      query.user = hasher.user("bob");
      query.before_id = 1;
      ASSERT_EQ(sql::find_calls(db, query).calls.size(), 0U);
    }
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
                                       "SCAN plan_counts",                            // a row a plan
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
