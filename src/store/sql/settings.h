#pragma once

#include <chrono>
#include <optional>
#include <string>

#include "policy/settings.h"
#include "store/directory.h"
#include "store/sql/session.h"

namespace teleperson::store::sql {

/// The columns of `voice_settings s`, for joins: hot paths read the settings with what else they ask about.
using SettingsRow = Row<std::string, std::string, std::optional<phone::E164>, std::string, std::string, bool, int, int,
                        std::chrono::seconds>;
#define SETTINGS_COLUMNS                                                                                      \
  "s.account_sid, s.token_endpoint_url, s.caller_id, s.allowed_regions, s.voip_plans, s.voicemail_detection," \
  " s.tickets_per_minute, s.calls_per_day, s.call_length_seconds "

policy::Settings decode_settings(SettingsRow);

SavedSettings read_settings(Session&);

/// Throws std::invalid_argument if a region or plan holds a comma.
Change save_settings(Session&, const phone::Hasher&, const policy::Settings&, std::optional<std::int64_t> seen,
                     const Actor&, util::Timestamp now);

}  // namespace teleperson::store::sql
