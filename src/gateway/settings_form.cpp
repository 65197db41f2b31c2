#include "gateway/settings_form.h"

#include <algorithm>

#include <fmt/format.h>

#include "twilio/sid.h"
#include "util/base_url.h"

namespace teleperson::gateway {
namespace {

class Editor {
 public:
  Editor(policy::Settings& settings, const phone::NumberPlan& plan) : settings_(settings), plan_(plan) {}

  std::vector<FieldProblem> apply(const SettingsForm& form) {
    if (form.account_sid) set_account_sid(*form.account_sid);
    if (form.token_endpoint_url) set_token_endpoint_url(*form.token_endpoint_url);
    if (form.caller_id) set_caller_id(*form.caller_id);
    if (form.allowed_regions) set_regions(*form.allowed_regions);
    if (form.voip_plans) set_plans(*form.voip_plans);
    settings_.voicemail_detection = form.voicemail_detection.value_or(settings_.voicemail_detection);

    auto& limits = settings_.limits;
    limits.tickets_per_minute =
        limit("tickets_per_minute", form.tickets_per_minute, {1, 1000}, limits.tickets_per_minute);
    limits.calls_per_day = limit("calls_per_day", form.calls_per_day, {1, 100'000}, limits.calls_per_day);
    const auto seconds = static_cast<int>(limits.call_length.count());
    limits.call_length =
        std::chrono::seconds(limit("call_length_seconds", form.call_length_seconds, {60, 14'400}, seconds));
    return std::move(problems_);
  }

 private:
  struct Range {
    int least;
    int most;
  };

  void set_account_sid(const std::string& text) {
    if (!text.empty() && !twilio::AccountSid::parse(text)) {
      say("account_sid", "must be AC and 32 lower-case hex digits; Twilio's console shows it on its first page");
    }
    settings_.account_sid = text;
  }

  void set_token_endpoint_url(const std::string& text) {
    if (!text.empty()) {
      if (const auto url = util::parse_base_url(text); !url) say("token_endpoint_url", url.error());
    }
    settings_.token_endpoint_url = text;
  }

  void set_caller_id(const std::string& text) {
    settings_.caller_id = phone::E164::parse(text);
    if (!text.empty() && !(settings_.caller_id && plan_.info(*settings_.caller_id).plausible)) {
      say("caller_id", "must be a telephone number in E.164 form, such as a number of the Twilio account");
    }
  }

  void set_regions(std::vector<std::string> regions) {
    if (!std::ranges::all_of(regions, [this](const auto& region) { return plan_.knows_region(region); })) {
      say("allowed_regions", "must be ISO 3166-1 codes in upper case, such as US and CA");
    }
    std::ranges::sort(regions);
    const auto repeated = std::ranges::unique(regions);
    regions.erase(repeated.begin(), repeated.end());
    settings_.allowed_regions = std::move(regions);
  }

  void set_plans(const std::vector<std::string>& plans) {
    settings_.voip_plans.clear();
    for (const auto& plan : plans) {
      if (std::ranges::find(settings_.voip_plans, plan) != settings_.voip_plans.end()) continue;
      settings_.voip_plans.push_back(plan);
    }
    if (!std::ranges::all_of(plans, policy::is_plan_name)) {
      say("voip_plans", "must each be 1 to 32 lower-case letters, digits, '-' or '_'");
    }
  }

  int limit(std::string_view field, std::optional<std::int64_t> wanted, Range range, int before) {
    if (!wanted) return before;
    if (*wanted < range.least || *wanted > range.most) {
      say(field, fmt::format("must be from {} to {}", range.least, range.most));
      return before;
    }
    return static_cast<int>(*wanted);
  }

  void say(std::string_view field, std::string problem) { problems_.push_back({field, std::move(problem)}); }

  policy::Settings& settings_;
  const phone::NumberPlan& plan_;
  std::vector<FieldProblem> problems_;
};

}  // namespace

std::vector<FieldProblem> apply(const SettingsForm& form, policy::Settings& settings, const phone::NumberPlan& plan) {
  return Editor(settings, plan).apply(form);
}

}  // namespace teleperson::gateway
