#pragma once

#include <optional>
#include <string_view>

#include "http/message.h"
#include "sandbox/account.h"
#include "sandbox/rest/rest_error.h"
#include "sandbox/state/account_state.h"

namespace teleperson::sandbox {

/// Who asks. The Auth Token counts as a Main key.
struct RestCaller {
  KeyKind kind = KeyKind::main;
  const ApiKey* key = nullptr;  ///< the state's; null: the Auth Token
};

/// What somebody must be to ask for a resource.
struct RestAccess {
  bool main_only = false;       ///< /Accounts and /Keys
  std::string_view permission;  ///< that a Restricted key's policy must allow; empty: none is known that does
};

/// By Basic authentication: the Account SID with the Auth Token, or an API key with its secret. Nothing if it is wrong.
std::optional<RestCaller> authenticate(std::string_view authorization, const Account&, const AccountState&);

/// Nothing if they may; else the answer: 401/20003 for a Standard key, which looks like a wrong password, and 403/70051
/// for a Restricted one. https://www.twilio.com/docs/iam/api-keys
std::optional<http::Response> refuse(const RestCaller&, const RestAccess&);

}  // namespace teleperson::sandbox
