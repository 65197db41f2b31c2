#include <algorithm>

#include <fmt/ranges.h>

#include "cli/database.h"
#include "cli/output.h"
#include "cli/values.h"
#include "phone/number_info.h"
#include "twilio/sid.h"
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

/// Applies each change that is given. Returns what is wrong, each as a sentence.
class SettingsEditor {
 public:
  explicit SettingsEditor(policy::Settings& settings) : settings_(settings) {}

  std::vector<std::string> apply(const SettingsChange& change) {
    if (change.account_sid) set_account_sid(*change.account_sid);
    if (change.token_endpoint_url) set_token_endpoint_url(*change.token_endpoint_url);
    if (change.caller_id) set_caller_id(*change.caller_id);
    if (change.regions) set_regions(*change.regions);
    if (change.plans) set_plans(*change.plans);
    if (change.voicemail_detection) set_voicemail_detection(*change.voicemail_detection);
    set_limit("--tickets-per-minute", change.tickets_per_minute, 1, 1000, settings_.limits.tickets_per_minute);
    set_limit("--calls-per-day", change.calls_per_day, 1, 100'000, settings_.limits.calls_per_day);
    int seconds = static_cast<int>(settings_.limits.call_length.count());
    set_limit("--call-length-seconds", change.call_length_seconds, 60, 14'400, seconds);
    settings_.limits.call_length = std::chrono::seconds(seconds);
    return std::move(complaints_);
  }

 private:
  void set_account_sid(const std::string& text) {
    if (!text.empty() && !twilio::AccountSid::parse(text)) {
      complain("--account-sid must be AC and 32 lower-case hex digits; Twilio's console shows it on its first page.");
    }
    settings_.account_sid = text;
  }

  void set_token_endpoint_url(const std::string& text) {
    const auto url = text.empty() ? Parsed<std::string>() : parse_base_url(text);
    if (!url) complain(fmt::format("--token-endpoint-url {}.", url.error()));
    settings_.token_endpoint_url = text;
  }

  void set_caller_id(const std::string& text) {
    settings_.caller_id = phone::E164::parse(text);
    if (!text.empty() && !(settings_.caller_id && plan_.info(*settings_.caller_id).plausible)) {
      complain("--caller-id must be a telephone number in E.164 form, such as a number of the Twilio account.");
    }
  }

  void set_regions(const std::string& text) {
    settings_.allowed_regions = split_list(text);
    for (const auto& region : settings_.allowed_regions) {
      if (!plan_.knows_region(region)) {
        complain("--regions must be ISO 3166-1 codes in upper case, separated by commas, such as US,CA.");
        break;
      }
    }
    std::ranges::sort(settings_.allowed_regions);
    const auto repeated = std::ranges::unique(settings_.allowed_regions);
    settings_.allowed_regions.erase(repeated.begin(), repeated.end());
  }

  void set_plans(const std::string& text) {
    settings_.voip_plans = split_list(text);
    for (const auto& plan : settings_.voip_plans) {
      if (const auto parsed = parse_plan(plan); !parsed) {
        complain(fmt::format("Each plan of --plans {}.", parsed.error()));
        break;
      }
    }
  }

  void set_voicemail_detection(const std::string& text) {
    if (text != "on" && text != "off") complain("--voicemail-detection must be on or off.");
    settings_.voicemail_detection = text == "on";
  }

  void set_limit(std::string_view flag, std::optional<int> value, int least, int most, int& limit) {
    if (!value) return;
    if (*value < least || *value > most) complain(fmt::format("{} must be from {} to {}.", flag, least, most));
    limit = *value;
  }

  void complain(std::string sentence) { complaints_.push_back(std::move(sentence)); }

  policy::Settings& settings_;
  phone::NumberPlan plan_;
  std::vector<std::string> complaints_;
};

}  // namespace

int settings_show(const Context& context) {
  Database database(context.config);
  const auto settings = database.wait(database->settings());
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
  auto settings = database.wait(database->settings());
  const auto complaints = SettingsEditor(settings).apply(change);
  if (!complaints.empty()) {
    for (const auto& complaint : complaints)
      say("{}", complaint);
    say("Nothing was changed.");
    return exit_usage;
  }
  return report(context, database.wait(database->save_settings(settings, {}, database.now())), "setting",
                "Saved. It counts from the next request on.");
}

}  // namespace teleperson::cli
