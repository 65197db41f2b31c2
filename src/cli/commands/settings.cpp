#include <algorithm>

#include <fmt/ranges.h>

#include "cli/database.h"
#include "cli/output.h"
#include "cli/values.h"
#include "gateway/settings_form.h"
#include "phone/number_info.h"
#include "util/json_writer.h"

namespace teleperson::cli {
namespace {

std::string as_json(const policy::Settings& settings) {
  std::string text;
  util::JsonWriter json(text);
  json.object([&] {
    json.field("account_sid", settings.account_sid);
    json.field("token_endpoint_url", settings.token_endpoint_url);
    json.field("caller_id", settings.caller_id ? settings.caller_id->text() : "");
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
    json.field("call_length_seconds", settings.limits.call_length.count());
  });
  return text;
}

std::optional<std::vector<std::string>> as_list(const std::optional<std::string>& text) {
  return text ? std::optional(split_list(*text)) : std::nullopt;
}

gateway::SettingsForm as_form(const SettingsChange& change) {
  return {.account_sid = change.account_sid,
          .token_endpoint_url = change.token_endpoint_url,
          .caller_id = change.caller_id,
          .allowed_regions = as_list(change.regions),
          .voip_plans = as_list(change.plans),
          .voicemail_detection = change.voicemail_detection,
          .tickets_per_minute = change.tickets_per_minute,
          .calls_per_day = change.calls_per_day,
          .call_length_seconds = change.call_length_seconds};
}

/// `--caller-id` of `caller_id`.
std::string flag_of_field(std::string_view field) {
  if (field == "allowed_regions") return "--regions";
  if (field == "voip_plans") return "--plans";
  std::string flag(field);
  std::ranges::replace(flag, '_', '-');
  return "--" + flag;
}

}  // namespace

int settings_show(const Context& context) {
  Database database(context.config);
  const auto settings = database.wait(database->settings()).settings;
  if (context.json) {
    print_line("{}", as_json(settings));
    return exit_ok;
  }
  const auto or_unset = [](const std::string& text) { return text.empty() ? "(not set)" : text; };
  print_line("Twilio Account SID    {}", or_unset(settings.account_sid));
  print_line("Token endpoint URL    {}", or_unset(settings.token_endpoint_url));
  print_line("Default caller ID     {}", or_unset(settings.caller_id ? settings.caller_id->text() : ""));
  print_line("Allowed regions       {}", settings.allowed_regions.empty()
                                             ? "(none: calling is off)"
                                             : fmt::format("{}", fmt::join(settings.allowed_regions, ", ")));
  print_line("Plans with calling    {}", fmt::join(settings.voip_plans, ", "));
  print_line("Voicemail detection   {}", settings.voicemail_detection ? "on" : "off");
  print_line("Tickets per minute    {}", settings.limits.tickets_per_minute);
  print_line("Calls per day         {}", settings.limits.calls_per_day);
  print_line("Longest call          {} s", settings.limits.call_length.count());
  return exit_ok;
}

int settings_set(const Context& context, const SettingsChange& change) {
  Database database(context.config);
  auto saved = database.wait(database->settings());
  const auto problems = gateway::apply(as_form(change), saved.settings, phone::NumberPlan());
  if (!problems.empty()) {
    for (const auto& [field, problem] : problems)
      say("{} {}.", flag_of_field(field), problem);
    say("Nothing was changed.");
    return exit_usage;
  }
  return report(context, database.wait(database->save_settings(saved.settings, saved.revision, {}, database.now())),
                "setting", "Saved. It counts from the next request on.");
}

}  // namespace teleperson::cli
