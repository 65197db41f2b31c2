#include "twilio/rest/read_records.h"

#include <charconv>
#include <limits>

#include <boost/json.hpp>

namespace teleperson::twilio {

namespace {

using boost::json::object;

std::string text(const object& document, std::string_view name) {
  const auto* value = document.if_contains(name);
  const auto* found = value ? value->if_string() : nullptr;
  return found ? std::string(*found) : std::string();
}

bool truth(const object& document, std::string_view name) {
  const auto* value = document.if_contains(name);
  return value && value->is_bool() && value->get_bool();
}

/// Twilio writes durations as texts, and an empty one while there is none.
std::optional<int> whole(const object& document, std::string_view name) {
  const auto* value = document.if_contains(name);
  if (value && value->is_int64()) {
    const auto number = value->get_int64();
    const bool fits = number >= 0 && number <= std::numeric_limits<int>::max();
    return fits ? std::optional(static_cast<int>(number)) : std::nullopt;
  }
  const auto digits = text(document, name);
  int number = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  if (error != std::errc() || end != digits.data() + digits.size() || number < 0) return std::nullopt;
  return number;
}

std::optional<util::Timestamp> time(const object& document, std::string_view name) {
  return util::parse_rfc2822(text(document, name));
}

}  // namespace

template <>
std::optional<AccountRecord> read_record(const object& document) {
  auto status = text(document, "status");
  if (status.empty()) return std::nullopt;
  return AccountRecord{.status = std::move(status), .type = text(document, "type")};
}

template <>
std::optional<KeyRecord> read_record(const object& document) {
  auto sid = ApiKeySid::parse(text(document, "sid"));
  if (!sid) return std::nullopt;
  return KeyRecord{.sid = *std::move(sid), .friendly_name = text(document, "friendly_name")};
}

template <>
std::optional<NewKey> read_record(const object& document) {
  auto sid = ApiKeySid::parse(text(document, "sid"));
  util::Secret secret(text(document, "secret"));
  if (!sid || secret.empty()) return std::nullopt;
  return NewKey{.sid = *std::move(sid), .secret = std::move(secret)};
}

template <>
std::optional<ApplicationRecord> read_record(const object& document) {
  auto sid = ApplicationSid::parse(text(document, "sid"));
  if (!sid) return std::nullopt;
  return ApplicationRecord{.sid = *std::move(sid),
                           .friendly_name = text(document, "friendly_name"),
                           .voice_url = text(document, "voice_url"),
                           .voice_method = text(document, "voice_method"),
                           .voice_fallback_url = text(document, "voice_fallback_url"),
                           .voice_fallback_method = text(document, "voice_fallback_method"),
                           .status_callback = text(document, "status_callback"),
                           .status_callback_method = text(document, "status_callback_method")};
}

template <>
std::optional<IncomingNumber> read_record(const object& document) {
  auto e164 = text(document, "phone_number");
  if (e164.empty()) return std::nullopt;
  const auto* capabilities = document.if_contains("capabilities");
  return IncomingNumber{
      .sid = text(document, "sid"),
      .e164 = std::move(e164),
      .voice_capable = capabilities && capabilities->is_object() && truth(capabilities->get_object(), "voice"),
      .emergency_status = text(document, "emergency_status"),
      .emergency_address_sid = text(document, "emergency_address_sid"),
      .emergency_address_status = text(document, "emergency_address_status")};
}

template <>
std::optional<OutgoingCallerId> read_record(const object& document) {
  auto e164 = text(document, "phone_number");
  if (e164.empty()) return std::nullopt;
  return OutgoingCallerId{.sid = text(document, "sid"), .e164 = std::move(e164)};
}

template <>
std::optional<CallRecord> read_record(const object& document) {
  auto sid = calls::CallSid::parse(text(document, "sid"));
  auto status = text(document, "status");
  if (!sid || status.empty()) return std::nullopt;
  return CallRecord{.sid = *std::move(sid),
                    .parent = calls::CallSid::parse(text(document, "parent_call_sid")),
                    .status = std::move(status),
                    .direction = text(document, "direction"),
                    .from = text(document, "from"),
                    .to = text(document, "to"),
                    .answered_by = text(document, "answered_by"),
                    .duration_seconds = whole(document, "duration"),
                    .created = time(document, "date_created"),
                    .started = time(document, "start_time"),
                    .ended = time(document, "end_time")};
}

template <>
std::optional<DialingPermission> read_record(const object& document) {
  auto iso = text(document, "iso_code");
  if (iso.empty()) return std::nullopt;
  return DialingPermission{.iso = std::move(iso),
                           .low_risk = truth(document, "low_risk_numbers_enabled"),
                           .high_risk_special = truth(document, "high_risk_special_numbers_enabled"),
                           .high_risk_tollfraud = truth(document, "high_risk_tollfraud_numbers_enabled")};
}

}  // namespace teleperson::twilio
