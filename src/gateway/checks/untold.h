#pragma once

#include <string>
#include <string_view>

#include "gateway/checks/twilio_facts.h"

namespace teleperson::gateway::checks {

/// A sentence for what could not be checked since Twilio did not tell.
std::string could_not_ask(std::string_view about, const Untold&);

}  // namespace teleperson::gateway::checks
