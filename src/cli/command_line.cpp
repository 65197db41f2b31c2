#include "cli/command_line.h"

#include <functional>
#include <map>

#include <CLI/CLI.hpp>

#include "cli/commands.h"
#include "cli/configuration.h"
#include "cli/option.h"
#include "cli/output.h"
#include "gateway/serve.h"
#include "store/store.h"

namespace teleperson::cli {
namespace {

/// The tree of commands. Parsing it only notes which command to run; it runs once the configuration is loaded.
class CommandLine {
 public:
  explicit CommandLine(std::string_view version) : version_(version) {
    app_.require_subcommand(1);
    app_.footer(
        "Settings come from flags, then the environment, then the TOML file.\n"
        "Exit codes: 0 done, 1 failed (try again), 2 wrong usage or configuration, 3 not found, 4 exists already, "
        "5 not complete.");
    add_serve();
    add_twilio();
    add_config();
    add_users();
    add_tokens();
    add_settings();
    add_admin();
    add_directory();
    add_calls();
    add_explain();
    add_version();
  }

  int run(int argc, const char* const* argv) {
    try {
      app_.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
      return app_.exit(error) == 0 ? exit_ok : exit_usage;
    }
    return action_();
  }

 private:
  using Command = std::function<int(const Context&)>;

  /// A command that reads the configuration.
  CLI::App* add(CLI::App* parent, const std::string& name, const std::string& help, Command command,
                const std::string& example = {}) {
    auto* sub = parent->add_subcommand(name, help);
    sub->add_option("--config", toml_file_, "A TOML file with settings")->type_name("FILE");
    for (const auto& option : options()) {
      if (option.secret) continue;
      auto* flag = sub->add_option(flag_of(option), flags_[std::string(option.name)], std::string(option.help));
      flag->type_name(std::string(option.hint))->group("Settings");
      if (!option.default_text.empty()) flag->default_str(std::string(option.default_text));
    }
    if (!example.empty()) sub->footer("Example: teleperson-voice " + example);
    sub->callback([this, sub, command = std::move(command)] {
      action_ = [this, sub, command] { return with_configuration(*sub, command); };
    });
    return sub;
  }

  /// The same with `--json`.
  CLI::App* add_reporting(CLI::App* parent, const std::string& name, const std::string& help, Command command,
                          const std::string& example = {}) {
    auto* sub = add(parent, name, help, std::move(command), example);
    sub->add_flag("--json", json_, "Print the result as JSON");
    return sub;
  }

  CLI::App* group(const std::string& name, const std::string& help) {
    auto* sub = app_.add_subcommand(name, help);
    sub->require_subcommand(1);
    return sub;
  }

  int with_configuration(const CLI::App& sub, const Command& command) {
    const auto loaded = load(sub);
    if (!loaded) return exit_usage;
    return command({.config = loaded->config, .json = json_, .files = loaded->files});
  }

  std::optional<Loaded> load(const CLI::App& sub) {
    Sources sources{.flags = {}, .environment = process_environment(), .toml_file = {}};
    if (!toml_file_.empty()) sources.toml_file = toml_file_;
    for (const auto& option : options()) {
      if (!option.secret && sub.count(flag_of(option)) > 0) {
        sources.flags.emplace(option.name, flags_[std::string(option.name)]);
      }
    }
    auto loaded = load_configuration(sources);
    if (!loaded) {
      for (const auto& complaint : loaded.error())
        say("{}", complaint);
      return std::nullopt;
    }
    for (const auto& warning : loaded->warnings)
      say("Warning: {}", warning);
    return std::move(*loaded);
  }

