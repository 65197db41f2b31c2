#include "store/postgresql/host_mapping.h"

#include <algorithm>
#include <array>
#include <initializer_list>
#include <iterator>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/args.h>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include "store/postgresql/text_folding.h"
#include "store/sql/locks.h"
#include "store/store.h"

namespace teleperson::store::postgresql {
namespace {

// Everything that a mapping makes, so that it can be taken away again. The triggers go with their functions.
constexpr std::array<std::string_view, 16> functions{"users_from_host",
                                                     "users_to_host",
                                                     "tokens_from_host",
                                                     "tokens_to_host",
                                                     "companies_from_host",
                                                     "companies_to_host",
                                                     "take_host_company",
                                                     "aliases_from_host",
                                                     "aliases_to_host",
                                                     "take_host_alias",
                                                     "call_log_to_host",
                                                     "audit_log_to_host",
                                                     "emptied_by_host",
                                                     "index_company",
                                                     "fold",
                                                     "cut"};

enum class Kind { text, role, domain, time, created };

std::string milliseconds(std::string_view time) {
  return fmt::format("(extract(epoch from {}) * 1000)::bigint", time);
}

const std::string now = milliseconds("now()");

struct Field {
  std::string_view name;  ///< on both sides
  Kind kind = Kind::text;
  bool is_required = false;
};

/// A table that is mapped: those of its fields that the host has.
class Mapped {
 public:
  /// The host has the table. Throws OpenError where it lacks a field that is required.
  Mapped(const HostSchema& host, std::string_view name, std::initializer_list<Field> fields)
      : name_(name), table_(&host.tables.find(name)->second) {
    for (const auto& field : fields) {
      if (field.is_required) type(field.name);
      if (has(field.name)) fields_.push_back(field);
    }
  }

  bool has(std::string_view field) const { return table_->contains(field); }
  /// Throws OpenError where the host lacks the field.
  const std::string& type(std::string_view field) const {
    const auto found = table_->find(field);
    if (found == table_->end()) throw OpenError(fmt::format("the host's table {} has no column {}", name_, field));
    return found->second;
  }

  /// `a, b, c`, each after a prefix.
  std::string names(std::string_view prefix = {}, std::initializer_list<std::string_view> without = {}) const {
    return join(without, [&](const Field& field) { return fmt::format("{}{}", prefix, field.name); });
  }
  /// What the gateway makes of the host's row.
  std::string from_host(std::string_view row, std::initializer_list<std::string_view> without = {}) const {
    return join(without, [&](const Field& field) { return from_host(field, row); });
  }
  std::string field_from_host(std::string_view name, std::string_view row) const {
    return from_host(*std::ranges::find(fields_, name, &Field::name), row);
  }
  /// What the host is given of the gateway's row.
  std::string to_host(std::string_view row, std::initializer_list<std::string_view> without = {}) const {
    return join(without, [&](const Field& field) { return to_host(field, row); });
  }

 private:
  template <class F>
  std::string join(std::initializer_list<std::string_view> without, F&& write) const {
    std::vector<std::string> parts;
    for (const auto& field : fields_) {
      if (std::ranges::find(without, field.name) == without.end()) parts.push_back(write(field));
    }
    return fmt::format("{}", fmt::join(parts, ", "));
  }

  bool is_timestamp(const Field& field) const { return type(field.name).starts_with("timestamp"); }

  std::string from_host(const Field& field, std::string_view row) const {
    const auto value = fmt::format("{}.{}", row, field.name);
    switch (field.kind) {
      case Kind::role:
        return fmt::format("case when {0}::text in ('admin', 'super_admin') then {0}::text else 'user' end", value);
      case Kind::domain:
        return fmt::format("regexp_replace(lower(btrim({}::text)), '^www\\.', '')", value);
      case Kind::time:
        return is_timestamp(field) ? milliseconds(value) : value;
      case Kind::created:
        return fmt::format("coalesce({}, {})", is_timestamp(field) ? milliseconds(value) : value, now);
      case Kind::text:
        break;
    }
    return value + "::text";
  }

