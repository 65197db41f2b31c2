#pragma once

#include <string_view>

namespace teleperson::sandbox {

/// What the Voice SDK is told when something fails. The SDK maps `code` to its own errors.
/// https://www.twilio.com/docs/voice/sdks/error-codes
struct SignallingError {
  int code = 0;
  std::string_view message;  ///< a literal
};

namespace signalling_errors {

inline constexpr SignallingError application_not_found{31001, "Application not found"};
inline constexpr SignallingError connection_declined{31002, "Connection declined"};
inline constexpr SignallingError malformed_request{31100, "Malformed request"};
inline constexpr SignallingError parameters_too_long{31103, "Length of parameters cannot exceed 800 bytes"};
inline constexpr SignallingError invalid_identity{31105, "Identity must be 1 to 121 letters, digits or underscores"};
inline constexpr SignallingError reconnect_refused{31107, "Reconnect token does not belong to a running call"};
inline constexpr SignallingError authentication_failed{31201, "Authentication failed: the token's issuer is not known"};
inline constexpr SignallingError signature_failed{31202, "JWT signature validation failed"};
inline constexpr SignallingError no_valid_account{31203, "The token's account is not valid"};
inline constexpr SignallingError token_invalid{31204, "JWT token is invalid"};
inline constexpr SignallingError token_expired{31205, "JWT token expired"};
inline constexpr SignallingError expires_too_late{31207, "JWT token expiration is more than 24 hours ahead"};

}  // namespace signalling_errors
}  // namespace teleperson::sandbox
