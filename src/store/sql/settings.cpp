#include "store/sql/settings.h"

#include "store/sql/audit.h"
#include "store/sql/text_list.h"
#include "util/json_writer.h"

namespace teleperson::store::sql {
namespace {

using SavedRow = JoinedRow<Row<std::int64_t, std::optional<util::Timestamp>>, SettingsRow>;

constexpr Sql<SavedRow()> select_settings{"select s.revision, s.updated_at, " SETTINGS_COLUMNS
                                          "from voice_settings s where s.id = 1"};

constexpr Sql<Row<>(std::string, std::string, std::optional<phone::E164>, std::string, std::string, bool, int, int,
                    std::chrono::seconds, util::Timestamp)>
    update_settings{R"(
  update voice_settings set
    account_sid = :account_sid, token_endpoint_url = :token_endpoint_url, caller_id = :caller_id,
    allowed_regions = :allowed_regions, voip_plans = :voip_plans, voicemail_detection = :voicemail_detection,
    tickets_per_minute = :tickets_per_minute, calls_per_day = :calls_per_day,
    call_length_seconds = :call_length_seconds, updated_at = :now,
    revision = revision + 1
  where id = 1)"};

SettingsRow encode(const policy::Settings& settings) {
  return {settings.account_sid,
          settings.token_endpoint_url,
          settings.caller_id,
          join_list(settings.allowed_regions),
          join_list(settings.voip_plans),
          settings.voicemail_detection,
          settings.limits.tickets_per_minute,
          settings.limits.calls_per_day,
          settings.limits.call_length};
}

/// What the audit log shows of the settings: all of it, the caller ID as its hash.
void write_fields(util::JsonWriter& json, const phone::Hasher& hasher, const policy::Settings& settings) {
  json.field("account_sid", settings.account_sid);
  json.field("token_endpoint_url", settings.token_endpoint_url);
  if (settings.caller_id) json.field("caller_id_hash", hasher.number(*settings.caller_id).text());
  json.array("allowed_regions", [&] {
    for (const auto& region : settings.allowed_regions)
      json.value(region);
  });
  json.array("voip_plans", [&] {
    for (const auto& plan : settings.voip_plans)
      json.value(plan);
  });
  json.field("voicemail_detection", settings.voicemail_detection);
  json.field("tickets_per_minute", settings.limits.tickets_per_minute);
  json.field("calls_per_day", settings.limits.calls_per_day);
  json.field("call_length_seconds", static_cast<std::int64_t>(settings.limits.call_length.count()));
}

/// What they are now, and in `before` what they were.
std::string describe(const phone::Hasher& hasher, const policy::Settings& before, const policy::Settings& now) {
  std::string text;
  util::JsonWriter json(text);
  json.object([&] {
    write_fields(json, hasher, now);
    json.object("before", [&] { write_fields(json, hasher, before); });
  });
  return text;
}

SavedRow read_row(Session& db) {
  auto row = db.one(select_settings);
  if (!row) throw DatabaseError("the row of voice_settings is missing");
  return std::move(*row);
}

}  // namespace

policy::Settings decode_settings(SettingsRow row) {
  auto& [account_sid, token_endpoint_url, caller_id, regions, plans, detection, tickets, calls, length] = row;
  return {.account_sid = std::move(account_sid),
          .token_endpoint_url = std::move(token_endpoint_url),
          .caller_id = std::move(caller_id),
          .allowed_regions = split_list(regions),
          .voip_plans = split_list(plans),
          .voicemail_detection = detection,
          .limits = {.tickets_per_minute = tickets, .calls_per_day = calls, .call_length = length}};
}

SavedSettings read_settings(Session& db) {
  auto row = read_row(db);
  return {.settings = decode_settings(take_right<SettingsRow>(std::move(row))),
          .revision = std::get<0>(row),
          .updated_at = std::get<1>(row)};
}

Change save_settings(Session& db, const phone::Hasher& hasher, const policy::Settings& settings,
                     std::optional<std::int64_t> seen, const Actor& actor, util::Timestamp now) {
  const SettingsRow wanted = encode(settings);
  const auto found = read_settings(db);
  if (seen && *seen != found.revision) return Change::outdated;
  if (wanted == encode(found.settings)) return Change::unchanged;
  std::apply([&](const auto&... column) { db.run(update_settings, column..., now); }, wanted);
  append_audit(db, {.actor = actor,
                    .action = "settings.changed",
                    .metadata = describe(hasher, found.settings, settings),
                    .now = now});
  return Change::made;
}

}  // namespace teleperson::store::sql
