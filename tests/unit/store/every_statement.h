#pragma once

#include "store/sql/accounts.h"
#include "store/sql/admin_access.h"
#include "store/sql/authority.h"
#include "store/sql/call_log.h"
#include "store/sql/call_trace.h"
#include "store/sql/catalogue.h"
#include "store/sql/census.h"
#include "store/sql/companies.h"
#include "store/sql/erase.h"
#include "store/sql/finalise.h"
#include "store/sql/find_audit.h"
#include "store/sql/import_companies.h"
#include "store/sql/live_calls.h"
#include "store/sql/numbers.h"
#include "store/sql/reconcile.h"
#include "store/sql/settings.h"
#include "store/sql/statistics.h"
#include "store/sql/tickets.h"
#include "store/sql/upkeep.h"
#include "store/sql/usage.h"
#include "store/sql/users.h"
#include "store_fixture.h"

namespace teleperson::test {

/// Runs everything that the store can do on one session, which then knows every statement.
class EveryStatement : public StoreTest {
 protected:
  static policy::Decision allow(const policy::Facts& facts) {
    return policy::Allowed{.caller_id = facts.settings.caller_id, .time_limit = 60s};
  }

  void import(store::sql::Session& db, const store::NewCompany& company) {
    store::ImportPlan plan;
    for (const auto* domain : {"air.example", "imported.example"}) {
      auto& row = plan.rows.emplace_back(store::ImportRow{
          .company = company, .number = store::ImportedNumber{.number = e164("+14155550155"), .info = {}}});
      row.company.domain = domain;
      store::prepare_import(row, hasher);
      store::sql::plan_row(db, row, plan.new_companies);
    }
    store::order_import(plan);
    std::atomic<std::size_t> done = 0;
    ASSERT_EQ(store::sql::run_import(db, plan, {}, start, done).numbers_added, 2);
  }

  void use_catalogue(store::sql::Session& db, store::NewCompany company) {
    using Query = store::CatalogueQuery;
    company.domain = "catalogue.example";
    const auto id = store::sql::add_company(db, company, true, {}, start).id;
    company.name = "Edited";
    ASSERT_EQ(store::sql::edit_company(db, id, company, 1, {}, start), Change::made);
    store::sql::review_company(db, id, false, {}, start);
    const auto added = store::sql::add_company_number(db, hasher, id, e164("+14155550166"), {}, "L", {}, start);
    store::sql::relabel_number(db, added.id, "M", {}, start);
    for (const auto until : {start - 1h, start + 1h}) {
      ASSERT_EQ(store::sql::verify_number_with_id(db, added.id, until, {}, start), Change::made);
      for (const auto numbers : {Query::Numbers::any, Query::Numbers::lapsing, Query::Numbers::lapsed}) {
        for (const auto review : {Query::Review::any, Query::Review::pending, Query::Review::reviewed}) {
          for (const std::string words : {"", "edited"}) {
            Query query;
            query.words = words;
            query.review = review;
            query.numbers = numbers;
            store::sql::find_catalogue(db, query, start);
          }
        }
      }
    }
    store::sql::unverify_number_with_id(db, added.id, {}, start);
    for (const std::string words : {"", "edited"}) {
      Query query;
      query.words = words;
      query.numbers = Query::Numbers::unverified;
      ASSERT_FALSE(store::sql::find_catalogue(db, query, start).companies.empty());
    }
    store::sql::count_catalogue(db, start);
    store::sql::remove_number(db, added.id, {}, start);
    store::sql::delete_company(db, id, {}, start);
  }

  void use_reconcile(store::sql::Session& db) {
    patience.ask_after = 2min;
    const auto request = ticket_request(start, "bob");
    ASSERT_TRUE(store::sql::create_ticket(db, hasher, request, allow));
    ASSERT_TRUE(
        store::sql::redeem(db, hasher, patience, {request.ticket_hash, request.user, call_sid(50), start}, allow));
    ASSERT_EQ(store::sql::claim_unheard(db, start + 1h, 180s, 3).size(), 1U);
    store::sql::read_backlog(db, start + 1h);
    ASSERT_TRUE(store::sql::find_handover(db, call_sid(50)));
    ASSERT_TRUE(
        store::sql::merge_record(db, patience, request.call_id, {.progress = calls::LegProgress::ringing}, start));
    store::sql::knows_user(db, hasher.user("nobody"));
    store::sql::log_lost_call(db, {.parent_call_sid = call_sid(50),
                                   .user = hasher.user("nobody"),
                                   .number = hasher.number(number),
                                   .handed_over_at = start,
                                   .verdict = {}});
    ASSERT_FALSE(store::sql::read_logged_since(db, start, 0, 10).empty());
    ASSERT_FALSE(store::sql::read_redeemed_since(db, start).empty());
    patience.ask_after.reset();
  }

