#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "store/call_store.h"
#include "store/sql/session.h"

namespace teleperson::store::sql {

/// Where a row of `calls` stands. Each step is taken once, forwards.
enum class Stage {
  ticket,       ///< issued, not used yet
  ticket_void,  ///< ran out, or given back by its owner
  refused,      ///< at the voice webhook
  live,         ///< handed to Twilio
  logged,       ///< its audit row is written
};
std::string_view to_string(Stage);

template <>
struct Cell<Stage> : NameCell<Stage, Stage::logged> {};

/// A row of `calls`. It holds neither a number nor a user's id, only their hashes.
struct CallRow {
  calls::CallId call_id;
  Stage stage = Stage::ticket;
  TokenHash token_hash{};
  phone::UserIdHash user;
  std::string number_id;
  phone::NumberHash number_hash;
  util::Timestamp expires_at;
  std::optional<policy::Reason> refusal;

  // Set when the ticket is redeemed or refused:
  std::optional<calls::CallSid> parent_call_sid;
  std::optional<phone::E164> caller_id;
  std::chrono::seconds time_limit{0};
  bool voicemail_detection = false;
  std::optional<util::Timestamp> redeemed_at;

  calls::CallState state;
  std::optional<util::Timestamp> ended_at;  ///< when the call was first seen to be over
  std::optional<calls::Verdict> logged;
};

std::optional<CallRow> find_call(Session&, const CallKey&);
/// As find_call, and with its user's lock: nobody else changes the call until the end of the transaction.
std::optional<CallRow> take_call(Session&, const CallKey&);
std::optional<CallRow> find_call_by_ticket(Session&, const util::Sha256Digest& ticket_hash);

/// Calls at stage `live` whose time has come, with their users' locks.
std::vector<CallRow> take_live_calls_due(Session&, util::Timestamp now, int limit);

/// What its owner may see.
CallView view(const CallRow&);

/// A callee's phone rings this long at most, in addition to the time limit, which starts at the answer.
constexpr std::chrono::seconds longest_ringing{60};

/// How long a call that is over, or a ticket that cannot be used any more, is kept for its owner to ask about and for
/// late or repeated callbacks to be recognised.
constexpr std::chrono::hours kept_after_end{6};

}  // namespace teleperson::store::sql
