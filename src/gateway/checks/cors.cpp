#include <algorithm>
#include <optional>
#include <string>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "gateway/checks/checks.h"
#include "gateway/checks/extension_origin.h"
#include "http/message.h"

namespace teleperson::gateway::checks {
namespace {

/// Whether a list of header names (Fetch Standard, section 3.3.3) has a name. A star stands for all, as the extension
/// sends no cookies.
bool lists(std::string_view names, std::string_view name) {
  while (!names.empty()) {
    const auto comma = names.find(',');
    auto one = names.substr(0, comma);
    names.remove_prefix(comma == std::string_view::npos ? names.size() : comma + 1);
    const auto first = one.find_first_not_of(" \t");
    if (first == std::string_view::npos) continue;
    one = one.substr(first, one.find_last_not_of(" \t") - first + 1);
    if (one == "*" || http::equal_ignoring_case(one, name)) return true;
  }
  return false;
}

std::vector<std::string_view> headers_not_allowed(const PreflightFacts& preflight) {
  std::vector<std::string_view> missing;
  for (const std::string_view name : {"X-TLE-Token", "Content-Type"}) {
    if (!lists(preflight.allow_headers, name)) missing.push_back(name);
  }
  return missing;
}

/// Why a browser does not let the extension ask (Fetch Standard, sections 4.8 and 4.10); nothing if it does.
std::optional<std::string> complaint_about(const PreflightFacts& preflight) {
  const auto& origin = preflight.origin;
  if (preflight.allow_origin.empty()) {
    return fmt::format(
        "A preflight (OPTIONS) of {} through PUBLIC_URL was answered {} without "
        "Access-Control-Allow-Origin.",
        origin, preflight.status);
  }
  if (preflight.allow_origin != origin && preflight.allow_origin != "*") {
    return fmt::format(
        "A preflight (OPTIONS) of {} through PUBLIC_URL was answered with another origin in "
        "Access-Control-Allow-Origin: {}.",
        origin, preflight.allow_origin);
  }
  if (preflight.status < 200 || preflight.status > 299) {
    return fmt::format("A preflight (OPTIONS) of {} through PUBLIC_URL was answered {}.", origin, preflight.status);
  }
  if (const auto missing = headers_not_allowed(preflight); !missing.empty()) {
    return fmt::format(
        "A preflight (OPTIONS) of {} through PUBLIC_URL was answered without {} in "
        "Access-Control-Allow-Headers.",
        origin, fmt::join(missing, " and "));
  }
  return std::nullopt;
}

void judge_preflight(Report& report, const PreflightFacts& preflight, const std::string& why) {
  if (!preflight.error.empty()) {
    report.skipped(fmt::format("The public URL was not reached: {}.", preflight.error));
  } else if (auto complaint = complaint_about(preflight)) {
    report.failed(
        *std::move(complaint), why,
        fmt::format("See that the gateway itself has {} in its ALLOWED_ORIGINS, and restart it. If it has: let "
                    "the proxy pass OPTIONS requests, and the Access-Control-... headers of answers, through "
                    "unchanged.",
                    preflight.origin));
  } else {
    report.ok(fmt::format("{} may ask and read answers.", preflight.origin));
  }
}

}  // namespace

Findings check_cors(const Facts& facts) {
  Report report("cors");
  const std::string why = "The side panel's requests are blocked by the browser, and nobody can call from it.";
  if (std::ranges::none_of(facts.allowed_origins, is_extension)) {
    report.warning("ALLOWED_ORIGINS names no browser extension.", why,
                   "Add the extension's origin, as chrome://extensions shows its id, and restart the gateway: "
                   "ALLOWED_ORIGINS=chrome-extension://ID");
    return std::move(report).take();
  }
  for (const auto& preflight : facts.preflights)
    judge_preflight(report, preflight, why);
  if (!report.empty()) return std::move(report).take();
  const auto* error = facts.webhook && facts.webhook->error ? &*facts.webhook->error : nullptr;
  report.skipped(error != nullptr ? fmt::format("The public URL was not reached: {}.", error->message)
                                  : "The public URL was not asked.");
  return std::move(report).take();
}

}  // namespace teleperson::gateway::checks
