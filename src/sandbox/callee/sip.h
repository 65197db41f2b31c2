#pragma once

/// What Twilio reports of a leg as `SipResponseCode`. https://www.rfc-editor.org/rfc/rfc3261#section-21
namespace teleperson::sandbox {

inline constexpr int sip_ok = 200;
inline constexpr int sip_not_found = 404;
inline constexpr int sip_temporarily_unavailable = 480;
inline constexpr int sip_busy_here = 486;
inline constexpr int sip_request_terminated = 487;
inline constexpr int sip_not_acceptable_here = 488;
inline constexpr int sip_busy_everywhere = 600;
inline constexpr int sip_decline = 603;

}  // namespace teleperson::sandbox
