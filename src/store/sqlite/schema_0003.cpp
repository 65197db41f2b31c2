#include "store/sqlite/migration.h"

namespace teleperson::store::sqlite {

// Retention and erasure: the two changes that the append-only tables allow, each with a permit.
const char* const schema_0003 = R"sql(
-- What the transaction that wrote the row may do to the logs. It removes the row before it ends.
create table log_permits (
  deletes_from integer not null default 0, -- rows of voice_call_log of this time
  deletes_until integer not null default 0,
  erased_hash text -- a user's, which may be replaced by zeros
) strict;

drop trigger voice_call_log_no_update;

create trigger voice_call_log_no_update before update on voice_call_log
when not exists (
  select 1 from log_permits
  where erased_hash = old.user_id_hash and new.user_id_hash = hex(zeroblob(32))
    and (new.id, new.created_at, new.to_number_hash, new.duration_seconds, new.outcome, new.call_key)
        is (old.id, old.created_at, old.to_number_hash, old.duration_seconds, old.outcome, old.call_key))
begin
  select raise(abort, 'voice_call_log is append-only');
end;

drop trigger voice_call_log_no_delete;

create trigger voice_call_log_no_delete before delete on voice_call_log
when not exists (
  select 1 from log_permits where deletes_from <= old.created_at and old.created_at < deletes_until)
begin
  select raise(abort, 'voice_call_log is append-only');
end;

drop trigger audit_log_no_update;

create trigger audit_log_no_update before update on audit_log
when not exists (
  select 1 from log_permits
  where erased_hash is not null
    and (new.id, new.created_at, new.action) is (old.id, old.created_at, old.action)
    and (new.actor_user_id is old.actor_user_id or new.actor_user_id = 'erased user')
    and ((new.target_id, new.metadata) is (old.target_id, old.metadata)
         or (old.target_id = 'u_' || erased_hash and new.target_id = 'u_' || hex(zeroblob(32)))))
begin
  select raise(abort, 'audit_log is append-only');
end;

-- Calls from before this time were purged, and are not to be looked for.
create table call_log_purge (
  id integer primary key check (id = 1),
  purged_before integer not null
) strict;

insert into call_log_purge (id, purged_before) values (1, 0);

-- Users whose accounts were closed, so that it can be told when a backup brings them back.
create table erasures (
  user_id_hash text primary key check (length(user_id_hash) = 64),
  erased_at integer not null
) strict, without rowid;

create index users_without_id_hash on users (id) where id_hash is null;

create index phone_numbers_by_verifier on phone_numbers (verified_by) where verified_by is not null;
)sql";

}  // namespace teleperson::store::sqlite
