#pragma once

#include <string>

#include "util/time.h"

namespace teleperson::sandbox {

/// A TwiML App: what is asked about the calls of access tokens that name it. URLs may have a fragment with connection
/// overrides; an empty one is not set. https://www.twilio.com/docs/usage/api/applications
struct Application {
  std::string sid{};  ///< AP and 32 hex digits
  std::string friendly_name{};
  std::string voice_url{};
  std::string voice_method = "POST";
  std::string voice_fallback_url{};
  std::string voice_fallback_method = "POST";
  std::string status_callback{};
  std::string status_callback_method = "POST";
  bool public_application_connect_enabled = false;
  util::Timestamp created{};
  util::Timestamp updated{};
};

}  // namespace teleperson::sandbox
