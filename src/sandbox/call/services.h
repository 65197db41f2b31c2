#pragma once

#include "sandbox/account.h"
#include "sandbox/call/registry.h"
#include "sandbox/callee/directory.h"
#include "sandbox/settings.h"
#include "sandbox/state/account_state.h"
#include "sandbox/webhook/webhook_client.h"
#include "util/log.h"
#include "util/time.h"

namespace teleperson::sandbox {

class Inspector;

/// What a call needs from the rest of the sandbox. Everything outlives every call.
struct Services {
  const Settings& settings;
  const Account& account;
  AccountState& state;
  const util::Logger& log;
  const util::Clock& clock;
  WebhookClient& webhooks;
  CalleeDirectory& callees;
  CallRegistry& calls;
  Inspector& inspector;
  boost::asio::ip::address media_address;  ///< see media::MediaEndpoint
};

}  // namespace teleperson::sandbox
