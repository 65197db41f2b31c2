#include "store/postgresql/url.h"

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <optional>
#include <utility>
#include <vector>

#include "store/store.h"

namespace teleperson::store::postgresql {
namespace {

using Parameters = std::vector<std::pair<std::string_view, std::string_view>>;

Parameters split_query(std::string_view query) {
  Parameters parameters;
  while (!query.empty()) {
    const auto one = query.substr(0, query.find('&'));
    query.remove_prefix(std::min(one.size() + 1, query.size()));
    const auto equals = one.find('=');
    if (one.empty()) continue;
    if (equals == std::string_view::npos) throw OpenError("DATABASE_URL has a parameter without a value");
    parameters.emplace_back(one.substr(0, equals), one.substr(equals + 1));
  }
  return parameters;
}

std::optional<std::string_view> find(const Parameters& parameters, std::string_view name) {
  for (const auto& [key, value] : parameters) {
    if (key == name) return value;
  }
  return std::nullopt;
}

/// One of libpq's list, which may have several. Its port is left out.
bool is_on_this_machine(std::string_view host) {
  if (!host.starts_with('[')) host = host.substr(0, host.find(':'));
  const bool is_folder = host.starts_with('/') || host.starts_with("%2F");  // of the server's socket
  const bool is_loopback = host.starts_with("127.") && host.find_first_not_of("0123456789.") == std::string_view::npos;
  return host.empty() || is_folder || is_loopback || host == "localhost" || host.starts_with("[::1]");
}

bool is_on_this_machine_only(std::string_view hosts) {
  for (;;) {
    const auto comma = hosts.find(',');
    if (!is_on_this_machine(hosts.substr(0, comma))) return false;
    if (comma == std::string_view::npos) return true;
    hosts.remove_prefix(comma + 1);
  }
}

std::string schema_of(std::string_view value) {
  const auto is_plain = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; };
  if (value.empty() || value.size() > 63 || !std::all_of(value.begin(), value.end(), is_plain)) {
    throw OpenError("`schema` in DATABASE_URL must have 1 to 63 lower-case letters, digits and underscores");
  }
  return std::string(value);
}

int limit_of(std::string_view value) {
  int limit = 0;
  const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), limit);
  if (error != std::errc() || end != value.data() + value.size() || limit < 4 || limit > 200) {
    throw OpenError("`connection_limit` in DATABASE_URL must be a number from 4 to 200");
  }
  return limit;
}

bool truth_of(std::string_view value) {
  if (value != "true" && value != "false") throw OpenError("`pgbouncer` in DATABASE_URL must be true or false");
  return value == "true";
}

}  // namespace

bool is_postgresql(std::string_view url) {
  return url.starts_with("postgresql:") || url.starts_with("postgres:");
}

DatabaseUrl parse_url(std::string_view url) {
  const auto scheme_end = url.find("://");
  if (!is_postgresql(url) || scheme_end == std::string_view::npos) {
    throw OpenError("DATABASE_URL must be postgresql://USER:PASSWORD@HOST/DATABASE, or sqlite:PATH");
  }
  if (url.find('\0') != std::string_view::npos) throw OpenError("DATABASE_URL may not hold a NUL");
  const auto question = std::min(url.find('?'), url.size());
  const auto base = url.substr(0, question);
  const auto parameters = split_query(url.substr(std::min(question + 1, url.size())));

  DatabaseUrl parsed;
  std::string query;
  const auto add = [&](std::string_view name, std::string_view value) {
    query.append(query.empty() ? "?" : "&").append(name).append("=").append(value);
  };
  for (const auto& [name, value] : parameters) {
    if (name == "schema") {
      parsed.schema = schema_of(value);
    } else if (name == "connection_limit") {
      parsed.connection_limit = limit_of(value);
    } else if (name == "pgbouncer") {
      parsed.pgbouncer = truth_of(value);
    } else {
      add(name, value);
    }
  }

  auto authority = base.substr(scheme_end + 3);
  authority = authority.substr(0, authority.find('/'));
  if (const auto at = authority.rfind('@'); at != std::string_view::npos) authority.remove_prefix(at + 1);
  const auto hosts = find(parameters, "host").value_or(authority);
  const auto add_default = [&](std::string_view name, std::string_view value) {
    if (!find(parameters, name)) add(name, value);
  };
  if (!is_on_this_machine_only(hosts) && std::getenv("PGSSLMODE") == nullptr) add_default("sslmode", "require");
  add_default("application_name", "teleperson-voice");
  add_default("connect_timeout", "5");  // seconds, as the next two
  add_default("keepalives_idle", "5");
  add_default("keepalives_interval", "2");
  add_default("keepalives_count", "3");
  add_default("tcp_user_timeout", "10000");  // milliseconds
  parsed.connection = std::string(base) + query;
  return parsed;
}

}  // namespace teleperson::store::postgresql
