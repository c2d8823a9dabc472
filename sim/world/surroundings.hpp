// What: the state of dwellings, streets, neighbourhoods, places, professionals, and of programmes: who waits, matches, groups.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "base/fixed_point.hpp"
#include "base/ids.hpp"
#include "random/rare_events.hpp"
#include "world/kinds.hpp"
#include "world/levers.hpp"
#include "world/people.hpp"

namespace weefsel {

/// Metres in RD New, rounded to whole metres.
using Metres = std::int32_t;

/// Lasting entities: households come and go, dwellings stay.
struct Dwellings {
  Column<DwellingId, Key> key;
  Column<DwellingId, StreetId> street;
  Column<DwellingId, HouseholdId> household;  ///< none: empty
  Column<DwellingId, Metres> x, y;
  Column<DwellingId, ShortWeek> empty_since;
  Column<DwellingId, HazardClock> filling;

  [[nodiscard]] std::size_t size() const { return key.size(); }
  template <class Self, class F>
  static void columns(Self& t, F&& f) {
    f("key", t.key), f("street", t.street), f("household", t.household), f("x", t.x), f("y", t.y);
    f("empty_since", t.empty_since), f("filling", t.filling);
  }
};

/// About 50 adjoining addresses, where neighbours meet by chance.
struct Streets {
  Column<StreetId, Key> key;
  Column<StreetId, NeighbourhoodId> neighbourhood;
  Column<StreetId, Metres> x, y;  ///< its middle: distances to places are measured from here
  Column<StreetId, std::uint32_t> first_dwelling, dwelling_count;  ///< dwellings of a street are adjoining slots

  [[nodiscard]] std::size_t size() const { return key.size(); }
  template <class Self, class F>
  static void columns(Self& t, F&& f) {
    f("key", t.key), f("neighbourhood", t.neighbourhood), f("x", t.x), f("y", t.y);
    f("first_dwelling", t.first_dwelling), f("dwelling_count", t.dwelling_count);
  }
};

struct Neighbourhoods {
  Column<NeighbourhoodId, Key> key;
  Column<NeighbourhoodId, Share8> play_space, upkeep, safety;
  Column<NeighbourhoodId, Share8> tight_income;  ///< share of families at the start; households whose form changes draw from it

  [[nodiscard]] std::size_t size() const { return key.size(); }
  template <class Self, class F>
  static void columns(Self& t, F&& f) {
    f("key", t.key), f("play_space", t.play_space), f("upkeep", t.upkeep), f("safety", t.safety), f("tight_income", t.tight_income);
  }
};

/// Places where people meet. Closed places keep their slot.
struct Places {
  Column<PlaceId, Key> key;
  Column<PlaceId, std::uint8_t> kind;  ///< PlaceKind
  Column<PlaceId, NeighbourhoodId> neighbourhood;
  Column<PlaceId, Metres> x, y;
  Column<PlaceId, std::uint8_t> open;
  Column<PlaceId, Fixed> hours_per_week;
  Column<PlaceId, std::uint16_t> capacity;  ///< people at once
  Column<PlaceId, Fixed> quality;           ///< 1 is ordinary
  Column<PlaceId, Share8> money, reading, language, stigma;  ///< thresholds
  Column<PlaceId, std::uint8_t> gathering;  ///< Gathering
  Column<PlaceId, std::uint8_t> initiative; ///< 1: the gathering was begun by visitors
  Column<PlaceId, Share8> host;             ///< how good the paid or given host is; 0: none
  Column<PlaceId, AdultId> volunteer;       ///< host from among the visitors; none: no volunteer
  Column<PlaceId, HazardClock> volunteering, starting, ending;
  Column<PlaceId, Fixed> visitors;          ///< a week, over the last weeks: who passes by the places beside it

  [[nodiscard]] std::size_t size() const { return key.size(); }
  [[nodiscard]] PlaceKind kind_of(PlaceId p) const { return static_cast<PlaceKind>(kind[p]); }
  [[nodiscard]] Gathering gathering_of(PlaceId p) const { return static_cast<Gathering>(gathering[p]); }
  template <class Self, class F>
  static void columns(Self& t, F&& f) {
    f("key", t.key), f("kind", t.kind), f("neighbourhood", t.neighbourhood), f("x", t.x), f("y", t.y);
    f("open", t.open), f("hours_per_week", t.hours_per_week), f("capacity", t.capacity), f("quality", t.quality);
    f("money", t.money), f("reading", t.reading), f("language", t.language), f("stigma", t.stigma);
    f("gathering", t.gathering), f("initiative", t.initiative), f("host", t.host), f("volunteer", t.volunteer);
    f("volunteering", t.volunteering), f("starting", t.starting), f("ending", t.ending);
    f("visitors", t.visitors);
  }
};

/// Professionals of everyday life: one entry per team (the teachers of a school, the nurses of a neighbourhood).
struct Professionals {
  Column<ProfessionalId, Key> key;
  Column<ProfessionalId, std::uint8_t> kind;  ///< ProfessionalKind
  Column<ProfessionalId, PlaceId> place;      ///< schools and childcare; none: a neighbourhood team
  Column<ProfessionalId, NeighbourhoodId> neighbourhood;
  Column<ProfessionalId, Fixed> base_hours;      ///< what follows from the number of children, before any lever
  Column<ProfessionalId, Fixed> hours_per_week;  ///< for questions about growing up
  Column<ProfessionalId, Share8> skill;          ///< in normalising

