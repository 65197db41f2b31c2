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
};

using Refusal = std::variant<policy::Reason, Trouble>;

template <class T>
using Answer = std::expected<T, Refusal>;

}  // namespace teleperson::gateway
