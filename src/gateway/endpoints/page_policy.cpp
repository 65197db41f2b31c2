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

/// `image_hosts`: besides the server itself. The component library writes style elements.
std::string calling_page_policy(const std::optional<std::string>& sandbox_host, std::string_view image_hosts) {
  const auto connect = sandbox_host ? fmt::format("ws://{0} http://{0}", *sandbox_host) : std::string(twilio_connect);
  return fmt::format(
      "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; font-src 'self'; "
      "img-src 'self' data:{}; connect-src 'self' {}; media-src 'self' blob: mediastream:{}; worker-src 'self' blob:; "
      "frame-ancestors 'none'; base-uri 'none'; form-action 'self'",
      image_hosts, connect, sandbox_host ? "" : twilio_media);
}

}  // namespace

std::string dialer_security_policy(const std::optional<std::string>& sandbox_host) {
  // Companies' logos may be anywhere.
  return calling_page_policy(sandbox_host, sandbox_host ? "" : " https:");
}

std::string admin_security_policy(const std::optional<std::string>& sandbox_host) {
  return calling_page_policy(sandbox_host, "");
}

}  // namespace teleperson::gateway
