#include "store/sql/tickets.h"

#include "store/sql/audit.h"
#include "store/sql/authority.h"
#include "store/sql/call_row.h"
#include "store/sql/locks.h"
#include "store/sql/numbers.h"
#include "store/sql/settings.h"
#include "store/sql/usage.h"
#include "util/json_writer.h"

namespace teleperson::store::sql {
namespace {

// An unused ticket is due when it runs out.
constexpr Sql<Row<>(calls::CallId, util::Sha256Digest, TokenHash, phone::UserIdHash, std::string, phone::NumberHash,
                    util::Timestamp, util::Timestamp)>
    insert_ticket{R"(
  insert into calls (call_id, ticket_hash, token_hash, user_id_hash, number_id, to_number_hash, created_at, expires_at,
                     due_at, stage)
  values (:call_id, :ticket_hash, :token_hash, :user, :number_id, :to_number_hash, :now, :expires_at, :expires_at,
          'ticket'))"};

constexpr Sql<Row<>(util::Timestamp, util::Timestamp, calls::CallId, phone::UserIdHash)> void_own{R"(
  update calls set stage = 'void', due_at = :purge_at,
                   refusal = case when expires_at <= :now then 'ticket_expired' end
  where call_id = :call_id and user_id_hash = :user and stage = 'ticket')"};

// The condition stands twice: where writers run side by side, a ticket may have been redeemed since the inner look.
constexpr Sql<Row<>(util::Timestamp, util::Timestamp, int)> void_expired{R"(
  update calls set stage = 'void', due_at = :purge_at, refusal = 'ticket_expired'
  where stage = 'ticket' and call_id in (select call_id from calls where stage = 'ticket' and due_at <= :now order by due_at limit :rows))"};

void note_test_call(Session& db, const TicketRequest& request, const phone::NumberHash& number) {
  std::string metadata;
  util::JsonWriter json(metadata);
  json.object([&] { json.field("to_number_hash", number.text()); });
  append_audit(db, {.actor = {.user_id = request.test_by},
                    .action = "test_call.started",
                    .target_id = request.call_id.text(),
                    .metadata = std::move(metadata),
                    .now = request.now});
}

}  // namespace

policy::Decision create_ticket(Session& db, const phone::Hasher& hasher, const TicketRequest& request,
                               const Decide& decide) {
  share_authority(db);
  lock_user(db, request.user);
  policy::Facts facts{.caller = read_caller(db, request.token_hash),
                      .settings = read_settings(db).settings,
                      .destination = {},
                      .usage = read_usage(db, request.user, request.call_id, request.now)};
  std::optional<phone::NumberHash> number_hash;
  if (auto number = read_number(db, request.number_id)) {
    number_hash = hasher.number(number->destination.number);
    facts.destination = std::move(number->destination);
  }

  policy::Decision decision = decide(facts);
  if (!decision) {
    note_denial(db, request.user, number_hash, decision.error(), request.now);
  } else if (!number_hash) {
    throw std::logic_error("the policy allowed a number that is not in the directory");
  } else {
    db.run(insert_ticket, request.call_id, request.ticket_hash, request.token_hash, request.user, request.number_id,
           *number_hash, request.now, request.expires_at);
    if (request.test_by) note_test_call(db, request, *number_hash);
  }
  return decision;
}

void void_ticket(Session& db, const calls::CallId& call_id, const phone::UserIdHash& user, util::Timestamp now) {
  db.run(void_own, now + kept_after_end, now, call_id, user);
}

void void_expired_tickets(Session& db, util::Timestamp now, int limit) {
  db.run(void_expired, now + kept_after_end, now, limit);
}

}  // namespace teleperson::store::sql
