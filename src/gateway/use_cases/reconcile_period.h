#pragma once

#include <expected>
#include <string>
#include <string_view>
#include <vector>

#include "phone/hash.h"
#include "store/store.h"
#include "twilio/rest_client.h"
#include "util/task.h"

namespace teleperson::gateway {

/// What keeps the audit log and Twilio's calls from agreeing.
enum class DifferenceReason {
  unsettled,       ///< over, but Twilio's records do not tell yet how it ended
  not_at_twilio,   ///< handed over or logged here, and Twilio does not know it
  number_unknown,  ///< to be restored, but Twilio does not tell whom it dialled
  missing,         ///< it has no row: only when nothing may be written
};
std::string_view to_string(DifferenceReason);

struct Difference {
  std::string subject;  ///< the CallSid of the browser's leg, or `row N` of the audit log
  DifferenceReason reason = DifferenceReason::unsettled;
  bool operator==(const Difference&) const = default;
};

struct PeriodReport {
  int tickets = 0;  ///< that were redeemed here, as far as they are remembered
  int rows = 0;     ///< of the audit log
  int written = 0;  ///< of them written just now
  int calls = 0;    ///< at Twilio of these tickets and rows, and over
  int running = 0;  ///< that still go on: they have no row yet
  int refused = 0;  ///< legs of browsers that were not dialled: they need no row
  /// Dialled for a user, but no ticket that this database knows was redeemed for it.
  std::vector<calls::CallSid> not_ours;
  std::vector<Difference> differences;

  /// Whether each ticket that was redeemed here has its row, or a call that goes on, and each row its call at Twilio.
  bool is_complete() const { return differences.empty(); }
};

struct Period {
  util::Timestamp since{};
  util::Timestamp now{};
  std::chrono::seconds records_after{600};  ///< Twilio's records are complete so long after a leg's end
  bool write = true;
  /// After the loss of a database: takes for ours what it does not know, if it knows the user. Calls of another
  /// installation on the same account are among these where it has the same users.
  bool restore = false;
};

/// Why a comparison broke off.
struct PeriodTrouble {
  std::string sentence;              ///< for the operator
  bool wrong_configuration = false;  ///< trying again does not help
};

/// Compares tickets and audit log of a period with Twilio's calls, and writes the rows that are missing. Changes
/// nothing that is there. After an error rows may have been written.
util::Task<std::expected<PeriodReport, PeriodTrouble>> reconcile_period(store::Store&, const twilio::RestClient&,
                                                                        const phone::Hasher&, Period);

}  // namespace teleperson::gateway
