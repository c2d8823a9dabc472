// What: what a scenario may change, and when - plain values, already checked. scenario/ makes them from
// YAML; processes/apply_levers.* puts them into effect week by week.
#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "base/week.hpp"
#include "world/kinds.hpp"

namespace weefsel {

/// What keeps people away from a place, each 0 (nothing) to 1 (very much).
struct Thresholds {
  double money = 0;     ///< felt by households with a tight income
  double reading = 0;   ///< felt by people who read Dutch with difficulty
  double language = 0;  ///< felt by people who read (and speak) Dutch with difficulty, weaker than `reading`
  double stigma = 0;    ///< felt by everyone
  friend bool operator==(const Thresholds&, const Thresholds&) = default;
};

/// A place as a town or a scenario describes it. Metres are RD New (EPSG:28992).
struct PlaceDescription {
  std::string id;    ///< unique in a town; levers name places by it; the place's key is made of it
  std::string name;  ///< for people
  PlaceKind kind = PlaceKind::library;
  double x = 0, y = 0;
  double hours_per_week = 20;  ///< opening hours, 0-168
  double capacity = 60;        ///< people at once; a place that is full turns people away by keyed lot
  double quality = 1.0;        ///< 0.1-3; 1 is ordinary
  Thresholds thresholds;
  Gathering gathering = Gathering::none;
  double host = 0;  ///< how good the host is, 0 (none) to 1
  std::string source;  ///< where this description comes from; empty: the town's author
  friend bool operator==(const PlaceDescription&, const PlaceDescription&) = default;
};

/// Which places a lever speaks of: one by id, or all of a kind, or all of a kind in some neighbourhoods.
struct PlaceSelection {
  std::vector<std::string> ids;            ///< place ids; empty: by kind
  std::vector<PlaceKind> kinds;            ///< empty with no ids: every place
  std::vector<std::string> neighbourhoods; ///< neighbourhood codes; empty: the whole town
  friend bool operator==(const PlaceSelection&, const PlaceSelection&) = default;
};

/// What a lever does. Places first, then programmes, professionals, attitudes and income, surroundings, shocks.
enum class LeverKind : std::uint8_t {
  close_places, open_place, move_place, change_places,
  buurtgezinnen, home_visits, mentors, group_programme, bridge_officers, out_of_school_care, shared_norms,
  professionals, campaign, norm_drift, poverty_relief, public_space, new_housing, newcomers, budget_cut, steering,
  lockdown, count
};
inline constexpr std::size_t lever_kind_count = static_cast<std::size_t>(LeverKind::count);
inline constexpr std::array<std::string_view, lever_kind_count> lever_kind_names = {
    "close_places", "open_place", "move_place", "change_places",
    "buurtgezinnen", "home_visits", "mentors", "group_programme", "bridge_officers", "out_of_school_care", "shared_norms",
    "professionals", "campaign", "norm_drift", "poverty_relief", "public_space", "new_housing", "newcomers", "budget_cut",
    "steering", "lockdown"};

/// Changes to what a place offers; an empty field leaves it as it is. `*_factor` multiplies.
struct PlaceChange {
  std::optional<double> hours_factor;    ///< 0-5
  std::optional<double> quality_factor;  ///< 0.1-5
  std::optional<double> host;            ///< 0-1
  std::optional<Gathering> gathering;
  std::optional<double> money, reading, language, stigma;  ///< thresholds, 0-1
  friend bool operator==(const PlaceChange&, const PlaceChange&) = default;
};

/// Buurtgezinnen: a family that wants support is matched with a support family near by (model.md 7.9).
struct BuurtgezinnenDescription {
  double coordinators_fte = 1.0;              ///< 0-100
  double matches_per_fte_per_year = 12;       ///< new matches a coordinator can make, 0-60
  double open_matches_per_fte = 30;           ///< matches a coordinator can accompany at once, 0-200
  double hours_per_week = 3.5;                ///< the child is with the support family, 0-20
  double length_in_weeks = 60;                ///< mean length of a match that passes its trial, 8-520
  double max_distance_km = 5;                 ///< 0.1-50
  friend bool operator==(const BuurtgezinnenDescription&, const BuurtgezinnenDescription&) = default;
};

/// Who visits a family at home (evidence table, section 3).
enum class VisitorKind : std::uint8_t {
  volunteer,  ///< Home-Start: a trained volunteer, half a day a week, about half a year
  mother,     ///< Mothers inform mothers: an experienced mother visits a mother of a first baby once a month
  nurse,      ///< VoorZorg: a nurse visits from pregnancy until the second birthday
  count
};
inline constexpr std::array<std::string_view, 3> visitor_kind_names = {"volunteer", "mother", "nurse"};

/// Visits to families at home, by volunteers, experienced mothers or nurses. No effect of its own: hours, trust by
/// 7.1, information and a question that lowers the threshold to ask.
struct HomeVisitsDescription {
  VisitorKind visitor = VisitorKind::volunteer;
  double coordinators_fte = 1.0;            ///< 0-100; for nurses: the nurses themselves
  double families_per_fte_per_year = 40;    ///< new families, 0-200
  double open_families_per_fte = 30;        ///< at once, 0-200
  double hours_per_week = 2.5;              ///< 0-20
  double length_in_weeks = 40;              ///< mean, 4-520
  double max_distance_km = 5;               ///< between volunteer and family, 0.1-50
  friend bool operator==(const HomeVisitsDescription&, const HomeVisitsDescription&) = default;
};

/// A mentor for a child (Big Brothers Big Sisters): an adult of the town and a child meet every week.
struct MentorsDescription {
  double coordinators_fte = 1.0;            ///< 0-100
  double matches_per_fte_per_year = 25;     ///< 0-200
  double open_matches_per_fte = 40;         ///< 0-400
  double hours_per_week = 2.5;              ///< 0-20
  double length_in_weeks = 60;              ///< mean, 4-520
  double age_from = 7, age_until = 18;      ///< of the child, years, 0-23
  double max_distance_km = 8;               ///< 0.1-50
  friend bool operator==(const MentorsDescription&, const MentorsDescription&) = default;
};

/// What a group of parents that a programme gathers is for.
enum class GroupProgrammeKind : std::uint8_t {
  centering,              ///< Centering groups around pregnancy: the expecting, about ten meetings together
  parents_room,           ///< a room for parents at school
  family_school,          ///< parents and children learn together at school
  neighbourhood_academy,  ///< evenings on growing up, for everyone near by
  count
};
inline constexpr std::array<std::string_view, 4> group_programme_kind_names = {
    "centering", "parents_room", "family_school", "neighbourhood_academy"};

/// Gatherings that a programme runs: the same people, place and hour, with a professional host.
struct GroupProgrammeDescription {
  GroupProgrammeKind kind = GroupProgrammeKind::parents_room;
  double group_size = 12;                   ///< people, 3-40
  double meetings_per_year = 40;            ///< 1-52
  double length_in_weeks = 40;              ///< how long a group lasts, 4-520
  double hours_per_meeting = 2;             ///< 0.5-8
  double uptake = 0.3;                      ///< share of those invited who come, 0-1
  double host = 0.8;                        ///< 0-1
  double groups_per_place = 1;              ///< at once, 1-20
  friend bool operator==(const GroupProgrammeDescription&, const GroupProgrammeDescription&) = default;
};

/// A bridge officer at school: welcomes parents, points to places and programmes, links school and help.
struct BridgeOfficersDescription {
  double hours_per_school = 12;             ///< a week, 0-80
  double skill = 0.7;                       ///< in normalising and pointing the way, 0-1
  double welcome = 0.5;                     ///< as a host at the school gate, 0-1
  friend bool operator==(const BridgeOfficersDescription&, const BridgeOfficersDescription&) = default;
};

/// Out-of-school care for children whose parents have much on their minds: hours of relief, adults who know the child.
struct OutOfSchoolCareDescription {
  double places_per_1000_children = 4;      ///< 0-200
  double hours_per_week = 8;                ///< 0-40
  double length_in_weeks = 52;              ///< mean, 4-520
  friend bool operator==(const OutOfSchoolCareDescription&, const OutOfSchoolCareDescription&) = default;
};

/// Shared norms and meaningful leisure for youngsters (OKO, the Icelandic model): parents of a school agree, and
/// organised leisure is open longer and costs less for 12-17.
struct SharedNormsDescription {
  double parents_reached = 0.4;             ///< share of parents of 10-17 who take part, 0-1
  double agreement = 0.3;                   ///< how far those who meet move towards a shared norm in a year, 0-1
  double leisure_hours_factor = 1.3;        ///< opening hours of clubs and youth centres for youngsters, 0-5
  friend bool operator==(const SharedNormsDescription&, const SharedNormsDescription&) = default;
};

/// Professionals of everyday life: numbers, training, cooperation.
struct ProfessionalsDescription {
  std::vector<ProfessionalKind> kinds;        ///< empty: all
  std::vector<std::string> neighbourhoods;    ///< codes; empty: the whole town
  double hours_factor = 1;                    ///< 0-5
  double skill_gain = 0;                      ///< training: share of the way to full skill in normalising, 0-1
  double cooperation_hours = 0;               ///< a week that they spend with other professionals, 0-10
  friend bool operator==(const ProfessionalsDescription&, const ProfessionalsDescription&) = default;
};

/// Public talk about growing up. `change` moves attitudes; who stops hearing it returns to what they think themselves.
struct CampaignDescription {
  std::vector<std::string> neighbourhoods;    ///< codes; empty: the whole town
  double normalising = 0.1;                   ///< added to the attitude of those reached, -1 to 1
  double openness = 0;                        ///< added to openness to ask of those reached, -1 to 1
  double reach = 0.3;                         ///< share of adults reached in a year, 0-1
  friend bool operator==(const CampaignDescription&, const CampaignDescription&) = default;
};

/// Norms of the time: individualisation and pressure to perform grow or shrink year by year.
struct NormDriftDescription {
  double pressure_per_year = 0;               ///< added to the outside pressure to perform, -0.2 to 0.2
  double openness_per_year = 0;               ///< added to everyone's openness to ask, -0.2 to 0.2
  double reciprocity_per_year = 0;            ///< added to how much a debt weighs, -0.2 to 0.2
  friend bool operator==(const NormDriftDescription&, const NormDriftDescription&) = default;
};

/// Money for families with difficulty making ends meet.
struct PovertyReliefDescription {
  std::vector<std::string> neighbourhoods;    ///< codes; empty: the whole town
  double euro_per_household = 1500;           ///< a year, 100-20000; with cost_per_year it says how many are helped
  double households = 0;                      ///< how many; 0: cost_per_year / euro_per_household
  double relief = 0.8;                        ///< share of those helped who then make ends meet, 0-1
  friend bool operator==(const PovertyReliefDescription&, const PovertyReliefDescription&) = default;
};

/// Play space, upkeep and safety of streets.
struct PublicSpaceDescription {
  std::vector<std::string> neighbourhoods;    ///< codes; empty: the whole town
  double play_space = 0, upkeep = 0, safety = 0;  ///< added, -1 to 1
  friend bool operator==(const PublicSpaceDescription&, const PublicSpaceDescription&) = default;
};

/// An estate is built. Households like those of `like` move in as homes are ready.
struct NewHousingDescription {
  std::string neighbourhood;                  ///< code of the neighbourhood it belongs to
  std::string like;                           ///< code: whose newcomers come to live there; empty: its own
  double dwellings = 200;                     ///< 1-20000
  double dwellings_per_week = 5;              ///< 0.1-500
  double families_share = 0.5;                ///< of the newcomers: couples with young children or expecting, 0-1
  double x = 0, y = 0;                        ///< middle of the estate, RD New
  friend bool operator==(const NewHousingDescription&, const NewHousingDescription&) = default;
};

/// Newcomers arrive at once, in dwellings that stand ready for them.
struct NewcomersDescription {
  std::string neighbourhood;                  ///< code
  double households = 100;                    ///< 1-20000
  double over_weeks = 13;                     ///< 1-520
  double reading_ease = 0.3;                  ///< mean ease of reading Dutch of the adults, 0-1
  double with_children_share = 0.5;           ///< 0-1
  double tight_income_share = 0.6;            ///< 0-1
  friend bool operator==(const NewcomersDescription&, const NewcomersDescription&) = default;
};

/// A cut by the same share everywhere it falls: opening hours of places, hours of professionals.
struct BudgetCutDescription {
  double share = 0.2;                         ///< 0-1
  std::vector<PlaceKind> place_kinds;         ///< whose hours shrink; empty and `professional_kinds` empty: all that the municipality pays
  std::vector<ProfessionalKind> professional_kinds;
  friend bool operator==(const BudgetCutDescription&, const BudgetCutDescription&) = default;
};

/// How hard the municipality pushes initiatives towards its own aims; it crowds out voluntary effort (sources 000, 003).
struct SteeringDescription {
  double pressure = 0.5;                      ///< 0 (none) to 1
  friend bool operator==(const SteeringDescription&, const SteeringDescription&) = default;
};

inline constexpr Week never{std::numeric_limits<std::int16_t>::max()};

/// One change on the timeline, in effect from `start` (inclusive) to `end` (exclusive).
struct Lever {
  std::string id;  ///< as written in the scenario; unique in it
  LeverKind kind = LeverKind::close_places;
  Week start{0};
  Week end = never;
  std::int32_t ramp_weeks = 0;  ///< weeks over which `change_places` and `buurtgezinnen` come fully into effect
  double cost_per_year = 0;     ///< euro; only reported, so that scenarios can be compared at equal budget
  PlaceSelection places;                 ///< close_places, move_place, change_places, lockdown; programmes at places: where
  PlaceDescription place;                ///< open_place: the place; move_place: x and y, and id of the place moved into
  std::optional<double> move_quality_factor;  ///< move_place: 0.1-5
  PlaceChange change;                    ///< change_places, and thresholds after move_place
  BuurtgezinnenDescription buurtgezinnen;
  HomeVisitsDescription home_visits;
  MentorsDescription mentors;
  GroupProgrammeDescription group_programme;
  BridgeOfficersDescription bridge_officers;
  OutOfSchoolCareDescription out_of_school_care;
  SharedNormsDescription shared_norms;
  ProfessionalsDescription professionals;
  CampaignDescription campaign;
  NormDriftDescription norm_drift;
  PovertyReliefDescription poverty_relief;
  PublicSpaceDescription public_space;
  NewHousingDescription new_housing;
  NewcomersDescription newcomers;
  BudgetCutDescription budget_cut;
  SteeringDescription steering;
  double lockdown_contact_factor = 0.3;  ///< lockdown: share of meetings at home that still takes place, 0-1
  friend bool operator==(const Lever&, const Lever&) = default;
};

}  // namespace weefsel
