#pragma once

#include <string>

#include "sandbox/call/services.h"
#include "sandbox/callee/script.h"
#include "sandbox/handset/hub.h"
#include "sandbox/state/account_state.h"

namespace teleperson::sandbox {

/// The body of `GET /sandbox/info`: the account's public identifiers, the numbers that scripts play, and the handsets.
/// No secret.
std::string describe_sandbox(const Account&, const AccountState&, const Settings&, const HandsetHub&);

}  // namespace teleperson::sandbox
