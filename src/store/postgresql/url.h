#pragma once

#include <expected>
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

/// Whether SQL takes a name of a schema or a role without quotation marks, so that it can stand in a statement.
bool is_plain_name(std::string_view);
/// What that is, for messages.
inline constexpr std::string_view plain_name = "1 to 63 lower-case letters, digits and underscores, no digit first";

/// Is it for this engine: `postgresql:` or `postgres:`?
bool is_postgresql(std::string_view url);

/// Adds what libpq's defaults lack: time limits, and TLS to other machines. Returns what is wrong as the rest of a
/// sentence that starts with "DATABASE_URL"; no text of the URL is in it, as that may hold a password.
std::expected<DatabaseUrl, std::string> read_url(std::string_view url);
/// The same. Throws OpenError.
DatabaseUrl parse_url(std::string_view url);

/// The URL with *** in place of its passwords.
std::string without_password(std::string_view url);

}  // namespace teleperson::store::postgresql
