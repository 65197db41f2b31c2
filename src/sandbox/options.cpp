#include "sandbox/options.h"

#include <algorithm>
#include <optional>
#include <string_view>
#include <utility>

#include <CLI/CLI.hpp>
#include <boost/url/parse.hpp>
#include <fmt/format.h>

#include "phone/e164.h"

namespace teleperson::sandbox {
namespace {

constexpr int wrong_command_line = 2;

std::string must_be_url(const std::string& text) {
  const auto url = boost::urls::parse_uri(text);
  const bool usable =
      url && (url->scheme() == "http" || url->scheme() == "https") && !url->host().empty() && !url->has_userinfo();
  return usable ? "" : "must be an absolute http or https URL without user and password";
}

std::string must_be_number(const std::string& text) {
  return phone::E164::parse(text) ? "" : "must be a number in E.164 form, such as +14155550100";
}

std::string must_be_script(const std::string& text) {
  const std::size_t equals = std::min(text.find('='), text.size());
  const std::string name = equals < text.size() ? text.substr(equals + 1) : "";
  if (phone::E164::parse(text.substr(0, equals)) && parse_behaviour(name)) return "";
  return "must be NUMBER=BEHAVIOUR, the number in E.164 form";
}

std::string behaviour_names() {
  std::string names;
  for (const ScriptedNumber& number : scripted_numbers()) {
    names += fmt::format("  {:<15} {:<35} +1 XXX 555-{}\n", number.name, number.description, number.last_digits);
  }
  return names;
}

std::string help_footer() {
  return fmt::format(R"(Behaviours for --script, and the numbers that behave so by themselves (XXX: any area code):
{}
Every other number rings a handset: open the page that the sandbox prints, and power a phone on. No page: no answer.

Environment (each also as NAME_FILE, which names a file that holds the value). Invent them, and give the same to the
application; nothing is ever sent to Twilio. With --empty-account the first two only:
  TWILIO_ACCOUNT_SID      AC and 32 hex digits
  TWILIO_AUTH_TOKEN       signs webhooks; password of the REST API
  TWILIO_API_KEY_SID      SK and 32 hex digits
  TWILIO_API_KEY_SECRET   access tokens must be signed with it
  TWILIO_TWIML_APP_SID    AP and 32 hex digits; the app that access tokens must name

Examples:
  twilio-sandbox --voice-url http://127.0.0.1:8080/v1/twilio/voice --caller-id +14155550199
  twilio-sandbox --voice-url http://127.0.0.1:3000/voice --status-callback 'http://127.0.0.1:3000/ended#rc=3&rp=ct,rt,5xx' \
    --caller-id +14155550199 --script +12125550111=busy --ring-timeout 10
  twilio-sandbox --empty-account --caller-id +14155550199

In the browser: new Device(token, {{ chunderw: '127.0.0.1:9080' }}). The SDK insists on wss://; see docs/sandbox.md for
the ten lines that let it use ws:// on this machine.)",
                     behaviour_names());
}

std::filesystem::path default_web_root(const std::filesystem::path& program_directory) {
  const auto in_source_tree = program_directory / ".." / ".." / "web" / "apps";
  const std::filesystem::path root =
      std::filesystem::is_directory(in_source_tree) ? in_source_tree : "/usr/share/teleperson-voice/web";
  return std::filesystem::exists(root / "handset" / "dist" / "index.html") ? root : std::filesystem::path();
}

/// What CLI11 fills in, before it is checked.
struct Raw {
  std::vector<std::string> scripts;
  std::string log_level = "info";
  std::string log_format = "text";
  std::string web_root;
  std::optional<int> ring_timeout_seconds;
  int machine_detection_ms = 3'000;
  int call_record_delay_ms = 0;
};

void declare(CLI::App& app, Settings& settings, Raw& raw) {
  app.add_option("--listen", settings.listen_address, "HOST:PORT to serve on; media uses this host too")
      ->type_name("HOST:PORT")
      ->capture_default_str();
  app.add_option("--voice-url", settings.voice_url,
                 "The TwiML App's Voice URL: asked what to do with each call. Required without --empty-account")
      ->check(must_be_url)
      ->type_name("URL");
  app.add_option("--voice-fallback-url", settings.voice_fallback_url, "Asked when the Voice URL or an action fails")
      ->check(must_be_url)
      ->type_name("URL");
  app.add_option("--status-callback", settings.status_callback, "Told when the browser's leg is over")
      ->check(must_be_url)
      ->type_name("URL");
  app.add_option("--caller-id", settings.caller_ids,
                 "A number of the account, which <Dial callerId> may show. Repeatable")
      ->check(must_be_number)
      ->type_name("NUMBER")
      ->allow_extra_args(false);
  app.add_option("--verified-caller-id", settings.verified_caller_ids,
                 "A number of somebody else's, which <Dial callerId> may show. Repeatable")
      ->check(must_be_number)
      ->type_name("NUMBER")
      ->allow_extra_args(false);
  app.add_flag("--empty-account", settings.empty_account,
               "The account has no API key and no TwiML App: the REST API is to make them")
      ->excludes("--voice-url")
      ->excludes("--voice-fallback-url")
      ->excludes("--status-callback");
  app.add_option("--script", raw.scripts, "NUMBER=BEHAVIOUR: who answers that number. Repeatable")
      ->check(must_be_script)
      ->type_name("NUMBER=BEHAVIOUR")
      ->allow_extra_args(false);
  app.add_option("--ring-timeout", raw.ring_timeout_seconds, "No callee rings for more seconds, whatever TwiML says")
      ->check(CLI::Range(1, 600))
      ->type_name("SECONDS");
  app.add_option("--machine-detection-ms", raw.machine_detection_ms,
                 "From the answer to the result of answering machine detection")
      ->capture_default_str()
      ->check(CLI::Range(0, 60'000))
      ->type_name("MILLISECONDS");
  app.add_option("--call-record-delay-ms", raw.call_record_delay_ms,
                 "How late the REST API's call records are, as Twilio's are at times")
      ->capture_default_str()
      ->check(CLI::Range(0, 3'600'000))
      ->type_name("MILLISECONDS");
  app.add_option("--web-root", raw.web_root, "Directory of the built web applications, with handset/dist in it")
      ->envname("WEB_ROOT")
      ->check(CLI::ExistingDirectory)
      ->type_name("DIRECTORY");
  app.add_flag("--test-controls", settings.test_controls,
               "Let anybody who reaches the port drop callbacks and sockets, and read webhooks: see docs/sandbox.md");
  app.add_option("--log-level", raw.log_level, "debug, info, warn or error")
      ->capture_default_str()
      ->check(CLI::IsMember({"debug", "info", "warn", "error"}));
  app.add_option("--log-format", raw.log_format, "text or json")
      ->capture_default_str()
      ->check(CLI::IsMember({"text", "json"}));
}

}  // namespace

std::expected<Options, EarlyExit> parse_options(std::vector<std::string> arguments,
                                                const std::filesystem::path& program_directory,
                                                const std::string& version) {
  CLI::App app("A local stand-in for Twilio Voice: the unmodified Voice SDK calls, this answers.", "twilio-sandbox");
  app.set_version_flag("--version", version);
  app.footer(help_footer());
  Options options;
  Raw raw;
  declare(app, options.settings, raw);

  try {
    std::ranges::reverse(arguments);  // CLI11 takes them from the back
    app.parse(std::move(arguments));
    if (options.settings.voice_url.empty() && !options.settings.empty_account) {
      throw CLI::RequiredError("--voice-url");
    }
  } catch (const CLI::ParseError& error) {
    if (error.get_exit_code() != 0) {
      return std::unexpected(
          EarlyExit{wrong_command_line, fmt::format("twilio-sandbox: {}\nSee --help.\n", error.what())});
    }
    const bool wants_version = dynamic_cast<const CLI::CallForVersion*>(&error) != nullptr;
    return std::unexpected(EarlyExit{0, wants_version ? std::string(error.what()) + "\n" : app.help() + "\n"});
  }

  Settings& settings = options.settings;
  for (const std::string& script : raw.scripts) {
    const std::size_t equals = script.find('=');
    settings.script.emplace(script.substr(0, equals), *parse_behaviour(script.substr(equals + 1)));
  }
  if (raw.ring_timeout_seconds) settings.ring_timeout = std::chrono::seconds(*raw.ring_timeout_seconds);
  settings.machine_detection_time = std::chrono::milliseconds(raw.machine_detection_ms);
  settings.call_record_delay = std::chrono::milliseconds(raw.call_record_delay_ms);
  settings.web_root = raw.web_root.empty() ? default_web_root(program_directory) : std::filesystem::path(raw.web_root);
  options.log_level = *util::parse_log_level(raw.log_level);
  options.log_format = *util::parse_log_format(raw.log_format);
  return options;
}

}  // namespace teleperson::sandbox
