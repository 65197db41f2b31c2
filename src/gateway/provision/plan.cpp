#include "gateway/provision/plan.h"

#include <algorithm>
#include <utility>

namespace teleperson::gateway::provision {
namespace {

using twilio::ApplicationFields;
using twilio::ApplicationRecord;

/// A new app with the fields as they should be.
ApplicationFields right_fields(std::string_view public_url) {
  const auto url = [&](std::string_view path) { return std::string(public_url).append(path); };
  return {.friendly_name = friendly_name(public_url),
          .voice_url = url("/v1/twilio/voice"),
          .voice_method = "POST",
          .voice_fallback_url = url("/v1/twilio/fallback"),
          .voice_fallback_method = "POST",
          .status_callback = url("/v1/twilio/status"),
          .status_callback_method = "POST"};
}

/// What is wrong with the app; its name is the operator's own.
AppPlan plan_changes(const ApplicationRecord& app, std::string_view public_url) {
  const auto right = right_fields(public_url);
  AppPlan plan{.sid = app.sid};
  const auto compare = [&](std::string_view what, std::optional<std::string> ApplicationFields::* field,
                           const std::string& is) {
    if (is == *(right.*field)) return;
    plan.fields.*field = right.*field;
    plan.changes.emplace_back(what);
  };
  compare("voice URL", &ApplicationFields::voice_url, app.voice_url);
  compare("voice method", &ApplicationFields::voice_method, app.voice_method);
  compare("fallback URL", &ApplicationFields::voice_fallback_url, app.voice_fallback_url);
  compare("fallback method", &ApplicationFields::voice_fallback_method, app.voice_fallback_method);
  compare("status callback URL", &ApplicationFields::status_callback, app.status_callback);
  compare("status callback method", &ApplicationFields::status_callback_method, app.status_callback_method);
  return plan;
}

}  // namespace

std::string friendly_name(std::string_view public_url) {
  constexpr std::size_t longest = 64;
  const auto scheme = public_url.find("://");
  const auto place = scheme == std::string_view::npos ? public_url : public_url.substr(scheme + 3);
  return ("Teleperson Voice " + std::string(place)).substr(0, longest);
}

KeyPlan plan_key(const Wishes& wishes, const Existing& existing) {
  KeyPlan plan;
  const bool known = wishes.api_key && std::ranges::count(existing.keys, *wishes.api_key, &twilio::KeyRecord::sid) > 0;
  if (known && wishes.has_key_secret) {
    plan.keep = wishes.api_key;
    plan.because = "it is configured and the account's";
  } else if (known) {
    plan.because = "the configured one's secret is not at hand, and Twilio does not show it again";
  } else if (wishes.api_key) {
    plan.because = "the configured one is not the account's";
  } else {
    plan.because = "none is configured";
  }
  for (const auto& key : existing.keys) {
    if (key.friendly_name == friendly_name(wishes.public_url) && key.sid != plan.keep) plan.unused.push_back(key.sid);
  }
  return plan;
}

AppPlan plan_app(const Wishes& wishes, const Existing& existing) {
  if (existing.configured_app) return plan_changes(*existing.configured_app, wishes.public_url);
  std::optional<AppPlan> first;
  for (const auto& app : existing.named_apps) {
    auto plan = plan_changes(app, wishes.public_url);
    if (plan.changes.empty()) return plan;
    if (!first) first = std::move(plan);
  }
  if (first) return *first;
  return {.fields = right_fields(wishes.public_url)};
}

}  // namespace teleperson::gateway::provision
