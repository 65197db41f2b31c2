#pragma once

#include <chrono>
#include <string>
#include <string_view>

#include "gateway/refusal.h"
#include "gateway/services.h"
#include "store/admin_store.h"
#include "util/secret.h"
#include "util/task.h"

namespace teleperson::gateway {

/// How long somebody stays signed in to the dashboard.
inline constexpr std::chrono::minutes admin_session_idle{30};
inline constexpr std::chrono::hours admin_session_longest{12};

/// Who acts in the dashboard, or by script. Never kept beyond one request.
struct Admin {
  std::string user_id;
  std::optional<std::string> first_name;
  store::TokenHash token{};                          ///< the extension token behind it
  bool is_super = false;                             ///< may grant the role of an admin
  std::optional<store::AdminSessionHash> session{};  ///< none: by script, with token and password
  std::optional<util::Timestamp> session_started_at{};

  store::Actor actor() const { return {.user_id = user_id}; }
};

/// Whether users of this role may sign in to the dashboard.
bool is_admin(std::string_view role);

/// The holder of this extension token, if they are an admin and this is the tenant's admin password.
///
/// The role comes first: whoever is no admin learns nothing of the password. An attempt is counted before the password
/// is looked at.
util::Task<Answer<Admin>> admin_by_password(const Services&, std::string_view extension_token,
                                            const util::Secret& password);

/// The text for the cookie of a new session: 64 hex digits. Only their hash is kept.
util::Task<Answer<std::string>> open_admin_session(const Services&, std::string_view extension_token,
                                                   const util::Secret& password);

/// Whether somebody who was let in some time ago, and is still being answered, would be now. Does not count as a use of
/// the session. False also when the database does not answer.
util::Task<bool> is_still_admin(const Services&, const Admin&);

/// Who that cookie belongs to. The role is the one that the user has now.
util::Task<Answer<Admin>> admin_by_session(const Services&, std::string_view cookie);

enum class SignOut { this_session, everywhere };
util::Task<Answer<void>> sign_out(const Services&, const Admin&, SignOut);

}  // namespace teleperson::gateway
