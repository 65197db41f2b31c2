#include "gateway/provision/provision.h"

#include <algorithm>
#include <csignal>
#include <cstdio>
#include <filesystem>

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
  if (std::ranges::all_of(config.twilio.auth_tokens, &util::Secret::empty)) missing.emplace_back("TWILIO_AUTH_TOKEN");
  if (config.public_url.empty()) missing.emplace_back("PUBLIC_URL");
  return fmt::format("{}", fmt::join(missing, ", "));
}

twilio::RestClient client_with(http::Client& http, const gateway::TwilioConfig& twilio,
                               twilio::RestCredentials credentials) {
  return {http, twilio::RestUrls{twilio.api_url, twilio.voice_url, twilio.iam_url}, *twilio.account_sid,
          std::move(credentials)};
}

/// The account as it is, and who may change it.
struct Survey {
  twilio::RestClient rest;
  steps::Plan plan;
};
/// Asks with the Auth Tokens of a rotation in their order, until one is accepted.
twilio::RestResult<Survey> survey(Loop& loop, http::Client& http, const gateway::Config& config, bool new_key) {
  const auto& twilio = config.twilio;
  const steps::Wishes wishes{
      .public_url = config.public_url,
      .api_key = twilio.api_key_sid,
      .secret_is_an_auth_token = std::ranges::count(twilio.auth_tokens, twilio.api_key_secret) > 0,
      .new_key = new_key,
      .app = twilio.twiml_app_sid};
  std::optional<twilio::RestClient> as_key;
  if (twilio.api_key_sid && !twilio.api_key_secret.empty()) {
    as_key.emplace(
        client_with(http, twilio, twilio::RestCredentials::of_key(*twilio.api_key_sid, twilio.api_key_secret)));
  }
  std::optional<twilio::RestError> refusal;
  for (const auto& token : twilio.auth_tokens) {
    if (token.empty()) continue;
    auto rest = client_with(http, twilio, twilio::RestCredentials::of_account(*twilio.account_sid, token));
    auto plan = loop.run(steps::make_plan(rest, as_key ? &*as_key : nullptr, wishes));
    if (plan) return Survey{.rest = std::move(rest), .plan = *std::move(plan)};
    refusal = plan.error();
    if (refusal->kind != twilio::RestError::Kind::not_authenticated) break;
  }
  return std::unexpected(*refusal);
}

int fail(const twilio::RestError& error) {
  const bool wrong = error.kind == twilio::RestError::Kind::not_authenticated;
  const auto advice = twilio::advice_on(error);
  say("{}.{}{} It is safe to run this again.", error.message, advice.empty() ? "" : " ", advice);
  return wrong ? exit_usage : exit_failure;
}

/// A service has a working directory of its own.
std::string whole(const std::string& path) {
  return std::filesystem::absolute(path).lexically_normal().string();
}

/// The file that holds the secret of a key that is kept, if it has one of its own.
std::optional<std::string> kept_secret_file(const Context& context) {
  const auto found = context.files.find("TWILIO_API_KEY_SECRET");
  return found == context.files.end() ? std::nullopt : std::optional(whole(found->second));
}

Environment to_environment(const Context& context, const steps::SettledKey& key, const twilio::ApplicationSid& app,
                           const std::optional<std::string>& new_secret_file) {
  Environment environment{{"TWILIO_ACCOUNT_SID", context.config.twilio.account_sid->text()},
                          {"TWILIO_API_KEY_SID", key.sid.text()}};
  const auto file = key.new_secret ? new_secret_file : kept_secret_file(context);
  if (file) {
    environment.emplace_back("TWILIO_API_KEY_SECRET_FILE", *file);
  } else if (key.new_secret) {
    environment.emplace_back("TWILIO_API_KEY_SECRET", key.new_secret->reveal());
  }
  environment.emplace_back("TWILIO_TWIML_APP_SID", app.text());
  return environment;
}

void print(const Environment& environment, const steps::SettledKey& key) {
  say("Put these into the environment of `teleperson-voice serve`{}:",
      key.new_secret ? "; the secret is not shown again" : "");
  for (const auto& [name, value] : environment)
    print_line("{}={}", name, value);
}

