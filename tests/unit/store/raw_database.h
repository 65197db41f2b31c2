#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "store/sqlite/connection.h"

namespace teleperson::test {

/// Looks into a database file past the store.
class RawDatabase {
 public:
  explicit RawDatabase(const std::filesystem::path& path, store::sqlite::Access access = store::sqlite::Access::read)
      : session_(store::sqlite::connect(path, access)) {}

  /// The first column of the first row.
  std::string ask(const std::string& sql) { return session_->ask_once(sql); }
  int count(const std::string& what) { return std::stoi(ask("select cast(count(*) as text) from " + what)); }
  void run(const std::string& sql) { session_->run_once(sql); }

 private:
  std::unique_ptr<store::sql::Session> session_;
};

}  // namespace teleperson::test
