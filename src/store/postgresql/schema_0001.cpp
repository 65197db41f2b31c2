#include "store/postgresql/migration.h"

namespace teleperson::store::postgresql {

// The tables of the embedded engine, column by column. Times are unix milliseconds, truths are 0 and 1, and texts
// compare bytewise, so that both engines take the same statements.
const char* const schema_0001 = R"sql(
create table users (
  id text collate "C" primary key,
  id_hash text collate "C", -- as the audit log names users; null until it does
  email text collate "C",
  first_name text collate "C",
  plan text,
  plan_changed_at bigint,
  role text not null default 'user',
  disabled_at bigint,
  created_at bigint not null
);
create index users_by_id_prefix on users (lower(id), id);
create index users_by_email on users (lower(email), id) where email is not null;
create index users_by_first_name on users (lower(first_name), id) where first_name is not null;
create index users_without_id_hash on users (id) where id_hash is null;
create index users_by_id_hash on users (id_hash) where id_hash is not null;

create table extension_tokens (
  token_hash text collate "C" primary key check (length(token_hash) = 64),
  user_id text collate "C" not null references users (id) on delete cascade,
  name text,
  created_at bigint not null,
  last_used_at bigint
);
create index extension_tokens_by_user on extension_tokens (user_id);

create table companies (
  id text collate "C" primary key,
  name text not null,
  name_key text collate "C" not null, -- the name as it is sorted
  domain text collate "C" not null unique,
  industry text,
  logo_url text,
  description text,
  reviewed_at bigint, -- null: nobody has looked at it yet
  created_at bigint not null,
  revision bigint not null default 1
);
create index companies_by_name on companies (name_key, id) where reviewed_at is not null;
create index companies_all_by_name on companies (name_key, id);
create index companies_pending_by_name on companies (name_key, id) where reviewed_at is null;

create table company_aliases (
  company_id text collate "C" not null references companies (id) on delete cascade,
  alias text collate "C" not null,
  primary key (company_id, alias)
);
create index company_aliases_by_alias on company_aliases (lower(alias));

-- Every word of a company's name, domain and aliases, folded: what a search looks up by prefix.
create table company_words (
  word text collate "C" not null,
  company_id text collate "C" not null references companies (id) on delete cascade,
  primary key (word, company_id)
);
create index company_words_by_company on company_words (company_id);

create table phone_numbers (
  id text collate "C" primary key,
  company_id text collate "C" not null references companies (id) on delete cascade,
  label text not null,
  e164 text collate "C" not null,
  region text collate "C" not null, -- ISO 3166-1; several, separated by commas, for toll-free numbers
  kind text collate "C" not null,
  plausible integer not null check (plausible in (0, 1)),
  number_hash text collate "C" not null check (length(number_hash) = 64),
  verified_at bigint,
  verified_by text,
  verification_source text,
  verified_until bigint,
  created_at bigint not null,
  unique (company_id, e164)
);
create index phone_numbers_by_e164 on phone_numbers (e164);
create index phone_numbers_by_hash on phone_numbers (number_hash);
create index phone_numbers_by_lapse on phone_numbers (verified_until) where verified_until is not null;
create index phone_numbers_unverified on phone_numbers (company_id) where verified_at is null;
create index phone_numbers_by_verifier on phone_numbers (verified_by) where verified_by is not null;
create index phone_numbers_by_verification on phone_numbers (verified_at) where verified_at is not null;

create table voice_settings (
  id integer primary key check (id = 1),
  account_sid text not null default '',
  token_endpoint_url text not null default '',
  caller_id text,
  allowed_regions text not null default '',
  voip_plans text not null default 'premium,pro,enterprise',
  voicemail_detection integer not null default 1 check (voicemail_detection in (0, 1)),
  tickets_per_minute integer not null default 10,
  calls_per_day integer not null default 200,
  call_length_seconds integer not null default 3600,
  updated_at bigint,
  revision bigint not null default 1
);
insert into voice_settings (id) values (1);

-- Tickets and live calls. No number and no user's id, only their hashes. Rows go some hours after the end.
create table calls (
  call_id text collate "C" primary key,
  stage text collate "C" not null check (stage in ('ticket', 'void', 'refused', 'live', 'logged')),
  ticket_hash text collate "C" not null unique check (length(ticket_hash) = 64),
  token_hash text collate "C" not null check (length(token_hash) = 64),
  user_id_hash text collate "C" not null check (length(user_id_hash) = 64),
  number_id text collate "C" not null,
  to_number_hash text collate "C" not null check (length(to_number_hash) = 64),
  created_at bigint not null,
  expires_at bigint not null,
  due_at bigint not null, -- when the stage ends if nothing happens: ticket void, call logged, row purged
  refusal text,
  parent_call_sid text collate "C" unique,
  caller_id text,
  time_limit_seconds integer not null default 0,
  voicemail_detection integer not null default 0,
  redeemed_at bigint,
  progress integer not null default 0,
  leg_end integer not null default 0,
  answered_by integer not null default 0,
  dial_result integer not null default 0,
  bridged integer,
  parent_ended integer not null default 0,
  duration_seconds integer,
  parent_duration_seconds integer,
  sip_response_code integer,
  child_call_sid text not null default '',
  ended_at bigint,
  finalised_at bigint,
  logged_outcome text,
  logged_duration_seconds integer,
  -- When the gateway first heard of each step.
  refused_at bigint,
  dialled_at bigint,
  ringing_at bigint,
  answered_at bigint,
  detected_at bigint,
  -- When Twilio is to be asked next (null: not at all), and how often it has answered.
  ask_at bigint,
  asked integer not null default 0
) with (fillfactor = 70); -- a call is updated some ten times
create index calls_by_due on calls (stage, due_at);
create index calls_by_user on calls (user_id_hash, created_at);
create index calls_live on calls (user_id_hash, ended_at) where stage = 'live';
create index calls_to_ask on calls (ask_at) where ask_at is not null;
create index calls_by_redemption on calls (redeemed_at) where redeemed_at is not null;

create table voice_call_log (
  id bigint generated by default as identity,
  created_at bigint not null,
  user_id_hash text collate "C" not null check (length(user_id_hash) = 64),
  to_number_hash text collate "C" not null check (length(to_number_hash) = 64),
  duration_seconds integer not null check (duration_seconds >= 0),
  outcome text collate "C" not null check (outcome in ('answered', 'voicemail', 'failed')),
  call_key text collate "C" not null check (length(call_key) = 64),
  primary key (id, created_at),
  unique (call_key, created_at) -- a call's time is that of its redemption, however often it is written
) partition by range (created_at);
create index voice_call_log_by_time on voice_call_log (created_at, id);
create index voice_call_log_by_outcome on voice_call_log (outcome, created_at, id);
create index voice_call_log_by_user on voice_call_log (user_id_hash, created_at, id);
create index voice_call_log_by_user_and_outcome on voice_call_log (user_id_hash, outcome, created_at, id);
-- Takes what has no partition yet, so that no call is lost to a missing one.
create table voice_call_log_rest partition of voice_call_log default;

create table audit_log (
  id bigint generated by default as identity primary key,
  created_at bigint not null,
  actor_user_id text collate "C",
  action text collate "C" not null,
  target_id text collate "C",
  metadata text not null check (metadata::json is not null)
);
create index audit_log_by_time on audit_log (created_at, id);
create index audit_log_by_action on audit_log (action, created_at, id);
create index audit_log_by_actor on audit_log (actor_user_id, action, created_at, id);
create index audit_log_by_target on audit_log (target_id, created_at, id);
create index audit_log_by_target_and_action on audit_log (target_id, action, created_at, id);

-- What the transaction that wrote the row may do to the logs. It removes the row before it ends; one that was left
-- behind permits nothing.
create table log_permits (
  transaction_id bigint primary key default txid_current(),
  deletes_from bigint not null default 0, -- rows of voice_call_log of this time
  deletes_until bigint not null default 0,
  erased_hash text collate "C" -- which may be replaced by zeros
);

create function append_only() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only', tg_argv[0];
end $$;

create function guard_audit_log() returns trigger language plpgsql as $$
declare
  permit log_permits;
begin
  select * into permit from log_permits where transaction_id = txid_current();
  if tg_op = 'UPDATE' and permit.erased_hash is not null
     and (new.id, new.created_at, new.action) = (old.id, old.created_at, old.action)
     and (new.actor_user_id is not distinct from old.actor_user_id or new.actor_user_id = 'erased user')
     and ((new.target_id is not distinct from old.target_id and new.metadata = old.metadata)
          or (old.target_id = 'u_' || permit.erased_hash and new.target_id = 'u_' || repeat('0', 64))) then
    return new;
  end if;
  raise exception 'audit_log is append-only';
end $$;
create trigger audit_log_append_only before update or delete on audit_log
  for each row execute function guard_audit_log();
create trigger audit_log_no_truncate before truncate on audit_log
  for each statement execute function append_only('audit_log');

create function guard_call_log() returns trigger language plpgsql as $$
declare
  permit log_permits;
begin
  select * into permit from log_permits where transaction_id = txid_current();
  if tg_op = 'DELETE' and permit.deletes_from <= old.created_at and old.created_at < permit.deletes_until then
    return old;
  end if;
  if tg_op = 'UPDATE' and permit.erased_hash = old.user_id_hash and new.user_id_hash = repeat('0', 64)
     and (new.id, new.created_at, new.to_number_hash, new.duration_seconds, new.outcome, new.call_key)
       = (old.id, old.created_at, old.to_number_hash, old.duration_seconds, old.outcome, old.call_key) then
    return new;
  end if;
  raise exception 'voice_call_log is append-only';
end $$;
create trigger voice_call_log_append_only before update or delete on voice_call_log
  for each row execute function guard_call_log();
create trigger voice_call_log_no_truncate before truncate on voice_call_log
  for each statement execute function append_only('voice_call_log');
create trigger voice_call_log_no_truncate before truncate on voice_call_log_rest
  for each statement execute function append_only('voice_call_log');

-- Makes the partition of the month that holds a time (unix milliseconds), and moves there what the default partition
-- has of it. Null: it is there already; else how many rows were moved.
create function make_call_log_month(time_within bigint) returns bigint
language plpgsql security definer set lock_timeout = '500ms' as $$
declare
  month timestamp := date_trunc('month', to_timestamp(time_within / 1000) at time zone 'UTC');
  starts_at bigint := extract(epoch from month) * 1000;
  ends_at bigint := extract(epoch from month + interval '1 month') * 1000;
  partition text := 'voice_call_log_' || to_char(month, 'YYYY_MM');
  moved bigint;
begin
  if to_regclass(partition) is not null then return null; end if;
  lock table only voice_call_log in share update exclusive mode;
  lock table voice_call_log_rest in access exclusive mode;
  execute format('create table %I (like voice_call_log including defaults including constraints including indexes)',
                 partition);
  insert into log_permits (deletes_from, deletes_until) values (starts_at, ends_at);
  execute format('with moved as (delete from voice_call_log_rest where created_at >= %s and created_at < %s returning *) '
                 'insert into %I select * from moved', starts_at, ends_at, partition);
  get diagnostics moved = row_count;
  delete from log_permits;
  execute format('alter table voice_call_log attach partition %I for values from (%s) to (%s)',
                 partition, starts_at, ends_at);
  execute format('create trigger voice_call_log_no_truncate before truncate on %I '
                 'for each statement execute function append_only(''voice_call_log'')', partition);
  execute format('alter table %I enable row level security', partition); -- it is reached through the whole table only
  return moved;
end $$;

-- The same for the first that is missing of this month, the three next ones, and months that have rows already.
create function make_missing_call_log_month(now_is bigint) returns bigint
language plpgsql security definer as $$
declare
  this_month timestamp := date_trunc('month', to_timestamp(now_is / 1000) at time zone 'UTC');
  moved bigint;
  oldest bigint;
begin
  for ahead in 0..3 loop
    moved := make_call_log_month((extract(epoch from this_month + ahead * interval '1 month') * 1000)::bigint);
    if moved is not null then return moved; end if;
  end loop;
  select min(created_at) into oldest from voice_call_log_rest where created_at < now_is;
  return case when oldest is not null then make_call_log_month(oldest) end;
end $$;

-- Drops the oldest partition that is over before a time, by a permit to delete all of it. Null: there is none; else
-- how many rows it had.
create function drop_call_log_month(before bigint) returns bigint
language plpgsql security definer set lock_timeout = '500ms' as $$
declare
  partition regclass;
  ends_at bigint;
  dropped bigint;
begin
  select child, child_end into partition, ends_at
  from (select c.oid::regclass as child,
               substring(pg_get_expr(c.relpartbound, c.oid) from $re$TO \('?(\d+)'?\)$re$)::bigint as child_end
        from pg_inherits i join pg_class c on c.oid = i.inhrelid
        where i.inhparent = 'voice_call_log'::regclass) as children
  where child_end <= before order by child_end limit 1;
  if partition is null then return null; end if;
  perform 1 from log_permits where transaction_id = txid_current() and deletes_from = 0 and deletes_until >= ends_at;
  if not found then raise exception 'voice_call_log is append-only'; end if;
  execute format('lock table only %s in share mode', partition); -- so that no row comes in that is not counted
  execute format('select count(*) from only %s', partition) into dropped;
  execute format('alter table voice_call_log detach partition %s', partition);
  execute format('drop table %s', partition);
  return dropped;
end $$;

-- A step of a purge, for whoever may not delete by themselves: the oldest partition or so many rows, and only of before the
-- last thirty days.
create function purge_call_log(before bigint, most_rows integer, out rows bigint, out months bigint, out more integer)
language plpgsql security definer as $$
declare
  step_ends_at bigint;
begin
  if before > extract(epoch from now() - interval '30 days') * 1000 then
    raise exception 'calls of the last thirty days are not purged';
  end if;
  insert into log_permits (deletes_until) values (before);
  rows := drop_call_log_month(before);
  months := case when rows is null then 0 else 1 end;
  more := months;
  if rows is null then
    select created_at + 1 into step_ends_at from voice_call_log where created_at < before
    order by created_at, id offset most_rows limit 1;
    more := case when found then 1 else 0 end;
    delete from voice_call_log where created_at < coalesce(step_ends_at, before);
    get diagnostics rows = row_count;
  end if;
  delete from log_permits;
  update call_log_purge set purged_before = before where purged_before < before;
end $$;

do $$
begin
  execute format('alter function make_call_log_month set search_path to %1$I, pg_temp;'
                 'alter function make_missing_call_log_month set search_path to %1$I, pg_temp;'
                 'alter function drop_call_log_month set search_path to %1$I, pg_temp;'
                 'alter function purge_call_log set search_path to %1$I, pg_temp', current_schema());
end $$;

-- Calls from before this time were purged, and are not to be looked for.
create table call_log_purge (
  id integer primary key check (id = 1),
  purged_before bigint not null
);
insert into call_log_purge (id, purged_before) values (1, 0);

-- Users whose accounts were closed, so that it can be told when a backup brings them back.
create table erasures (
  user_id_hash text collate "C" primary key check (length(user_id_hash) = 64),
  erased_at bigint not null
);

create table admin_password (
  id integer primary key check (id = 1),
  hash text not null,
  updated_at bigint not null
);

create table admin_sessions (
  session_hash text collate "C" primary key check (length(session_hash) = 64),
  token_hash text collate "C" not null references extension_tokens (token_hash) on delete cascade,
  created_at bigint not null,
  last_used_at bigint not null
);
create index admin_sessions_by_token on admin_sessions (token_hash);
create index admin_sessions_by_age on admin_sessions (created_at);

create table admin_sign_ins (
  id bigint generated always as identity primary key,
  user_id_hash text collate "C" not null check (length(user_id_hash) = 64),
  attempted_at bigint not null
);
create index admin_sign_ins_by_user on admin_sign_ins (user_id_hash, attempted_at);

-- Sums for the charts: a row for each quarter of an hour, at which the midnights of all time zones fall.
create table call_statistics (
  starts_at bigint primary key,
  answered bigint not null,
  voicemail bigint not null,
  failed bigint not null,
  seconds bigint not null
) with (fillfactor = 50);

create table denial_statistics (
  starts_at bigint not null,
  reason text collate "C" not null,
  denials bigint not null,
  primary key (starts_at, reason)
) with (fillfactor = 50);

-- How many users have which plan (empty: none). Kept by triggers, as counting a million users takes too long for a page.
create table plan_counts (
  plan text collate "C" primary key,
  users bigint not null,
  disabled bigint not null,
  ready bigint not null -- neither disabled nor without a token
);

create function add_to_plan(which text, users_more bigint, disabled_more bigint, ready_more bigint) returns void
language sql as $$
  insert into plan_counts (plan, users, disabled, ready)
  values (coalesce(which, ''), users_more, disabled_more, ready_more)
  on conflict (plan) do update set users = plan_counts.users + excluded.users,
                                   disabled = plan_counts.disabled + excluded.disabled,
                                   ready = plan_counts.ready + excluded.ready;
$$;

create function has_token(of_user text) returns integer language sql stable as $$
  select case when exists (select 1 from extension_tokens where user_id = of_user) then 1 else 0 end;
$$;

create function count_user() returns trigger language plpgsql as $$
begin
  if tg_op <> 'INSERT' then
    perform add_to_plan(old.plan, -1, -(old.disabled_at is not null)::int,
                        -(old.disabled_at is null)::int * has_token(old.id));
  end if;
  if tg_op = 'DELETE' then return old; end if;
  perform add_to_plan(new.plan, 1, (new.disabled_at is not null)::int,
                      (new.disabled_at is null)::int * has_token(new.id));
  return new;
end $$;
create trigger plan_counts_user_added after insert on users for each row execute function count_user();
create trigger plan_counts_user_changed after update of plan, disabled_at on users
  for each row execute function count_user();
create trigger plan_counts_user_removed before delete on users for each row execute function count_user();

-- With its user the last token goes too: then the user is not there any more, and was taken off above.
create function count_token() returns trigger language plpgsql as $$
declare
  holder text := case when tg_op = 'INSERT' then new.user_id else old.user_id end;
  others bigint := (select count(*) from (select 1 from extension_tokens where user_id = holder limit 2) as tokens);
begin
  if others = (case when tg_op = 'INSERT' then 1 else 0 end) then
    perform add_to_plan(plan, 0, 0, case when tg_op = 'INSERT' then 1 else -1 end)
    from users where id = holder and disabled_at is null;
  end if;
  return null;
end $$;
create trigger plan_counts_token_added after insert on extension_tokens for each row execute function count_token();
create trigger plan_counts_token_removed after delete on extension_tokens for each row execute function count_token();

-- How many numbers of the directory are alike in all that the policy asks about, but for the time until which they are
-- verified. Kept by triggers.
create table number_counts (
  region text collate "C" not null,
  kind text collate "C" not null,
  plausible integer not null,
  reviewed integer not null, -- their company is
  verified integer not null,
  numbers bigint not null,
  primary key (region, kind, plausible, reviewed, verified)
);

create function add_to_numbers(one phone_numbers, more bigint) returns void language sql as $$
  insert into number_counts (region, kind, plausible, reviewed, verified, numbers)
  select one.region, one.kind, one.plausible, (reviewed_at is not null)::int, (one.verified_at is not null)::int, more
  from companies where id = one.company_id
  on conflict (region, kind, plausible, reviewed, verified)
  do update set numbers = number_counts.numbers + excluded.numbers;
$$;

create function count_number() returns trigger language plpgsql as $$
begin
  if tg_op <> 'INSERT' then perform add_to_numbers(old, -1); end if;
  if tg_op = 'DELETE' then return old; end if;
  perform add_to_numbers(new, 1);
  return new;
end $$;
create trigger number_counts_number_added after insert on phone_numbers for each row execute function count_number();
create trigger number_counts_number_changed
  after update of company_id, region, kind, plausible, verified_at on phone_numbers
  for each row execute function count_number();
create trigger number_counts_number_removed before delete on phone_numbers
  for each row execute function count_number();

create function count_reviewed() returns trigger language plpgsql as $$
begin
  insert into number_counts (region, kind, plausible, reviewed, verified, numbers)
  select region, kind, plausible, (side.reviewed_at is not null)::int, (verified_at is not null)::int,
         sum(side.more)
  from phone_numbers, (values (old.reviewed_at, -1), (new.reviewed_at, 1)) as side (reviewed_at, more)
  where company_id = new.id
  group by 1, 2, 3, 4, 5
  on conflict (region, kind, plausible, reviewed, verified)
  do update set numbers = number_counts.numbers + excluded.numbers;
  return null;
end $$;
create trigger number_counts_company_reviewed after update of reviewed_at on companies
  for each row when ((old.reviewed_at is null) <> (new.reviewed_at is null)) execute function count_reviewed();

-- While the company is still there, so that its numbers are counted off as what they were.
create function remove_numbers() returns trigger language plpgsql as $$
begin
  delete from phone_numbers where company_id = old.id;
  return old;
end $$;
create trigger number_counts_company_removed before delete on companies
  for each row execute function remove_numbers();

create index number_counts_lapsed on phone_numbers (verified_until, region, kind, plausible, company_id)
  where verified_at is not null and verified_until is not null;

-- Written by whoever asks whether the database takes writes.
create table readiness (asked bigint not null);
insert into readiness (asked) values (0);

-- Nobody but the owner, and the role that `migrate --grant-to` names, gets at rows or functions: neither Supabase's API
-- roles nor anybody who was given rights on all tables.
do $$
declare
  its_name text;
begin
  for its_name in select relname from pg_class
                  where relnamespace = current_schema()::regnamespace and relkind in ('r', 'p') loop
    execute format('alter table %I enable row level security', its_name);
  end loop;
  execute format('revoke execute on all functions in schema %I from public', current_schema());
end $$;
)sql";

}  // namespace teleperson::store::postgresql
