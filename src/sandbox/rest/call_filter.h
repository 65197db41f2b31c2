#pragma once

#include <expected>
#include <optional>
#include <string>

#include "sandbox/call/leg.h"
#include "sandbox/rest/call_record.h"
#include "util/encoding.h"
#include "util/time.h"

namespace teleperson::sandbox {

/// From this moment on, and before that one. Open where there is none.
struct TimeSpan {
  std::optional<util::Timestamp> from;
  std::optional<util::Timestamp> before;

  /// A moment that is not known is in no span but the one that is open at both ends.
  bool contains(const std::optional<util::Timestamp>&) const;
};

/// The filters of the list of calls. `StartTime` is a day or a moment; `StartTime>` and `StartTime<` take it in.
struct CallFilter {
  std::optional<std::string> parent_sid;
  std::optional<std::string> status;
  std::optional<std::string> from;
  std::optional<std::string> to;
  TimeSpan started;
  TimeSpan ended;

  bool accepts(const CallLeg&, const CallRecordView&) const;
};

/// The error names the field that is malformed.
std::expected<CallFilter, std::string> parse_call_filter(const util::FormFields& query);

}  // namespace teleperson::sandbox
