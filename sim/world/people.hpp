// What: the state of households, adults and children, one column per attribute (structure of arrays).
// Every table lists its columns once, in `columns`; copying, hashing, renumbering and saving use that list.
#pragma once

#include <array>
#include <cstdint>

#include "base/column_of_some.hpp"
#include "base/fixed_point.hpp"
#include "base/ids.hpp"
#include "base/week.hpp"
#include "random/rare_events.hpp"
#include "world/kinds.hpp"
#include "world/person_ref.hpp"

namespace weefsel {

/// A week in 16 bits; `long_ago` where nothing has happened yet.
using ShortWeek = std::int16_t;
inline constexpr ShortWeek long_ago = -32768;
[[nodiscard]] constexpr ShortWeek short_week(Week w) { return static_cast<ShortWeek>(w.number); }

/// All adults of the town. 41 bytes each: light adults (no tie table, no mood) have nothing more.
struct Adults {
  enum Flag : std::uint8_t {
    gone = 1,          ///< moved out or died; the slot waits for the yearly compaction
    expecting = 2,     ///< will have a child within nine months
    volunteer = 4,     ///< host of a gathering
    support_giver = 8  ///< accompanies a family of a programme
  };
  Column<AdultId, Key> key;
  Column<AdultId, HouseholdId> household;
  Column<AdultId, AdultId> partner;              ///< living together; both sides or none
  Column<AdultId, AdultId> parent_in_town;       ///< own mother or father, if living in town
  Column<AdultId, HouseholdId> children_elsewhere;  ///< after a separation: where the children live
  Column<AdultId, ActiveId> active;              ///< none: a light adult
  Column<AdultId, ShortWeek> birth_week;
  Column<AdultId, std::uint8_t> female;          ///< 0 or 1
  Column<AdultId, std::uint8_t> education;       ///< Education
  Column<AdultId, std::uint8_t> community;       ///< unordered; enters mixing only
  Column<AdultId, std::uint8_t> flags;
  Column<AdultId, std::uint8_t> births;          ///< children born so far (mothers)
  Column<AdultId, std::uint8_t> working_hours;   ///< a week
  Column<AdultId, Share8> reading_ease;          ///< of Dutch
  Column<AdultId, Share8> openness;              ///< readiness to ask
  Column<AdultId, Share8> reciprocity;           ///< how much a debt of help weighs
  Column<AdultId, Share8> normalising;           ///< sees worries as part of growing up
  Column<AdultId, Share8> sociability;

  [[nodiscard]] std::size_t size() const { return key.size(); }
  [[nodiscard]] bool has(AdultId a, Flag flag) const { return (flags[a] & flag) != 0; }

  template <class Self, class F>
  static void columns(Self& t, F&& f) {
    f("key", t.key), f("household", t.household), f("partner", t.partner), f("parent_in_town", t.parent_in_town);
    f("children_elsewhere", t.children_elsewhere), f("active", t.active), f("birth_week", t.birth_week);
    f("female", t.female), f("education", t.education), f("community", t.community), f("flags", t.flags);
    f("births", t.births), f("working_hours", t.working_hours), f("reading_ease", t.reading_ease);
    f("openness", t.openness), f("reciprocity", t.reciprocity), f("normalising", t.normalising);
    f("sociability", t.sociability);
  }
};

/// Week of the last contact with one of a child's own people, and what that one is to it; in 16 bits.
class RoleAndWeek {
 public:
  constexpr RoleAndWeek() = default;
  constexpr RoleAndWeek(OwnRole role, ShortWeek last) : raw_(static_cast<std::uint16_t>((static_cast<unsigned>(last) << role_bits) | static_cast<unsigned>(role))) {}
  [[nodiscard]] constexpr OwnRole role() const { return static_cast<OwnRole>(raw_ & ((1U << role_bits) - 1)); }
  /// Right for weeks up to 78 years from week 0, either way.
  [[nodiscard]] constexpr ShortWeek last() const { return static_cast<ShortWeek>(static_cast<std::int16_t>(raw_) >> role_bits); }
  friend constexpr bool operator==(RoleAndWeek, RoleAndWeek) = default;

