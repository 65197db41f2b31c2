#include "gateway/checks/checks.h"
#include "gateway/checks/codes.h"
#include "gateway/checks/untold.h"

namespace teleperson::gateway::checks {

Findings check_caller_id(const Facts& facts) {
  using Standing = CallerIdFacts::Standing;
  Report report("caller_id");
  const auto& not_allowed = errors::known("13214");
  const auto why = cause_of(not_allowed, errors::known("21210"));
  const auto& told = facts.twilio.caller_id;
  if (facts.settings && !facts.settings->caller_id) {
    report.skipped("No default caller ID is set yet.");
  } else if (!told) {
    report.skipped("Twilio was not asked about the default caller ID.");
  } else if (!*told) {
    report_untold(report, "the default caller ID", told->error());
  } else if ((*told)->standing == Standing::foreign) {
    report.failed("The default caller ID is neither a number of the Twilio account nor verified there.", why,
                  std::string(not_allowed.remedy));
  } else if ((*told)->standing == Standing::owned && !(*told)->voice_capable) {
    report.failed("The default caller ID is a number of the account that cannot make voice calls.", why,
                  "Choose a number with the voice capability, then run: teleperson-voice settings set --caller-id "
                  "+1...");
  } else if ((*told)->standing == Standing::verified) {
    report.ok(
        "The default caller ID is verified at Twilio. A number of the account would be trusted more by "
        "carriers (STIR/SHAKEN).");
  } else {
    report.ok("The default caller ID is a number of the account.");
  }
  return std::move(report).take();
}

}  // namespace teleperson::gateway::checks
