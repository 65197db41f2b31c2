#pragma once

#include <functional>
#include <memory>
#include <mutex>
#include <optional>

#include "store/authority_batch.h"
#include "store/engine.h"
#include "store/sql/authority.h"
#include "store/store.h"

namespace teleperson::store {

/// The Store on any engine: each method runs one topic of sql/ in the kind of transaction that it needs.
class SqlStore final : public Store {
 public:
  SqlStore(std::unique_ptr<Engine>, const phone::Hasher&, const Patience&);

  util::Task<Result<std::optional<Authority>>> authority(const TokenHash&) override;
  util::Task<Result<std::optional<DirectoryNumber>>> number(const std::string& id) override;
  void touch_token(const TokenHash&, util::Timestamp) override;

  util::Task<Result<policy::Decision>> create_ticket(const TicketRequest&, Decide) override;
  util::Task<Result<RedemptionResult>> redeem(const Redemption&, Decide) override;
  util::Task<Result<bool>> merge(const CallKey&, const calls::CallState& news, util::Timestamp now) override;
  util::Task<Result<Finalised>> finalise_due(util::Timestamp now, int limit) override;
  util::Task<Result<std::optional<CallView>>> call(const calls::CallId&, const phone::UserIdHash&) override;
  util::Task<Result<std::optional<CallTrace>>> call_trace(const calls::CallId&, const phone::UserIdHash&) override;
  util::Task<Result<std::optional<CallView>>> void_ticket(const calls::CallId&, const phone::UserIdHash&,
                                                          util::Timestamp now) override;
  util::Task<Result<int>> live_calls() override;

  util::Task<Result<std::vector<UnheardCall>>> claim_unheard(util::Timestamp now, std::chrono::seconds lease,
                                                             int limit) override;
  util::Task<Result<bool>> merge_record(const calls::CallId&, const calls::CallState& news,
                                        util::Timestamp now) override;
  util::Task<Result<ReconcileBacklog>> reconcile_backlog(util::Timestamp now) override;
  util::Task<Result<std::optional<Handover>>> find_handover(const calls::CallSid&) override;
  util::Task<Result<bool>> knows_user(const phone::UserIdHash&) override;
  util::Task<Result<bool>> log_lost_call(const LostCall&) override;
  util::Task<Result<std::vector<LoggedKey>>> logged_since(util::Timestamp since, std::int64_t after,
                                                          int limit) override;
  util::Task<Result<std::vector<RedeemedCall>>> redeemed_since(util::Timestamp since) override;

  util::Task<Result<CompanyPage>> companies(const CompanyQuery&) override;
  util::Task<Result<SavedSettings>> settings() override;
  util::Task<Result<Change>> save_settings(const policy::Settings&, std::optional<std::int64_t> seen, const Actor&,
                                           util::Timestamp now) override;
  util::Task<Result<UserPage>> users(const UserQuery&) override;
  util::Task<Result<std::optional<std::string>>> role_of(const std::string& user_id) override;
  util::Task<Result<std::optional<std::string>>> role_of_holder(const TokenHash&) override;
  util::Task<Result<Change>> add_user(const NewUser&, const Actor&, util::Timestamp now) override;
  util::Task<Result<Change>> set_plan(const std::string& user_id, const std::optional<std::string>& plan, const Actor&,
                                      util::Timestamp now) override;
  util::Task<Result<Change>> set_role(const std::string& user_id, const std::string& role, const Actor&,
                                      util::Timestamp now) override;
  util::Task<Result<Change>> set_disabled(const std::string& user_id, bool disabled, const Actor&,
                                          util::Timestamp now) override;
  util::Task<Result<Change>> add_token(const std::string& user_id, const TokenHash&,
                                       const std::optional<std::string>& name, const Actor&,
                                       util::Timestamp now) override;
  util::Task<Result<Change>> revoke_token(const TokenHash&, const Actor&, util::Timestamp now) override;
  util::Task<Result<int>> import_companies(const std::vector<NewCompany>&, const Actor&, util::Timestamp now) override;
  util::Task<Result<Change>> add_number(const phone::E164&, const phone::NumberInfo&, const std::string& company_domain,
                                        const std::string& label, const Actor&, util::Timestamp now) override;
  util::Task<Result<Change>> verify_number(const phone::E164&, std::optional<util::Timestamp> until, const Actor&,
                                           util::Timestamp now) override;
  util::Task<Result<Change>> unverify_number(const phone::E164&, const Actor&, util::Timestamp now) override;
  util::Task<Result<LoggedCallPage>> find_calls(const CallLogQuery&) override;
  util::Task<Result<std::vector<LogRow>>> call_log(std::int64_t after, int limit) override;