  std::string to_host(const Field& field, std::string_view row) const {
    const auto value = fmt::format("{}.{}", row, field.name);
    const auto& its_type = type(field.name);
    if (is_timestamp(field)) {
      return fmt::format("to_timestamp({} / 1000.0){}", value,
                         its_type.ends_with("with time zone") ? "" : " at time zone 'UTC'");
    }
    // An actor who is no user of the host's, such as one that was erased, is nobody there.
    if (its_type == "uuid" && field.name == "actor_user_id") {
      return fmt::format("case when {0} ~ '^[0-9a-fA-F-]{{36}}$' then {0}::uuid end", value);
    }
    return fmt::format("{}::{}", value, its_type);
  }

  std::string_view name_;
  const HostTable* table_;
  std::vector<Field> fields_;
};

/// Fills templates. Every one knows {voice}, {host}, how a function that works in the gateway's schema is declared
/// ({definer}), and {lock_authority}.
class Writer {
 public:
  Writer(const std::string& voice, const std::string& host) : voice_(voice), host_(host) {}

  using Values = std::vector<std::pair<const char*, std::string>>;
  void write(const char* text, const Values& values = {}) {
    fmt::dynamic_format_arg_store<fmt::format_context> all;
    all.push_back(fmt::arg("voice", voice_));
    all.push_back(fmt::arg("host", host_));
    all.push_back(
        fmt::arg("definer", fmt::format("language plpgsql security definer set search_path to {}, pg_temp", voice_)));
    all.push_back(fmt::arg("lock_authority", sql::lock_authority_sql()));
    for (const auto& [name, value] : values)
      all.push_back(fmt::arg(name, value));
    fmt::vformat_to(std::back_inserter(sql_), text, all);
  }
  std::string take() { return std::move(sql_); }

 private:
  std::string voice_;
  std::string host_;
  std::string sql_;
};

/// Of a table that goes both ways. What changes is all but the key and the time of creation.
Writer::Values both_ways(const Mapped& table, std::string_view key) {
  const std::initializer_list<std::string_view> fixed{key, "created_at"};
  const bool has_created = table.has("created_at");
  return {{"names", table.names()},
          {"values", table.from_host("new")},
          {"their_values", table.from_host("theirs")},
          {"created", has_created ? "" : ", created_at"},
          {"created_value", has_created ? "" : ", " + now},
          {"changing", table.names({}, fixed)},
          {"excluded", table.names("excluded.", fixed)},
          {"ours", table.names("ours.", fixed)},
          {"new", table.names("new.", fixed)},
          {"theirs", table.from_host("theirs", fixed)},
          {"to_host", table.to_host("new")},
          {"changing_to_host", table.to_host("new", fixed)}};
}

Writer::Values with(Writer::Values values, Writer::Values more) {
  std::ranges::move(more, std::back_inserter(values));
  return values;
}

/// Has {name}_from_host() called for what is done to the host's table, and {name}_to_host() for ours.
void connect(Writer& out, const std::string& table, const std::string& name) {
  out.write(R"sql(
create trigger voice_{name} after insert or update or delete on {host}.{table}
  for each row execute function {voice}.{name}_from_host();
create trigger voice_{name}_emptied after truncate on {host}.{table}
  for each statement execute function {voice}.emptied_by_host('{table}');
create trigger {name}_to_host after insert or update or delete on {voice}.{table}
  for each row execute function {voice}.{name}_to_host();
)sql",
            {{"table", table}, {"name", name}});
}

void map_users(Writer& out, const Mapped& users) {
  // What may take a permission away waits for what is being decided by the old state, as the gateway's own writes do
  // (store/sql/locks.h).
  std::string authority = "new.plan";
  for (const auto* column : {"role", "disabled_at"}) {
    if (users.has(column)) authority += fmt::format(", new.{}", column);
  }
  std::string before = authority;
  for (std::size_t at = 0; (at = before.find("new.", at)) != std::string::npos;)
    before.replace(at, 3, "old");
  out.write(
      R"sql(
create function {voice}.users_from_host() returns trigger {definer} as $$
begin
  if tg_op = 'DELETE' or (tg_op = 'UPDATE' and ({before}) is distinct from ({authority})) then
    perform {lock_authority};
  end if;
  if tg_op = 'DELETE' or (tg_op = 'UPDATE' and old.id is distinct from new.id) then
    delete from users where id = old.id::text;
  end if;
  if tg_op <> 'DELETE' and new.id::text ~ '^[!-~]{{1,128}}$' then
    insert into users as ours ({names}{created}) values ({values}{created_value})
    on conflict (id) do update set ({changing}) = row({excluded})
      where ({ours}) is distinct from ({excluded});
  end if;
  return null;
end $$;

create function {voice}.users_to_host() returns trigger {definer} as $$
begin
  if tg_op = 'DELETE' then
    if exists (select from {host}.users where id = old.id::{id_type}) then
      raise exception 'the account is the host product''s: close it there first';
    end if;
    return null;
  end if;
  if not exists (select from {host}.users where id = new.id::{id_type}) then
    insert into {host}.users ({names}) values ({to_host});
  else
    update {host}.users as theirs set ({changing}) = row({changing_to_host})
    where theirs.id = new.id::{id_type} and ({theirs}) is distinct from ({new});
  end if;
  return null;
end $$;
)sql",
      with(both_ways(users, "id"), {{"authority", authority}, {"before", before}, {"id_type", users.type("id")}}));
  connect(out, "users", "users");
}

