#pragma once

#include <string>
#include <string_view>

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

#include "twilio/rest/error.h"

namespace teleperson::twilio {

/// One page of a list.
struct Page {
  boost::json::array items;
  std::string next;  ///< URL of the next page; empty: this is the last
};

/// Both ways of paging: the 2010 API's `next_page_uri`, a path, and the newer APIs' `meta.next_page_url`, a whole URL.
/// `items`: the name of the list. `unexpected` when the next page would be anywhere but under `base_url`, since
/// credentials would be sent there.
RestResult<Page> read_page(boost::json::object document, std::string_view items, std::string_view base_url);

}  // namespace teleperson::twilio