  util::Task<Result<std::vector<IntervalStatistics>>> call_statistics(
      const std::vector<util::Timestamp>& starts) override;
  util::Task<Result<std::vector<LogRow>>> call_log_page(const CallLogQuery&) override;
  util::Task<Result<LiveState>> live_state() override;

  util::Task<Result<CataloguePage>> catalogue(const CatalogueQuery&, util::Timestamp now) override;
  util::Task<Result<CatalogueCounts>> count_catalogue(util::Timestamp now) override;
  util::Task<Result<std::optional<CatalogueCompany>>> catalogue_company(const std::string& id) override;
  util::Task<Result<Added>> add_company(const NewCompany&, bool reviewed, const Actor&, util::Timestamp now) override;
  util::Task<Result<Change>> edit_company(const std::string& id, const NewCompany&, std::int64_t seen, const Actor&,
                                          util::Timestamp now) override;
  util::Task<Result<Change>> review_company(const std::string& id, bool reviewed, const Actor&,
                                            util::Timestamp now) override;
  util::Task<Result<Change>> delete_company(const std::string& id, const Actor&, util::Timestamp now) override;
  util::Task<Result<Added>> add_company_number(const std::string& company_id, const phone::E164&,
                                               const phone::NumberInfo&, const std::string& label, const Actor&,
                                               util::Timestamp now) override;
  util::Task<Result<Change>> relabel_number(const std::string& number_id, const std::string& label, const Actor&,
                                            util::Timestamp now) override;
  util::Task<Result<Change>> remove_number(const std::string& number_id, const Actor&, util::Timestamp now) override;
  util::Task<Result<Change>> verify_number_with_id(const std::string& number_id, std::optional<util::Timestamp> until,
                                                   const Actor&, util::Timestamp now) override;
  util::Task<Result<Change>> unverify_number_with_id(const std::string& number_id, const Actor&,
                                                     util::Timestamp now) override;
  util::Task<Result<void>> plan_import(std::span<ImportRow>, NewCompanies) override;
  util::Task<Result<ImportCounts>> run_import(ImportPlan&, const Actor&, util::Timestamp now,
                                              std::atomic<std::size_t>& done) override;
  util::Task<Result<Census>> census(const std::optional<phone::E164>& caller_id, util::Timestamp now) override;
  util::Task<Result<CompanyPage>> last_verified() override;

  util::Task<Result<std::optional<std::string>>> admin_password() override;
  util::Task<Result<Change>> set_admin_password(const std::string& hash, const Actor&, util::Timestamp now) override;
  util::Task<Result<bool>> begin_sign_in(const std::string& user_id, const SignInLimit&, util::Timestamp now) override;
  util::Task<Result<Change>> fail_sign_in(const std::string& user_id, util::Timestamp now) override;
  util::Task<Result<Change>> end_sign_in(const std::string& user_id) override;
  util::Task<Result<Change>> open_admin_session(const NewAdminSession&, util::Timestamp now,
                                                util::Timestamp oldest) override;
  util::Task<Result<std::optional<AdminSession>>> admin_session(const AdminSessionHash&) override;
  void touch_admin_session(const AdminSessionHash&, util::Timestamp) override;
  util::Task<Result<Change>> close_admin_session(const AdminSessionHash&, const Actor&, util::Timestamp now) override;
  util::Task<Result<Change>> close_admin_sessions(const std::string& user_id, const Actor&,
                                                  util::Timestamp now) override;

  util::Task<Result<AuditPage>> find_audit(const AuditQuery&) override;

  util::Task<Result<Change>> erase_user(const std::string& user_id, const Actor&, util::Timestamp now) override;
  util::Task<Result<int>> erase_again(const std::vector<Erasure>&, const Actor&, util::Timestamp now) override;
  util::Task<Result<std::vector<Erasure>>> erasures(const std::string& after, int limit) override;

  util::Task<Result<bool>> prepare_call_log(util::Timestamp now) override;
  util::Task<Result<PurgeStep>> purge_calls(const Purge&, const Actor&, util::Timestamp now) override;
  util::Task<Result<std::int64_t>> count_calls_before(util::Timestamp) override;
  util::Task<Result<util::Timestamp>> purged_before() override;

  util::Task<Result<void>> ping() override;
  void announce() override { engine_->announce(); }
  void listen(std::function<void()> heard) override { engine_->listen(std::move(heard)); }

 private:
  /// Writes what the dashboard or an operator changes.
  template <class F>
  auto administer(F work);

  const phone::Hasher& hasher_;
  Patience patience_;
  std::mutex uses_mutex_;
  sql::TokenUses token_uses_;  // not written yet; guarded by uses_mutex_
  std::optional<AuthorityBatch> batch_;
  std::unique_ptr<Engine> engine_;  // last: its destructor writes what is left in the above
};

}  // namespace teleperson::store
