#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "store/result.h"
#include "util/task.h"
#include "util/time.h"

namespace teleperson::store {

/// For the dashboard, newest first. What is not set is not asked for.
struct AuditQuery {
  std::optional<std::string> action{};         ///< such as `user.added`; with a dot at its end all that start so
  std::optional<std::string> actor_user_id{};  ///< who did it
  std::optional<std::string> target_user_id{};
  std::optional<std::string> target_id{};  ///< as it stands in the log, such as a number's id
  std::optional<util::Timestamp> from{};   ///< inclusive
  std::optional<util::Timestamp> until{};  ///< exclusive
  bool with_denials = false;               ///< `call.denied` too, which are many; a filter by that action asks for them
  std::int64_t before_id = 0;              ///< of the last row of the page before; 0: the first page
  int page_size = 50;                      ///< 1 to 1000
};

/// Somebody or something that the log names, with what the database knows of it now.
struct AuditParty {
  enum class Kind {
    none,
    user,
    removed_user,  ///< or one that this database has never known by this hash
    company,
    number,
    other,  ///< a company or number that is gone, too
  };
  Kind kind = Kind::none;
  std::optional<std::string> name{};    ///< a user's first name, or a company's name
  std::optional<std::string> detail{};  ///< a user's e-mail address, a company's domain, or a number's label
};

struct AuditRecord {
  std::int64_t id = 0;
  util::Timestamp created_at;
  std::optional<std::string> actor_user_id;  ///< nothing: the command line, or nobody who is signed in
  AuditParty actor;
  std::string action;
  std::optional<std::string> target_id;
  AuditParty target;
  std::string metadata;  ///< a JSON object
};

struct AuditPage {
  std::vector<AuditRecord> records;
  bool more = false;
};

/// Reading the log of who changed what. It is written by the changes themselves.
class AuditStore {
 public:
  virtual util::Task<Result<AuditPage>> find_audit(const AuditQuery&) = 0;

 protected:
  ~AuditStore() = default;
};

}  // namespace teleperson::store
