#include <fmt/format.h>
#include <fmt/ranges.h>

#include "gateway/checks/checks.h"
#include "gateway/checks/codes.h"
#include "gateway/checks/url_parts.h"
#include "util/base_url.h"

namespace teleperson::gateway::checks {
namespace {

const std::string why =
    with_codes("Twilio's requests would meet the same fate, and every call would be refused.", errors::known("11200"));
const std::string as_given = "The proxy must hand requests on as they are: same method, path, query, headers and body.";

void judge_error(Report& report, const http::ClientError& error, const UrlParts& url) {
  using Kind = http::ClientError::Kind;
  const auto place = fmt::format("{} port {}", url.host, url.port);
  if (error.kind == Kind::connect) {
    report.failed(
        fmt::format("Nothing answers at {}, which PUBLIC_URL names (host or port): {}.", place, error.message), why,
        "Correct host and port of PUBLIC_URL, or start the proxy and open its port.");
  } else if (error.kind == Kind::tls) {
    report.failed(fmt::format("No secure connection to {} (scheme, port or certificate): {}.", place, error.message),
                  why, "See that TLS is spoken at that port, with a certificate of a public authority for this host.");
  } else if (error.kind == Kind::timeout) {
    report.failed(fmt::format("{} did not answer in time.", place), why,
                  "See that the proxy reaches the gateway at LISTEN_ADDRESS.");
  } else {
    report.failed(fmt::format("The request to {} failed: {}.", place, error.message), why, as_given);
  }
}

void judge_redirect(Report& report, const WebhookFacts& facts, const std::string& public_url) {
  const auto absolute = facts.location.starts_with('/');
  const auto to = absolute ? public_url.substr(0, public_url.find('/', 8)) + facts.location : facts.location;
  const auto parts = url_parts(to);
  const auto differences = url_differences(to, public_url + facts.target);
  report.failed(fmt::format("PUBLIC_URL redirects ({}) to another {}.", facts.status,
                            differences.empty() ? "place" : fmt::format("{}", fmt::join(differences, ", "))),
                "A redirected POST loses its form, and its signature is for another URL.",
                fmt::format("Set PUBLIC_URL to the address that answers without a redirect, which starts with {}://{}.",
                            parts.scheme, parts.host));
}

void judge_foreign_answer(Report& report, const WebhookFacts& facts) {
  if (facts.status == 403 && facts.is_problem) {
    report.failed("The gateway there does not accept the signature, and headers and body do not show why.", why,
                  "Give both the same TWILIO_AUTH_TOKEN. If they have it: " + as_given);
  } else if (facts.is_problem && (facts.status == 404 || facts.status == 405)) {
    report.failed(fmt::format("The gateway there does not know the path or method that reached it ({}).", facts.status),
                  why, "If PUBLIC_URL has a path, the proxy must strip just that, and nothing else. " + as_given);
  } else if (facts.status == 502 || facts.status == 503 || facts.status == 504) {
    report.failed(fmt::format("The proxy at PUBLIC_URL answers {}: it does not reach the gateway.", facts.status), why,
                  "Point the proxy to the gateway's LISTEN_ADDRESS.");
  } else {
    report.failed(fmt::format("Something other than this gateway answers at PUBLIC_URL (host, port or path), with {}.",
                              facts.status),
                  why, "Correct PUBLIC_URL, or let the proxy hand these paths to the gateway.");
  }
}

void judge_invalid(Report& report, const WebhookFacts& facts, const Echo& echo, const std::string& public_url) {
  if (echo.public_url != public_url) {
    report.failed(fmt::format("The gateway that answers has another PUBLIC_URL, which differs in {}.",
                              fmt::join(url_differences(echo.public_url, public_url), ", ")),
                  "It checks signatures against its own PUBLIC_URL.",
                  "Start it with the PUBLIC_URL that Twilio is given.");
  } else if (echo.target != facts.target) {
    report.failed(fmt::format("The path was changed on the way: {} arrived as {}.", facts.target, echo.target), why,
                  as_given);
  } else if (echo.body_sha256 != facts.body_sha256) {
    report.failed("The body was changed on the way.", why,
                  as_given + " Switch off what rewrites forms (web application firewalls, body filters).");
  } else {
    report.failed("The gateway that answers does not accept this Auth Token's signature.", why,
                  "Give both the same TWILIO_AUTH_TOKEN.");
  }
}

void judge_echo(Report& report, const WebhookFacts& facts, const std::string& public_url) {
  const auto& echo = *facts.echo;
  if (echo.signature == Echo::Signature::missing) {
    report.failed("The header X-Twilio-Signature was stripped on the way.", why,
                  "Let the proxy hand all request headers on, X-Twilio-Signature among them.");
  } else if (echo.method != "POST") {
    report.failed(fmt::format("The method was changed on the way: POST arrived as {}.", echo.method), why, as_given);
  } else if (echo.signature == Echo::Signature::invalid) {
    judge_invalid(report, facts, echo, public_url);
  } else if (!echo.content_type.starts_with("application/x-www-form-urlencoded")) {
    report.failed("The header Content-Type was stripped or changed on the way.", why,
                  "Let the proxy hand all request headers on, Content-Type among them.");
  } else if (echo.public_url != public_url) {
    report.failed("The gateway that answers has another PUBLIC_URL.", why,
                  "Start it with the PUBLIC_URL that Twilio is given.");
  } else if (const auto scheme = url_parts(public_url).scheme;
             !echo.forwarded_proto.empty() && echo.forwarded_proto != scheme) {
    report.warning(fmt::format("The proxy says that it was asked by {}, and PUBLIC_URL starts with {}.",
                               echo.forwarded_proto, scheme),
                   "If Twilio is given the other scheme, its signatures do not match.",
                   "Make the proxy's X-Forwarded-Proto and PUBLIC_URL agree.");
  }
}

}  // namespace

Findings check_webhook(const Facts& facts) {
  Report report("webhook");
  if (facts.public_url.empty() || !facts.webhook) {
    report.skipped(facts.public_url.empty() ? "PUBLIC_URL is not set."
                                            : "No Auth Token is set, so no request can be signed.");
    return std::move(report).take();
  }
  const auto url = url_parts(facts.public_url);
  if (!facts.sandbox && util::is_loopback_host(url.host)) {
    report.failed(fmt::format("PUBLIC_URL names this machine itself ({}).", url.host),
                  "Twilio asks from the internet and cannot reach it.",
                  "Set PUBLIC_URL to the https address under which the internet reaches this gateway, and run: "
                  "teleperson-voice provision");
  }
  const auto& webhook = *facts.webhook;
  if (webhook.error) {
    judge_error(report, *webhook.error, url);
  } else if (webhook.status >= 300 && webhook.status < 400) {
    judge_redirect(report, webhook, facts.public_url);
  } else if (webhook.echo) {
    judge_echo(report, webhook, facts.public_url);
  } else {
    judge_foreign_answer(report, webhook);
  }
  if (report.empty()) report.ok("A signed request through PUBLIC_URL arrived unchanged.");
  return std::move(report).take();
}

}  // namespace teleperson::gateway::checks