  /// Everything that the store can do, on a session that remembers its statements.
  void do_everything(store::sql::Session& db) {
    for (const std::string id : {"bob", "carol"}) {
      const store::NewUser user{.id = id, .email = {}, .first_name = {}, .plan = {}};
      store::sql::add_user(db, hasher, user, {}, start);
      store::sql::add_token(db, hasher, id, token_of(id), {}, {}, start);
    }
    store::sql::set_plan(db, hasher, "bob", "premium", {}, start);
    store::sql::set_role(db, hasher, "bob", "admin", {}, start);
    store::sql::set_disabled(db, hasher, "bob", true, {}, start);
    store::sql::set_disabled(db, hasher, "bob", false, {}, start);
    store::sql::revoke_token(db, hasher, token_of("carol"), {}, start);
    store::sql::write_token_uses(db, {{token_of("bob"), start}});
    store::sql::read_authority(db, token_of("bob"));

    store::sql::find_users(db, {});
    store::sql::find_users(db, {.prefix = "bo", .after = {}});
    store::sql::find_users(db, {.prefix = "bo", .after = "bob"});
    store::sql::role_of(db, "bob");
    store::sql::role_of_holder(db, token_of("bob"));

    store::sql::set_admin_password(db, "$argon2id$", {}, start);
    store::sql::read_admin_password(db);
    ASSERT_TRUE(store::sql::begin_sign_in(db, hasher.user("bob"), {}, start));
    store::sql::fail_sign_in(db, hasher, "bob", start);
    store::sql::end_sign_in(db, hasher.user("bob"));
    const store::NewAdminSession session{.session = token_of("session"), .token = token_of("bob"), .user_id = "bob"};
    ASSERT_EQ(store::sql::open_admin_session(db, hasher, session, start, start - 12h), Change::made);
    ASSERT_TRUE(store::sql::read_admin_session(db, session.session));
    store::sql::touch_admin_session(db, session.session, start + 1s);
    store::sql::close_admin_session(db, session.session, {}, start);
    store::sql::close_admin_sessions(db, "bob", {}, start);

    settings.voicemail_detection = false;
    store::sql::save_settings(db, hasher, settings, std::nullopt, {}, start);
    const store::NewCompany company{.name = "Other Name",
                                    .domain = "air.example",
                                    .aliases = {"alias"},
                                    .industry = {},
                                    .logo_url = {},
                                    .description = {}};
    import(db, company);
    store::sql::add_number(db, hasher, e164("+14155550177"), {}, "air.example", "L", {}, start);
    store::sql::verify_number(db, hasher, number, {}, {}, start);
    store::sql::unverify_number(db, hasher, number, {}, start);
    for (const auto& [domain, words] : {std::pair("", ""), {"", "other na"}, {"www.air.example", "other"}}) {
      store::CompanyQuery query;
      if (*domain != '\0') query.domain = domain;
      query.words = words;
      ASSERT_FALSE(store::sql::find_companies(db, query).companies.empty());
    }
    use_catalogue(db, company);

    for (int i = 0; i < 3; ++i) {
      const auto request = ticket_request(start, "bob");
      ASSERT_TRUE(store::sql::create_ticket(db, hasher, request, allow));
      store::Redemption redemption{request.ticket_hash, request.user, call_sid(i), start};
      if (i == 0) store::sql::void_ticket(db, request.call_id, request.user, start);
      if (i == 1) {
        ASSERT_TRUE(store::sql::redeem(db, hasher, patience, redemption, allow));
        const calls::CallState over{.progress = calls::LegProgress::ended, .dial_result = true};
        ASSERT_TRUE(store::sql::merge_callback(db, patience, redemption.call_sid, over, start));
      }
      if (i == 2) {
        const auto refuse = [](const policy::Facts&) -> policy::Decision {
          return std::unexpected(policy::Reason::rate_limited);
        };
        ASSERT_FALSE(store::sql::redeem(db, hasher, patience, redemption, refuse));
      }
      ASSERT_TRUE(store::sql::find_call(db, request.call_id));
      ASSERT_TRUE(store::sql::read_call_trace(db, request.call_id, request.user));
    }
    store::sql::verify_number(db, hasher, number, {}, {}, start);
    ASSERT_FALSE(store::sql::take_census(db, number, start).numbers.empty());
    ASSERT_EQ(store::sql::find_last_verified(db).companies.size(), 1U);
    use_reconcile(db);
    store::sql::finalise_due(db, start, 10);
    store::sql::count_live_calls(db);
    store::sql::read_live_state(db);
    ASSERT_EQ(store::sql::read_statistics(db, {start, start + 24h}).at(0).denials.size(), 1U);
    store::sql::read_call_log(db, 0, 10);
    for (const std::optional<std::string>& actor : {std::optional<std::string>(), std::optional<std::string>("bob")}) {
      store::AuditQuery query{.actor_user_id = actor, .with_denials = true};
      ASSERT_GT(store::sql::find_audit(db, hasher, query).records.size(), 0U);
      query.target_id = number_id;
      query.before_id = 1000;
      store::sql::find_audit(db, hasher, query);
    }
    for (const std::optional<std::string>& outcome :
         {std::optional<std::string>(), std::optional<std::string>("failed")}) {
      store::CallLogQuery query{.outcome = outcome};
      ASSERT_EQ(store::sql::find_calls(db, query).calls.size(), 1U);
      query.user = hasher.user("bob");
      query.before_id = 1;
      ASSERT_EQ(store::sql::find_calls(db, query).calls.size(), 0U);
    }
    db.run_once("begin");  // permits are of a transaction
    store::sql::prepare_call_log(db, start);
    ASSERT_EQ(store::sql::count_calls_before(db, start), 0);
    ASSERT_EQ(store::sql::purge_calls(db, {.before = start, .rows_a_step = 10}, {}, start).rows, 0);
    ASSERT_EQ(store::sql::read_purged_before(db), start);
    ASSERT_EQ(store::sql::erase_user(db, hasher, "bob", {}, start), Change::made);
    ASSERT_EQ(store::sql::erase_again(db, hasher, {{.user = hasher.user("alice"), .erased_at = start}}, {}, start), 1);
    ASSERT_EQ(store::sql::read_erasures(db, "", 10).size(), 2U);
    db.run_once("commit");
  }
};

}  // namespace teleperson::test
