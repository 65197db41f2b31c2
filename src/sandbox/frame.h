#pragma once

#include <optional>
#include <string>
#include <string_view>

#include <boost/json/object.hpp>

namespace teleperson::sandbox {

/// One message of the signalling or the handset socket: a JSON object `{type, payload}`.
struct Frame {
  std::string type;
  boost::json::object payload;
};

/// Nothing if the text is not a JSON object with a text `type` and, if it is there, an object `payload`.
std::optional<Frame> parse_frame(std::string_view text);

/// `{"type":...,"payload":...,"version":"1.6"}`: the version is the Voice SDK's; phones ignore it.
std::string make_frame(std::string_view type, boost::json::object payload);

/// The text of that name, or an empty one if it is absent or no text. Lives as long as the payload.
std::string_view text_of(const boost::json::object& payload, std::string_view name);

}  // namespace teleperson::sandbox
