#pragma once

#include "store/directory.h"
#include "store/sql/session.h"

namespace teleperson::store::sql {

UserPage find_users(Session&, const UserQuery&);
std::optional<std::string> role_of(Session&, const std::string& user_id);
std::optional<std::string> role_of_holder(Session&, const TokenHash&);

}  // namespace teleperson::store::sql
