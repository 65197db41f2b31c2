#include "store/postgresql/url.h"

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <libpq-fe.h>
#include <memory>
#include <optional>
#include <stdexcept>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "store/store.h"

namespace teleperson::store::postgresql {
namespace {

constexpr std::string_view hidden = "***";

/// The rest of a sentence that starts with "DATABASE_URL". Never leaves this file.
struct Complaint : std::runtime_error {
  using std::runtime_error::runtime_error;
};

using Parameters = std::vector<std::pair<std::string_view, std::string_view>>;

Parameters split_query(std::string_view query) {
  Parameters parameters;
  while (!query.empty()) {
    const auto one = query.substr(0, query.find('&'));
    query.remove_prefix(std::min(one.size() + 1, query.size()));
    const auto equals = one.find('=');
    if (one.empty()) continue;
    if (equals == std::string_view::npos) throw Complaint("has a parameter without a value");
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
  if (!is_plain_name(value)) throw Complaint(fmt::format("must give `schema` {}", plain_name));
  return std::string(value);
}

int limit_of(std::string_view value) {
  int limit = 0;
  const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), limit);
  if (error != std::errc() || end != value.data() + value.size() || limit < 4 || limit > 200) {
    throw Complaint("must give `connection_limit` a number from 4 to 200");
  }
  return limit;
}

bool truth_of(std::string_view value) {
  if (value != "true" && value != "false") throw Complaint("must give `pgbouncer` the value true or false");
  return value == "true";
}

/// From the scheme's end to the path.
std::string_view authority_of(std::string_view base) {
  base.remove_prefix(base.find("://") + 3);
  return base.substr(0, base.find('/'));
}

/// libpq's own complaint would repeat the URL, password and all.
void require_readable(const std::string& connection) {
  const std::unique_ptr<PQconninfoOption, decltype(&PQconninfoFree)> options(
      PQconninfoParse(connection.c_str(), nullptr), PQconninfoFree);
  if (!options) {
    throw Complaint(
        "is none that libpq can read: look at its parameters' names, and write special characters in user and password "
        "as %XX");
  }
}

DatabaseUrl parse(std::string_view url) {
  if (!is_postgresql(url) || url.find("://") == std::string_view::npos) {
    throw Complaint("must be postgresql://USER:PASSWORD@HOST/DATABASE, or sqlite:PATH");
  }
  if (url.find('\0') != std::string_view::npos) throw Complaint("may not hold a NUL");
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

  auto authority = authority_of(base);
  if (const auto at = authority.rfind('@'); at != std::string_view::npos) authority.remove_prefix(at + 1);
  const auto hosts = find(parameters, "host").value_or(authority);
  const auto add_default = [&](std::string_view name, std::string_view value) {
    if (!find(parameters, name)) add(name, value);
  };
  if (!is_on_this_machine_only(hosts) && std::getenv("PGSSLMODE") == nullptr) add_default("sslmode", "require");
  add_default("application_name", "teleperson-voice");
  add_default("connect_timeout", "3");  // seconds, as the next two
  add_default("keepalives_idle", "5");
  add_default("keepalives_interval", "2");
  add_default("keepalives_count", "3");
  add_default("tcp_user_timeout", "10000");  // milliseconds
  parsed.connection = std::string(base) + query;
  require_readable(parsed.connection);
  return parsed;
}

}  // namespace

bool is_plain_name(std::string_view name) {
  const auto is_letter = [](char c) { return (c >= 'a' && c <= 'z') || c == '_'; };
  const auto is_plain = [&](char c) { return is_letter(c) || (c >= '0' && c <= '9'); };
  return !name.empty() && name.size() <= 63 && is_letter(name.front()) && std::ranges::all_of(name, is_plain);
}

bool is_postgresql(std::string_view url) {
  return url.starts_with("postgresql:") || url.starts_with("postgres:");
}

std::expected<DatabaseUrl, std::string> read_url(std::string_view url) {
  try {
    return parse(url);
  } catch (const Complaint& complaint) {
    return std::unexpected(complaint.what());
  }
}

DatabaseUrl parse_url(std::string_view url) {
  auto parsed = read_url(url);
  if (!parsed) throw OpenError("DATABASE_URL " + parsed.error());
  return std::move(*parsed);
}

std::string without_password(std::string_view url) {
  const auto question = std::min(url.find('?'), url.size());
  std::string shown(url.substr(0, question));
  const auto scheme_end = url.find("://");
  const auto at = shown.rfind('@');
  if (scheme_end != std::string_view::npos && at != std::string::npos) {
    const auto colon = shown.find(':', scheme_end + 3);
    if (colon < at) shown.replace(colon + 1, at - colon - 1, hidden);
  }
  std::string_view rest = url.substr(question);
  while (!rest.empty()) {  // each parameter, with the sign before it
    const auto one = rest.substr(0, rest.find_first_of("?&", 1));
    rest.remove_prefix(one.size());
    const auto equals = one.find('=');
    const bool is_secret =
        equals != std::string_view::npos && one.substr(0, equals).find("password") != std::string_view::npos;
    shown.append(is_secret ? one.substr(0, equals + 1) : one).append(is_secret ? hidden : "");
  }
  return shown;
}

}  // namespace teleperson::store::postgresql
