#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "store/table_layout.h"

struct sqlite3;

namespace teleperson::store::sqlite {

/// A database file, kept from all other processes and read table by table. The methods throw DatabaseError.
class TableSource {
 public:
  /// Throws OpenError, and CopyRefused when another process uses the file.
  explicit TableSource(const std::filesystem::path&);

  std::vector<std::string> columns(const TableLayout&);
  /// The first column of the first row; 0 for none.
  std::int64_t ask(const std::string& sql);

  /// A row in the text format of PostgreSQL's COPY, with its end of line.
  using OnRow = std::function<void(std::string_view row)>;
  /// Rows in the order of their keys, from the one after `after` on (empty: the first). Returns how many it gave.
  std::int64_t read(const TableLayout&, const std::vector<std::string>& after, std::int64_t limit, const OnRow&);

 private:
  struct Close {
    void operator()(sqlite3*) const;
  };
  std::unique_ptr<sqlite3, Close> database_;
};

}  // namespace teleperson::store::sqlite
