#include "sandbox/callee/script.h"

#include <algorithm>
#include <array>

namespace teleperson::sandbox {
namespace {

constexpr auto numbers = std::to_array<ScriptedNumber>({
    {Behaviour::answer, "answer", "0190", "answers, hangs up after 5 seconds"},
    {Behaviour::busy, "busy", "0191", "is busy"},
    {Behaviour::no_answer, "no-answer", "0192", "never answers"},
    {Behaviour::not_in_service, "not-in-service", "0193", "is not in service"},
    {Behaviour::voicemail, "voicemail", "0194", "answers as voicemail"},
    {Behaviour::long_talk, "long-talk", "0195", "answers, talks until you hang up"},
    {Behaviour::decline, "decline", "0196", "declines the call"},
});

}  // namespace

std::span<const ScriptedNumber> scripted_numbers() {
  return numbers;
}

const ScriptedNumber& describe(Behaviour behaviour) {
  return *std::ranges::find(numbers, behaviour, &ScriptedNumber::behaviour);
}

std::optional<Behaviour> parse_behaviour(std::string_view name) {
  const auto* const found = std::ranges::find(numbers, name, &ScriptedNumber::name);
  return found == numbers.end() ? std::nullopt : std::optional(found->behaviour);
}

std::optional<Behaviour> Script::behaviour_of(std::string_view number) const {
  if (const auto chosen = choices_.find(number); chosen != choices_.end()) return chosen->second;

  constexpr std::size_t length = std::string_view("+15555550190").size();
  if (number.size() != length || !number.starts_with("+1") || number.substr(5, 3) != "555") return std::nullopt;
  const auto* const found = std::ranges::find(numbers, number.substr(8), &ScriptedNumber::last_digits);
  return found == numbers.end() ? std::nullopt : std::optional(found->behaviour);
}

}  // namespace teleperson::sandbox
