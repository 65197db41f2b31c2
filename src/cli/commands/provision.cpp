#include "gateway/provision/provision.h"

#include <fmt/ranges.h>

#include "cli/loop.h"
#include "cli/output.h"
#include "cli/provision_report.h"
#include "cli/secret_file.h"
#include "phone/hash.h"
#include "store/store.h"

namespace teleperson::cli {
namespace {

namespace steps = gateway::provision;

std::optional<phone::E164> saved_caller_id(Loop& loop, const gateway::Config& config) {
  phone::Hasher hasher(config.hash_key);
  const auto store = store::open({.url = config.database_url, .hasher = &hasher, .patience = {}});
  const auto saved = loop.run(store->settings());
  return saved ? saved->settings.caller_id : std::nullopt;
}

CallerIdNote check_caller_id(Loop& loop, const gateway::Config& config, const twilio::RestClient& rest) {
  std::optional<phone::E164> caller_id;
  try {
    caller_id = saved_caller_id(loop, config);
  } catch (const store::OpenError&) {
    return {"unset", "There is no database yet to hold a default caller ID. Run: teleperson-voice migrate"};
  }
  if (!caller_id) {
    return {"unset", "No default caller ID is set yet. Run: teleperson-voice settings set --caller-id +1..."};
  }
  return note_of(loop.run(steps::look_up(rest, *caller_id)));
}

/// What keeps the command from starting; empty: nothing.
std::string find_missing(const gateway::Config& config) {
  std::vector<std::string_view> missing;
  if (!config.twilio.account_sid) missing.emplace_back("TWILIO_ACCOUNT_SID");
  if (config.twilio.auth_tokens.empty()) missing.emplace_back("TWILIO_AUTH_TOKEN");
  if (config.public_url.empty()) missing.emplace_back("PUBLIC_URL");
  return fmt::format("{}", fmt::join(missing, ", "));
}

twilio::RestClient as_account(http::Client& http, const gateway::TwilioConfig& twilio) {
  return {http, twilio::RestUrls{twilio.api_url, twilio.voice_url, twilio.iam_url}, *twilio.account_sid,
          twilio::RestCredentials::of_account(*twilio.account_sid, twilio.auth_tokens.front())};
}

int fail(const twilio::RestError& error) {
  const bool wrong = error.kind == twilio::RestError::Kind::not_authenticated;
  const auto advice = twilio::advice_on(error);
  say("{}.{}{} It is safe to run this again.", error.message, advice.empty() ? "" : " ", advice);
  return wrong ? exit_usage : exit_failure;
}

Environment to_environment(const gateway::Config& config, const steps::SettledKey& key,
                           const twilio::ApplicationSid& app, const ProvisionOptions& options) {
  Environment environment{{"TWILIO_ACCOUNT_SID", config.twilio.account_sid->text()},
                          {"TWILIO_API_KEY_SID", key.sid.text()}};
  if (key.new_secret && options.secret_file) {
    environment.emplace_back("TWILIO_API_KEY_SECRET_FILE", *options.secret_file);
  } else if (key.new_secret) {
    environment.emplace_back("TWILIO_API_KEY_SECRET", key.new_secret->reveal());
  }
  environment.emplace_back("TWILIO_TWIML_APP_SID", app.text());
  return environment;
}

void print(const Environment& environment, bool has_secret) {
  say("Put these into the environment of `teleperson-voice serve`{}:",
      has_secret ? "; the secret is not shown again" : "");
  for (const auto& [name, value] : environment)
    print_line("{}={}", name, value);
}

int show_plan(const Context& context, const steps::Plan& plan, const CallerIdNote& caller_id) {
  say_app(plan.app, true);
  say_key(plan.key, true);
  say("{}", caller_id.sentence);
  say("Nothing was changed.");
  if (context.json) print_provision_json(plan, {}, caller_id, true);
  return caller_id.good ? exit_ok : exit_failure;
}

}  // namespace

int provision(const Context& context, const ProvisionOptions& options) {
  const auto& config = context.config;
  if (const auto missing = find_missing(config); !missing.empty()) {
    say("Set {} first. Account SID and Auth Token are on the first page of https://console.twilio.com.", missing);
    return exit_usage;
  }
  Loop loop;
  http::Client http;
  const auto rest = as_account(http, config.twilio);
  const steps::Wishes wishes{.public_url = config.public_url,
                             .api_key = config.twilio.api_key_sid,
                             .has_key_secret = !config.twilio.api_key_secret.empty(),
                             .app = config.twilio.twiml_app_sid};
  const auto plan = loop.run(steps::make_plan(rest, wishes));
  if (!plan) return fail(plan.error());
  const auto caller_id = check_caller_id(loop, config, rest);
  if (options.dry_run) return show_plan(context, *plan, caller_id);

  std::optional<SecretFile> secret_file;
  if (options.secret_file && !plan->key.keep) {
    auto created = SecretFile::create(*options.secret_file);
    if (!created) {
      say("{} Nothing was changed.", created.error());
      return exit_conflict;
    }
    secret_file.emplace(std::move(*created));
  }
  const auto app = loop.run(steps::settle_app(rest, plan->app));
  if (!app) return fail(app.error());
  say_app(plan->app, false);
  const auto key = loop.run(steps::settle_key(rest, plan->key, steps::friendly_name(config.public_url)));
  if (!key) return fail(key.error());
  if (secret_file && !secret_file->write(*key->new_secret)) {
    say("The new key's secret could not be written to {}. Delete the key {} at Twilio, and try again.",
        *options.secret_file, key->sid.text());
    return exit_failure;
  }
  say_key(plan->key, false);
  say("{}", caller_id.sentence);

  const auto environment = to_environment(config, *key, *app, options);
  if (context.json) {
    print_provision_json(*plan, environment, caller_id, false);
  } else {
    print(environment, key->new_secret.has_value());
  }
  return caller_id.good ? exit_ok : exit_failure;
}

}  // namespace teleperson::cli
