#pragma once

#include <optional>
#include <string>

#include "gateway/provision/plan.h"
#include "phone/e164.h"
#include "twilio/rest_client.h"
#include "util/secret.h"
#include "util/task.h"

namespace teleperson::gateway::provision {

struct Plan {
  KeyPlan key;
  AppPlan app;
};
/// Asks Twilio what there is, and whether the configured key works. `as_key` asks with that key and its secret; null:
/// there is no such pair. Changes nothing.
util::Task<twilio::RestResult<Plan>> make_plan(const twilio::RestClient&, const twilio::RestClient* as_key,
                                               const Wishes&);

// Carrying it out. First the app, which can be found again, and last the key, whose secret cannot.
util::Task<twilio::RestResult<twilio::ApplicationSid>> settle_app(const twilio::RestClient&, const AppPlan&);

struct SettledKey {
  twilio::ApiKeySid sid;
  std::optional<util::Secret> new_secret{};  ///< of a key that was made; it cannot be had again
};
util::Task<twilio::RestResult<SettledKey>> settle_key(const twilio::RestClient&, const KeyPlan&,
                                                      std::string friendly_name);

/// What the default caller ID is to the account.
enum class CallerId { owned, not_voice_capable, verified, foreign };
util::Task<twilio::RestResult<CallerId>> look_up(const twilio::RestClient&, phone::E164);

}  // namespace teleperson::gateway::provision
