#include "store/sqlite/migration.h"

namespace teleperson::store::sqlite {

// The dashboard: its password, who is signed in, and a number that tells one version of the settings from the next.
const char* const schema_0002 = R"sql(
alter table voice_settings add column revision integer not null default 1;

-- For the dashboard's search by prefix.
create index users_by_email on users (lower(email)) where email is not null;

create index users_by_first_name on users (lower(first_name)) where first_name is not null;

create index users_by_id on users (lower(id));

-- For the dashboard's list of calls.
create index voice_call_log_by_time on voice_call_log (created_at);

create index voice_call_log_by_outcome on voice_call_log (outcome, created_at);

create index phone_numbers_by_hash on phone_numbers (number_hash);

create table admin_password (
  id integer primary key check (id = 1),
  hash text not null,
  updated_at integer not null
) strict;

create table admin_sessions (
  session_hash text primary key check (length(session_hash) = 64),
  token_hash text not null references extension_tokens (token_hash) on delete cascade,
  created_at integer not null,
  last_used_at integer not null
) strict, without rowid;

create index admin_sessions_by_token on admin_sessions (token_hash);

create index admin_sessions_by_age on admin_sessions (created_at);

create table admin_sign_ins (
  id integer primary key autoincrement,
  user_id_hash text not null check (length(user_id_hash) = 64),
  attempted_at integer not null
) strict;

create index admin_sign_ins_by_user on admin_sign_ins (user_id_hash, attempted_at);

-- A hash of the user's id, as the audit log knows them; null for users of before, until it next names them.
alter table users add column id_hash text;

create index users_by_id_hash on users (id_hash) where id_hash is not null;

-- For the dashboard's audit log: one range for each action.
create index audit_log_by_action on audit_log (action, created_at);

create index audit_log_by_actor on audit_log (actor_user_id, action, created_at);

create index audit_log_by_target_and_action on audit_log (target_id, action, created_at);

-- `insert or replace` fires no delete trigger unless the connection asks for it. Rows whose id is given must be new.
create trigger audit_log_no_replace before insert on audit_log
when new.id > 0 and exists (select 1 from audit_log where id = new.id)
begin
  select raise(abort, 'audit_log is append-only');
end;

-- The above takes an id that is not positive for one that is not given.
create trigger audit_log_ids after insert on audit_log when new.id < 1
begin
  select raise(abort, 'audit_log is append-only: its ids start at 1');
end;

-- The same. A call that is logged already stays as it is, whatever an insert does on conflict.
create trigger voice_call_log_no_replace before insert on voice_call_log
begin
  select raise(abort, 'voice_call_log is append-only')
  where new.id > 0 and exists (select 1 from voice_call_log where id = new.id);
  select raise(ignore) where exists (select 1 from voice_call_log where call_key = new.call_key);
end;

create trigger voice_call_log_ids after insert on voice_call_log when new.id < 1
begin
  select raise(abort, 'voice_call_log is append-only: its ids start at 1');
end;

create index voice_call_log_by_user_and_outcome on voice_call_log (user_id_hash, outcome, created_at);

-- Sums for the charts, so that a year of them is read as quickly from ten million calls as from none: a row for each
-- quarter of an hour, at which the midnights of all time zones fall.
create table call_statistics (
  starts_at integer primary key,
  answered integer not null,
  voicemail integer not null,
  failed integer not null,
  seconds integer not null
) strict;

insert into call_statistics (starts_at, answered, voicemail, failed, seconds)
select created_at - created_at % 900000, sum(outcome = 'answered'), sum(outcome = 'voicemail'),
       sum(outcome = 'failed'), sum(duration_seconds)
from voice_call_log group by 1;

create table denial_statistics (
  starts_at integer not null,
  reason text not null,
  denials integer not null,
  primary key (starts_at, reason)
) strict, without rowid;

insert into denial_statistics (starts_at, reason, denials)
select created_at - created_at % 900000, json_extract(metadata, '$.reason'), count(*)
from audit_log where action = 'call.denied' group by 1, 2;

-- For the dashboard's companies: edits that know of each other, all companies by name, and what asks for attention.
alter table companies add column revision integer not null default 1;

create index companies_all_by_name on companies (name_key, id);

create index companies_pending_by_name on companies (name_key, id) where reviewed_at is null;

create index phone_numbers_by_lapse on phone_numbers (verified_until) where verified_until is not null;

create index phone_numbers_unverified on phone_numbers (company_id) where verified_at is null;
)sql";

}  // namespace teleperson::store::sqlite
