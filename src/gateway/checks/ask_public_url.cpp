#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "gateway/checks/echo.h"
#include "gateway/checks/examine.h"
#include "gateway/checks/extension_origin.h"
#include "twilio/signature.h"
#include "util/crypto.h"

namespace teleperson::gateway::checks {
namespace {

constexpr std::chrono::seconds patience{8};

std::string header_of(const http::ClientResponse& response, std::string_view name) {
  for (const auto& [header, value] : response.headers) {
    if (header == name) return value;
  }
  return "";
}

/// The token that signs webhooks now stands first.
const util::Secret* signing_token(const Config& config) {
  const auto& tokens = config.twilio.auth_tokens;
  const auto token = std::ranges::find_if(tokens, [](const auto& one) { return !one.empty(); });
  return token == tokens.end() ? nullptr : &*token;
}

util::Task<WebhookFacts> ask_webhook(const Surroundings& around, const util::Secret& token) {
  const auto& config = around.config;
  const auto proof = make_proof(token, around.clock.now());
  const util::FormFields fields{{"AccountSid", config.twilio.account_sid ? config.twilio.account_sid->text() : ""},
                                {"CallStatus", "completed"},
                                // What a proxy that rewrites forms is likely to touch.
                                {"Text", "a + b & c=d %2B \xC3\xA9\r\n"},
                                {std::string(proof_field), proof}};
  WebhookFacts facts{.target = fmt::format("{}?call=call_{}", echo_path, util::random_hex(8)), .body_sha256 = {}};

  http::ClientRequest request{.method = "POST", .url = config.public_url + facts.target};
  request.body = util::encode_form(fields);
  request.headers = {{"Content-Type", "application/x-www-form-urlencoded"},
                     {"X-Twilio-Signature", twilio::sign(token, request.url, fields)},
                     {std::string(proof_header), proof},
                     {"User-Agent", "TwilioProxy/1.1"}};
  request.total_timeout = patience;
  request.max_response_bytes = 64UL * 1024;
  request.wants_certificate = true;
  facts.body_sha256 = hex_sha256(request.body);

  const auto response = co_await around.http.send(std::move(request));
  if (!response) {
    facts.error = response.error();
    co_return facts;
  }
  facts.status = response->status;
  facts.location = header_of(*response, "location");
  facts.is_problem = header_of(*response, "content-type") == "application/problem+json" &&
                     response->body.contains("urn:teleperson-voice:");
  if (response->status == 200) facts.echo = parse_echo(response->body);
  facts.certificate_expires = response->certificate_expires;
  co_return facts;
}

/// As a browser takes it: what comes twice is joined.
std::string whole_header_of(const http::ClientResponse& response, std::string_view name) {
  std::string whole;
  for (const auto& [header, value] : response.headers) {
    if (header == name) whole.append(whole.empty() ? "" : ", ").append(value);
  }
  return whole;
}

/// What the side panel's browser asks before its first request.
util::Task<PreflightFacts> ask_preflight(const Surroundings& around, std::string origin) {
  http::ClientRequest request{.method = "OPTIONS", .url = around.config.public_url + "/v1/voice/calls"};
  request.headers = {{"Origin", origin},
                     {"Access-Control-Request-Method", "POST"},
                     {"Access-Control-Request-Headers", "content-type,x-tle-token"}};
  request.total_timeout = patience;
  const auto response = co_await around.http.send(std::move(request));
  PreflightFacts facts{.origin = std::move(origin)};
  if (!response) {
    facts.error = response.error().message;
    co_return facts;
  }
  facts.status = response->status;
  facts.allow_origin = whole_header_of(*response, "access-control-allow-origin");
  facts.allow_headers = whole_header_of(*response, "access-control-allow-headers");
  co_return facts;
}

/// Until one is not answered: the others would not be, either.
util::Task<std::vector<PreflightFacts>> ask_preflights(const Surroundings& around) {
  std::vector<PreflightFacts> preflights;
  for (const auto& origin : around.config.allowed_origins) {
    if (!is_extension(origin)) continue;
    preflights.push_back(co_await ask_preflight(around, origin));
    if (!preflights.back().error.empty()) break;
  }
  co_return preflights;
}

}  // namespace

util::Task<PublicFacts> ask_public_url(const Surroundings& around) {
  PublicFacts facts;
  if (around.config.public_url.empty()) co_return facts;
  if (const auto* token = signing_token(around.config)) facts.webhook = co_await ask_webhook(around, *token);
  if (facts.webhook && facts.webhook->error) co_return facts;
  facts.preflights = co_await ask_preflights(around);
  co_return facts;
}

}  // namespace teleperson::gateway::checks
