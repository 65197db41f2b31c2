#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "gateway/config.h"
#include "store/directory.h"
#include "store/migration_extras.h"

namespace teleperson::cli {

/// What every command answers the shell with.
enum ExitCode : int {
  exit_ok = 0,
  exit_failure = 1,     ///< the database or the network did not do it: try again
  exit_usage = 2,       ///< the command or the configuration is wrong
  exit_not_found = 3,   ///< what the command is about does not exist
  exit_conflict = 4,    ///< it exists already
  exit_incomplete = 5,  ///< the audit log and Twilio do not agree
};

/// What every command gets. Results go to standard output, everything else to standard error.
struct Context {
  gateway::Config config;
  bool json = false;  ///< results as JSON
  /// Option name to the file of its own that its value came from.
  std::map<std::string_view, std::string> files{};
};

int serve(const Context&);
struct MigrateOptions {
  bool plan_only = false;
  store::MigrationExtras extras;
};
int migrate(const Context&, const MigrateOptions&);
/// `to`: empty for DATABASE_URL.
int copy(const Context&, const std::string& from, const std::string& to);

/// Checks the installation and says what to mend. exit_failure: something failed.
int doctor(const Context&);

struct ExplainOptions {
  std::string id;  ///< a reason, or a code of Twilio's
  bool list = false;
  bool json = false;
};
/// Says what a reason or code means, and what to do. Needs no configuration.
int explain(const ExplainOptions&);

struct ProvisionOptions {
  bool dry_run = false;
  bool new_key = false;                    ///< even if there is one that works
  std::optional<std::string> secret_file;  ///< where a new key's secret goes, instead of standard output
};
/// Makes the API key and the TwiML App, and prints what belongs into the environment.
int provision(const Context&, const ProvisionOptions&);

int user_add(const Context&, const store::NewUser&);
int user_set_plan(const Context&, const std::string& id, const std::string& plan);
int user_set_role(const Context&, const std::string& id, const std::string& role);
int user_set_disabled(const Context&, const std::string& id, bool disabled);
/// One of the two is empty. `again_from`: a file of erasures, all of which are repeated.
int user_erase(const Context&, const std::string& id, const std::string& again_from);

/// Prints the token and nothing else on standard output.
int token_issue(const Context&, const std::string& user_id, const std::optional<std::string>& name);
/// Takes the token itself or its SHA-256 in hex.
int token_revoke(const Context&, const std::string& token_or_hash);

/// Texts as the operator gave them; one that is not set leaves its setting as it is.
struct SettingsChange {
  std::optional<std::string> account_sid, token_endpoint_url, caller_id, regions, plans;
  std::optional<bool> voicemail_detection;
  std::optional<int> tickets_per_minute, calls_per_day, call_length_seconds;
};
int settings_show(const Context&);
int settings_set(const Context&, const SettingsChange&);

/// Reads the password from standard input: typed twice without being shown, or the first line of a pipe.
int admin_set_password(const Context&);

int company_import(const Context&, const std::string& path, bool dry_run);

int number_add(const Context&, const std::string& e164, const std::string& company_domain, const std::string& label);
int number_verify(const Context&, const std::string& e164, const std::optional<std::string>& until);
int number_unverify(const Context&, const std::string& e164);

enum class ExportFormat { csv, jsonl };
int calls_export(const Context&, ExportFormat);

/// Deletes calls from before a date.
int calls_purge(const Context&, const std::string& before, bool dry_run);

struct ReconcileOptions {
  std::string since;  ///< empty: a day ago
  bool dry_run = false;
  bool restore = false;
};
/// Compares tickets and audit log with Twilio's calls, and writes what is missing.
int reconcile(const Context&, const ReconcileOptions&);

}  // namespace teleperson::cli
