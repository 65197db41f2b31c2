#pragma once

#include <cstddef>
#include <expected>
#include <functional>
#include <span>
#include <string>
#include <string_view>

#include "http/message.h"
#include "sandbox/rest/rest_request.h"
#include "util/json_writer.h"

namespace teleperson::sandbox {

/// The part of a list that is asked for with `PageSize` (1 to 1000, 50), `Page` and `PageToken`. The token names the
/// last item of the page before, so that items which come in front meanwhile move nothing.
struct RestPage {
  std::size_t first = 0;
  std::size_t last = 0;  ///< one beyond
  std::size_t number = 0;
  std::size_t size = 50;
  bool has_next = false;
};

/// `sids`: of the whole list, in order. The error is 400/20001 or, for a size beyond 1000, 400/20007.
std::expected<RestPage, http::Response> page_of(const RestRequest&, std::span<const std::string_view> sids);

/// Writes the item at that place of the list.
using WriteItem = std::function<void(util::JsonWriter&, std::size_t index)>;

/// A page as the 2010 API answers it: `name`, `page`, `page_size`, `uri`, `first_page_uri`, `next_page_uri`...
http::Response v2010_list(const RestRequest&, std::string_view name, std::span<const std::string_view> sids,
                          const WriteItem&);
/// A page as the newer APIs answer it: `name`, and `meta` with whole URLs.
http::Response v1_list(const RestRequest&, std::string_view name, std::span<const std::string_view> sids,
                       const WriteItem&);

}  // namespace teleperson::sandbox