 private:
  static constexpr unsigned role_bits = 3;
  static_assert(own_role_count <= (1U << role_bits));
  std::uint16_t raw_ = 0;
};

/// Hours in each of the last four weeks, in quarters of an hour, 8 bits a week; the lowest are this week's.
struct RecentHours {
  static constexpr double per_hour = 4;
  static constexpr std::uint32_t most_a_week = 255;
  std::uint32_t raw = 0;

  constexpr void begin_week() { raw <<= 8; }
  constexpr void add(double hours) {
    const auto more = static_cast<std::uint32_t>(round_to_int(std::clamp(hours, 0.0, 64.0) * per_hour));
    raw = (raw & ~most_a_week) | std::min((raw & most_a_week) + more, most_a_week);
  }
  /// Quarters of an hour in the four weeks together.
  [[nodiscard]] constexpr std::uint32_t quarters() const {
    return (raw & 255U) + ((raw >> 8) & 255U) + ((raw >> 16) & 255U) + (raw >> 24);
  }
  friend constexpr bool operator==(RecentHours, RecentHours) = default;
};

/// Places where an adult is a regular.
inline constexpr std::size_t haunts_per_adult = 3;

/// What only active adults have: parents, the expecting, hosts, volunteers and support givers.
struct ActiveAdults {
  Column<ActiveId, AdultId> adult;
  Column<ActiveId, Fixed> wellbeing;     ///< b: baseline parents have mean 0, sd 1
  Column<ActiveId, Fixed> level;         ///< the personal level b returns to
  Column<ActiveId, Fixed> load;          ///< felt load this week; 0 = nothing on one's mind
  Column<ActiveId, Fixed> event_strain;  ///< what is left of separations, illness, loss of work
  Column<ActiveId, Fixed> relief;        ///< load that practical help takes away
  Column<ActiveId, Fixed> balance;       ///< hours of help given minus received, fading
  Column<ActiveId, Fixed> giving_load;   ///< load of the help given this week
  Column<ActiveId, Share16> trust_in_asking;  ///< falls after a refusal, recovers: what one counts on
  Column<ActiveId, ShortWeek> last_contact;   ///< week of the last contact with anyone outside the household
  Column<ActiveId, std::uint16_t> recent_contacts;  ///< contacts in each of the last four weeks, 4 bits a week (15: or more)
  Column<ActiveId, Share16> counted_on;  ///< support one can count on (model definition 7.5), every four weeks
  Column<ActiveId, ShortWeek> active_until;   ///< when neither parent nor expecting any more: last week as active
  Column<ActiveId, std::array<PlaceId, haunts_per_adult>> haunt;
  Column<ActiveId, std::array<Share8, haunts_per_adult>> haunt_regulars;  ///< known people met there, of three, smoothed
  Column<ActiveId, HazardClock> tiring;       ///< volunteers: until they stop
  Column<ActiveId, Fixed> norm_shift;         ///< what others have added to the own normalising attitude; fades
  Column<ActiveId, Fixed> openness_shift;     ///< the same of openness to ask
  Column<ActiveId, std::array<ShortWeek, place_kind_count>> last_visit;  ///< by kind of place, chosen visits; long_ago: never
  Column<ActiveId, RecentHours> given;        ///< hours of help given in each of the last four weeks

  [[nodiscard]] std::size_t size() const { return adult.size(); }

  template <class Self, class F>
  static void columns(Self& t, F&& f) {
    f("adult", t.adult), f("wellbeing", t.wellbeing), f("level", t.level), f("load", t.load);
    f("event_strain", t.event_strain), f("relief", t.relief), f("balance", t.balance);
    f("giving_load", t.giving_load), f("trust_in_asking", t.trust_in_asking), f("last_contact", t.last_contact);
    f("recent_contacts", t.recent_contacts), f("counted_on", t.counted_on);
    f("active_until", t.active_until), f("haunt", t.haunt), f("haunt_regulars", t.haunt_regulars);
    f("tiring", t.tiring), f("norm_shift", t.norm_shift), f("openness_shift", t.openness_shift);
    f("last_visit", t.last_visit), f("given", t.given);
  }
};

/// What a programme gives a household to make ends meet.
struct Relief {
  Key by = 0;                 ///< programme that gives it money; 0: none
  std::uint8_t relieved = 0;  ///< with that money it makes ends meet

