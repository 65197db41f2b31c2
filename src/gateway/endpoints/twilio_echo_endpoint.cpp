#include "gateway/endpoints/twilio_echo_endpoint.h"

#include "gateway/checks/echo.h"
#include "http/problem.h"
#include "twilio/signature.h"

namespace teleperson::gateway {
namespace {

using checks::Echo;

Echo::Signature judge_signature(const Services& services, const http::Request& request,
                                const util::FormFields& fields) {
  const auto signature = request.header("X-Twilio-Signature");
  if (signature.empty()) return Echo::Signature::missing;
  const auto url = services.setup.public_url(request.target);
  return twilio::verify(signature, services.setup.auth_tokens(), url, fields) ? Echo::Signature::valid
                                                                              : Echo::Signature::invalid;
}

std::string_view field(const util::FormFields& fields, std::string_view name) {
  const auto* value = util::find_field(fields, name);
  return value ? std::string_view(*value) : std::string_view();
}

/// Echoed headers come from whoever is in front of us: no more than a line of each.
std::string line(std::string_view text) {
  return std::string(text.substr(0, 256));
}

util::Task<http::Response> echo(const Services& services, const http::Request& request) {
  const auto tokens = services.setup.auth_tokens();
  const auto fields = util::parse_form(request.body).value_or(util::FormFields());
  const auto signature = judge_signature(services, request, fields);
  const auto now = services.clock.now();
  const bool may_know = signature == Echo::Signature::valid ||
                        checks::is_proof(request.header(checks::proof_header), tokens, now) ||
                        checks::is_proof(field(fields, checks::proof_field), tokens, now);
  if (!may_know) {
    co_return http::problem(403, "invalid_signature", "The request is not signed for this URL",
                            "This endpoint answers `teleperson-voice doctor` with the same TWILIO_AUTH_TOKEN.");
  }
  const Echo seen{.public_url = services.setup.public_url(""),
                  .method = "POST",
                  .target = line(request.target),
                  .host = line(request.header("Host")),
                  .content_type = line(request.header("Content-Type")),
                  .forwarded_proto = line(request.header("X-Forwarded-Proto")),
                  .forwarded_host = line(request.header("X-Forwarded-Host")),
                  .body_sha256 = checks::hex_sha256(request.body),
                  .signature = signature};
  co_return http::Response::json(checks::to_json(seen)).no_store();
}

}  // namespace

void add_twilio_echo_endpoint(http::Router& router, const Services& services) {
  router.add(http::Method::post, std::string(checks::echo_path),
             [&services](const http::Request& request) { return echo(services, request); });
}

}  // namespace teleperson::gateway
