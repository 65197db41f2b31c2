#pragma once

#include <functional>
#include <string>
#include <thread>

#include "store/postgresql/url.h"

struct pg_conn;  // libpq's PGconn

namespace teleperson::store::postgresql {

/// Hears what other processes announce with NOTIFY, on a connection and a thread of its own. A connection that is lost
/// is made again.
class Listener {
 public:
  /// `url` outlives the listener. `own_name` is left out: what this process sends itself.
  Listener(const DatabaseUrl& url, std::string own_name, std::function<void()> heard);
  ~Listener();
  Listener(const Listener&) = delete;
  Listener& operator=(const Listener&) = delete;

  /// The channel of a schema. The payload is the sender's name.
  static std::string channel(const DatabaseUrl& url) { return "teleperson_voice_" + url.schema; }

 private:
  enum class Event { readable, time_over, stop };

  void run();
  void hear_until_lost();
  bool begin(pg_conn*) const;
  Event wait(int descriptor, int milliseconds) const;

  const DatabaseUrl& url_;
  std::string own_name_;
  std::function<void()> heard_;
  int stop_;  ///< eventfd
  std::thread thread_;
};

}  // namespace teleperson::store::postgresql
