// What: the closed lists of the domain (kinds of places, ties, support, help ...), each with its name in
// files. Every list is declared once here; YAML, JSON Schema, output and documentation read the names.
#pragma once

#include <array>
#include <cstdint>
#include <cstddef>
#include <string_view>

namespace weefsel {

/// Kinds of places where people meet (source 001, figure 1; source 004, section 2.1).
enum class PlaceKind : std::uint8_t {
  childcare, primary_school, secondary_school, playground, library, community_centre, sports_club, culture_club,
  place_of_worship, youth_centre, cafe_or_market, childrens_farm, parent_child_cafe, consultation_office, online_group,
  count
};
inline constexpr std::size_t place_kind_count = static_cast<std::size_t>(PlaceKind::count);
inline constexpr std::array<std::string_view, place_kind_count> place_kind_names = {
    "childcare", "primary_school", "secondary_school", "playground", "library", "community_centre", "sports_club",
    "culture_club", "place_of_worship", "youth_centre", "cafe_or_market", "childrens_farm", "parent_child_cafe",
    "consultation_office", "online_group"};

/// Spheres of growing up (source 004, section 2.1).
enum class Sphere : std::uint8_t {
  supporting_network, school_and_childcare, independent_leisure, organised_leisure, outer_spheres_of_help, count
};
inline constexpr std::array<std::string_view, 5> sphere_names = {
    "supporting_network", "school_and_childcare", "independent_leisure", "organised_leisure", "outer_spheres_of_help"};

[[nodiscard]] constexpr Sphere sphere_of(PlaceKind kind) {
  switch (kind) {
    case PlaceKind::childcare:
    case PlaceKind::primary_school:
    case PlaceKind::secondary_school: return Sphere::school_and_childcare;
    case PlaceKind::sports_club:
    case PlaceKind::culture_club:
    case PlaceKind::place_of_worship:
    case PlaceKind::parent_child_cafe: return Sphere::organised_leisure;
    case PlaceKind::consultation_office: return Sphere::outer_spheres_of_help;
    default: return Sphere::independent_leisure;
  }
}

/// Why two people know each other. Kin fade slowest; no other rule looks at where a tie began.
enum class TieKind : std::uint8_t {
  kin, neighbour, school, club, open_place, online, programme, professional, friendship, count
};
inline constexpr std::array<std::string_view, 9> tie_kind_names = {
    "kin", "neighbour", "school", "club", "open_place", "online", "programme", "professional", "friendship"};

/// What an adult is to a child whom it knows by itself, and not through the parents (model definition 7.7).
enum class OwnRole : std::uint8_t {
  parent_of_friend, regular, host, coach, youth_worker, mentor, support_family, count
};
inline constexpr std::size_t own_role_count = 7;
inline constexpr std::array<std::string_view, own_role_count> own_role_names = {
    "parent_of_friend", "regular", "host", "coach", "youth_worker", "mentor", "support_family"};

/// What support carries (source 001, section on four kinds of support).
enum class SupportKind : std::uint8_t { emotional, practical, informational, normative, count };
inline constexpr std::size_t support_kind_count = 4;
inline constexpr std::array<std::string_view, support_kind_count> support_kind_names = {
    "emotional", "practical", "informational", "normative"};

/// Kinds of concerns about a child (model description, "Worry").
enum class ConcernKind : std::uint8_t { everyday, strain, child_borne, count };
inline constexpr std::size_t concern_kind_count = 3;
inline constexpr std::array<std::string_view, concern_kind_count> concern_kind_names = {
    "everyday", "strain", "child_borne"};

/// Phases of childhood (source 001, figure 1).
enum class Phase : std::uint8_t { age_0_2, age_2_4, age_4_12, age_12_16, age_16_23, count };
inline constexpr std::size_t phase_count = 5;
inline constexpr std::array<std::string_view, phase_count> phase_names = {"0-2", "2-4", "4-12", "12-16", "16-23"};
[[nodiscard]] constexpr Phase phase_at(double age_years) {
  return age_years < 2    ? Phase::age_0_2
         : age_years < 4  ? Phase::age_2_4
         : age_years < 12 ? Phase::age_4_12
         : age_years < 16 ? Phase::age_12_16
                          : Phase::age_16_23;
}

/// From this age a child is a *youngster*: it chooses its own leisure, has friends of its own and may seek help itself.
inline constexpr double youngster_age = 12;

enum class Education : std::uint8_t { low, middle, high, count };
inline constexpr std::array<std::string_view, 3> education_names = {"low", "middle", "high"};

/// Professionals of everyday life and of formal help.
enum class ProfessionalKind : std::uint8_t {
  teacher, childcare_worker, youth_health_nurse, general_practitioner, family_team_worker, youth_worker,
  bridge_officer,  ///< at a school while a lever lasts
  count
};
inline constexpr std::size_t professional_kind_count = 7;
inline constexpr std::array<std::string_view, professional_kind_count> professional_kind_names = {
    "teacher", "childcare_worker", "youth_health_nurse", "general_practitioner", "family_team_worker", "youth_worker",
    "bridge_officer"};

/// Programmes that bring people together: one to one first, then groups, then what meets people at school.
enum class ProgrammeKind : std::uint8_t {
  support_family, volunteer_visits, mother_visits, nurse_visits, mentor, out_of_school_care,
  centering, parents_room, family_school, neighbourhood_academy,
  bridge_officer, shared_norms, count
};
inline constexpr std::size_t programme_kind_count = 12;
inline constexpr std::array<std::string_view, programme_kind_count> programme_kind_names = {
    "support_family", "volunteer_visits", "mother_visits", "nurse_visits", "mentor", "out_of_school_care",
    "centering", "parents_room", "family_school", "neighbourhood_academy", "bridge_officer", "shared_norms"};

/// Who turned to help: the family itself, a professional on its behalf (the family team from tier 1 to tier 2), or the
/// youngster itself.
enum class Route : std::uint8_t {
  family, school, general_practitioner, youth_health, youth_worker, family_team, youngster, count
};
inline constexpr std::size_t route_count = 7;
inline constexpr std::array<std::string_view, route_count> route_names = {
    "family", "school_or_childcare", "general_practitioner", "youth_health", "youth_worker", "family_team",
    "youngster"};

/// A weekly gathering at a place: none (people come when they like), fixed (same place and hour each week)
/// or wandering (another place each week; source 002: no lasting group forms).
enum class Gathering : std::uint8_t { none, fixed, wandering, count };
inline constexpr std::array<std::string_view, 3> gathering_names = {"none", "fixed", "wandering"};

/// Household groups that results may be split by (one way, never crossed by default). `all` comes first.
/// There is none by origin: see the model description, "Household groups".
enum class Group : std::uint8_t {
  all, income_tight, income_sufficient, one_parent, two_parents, youngest_0_2, youngest_2_4, youngest_4_12,
  youngest_12_16, youngest_16_23, education_low, education_middle, education_high, reading_hard, reading_easy,
  newcomer, settled, count
};
inline constexpr std::size_t group_count = 17;
inline constexpr std::array<std::string_view, group_count> group_names = {
    "all", "income_tight", "income_sufficient", "one_parent", "two_parents", "youngest_0_2", "youngest_2_4",
    "youngest_4_12", "youngest_12_16", "youngest_16_23", "education_low", "education_middle", "education_high",
    "reading_hard", "reading_easy", "newcomer", "settled"};
/// One bit per group.
using GroupMask = std::uint32_t;
[[nodiscard]] constexpr GroupMask bit(Group g) { return GroupMask{1} << static_cast<unsigned>(g); }

}  // namespace weefsel
