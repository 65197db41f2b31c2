#pragma once

#include <chrono>
#include <functional>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "calls/call_state.h"
#include "calls/ids.h"
#include "phone/hash.h"
#include "store/authority.h"

namespace teleperson::store {

/// The policy with everything but the facts bound to it. Called inside a transaction: pure, quick.
using Decide = std::function<policy::Decision(const policy::Facts&)>;

struct TicketRequest {
  calls::CallId call_id;
  util::Sha256Digest ticket_hash;
  TokenHash token_hash;  ///< the token that asked; asked about again when the ticket is redeemed
  phone::UserIdHash user;
  std::string number_id;
  util::Timestamp now;
  util::Timestamp expires_at;
  std::optional<std::string> test_by{};  ///< the admin whose test call it is, for the audit log
};

struct Redemption {
  util::Sha256Digest ticket_hash;
  phone::UserIdHash user;  ///< from the identity that Twilio signed
  calls::CallSid call_sid;
  util::Timestamp now;
};

/// What the voice webhook answers with. The same again for a repeat with the same CallSid.
struct Dial {
  calls::CallId call_id;
  phone::E164 number;
  phone::E164 caller_id;
  std::chrono::seconds time_limit{0};
  bool voicemail_detection = false;
};
using RedemptionResult = std::expected<Dial, policy::Reason>;

/// Which call a callback is about: the id that the gateway put into the URL, or else the browser leg's CallSid.
using CallKey = std::variant<calls::CallId, calls::CallSid>;

/// What a user may see of an own call.
struct CallView {
  calls::CallId call_id;
  bool redeemed = false;                  ///< handed to Twilio
  std::optional<policy::Reason> refused;  ///< at the webhook, or the ticket ran out (ticket_expired)
  bool ticket_void = false;               ///< not redeemed, and cannot be any more
  calls::CallState state;
  std::optional<calls::Verdict> logged;  ///< the audit row, once written
  std::optional<calls::CallSid> parent_call_sid;
};

/// A call with the times at which the gateway first heard of each step. Callbacks come late and in any order, so a
/// later step may have the earlier time, and a step that was overtaken has none.
struct CallTrace {
  CallView call;
  util::Timestamp created_at;  ///< the ticket was issued
  std::optional<util::Timestamp> refused_at;
  std::optional<util::Timestamp> redeemed_at;
  std::optional<util::Timestamp> dialled_at;
  std::optional<util::Timestamp> ringing_at;
  std::optional<util::Timestamp> answered_at;
  std::optional<util::Timestamp> detected_at;  ///< whether a person or a machine answered
  std::optional<util::Timestamp> ended_at;
  std::optional<util::Timestamp> logged_at;
};

/// How long to wait for what.
struct Patience {
  std::chrono::seconds grace{15};  ///< for late callbacks after the end (calls::finalise_after)
  /// For a call of which nothing more is heard, beyond its time limit: then it is logged with what is known.
  std::chrono::seconds silence{600};
  /// From the handover, and again from the end, until Twilio is asked about a call whose callbacks have not settled it;
  /// then more and more seldom. Nothing: Twilio cannot be asked.
  std::optional<std::chrono::seconds> ask_after{};
  /// From the handover until it is asked no more, and the call is logged with what is known.
  std::chrono::seconds ask_for{24 * 3600};
};

/// What a round of the finaliser did.
struct Finalised {
  int rows = 0;                        ///< written
  std::vector<calls::CallSid> gaps{};  ///< of them those of whose callee's leg nothing final was known
};

/// Live calls and the audit log. Each method is one transaction; what it answers is durable.
///
/// Any number of nodes may share the database: nothing about a call is kept in a process.
class CallStore {
 public:
  /// Asks `decide` with fresh facts and, if allowed, stores the ticket; else notes `call.denied` in the audit log (once
  /// a minute for the same user, number and reason).
  virtual util::Task<Result<policy::Decision>> create_ticket(const TicketRequest&, Decide) = 0;

  /// Redeems a ticket once, atomically: of simultaneous tries with different CallSids one wins. Asks `decide` with
  /// fresh facts in the same transaction. A ticket of another user is `ticket_unknown` and stays usable by its owner.
  virtual util::Task<Result<RedemptionResult>> redeem(const Redemption&, Decide) = 0;

  /// Merges a callback into its call, and writes the audit row in the same transaction when nothing that could change
  /// it is to come. False: no such call (never handed to Twilio, or purged); nothing was changed.
  virtual util::Task<Result<bool>> merge(const CallKey&, const calls::CallState& news, util::Timestamp now) = 0;

  /// Writes the audit rows whose grace is over and marks tickets that ran out. Purges what ended hours ago. Call again
  /// at once when it wrote `limit` rows.
  virtual util::Task<Result<Finalised>> finalise_due(util::Timestamp now, int limit) = 0;

  /// A user's own call; nothing if there is none of that id, or it is another user's.
  virtual util::Task<Result<std::optional<CallView>>> call(const calls::CallId&, const phone::UserIdHash&) = 0;

  /// The same, with the times of its steps.
  virtual util::Task<Result<std::optional<CallTrace>>> call_trace(const calls::CallId&, const phone::UserIdHash&) = 0;

  /// Voids an unused ticket. Then as `call`.
  virtual util::Task<Result<std::optional<CallView>>> void_ticket(const calls::CallId&, const phone::UserIdHash&,
                                                                  util::Timestamp now) = 0;

  /// Calls handed to Twilio whose audit row is not written.
  virtual util::Task<Result<int>> live_calls() = 0;

 protected:
  ~CallStore() = default;
};

}  // namespace teleperson::store
