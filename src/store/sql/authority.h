#pragma once

#include <map>
#include <optional>
#include <vector>

#include "store/authority.h"
#include "store/sql/session.h"

namespace teleperson::store::sql {

std::optional<Authority> read_authority(Session&, const TokenHash&);

/// As read_authority, for many tokens in one round trip. Of PostgreSQL only.
std::map<TokenHash, Authority> read_authorities(Session&, const std::vector<TokenHash>&);

/// The part of it that the policy asks about a user.
std::optional<policy::Caller> read_caller(Session&, const TokenHash&);

using TokenUses = std::map<TokenHash, util::Timestamp>;
void write_token_uses(Session&, const TokenUses&);

}  // namespace teleperson::store::sql
