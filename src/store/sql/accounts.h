#pragma once

#include <optional>
#include <string>

#include "phone/hash.h"
#include "store/directory.h"
#include "store/sql/session.h"

namespace teleperson::store::sql {

/// In audit rows these name the user by hash.
Change add_user(Session&, const phone::Hasher&, const NewUser&, const Actor&, util::Timestamp now);
Change set_plan(Session&, const phone::Hasher&, const std::string& user_id, const std::optional<std::string>& plan,
                const Actor&, util::Timestamp now);
Change set_role(Session&, const phone::Hasher&, const std::string& user_id, const std::string& role, const Actor&,
                util::Timestamp now);
Change set_disabled(Session&, const phone::Hasher&, const std::string& user_id, bool disabled, const Actor&,
                    util::Timestamp now);

Change add_token(Session&, const phone::Hasher&, const std::string& user_id, const TokenHash&,
                 const std::optional<std::string>& name, const Actor&, util::Timestamp now);
Change revoke_token(Session&, const phone::Hasher&, const TokenHash&, const Actor&, util::Timestamp now);

}  // namespace teleperson::store::sql
