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

create index companies_pending_by_name on companies (reviewed_at, name_key, id) where reviewed_at is null;

create index phone_numbers_by_lapse on phone_numbers (verified_until) where verified_until is not null;

create index phone_numbers_unverified on phone_numbers (verified_at, company_id) where verified_at is null;

-- When the gateway first heard of each step of a call: for the dashboard's test calls.
alter table calls add column refused_at integer;

alter table calls add column dialled_at integer;

alter table calls add column ringing_at integer;

alter table calls add column answered_at integer;

alter table calls add column detected_at integer;

-- How many users have which plan (empty: none). Kept by triggers, as counting a million users takes too long for a page.
create table plan_counts (
  plan text primary key,
  users integer not null,
  disabled integer not null,
  ready integer not null -- neither disabled nor without a token
) strict, without rowid;

insert into plan_counts (plan, users, disabled, ready)
select coalesce(plan, ''), count(*), count(disabled_at),
       count(case when disabled_at is null and exists (
         select 1 from extension_tokens t where t.user_id = users.id) then 1 end)
from users group by 1;

create trigger plan_counts_user_added after insert on users
begin
  insert into plan_counts (plan, users, disabled, ready)
  values (coalesce(new.plan, ''), 1, new.disabled_at is not null, 0)
  on conflict (plan) do update set users = users + excluded.users, disabled = disabled + excluded.disabled;
end;

create trigger plan_counts_user_changed after update of plan, disabled_at on users
begin
  update plan_counts set users = users - 1, disabled = disabled - (old.disabled_at is not null),
                         ready = ready - (old.disabled_at is null
                                          and exists (select 1 from extension_tokens where user_id = old.id))
  where plan = coalesce(old.plan, '');
  insert into plan_counts (plan, users, disabled, ready)
  values (coalesce(new.plan, ''), 1, new.disabled_at is not null,
          new.disabled_at is null and exists (select 1 from extension_tokens where user_id = new.id))
  on conflict (plan) do update set users = users + excluded.users, disabled = disabled + excluded.disabled,
                                   ready = ready + excluded.ready;
end;

create trigger plan_counts_user_removed before delete on users
begin
  update plan_counts set users = users - 1, disabled = disabled - (old.disabled_at is not null),
                         ready = ready - (old.disabled_at is null
                                          and exists (select 1 from extension_tokens where user_id = old.id))
  where plan = coalesce(old.plan, '');
end;

create trigger plan_counts_token_added after insert on extension_tokens
when (select count(*) from extension_tokens where user_id = new.user_id) = 1
begin
  update plan_counts set ready = ready + 1
  where plan = (select coalesce(plan, '') from users where id = new.user_id and disabled_at is null);
end;

-- With its user the last token goes too: then the user is not there any more, and was taken off above.
create trigger plan_counts_token_removed after delete on extension_tokens
when not exists (select 1 from extension_tokens where user_id = old.user_id)
begin
  update plan_counts set ready = ready - 1
  where plan = (select coalesce(plan, '') from users where id = old.user_id and disabled_at is null);
end;

-- How many numbers of the directory are alike in all that the policy asks about, but for the time until which they are
-- verified. Kept by triggers.
create table number_counts (
  region text not null,
  kind text not null,
  plausible integer not null,
  reviewed integer not null, -- their company is
  verified integer not null,
  numbers integer not null,
  primary key (region, kind, plausible, reviewed, verified)
) strict, without rowid;

insert into number_counts (region, kind, plausible, reviewed, verified, numbers)
select n.region, n.kind, n.plausible, c.reviewed_at is not null, n.verified_at is not null, count(*)
from phone_numbers n join companies c on c.id = n.company_id group by 1, 2, 3, 4, 5;

create trigger number_counts_number_added after insert on phone_numbers
begin
  insert into number_counts (region, kind, plausible, reviewed, verified, numbers)
  select new.region, new.kind, new.plausible, reviewed_at is not null, new.verified_at is not null, 1
  from companies where id = new.company_id
  on conflict do update set numbers = numbers + excluded.numbers;
end;

create trigger number_counts_number_changed
after update of company_id, region, kind, plausible, verified_at on phone_numbers
begin
  insert into number_counts (region, kind, plausible, reviewed, verified, numbers)
  select old.region, old.kind, old.plausible, reviewed_at is not null, old.verified_at is not null, -1
  from companies where id = old.company_id
  on conflict do update set numbers = numbers + excluded.numbers;
  insert into number_counts (region, kind, plausible, reviewed, verified, numbers)
  select new.region, new.kind, new.plausible, reviewed_at is not null, new.verified_at is not null, 1
  from companies where id = new.company_id
  on conflict do update set numbers = numbers + excluded.numbers;
end;

create trigger number_counts_number_removed before delete on phone_numbers
begin
  insert into number_counts (region, kind, plausible, reviewed, verified, numbers)
  select old.region, old.kind, old.plausible, reviewed_at is not null, old.verified_at is not null, -1
  from companies where id = old.company_id
  on conflict do update set numbers = numbers + excluded.numbers;
end;

create trigger number_counts_company_reviewed after update of reviewed_at on companies
when (old.reviewed_at is null) <> (new.reviewed_at is null)
begin
  insert into number_counts (region, kind, plausible, reviewed, verified, numbers)
  select region, kind, plausible, old.reviewed_at is not null, verified_at is not null, -count(*)
  from phone_numbers where company_id = new.id group by 1, 2, 3, 4, 5
  on conflict do update set numbers = numbers + excluded.numbers;
  insert into number_counts (region, kind, plausible, reviewed, verified, numbers)
  select region, kind, plausible, new.reviewed_at is not null, verified_at is not null, count(*)
  from phone_numbers where company_id = new.id group by 1, 2, 3, 4, 5
  on conflict do update set numbers = numbers + excluded.numbers;
end;

-- While the company is still there, so that its numbers are counted off as what they were.
create trigger number_counts_company_removed before delete on companies
begin
  delete from phone_numbers where company_id = old.id;
end;

-- Those of the above whose verification may be over.
create index number_counts_lapsed on phone_numbers (verified_until, region, kind, plausible, company_id)
where verified_at is not null and verified_until is not null;

-- The numbers that were verified last: what a test call is offered first.
create index phone_numbers_by_verification on phone_numbers (verified_at) where verified_at is not null;

-- When Twilio is to be asked next about a call whose callbacks have not settled it (null: not at all), and how often it
-- has answered.
alter table calls add column ask_at integer;

alter table calls add column asked integer not null default 0;

update calls set ask_at = redeemed_at + 120000 where stage = 'live';

create index calls_to_ask on calls (ask_at) where ask_at is not null;

create index calls_by_redemption on calls (redeemed_at) where redeemed_at is not null;
)sql";

}  // namespace teleperson::store::sqlite
