#include "util/secret.h"

#include <concepts>
#include <ostream>
#include <string>

#include <gtest/gtest.h>

namespace teleperson::util {
namespace {

template <class T>
concept Printable = requires(std::ostream& out, const T& value) { out << value; };
static_assert(Printable<std::string>);
static_assert(!Printable<Secret>);
static_assert(!std::convertible_to<Secret, std::string> && !std::convertible_to<Secret, std::string_view>);
static_assert(!std::convertible_to<std::string, Secret>);

TEST(Secret, GivesItsTextOnlyWhenAsked) {
  EXPECT_EQ(Secret("text").reveal(), "text");
  EXPECT_TRUE(Secret().empty());
  EXPECT_TRUE(Secret("").empty());
  EXPECT_FALSE(Secret("text").empty());
}

TEST(Secret, ComparesByText) {
  EXPECT_TRUE(Secret("text") == Secret("text"));
  EXPECT_FALSE(Secret("text") == Secret("tex"));
  EXPECT_FALSE(Secret("text") == Secret("next"));
}

TEST(Secret, IsCopiedAndMoved) {
  Secret original("a text that is longer than a short string's buffer");
  Secret copy = original;
  EXPECT_EQ(copy.reveal(), original.reveal());
  const Secret moved = std::move(copy);
  EXPECT_EQ(moved.reveal(), original.reveal());
  Secret assigned("short");
  assigned = moved;
  EXPECT_EQ(assigned.reveal(), original.reveal());
  const Secret& itself = assigned;
  assigned = itself;
  EXPECT_EQ(assigned.reveal(), original.reveal());
  assigned = Secret("other");
  EXPECT_EQ(assigned.reveal(), "other");
}

TEST(Secret, LeavesNothingBehind) {
  // The text is short enough to stand inside the object itself, whose memory outlives it here.
  alignas(Secret) unsigned char memory[sizeof(Secret)];
  auto* const secret = new (memory) Secret("hunter2hunter2");
  const auto holds_text = [&] {
    return std::string_view(reinterpret_cast<const char*>(memory), sizeof memory).find("unter2") !=
           std::string_view::npos;
  };
  ASSERT_TRUE(holds_text());
  const Secret taken = std::move(*secret);
  secret->~Secret();
  EXPECT_FALSE(holds_text());
}

}  // namespace
}  // namespace teleperson::util
