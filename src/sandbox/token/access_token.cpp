#include "sandbox/token/access_token.h"

#include <algorithm>
#include <chrono>
#include <cstdint>

#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>

#include "sandbox/frame.h"
#include "util/crypto.h"

namespace teleperson::sandbox {
namespace {

namespace json = boost::json;
using Failure = std::unexpected<SignallingError>;

constexpr std::chrono::hours longest_lifetime{24};

struct Parts {
  std::string_view signed_text;  ///< header and payload with the dot between
  json::object header;
  json::object payload;
  std::string signature;
};

std::optional<json::object> decode_object(std::string_view base64url) {
  const auto text = util::from_base64url(base64url);
  if (!text) return std::nullopt;
  boost::system::error_code error;
  json::value value = json::parse(*text, error);
  if (error || !value.is_object()) return std::nullopt;
  return std::move(value.get_object());
}

std::optional<Parts> split(std::string_view jwt) {
  const std::size_t first = jwt.find('.');
  if (first == std::string_view::npos) return std::nullopt;
  const std::size_t second = jwt.find('.', first + 1);
  if (second == std::string_view::npos || jwt.find('.', second + 1) != std::string_view::npos) return std::nullopt;

  auto header = decode_object(jwt.substr(0, first));
  auto payload = decode_object(jwt.substr(first + 1, second - first - 1));
  auto signature = util::from_base64url(jwt.substr(second + 1));
  if (!header || !payload || !signature) return std::nullopt;
  return Parts{jwt.substr(0, second), *std::move(header), *std::move(payload), *std::move(signature)};
}

bool is_signed_by(const Parts& parts, const util::Secret& secret) {
  const util::Sha256Digest digest = util::HmacSha256(secret.reveal()).sign(parts.signed_text);
  const std::string_view expected(reinterpret_cast<const char*>(digest.data()), digest.size());
  return util::constant_time_equal(expected, parts.signature);
}

/// Seconds since 1970. Nothing if the claim is absent or not a whole number between the years 1970 and 9999.
std::optional<util::Timestamp> time_claim(const json::object& payload, std::string_view name) {
  const json::value* value = payload.if_contains(json::string_view(name.data(), name.size()));
  boost::system::error_code error;
  const auto seconds = value == nullptr ? -1 : value->to_number<std::int64_t>(error);
  if (error || seconds < 0 || seconds > 253'402'300'799) return std::nullopt;
  return util::Timestamp(std::chrono::seconds(seconds));
}

const json::object* object_of(const json::object& parent, std::string_view name) {
  const json::value* value = parent.if_contains(json::string_view(name.data(), name.size()));
  return value == nullptr ? nullptr : value->if_object();
}

bool is_identity(std::string_view text) {
  constexpr std::size_t longest = 121;
  return !text.empty() && text.size() <= longest && std::ranges::all_of(text, [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '_';
  });
}

std::optional<OutgoingGrant> outgoing_grant(const json::object& grants) {
  const json::object* voice = object_of(grants, "voice");
  const json::object* outgoing = voice == nullptr ? nullptr : object_of(*voice, "outgoing");
  if (outgoing == nullptr) return std::nullopt;

  OutgoingGrant grant{std::string(text_of(*outgoing, "application_sid")), {}};
  if (const json::object* parameters = object_of(*outgoing, "params")) {
    for (const auto& [name, value] : *parameters) {
      if (value.is_string()) grant.parameters.emplace_back(std::string(name), std::string(value.get_string()));
    }
  }
  return grant;
}

}  // namespace

std::expected<AccessToken, SignallingError> verify_access_token(std::string_view jwt, const twilio::AccountSid& account,
                                                                const AccountState& state, util::Timestamp now) {
  using namespace signalling_errors;

  const auto parts = split(jwt);
  if (!parts) return Failure(token_invalid);
  if (text_of(parts->header, "alg") != "HS256" || text_of(parts->header, "cty") != "twilio-fpa;v=1") {
    return Failure(token_invalid);
  }
  const ApiKey* key = state.find_key(text_of(parts->payload, "iss"));
  if (key == nullptr || key->kind == KeyKind::restricted) return Failure(authentication_failed);
  if (!is_signed_by(*parts, key->secret)) return Failure(signature_failed);
  if (text_of(parts->payload, "sub") != account.text() || state.status != "active") return Failure(no_valid_account);

  const auto expires = time_claim(parts->payload, "exp");
  if (!expires) return Failure(token_invalid);
  if (*expires <= now) return Failure(token_expired);
  if (*expires > now + longest_lifetime) return Failure(expires_too_late);
  if (parts->payload.contains("nbf")) {
    const auto not_before = time_claim(parts->payload, "nbf");
    if (!not_before || *not_before > now) return Failure(token_invalid);
  }

  const json::object* grants = object_of(parts->payload, "grants");
  if (grants == nullptr || object_of(*grants, "voice") == nullptr) return Failure(token_invalid);
  const std::string_view identity = text_of(*grants, "identity");
  if (!is_identity(identity)) return Failure(invalid_identity);
  return AccessToken{std::string(identity), *expires, outgoing_grant(*grants)};
}

}  // namespace teleperson::sandbox
