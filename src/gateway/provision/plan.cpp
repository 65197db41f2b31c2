#include "gateway/provision/plan.h"

#include <algorithm>
#include <utility>

#include "util/crypto.h"
#include "util/encoding.h"

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

/// Why the configured key is not kept.
std::string_view fault_of(KeyStanding standing) {
  switch (standing) {
    case KeyStanding::wrong_secret:
      return "the configured secret is not this key's";
    case KeyStanding::secret_is_the_auth_token:
      return "the configured secret is the Auth Token, which is no key's";
    case KeyStanding::restricted:
      return "the configured one is a Restricted key, which cannot sign access tokens";
    case KeyStanding::proved:
      break;
  }
  return "";
}

/// Another installation's, or somebody's who pointed it there on purpose.
bool points_elsewhere(const ApplicationRecord& app, std::string_view public_url) {
  return !app.voice_url.empty() && app.voice_url != right_fields(public_url).voice_url;
}

}  // namespace

std::string friendly_name(std::string_view public_url) {
  constexpr std::size_t longest = 64;
  const auto scheme = public_url.find("://");
  const auto place = scheme == std::string_view::npos ? public_url : public_url.substr(scheme + 3);
  auto name = "Teleperson Voice " + std::string(place);
  if (name.size() <= longest) return name;
  const auto tag = " " + util::to_hex(util::sha256(public_url)).substr(0, 10);
  return name.substr(0, longest - tag.size()) + tag;
}

KeyPlan plan_key(const Wishes& wishes, const Existing& existing) {
  KeyPlan plan;
  const bool known = wishes.api_key && std::ranges::count(existing.keys, *wishes.api_key, &twilio::KeyRecord::sid) > 0;
  if (wishes.new_key) {
    plan.because = "--new-key asks for it";
  } else if (existing.standing == KeyStanding::proved) {
    plan.keep = wishes.api_key;
    plan.because = "it is configured and works";
  } else if (existing.standing) {
    plan.because = fault_of(*existing.standing);
  } else if (known) {
    plan.because = "the configured one's secret is not at hand, and Twilio does not show it again";
  } else if (wishes.api_key) {
    plan.because = "the configured one is not the account's";
  } else {
    plan.because = "none is configured";
  }
  const auto name = friendly_name(wishes.public_url);
  for (const auto& key : existing.keys) {
    if (key.friendly_name == name && key.sid != plan.keep) plan.unused.push_back(key.sid);
  }
  // The configured key was proved not to work, and does not count; one without its secret may work elsewhere.
  const auto replaced = existing.standing ? std::ranges::count(plan.unused, *wishes.api_key) : 0;
  plan.ask_first = !plan.keep && !wishes.new_key && std::ssize(plan.unused) > replaced;
  return plan;
}

AppPlan plan_app(const Wishes& wishes, const Existing& existing) {
  if (existing.configured_app) return plan_changes(*existing.configured_app, wishes.public_url);
  std::optional<AppPlan> first;
  std::vector<twilio::ApplicationSid> left_alone;
  for (const auto& app : existing.named_apps) {
    if (points_elsewhere(app, wishes.public_url)) {
      left_alone.push_back(app.sid);
      continue;
    }
    auto plan = plan_changes(app, wishes.public_url);
    if (plan.changes.empty()) return plan;
    if (!first) first = std::move(plan);
  }
  if (first) return *first;
  return {.fields = right_fields(wishes.public_url), .left_alone = std::move(left_alone)};
}

}  // namespace teleperson::gateway::provision
