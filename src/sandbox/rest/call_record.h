#pragma once

#include <chrono>
#include <optional>
#include <string_view>

#include "sandbox/account.h"
#include "sandbox/call/leg.h"
#include "util/json_writer.h"
#include "util/time.h"

namespace teleperson::sandbox {

/// What the REST API knows of a leg. Records are late, as Twilio's are: see Settings::call_record_delay.
struct CallRecordView {
  std::string_view status;  ///< Twilio's word, such as `in-progress`
  std::optional<util::Timestamp> started;
  std::optional<util::Timestamp> ended;
  std::optional<int> duration_seconds;  ///< later than the end's status
};

/// Whether lists have the leg yet.
bool is_listed(const CallLeg&, util::Timestamp now, std::chrono::milliseconds delay);

CallRecordView view_call(const CallLeg&, util::Timestamp now, std::chrono::milliseconds delay);

/// Twilio's call resource.
void write_call(util::JsonWriter&, const Account&, const CallLeg&, const CallRecordView&);

}  // namespace teleperson::sandbox
