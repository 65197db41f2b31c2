#pragma once

#include <optional>
#include <string>

#include "phone/hash.h"
#include "store/authority.h"
#include "store/directory.h"

namespace teleperson::store {

/// SHA-256 of what the session's cookie holds.
using AdminSessionHash = util::Sha256Digest;

struct NewAdminSession {
  AdminSessionHash session{};
  TokenHash token{};  ///< the session ends with the token that it was opened with
  std::string user_id;
};

/// Who acts in the dashboard, as the database has it at this moment.
struct AdminSession {
  std::string user_id;
  std::optional<std::string> first_name;
  std::string role;  ///< as it is now, whatever it was at sign-in: `user`, `admin` or `super_admin`
  util::Timestamp created_at;
  util::Timestamp last_used_at;
  TokenHash token{};  ///< that it was opened with
};

/// Bounds on attempts to sign in. In the database, so that they hold over all nodes.
struct SignInLimit {
  int attempts = 5;
  std::chrono::minutes window{15};
};

/// Signing in to the dashboard.
class AdminStore {
 public:
  /// The hash of the tenant's admin password; nothing: none was set yet.
  virtual util::Task<Result<std::optional<std::string>>> admin_password() = 0;
  /// Ends all sessions.
  virtual util::Task<Result<Change>> set_admin_password(const std::string& hash, const Actor&, util::Timestamp now) = 0;

  /// Counts an attempt before it is judged, so that many at once are not judged all. False: too many, and this one is
  /// not counted.
  virtual util::Task<Result<bool>> begin_sign_in(const std::string& user_id, const SignInLimit&,
                                                 util::Timestamp now) = 0;
  /// The password was wrong.
  virtual util::Task<Result<Change>> fail_sign_in(const std::string& user_id, util::Timestamp now) = 0;
  /// The password was right, and no session is wanted. Forgets the user's attempts.
  virtual util::Task<Result<Change>> end_sign_in(const std::string& user_id) = 0;
  /// The password was right. Forgets the user's attempts, and sessions opened before `oldest`.
  virtual util::Task<Result<Change>> open_admin_session(const NewAdminSession&, util::Timestamp now,
                                                        util::Timestamp oldest) = 0;

  /// Nothing: no such session, its token was revoked, or its user is disabled or gone. Its age is for the caller to
  /// judge.
  virtual util::Task<Result<std::optional<AdminSession>>> admin_session(const AdminSessionHash&) = 0;
  /// Notes that it was used just now. Best effort: no error, no wait.
  virtual void touch_admin_session(const AdminSessionHash&, util::Timestamp) = 0;

  virtual util::Task<Result<Change>> close_admin_session(const AdminSessionHash&, const Actor&,
                                                         util::Timestamp now) = 0;
  /// All of one user's, wherever they are.
  virtual util::Task<Result<Change>> close_admin_sessions(const std::string& user_id, const Actor&,
                                                          util::Timestamp now) = 0;

 protected:
  ~AdminStore() = default;
};

}  // namespace teleperson::store
