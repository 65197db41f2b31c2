#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "phone/hash.h"
#include "policy/settings.h"
#include "store/authority.h"

namespace teleperson::store {

struct CompanyQuery {
  std::optional<std::string> domain;  ///< lower case, without `www.`
  std::string words;                  ///< each must be the start of a word of the name, the domain or an alias
  std::string cursor;                 ///< a `next_cursor`; empty, or not `valid_cursor`: the first page
  int page_size = 50;                 ///< 1 to 200
};

/// Whether this can be a cursor: for refusing what a client made up. True for the empty text.
bool valid_cursor(std::string_view cursor);

struct DirectoryEntry {
  DirectoryNumber number;
  std::string label;
};

struct Company {
  std::string id;
  std::string name;
  std::string domain;
  std::optional<std::string> industry;
  std::optional<std::string> logo_url;
  std::vector<DirectoryEntry> numbers;
};

struct CompanyPage {
  std::vector<Company> companies;
  std::string next_cursor;  ///< empty: this was the last page
};

struct NewCompany {
  std::string name;
  std::string domain;
  std::vector<std::string> aliases;
  std::optional<std::string> industry;
  std::optional<std::string> logo_url;
  std::optional<std::string> description;
};

struct NewUser {
  std::string id;
  std::optional<std::string> email;
  std::optional<std::string> first_name;
  std::optional<std::string> plan;
  std::string role = "user";
};

/// For the dashboard: prefixes of ids, e-mail addresses and first names; case is ignored.
struct UserQuery {
  std::string prefix;  ///< empty: everybody
  std::string after;   ///< the id of the last user of the page before; empty: the first page
  int page_size = 25;  ///< 1 to 100
};

struct TokenRecord {
  TokenHash hash{};
  std::optional<std::string> name;
  util::Timestamp created_at;
  std::optional<util::Timestamp> last_used_at;
};

struct UserRecord {
  std::string id;
  std::optional<std::string> email;
  std::optional<std::string> first_name;
  std::optional<std::string> plan;
  std::string role;
  bool disabled = false;
  std::vector<TokenRecord> tokens;
};

struct UserPage {
  std::vector<UserRecord> users;  ///< ordered by id
  bool more = false;
};

struct LogRow {
  std::int64_t id = 0;
  util::Timestamp created_at;
  std::string user_id_hash;
  std::string to_number_hash;
  int duration_seconds = 0;
  std::string outcome;
};

/// For the dashboard, newest first. What is not set is not asked for.
struct CallLogQuery {
  std::optional<std::string> outcome{};  ///< `answered`, `voicemail` or `failed`
  std::optional<phone::UserIdHash> user{};
  std::optional<util::Timestamp> from{};   ///< inclusive
  std::optional<util::Timestamp> until{};  ///< exclusive
  std::int64_t before_id = 0;              ///< of the last row of the page before; 0: the first page
  int page_size = 50;                      ///< 1 to 200
};

/// A row of the log, with what the directory knows of its number now.
struct LoggedCall {
  LogRow row;
  std::optional<std::string> company;
  std::optional<std::string> label;
};

struct LoggedCallPage {
  std::vector<LoggedCall> calls;
  bool more = false;
};

/// Who acts, for the audit log. The command line acts as nobody in particular.
struct Actor {
  std::optional<std::string> user_id;
};

/// What a change came to. Every change and its audit row are one transaction.
enum class Change {
  made,
  unchanged,
  not_found,
  already_exists,
  outdated,  ///< somebody else changed it after the caller had read it; nothing was done
};

/// The settings with the number of their version, which grows with each change.
struct SavedSettings {
  policy::Settings settings;
  std::int64_t revision = 0;
  std::optional<util::Timestamp> updated_at;
};

/// The catalogue, the accounts and the settings: what operators and admins change and users look up.
class Directory {
 public:
  virtual util::Task<Result<CompanyPage>> companies(const CompanyQuery&) = 0;

  virtual util::Task<Result<SavedSettings>> settings() = 0;
  /// `seen`: the revision that the change was made from; not set: whatever is there is replaced.
  virtual util::Task<Result<Change>> save_settings(const policy::Settings&, std::optional<std::int64_t> seen,
                                                   const Actor&, util::Timestamp now) = 0;

  virtual util::Task<Result<UserPage>> users(const UserQuery&) = 0;
  /// Nothing: there is no such user.
  virtual util::Task<Result<std::optional<std::string>>> role_of(const std::string& user_id) = 0;
  virtual util::Task<Result<std::optional<std::string>>> role_of_holder(const TokenHash&) = 0;
  virtual util::Task<Result<Change>> add_user(const NewUser&, const Actor&, util::Timestamp now) = 0;
  virtual util::Task<Result<Change>> set_plan(const std::string& user_id, const std::optional<std::string>& plan,
                                              const Actor&, util::Timestamp now) = 0;
  virtual util::Task<Result<Change>> set_role(const std::string& user_id, const std::string& role, const Actor&,
                                              util::Timestamp now) = 0;
  virtual util::Task<Result<Change>> set_disabled(const std::string& user_id, bool disabled, const Actor&,
                                                  util::Timestamp now) = 0;

  virtual util::Task<Result<Change>> add_token(const std::string& user_id, const TokenHash&,
                                               const std::optional<std::string>& name, const Actor&,
                                               util::Timestamp now) = 0;
  virtual util::Task<Result<Change>> revoke_token(const TokenHash&, const Actor&, util::Timestamp now) = 0;

  /// Adds reviewed companies, or updates those whose domain is known; all or nothing. For some: `run_import` is for
  /// files.
  virtual util::Task<Result<int>> import_companies(const std::vector<NewCompany>&, const Actor&,
                                                   util::Timestamp now) = 0;

  virtual util::Task<Result<Change>> add_number(const phone::E164&, const phone::NumberInfo&,
                                                const std::string& company_domain, const std::string& label,
                                                const Actor&, util::Timestamp now) = 0;
  /// `until`: not set: does not lapse.
  virtual util::Task<Result<Change>> verify_number(const phone::E164&, std::optional<util::Timestamp> until,
                                                   const Actor&, util::Timestamp now) = 0;
  virtual util::Task<Result<Change>> unverify_number(const phone::E164&, const Actor&, util::Timestamp now) = 0;

  virtual util::Task<Result<LoggedCallPage>> find_calls(const CallLogQuery&) = 0;
  /// Rows of the audit log of calls with an id above `after`, in order, at most `limit`.
  virtual util::Task<Result<std::vector<LogRow>>> call_log(std::int64_t after, int limit) = 0;

 protected:
  ~Directory() = default;
};

}  // namespace teleperson::store
