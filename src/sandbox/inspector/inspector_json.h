#pragma once

#include <string>

#include "sandbox/inspector/inspector.h"
#include "sandbox/settings.h"

namespace teleperson::sandbox {

/// What the inspector's page and scripts read. No token and no secret: parameters whose names say that they hold one
/// are hidden.

/// `{"can_replay":..., "oldest":..., "calls":[summary, ...]}`: all calls that have changed after `since`, the newest
/// first. `oldest` is the id of the oldest call that is still kept.
std::string write_changes(const Inspector&, const Settings&, util::Timestamp now, std::uint64_t since);

/// One call with its timeline.
std::string write_call(const Inspector&, const CallRecord&, util::Timestamp now);

}  // namespace teleperson::sandbox