  template <class Self, class F>
  static void parts(Self& r, F&& f) { f("relief_by", r.by), f("relieved", r.relieved); }
  friend constexpr bool operator==(const Relief&, const Relief&) = default;
};

struct Households {
  Column<HouseholdId, Key> key;
  Column<HouseholdId, DwellingId> dwelling;
  Column<HouseholdId, std::array<AdultId, 2>> adults;  ///< the first always exists while the household does
  Column<HouseholdId, ChildId> first_child;            ///< then Children::next_in_household
  Column<HouseholdId, std::uint8_t> gone;
  Column<HouseholdId, std::uint8_t> tight_income;      ///< difficulty making ends meet, on its own income
  ColumnOfSome<HouseholdId, Relief> relief;
  Column<HouseholdId, ShortWeek> since;                ///< week of moving in
  Column<HouseholdId, ShortWeek> due_week;             ///< a birth is expected; long_ago: none
  Column<HouseholdId, HazardClock> birth, partnership, move, misfortune;

  [[nodiscard]] std::size_t size() const { return key.size(); }

  template <class Self, class F>
  static void columns(Self& t, F&& f) {
    f("key", t.key), f("dwelling", t.dwelling), f("adults", t.adults), f("first_child", t.first_child);
    f("relief", t.relief);
    f("gone", t.gone), f("tight_income", t.tight_income), f("since", t.since), f("due_week", t.due_week);
    f("birth", t.birth), f("partnership", t.partnership), f("move", t.move), f("misfortune", t.misfortune);
  }
};

/// Tiers of help that are asked for: 1 freely accessible, 2 indicated youth help. Index = tier - 1.
inline constexpr std::size_t asked_tiers = 2;
enum class HelpState : std::uint8_t { none, waiting, helped };

/// Children of one's class with whom a child plays at home.
inline constexpr std::size_t playmates_per_child = 3;
/// What a child keeps of its own (model definition 7.7): people, places and, from 12 on, friends of its own age. The
/// rest of a child's people follows from its parents' ties and from the teams of its places (see world/own_people.hpp).
inline constexpr std::size_t own_people_per_child = 6;
inline constexpr std::size_t own_places_per_child = 6;
inline constexpr std::size_t friends_per_child = 4;

/// The people of a child's own; those who exist come first.
struct OwnPeople {
  std::array<PersonRef, own_people_per_child> who;
  std::array<std::uint16_t, own_people_per_child> hundredths{};  ///< of hours together so far, up to 655
  std::array<RoleAndWeek, own_people_per_child> as;              ///< what they are to it, and when it last saw them

  template <class Self, class F>
  static void parts(Self& r, F&& f) { f("own_person", r.who), f("own_hundredths", r.hundredths), f("own_as", r.as); }
  friend constexpr bool operator==(const OwnPeople&, const OwnPeople&) = default;
};

/// Friends of a youngster's own age, with trust as in 7.1; those who exist come first. Each writes its own side only.
struct Friends {
  std::array<ChildId, friends_per_child> who;
  std::array<Share16, friends_per_child> strength;  ///< at the last contact
  std::array<ShortWeek, friends_per_child> since{}, last{};

