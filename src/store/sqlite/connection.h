#pragma once

#include <expected>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

#include <fmt/format.h>

#include "store/sql/database_error.h"
#include "store/sql/session.h"
#include "store/store.h"

namespace teleperson::store::sqlite {

/// What stands after `sqlite:`, as an absolute path, or what is wrong as the rest of a sentence that starts with
/// "DATABASE_URL".
std::expected<std::filesystem::path, std::string> read_path(std::string_view url);
/// The same. Throws OpenError.
std::filesystem::path database_path(std::string_view url);

enum class Access { read, write };

/// Opens a file that exists and sets what belongs to a connection. Throws OpenError or DatabaseError.
std::unique_ptr<sql::Session> connect(const std::filesystem::path&, Access);

/// Turns a DatabaseError into an OpenError that names the file.
template <class F>
auto explain_failures(const std::filesystem::path& path, F&& attempt) {
  try {
    return attempt();
  } catch (const sql::DatabaseError& error) {
    throw OpenError(fmt::format("cannot use the database {}: {}", path.string(), error.what()));
  }
}

}  // namespace teleperson::store::sqlite