std::string acceptable_token(std::string_view row) {
  return fmt::format(
      "{0}.token_hash::text ~ '^[0-9a-f]{{64}}$' and exists (select from users u where u.id = {0}.user_id::text)", row);
}

void map_tokens(Writer& out, const Mapped& tokens) {
  out.write(R"sql(
create function {voice}.tokens_from_host() returns trigger {definer} as $$
begin
  if tg_op = 'DELETE' or (tg_op = 'UPDATE' and (old.token_hash, old.user_id) is distinct from (new.token_hash, new.user_id)) then
    perform {lock_authority};
    delete from extension_tokens where token_hash = old.token_hash::text;
  end if;
  if tg_op <> 'DELETE' then
    insert into extension_tokens as ours ({names}{created}) select {values}{created_value} where {acceptable}
    on conflict (token_hash) do update set ({changing}) = row({excluded})
      where ({ours}) is distinct from ({excluded});
  end if;
  return null;
end $$;

create function {voice}.tokens_to_host() returns trigger {definer} as $$
begin
  if tg_op = 'DELETE' then
    delete from {host}.extension_tokens where token_hash = old.token_hash;
  elsif not exists (select from {host}.extension_tokens where token_hash = new.token_hash) then
    insert into {host}.extension_tokens ({names}) values ({to_host});
  else
    update {host}.extension_tokens as theirs set ({changing}) = row({changing_to_host})
    where theirs.token_hash = new.token_hash and ({theirs}) is distinct from ({new});
  end if;
  return null;
end $$;
)sql",
            with(both_ways(tokens, "token_hash"), {{"acceptable", acceptable_token("new")}}));
  connect(out, "extension_tokens", "tokens");
}

