#include "store/sql/audit.h"
#include "store/sql/authority.h"
#include "store/sql/call_row.h"
#include "store/sql/locks.h"
#include "store/sql/numbers.h"
#include "store/sql/settings.h"
#include "store/sql/tickets.h"
#include "store/sql/usage.h"

namespace teleperson::store::sql {
namespace {

constexpr Sql<Row<>(calls::CallSid, phone::E164, std::chrono::seconds, bool, util::Timestamp, util::Timestamp,
                    std::optional<util::Timestamp>, calls::CallId)>
    mark_redeemed{R"(
  update calls set stage = 'live', parent_call_sid = :parent_call_sid, caller_id = :caller_id,
                   time_limit_seconds = :time_limit, voicemail_detection = :detection, redeemed_at = :now,
                   due_at = :due_at, ask_at = :ask_at
  where call_id = :call_id)"};

constexpr Sql<Row<>(calls::CallSid, policy::Reason, util::Timestamp, util::Timestamp, calls::CallId)> mark_refused{R"(
  update calls set stage = 'refused', parent_call_sid = :parent_call_sid, refusal = :refusal, refused_at = :now,
                   due_at = :purge_at
  where call_id = :call_id)"};

/// The number that the ticket was given for, if the directory still has it under this id.
std::optional<policy::Destination> destination_of(Session& db, const phone::Hasher& hasher, const CallRow& call) {
  auto number = read_number(db, call.number_id);
  if (!number || hasher.number(number->destination.number) != call.number_hash) return std::nullopt;
  return std::move(number->destination);
}

/// Why the ticket cannot be redeemed now, if so, whatever the policy says.
std::optional<policy::Reason> unusable(Session& db, const CallRow& call, const Redemption& redemption) {
  if (call.stage == Stage::ticket_void) return policy::Reason::ticket_expired;
  if (call.stage != Stage::ticket) return policy::Reason::ticket_used;
  if (call.expires_at <= redemption.now) return policy::Reason::ticket_expired;
  // A leg dials once. Twilio never asks with two tickets for one leg.
  if (find_call(db, redemption.call_sid)) return policy::Reason::ticket_used;
  return std::nullopt;
}

/// What the same leg was told before.
RedemptionResult repeat(Session& db, const phone::Hasher& hasher, const CallRow& call) {
  if (call.refusal) return std::unexpected(*call.refusal);
  const auto destination = destination_of(db, hasher, call);
  if (!destination || !call.caller_id) return std::unexpected(policy::Reason::number_not_found);
  return Dial{.call_id = call.call_id,
              .number = destination->number,
              .caller_id = *call.caller_id,
              .time_limit = call.time_limit,
              .voicemail_detection = call.voicemail_detection};
}

}  // namespace

RedemptionResult redeem(Session& db, const phone::Hasher& hasher, const Patience& patience,
                        const Redemption& redemption, const Decide& decide) {
  const auto refuse = [&](policy::Reason reason, const std::optional<phone::NumberHash>& number) -> RedemptionResult {
    note_denial(db, redemption.user, number, reason, redemption.now);
    return std::unexpected(reason);
  };

  share_authority(db);
  lock_user(db, redemption.user);
  const auto call = find_call_by_ticket(db, redemption.ticket_hash);
  if (!call || call->user != redemption.user) return refuse(policy::Reason::ticket_unknown, std::nullopt);
  if (call->parent_call_sid == redemption.call_sid) return repeat(db, hasher, *call);
  if (const auto reason = unusable(db, *call, redemption)) {
    if (*reason == policy::Reason::ticket_expired) void_ticket(db, call->call_id, call->user, redemption.now);
    return refuse(*reason, call->number_hash);
  }

  const policy::Facts facts{.caller = read_caller(db, call->token_hash),
                            .settings = read_settings(db).settings,
                            .destination = destination_of(db, hasher, *call),
                            .usage = read_usage(db, call->user, call->call_id, redemption.now)};
  const policy::Decision decision = decide(facts);
  if (!decision) {
    db.run(mark_refused, redemption.call_sid, decision.error(), redemption.now, redemption.now + kept_after_end,
           call->call_id);
    return refuse(decision.error(), call->number_hash);
  }
  if (!facts.destination || !decision->caller_id) {
    throw std::logic_error("the policy allowed a call without a destination or a caller ID");
  }
  const auto given_up_at = patience.ask_after
                               ? redemption.now + patience.ask_for
                               : redemption.now + decision->time_limit + longest_ringing + patience.silence;
  std::optional<util::Timestamp> ask_at;
  if (patience.ask_after) ask_at = redemption.now + *patience.ask_after;
  db.run(mark_redeemed, redemption.call_sid, *decision->caller_id, decision->time_limit,
         facts.settings.voicemail_detection, redemption.now, given_up_at, ask_at, call->call_id);
  return Dial{.call_id = call->call_id,
              .number = facts.destination->number,
              .caller_id = *decision->caller_id,
              .time_limit = decision->time_limit,
              .voicemail_detection = facts.settings.voicemail_detection};
}

}  // namespace teleperson::store::sql
