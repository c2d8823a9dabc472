// The generator gives its authors' known answers, and Luck gives it the counter and key that the design says.
#include <Random123/philox.h>
#include <gtest/gtest.h>

#include "random/luck.hpp"

namespace weefsel {
namespace {

using Block = std::array<std::uint32_t, 4>;

Block philox(Block counter, std::array<std::uint32_t, 2> key) {
  const auto block = r123::Philox4x32{}({{counter[0], counter[1], counter[2], counter[3]}}, {{key[0], key[1]}});
  return {block[0], block[1], block[2], block[3]};
}

// Random123, tests/kat_vectors: "philox4x32 10".
TEST(Philox, known_answers) {
  EXPECT_EQ(philox({0, 0, 0, 0}, {0, 0}), (Block{0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8}));
  EXPECT_EQ(philox({0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff}, {0xffffffff, 0xffffffff}),
            (Block{0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd}));
  EXPECT_EQ(philox({0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344}, {0xa4093822, 0x299f31d0}),
            (Block{0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1}));
}

TEST(Luck, counter_is_entity_week_purpose_index_partner) {
  constexpr std::uint64_t seed = 20260105;
  constexpr std::uint32_t replicate = 3;
  const std::uint64_t key = join64(seed, replicate);
  const std::array<std::uint32_t, 2> philox_key = {static_cast<std::uint32_t>(key), static_cast<std::uint32_t>(key >> 32)};
  const Luck luck(seed, replicate);
  const Key who = 0x0123456789abcdefULL;
  for (const int week : {-520, -1, 0, 1, 1040}) {
    const auto week16 = static_cast<std::uint32_t>(week + 0x8000);
    const std::uint32_t third = (week16 << 16) | (static_cast<std::uint32_t>(Purpose::mood) << 8) | 7u;
    EXPECT_EQ(luck.draws(Purpose::mood, Week{week}, who, 7, 99).word, philox({0x89abcdef, 0x01234567, third, 99}, philox_key)) << week;
  }
}

TEST(Luck, every_part_of_the_question_changes_the_answer) {
  const Luck luck(1, 0);
  const Draws base = luck.draws(Purpose::mood, Week{10}, 42, 0, 0);
  EXPECT_EQ(luck.draws(Purpose::mood, Week{10}, 42, 0, 0).word, base.word);
  EXPECT_NE(luck.draws(Purpose::asking, Week{10}, 42, 0, 0).word, base.word);
  EXPECT_NE(luck.draws(Purpose::mood, Week{11}, 42, 0, 0).word, base.word);
  EXPECT_NE(luck.draws(Purpose::mood, Week{10}, 43, 0, 0).word, base.word);
  EXPECT_NE(luck.draws(Purpose::mood, Week{10}, 42, 1, 0).word, base.word);
  EXPECT_NE(luck.draws(Purpose::mood, Week{10}, 42, 0, 1).word, base.word);
  EXPECT_NE(Luck(2, 0).draws(Purpose::mood, Week{10}, 42).word, base.word);
  EXPECT_NE(Luck(1, 1).draws(Purpose::mood, Week{10}, 42).word, base.word);
  EXPECT_NE(Luck(0, 1).draws(Purpose::mood, Week{10}, 42).word, base.word) << "seed and replicate are not interchangeable";
}

TEST(Draws, probabilities_at_the_ends_are_certain) {
  for (std::uint32_t word : {0u, 1u, 0x80000000u, 0xffffffffu}) {
    const Draws d{{word, word, word, word}};
    EXPECT_GT(d.uniform(0), 0.0);
    EXPECT_LT(d.uniform(0), 1.0);
    EXPECT_TRUE(d.happens(0, 1.0));
    EXPECT_FALSE(d.happens(0, 0.0));
    EXPECT_FALSE(d.happens(0, -1.0));
  }
  EXPECT_LT(unit_interval(~std::uint64_t{0}), 1.0);
  EXPECT_EQ(unit_interval(0), 0.0);
  EXPECT_EQ((Draws{{1, 2, 3, 4}}).bits64(1), (std::uint64_t{3} << 32) | 4);
}

}  // namespace
}  // namespace weefsel