  [[nodiscard]] std::size_t size() const { return key.size(); }
  template <class Self, class F>
  static void columns(Self& t, F&& f) {
    f("key", t.key), f("kind", t.kind), f("place", t.place), f("neighbourhood", t.neighbourhood);
    f("base_hours", t.base_hours), f("hours_per_week", t.hours_per_week), f("skill", t.skill);
  }
};

/// Cooperation: two teams that know each other. Grows with hours together, fades without (source 004).
struct Cooperations {
  Column<Id<struct CooperationTag>, Key> key;
  Column<Id<struct CooperationTag>, ProfessionalId> a, b;  ///< key of a < key of b
  Column<Id<struct CooperationTag>, Share16> strength;
  Column<Id<struct CooperationTag>, Share16> rest;  ///< strength that ordinary hours keep up: effects are against this

  [[nodiscard]] std::size_t size() const { return key.size(); }
  template <class Self, class F>
  static void columns(Self& t, F&& f) {
    f("key", t.key), f("a", t.a), f("b", t.b), f("strength", t.strength), f("rest", t.rest);
  }
};
using CooperationId = Id<CooperationTag>;

using MatchId = Id<struct MatchTag>;
using ApplicationId = Id<struct ApplicationTag>;
using ProgrammeGroupId = Id<struct ProgrammeGroupTag>;

/// Families that have asked a programme and wait for a match.
struct Applications {
  Column<ApplicationId, Key> key;
  Column<ApplicationId, Key> programme;    ///< key of the lever that runs it
  Column<ApplicationId, AdultId> asker;
  Column<ApplicationId, ChildId> child;    ///< whom it is about; none: not yet born
  Column<ApplicationId, ShortWeek> since;

  [[nodiscard]] std::size_t size() const { return key.size(); }
  template <class Self, class F>
  static void columns(Self& t, F&& f) {
    f("key", t.key), f("programme", t.programme), f("asker", t.asker), f("child", t.child), f("since", t.since);
  }
};

/// Matches of programmes: a family that asked, and who comes, takes the child along or takes it in.
struct Matches {
  Column<MatchId, Key> key;
  Column<MatchId, std::uint8_t> kind;       ///< ProgrammeKind
  Column<MatchId, AdultId> asker;
  Column<MatchId, AdultId> giver;           ///< none: professionals
  Column<MatchId, ProfessionalId> team;     ///< of nurses or carers; none: a giver
  Column<MatchId, ChildId> child;           ///< none: not yet born
  Column<MatchId, ShortWeek> start, until;  ///< over from week `until` on
  Column<MatchId, ShortWeek> review;        ///< next week in which either may stop
  Column<MatchId, Fixed> hours_per_week, length_in_weeks;
  Column<MatchId, Key> programme;           ///< key of the lever that runs it

  [[nodiscard]] std::size_t size() const { return key.size(); }
  [[nodiscard]] bool is_open(MatchId m, Week week) const { return until[m] > week.number; }
  template <class Self, class F>
  static void columns(Self& t, F&& f) {
    f("key", t.key), f("kind", t.kind), f("asker", t.asker), f("giver", t.giver), f("team", t.team), f("child", t.child);
    f("start", t.start), f("until", t.until), f("review", t.review), f("hours_per_week", t.hours_per_week);
    f("length_in_weeks", t.length_in_weeks), f("programme", t.programme);
  }
};

/// Lasting groups that a programme gathers: the same people, place and hour.
inline constexpr std::size_t most_group_members = 40;
struct ProgrammeGroups {
  Column<ProgrammeGroupId, Key> key;
  Column<ProgrammeGroupId, std::uint8_t> kind;  ///< ProgrammeKind
  Column<ProgrammeGroupId, Key> programme;      ///< key of the lever that runs it
  Column<ProgrammeGroupId, PlaceId> place;
  Column<ProgrammeGroupId, Share8> host;
  Column<ProgrammeGroupId, Fixed> hours_per_meeting, meetings_per_year;
  Column<ProgrammeGroupId, ShortWeek> first, last;  ///< weeks; the group is over after `last`
  Column<ProgrammeGroupId, std::array<AdultId, most_group_members>> members;  ///< those who exist come first

  [[nodiscard]] std::size_t size() const { return key.size(); }
  [[nodiscard]] bool is_open(ProgrammeGroupId g, Week week) const { return last[g] >= week.number; }
  [[nodiscard]] std::size_t member_count(ProgrammeGroupId g) const {
    std::size_t count = 0;
    while (count < most_group_members && members[g][count].exists()) ++count;
    return count;
  }
  template <class Self, class F>
  static void columns(Self& t, F&& f) {
    f("key", t.key), f("kind", t.kind), f("programme", t.programme), f("place", t.place), f("host", t.host);
    f("hours_per_meeting", t.hours_per_meeting), f("meetings_per_year", t.meetings_per_year), f("first", t.first);
    f("last", t.last), f("members", t.members);
  }
};

}  // namespace weefsel
