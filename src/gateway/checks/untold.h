#pragma once

#include <string>
#include <string_view>

#include "gateway/checks/finding.h"
#include "gateway/checks/twilio_facts.h"

namespace teleperson::gateway::checks {

inline const std::string try_later =
    "Run this again in some minutes; https://status.twilio.com tells when Twilio is in trouble.";

/// Reports what could not be checked since Twilio did not tell. It failed, unless the credentials are why: that is
/// named by another finding, or means that they may do what they are for and no more.
void report_untold(Report&, std::string_view about, const Untold&);

}  // namespace teleperson::gateway::checks
