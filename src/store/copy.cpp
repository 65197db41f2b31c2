#include "store/copy.h"

#include <algorithm>
#include <chrono>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "store/postgresql/migration.h"
#include "store/postgresql/table_target.h"
#include "store/sql/database_error.h"
#include "store/sqlite/connection.h"
#include "store/sqlite/table_source.h"
#include "util/crypto.h"
#include "util/encoding.h"

namespace teleperson::store {
namespace {

using Kind = TableLayout::Kind;

/// Some seconds of work; what is lost when it breaks off.
constexpr std::int64_t rows_a_batch = 50'000;
constexpr std::int64_t all_rows = -1;

/// A checksum of rows, in their order.
class RowsDigest {
 public:
  void add(std::string_view row) {
    rows_ += row;
    if (rows_.size() > most_bytes) fold();
  }
  util::Sha256Digest finish() {
    fold();
    return digest_;
  }

 private:
  static constexpr std::size_t most_bytes = 1UL << 20;

  void fold() {
    digest_ = util::sha256(util::to_hex(digest_) + rows_);
    rows_.clear();
  }

  util::Sha256Digest digest_{};
  std::string rows_;
};

/// One run of the command. In the target, `copy_progress` tells from where the copy comes, for as long as it is not
/// complete; how far it is tell the rows themselves, which are written in the order of their keys.
class Copy {
 public:
  Copy(sqlite::TableSource& source, const std::filesystem::path& from, const postgresql::DatabaseUrl& to,
       CopyProgress& progress)
      : source_(source), source_name_(util::to_hex(util::sha256(from.string()))), target_(to), progress_(progress) {}

  CopyReport run() {
    count_source();
    CopyReport report;
    report.was_complete = !begin();
    if (!report.was_complete) copy_all();
    report.tables = verify();
    if (report.complete()) {
      if (!report.was_complete) finish();
    } else if (report.was_complete) {
      refuse();
    }
    return report;
  }

 private:
  [[noreturn]] static void refuse() {
    throw CopyRefused(
        "the target holds other data: give the copy a database or a schema of its own (`schema=NAME` in the URL)");
  }

  void count_source() {
    for (const auto& table : table_layouts())
      tables_.push_back({.name = table.name, .rows = source_.ask("select count(*) from " + table.name)});
    for (const auto& table : tables_)
      progress_.total += table.rows;
  }

  /// False: the target holds data, and no copy that is not complete.
  bool begin() {
    bool goes_on = true;
    target_.transact([&] {
      target_.run("select pg_advisory_xact_lock(hashtext('teleperson-voice copy'))");
      if (!target_.ask("select to_regproc('users_to_host')").front().empty()) {
        throw CopyRefused(
            "the target is kept the same as another product's tables: `teleperson-voice migrate --unmap`, copy, and "
            "map "
            "again");
      }
      if (target_.ask("select to_regclass('copy_progress')").front().empty()) {
        goes_on = is_empty();
        if (!goes_on) return;
        target_.run("create table copy_progress (source text not null)");
        target_.run(fmt::format("insert into copy_progress values ('{}')", source_name_));
      }
      if (target_.ask("select source from copy_progress").front() != source_name_) {
        throw CopyRefused(
            "the target holds a part of the copy of another database: drop its schema, or go on with that one");
      }
    });
    return goes_on;
  }

  bool is_empty() {
    return std::ranges::all_of(table_layouts(), [&](const TableLayout& table) {
      return table.kind == Kind::single || target_.ask(fmt::format("select 1 from {} limit 1", table.name)).empty();
    });
  }

  void copy_all() {
    for (const auto& table : table_layouts()) {
      if (table.name == "voice_call_log") make_months();
      count_as_done(table);
      while (copy_batch(table)) {
      }
    }
    for (const auto& table : table_layouts()) {
      if (table.kind == Kind::numbered) continue_numbers(table);
    }
  }

  /// What an earlier run has copied.
  void count_as_done(const TableLayout& table) {
    if (table.kind == Kind::single) return;
    target_.transact([&] { progress_.done += std::stoll(target_.ask("select count(*) from " + table.name).front()); });
  }

