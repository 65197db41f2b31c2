#include <algorithm>
#include <set>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "gateway/checks/checks.h"
#include "gateway/checks/codes.h"
#include "gateway/checks/untold.h"

namespace teleperson::gateway::checks {
namespace {

const std::string console = "https://console.twilio.com/us1/develop/voice/settings/geo-permissions";

/// The entry of Twilio's list that decides about a region. The United States and Canada share one; a territory of the
/// United States without an entry of its own belongs to it, too.
std::string entry_of(const phone::Region& region, const std::vector<CountryFacts>& countries) {
  if (std::ranges::count(countries, region, &CountryFacts::iso) > 0) return region;
  static const std::set<std::string_view> in_the_us_entry{"US", "CA", "AS", "GU", "MP", "PR", "VI"};
  return in_the_us_entry.contains(region) ? "US" : region;
}

}  // namespace

Findings check_geo_permissions(const Facts& facts) {
  Report report("geo_permissions");
  const auto& told = facts.twilio.countries;
  if (!facts.settings || !told) {
    report.skipped("Twilio was not asked about geo permissions.");
    return std::move(report).take();
  }
  if (!*told) {
    report_untold(report, "geo permissions (compare them by hand: " + console + ")", told->error());
    return std::move(report).take();
  }
  const auto& countries = **told;
  std::set<std::string> wanted;
  std::vector<std::string> closed;
  for (const auto& region : facts.settings->allowed_regions) {
    const auto iso = entry_of(region, countries);
    wanted.insert(iso);
    const auto country = std::ranges::find(countries, iso, &CountryFacts::iso);
    if (country == countries.end() || !country->low_risk) closed.push_back(region);
  }
  std::vector<std::string> open, risky;
  for (const auto& country : countries) {
    if (country.low_risk && !wanted.contains(country.iso)) open.push_back(country.iso);
    if (country.high_risk_special || country.high_risk_tollfraud) risky.push_back(country.iso);
  }
  if (!closed.empty()) {
    report.failed(fmt::format("Allowed here but closed at Twilio: {}.", fmt::join(closed, ", ")),
                  cause_of(errors::known("13227")),
                  fmt::format("Open low-risk calls for {} at {}", fmt::join(closed, ", "), console));
  }
  if (!open.empty()) {
    report.warning(fmt::format("Open at Twilio but not allowed here: {}.", fmt::join(open, ", ")),
                   "Twilio's permissions are the second fence against toll fraud, should a secret of this server leak.",
                   fmt::format("Close {} at {}", fmt::join(open, ", "), console));
  }
  if (!risky.empty()) {
    report.warning(fmt::format("High-risk numbers are open at Twilio: {}.", fmt::join(risky, ", ")),
                   "These are the numbers that toll fraud calls. No company's support line is among them.",
                   fmt::format("Close high-risk calls for {} at {}", fmt::join(risky, ", "), console));
  }
  if (report.empty()) report.ok("Twilio's geo permissions are the allowed regions.");
  return std::move(report).take();
}

}  // namespace teleperson::gateway::checks
