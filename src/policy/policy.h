#pragma once

#include <chrono>
#include <expected>
#include <optional>
#include <string>

#include "policy/reason.h"
#include "policy/settings.h"
#include "util/time.h"

namespace teleperson::policy {

/// The moments at which the policy is asked. A later stage asks all that an earlier one asked, again.
enum class Stage {
  token,    ///< may this user have an access token?
  ticket,   ///< may this user call this number?
  webhook,  ///< Twilio is about to dial: still?
};

/// What this server brings, from its own configuration.
struct Server {
  std::string account_sid{};  ///< of the secrets that the process holds
  bool has_secrets = false;   ///< all that minting and webhooks need
};

struct Request {
  Stage stage = Stage::token;
  Server server;
};

struct Caller {
  std::optional<std::string> plan{};
  bool disabled = false;
};

struct Destination {
  phone::E164 number;
  phone::NumberInfo info;
  std::optional<util::Timestamp> verified_at{};
  std::optional<util::Timestamp> verified_until{};  ///< not set: does not lapse
  bool company_reviewed = false;
};

/// What the user has done lately. The call that is asked about is not counted.
struct Usage {
  int tickets_last_minute = 0;
  int live_calls = 0;
  int calls_last_day = 0;
};

struct Facts {
  std::optional<Caller> caller{};  ///< none: no, unknown or revoked token
  Settings settings;
  std::optional<Destination> destination{};  ///< from stage `ticket` on; none: not in the directory
  Usage usage;
};

struct Allowed {
  std::optional<phone::E164> caller_id{};  ///< set from stage `ticket` on
  std::chrono::seconds time_limit{0};      ///< of the call, within the bounds that Limits states
};

using Decision = std::expected<Allowed, Reason>;

/// The whole policy. Pure: the same arguments give the same answer. Reasons are tried in the order of the table in
/// docs/policy.md: who, account, configuration, number, limits.
Decision decide(const Request&, const Facts&, util::Timestamp now);

/// Whether the plan has calling: it is on the list, exactly. No plan has none.
bool plan_has_voip(const Settings&, const std::optional<std::string>& plan);

/// What stands in the way of every call of everybody: `voice_not_configured` without secrets, a caller ID, or an
/// Account SID that is the server's own; else `region_not_allowed` if no region is allowed, which is how calling is
/// turned off.
std::optional<Reason> refuse_setup(const Server&, const Settings&);

/// Whether tokens can be minted and calls set up at all: `refuse_setup` finds nothing.
bool is_configured(const Server&, const Settings&);

/// May this number be called by anybody, caller, setup and limits aside? For showing `callable` in the directory.
std::optional<Reason> refuse_destination(const Settings&, const std::optional<Destination>&, util::Timestamp now);

}  // namespace teleperson::policy
