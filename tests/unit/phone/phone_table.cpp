// Prints what NumberPlan says about the E.164 numbers on standard input, one line each: number, regions (separated by
// commas, `-` for none), kind, `plausible` or `implausible`. For tests/api/phone-metadata.test.mjs, which compares this
// with another implementation.
#include <iostream>
#include <string>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "phone/number_info.h"

int main() {
  const teleperson::phone::NumberPlan plan;
  for (std::string text; std::getline(std::cin, text);) {
    const auto number = teleperson::phone::E164::parse(text);
    if (!number) {
      fmt::print(stderr, "not E.164: {}\n", text);
      return 1;
    }
    const auto info = plan.info(*number);
    const auto regions = info.regions.empty() ? "-" : fmt::format("{}", fmt::join(info.regions, ","));
    fmt::print("{} {} {} {}\n", text, regions, to_string(info.kind), info.plausible ? "plausible" : "implausible");
  }
}
