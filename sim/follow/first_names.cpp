// Fictional first names. One list for everybody, in no order of origin: a name tells nothing about who someone is.
#include <fmt/format.h>

#include <set>
#include <string_view>

#include "follow/side_by_side.hpp"
#include "random/luck.hpp"

namespace weefsel {
namespace {

constexpr std::array<std::string_view, 64> names_of_women = {
    "Noor", "Fatima", "Anna", "Sanne", "Yara", "Emma", "Mila", "Aylin", "Julia", "Eva", "Zoë", "Naomi", "Lotte", "Esra", "Sara", "Femke",
    "Maria", "Hanna", "Imane", "Lisa", "Rosa", "Chantal", "Nina", "Elif", "Iris", "Amira", "Marieke", "Vera", "Samira", "Tessa", "Olga", "Jade",
    "Karin", "Lina", "Petra", "Rania", "Sofie", "Miriam", "Ilse", "Grace", "Anouk", "Leyla", "Bianca", "Hester", "Priya", "Joyce", "Aisha", "Wendy",
    "Merel", "Selma", "Daphne", "Nadia", "Froukje", "Bo", "Rachel", "Yasmin", "Linda", "Kim", "Agnieszka", "Carmen", "Helena", "Ruth", "Marit", "Dewi"};
constexpr std::array<std::string_view, 64> names_of_men = {
    "Daan", "Mohammed", "Tom", "Bram", "Yusuf", "Sem", "Lucas", "Emre", "Jan", "Finn", "Omar", "Thijs", "Adam", "Ruben", "Bilal", "Jesse",
    "Peter", "Karim", "Sander", "David", "Marco", "Winston", "Niels", "Ali", "Joris", "Samir", "Koen", "Mees", "Hamza", "Erik", "Ivan", "Luca",
    "Wouter", "Rachid", "Paul", "Tarik", "Stijn", "Jonas", "Bart", "Kevin", "Floris", "Deniz", "Rob", "Gijs", "Ravi", "Dylan", "Ibrahim", "Patrick",
    "Sjoerd", "Milan", "Tim", "Hassan", "Douwe", "Max", "Simon", "Youssef", "Martin", "Kees", "Piotr", "Diego", "Hugo", "Noah", "Ties", "Rani"};

/// Takes the name that the lot points at, or the next that is free; when all are taken, the first again with a number.
class NameGiver {
 public:
  std::string name(std::uint64_t lot, bool woman) {
    const auto& list = woman ? names_of_women : names_of_men;
    for (int round = 1;; ++round)
      for (std::size_t i = 0; i < list.size(); ++i) {
        const std::string_view plain = list[(lot + i) % list.size()];
        const std::string candidate = round == 1 ? std::string(plain) : fmt::format("{} {}", plain, round);
        if (given_.insert(candidate).second) return candidate;
      }
  }

 private:
  std::set<std::string> given_;
};

bool is_woman(std::int8_t known, std::uint64_t lot) { return known >= 0 ? known == 1 : (lot >> 40) % 2 == 0; }

}  // namespace

std::map<Key, std::string> names_of_children(const Life& first, const Life* second) {
  std::map<Key, ChildNote> all = first.children;
  if (second != nullptr) all.insert(second->children.begin(), second->children.end());
  std::map<Key, std::string> names;
  NameGiver giver;
  for (const auto& [key, child] : all) names[key] = giver.name(mix64(key ^ 0x6368696c64ULL), child.female);
  return names;
}

std::map<PersonMark, std::string> fictional_names(const Life& first, const Life* second) {
  std::map<PersonMark, std::int8_t> all;
  for (const Life* life : {&first, second}) {
    if (life == nullptr) continue;
    for (const auto& [mark, note] : life->people)
      if (!is_professional(mark)) {
        auto& female = all.emplace(mark, std::int8_t{-1}).first->second;
        female = std::max(female, note.female);
      }
  }
  std::map<PersonMark, std::string> names;
  NameGiver giver;
  for (const auto& [key, name] : names_of_children(first, second)) giver.name(mix64(key ^ 0x6368696c64ULL), false), giver.name(mix64(key ^ 0x6368696c64ULL), true);
  for (const auto& [mark, female] : all) {
    const std::uint64_t lot = mix64(mark ^ 0x6e616d65ULL);
    names[mark] = giver.name(lot, is_woman(female, lot));
  }
  return names;
}

}  // namespace weefsel
