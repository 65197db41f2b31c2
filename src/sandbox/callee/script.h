#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace teleperson::sandbox {

/// What a callee without a handset does.
enum class Behaviour {
  answer,          ///< answers and hangs up after five seconds
  busy,            ///< 486
  no_answer,       ///< rings until the caller gives up
  not_in_service,  ///< 404, without ringing
  voicemail,       ///< an answering machine: greeting, beep, silence
  long_talk,       ///< answers and talks until the caller hangs up
  decline,         ///< 603 after some rings
};

struct ScriptedNumber {
  Behaviour behaviour;
  std::string_view name;         ///< of the behaviour, for `--script`, such as `no-answer`
  std::string_view last_digits;  ///< of the built-in numbers, such as `0192`
  std::string_view description;  ///< for people, such as `never answers`
};

/// All behaviours. The numbers stand in the range reserved for fiction, +1 XXX 555-01XX, with any area code.
std::span<const ScriptedNumber> scripted_numbers();

const ScriptedNumber& describe(Behaviour);
std::optional<Behaviour> parse_behaviour(std::string_view name);

/// Which numbers are played by a script: the operator's choice (`--script`) first, then the built-in ones.
class Script {
 public:
  using Choices = std::map<std::string, Behaviour, std::less<>>;

  /// Keys are E.164.
  explicit Script(Choices choices) : choices_(std::move(choices)) {}

  /// Nothing if the number rings a handset. `number` is E.164.
  std::optional<Behaviour> behaviour_of(std::string_view number) const;
  const Choices& choices() const { return choices_; }

 private:
  Choices choices_;
};

}  // namespace teleperson::sandbox