/// Without the triggers, which would count a million users one by one.
void load_accounts(Writer& out, const Mapped& users, const Mapped& tokens) {
  out.write(R"sql(
alter table users disable trigger user;
alter table extension_tokens disable trigger user;
)sql");
  const auto* const load = R"sql(
insert into {table} as ours ({names}{created})
select {their_values}{created_value} from {host}.{table} as theirs where {acceptable}
on conflict ({key}) do update set ({changing}) = row({excluded}) where ({ours}) is distinct from ({excluded});
)sql";
  out.write(load, with(both_ways(users, "id"),
                       {{"table", "users"}, {"key", "id"}, {"acceptable", "theirs.id::text ~ '^[!-~]{1,128}$'"}}));
  out.write(load,
            with(both_ways(tokens, "token_hash"),
                 {{"table", "extension_tokens"}, {"key", "token_hash"}, {"acceptable", acceptable_token("theirs")}}));
  out.write(R"sql(
alter table users enable trigger user;
alter table extension_tokens enable trigger user;
delete from plan_counts;
insert into plan_counts (plan, users, disabled, ready)
select coalesce(plan, ''), count(*), count(disabled_at),
       count(*) filter (where disabled_at is null and exists (select from extension_tokens t where t.user_id = u.id))
from users u group by 1;
)sql");
}

// A company of the host's has another id here, and one without a name or a domain, or with the domain of another, has
// no place in the catalogue.
void map_companies(Writer& out, const Mapped& companies) {
  out.write(R"sql(
create function {voice}.take_host_company(theirs {host}.companies) returns void {definer} as $$
declare
  its_name text := btrim(theirs.name::text);
  its_domain text := {domain};
  its_id text;
begin
  if coalesce(its_name, '') = '' or coalesce(its_domain, '') = '' then return; end if;
  select company_id into its_id from host_companies where host_id = theirs.id::text;
  if its_id is null then
    if exists (select from companies c join host_companies h on h.company_id = c.id where c.domain = its_domain) then
      return;
    end if;
    its_id := coalesce((select id from companies where domain = its_domain),
                       'co_' || left(replace(gen_random_uuid()::text, '-', ''), 16));
    insert into host_companies (company_id, host_id) values (its_id, theirs.id::text);
  end if;
  insert into companies as ours (id, name_key, {names}{created}) values (its_id, cut(fold(its_name), 200), {their_values}{created_value})
  on conflict (id) do update
    set (name_key, {changing}) = row(excluded.name_key, {excluded}), revision = ours.revision + 1
    where ({ours}) is distinct from ({excluded})
      and not exists (select from companies other where other.domain = excluded.domain and other.id <> ours.id);
  if found then perform index_company(its_id); end if;
end $$;

create function {voice}.companies_from_host() returns trigger {definer} as $$
begin
  if tg_op = 'DELETE' or (tg_op = 'UPDATE' and old.id is distinct from new.id) then
    perform {lock_authority};
    delete from companies where id = (select company_id from host_companies where host_id = old.id::text);
  end if;
  if tg_op <> 'DELETE' then perform take_host_company(new); end if;
  return null;
end $$;

create function {voice}.companies_to_host() returns trigger {definer} as $$
declare
  its_host_id text;
begin
  if tg_op = 'DELETE' then
    delete from host_companies where company_id = old.id returning host_id into its_host_id;
    delete from {host}.companies where id = its_host_id::{id_type};
    return null;
  end if;
  select host_id into its_host_id from host_companies where company_id = new.id;
  if its_host_id is null then
    insert into {host}.companies ({names}) values ({to_host}); -- its trigger links the two
  else
    update {host}.companies as theirs set ({changing}) = row({changing_to_host})
    where theirs.id = its_host_id::{id_type} and ({theirs}) is distinct from ({new});
  end if;
  return null;
end $$;
)sql",
            with(both_ways(companies, "id"),
                 {{"domain", companies.field_from_host("domain", "theirs")}, {"id_type", companies.type("id")}}));
  connect(out, "companies", "companies");
}