  template <class Self, class F>
  static void parts(Self& r, F&& f) { f("friends", r.who), f("friend_strength", r.strength), f("friend_since", r.since), f("friend_last", r.last); }
  friend constexpr bool operator==(const Friends&, const Friends&) = default;
};

/// Children and young people who live at home.
struct Children {
  Column<ChildId, Key> key;  ///< kept when grown up
  Column<ChildId, HouseholdId> household;
  Column<ChildId, ChildId> next_in_household;
  Column<ChildId, std::array<AdultId, 2>> parents;  ///< where known and in town
  Column<ChildId, ShortWeek> birth_week;
  Column<ChildId, std::uint8_t> female;
  Column<ChildId, std::uint8_t> gone;
  Column<ChildId, Share8> temperament;  ///< how many concerns it brings: 0.5 is average
  Column<ChildId, PlaceId> day_place;   ///< childcare or school, by phase
  Column<ChildId, std::array<ChildId, playmates_per_child>> playmates;  ///< on both sides; chosen twice a year
  Column<ChildId, std::array<Share8, concern_kind_count>> severity;   ///< true severity of the open concern; 0: none
  Column<ChildId, std::array<Share8, concern_kind_count>> perceived;  ///< as the parents see it when they think of help
  /// Share of `perceived` that people one knows have taken off the parents' mind, over and above what help.substitution
  /// lets count for requests (see felt_severity). Negative where they have made it weigh more.
  Column<ChildId, std::array<Fixed, concern_kind_count>> lifted;
  Column<ChildId, std::array<ShortWeek, concern_kind_count>> concern_since;
  Column<ChildId, std::array<HelpState, asked_tiers>> help;
  Column<ChildId, std::array<ShortWeek, asked_tiers>> help_since;   ///< waiting or helped since
  Column<ChildId, std::array<ShortWeek, asked_tiers>> help_until;   ///< helped: until
  Column<ChildId, std::array<ShortWeek, asked_tiers>> counted_week; ///< last week in which demand was counted
  Column<ChildId, ShortWeek> protected_until;                       ///< tier 3; long_ago: never
  Column<ChildId, HazardClock> leaving_home;
  Column<ChildId, PlaceId> club;  ///< of which it is a member, from 4 to 12
  ColumnOfSome<ChildId, OwnPeople> own_people;  ///< from 4 on, or from a match with a support family
  // Places it goes to, besides its day place; those that exist come first.
  Column<ChildId, std::array<PlaceId, own_places_per_child>> haunt;
  Column<ChildId, std::array<std::uint16_t, own_places_per_child>> haunt_hundredths;
  Column<ChildId, std::array<ShortWeek, own_places_per_child>> haunt_last;
  ColumnOfSome<ChildId, Friends> friends;  ///< from 12 on

  [[nodiscard]] std::size_t size() const { return key.size(); }

  template <class Self, class F>
  static void columns(Self& t, F&& f) {
    f("key", t.key), f("household", t.household), f("next_in_household", t.next_in_household);
    f("parents", t.parents), f("birth_week", t.birth_week), f("female", t.female), f("gone", t.gone);
    f("temperament", t.temperament), f("day_place", t.day_place), f("playmates", t.playmates), f("severity", t.severity);
    f("perceived", t.perceived), f("lifted", t.lifted), f("concern_since", t.concern_since), f("help", t.help);
    f("help_since", t.help_since), f("help_until", t.help_until), f("counted_week", t.counted_week);
    f("protected_until", t.protected_until), f("leaving_home", t.leaving_home);
    f("club", t.club), f("own_people", t.own_people), f("child_haunt", t.haunt);
    f("child_haunt_hundredths", t.haunt_hundredths), f("child_haunt_last", t.haunt_last), f("friends", t.friends);
  }
};

/// How much an open concern weighs on the parents, 0-1: what they see of it, less all that support has lifted.
/// `perceived` is what requests for help follow from (model definition 7.6).
[[nodiscard]] inline double felt_severity(const Children& children, ChildId c, std::size_t kind) {
  const double felt = children.perceived[c][kind].value() * (1 - children.lifted[c][kind].value());
  return felt < 0 ? 0 : felt > 1 ? 1 : felt;
}
/// Parents see the concern as this severe from now on. What they no longer see has nothing lifted from it.
inline void see_as(Children& children, ChildId c, std::size_t kind, double severity) {
  children.perceived[c][kind] = Share8(severity);
  if (children.perceived[c][kind].raw == 0) children.lifted[c][kind] = Fixed{};
}
/// The concern is over.
inline void end_concern(Children& children, ChildId c, std::size_t kind) {
  children.severity[c][kind] = children.perceived[c][kind] = Share8{};
  children.lifted[c][kind] = Fixed{};
}

}  // namespace weefsel
