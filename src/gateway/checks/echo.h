#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "gateway/checks/webhook_facts.h"
#include "http/message.h"
#include "util/secret.h"
#include "util/time.h"

namespace teleperson::gateway::checks {

/// Where a gateway tells what reached it of a request that claims to come from Twilio.
inline constexpr std::string_view echo_path = "/v1/twilio/echo";
/// A header, and a field of the form: either may get lost on the way.
inline constexpr std::string_view proof_header = "X-Teleperson-Proof";
inline constexpr std::string_view proof_field = "Proof";

/// Shows that whoever asks knows the Auth Token, whatever a proxy did to URL, headers and body. Good for some minutes.
std::string make_proof(const util::Secret& auth_token, util::Timestamp now);
bool is_proof(std::string_view proof, std::span<const util::Secret> auth_tokens, util::Timestamp now);

std::string_view to_string(Echo::Signature);
std::string to_json(const Echo&);
/// Nothing for a text that is no echo.
std::optional<Echo> parse_echo(std::string_view json);

std::string hex_sha256(std::string_view);

}  // namespace teleperson::gateway::checks
