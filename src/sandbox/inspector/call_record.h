#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sandbox/call/call.h"
#include "sandbox/inspector/finding.h"
#include "util/encoding.h"
#include "util/time.h"

namespace teleperson::sandbox {

/// One line of a call's timeline.
struct Step {
  /// `token`, `call`, `webhook`, `twiml`, `dial`, `leg`, `cause` (why the call ends) or `end`. A literal.
  std::string_view kind;
  std::string text;          ///< what happened, in plain words
  util::FormFields details;  ///< its values, by name
  std::vector<Finding> findings;
  std::uint64_t webhook = 0;  ///< its id in the journal; 0: it is none
  util::Timestamp at{};       ///< set when it is noted
};

/// What the inspector knows of one call, or of a token or a call that was refused.
struct CallRecord {
  std::string id;  ///< the parent's CallSid, or such as `refused-7`
  util::Timestamp at{};
  std::uint64_t changed = 0;         ///< number of its last change: see ChangeFeed
  std::string identity;              ///< empty: not known
  std::shared_ptr<const Call> call;  ///< null: refused
  std::optional<util::Timestamp> token_expires;
  std::string application_sid;  ///< that the token names
  int times = 1;                ///< how often the same was refused in a row
  std::vector<Step> steps;

  /// Why it ended; empty: it has not.
  std::string_view ending() const;
  /// Twilio's code of the first problem that has one; 0: none.
  int code() const;
  /// All findings of its steps, each once.
  std::vector<const Finding*> findings() const;
};

}  // namespace teleperson::sandbox