  void add_serve() {
    add(&app_, "serve", "Run the gateway until SIGTERM or SIGINT", serve,
        "serve --public-url https://voice.example.com");
    auto* migrate_command = add(
        &app_, "migrate", "Bring the database to this program's schema",
        [this](const Context& context) { return migrate(context, migrate_); }, "migrate --plan");
    migrate_command->add_flag("--plan", migrate_.plan_only, "Print the SQL and change nothing");
    auto* map = migrate_command->add_option("--map-onto", migrate_.extras.map_onto,
                                            "PostgreSQL: keep users, tokens, companies and logs the same as "
                                            "Teleperson's own tables, which are in this schema");
    migrate_command->add_flag("--unmap", migrate_.extras.unmap, "End that; both sides keep their rows")->excludes(map);
    migrate_command->add_option("--grant-to", migrate_.extras.grant_to,
                                "PostgreSQL: give this role the rights of a gateway, and no more");
    auto* copy_command = add_reporting(
        &app_, "copy",
        "Copy a SQLite database that no gateway uses into an empty PostgreSQL one, and compare both. Run it again if "
        "it breaks off: it goes on where it was. 4: the source is in use or the target holds other data",
        [this](const Context& c) { return copy(c, text_, to_); },
        "copy --from sqlite:voice.db --to postgresql://voice@db.example/app");
    copy_command->add_option("--from", text_, "Where to copy from")->type_name("sqlite:PATH")->required();
    copy_command->add_option("--to", to_, "Where to, without a password; default: DATABASE_URL")
        ->type_name("postgresql://...");
  }

  void add_twilio() {
    auto* sub = add_reporting(
        &app_, "provision",
        "Make what Twilio must have: an API key, and a TwiML App that points to PUBLIC_URL. Needs TWILIO_ACCOUNT_SID, "
        "TWILIO_AUTH_TOKEN and PUBLIC_URL; safe to repeat. A key that is configured and works is kept",
        [this](const Context& c) { return provision(c, provision_); },
        "provision --secret-file /etc/teleperson-voice/key");
    sub->add_flag("--dry-run", provision_.dry_run, "Say what would happen and change nothing");
    sub->add_flag(
        "--new-key", provision_.new_key,
        "Make a new API key even if one is configured and works, or Twilio has one of this installation's name");
    sub->add_option("--secret-file", provision_.secret_file,
                    "Write a new key's secret to this new file (mode 0600) instead of standard output")
        ->type_name("PATH");
    add_reporting(&app_, "doctor", "Check everything that calling needs, and say what to mend", doctor);
  }

  void add_config() {
    auto* config = group("config", "The configuration");
    auto* sub = add(config, "check", "Check the configuration and show what is in force", {},
                    "config check --config voice.toml");
    // Unlike the others this command wants to know where each value came from.
    sub->callback([this, sub] {
      action_ = [this, sub] {
        const auto loaded = load(*sub);
        return loaded ? show_configuration(*loaded) : static_cast<int>(exit_usage);
      };
    });
  }

  static int show_configuration(const Loaded& loaded) {
    for (const auto& option : options()) {
      const auto& origin = loaded.origins.at(option.name);
      const std::string value = origin.empty() ? "(not set)" : option.secret ? "(set)" : option.show(loaded.config);
      print_line("{:<24}{}{}", option.name, value,
                 origin.empty() || origin == "default" ? "" : fmt::format("   from {}", origin));
    }
    say("The configuration is well-formed.");
    return exit_ok;
  }

  void add_users() {
    auto* user = group("user", "Users");
    auto* sub = add_reporting(
        user, "add", "Add a user", [this](const Context& c) { return user_add(c, user_); },
        "user add u-1001 --first-name Ada --plan premium");
    sub->add_option("ID", user_.id, "The user's id in your product")->required();
    sub->add_option("--email", user_.email);
    sub->add_option("--first-name", user_.first_name);
    sub->add_option("--plan", user_.plan, "Such as free or premium");
    sub->add_option("--role", user_.role, "user, admin or super_admin")->capture_default_str();

    sub = add_reporting(
        user, "set-plan", "Change a user's plan",
        [this](const Context& c) { return user_set_plan(c, user_.id, text_); }, "user set-plan u-1001 free");
    sub->add_option("ID", user_.id)->required();
    sub->add_option("PLAN", text_)->required();
    sub = add_reporting(
        user, "set-role", "Change a user's role",
        [this](const Context& c) { return user_set_role(c, user_.id, text_); }, "user set-role u-1001 admin");
    sub->add_option("ID", user_.id)->required();
    sub->add_option("ROLE", text_, "user, admin or super_admin")->required();
    sub = add_reporting(user, "disable", "Refuse all of a user's requests from now on",
                        [this](const Context& c) { return user_set_disabled(c, user_.id, true); });
    sub->add_option("ID", user_.id)->required();
    sub = add_reporting(user, "enable", "Take that back",
                        [this](const Context& c) { return user_set_disabled(c, user_.id, false); });
    sub->add_option("ID", user_.id)->required();
    sub = add_reporting(
        user, "erase",
        "Close a user's account for good: the user, tokens and sessions go, and the user's hash goes out of the logs, "
        "whose rows stay. A call under way goes on and is logged as nobody's. Safe to repeat",
        [this](const Context& c) { return user_erase(c, user_.id, text_); }, "user erase u-1001");
    sub->add_option("ID", user_.id, "The user's id in your product");
    sub->add_option("--again-from", text_, "Repeat all erasures of this file, after a backup was restored")
        ->type_name("FILE");
  }

