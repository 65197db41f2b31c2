#pragma once

#include <expected>
#include <string_view>

#include "gateway/refusal.h"
#include "gateway/services.h"
#include "phone/hash.h"
#include "store/authority.h"
#include "util/task.h"

namespace teleperson::gateway {

/// Who asks, as the database has it at this moment. Never kept beyond one request.
struct Session {
  store::TokenHash token_hash;
  store::Authority authority;
  phone::UserIdHash user;
};

/// Who holds this extension token. No, a malformed and an unknown token are all `unauthorized`; a disabled account is
/// `user_disabled`. Whether the plan has calling is for later.
util::Task<Answer<Session>> authenticate(const Services&, std::string_view extension_token);

/// The same for a token that was looked at already, such as that of an admin's session.
util::Task<Answer<Session>> session_of(const Services&, const store::TokenHash&);

}  // namespace teleperson::gateway
