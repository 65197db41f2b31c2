#include <cstdlib>

#include <fmt/format.h>

#include "gateway/checks/checks.h"
#include "gateway/checks/codes.h"

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
  const std::string remedy(errors::known("20105").remedy);
  if (off >= harmful) {
    report.failed(what,
                  with_codes("Twilio refuses access tokens that are expired or not yet valid.", errors::known("20104"),
                             errors::known("20105"), errors::known("31205")),
                  remedy);
  } else if (off >= noticeable) {
    report.warning(what,
                   with_codes("A little more and Twilio refuses access tokens as expired.", errors::known("20104"),
                              errors::known("31205")),
                   remedy);
  } else {
    report.ok("This machine's clock agrees with Twilio's.");
  }
  return std::move(report).take();
}

}  // namespace teleperson::gateway::checks
