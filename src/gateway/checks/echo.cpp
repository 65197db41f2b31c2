#include "gateway/checks/echo.h"

#include <algorithm>
#include <charconv>

#include <boost/json.hpp>
#include <fmt/format.h>

#include "util/crypto.h"
#include "util/encoding.h"
#include "util/json_writer.h"

namespace teleperson::gateway::checks {
namespace {

constexpr std::chrono::minutes proof_lifetime{5};

std::string proof_at(const util::Secret& auth_token, std::int64_t seconds) {
  const auto text = fmt::format("{}", seconds);
  return text + "-" + util::to_hex(util::HmacSha256(auth_token.reveal()).sign("teleperson-voice echo " + text));
}

std::string text_of(const boost::json::object& object, std::string_view name) {
  const auto* value = object.if_contains(name);
  return value && value->is_string() ? boost::json::value_to<std::string>(*value) : "";
}

}  // namespace

std::string make_proof(const util::Secret& auth_token, util::Timestamp now) {
  return proof_at(auth_token, std::chrono::floor<std::chrono::seconds>(now).time_since_epoch().count());
}

bool is_proof(std::string_view proof, std::span<const util::Secret> auth_tokens, util::Timestamp now) {
  std::int64_t seconds = 0;
  const auto [end, error] = std::from_chars(proof.data(), proof.data() + proof.size(), seconds);
  const util::Timestamp made{std::chrono::seconds(std::clamp<std::int64_t>(seconds, 0, 1LL << 40))};
  if (error != std::errc() || made < now - proof_lifetime || made > now + proof_lifetime) return false;
  return std::ranges::any_of(auth_tokens, [&](const util::Secret& token) {
    return !token.empty() && util::constant_time_equal(proof, proof_at(token, seconds));
  });
}

std::string_view to_string(Echo::Signature signature) {
  switch (signature) {
    case Echo::Signature::valid:
      return "valid";
    case Echo::Signature::invalid:
      return "invalid";
    case Echo::Signature::missing:
      return "missing";
  }
  return "";
}

std::string to_json(const Echo& echo) {
  std::string body;
  util::JsonWriter json(body);
  json.object([&] {
    json.field("signature", to_string(echo.signature));
    json.field("public_url", echo.public_url);
    json.field("method", echo.method);
    json.field("target", echo.target);
    json.field("host", echo.host);
    json.field("content_type", echo.content_type);
    json.field("forwarded_proto", echo.forwarded_proto);
    json.field("forwarded_host", echo.forwarded_host);
    json.field("body_sha256", echo.body_sha256);
  });
  return body;
}

std::optional<Echo> parse_echo(std::string_view json) {
  boost::system::error_code failure;
  const auto document = boost::json::parse(json, failure);
  if (failure || !document.is_object()) return std::nullopt;
  const auto& object = document.as_object();
  if (!object.contains("signature") || !object.contains("body_sha256")) return std::nullopt;
  Echo echo{.public_url = text_of(object, "public_url"),
            .method = text_of(object, "method"),
            .target = text_of(object, "target"),
            .host = text_of(object, "host"),
            .content_type = text_of(object, "content_type"),
            .forwarded_proto = text_of(object, "forwarded_proto"),
            .forwarded_host = text_of(object, "forwarded_host"),
            .body_sha256 = text_of(object, "body_sha256")};
  for (const auto signature : {Echo::Signature::valid, Echo::Signature::invalid, Echo::Signature::missing}) {
    if (text_of(object, "signature") == to_string(signature)) echo.signature = signature;
  }
  return echo;
}

std::string hex_sha256(std::string_view text) {
  return util::to_hex(util::sha256(text));
}

}  // namespace teleperson::gateway::checks
