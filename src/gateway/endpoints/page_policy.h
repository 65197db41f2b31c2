#pragma once

#include <optional>
#include <string>

namespace teleperson::gateway {

/// The Content-Security-Policy of the dialer page: itself, and the signalling of Twilio, or of the sandbox instead.
/// Against a sandbox, nothing at all may be asked of a third party.
std::string dialer_security_policy(const std::optional<std::string>& sandbox_host);

/// The same of the dashboard, which can place a test call, but shows no pictures of anybody else.
std::string admin_security_policy(const std::optional<std::string>& sandbox_host);

}  // namespace teleperson::gateway