  void add_tokens() {
    auto* token = group("token", "Extension tokens");
    auto* sub = add_reporting(
        token, "issue", "Issue a token and print it, and nothing else",
        [this](const Context& c) { return token_issue(c, user_.id, name_); }, "token issue u-1001 --name laptop");
    sub->add_option("USER_ID", user_.id)->required();
    sub->add_option("--name", name_, "What the user calls it");
    sub = add_reporting(token, "revoke", "Revoke a token at once",
                        [this](const Context& c) { return token_revoke(c, text_); });
    sub->add_option("TOKEN_OR_HASH", text_, "The token, or its SHA-256 in hex")->required();
  }

  void add_settings() {
    auto* settings = group("settings", "What the dashboard's Voice tab holds");
    add_reporting(settings, "show", "Show the settings", settings_show);
    auto* sub = add_reporting(
        settings, "set", "Change those that are given", [this](const Context& c) { return settings_set(c, settings_); },
        "settings set --regions US,CA --caller-id +14155550100");
    sub->add_option("--account-sid", settings_.account_sid, "Twilio Account SID");
    sub->add_option("--token-endpoint-url", settings_.token_endpoint_url, "Where clients fetch access tokens");
    sub->add_option("--caller-id", settings_.caller_id, "A number of the Twilio account, or one verified there");
    sub->add_option("--regions", settings_.regions, "ISO 3166-1 codes, such as US,CA; empty: calling is off");
    sub->add_option("--plans", settings_.plans, "Plans with calling");
    sub->add_option("--voicemail-detection", settings_.voicemail_detection, "on or off; Twilio charges for it")
        ->transform(CLI::CheckedTransformer(std::map<std::string, bool>{{"on", true}, {"off", false}}));
    sub->add_option("--tickets-per-minute", settings_.tickets_per_minute, "Per user, 1 to 1000");
    sub->add_option("--calls-per-day", settings_.calls_per_day, "Per user, 1 to 100000");
    sub->add_option("--call-length-seconds", settings_.call_length_seconds, "60 to 14400");
  }

  void add_admin() {
    auto* admin = group("admin", "The dashboard");
    add_reporting(admin, "set-password",
                  "Set the password that admins sign in with, beside their own token; it is read from standard input. "
                  "Ends all sessions",
                  admin_set_password, "admin set-password < /run/secrets/admin-password");
  }

  void add_directory() {
    auto* company = group("company", "The catalogue of companies");
    auto* sub = add_reporting(
        company, "import", "Import companies from a CSV file",
        [this](const Context& c) { return company_import(c, text_, dry_run_); },
        "company import companies.csv --dry-run");
    sub->add_option("FILE", text_,
                    "name,domain,aliases,industry,logo_url,description or "
                    "Name,Industry,Secondary Industry,Support phone,Domain")
        ->required();
    sub->add_flag("--dry-run", dry_run_, "Say what would happen and change nothing");

    auto* number = group("number", "Companies' telephone numbers");
    sub = add_reporting(
        number, "add", "Add a number; it is not verified yet",
        [this](const Context& c) { return number_add(c, text_, domain_, label_); },
        "number add +14155550123 --company example.com --label Support");
    sub->add_option("E164", text_)->required();
    sub->add_option("--company", domain_, "The company's domain")->required();
    sub->add_option("--label", label_, "Such as Support")->required();
    sub = add_reporting(
        number, "verify", "Vouch for a number, so that it can be called",
        [this](const Context& c) { return number_verify(c, text_, until_); },
        "number verify +14155550123 --until 2027-12-31");
    sub->add_option("E164", text_)->required();
    sub->add_option("--until", until_, "When that lapses: a date, or an RFC 3339 time");
    sub = add_reporting(number, "unverify", "Take that back",
                        [this](const Context& c) { return number_unverify(c, text_); });
    sub->add_option("E164", text_)->required();
  }

