#include "store/sqlite/migration.h"

namespace teleperson::store::sqlite {

// A blank line ends each statement. Times are unix milliseconds; truths are 0 and 1.
const char* const schema_0001 = R"sql(
create table users (
  id text primary key,
  email text,
  first_name text,
  plan text,
  plan_changed_at integer,
  role text not null default 'user',
  disabled_at integer,
  created_at integer not null
) strict, without rowid;

create table extension_tokens (
  token_hash text primary key check (length(token_hash) = 64),
  user_id text not null references users (id) on delete cascade,
  name text,
  created_at integer not null,
  last_used_at integer
) strict, without rowid;

create index extension_tokens_by_user on extension_tokens (user_id);

create table companies (
  id text primary key,
  name text not null,
  name_key text not null, -- the name as it is sorted
  domain text not null unique,
  industry text,
  logo_url text,
  description text,
  reviewed_at integer, -- null: nobody has looked at it yet
  created_at integer not null
) strict;

create index companies_by_name on companies (name_key, id) where reviewed_at is not null;

create table company_aliases (
  company_id text not null references companies (id) on delete cascade,
  alias text not null,
  primary key (company_id, alias)
) strict, without rowid;

create index company_aliases_by_alias on company_aliases (lower(alias));

-- Every word of a company's name, domain and aliases, folded: what a search looks up by prefix.
create table company_words (
  word text not null,
  company_id text not null references companies (id) on delete cascade,
  primary key (word, company_id)
) strict, without rowid;

create index company_words_by_company on company_words (company_id);

create table phone_numbers (
  id text primary key,
  company_id text not null references companies (id) on delete cascade,
  label text not null,
  e164 text not null,
  region text not null, -- ISO 3166-1; several, separated by commas, for toll-free numbers; empty for none
  kind text not null,
  plausible integer not null check (plausible in (0, 1)),
  number_hash text not null check (length(number_hash) = 64),
  verified_at integer,
  verified_by text,
  verification_source text,
  verified_until integer,
  created_at integer not null,
  unique (company_id, e164)
) strict;

create index phone_numbers_by_e164 on phone_numbers (e164);

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
  updated_at integer
) strict;

insert into voice_settings (id) values (1);

-- Tickets and live calls. No number and no user's id, only their hashes. Rows go some hours after the end.
create table calls (
  call_id text primary key,
  stage text not null check (stage in ('ticket', 'void', 'refused', 'live', 'logged')),
  ticket_hash text not null unique check (length(ticket_hash) = 64),
  token_hash text not null check (length(token_hash) = 64),
  user_id_hash text not null check (length(user_id_hash) = 64),
  number_id text not null,
  to_number_hash text not null check (length(to_number_hash) = 64),
  created_at integer not null,
  expires_at integer not null,
  due_at integer not null, -- when the stage ends if nothing happens: ticket void, call logged, row purged
  refusal text,
  parent_call_sid text unique,
  caller_id text,
  time_limit_seconds integer not null default 0,
  voicemail_detection integer not null default 0,
  redeemed_at integer,
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
  ended_at integer,
  finalised_at integer,
  logged_outcome text,
  logged_duration_seconds integer
) strict;

create index calls_by_due on calls (stage, due_at);

create index calls_by_user on calls (user_id_hash, created_at);

create index calls_live on calls (user_id_hash, ended_at) where stage = 'live';

create table voice_call_log (
  id integer primary key autoincrement,
  created_at integer not null,
  user_id_hash text not null check (length(user_id_hash) = 64),
  to_number_hash text not null check (length(to_number_hash) = 64),
  duration_seconds integer not null check (duration_seconds >= 0),
  outcome text not null check (outcome in ('answered', 'voicemail', 'failed')),
  call_key text not null unique check (length(call_key) = 64)
) strict;

create index voice_call_log_by_user on voice_call_log (user_id_hash, created_at);

create trigger voice_call_log_no_update before update on voice_call_log
begin
  select raise(abort, 'voice_call_log is append-only');
end;

create trigger voice_call_log_no_delete before delete on voice_call_log
begin
  select raise(abort, 'voice_call_log is append-only');
end;

create table audit_log (
  id integer primary key autoincrement,
  created_at integer not null,
  actor_user_id text,
  action text not null,
  target_id text,
  metadata text not null check (json_valid(metadata))
) strict;

create index audit_log_by_target on audit_log (target_id, created_at);

create trigger audit_log_no_update before update on audit_log
begin
  select raise(abort, 'audit_log is append-only');
end;

create trigger audit_log_no_delete before delete on audit_log
begin
  select raise(abort, 'audit_log is append-only');
end;
)sql";

}  // namespace teleperson::store::sqlite
