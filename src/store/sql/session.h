#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <unordered_map>
#include <utility>
#include <vector>

#include "store/sql/domain_cells.h"
#include "store/sql/prepared.h"
#include "store/sql/statement.h"

namespace teleperson::store::sql {

/// Rethrows what is being handled; SOCI's errors as DatabaseError, without the values that SOCI adds to the text.
[[noreturn]] void rethrow_as_database_error();

enum class Dialect {
  sqlite,      ///< one writer at a time
  postgresql,  ///< writers run side by side, each statement seeing what was committed before it (read committed)
};

/// One connection with its prepared statements. Used by one thread at a time. All methods throw DatabaseError.
class Session {
 public:
  explicit Session(std::unique_ptr<soci::session> connection, Dialect dialect = Dialect::sqlite,
                   Preparation preparation = Preparation::once)
      : connection_(std::move(connection)), dialect_(dialect), preparation_(preparation) {}

  Dialect dialect() const { return dialect_; }
  /// Asks the server.
  bool is_connected() const;
  /// Since when the database has owed an answer; it owes none: never. May be called from any thread.
  std::chrono::steady_clock::time_point waits_since() const { return waits_since_; }

  template <class... Out, class... In>
  std::vector<Row<Out...>> all(const Sql<Row<Out...>(In...)>& sql, const std::type_identity_t<In>&... in) {
    std::vector<Row<Out...>> rows;
    run_prepared(sql, [&](Row<Out...>&& row) { rows.push_back(std::move(row)); }, in...);
    return rows;
  }

  /// The first row, if any.
  template <class... Out, class... In>
  std::optional<Row<Out...>> one(const Sql<Row<Out...>(In...)>& sql, const std::type_identity_t<In>&... in) {
    std::optional<Row<Out...>> first;
    auto keep_first = [&](Row<Out...>&& row) {
      if (!first) first = std::move(row);
    };
    run_prepared(sql, keep_first, in...);
    return first;
  }

  /// Returns the number of rows that changed.
  template <class... In>
  std::int64_t run(const Sql<Row<>(In...)>& sql, const std::type_identity_t<In>&... in) {
    return run_prepared(sql, [](Row<>&&) {}, in...);
  }

  /// Runs a statement that is needed once, such as a pragma or a piece of a migration.
  void run_once(const std::string& text);
  /// The first column of the first row of such a statement; empty if there is none.
  std::string ask_once(const std::string& text);

  /// The texts of all statements that were prepared so far.
  std::vector<std::string_view> prepared_texts() const;

 private:
  static constexpr auto never = std::chrono::steady_clock::time_point::max();

  /// While the database is being asked.
  class Asking {
   public:
    explicit Asking(const Session& session) : since_(session.waits_since_) {
      since_ = std::chrono::steady_clock::now();
    }
    ~Asking() { since_ = never; }
    Asking(const Asking&) = delete;

   private:
    std::atomic<std::chrono::steady_clock::time_point>& since_;
  };

  struct Entry {
    std::string_view text;
    std::unique_ptr<AnyPrepared> statement;
  };

  template <class Signature>
  Prepared<Signature>& prepared(const Sql<Signature>& sql) {
    Entry& entry = prepared_[&sql];
    if (!entry.statement)
      entry = {sql.text, std::make_unique<Prepared<Signature>>(*connection_, sql.text, preparation_)};
    return static_cast<Prepared<Signature>&>(*entry.statement);
  }

  template <class OnRow, class... Out, class... In>
  std::int64_t run_prepared(const Sql<Row<Out...>(In...)>& sql, OnRow&& on_row, const In&... in) {
    const Asking asking(*this);
    try {
      auto& statement = prepared(sql);
      statement.run(on_row, in...);
      return statement.affected_rows();
    } catch (...) {
      prepared_.erase(&sql);
      rethrow_as_database_error();
    }
  }

  std::unique_ptr<soci::session> connection_;
  Dialect dialect_;
  Preparation preparation_;
  mutable std::atomic<std::chrono::steady_clock::time_point> waits_since_ = never;
  std::unordered_map<const void*, Entry> prepared_;  // after the connection: must go before it
};

}  // namespace teleperson::store::sql
