#pragma once

#include <chrono>
#include <memory>
#include <mutex>

#include "store/postgresql/availability.h"
#include "store/postgresql/url.h"
#include "store/sql/session.h"

namespace teleperson::store::postgresql {

/// Throws DatabaseError.
std::unique_ptr<sql::Session> connect(const DatabaseUrl&);

/// A session that is made when it is needed, and made again after it was lost. Used by one thread at a time.
class Connection {
 public:
  explicit Connection(const DatabaseUrl& url) : url_(&url) {}

  /// Connects if need be. Throws DatabaseError.
  sql::Session& session();
  bool is_open() const { return session_ != nullptr; }

  void begin(Access);
  void commit();
  /// For a read of one statement or several that need no common moment. Throws what `work` throws.
  template <class Work>
  void read(Work& work) {
    if (!url_->pgbouncer) return work(session());
    begin(Access::read);  // for the settings that go with it
    work(*session_);
    commit();
  }

  /// To be called after a failure: undoes what was begun. A session that is lost is dropped, and the server undoes it.
  void recover() noexcept;

  /// Gives the server up, from any thread, if it has owed an answer for longer than that: the statement fails. What
  /// no error tells of: a server that is stopped, a network that swallows everything.
  void cut_if_silent(std::chrono::milliseconds longest) noexcept;

 private:
  void drop() noexcept;

  const DatabaseUrl* url_;
  std::mutex mutex_;
  std::unique_ptr<sql::Session> session_;  // changed under mutex_
  int socket_ = -1;                        // guarded by mutex_
  bool in_transaction_ = false;
};

}  // namespace teleperson::store::postgresql
