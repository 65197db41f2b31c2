#pragma once

#include <string_view>

#include "calls/call_state.h"

namespace teleperson::twilio {

// Twilio's words for a leg, in callbacks as in the records of its REST API.

/// `none` for a leg that goes on, and for a status that is not documented.
calls::LegEnd end_of(std::string_view status);
calls::LegProgress progress_of(std::string_view status);
/// Callbacks say which kind of machine (`machine_start`), records only `machine`.
calls::AnsweredBy answered_by(std::string_view);

}  // namespace teleperson::twilio
