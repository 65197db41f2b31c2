#include "gateway/checks/checks.h"

namespace teleperson::gateway::checks {

Findings check_emergency_address(const Facts& facts) {
  Report report("emergency_address");
  const auto& caller_id = facts.twilio.caller_id;
  if (!caller_id || !*caller_id) {
    report.skipped("The default caller ID was not looked up at Twilio.");
  } else if ((*caller_id)->standing != CallerIdFacts::Standing::owned) {
    report.skipped("Only a number of the Twilio account can have an emergency address.");
  } else if (!(*caller_id)->emergency_address) {
    report.warning(
        "The default caller ID has no emergency address.",
        "This gateway refuses emergency numbers, but other uses of the number may not, and Twilio charges for an "
        "emergency call without an address while help does not know where to go.",
        "Console, Phone Numbers, the number, Emergency Calling: add an address.");
  } else {
    report.ok("The default caller ID has an emergency address.");
  }
  return std::move(report).take();
}

}  // namespace teleperson::gateway::checks
