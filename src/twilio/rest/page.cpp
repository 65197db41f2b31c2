#include "twilio/rest/page.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

namespace teleperson::twilio {

namespace {

/// No blanks, no controls, no backslash (which some read as a slash), no fragment.
bool is_plain(std::string_view url) {
  return std::ranges::all_of(url, [](char c) { return c > ' ' && c < '\x7f' && c != '\\' && c != '#'; });
}

/// The next page's place as Twilio says it; null: there is none.
const boost::json::value* find_next(const boost::json::object& document) {
  const auto* meta = document.if_contains("meta");
  const auto* next = meta && meta->is_object() ? meta->get_object().if_contains("next_page_url")
                                               : document.if_contains("next_page_uri");
  return next && !next->is_null() ? next : nullptr;
}

}  // namespace

RestResult<Page> read_page(boost::json::object document, std::string_view items, std::string_view base_url) {
  auto* list = document.if_contains(items);
  if (!list || !list->is_array()) {
    return std::unexpected(unexpected_answer(200, fmt::format("has no list of {}", items)));
  }
  Page page{.items = std::move(list->get_array()), .next = {}};
  const auto* next = find_next(document);
  if (!next) return page;

  const auto* text = next->if_string();
  if (text && text->empty()) return page;
  const std::string url = text && text->starts_with('/') ? fmt::format("{}{}", base_url, std::string_view(*text))
                                                         : std::string(text ? std::string_view(*text) : "");
  if (!is_plain(url) || !url.starts_with(fmt::format("{}/", base_url))) {
    return std::unexpected(
        unexpected_answer(200, "names a next page on another host than the configured one; nothing was sent there"));
  }
  page.next = url;
  return page;
}

}  // namespace teleperson::twilio
