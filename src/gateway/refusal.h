#pragma once

#include <expected>
#include <variant>

#include "policy/reason.h"

namespace teleperson::gateway {

/// Why a use case did not do what it was asked, when it is not the policy that says no.
enum class Trouble {
  unavailable,         ///< the database does not answer
  draining,            ///< this process is shutting down
  call_not_found,      ///< no such call, or another user's
  twilio_unavailable,  ///< Twilio did not do it

  not_signed_in,       ///< no session of an admin, or one that is over
  not_admin,           ///< signed in, but not as an admin
  wrong_password,      ///< not the tenant's admin password
  no_admin_password,   ///< none was set yet
  too_many_sign_ins,   ///< too many attempts in a short time
  origin_not_allowed,  ///< a write that another site's page may have sent
  settings_changed,    ///< somebody else saved the settings meanwhile
  not_super_admin,     ///< only a super admin may do that
  own_account,         ///< nobody may take their own access away
  user_not_found,      ///< there is no such user
  user_exists,         ///< there is one with that id
  token_not_found,     ///< no such extension token, or it was revoked
  too_many_streams,    ///< as many follow live events as this process serves
  company_not_found,   ///< there is no such company
  company_exists,      ///< another company has that domain
  company_changed,     ///< somebody else changed the company meanwhile
  number_exists,       ///< the company has that number
  import_running,      ///< one import at a time
};

using Refusal = std::variant<policy::Reason, Trouble>;

template <class T>
using Answer = std::expected<T, Refusal>;

}  // namespace teleperson::gateway
