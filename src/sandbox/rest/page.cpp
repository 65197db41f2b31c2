#include "sandbox/rest/page.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "sandbox/rest/rest_error.h"

namespace teleperson::sandbox {
namespace {

constexpr std::size_t largest_page = 1000;
constexpr std::string_view token_prefix = "PA";

std::optional<std::size_t> page_number(std::string_view text) {
  std::size_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  const bool is_whole = error == std::errc() && end == text.data() + text.size();
  return is_whole ? std::optional(number) : std::nullopt;
}

/// The same list at another page. `after`: the last SID of the page before it; empty: none is named.
std::string page_url(const RestRequest& request, const RestPage& page, std::size_t number, std::string_view after) {
  util::FormFields query = request.query;
  std::erase_if(query, [](const auto& field) {
    return field.first == "PageSize" || field.first == "Page" || field.first == "PageToken";
  });
  query.emplace_back("PageSize", std::to_string(page.size));
  query.emplace_back("Page", std::to_string(number));
  if (!after.empty()) query.emplace_back("PageToken", fmt::format("{}{}", token_prefix, after));
  return fmt::format("{}?{}", request.path, util::encode_form(query));
}

struct PageUrls {
  std::string first;
  std::string self;
  std::optional<std::string> next;
  std::optional<std::string> previous;
};

PageUrls urls_of(const RestRequest& request, const RestPage& page, std::span<const std::string_view> sids,
                 std::string_view base) {
  const auto url = [&](std::size_t number, std::string_view after) {
    return std::string(base) + page_url(request, page, number, after);
  };
  PageUrls urls{.first = url(0, {}), .self = url(page.number, {}), .next = {}, .previous = {}};
  if (page.has_next) urls.next = url(page.number + 1, sids[page.last - 1]);
  if (page.number > 0) urls.previous = url(page.number - 1, {});
  return urls;
}

void write_items(util::JsonWriter& json, std::string_view name, const RestPage& page, const WriteItem& write) {
  json.array(name, [&] {
    for (std::size_t index = page.first; index < page.last; ++index)
      write(json, index);
  });
}

}  // namespace

std::expected<RestPage, http::Response> page_of(const RestRequest& request, std::span<const std::string_view> sids) {
  RestPage page;
  if (const std::string* size = util::find_field(request.query, "PageSize")) {
    const auto number = page_number(*size);
    if (!number || *number == 0) return std::unexpected(rest_error(400, 20001, "PageSize must be 1 to 1000"));
    if (*number > largest_page) return std::unexpected(rest_error(400, 20007, "Page size too large"));
    page.size = *number;
  }
  if (const std::string* number = util::find_field(request.query, "Page")) {
    const auto wanted = page_number(*number);
    if (!wanted || *wanted > sids.size()) return std::unexpected(rest_error(400, 20001, "There is no such Page"));
    page.number = *wanted;
  }
  page.first = std::min(page.number * page.size, sids.size());
  const std::string* token = util::find_field(request.query, "PageToken");
  if (token != nullptr && token->starts_with(token_prefix)) {
    const auto before = std::ranges::find(sids, std::string_view(*token).substr(token_prefix.size()));
    if (before != sids.end()) page.first = static_cast<std::size_t>(before - sids.begin()) + 1;
  }
  page.last = std::min(page.first + page.size, sids.size());
  page.has_next = page.last < sids.size() && page.last > page.first;
  return page;
}

http::Response v2010_list(const RestRequest& request, std::string_view name, std::span<const std::string_view> sids,
                          const WriteItem& write) {
  auto page = page_of(request, sids);
  if (!page) return std::move(page.error());
  const PageUrls urls = urls_of(request, *page, sids, {});
  std::string body;
  util::JsonWriter json(body);
  json.object([&] {
    json.field("first_page_uri", urls.first);
    json.field("end", page->last == page->first ? page->first : page->last - 1);
    json.field("next_page_uri", urls.next);
    json.field("page", page->number);
    json.field("page_size", page->size);
    json.field("previous_page_uri", urls.previous);
    json.field("start", page->first);
    json.field("uri", urls.self);
    write_items(json, name, *page, write);
  });
  return http::Response::json(std::move(body));
}

http::Response v1_list(const RestRequest& request, std::string_view name, std::span<const std::string_view> sids,
                       const WriteItem& write) {
  auto page = page_of(request, sids);
  if (!page) return std::move(page.error());
  const PageUrls urls = urls_of(request, *page, sids, request.base_url);
  std::string body;
  util::JsonWriter json(body);
  json.object([&] {
    write_items(json, name, *page, write);
    json.object("meta", [&] {
      json.field("page", page->number);
      json.field("page_size", page->size);
      json.field("first_page_url", urls.first);
      json.field("previous_page_url", urls.previous);
      json.field("url", urls.self);
      json.field("next_page_url", urls.next);
      json.field("key", name);
    });
  });
  return http::Response::json(std::move(body));
}

}  // namespace teleperson::sandbox
