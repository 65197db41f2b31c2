#pragma once

#include <string>
#include <string_view>

namespace teleperson::store::postgresql {

/// `DATABASE_URL`. Beside libpq's parameters it may have three of our own, named as Prisma and Supabase name them.
struct DatabaseUrl {
  std::string connection;  ///< for libpq
  std::string schema = "teleperson_voice";
  int connection_limit = 8;  ///< of each process; 4 to 200
  bool pgbouncer = false;    ///< connections are lent by the transaction
};

/// Is it for this engine: `postgresql:` or `postgres:`?
bool is_postgresql(std::string_view url);

/// Adds what libpq's defaults lack: time limits, and TLS to other machines. Throws OpenError; no text of the URL is in
/// the error, as it may hold a password.
DatabaseUrl parse_url(std::string_view url);

}  // namespace teleperson::store::postgresql