void map_aliases(Writer& out, const Mapped& aliases) {
  out.write(R"sql(
create function {voice}.take_host_alias(theirs {host}.company_aliases) returns void {definer} as $$
declare
  its_id text := (select company_id from host_companies where host_id = theirs.company_id::text);
begin
  if its_id is null or coalesce(btrim(theirs.alias::text), '') = '' then return; end if;
  insert into company_aliases (company_id, alias) values (its_id, theirs.alias::text) on conflict do nothing;
  if found then perform index_company(its_id); end if;
end $$;

create function {voice}.aliases_from_host() returns trigger {definer} as $$
declare
  its_id text;
begin
  if tg_op <> 'INSERT' then
    delete from company_aliases a using host_companies h
    where h.host_id = old.company_id::text and a.company_id = h.company_id and a.alias = old.alias::text
    returning a.company_id into its_id;
    if found then perform index_company(its_id); end if;
  end if;
  if tg_op <> 'DELETE' then perform take_host_alias(new); end if;
  return null;
end $$;

create function {voice}.aliases_to_host() returns trigger {definer} as $$
declare
  its_host_id text := (select host_id from host_companies
                       where company_id = case tg_op when 'DELETE' then old.company_id else new.company_id end);
begin
  if its_host_id is null then return null; end if;
  if tg_op <> 'INSERT' then
    delete from {host}.company_aliases where company_id = its_host_id::{id_type} and alias = old.alias;
  end if;
  if tg_op <> 'DELETE' and not exists (
      select from {host}.company_aliases where company_id = its_host_id::{id_type} and alias = new.alias) then
    insert into {host}.company_aliases (company_id, alias) values (its_host_id::{id_type}, new.alias);
  end if;
  return null;
end $$;
)sql",
            {{"id_type", aliases.type("company_id")}});
  connect(out, "company_aliases", "aliases");
}

void load_catalogue(Writer& out, bool with_aliases) {
  out.write("select {voice}.take_host_company(c) from {host}.companies c;\n");
  if (with_aliases) out.write("select {voice}.take_host_alias(a) from {host}.company_aliases a;\n");
}

/// Rows of the gateway's log are appended to the host's. An erasure takes the user out of both.
void map_call_log(Writer& out, const Mapped& log) {
  out.write(R"sql(
create function {voice}.call_log_to_host() returns trigger {definer} as $$
begin
  if tg_op = 'INSERT' then
    insert into {host}.voice_call_log ({names}) values ({values});
  elsif old.user_id_hash <> new.user_id_hash then
    update {host}.voice_call_log set user_id_hash = new.user_id_hash where user_id_hash = old.user_id_hash;
  end if;
  return null;
end $$;
create trigger voice_call_log_to_host after insert or update on {voice}.voice_call_log
  for each row execute function {voice}.call_log_to_host();
)sql",
            {{"names", log.names()}, {"values", log.to_host("new")}});
}

void map_audit_log(Writer& out, const Mapped& log) {
  out.write(R"sql(
create function {voice}.audit_log_to_host() returns trigger {definer} as $$
begin
  if tg_op = 'INSERT' then
    insert into {host}.audit_log ({names}) values ({values});
  elsif old.target_id <> new.target_id then
    update {host}.audit_log set target_id = new.target_id where target_id::text = old.target_id;
  end if;
  return null;
end $$;
create trigger audit_log_to_host after insert or update on {voice}.audit_log
  for each row execute function {voice}.audit_log_to_host();
)sql",
            {{"names", log.names()}, {"values", log.to_host("new")}});
}

