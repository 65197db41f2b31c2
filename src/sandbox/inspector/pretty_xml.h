#pragma once

#include <string>
#include <string_view>

namespace teleperson::sandbox {

/// The document with an element, and an attribute, on each line. Empty if it is not XML.
std::string pretty_xml(std::string_view xml);

}  // namespace teleperson::sandbox
