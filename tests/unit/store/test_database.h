#pragma once

#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <stdexcept>
#include <string>
#include <unistd.h>

#include <fmt/format.h>

#include "store/postgresql/connection.h"
#include "store/sqlite/connection.h"
#include "temporary_folder.h"

namespace teleperson::test {

/// Looks into a database past the store.
class RawDatabase {
 public:
  explicit RawDatabase(const std::filesystem::path& path, store::sqlite::Access access = store::sqlite::Access::read)
      : session_(store::sqlite::connect(path, access)) {}
  explicit RawDatabase(const store::postgresql::DatabaseUrl& url) : session_(store::postgresql::connect(url)) {}

  /// The first column of the first row.
  std::string ask(const std::string& sql) { return session_->ask_once(sql); }
  int count(const std::string& what) { return std::stoi(ask("select cast(count(*) as text) from " + what)); }
  void run(const std::string& sql) { session_->run_once(sql); }

 private:
  std::unique_ptr<store::sql::Session> session_;
};

/// An empty database, gone at the end: a file, or where STORE_TEST_SERVER is the URL of a PostgreSQL server, a schema
/// of its own there.
class TestDatabase {
 public:
  TestDatabase() {
    if (server() == nullptr) {
      url_ = "sqlite:" + file().string();
      return;
    }
    static std::atomic<int> created = 0;
    schema_ = fmt::format("test_{}_{}", ::getpid(), ++created);
    url_ = fmt::format("{}&schema={}", server(), schema_);
  }
  ~TestDatabase() {
    if (server() != nullptr)
      raw().run(fmt::format("set client_min_messages to error; drop schema if exists {} cascade", schema_));
  }
  TestDatabase(const TestDatabase&) = delete;
  TestDatabase& operator=(const TestDatabase&) = delete;

  /// For DATABASE_URL, of the schema's owner.
  const std::string& url() const { return url_; }
  /// The same for a gateway: where the server has roles, of one that may do what a gateway does and no more.
  std::string gateway_url() const {
    auto url = url_;
    if (!is_sqlite()) url.replace(url.find(owner), owner.size(), "user=" + gateway_role);
    return url;
  }
  void migrate() const {
    if (is_sqlite()) {
      store::migrate(url_);
      return;
    }
    // Other processes do the same at this moment.
    raw().run("do $$ begin create role " + gateway_role +
              " login; exception when duplicate_object or unique_violation then null; end $$");
    store::migrate(url_, {.map_onto = {}, .unmap = false, .grant_to = gateway_role});
  }
  RawDatabase raw() const {
    return server() == nullptr ? RawDatabase(file(), store::sqlite::Access::write)
                               : RawDatabase(store::postgresql::parse_url(url_));
  }
  /// Of SQLite only.
  std::filesystem::path file() const { return folder_.file("store.db"); }

  /// Each insert fails from now on, as of a full disk.
  void refuse_inserts(const std::string& table) const {
    if (is_sqlite()) {
      raw().run("create trigger fault before insert on " + table + " begin select raise(abort, 'injected'); end");
    } else {
      create_fault();
      raw().run("create trigger fault before insert on " + table + " for each row execute function fault()");
    }
  }
  void accept_inserts(const std::string& table) const {
    raw().run(is_sqlite() ? "drop trigger fault" : "drop trigger fault on " + table);
  }
  /// As if the power went away before the commit was done.
  void refuse_commits_after_inserts(const std::string& table) const {
    if (is_sqlite()) {
      raw().run(
          "create table fault (id integer primary key references fault_parent (id) deferrable initially deferred)");
      raw().run("create table fault_parent (id integer primary key)");
      raw().run("create trigger fault after insert on " + table + " begin insert or ignore into fault values (1); end");
    } else {
      create_fault();
      raw().run("create constraint trigger fault after insert on " + table +
                " deferrable initially deferred for each row execute function fault()");
    }
  }
  /// An append-only table may be deleted from.
  void allow_changes(const std::string& table) const {
    raw().run(is_sqlite() ? "drop trigger " + table + "_no_delete"
                          : "drop trigger " + table + "_append_only on " + table);
  }

  /// What one table holds, or all of them, as SQL text.
  std::string dump(const std::string& table = {}) const {
    std::string command = fmt::format("sqlite3 {} '.dump {}'", file().string(), table);
    if (!is_sqlite()) {
      // Partitions are tables too. Sequences go on when a transaction is undone, and hold nothing; some releases put
      // a random word around the rest.
      const auto what = table.empty() ? fmt::format("-n {}", schema_) : fmt::format("-t '{}.{}*'", schema_, table);
      command = fmt::format("pg_dump --data-only --inserts {} '{}' | grep -v 'setval\\|restrict'", what,
                            store::postgresql::parse_url(url_).connection);
    }
    FILE* const output = ::popen(command.c_str(), "r");
    std::string text;
    char piece[4096];
    for (std::size_t size = 0; (size = std::fread(piece, 1, sizeof piece, output)) > 0;)
      text.append(piece, size);
    if (::pclose(output) != 0) throw std::runtime_error("the database could not be dumped");
    return text;
  }

  static bool is_sqlite() { return server() == nullptr; }

 private:
  void create_fault() const {
    raw().run(
        "create function fault() returns trigger language plpgsql as $$ begin raise exception 'injected'; end $$");
  }
  inline static const std::string owner = "user=postgres";
  inline static const std::string gateway_role = "test_gateway";
  static const char* server() { return std::getenv("STORE_TEST_SERVER"); }

  TemporaryFolder folder_;
  std::string schema_;
  std::string url_;
};

}  // namespace teleperson::test