/// The catalogue's search is over folded words, which the triggers must make as the program does.
void write_catalogue_tools(Writer& out) {
  out.write(R"sql(
create table if not exists {voice}.host_companies (company_id text collate "C" primary key, host_id text not null unique);
alter table {voice}.host_companies enable row level security;

create function {voice}.cut(value text, bytes integer) returns text language sql immutable as $$
  select left(value, n) from generate_series(bytes, 0, -1) n where octet_length(left(value, n)) <= bytes limit 1
$$;
create function {voice}.fold(value text) returns text language sql immutable as $$
  select {folded}
$$;
create function {voice}.index_company(its_id text) returns void
language sql set search_path to {voice}, pg_temp as $$
  delete from company_words where company_id = its_id;
  insert into company_words (word, company_id)
  select cut(word, 64), its_id
  from companies c,
       regexp_split_to_table(
         fold(c.name || ' ' || c.domain || coalesce(
           (select string_agg(' ' || alias, '' order by alias) from company_aliases where company_id = its_id), ''))
         collate "und-x-icu", '[^[:alnum:]]+') with ordinality as words (word, at)
  where c.id = its_id and word <> ''
  group by 1 order by min(at) limit 64;
$$;
)sql",
            {{"folded", folding_expression("value")}});
}

void write_emptying(Writer& out) {
  out.write(R"sql(
create function {voice}.emptied_by_host() returns trigger {definer} as $$
begin
  perform {lock_authority};
  case tg_argv[0]
    when 'users' then delete from users;
    when 'extension_tokens' then delete from extension_tokens;
    when 'companies' then
      delete from companies where id in (select company_id from host_companies);
    else
      delete from company_aliases where company_id in (select company_id from host_companies);
  end case;
  return null;
end $$;
)sql");
}

}  // namespace

std::string mapping_sql(const HostSchema& host, const std::string& schema) {
  const auto has = [&](std::string_view name) { return host.tables.contains(name); };
  if (!has("users") || !has("extension_tokens")) {
    throw OpenError(
        fmt::format("the schema {} has no tables users and extension_tokens that can be read: give "
                    "--map-onto the schema of Teleperson's tables",
                    host.name));
  }
  const Mapped users(host, "users",
                     {{"id", Kind::text, true},
                      {"email"},
                      {"first_name"},
                      {"plan", Kind::text, true},
                      {"plan_changed_at", Kind::time},
                      {"role", Kind::role},
                      {"disabled_at", Kind::time},
                      {"created_at", Kind::created}});
  const Mapped tokens(host, "extension_tokens",
                      {{"token_hash", Kind::text, true},
                       {"user_id", Kind::text, true},
                       {"name"},
                       {"created_at", Kind::created},
                       {"last_used_at", Kind::time}});

  Writer out(schema, host.name);
  write_emptying(out);
  map_users(out, users);
  map_tokens(out, tokens);
  load_accounts(out, users, tokens);
  if (has("companies")) {
    write_catalogue_tools(out);
    map_companies(out, Mapped(host, "companies",
                              {{"name", Kind::text, true},
                               {"domain", Kind::domain, true},
                               {"industry"},
                               {"logo_url"},
                               {"description"},
                               {"reviewed_at", Kind::time},
                               {"created_at", Kind::created}}));
    if (has("company_aliases")) {
      map_aliases(out,
                  Mapped(host, "company_aliases", {{"company_id", Kind::text, true}, {"alias", Kind::text, true}}));
    }
    load_catalogue(out, has("company_aliases"));
  }
  if (has("voice_call_log")) {
    map_call_log(out, Mapped(host, "voice_call_log",
                             {{"user_id_hash", Kind::text, true},
                              {"to_number_hash", Kind::text, true},
                              {"duration_seconds", Kind::text, true},
                              {"outcome", Kind::text, true},
                              {"created_at", Kind::created}}));
  }
  if (has("audit_log")) {
    map_audit_log(out, Mapped(host, "audit_log",
                              {{"actor_user_id"},
                               {"action", Kind::text, true},
                               {"target_id"},
                               {"metadata"},
                               {"created_at", Kind::created}}));
  }
  out.write("revoke execute on all functions in schema {voice} from public;\n");
  return unmapping_sql(schema) + out.take();
}

std::string unmapping_sql(const std::string& schema) {
  std::string sql;
  for (const auto function : functions)
    sql += fmt::format("drop function if exists {}.{} cascade;\n", schema, function);
  return sql;
}

}  // namespace teleperson::store::postgresql
