#include "gateway/endpoints/company_query.h"

#include <algorithm>
#include <optional>
#include <string>

#include "util/encoding.h"

namespace teleperson::gateway {

namespace {

constexpr std::size_t longest_domain = 253;  // RFC 1035
constexpr std::size_t longest_words = 100;   // characters
constexpr std::size_t longest_cursor = 400;

/// Lower case, without `www.` and a final dot; nothing if it cannot be a host's name. Names in other scripts come as
/// the browser sends them, in their ASCII form.
std::optional<std::string> normalise_domain(std::string domain) {
  const auto is_allowed = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_';
  };
  std::ranges::transform(domain, domain.begin(),
                         [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  if (domain.ends_with('.')) domain.pop_back();
  if (domain.starts_with("www.")) domain.erase(0, 4);
  if (domain.empty() || domain.size() > longest_domain || !std::ranges::all_of(domain, is_allowed)) return std::nullopt;
  return domain;
}

std::size_t count_characters(std::string_view utf8) {
  return static_cast<std::size_t>(
      std::ranges::count_if(utf8, [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

}  // namespace

std::expected<store::CompanyQuery, std::string_view> parse_company_query(std::string_view query) {
  const auto fields = util::parse_form(query);
  if (!fields) return std::unexpected("Percent-encode the query correctly.");

  for (const auto* name : {"domain", "q", "cursor"}) {
    if (std::ranges::count(*fields, name, &std::pair<std::string, std::string>::first) > 1) {
      return std::unexpected("Give each of `domain`, `q` and `cursor` once at most.");
    }
  }

  store::CompanyQuery parsed;
  if (const auto* domain = util::find_field(*fields, "domain")) {
    parsed.domain = normalise_domain(*domain);
    if (!parsed.domain) return std::unexpected("`domain` must be a host name of at most 253 characters.");
  }
  if (const auto* words = util::find_field(*fields, "q")) {
    if (!util::is_utf8(*words) || words->contains('\0') || count_characters(*words) > longest_words) {
      return std::unexpected("`q` must be UTF-8 text of at most 100 characters.");
    }
    parsed.words = *words;
  }
  if (const auto* cursor = util::find_field(*fields, "cursor")) {
    if (cursor->size() > longest_cursor || !store::valid_cursor(*cursor)) {
      return std::unexpected("`cursor` must be the `next_cursor` of the page before.");
    }
    parsed.cursor = *cursor;
  }
  return parsed;
}

}  // namespace teleperson::gateway
