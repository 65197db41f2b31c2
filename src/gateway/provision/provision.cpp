#include "gateway/provision/provision.h"

#include <algorithm>
#include <utility>

namespace teleperson::gateway::provision {
namespace {

using twilio::RestError;
using twilio::RestResult;

util::Task<RestResult<Existing>> find_existing(const twilio::RestClient& rest, const twilio::RestClient* as_key,
                                               const Wishes& wishes) {
  Existing existing;
  auto keys = co_await rest.list_keys();
  if (!keys) co_return std::unexpected(keys.error());
  existing.keys = std::move(*keys);
  const bool listed = wishes.api_key && std::ranges::count(existing.keys, *wishes.api_key, &twilio::KeyRecord::sid) > 0;
  if (listed && as_key != nullptr && !wishes.new_key) {
    auto standing = co_await prove_key(*as_key);
    if (!standing) co_return std::unexpected(standing.error());
    if (*standing == KeyStanding::wrong_secret && wishes.secret_is_an_auth_token)
      standing = KeyStanding::secret_is_the_auth_token;
    existing.standing = *standing;
  }
  if (wishes.app) {
    auto app = co_await rest.application(*wishes.app);
    if (!app && app.error().kind != RestError::Kind::not_found) co_return std::unexpected(app.error());
    if (app) existing.configured_app = std::move(*app);
  }
  auto named = co_await rest.find_applications(friendly_name(wishes.public_url));
  if (!named) co_return std::unexpected(named.error());
  existing.named_apps = std::move(*named);
  co_return existing;
}

}  // namespace

util::Task<RestResult<Plan>> make_plan(const twilio::RestClient& rest, const twilio::RestClient* as_key,
                                       const Wishes& wishes) {
  const auto existing = co_await find_existing(rest, as_key, wishes);
  if (!existing) co_return std::unexpected(existing.error());
  Plan plan{.key = plan_key(wishes, *existing), .app = plan_app(wishes, *existing)};
  co_return plan;
}

util::Task<RestResult<twilio::ApplicationSid>> settle_app(const twilio::RestClient& rest, const AppPlan& plan) {
  if (plan.sid && plan.changes.empty()) co_return *plan.sid;
  if (plan.sid) {
    const auto updated = co_await rest.update_application(*plan.sid, plan.fields);
    if (!updated) co_return std::unexpected(updated.error());
    co_return updated->sid;
  }
  const auto made = co_await rest.create_application(plan.fields);
  if (!made) co_return std::unexpected(made.error());
  co_return made->sid;
}

util::Task<RestResult<SettledKey>> settle_key(const twilio::RestClient& rest, const KeyPlan& plan,
                                              std::string friendly_name) {
  if (plan.keep) {
    SettledKey kept{.sid = *plan.keep};
    co_return kept;
  }
  auto key = co_await rest.create_key(std::move(friendly_name));
  if (!key) co_return std::unexpected(key.error());
  SettledKey made{.sid = key->sid, .new_secret = std::move(key->secret)};
  co_return made;
}

util::Task<RestResult<CallerId>> look_up(const twilio::RestClient& rest, phone::E164 number) {
  const auto own = co_await rest.incoming_numbers(number);
  if (!own) co_return std::unexpected(own.error());
  if (!own->empty()) co_return own->front().voice_capable ? CallerId::owned : CallerId::not_voice_capable;
  const auto verified = co_await rest.outgoing_caller_ids(number);
  if (!verified) co_return std::unexpected(verified.error());
  co_return verified->empty() ? CallerId::foreign : CallerId::verified;
}

}  // namespace teleperson::gateway::provision
