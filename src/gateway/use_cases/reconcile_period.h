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
  user_unknown,    ///< Twilio has a call of a user who is nobody here
  number_unknown,  ///< Twilio has a call and does not tell whom it dialled
  missing,         ///< Twilio has a call that has no row: only when nothing may be written
};
std::string_view to_string(DifferenceReason);

struct Difference {
  std::string subject;  ///< the CallSid of the browser's leg, or `row N` of the audit log
  DifferenceReason reason = DifferenceReason::unsettled;
  bool operator==(const Difference&) const = default;
};

struct PeriodReport {
  int calls = 0;    ///< of browsers at Twilio that were dialled and are over
  int running = 0;  ///< that still go on: they have no row yet
  int refused = 0;  ///< that were not dialled: they need no row
  int tickets = 0;  ///< that were redeemed, as far as they are remembered
  int rows = 0;     ///< of the audit log
  int written = 0;  ///< of them written just now
  std::vector<Difference> differences;
};

struct Period {
  util::Timestamp since;
  util::Timestamp now;
  std::chrono::seconds records_after{600};  ///< Twilio's records are complete so long after a leg's end
  bool write = true;
};

/// Why a comparison broke off.
struct PeriodTrouble {
  std::string sentence;              ///< for the operator
  bool wrong_configuration = false;  ///< trying again does not help
};

/// Compares the audit log with Twilio's calls of a period, both ways, and writes what is missing where Twilio knows the
/// call. Changes nothing that is there. After an error rows may have been written.
util::Task<std::expected<PeriodReport, PeriodTrouble>> reconcile_period(store::Store&, const twilio::RestClient&,
                                                                        const phone::Hasher&, Period);

}  // namespace teleperson::gateway
