#pragma once

#include <map>
#include <optional>

#include "store/authority.h"
#include "store/sql/session.h"

namespace teleperson::store::sql {

std::optional<Authority> read_authority(Session&, const TokenHash&);

/// The part of it that the policy asks about a user.
std::optional<policy::Caller> read_caller(Session&, const TokenHash&);

using TokenUses = std::map<TokenHash, util::Timestamp>;
void write_token_uses(Session&, const TokenUses&);

}  // namespace teleperson::store::sql
