#include <cstdlib>

#include <fmt/format.h>

#include "gateway/checks/checks.h"

namespace teleperson::gateway::checks {

Findings check_clock(const Facts& facts) {
  constexpr std::chrono::seconds noticeable{10};  // a Date header is whole seconds, and took its time
  constexpr std::chrono::seconds harmful{60};

  Report report("clock");
  const auto& skew = facts.twilio.clock_skew;
  if (!skew) {
    report.skipped("Twilio was not reached, so there is no clock to compare with.");
    return std::move(report).take();
  }
  const auto off = std::chrono::abs(*skew);
  const auto what =
      fmt::format("This machine's clock is {} s {} Twilio's.", off.count(), skew->count() < 0 ? "behind" : "ahead of");
  const std::string remedy = "Run: timedatectl set-ntp true";
  if (off >= harmful) {
    report.failed(what, "Twilio refuses access tokens that are expired or not yet valid (20104, 20105, 31205).",
                  remedy);
  } else if (off >= noticeable) {
    report.warning(what, "A little more and Twilio refuses access tokens as expired (20104, 31205).", remedy);
  } else {
    report.ok("This machine's clock agrees with Twilio's.");
  }
  return std::move(report).take();
}

}  // namespace teleperson::gateway::checks
