#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "store/postgresql/url.h"

struct pg_conn;
struct pg_result;

namespace teleperson::store::postgresql {

/// A connection that writes and reads whole tables. The methods throw DatabaseError, whose text holds no values.
class TableTarget {
 public:
  explicit TableTarget(const DatabaseUrl&);

  /// A transaction; `work` runs in it, and it is undone if that throws.
  void transact(const std::function<void()>& work);

  void run(const std::string& sql);
  /// The columns of the first row as texts, empty for nulls; nothing if there is no row.
  std::vector<std::string> ask(const std::string& sql);

  /// Within a transaction. `write` is given what to call with each row, in the text format of COPY.
  using OnRow = std::function<void(std::string_view row)>;
  void write_rows(const std::string& table_and_columns, const std::function<void(const OnRow&)>& write);
  void read_rows(const std::string& query, const OnRow&);

 private:
  struct Finish {
    void operator()(pg_conn*) const;
  };
  struct Clear {
    void operator()(pg_result*) const;
  };
  using Answer = std::unique_ptr<pg_result, Clear>;

  Answer execute(const std::string& sql);
  /// The end of a COPY.
  void expect_done();
  [[noreturn]] void fail(const Answer&) const;

  DatabaseUrl url_;
  std::unique_ptr<pg_conn, Finish> connection_;
};

}  // namespace teleperson::store::postgresql