/// A new secret takes the place of the old; both names together would be refused.
void say_what_goes(const Context& context, bool secret_in_file) {
  const bool was_in_file = kept_secret_file(context).has_value();
  if (context.config.twilio.api_key_secret.empty() || was_in_file == secret_in_file) return;
  say("Take TWILIO_API_KEY_SECRET{} out of it.", was_in_file ? "_FILE" : "");
}

/// False: standard output did not take it all.
template <class Print>
bool print_whole(Print print_it) {
  print_it();
  return std::fflush(stdout) == 0 && std::ferror(stdout) == 0;
}

int lose_output(const steps::SettledKey& key, bool secret_is_kept) {
  if (key.new_secret && !secret_is_kept) {
    say("Standard output did not take the result, and the new key's secret is lost with it: delete the key {} at "
        "Twilio, "
        "and run this again with --secret-file PATH --new-key.",
        key.sid.text());
  } else {
    say("Standard output did not take the result. The API key is {}.", key.sid.text());
  }
  return exit_failure;
}

int refuse_file(const SecretFile::Trouble& trouble) {
  say("{} Nothing was changed.", trouble.sentence);
  return trouble.exists ? exit_conflict : exit_usage;
}

int show_plan(const Context& context, const steps::Plan& plan, const CallerIdNote& caller_id,
              const std::optional<std::string>& secret_file) {
  const bool makes_a_key = !plan.key.keep && !plan.key.ask_first;
  const auto trouble = secret_file && makes_a_key ? SecretFile::foresee(*secret_file) : std::nullopt;
  if (trouble) return refuse_file(*trouble);
  say_app(plan.app, true);
  say_key(plan.key, true);
  say("{}", caller_id.sentence);
  say("Nothing was changed.");
  if (context.json) print_provision_json(plan, {}, caller_id, true);
  if (plan.key.ask_first) return exit_conflict;
  return caller_id.good ? exit_ok : exit_failure;
}

}  // namespace

int provision(const Context& context, const ProvisionOptions& options) {
  const auto& config = context.config;
  if (const auto missing = find_missing(config); !missing.empty()) {
    say("Set {} first. Account SID and Auth Token are on the first page of https://console.twilio.com.", missing);
    return exit_usage;
  }
  if (options.secret_file && options.secret_file->empty()) return refuse("--secret-file", "must name a file");
  const auto secret_path = options.secret_file ? std::optional(whole(*options.secret_file)) : std::nullopt;
  Loop loop;
  http::Client http;
  const auto surveyed = survey(loop, http, config, options.new_key);
  if (!surveyed) return fail(surveyed.error());
  const auto& [rest, plan] = *surveyed;
  const auto caller_id = check_caller_id(loop, config, rest);
  if (options.dry_run) return show_plan(context, plan, caller_id, secret_path);
  if (plan.key.ask_first) {
    say_key(plan.key, false);
    say("Nothing was changed.");
    return exit_conflict;
  }

  std::optional<SecretFile> secret_file;
  if (secret_path && !plan.key.keep) {
    auto created = SecretFile::create(*secret_path);
    if (!created) return refuse_file(created.error());
    secret_file.emplace(std::move(*created));
  }
  std::signal(SIGPIPE, SIG_IGN);  // a reader that is gone is told like any output that is lost
  const auto app = loop.run(steps::settle_app(rest, plan.app));
  if (!app) return fail(app.error());
  say_app(plan.app, false);
  const auto key = loop.run(steps::settle_key(rest, plan.key, steps::friendly_name(config.public_url)));
  if (!key) return fail(key.error());
  if (secret_file && !secret_file->write(*key->new_secret)) {
    say("The new key's secret could not be written to {}. Delete the key {} at Twilio, and try again.", *secret_path,
        key->sid.text());
    return exit_failure;
  }
  say_key(plan.key, false);
  say("{}", caller_id.sentence);

  const auto environment = to_environment(context, *key, *app, secret_path);
  const bool printed = print_whole([&] {
    if (context.json) {
      print_provision_json(plan, environment, caller_id, false);
    } else {
      print(environment, *key);
    }
  });
  if (!printed) return lose_output(*key, secret_file.has_value());
  if (key->new_secret) {
    say_what_goes(context, secret_file.has_value());
  } else if (!kept_secret_file(context)) {
    say("TWILIO_API_KEY_SECRET stays as it is configured.");
  }
  return caller_id.good ? exit_ok : exit_failure;
}

}  // namespace teleperson::cli
