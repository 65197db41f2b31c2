#include "gateway/endpoints/page_policy.h"

#include <string_view>

#include <fmt/format.h>

namespace teleperson::gateway {

namespace {

// Hosts of the Voice SDK 2.x: signalling, insights, sounds (README of twilio-voice.js, "Content Security Policy").
constexpr std::string_view twilio_connect =
    "wss://voice-js.roaming.twilio.com https://eventgw.twilio.com https://eventgw.us1.twilio.com "
    "https://media.twiliocdn.com https://sdk.twilio.com";
constexpr std::string_view twilio_media = " https://media.twiliocdn.com https://sdk.twilio.com";

}  // namespace

std::string dialer_security_policy(const std::optional<std::string>& sandbox_host) {
  const auto connect = sandbox_host ? fmt::format("ws://{0} http://{0}", *sandbox_host) : std::string(twilio_connect);
  // Companies' logos may be anywhere. The component library writes style elements.
  return fmt::format(
      "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; font-src 'self'; "
      "img-src 'self' data:{}; connect-src 'self' {}; media-src 'self' blob: mediastream:{}; worker-src 'self' blob:; "
      "frame-ancestors 'none'; base-uri 'none'; form-action 'self'",
      sandbox_host ? "" : " https:", connect, sandbox_host ? "" : twilio_media);
}

}  // namespace teleperson::gateway
