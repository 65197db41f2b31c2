#include <algorithm>
#include <array>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "cli/option.h"
#include "cli/values.h"
#include "store/database_url.h"

namespace teleperson::cli {
namespace {

using gateway::Config;

template <class Field, class Value>
std::string assign(Field& field, Parsed<Value> parsed) {
  if (!parsed) return parsed.error();
  field = std::move(*parsed);
  return {};
}

template <class Sid>
std::string assign_sid(std::optional<Sid>& field, const std::string& text, std::string_view prefix) {
  field = Sid::parse(text);
  return field ? "" : fmt::format("must be a SID: {} and 32 lower-case hex digits", prefix);
}

template <class Sid>
std::string show_sid(const std::optional<Sid>& sid) {
  return sid ? sid->text() : "";
}

std::string show_seconds(std::chrono::seconds seconds) {
  return std::to_string(seconds.count());
}

/// Of the URL, which stands before it in the table.
std::string choose_schema(Config& config, const std::string& text) {
  if (store::is_embedded(config.database_url)) return "is for PostgreSQL, and DATABASE_URL names SQLite";
  auto complaint = store::complaint_about_schema(text);
  if (complaint.empty()) config.database_url = store::with_schema(config.database_url, text);
  return complaint;
}

const std::array table{
    Option{.name = "LISTEN_ADDRESS",
           .hint = "HOST:PORT",
           .default_text = "127.0.0.1:8080",
           .help = "Where the gateway listens. A proxy in front of it ends TLS.",
           .apply = [](Config& c, const std::string& t) { return assign(c.listen_address, parse_address(t)); },
           .show = [](const Config& c) { return c.listen_address; }},
    Option{.name = "METRICS_ADDRESS",
           .hint = "HOST:PORT",
           .default_text = "127.0.0.1:9464",
           .help = "Where Prometheus reads /metrics. Keep it away from the public. Empty: no metrics.",
           .apply =
               [](Config& c, const std::string& t) {
                 return t.empty() ? (c.metrics_address.clear(), "") : assign(c.metrics_address, parse_address(t));
               },
           .show = [](const Config& c) { return c.metrics_address; }},
    Option{.name = "PUBLIC_URL",
           .hint = "URL",
           .help = "Where browsers and Twilio reach the gateway. Webhook signatures are checked against it.",
           .apply = [](Config& c, const std::string& t) { return assign(c.public_url, parse_base_url(t)); },
           .show = [](const Config& c) { return c.public_url; }},
    Option{.name = "ALLOWED_ORIGINS",
           .hint = "ORIGIN,...",
           .help = "Other origins whose pages may call the API, such as the extension's.",
           .apply = [](Config& c, const std::string& t) { return assign(c.allowed_origins, parse_origins(t)); },
           .show = [](const Config& c) { return fmt::format("{}", fmt::join(c.allowed_origins, ",")); }},
    Option{.name = "DATABASE_URL",
           .hint = "sqlite:PATH",
           .default_text = "sqlite:teleperson-voice.db",
           .help = "The database: sqlite:PATH for one machine, postgresql://USER:PASSWORD@HOST/DATABASE for several. "
                   "With a password: no flag.",
           .from_file = true,
           .holds_secret = store::holds_password,
           .apply = [](Config& c, const std::string& t) { return assign(c.database_url, parse_database_url(t)); },
           .show = [](const Config& c) { return store::without_password(c.database_url); }},
    Option{.name = "DATABASE_SCHEMA",
           .hint = "NAME",
           .help = "PostgreSQL: the schema of the gateway's tables, instead of teleperson_voice or of the URL's.",
           .flag = "--schema",
           .apply = choose_schema,
           .show = [](const Config& c) { return store::schema_of(c.database_url); }},
    Option{.name = "TWILIO_ACCOUNT_SID",
           .hint = "AC...",
           .help = "The Twilio account.",
           .from_file = true,
           .apply = [](Config& c, const std::string& t) { return assign_sid(c.twilio.account_sid, t, "AC"); },
           .show = [](const Config& c) { return show_sid(c.twilio.account_sid); }},
    Option{.name = "TWILIO_AUTH_TOKEN",
           .hint = "TOKEN,...",
           .help = "The account's Auth Token, which signs webhooks. During a rotation both, separated by a comma.",
           .secret = true,
           .from_file = true,
           .apply = [](Config& c, const std::string& t) { return assign(c.twilio.auth_tokens, parse_secrets(t)); }},
    Option{.name = "TWILIO_API_KEY_SID",
           .hint = "SK...",
           .help = "A Main or Standard API key, which signs access tokens.",
           .from_file = true,
           .apply = [](Config& c, const std::string& t) { return assign_sid(c.twilio.api_key_sid, t, "SK"); },
           .show = [](const Config& c) { return show_sid(c.twilio.api_key_sid); }},
    Option{.name = "TWILIO_API_KEY_SECRET",
           .hint = "SECRET",
           .help = "That key's secret. Not the Auth Token.",
           .secret = true,
           .from_file = true,
           .apply = [](Config& c, const std::string& t) { return assign(c.twilio.api_key_secret, parse_secret(t)); }},
    Option{.name = "TWILIO_TWIML_APP_SID",
           .hint = "AP...",
           .help = "The TwiML App whose URLs point to this gateway.",
           .from_file = true,
           .apply = [](Config& c, const std::string& t) { return assign_sid(c.twilio.twiml_app_sid, t, "AP"); },
           .show = [](const Config& c) { return show_sid(c.twilio.twiml_app_sid); }},
    Option{.name = "TWILIO_API_URL",
           .hint = "URL",
           .default_text = "https://api.twilio.com",
           .help = "Base URL of Twilio's REST API: of a region, or of the sandbox.",
           .apply = [](Config& c, const std::string& t) { return assign(c.twilio.api_url, parse_base_url(t)); },
           .show = [](const Config& c) { return c.twilio.api_url; }},
    Option{.name = "TWILIO_VOICE_URL",
           .hint = "URL",
           .default_text = "https://voice.twilio.com",
           .help = "Base URL of Twilio's Voice API.",
           .apply = [](Config& c, const std::string& t) { return assign(c.twilio.voice_url, parse_base_url(t)); },
           .show = [](const Config& c) { return c.twilio.voice_url; }},
    Option{.name = "TWILIO_IAM_URL",
           .hint = "URL",
           .default_text = "https://iam.twilio.com",
           .help = "Base URL of Twilio's IAM API.",
           .apply = [](Config& c, const std::string& t) { return assign(c.twilio.iam_url, parse_base_url(t)); },
           .show = [](const Config& c) { return c.twilio.iam_url; }},
    Option{.name = "TOKEN_TTL_SECONDS",
           .hint = "300-86400",
           .default_text = "3600",
           .help = "How long an access token lives. At least as long as a call may last.",
           .apply = [](Config& c, const std::string& t) { return assign(c.token_ttl, parse_seconds(t, 300, 86400)); },
           .show = [](const Config& c) { return show_seconds(c.token_ttl); }},
    Option{.name = "TICKET_TTL_SECONDS",
           .hint = "1-300",
           .default_text = "60",
           .help = "How long a call ticket may wait to be used.",
           .apply = [](Config& c, const std::string& t) { return assign(c.ticket_ttl, parse_seconds(t, 1, 300)); },
           .show = [](const Config& c) { return show_seconds(c.ticket_ttl); }},
    Option{.name = "CALLBACK_GRACE_SECONDS",
           .hint = "1-120",
           .default_text = "15",
           .help = "How long the audit row of an ended call waits for late callbacks, such as voicemail detection's.",
           .apply = [](Config& c, const std::string& t) { return assign(c.callback_grace, parse_seconds(t, 1, 120)); },
           .show = [](const Config& c) { return show_seconds(c.callback_grace); }},
    Option{
        .name = "RECONCILE_AFTER_SECONDS",
        .hint = "0-3600",
        .default_text = "120",
        .help = "When Twilio is first asked about a call whose callbacks did not come; then it is asked more and more "
                "seldom, for a day. 0: never, and such a call is logged with what is known.",
        .apply = [](Config& c, const std::string& t) { return assign(c.reconcile_after, parse_seconds(t, 0, 3600)); },
        .show = [](const Config& c) { return show_seconds(c.reconcile_after); }},
    Option{.name = "CALL_LOG_RETENTION_DAYS",
           .hint = "0|30-36500",
           .default_text = "0",
           .help = "How long calls are kept in the log; older ones are deleted day by day. 0: for ever.",
           .apply = [](Config& c, const std::string& t) { return assign(c.call_log_retention, parse_retention(t)); },
           .show =
               [](const Config& c) {
                 return std::to_string(c.call_log_retention.value_or(std::chrono::days(0)).count());
               }},
    Option{.name = "DRAIN_DEADLINE_SECONDS",
           .hint = "0-600",
           .default_text = "25",
           .help = "How long a process that was told to stop waits for live calls' callbacks.",
           .apply = [](Config& c, const std::string& t) { return assign(c.drain_deadline, parse_seconds(t, 0, 600)); },
           .show = [](const Config& c) { return show_seconds(c.drain_deadline); }},
    Option{.name = "HASH_KEY",
           .hint = "KEY",
           .help =
               "Makes the hashes in the audit log keyed (HMAC), since plain hashes of phone numbers can be guessed. "
               "Set it before the first call and keep it: with another key old rows match nobody.",
           .secret = true,
           .from_file = true,
           .apply = [](Config& c, const std::string& t) { return assign(c.hash_key, parse_secret(t)); }},
    Option{.name = "ERASURES_FILE",
           .hint = "PATH",
           .help =
               "Where `user erase` notes whom it erased, by hash, so that it can be repeated after a restore. Keep it "
               "apart from the database.",
           .apply = [](Config& c, const std::string& t) { return c.erasures_file = t, std::string(); },
           .show = [](const Config& c) { return c.erasures_file.string(); }},
    Option{.name = "UPGRADE_URL",
           .hint = "URL",
           .help = "Where users without calling in their plan are sent.",
           .apply = [](Config& c, const std::string& t) { return assign(c.upgrade_url, parse_base_url(t)); },
           .show = [](const Config& c) { return c.upgrade_url.value_or(""); }},
    Option{.name = "WEB_ROOT",
           .hint = "DIRECTORY",
           .help = "The built web pages. Default: those of this repository's checkout, or of the installation.",
           .apply = [](Config& c, const std::string& t) { return c.web_root = t, std::string(); },
           .show = [](const Config& c) { return c.web_root.string(); }},
    Option{.name = "LOG_LEVEL",
           .hint = "debug|info|warn|error",
           .default_text = "info",
           .help = "What is logged.",
           .apply =
               [](Config& c, const std::string& t) {
                 const auto level = util::parse_log_level(t);
                 if (level) c.log_level = *level;
                 return std::string(level ? "" : "must be debug, info, warn or error");
               },
           .show = [](const Config& c) { return std::string(util::to_string(c.log_level)); }},
    Option{
        .name = "LOG_FORMAT",
        .hint = "text|json",
        .default_text = "text",
        .help = "How it is logged.",
        .apply =
            [](Config& c, const std::string& t) {
              const auto format = util::parse_log_format(t);
              if (format) c.log_format = *format;
              return std::string(format ? "" : "must be text or json");
            },
        .show = [](const Config& c) { return std::string(c.log_format == util::LogFormat::json ? "json" : "text"); }},
};

}  // namespace

std::span<const Option> options() {
  return table;
}

std::string toml_key_of(const Option& option) {
  std::string key(option.name);
  std::ranges::transform(key, key.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return key;
}

std::string flag_of(const Option& option) {
  if (!option.flag.empty()) return std::string(option.flag);
  std::string flag = toml_key_of(option);
  std::ranges::replace(flag, '_', '-');
  return "--" + flag;
}

}  // namespace teleperson::cli
