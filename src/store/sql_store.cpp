#include "store/sql_store.h"

#include <utility>

#include "store/sql/accounts.h"
#include "store/sql/admin_access.h"
#include "store/sql/call_log.h"
#include "store/sql/call_row.h"
#include "store/sql/call_trace.h"
#include "store/sql/catalogue.h"
#include "store/sql/census.h"
#include "store/sql/companies.h"
#include "store/sql/erase.h"
#include "store/sql/finalise.h"
#include "store/sql/find_audit.h"
#include "store/sql/import_companies.h"
#include "store/sql/live_calls.h"
#include "store/sql/locks.h"
#include "store/sql/numbers.h"
#include "store/sql/reconcile.h"
#include "store/sql/settings.h"
#include "store/sql/statistics.h"
#include "store/sql/tickets.h"
#include "store/sql/upkeep.h"
#include "store/sql/usage.h"
#include "store/sql/users.h"

// Work is named before it is awaited: g++ 12 destroys a capturing lambda twice when it is written inside `co_await`.
namespace teleperson::store {
namespace {

using sql::Session;
using util::Task;
using util::Timestamp;

constexpr std::chrono::seconds token_use_delay{2};

std::optional<CallView> own_call(Session& db, const calls::CallId& call_id, const phone::UserIdHash& user) {
  const auto row = sql::find_call(db, call_id);
  if (!row || row->user != user) return std::nullopt;
  return sql::view(*row);
}

/// The work as one administrator's at a time, and after all that was decided by what it changes.
template <class F>
auto alone(F work) {
  return [work = std::move(work)](Session& db) mutable {
    sql::lock_administration(db);
    sql::lock_authority(db);
    return work(db);
  };
}

}  // namespace

SqlStore::SqlStore(std::unique_ptr<Engine> engine, const phone::Hasher& hasher, const Patience& patience)
    : hasher_(hasher), patience_(patience), engine_(std::move(engine)) {
  if (const int reads = engine_->waiting_reads(); reads > 0) batch_.emplace(*engine_, reads);
}

template <class F>
auto SqlStore::administer(F work) {
  return engine_->write(alone(std::move(work)));
}

Task<Result<std::optional<Authority>>> SqlStore::authority(const TokenHash& token) {
  if (batch_) co_return co_await batch_->read(token);
  auto work = [&](Session& db) { return sql::read_authority(db, token); };
  co_return co_await engine_->read(std::move(work));
}

Task<Result<std::optional<DirectoryNumber>>> SqlStore::number(const std::string& id) {
  auto work = [&](Session& db) { return sql::read_number(db, id); };
  co_return co_await engine_->read(std::move(work));
}

void SqlStore::touch_token(const TokenHash& token, Timestamp now) {
  {
    const std::scoped_lock lock(uses_mutex_);
    const bool is_first = token_uses_.empty();
    auto& used_at = token_uses_[token];
    used_at = std::max(used_at, now);
    if (!is_first) return;
  }
  auto write_uses = [this, uses = sql::TokenUses()](Session& db) mutable {
    if (uses.empty()) {  // else this is tried again
      const std::scoped_lock lock(uses_mutex_);
      uses.swap(token_uses_);
    }
    sql::write_token_uses(db, uses);
  };
  engine_->write_later(std::move(write_uses), token_use_delay);
}

Task<Result<policy::Decision>> SqlStore::create_ticket(const TicketRequest& request, Decide decide) {
  auto work = [&](Session& db) { return sql::create_ticket(db, hasher_, request, decide); };
  co_return co_await engine_->write(std::move(work));
}

Task<Result<RedemptionResult>> SqlStore::redeem(const Redemption& redemption, Decide decide) {
  auto work = [&](Session& db) { return sql::redeem(db, hasher_, patience_, redemption, decide); };
  co_return co_await engine_->write(std::move(work));
}

Task<Result<bool>> SqlStore::merge(const CallKey& key, const calls::CallState& news, Timestamp now) {
  auto work = [&](Session& db) { return sql::merge_callback(db, patience_, key, news, now); };
  co_return co_await engine_->write(std::move(work));
}

Task<Result<Finalised>> SqlStore::finalise_due(Timestamp now, int limit) {
  auto work = [&](Session& db) { return sql::finalise_due(db, now, limit); };
  co_return co_await engine_->write(std::move(work));
}

Task<Result<std::optional<CallView>>> SqlStore::call(const calls::CallId& call_id, const phone::UserIdHash& user) {
  auto work = [&](Session& db) { return own_call(db, call_id, user); };
  co_return co_await engine_->read(std::move(work));
}

Task<Result<std::optional<CallTrace>>> SqlStore::call_trace(const calls::CallId& call_id,
                                                            const phone::UserIdHash& user) {
  auto work = [&](Session& db) { return sql::read_call_trace(db, call_id, user); };
  co_return co_await engine_->read(std::move(work));
}

Task<Result<std::optional<CallView>>> SqlStore::void_ticket(const calls::CallId& call_id, const phone::UserIdHash& user,
                                                            Timestamp now) {
  auto work = [&](Session& db) {
    sql::void_ticket(db, call_id, user, now);
    return own_call(db, call_id, user);
  };
  co_return co_await engine_->write(std::move(work));
}

Task<Result<int>> SqlStore::live_calls() {
  auto work = [](Session& db) { return sql::count_live_calls(db); };
  co_return co_await engine_->read(std::move(work));
}

Task<Result<std::vector<UnheardCall>>> SqlStore::claim_unheard(Timestamp now, std::chrono::seconds lease, int limit) {
  auto work = [=](Session& db) { return sql::claim_unheard(db, now, lease, limit); };
  co_return co_await engine_->write(std::move(work));
}

Task<Result<bool>> SqlStore::merge_record(const calls::CallId& call_id, const calls::CallState& news, Timestamp now) {
  auto work = [&](Session& db) { return sql::merge_record(db, patience_, call_id, news, now); };
  co_return co_await engine_->write(std::move(work));
}

Task<Result<ReconcileBacklog>> SqlStore::reconcile_backlog(Timestamp now) {
  auto work = [=](Session& db) { return sql::read_backlog(db, now); };
  co_return co_await engine_->browse(std::move(work));
}

Task<Result<std::optional<Handover>>> SqlStore::find_handover(const calls::CallSid& parent) {
  auto work = [&](Session& db) { return sql::find_handover(db, parent); };
  co_return co_await engine_->browse(std::move(work));
}

Task<Result<bool>> SqlStore::knows_user(const phone::UserIdHash& user) {
  auto work = [&](Session& db) { return sql::knows_user(db, user); };
  co_return co_await engine_->browse(std::move(work));
}

Task<Result<bool>> SqlStore::log_lost_call(const LostCall& call) {
  auto work = [&](Session& db) { return sql::log_lost_call(db, call); };
  co_return co_await engine_->write(std::move(work));
}

Task<Result<std::vector<LoggedKey>>> SqlStore::logged_since(Timestamp since, std::int64_t after, int limit) {
  auto work = [=](Session& db) { return sql::read_logged_since(db, since, after, limit); };
  co_return co_await engine_->browse(std::move(work));
}

Task<Result<std::vector<RedeemedCall>>> SqlStore::redeemed_since(Timestamp since) {
  auto work = [=](Session& db) { return sql::read_redeemed_since(db, since); };
  co_return co_await engine_->browse(std::move(work));
}

Task<Result<CompanyPage>> SqlStore::companies(const CompanyQuery& query) {
  auto work = [&](Session& db) { return sql::find_companies(db, query); };
  co_return co_await engine_->browse(std::move(work));
}

Task<Result<SavedSettings>> SqlStore::settings() {
  auto work = [](Session& db) { return sql::read_settings(db); };
  co_return co_await engine_->read(std::move(work));
}

Task<Result<Change>> SqlStore::save_settings(const policy::Settings& settings, std::optional<std::int64_t> seen,
                                             const Actor& actor, Timestamp now) {
  auto work = [&](Session& db) { return sql::save_settings(db, hasher_, settings, seen, actor, now); };
  co_return co_await administer(std::move(work));
}

Task<Result<UserPage>> SqlStore::users(const UserQuery& query) {
  auto work = [&](Session& db) { return sql::find_users(db, query); };
  co_return co_await engine_->browse(std::move(work));
}

Task<Result<std::optional<std::string>>> SqlStore::role_of(const std::string& user_id) {
  auto work = [&](Session& db) { return sql::role_of(db, user_id); };
  co_return co_await engine_->read(std::move(work));
}

Task<Result<std::optional<std::string>>> SqlStore::role_of_holder(const TokenHash& token) {
  auto work = [&](Session& db) { return sql::role_of_holder(db, token); };
  co_return co_await engine_->read(std::move(work));
}

Task<Result<Change>> SqlStore::add_user(const NewUser& user, const Actor& actor, Timestamp now) {
  auto work = [&](Session& db) { return sql::add_user(db, hasher_, user, actor, now); };
  co_return co_await administer(std::move(work));
}

Task<Result<Change>> SqlStore::set_plan(const std::string& user_id, const std::optional<std::string>& plan,
                                        const Actor& actor, Timestamp now) {
  auto work = [&](Session& db) { return sql::set_plan(db, hasher_, user_id, plan, actor, now); };
  co_return co_await administer(std::move(work));
}

Task<Result<Change>> SqlStore::set_role(const std::string& user_id, const std::string& role, const Actor& actor,
                                        Timestamp now) {
  auto work = [&](Session& db) { return sql::set_role(db, hasher_, user_id, role, actor, now); };
  co_return co_await administer(std::move(work));
}

Task<Result<Change>> SqlStore::set_disabled(const std::string& user_id, bool disabled, const Actor& actor,
                                            Timestamp now) {
  auto work = [&](Session& db) { return sql::set_disabled(db, hasher_, user_id, disabled, actor, now); };
  co_return co_await administer(std::move(work));
}

Task<Result<Change>> SqlStore::add_token(const std::string& user_id, const TokenHash& token,
                                         const std::optional<std::string>& name, const Actor& actor, Timestamp now) {
  auto work = [&](Session& db) { return sql::add_token(db, hasher_, user_id, token, name, actor, now); };
  co_return co_await administer(std::move(work));
}

Task<Result<Change>> SqlStore::revoke_token(const TokenHash& token, const Actor& actor, Timestamp now) {
  auto work = [&](Session& db) { return sql::revoke_token(db, hasher_, token, actor, now); };
  co_return co_await administer(std::move(work));
}

Task<Result<int>> SqlStore::import_companies(const std::vector<NewCompany>& companies, const Actor& actor,
                                             Timestamp now) {
  ImportPlan plan;
  for (const auto& company : companies)
    prepare_import(plan.rows.emplace_back(ImportRow{.company = company}), hasher_);
  if (const auto planned = co_await plan_import(plan.rows, plan.new_companies); !planned) {
    co_return std::unexpected(planned.error());
  }
  order_import(plan);
  std::atomic<std::size_t> done = 0;
  const auto counts = co_await run_import(plan, actor, now, done);
  if (!counts) co_return std::unexpected(counts.error());
  co_return static_cast<int>(companies.size());
}

Task<Result<Change>> SqlStore::add_number(const phone::E164& number, const phone::NumberInfo& info,
                                          const std::string& company_domain, const std::string& label,
                                          const Actor& actor, Timestamp now) {
  auto work = [&](Session& db) {
    return sql::add_number(db, hasher_, number, info, company_domain, label, actor, now);
  };
  co_return co_await administer(std::move(work));
}

Task<Result<Change>> SqlStore::verify_number(const phone::E164& number, std::optional<Timestamp> until,
                                             const Actor& actor, Timestamp now) {
  auto work = [&](Session& db) { return sql::verify_number(db, hasher_, number, until, actor, now); };
  co_return co_await administer(std::move(work));
}

Task<Result<Change>> SqlStore::unverify_number(const phone::E164& number, const Actor& actor, Timestamp now) {
  auto work = [&](Session& db) { return sql::unverify_number(db, hasher_, number, actor, now); };
  co_return co_await administer(std::move(work));
}

Task<Result<LoggedCallPage>> SqlStore::find_calls(const CallLogQuery& query) {
  auto work = [&](Session& db) { return sql::find_calls(db, query); };
  co_return co_await engine_->browse(std::move(work));
}

Task<Result<std::vector<LogRow>>> SqlStore::call_log(std::int64_t after, int limit) {
  auto work = [=](Session& db) { return sql::read_call_log(db, after, limit); };
  co_return co_await engine_->browse(std::move(work));
}

Task<Result<std::vector<IntervalStatistics>>> SqlStore::call_statistics(const std::vector<Timestamp>& starts) {
  auto work = [&](Session& db) { return sql::read_statistics(db, starts); };
  co_return co_await engine_->browse(std::move(work));
}

Task<Result<std::vector<LogRow>>> SqlStore::call_log_page(const CallLogQuery& query) {
  auto work = [&](Session& db) { return sql::read_call_log_page(db, query); };
  co_return co_await engine_->browse(std::move(work));
}

Task<Result<LiveState>> SqlStore::live_state() {
  auto work = [](Session& db) { return sql::read_live_state(db); };
  co_return co_await engine_->browse(std::move(work));
}

Task<Result<CataloguePage>> SqlStore::catalogue(const CatalogueQuery& query, Timestamp now) {
  auto work = [&](Session& db) { return sql::find_catalogue(db, query, now); };
  co_return co_await engine_->browse(std::move(work));
}

Task<Result<CatalogueCounts>> SqlStore::count_catalogue(Timestamp now) {
  auto work = [=](Session& db) { return sql::count_catalogue(db, now); };
  co_return co_await engine_->browse(std::move(work));
}

Task<Result<std::optional<CatalogueCompany>>> SqlStore::catalogue_company(const std::string& id) {
  auto work = [&](Session& db) { return sql::read_catalogue_company(db, id); };
  co_return co_await engine_->browse(std::move(work));
}

Task<Result<Added>> SqlStore::add_company(const NewCompany& company, bool reviewed, const Actor& actor, Timestamp now) {
  auto work = [&](Session& db) { return sql::add_company(db, company, reviewed, actor, now); };
  co_return co_await administer(std::move(work));
}

Task<Result<Change>> SqlStore::edit_company(const std::string& id, const NewCompany& company, std::int64_t seen,
                                            const Actor& actor, Timestamp now) {
  auto work = [&](Session& db) { return sql::edit_company(db, id, company, seen, actor, now); };
  co_return co_await administer(std::move(work));
}

Task<Result<Change>> SqlStore::review_company(const std::string& id, bool reviewed, const Actor& actor, Timestamp now) {
  auto work = [&](Session& db) { return sql::review_company(db, id, reviewed, actor, now); };
  co_return co_await administer(std::move(work));
}

Task<Result<Change>> SqlStore::delete_company(const std::string& id, const Actor& actor, Timestamp now) {
  auto work = [&](Session& db) { return sql::delete_company(db, id, actor, now); };
  co_return co_await administer(std::move(work));
}

Task<Result<Added>> SqlStore::add_company_number(const std::string& company_id, const phone::E164& number,
                                                 const phone::NumberInfo& info, const std::string& label,
                                                 const Actor& actor, Timestamp now) {
  auto work = [&](Session& db) {
    return sql::add_company_number(db, hasher_, company_id, number, info, label, actor, now);
  };
  co_return co_await administer(std::move(work));
}

Task<Result<Change>> SqlStore::relabel_number(const std::string& number_id, const std::string& label,
                                              const Actor& actor, Timestamp now) {
  auto work = [&](Session& db) { return sql::relabel_number(db, number_id, label, actor, now); };
  co_return co_await administer(std::move(work));
}

Task<Result<Change>> SqlStore::remove_number(const std::string& number_id, const Actor& actor, Timestamp now) {
  auto work = [&](Session& db) { return sql::remove_number(db, number_id, actor, now); };
  co_return co_await administer(std::move(work));
}

Task<Result<Change>> SqlStore::verify_number_with_id(const std::string& number_id, std::optional<Timestamp> until,
                                                     const Actor& actor, Timestamp now) {
  auto work = [&](Session& db) { return sql::verify_number_with_id(db, number_id, until, actor, now); };
  co_return co_await administer(std::move(work));
}

Task<Result<Change>> SqlStore::unverify_number_with_id(const std::string& number_id, const Actor& actor,
                                                       Timestamp now) {
  auto work = [&](Session& db) { return sql::unverify_number_with_id(db, number_id, actor, now); };
  co_return co_await administer(std::move(work));
}

Task<Result<void>> SqlStore::plan_import(std::span<ImportRow> rows, NewCompanies new_companies) {
  auto work = [=](Session& db) {
    for (auto& row : rows)
      sql::plan_row(db, row, new_companies);
    return true;
  };
  const auto planned = co_await engine_->browse(std::move(work));
  if (!planned) co_return std::unexpected(planned.error());
  co_return Result<void>();
}

Task<Result<ImportCounts>> SqlStore::run_import(ImportPlan& plan, const Actor& actor, Timestamp now,
                                                std::atomic<std::size_t>& done) {
  auto work = [&](Session& db) {
    sql::lock_administration(db);  // but not the authority: an import takes no permission away, and may take seconds
    return sql::run_import(db, plan, actor, now, done);
  };
  co_return co_await engine_->write(std::move(work));
}

Task<Result<Census>> SqlStore::census(const std::optional<phone::E164>& caller_id, Timestamp now) {
  auto work = [&](Session& db) { return sql::take_census(db, caller_id, now); };
  co_return co_await engine_->browse(std::move(work));
}

Task<Result<CompanyPage>> SqlStore::last_verified() {
  auto work = [](Session& db) { return sql::find_last_verified(db); };
  co_return co_await engine_->browse(std::move(work));
}

Task<Result<std::optional<std::string>>> SqlStore::admin_password() {
  auto work = [](Session& db) { return sql::read_admin_password(db); };
  co_return co_await engine_->read(std::move(work));
}

Task<Result<Change>> SqlStore::set_admin_password(const std::string& hash, const Actor& actor, Timestamp now) {
  auto work = [&](Session& db) { return sql::set_admin_password(db, hash, actor, now); };
  co_return co_await administer(std::move(work));
}

Task<Result<bool>> SqlStore::begin_sign_in(const std::string& user_id, const SignInLimit& limit, Timestamp now) {
  auto work = [&](Session& db) { return sql::begin_sign_in(db, hasher_.user(user_id), limit, now); };
  co_return co_await engine_->write(std::move(work));
}

Task<Result<Change>> SqlStore::fail_sign_in(const std::string& user_id, Timestamp now) {
  auto work = [&](Session& db) { return sql::fail_sign_in(db, hasher_, user_id, now); };
  co_return co_await engine_->write(std::move(work));
}

Task<Result<Change>> SqlStore::end_sign_in(const std::string& user_id) {
  auto work = [&](Session& db) { return sql::end_sign_in(db, hasher_.user(user_id)); };
  co_return co_await engine_->write(std::move(work));
}

Task<Result<Change>> SqlStore::open_admin_session(const NewAdminSession& session, Timestamp now, Timestamp oldest) {
  auto work = [&](Session& db) { return sql::open_admin_session(db, hasher_, session, now, oldest); };
  co_return co_await engine_->write(std::move(work));
}

Task<Result<std::optional<AdminSession>>> SqlStore::admin_session(const AdminSessionHash& session) {
  auto work = [&](Session& db) { return sql::read_admin_session(db, session); };
  co_return co_await engine_->read(std::move(work));
}

void SqlStore::touch_admin_session(const AdminSessionHash& session, Timestamp now) {
  engine_->write_later([=](Session& db) { sql::touch_admin_session(db, session, now); }, {});
}

Task<Result<Change>> SqlStore::close_admin_session(const AdminSessionHash& session, const Actor& actor, Timestamp now) {
  auto work = [&](Session& db) { return sql::close_admin_session(db, session, actor, now); };
  co_return co_await administer(std::move(work));
}

Task<Result<Change>> SqlStore::close_admin_sessions(const std::string& user_id, const Actor& actor, Timestamp now) {
  auto work = [&](Session& db) { return sql::close_admin_sessions(db, user_id, actor, now); };
  co_return co_await administer(std::move(work));
}

Task<Result<AuditPage>> SqlStore::find_audit(const AuditQuery& query) {
  auto work = [&](Session& db) { return sql::find_audit(db, hasher_, query); };
  co_return co_await engine_->browse(std::move(work));
}

Task<Result<Change>> SqlStore::erase_user(const std::string& user_id, const Actor& actor, Timestamp now) {
  auto work = [&](Session& db) { return sql::erase_user(db, hasher_, user_id, actor, now); };
  auto alone_work = alone(std::move(work));
  co_return co_await engine_->labour(std::move(alone_work));
}

Task<Result<int>> SqlStore::erase_again(const std::vector<Erasure>& erasures, const Actor& actor, Timestamp now) {
  auto work = [&](Session& db) { return sql::erase_again(db, hasher_, erasures, actor, now); };
  auto alone_work = alone(std::move(work));
  co_return co_await engine_->labour(std::move(alone_work));
}

Task<Result<std::vector<Erasure>>> SqlStore::erasures(const std::string& after, int limit) {
  auto work = [&](Session& db) { return sql::read_erasures(db, after, limit); };
  co_return co_await engine_->browse(std::move(work));
}

Task<Result<bool>> SqlStore::prepare_call_log(Timestamp now) {
  auto work = [=](Session& db) { return sql::prepare_call_log(db, now); };
  co_return co_await engine_->labour(std::move(work));
}

Task<Result<PurgeStep>> SqlStore::purge_calls(const Purge& purge, const Actor& actor, Timestamp now) {
  auto work = [&](Session& db) { return sql::purge_calls(db, purge, actor, now); };
  co_return co_await engine_->labour(std::move(work));
}

Task<Result<std::int64_t>> SqlStore::count_calls_before(Timestamp before) {
  auto work = [=](Session& db) { return sql::count_calls_before(db, before); };
  co_return co_await engine_->labour(std::move(work));
}

Task<Result<Timestamp>> SqlStore::purged_before() {
  auto work = [](Session& db) { return sql::read_purged_before(db); };
  co_return co_await engine_->browse(std::move(work));
}

Task<Result<void>> SqlStore::ping() {
  co_return co_await engine_->ping();
}

}  // namespace teleperson::store