  void add_calls() {
    auto* calls = group("calls", "The audit log of calls");
    auto* sub = add(
        calls, "export", "Print the audit log, oldest first",
        [this](const Context& c) {
          return calls_export(c, format_ == "csv" ? ExportFormat::csv : ExportFormat::jsonl);
        },
        "calls export --format csv > calls.csv");
    auto* purge = add_reporting(
        calls, "purge", "Delete calls from before a date; the sums for the charts stay",
        [this](const Context& c) { return calls_purge(c, text_, dry_run_); }, "calls purge --before 2020-01-01");
    purge->add_option("--before", text_, "A date, or an RFC 3339 time; at least 30 days ago")->required();
    purge->add_flag("--dry-run", dry_run_, "Count them and change nothing");
    auto* reconcile_command = add_reporting(
        &app_, "reconcile",
        "Prove that each ticket redeemed has its row in the audit log, by Twilio's list of calls, and write what is "
        "missing",
        [this](const Context& c) { return reconcile(c, reconcile_); }, "reconcile --since 2026-11-23");
    reconcile_command->add_option("--since", reconcile_.since, "A date, or an RFC 3339 time; default: a day ago");
    reconcile_command->add_flag("--dry-run", reconcile_.dry_run, "List what differs and change nothing");
    reconcile_command->add_flag("--restore", reconcile_.restore,
                                "After the loss of a database, or its return from a backup: also write the rows of "
                                "calls that it does not know. Calls of another installation on this Twilio account "
                                "look the same");
    sub->add_option("--format", format_, "csv or jsonl")->check(CLI::IsMember({"csv", "jsonl"}))->capture_default_str();
  }

  /// Like `version` it reads no configuration: it is asked for when that may be at fault.
  void add_explain() {
    auto* sub = app_.add_subcommand("explain", "Say what a reason or a code of Twilio's means, and what to do");
    sub->add_option("CODE", explain_.id, "Such as 31005 or region_not_allowed");
    sub->add_flag("--list", explain_.list, "List all that is known");
    sub->add_flag("--json", explain_.json, "Print the result as JSON");
    sub->footer("Example: teleperson-voice explain 31005");
    sub->callback([this] { action_ = [this] { return explain(explain_); }; });
  }

  void add_version() {
    auto* sub = app_.add_subcommand("version", "Print the version");
    sub->callback([this] {
      action_ = [this] {
        print_line("{}", version_);
        return static_cast<int>(exit_ok);
      };
    });
  }

  std::string version_;
  CLI::App app_{"Calls from a browser to verified company numbers, through Twilio Voice.", "teleperson-voice"};
  std::function<int()> action_;

  Texts flags_;
  std::string toml_file_;
  bool json_ = false;
  MigrateOptions migrate_;
  bool dry_run_ = false;
  store::NewUser user_;
  SettingsChange settings_;
  ProvisionOptions provision_;
  ExplainOptions explain_;
  ReconcileOptions reconcile_;
  std::optional<std::string> name_, until_;
  std::string text_, to_, domain_, label_, format_ = "csv";
};

}  // namespace

int run(int argc, const char* const* argv, std::string_view version) {
  try {
    return CommandLine(version).run(argc, argv);
  } catch (const store::OpenError& error) {
    say("{}", error.what());
  } catch (const gateway::StartError& error) {
    say("{}", error.what());
  } catch (const std::exception& error) {
    say("Internal error: {}", error.what());
  }
  return exit_failure;
}

}  // namespace teleperson::cli
