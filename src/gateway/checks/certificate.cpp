#include <fmt/format.h>

#include "gateway/checks/checks.h"

namespace teleperson::gateway::checks {

Findings check_certificate(const Facts& facts) {
  constexpr std::chrono::days soon{14};
  constexpr std::chrono::days very_soon{3};

  Report report("certificate");
  const std::string why = "Twilio and browsers do not speak to a server whose certificate is not valid.";
  const std::string remedy = "Renew it, and see that the renewal runs by itself (certbot renew, or your proxy's own).";
  if (!facts.public_url.starts_with("https://")) {
    report.skipped("PUBLIC_URL is not https.");
  } else if (!facts.webhook) {
    report.skipped("The public URL was not asked.");
  } else if (facts.webhook->error && facts.webhook->error->kind == http::ClientError::Kind::tls) {
    report.failed(fmt::format("No secure connection to PUBLIC_URL: {}.", facts.webhook->error->message), why,
                  "Install a certificate of a public authority for this host, with its chain.");
  } else if (!facts.webhook->certificate_expires) {
    report.skipped("The certificate of PUBLIC_URL was not seen.");
  } else {
    const auto expires = *facts.webhook->certificate_expires;
    const auto left = expires - facts.now;
    const auto what = fmt::format("The certificate of PUBLIC_URL is valid until {}.", util::to_rfc3339(expires));
    if (left < very_soon) {
      report.failed(what, why, remedy);
    } else if (left < soon) {
      report.warning(what, why, remedy);
    } else {
      report.ok(what);
    }
  }
  return std::move(report).take();
}

}  // namespace teleperson::gateway::checks