  /// Of those that have calls.
  void make_months() {
    const std::string earliest = "select min(created_at) from voice_call_log";
    for (auto at = source_.ask(earliest); at != 0;) {
      target_.transact([&] { target_.ask(fmt::format("select make_call_log_month({})", at)); });
      const std::chrono::year_month_day day(
          std::chrono::floor<std::chrono::days>(util::Timestamp(std::chrono::milliseconds(at))));
      const util::Timestamp next = std::chrono::sys_days((day.year() / day.month() + std::chrono::months(1)) / 1);
      at = source_.ask(fmt::format("{} where created_at >= {}", earliest, next.time_since_epoch().count()));
    }
  }

  /// False: it was the last one.
  bool copy_batch(const TableLayout& table) {
    std::int64_t rows = 0;
    target_.transact([&] {
      target_.run("lock table copy_progress in share row exclusive mode");  // two copies at once write nothing twice
      if (table.kind == Kind::single) target_.run("delete from " + table.name);
      if (table.kind == Kind::counted) target_.run(fmt::format("alter table {} disable trigger user", table.name));
      const auto columns = table.key_columns();
      const auto last = target_.ask(fmt::format("select {} from {} order by {} desc limit 1", table.key, table.name,
                                                fmt::join(columns, " desc, ")));
      target_.write_rows(columns_of(table), [&](const auto& put) {
        rows = source_.read(table, last, rows_a_batch, [&](std::string_view row) {
          put(row);
          ++progress_.done;
        });
      });
      if (table.kind == Kind::counted) target_.run(fmt::format("alter table {} enable trigger user", table.name));
    });
    return rows == rows_a_batch;
  }

  std::string columns_of(const TableLayout& table) {
    return fmt::format("{} ({})", table.name, fmt::join(source_.columns(table), ", "));
  }

  /// New rows get ids that no row ever had, not even one that was deleted.
  void continue_numbers(const TableLayout& table) {
    const auto last = source_.ask(fmt::format("select seq from sqlite_sequence where name = '{}'", table.name));
    if (last == 0) return;
    target_.transact(
        [&] { target_.ask(fmt::format("select setval(pg_get_serial_sequence('{}', 'id'), {})", table.name, last)); });
  }

  std::vector<CopiedTable> verify() {
    progress_.phase = CopyProgress::Phase::verifying;
    progress_.done = 0;
    for (std::size_t i = 0; i < tables_.size(); ++i)
      compare(table_layouts()[i], tables_[i]);
    return tables_;
  }

  /// Both sides give their rows in the same order and format.
  void compare(const TableLayout& table, CopiedTable& result) {
    target_.transact(
        [&] { result.target_rows = std::stoll(target_.ask("select count(*) from " + table.name).front()); });
    if (result.target_rows != result.rows) return;
    RowsDigest ours;
    RowsDigest theirs;
    source_.read(table, {}, all_rows, [&](std::string_view row) {
      ours.add(row);
      ++progress_.done;
    });
    const auto query =
        fmt::format("select {} from {} order by {}", fmt::join(source_.columns(table), ", "), table.name, table.key);
    target_.transact([&] { target_.read_rows(query, [&](std::string_view row) { theirs.add(row); }); });
    result.same = ours.finish() == theirs.finish();
  }

  void finish() {
    target_.transact([&] { target_.run("drop table copy_progress"); });
    for (const auto& table : table_layouts())
      target_.transact([&] { target_.run("analyze " + table.name); });
  }

  sqlite::TableSource& source_;
  std::string source_name_;
  postgresql::TableTarget target_;
  CopyProgress& progress_;
  std::vector<CopiedTable> tables_;
};

}  // namespace

bool CopyReport::complete() const {
  return std::ranges::all_of(tables, &CopiedTable::same);
}

CopyReport copy(const std::string& from_url, const std::string& to_url, CopyProgress& progress) {
  if (!from_url.starts_with("sqlite:") || !postgresql::is_postgresql(to_url)) {
    throw OpenError("a copy goes from sqlite:PATH to postgresql://...; there is no other way yet");
  }
  const auto path = sqlite::database_path(from_url);
  const auto url = postgresql::parse_url(to_url);
  try {
    sqlite::TableSource source(path);
    postgresql::migrate(url);
    return Copy(source, path, url, progress).run();
  } catch (const sql::DatabaseError& error) {
    throw OpenError(fmt::format("the copy broke off: {}. Run it again to go on", error.what()));
  }
}

}  // namespace teleperson::store
