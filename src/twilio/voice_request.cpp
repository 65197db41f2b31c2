#include "twilio/voice_request.h"

#include <algorithm>
#include <array>

namespace teleperson::twilio {

bool repeats_reserved_name(const util::FormFields& fields) {
  static constexpr std::array<std::string_view, 17> reserved{
      "AccountSid", "AnsweredBy",  "ApplicationSid",   "CallDuration",    "CallSid",        "CallStatus",
      "Caller",     "DialBridged", "DialCallDuration", "DialCallSid",     "DialCallStatus", "Direction",
      "ErrorCode",  "From",        "ParentCallSid",    "SipResponseCode", "ticket"};
  return std::ranges::any_of(reserved, [&](std::string_view name) {
    return std::ranges::count(fields, name, [](const auto& field) { return std::string_view(field.first); }) > 1;
  });
}

std::optional<VoiceRequest> parse_voice_request(const util::FormFields& fields) {
  const auto field = [&](std::string_view name) {
    const auto* value = util::find_field(fields, name);
    return value ? std::string_view(*value) : std::string_view();
  };
  const auto call_sid = calls::CallSid::parse(field("CallSid"));
  if (!call_sid) return std::nullopt;
  return VoiceRequest{.call_sid = *call_sid,
                      .application_sid = std::string(field("ApplicationSid")),
                      .caller = Identity::parse_from(field("From")),
                      .ticket = calls::Ticket::parse(field("ticket"))};
}

}  // namespace teleperson::twilio
