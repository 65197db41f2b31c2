#pragma once

#include <optional>
#include <string>

#include "phone/hash.h"
#include "store/admin_store.h"
#include "store/sql/session.h"

namespace teleperson::store::sql {

std::optional<std::string> read_admin_password(Session&);
Change set_admin_password(Session&, const std::string& hash, const Actor&, util::Timestamp now);

bool begin_sign_in(Session&, const phone::UserIdHash&, const SignInLimit&, util::Timestamp now);
Change fail_sign_in(Session&, const phone::Hasher&, const std::string& user_id, util::Timestamp now);
Change end_sign_in(Session&, const phone::UserIdHash&);
Change open_admin_session(Session&, const phone::Hasher&, const NewAdminSession&, util::Timestamp now,
                          util::Timestamp oldest);

std::optional<AdminSession> read_admin_session(Session&, const AdminSessionHash&);
void touch_admin_session(Session&, const AdminSessionHash&, util::Timestamp);

Change close_admin_session(Session&, const AdminSessionHash&, const Actor&, util::Timestamp now);
Change close_admin_sessions(Session&, const std::string& user_id, const Actor&, util::Timestamp now);

}  // namespace teleperson::store::sql
