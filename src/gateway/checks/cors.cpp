#include <algorithm>

#include <fmt/format.h>

#include "gateway/checks/checks.h"
#include "http/message.h"

namespace teleperson::gateway::checks {
namespace {

bool is_extension(const std::string& origin) {
  return origin.starts_with("chrome-extension://") || origin.starts_with("moz-extension://");
}

}  // namespace

Findings check_cors(const Facts& facts) {
  Report report("cors");
  const std::string why = "The side panel's requests are blocked by the browser, and nobody can call from it.";
  if (std::ranges::none_of(facts.allowed_origins, is_extension)) {
    report.warning("ALLOWED_ORIGINS names no browser extension.", why,
                   "Add the extension's origin, as chrome://extensions shows its id: "
                   "ALLOWED_ORIGINS=chrome-extension://ID");
    return std::move(report).take();
  }
  if (!facts.preflight) {
    report.skipped("The public URL was not asked.");
    return std::move(report).take();
  }
  if (!*facts.preflight) {
    report.skipped(fmt::format("The public URL was not reached: {}.", facts.preflight->error()));
    return std::move(report).take();
  }
  const auto& answer = **facts.preflight;
  const std::string remedy =
      "Let the proxy pass OPTIONS requests and the Access-Control-... headers of answers through, unchanged.";
  if (answer.allow_origin.empty()) {
    report.failed(fmt::format("A preflight (OPTIONS) of the extension through PUBLIC_URL was answered {} without "
                              "Access-Control-Allow-Origin.",
                              answer.status),
                  why, remedy);
  } else if (answer.allow_origin != answer.origin) {
    report.failed("Something in front of the gateway sets Access-Control-Allow-Origin itself.", why, remedy);
  } else {
    report.ok("The extension may read answers.");
  }
  return std::move(report).take();
}

}  // namespace teleperson::gateway::checks
