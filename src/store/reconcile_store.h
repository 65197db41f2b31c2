#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "calls/call_state.h"
#include "calls/ids.h"
#include "phone/hash.h"
#include "store/result.h"
#include "util/crypto.h"
#include "util/task.h"
#include "util/time.h"

namespace teleperson::store {

/// A call that Twilio is to be asked about.
struct UnheardCall {
  calls::CallId call_id;
  calls::CallSid parent_call_sid;
};

/// Calls that are over, or must be by their time limit, and are not logged.
struct ReconcileBacklog {
  int calls = 0;
  std::optional<util::Timestamp> oldest;  ///< when the first of them ended; nothing if there is none
};

/// Where a leg of a browser stands in the database.
struct Handover {
  bool logged = false;                  ///< it has its row in the audit log
  std::optional<calls::CallId> live{};  ///< handed to Twilio, without its row so far
  bool refused = false;                 ///< at the voice webhook: it was never dialled
};

/// A call that Twilio knows and the database does not, as after the loss of a disk. Nothing in Twilio's records tells
/// it from a call of another installation on the same account.
struct LostCall {
  calls::CallSid parent_call_sid;
  phone::UserIdHash user;
  phone::NumberHash number;
  util::Timestamp handed_over_at;
  calls::Verdict verdict;
};

/// A row of the audit log, as the proof of completeness knows it.
struct LoggedKey {
  std::int64_t id = 0;
  util::Timestamp created_at;
  util::Sha256Digest call_key{};  ///< SHA-256 of the browser leg's CallSid
};

/// A ticket that was redeemed.
struct RedeemedCall {
  util::Timestamp redeemed_at;
  calls::CallSid parent_call_sid;
  bool logged = false;
};

/// Completing the audit log from Twilio's own records. Each method is one transaction.
class ReconcileStore {
 public:
  /// Takes calls that Twilio is to be asked about, the longest due first, and puts the next time off by `lease`: no
  /// other node asks meanwhile, and if this one dies another does then.
  virtual util::Task<Result<std::vector<UnheardCall>>> claim_unheard(util::Timestamp now, std::chrono::seconds lease,
                                                                     int limit) = 0;

  /// Merges what Twilio answered, as CallStore::merge does, and unless that settles the call says when it is asked
  /// next. Without news: only that. False: no such call.
  virtual util::Task<Result<bool>> merge_record(const calls::CallId&, const calls::CallState& news,
                                                util::Timestamp now) = 0;

  virtual util::Task<Result<ReconcileBacklog>> reconcile_backlog(util::Timestamp now) = 0;

  /// Nothing: the database does not know the leg, or not any more.
  virtual util::Task<Result<std::optional<Handover>>> find_handover(const calls::CallSid&) = 0;

  /// Whether there is, or once was, such a user here.
  virtual util::Task<Result<bool>> knows_user(const phone::UserIdHash&) = 0;

  /// Appends the row of a call that the database has lost. False: nothing was changed, as it has a row, or will get
  /// one.
  virtual util::Task<Result<bool>> log_lost_call(const LostCall&) = 0;

  /// At most `limit` rows of the audit log, oldest first, that come after the row `after` of the moment `since`. 0: all
  /// of that moment, too.
  virtual util::Task<Result<std::vector<LoggedKey>>> logged_since(util::Timestamp since, std::int64_t after,
                                                                  int limit) = 0;

  /// Tickets that were redeemed since then, as long as they are remembered: some hours beyond their end.
  virtual util::Task<Result<std::vector<RedeemedCall>>> redeemed_since(util::Timestamp since) = 0;

 protected:
  ~ReconcileStore() = default;
};

}  // namespace teleperson::store
