#include "study/pattern_table.hpp"

#include <algorithm>
#include <string>

#include "base/errors.hpp"

namespace weefsel {
namespace {

constexpr double none = std::numeric_limits<double>::quiet_NaN();
constexpr auto fit = PatternKind::fit, anchor = PatternKind::anchor, input = PatternKind::input, emerges = PatternKind::emerges;

// Order as in the evidence table; a pattern with several figures takes several rows.
constexpr Pattern patterns[] = {
    // 1 Names after seven years
    {"named_again", fit, 0.48, 0.42, 0.54, "share", "network members named again after seven years",
     "of all people named at the first date, by parents interviewed at both; seven years; each parent for itself",
     "Mollenhorst, Voelker & Flap 2014 (SSND)",
     "Advice, practical help and visiting, up to five names each (study/pattern_names.hpp). No slips of memory; the survey asked adults of 18 to 65, the model can ask parents only."},
    {"named_size_ratio", fit, 1.0, 0.9, 1.1, "ratio", "people named seven years later against before",
     "parents interviewed at both dates; seven years; each parent for itself", "Mollenhorst, Voelker & Flap 2014: mean size stable", ""},
    // 2 Size and shape
    {"support_network", fit, 10, 8, 12, "people", "people named for advice, practical help or visiting", "parents; at a moment; each parent for itself",
     "evidence table, section 2 (judgement)", "The partner is not among them."},
    {"support_kin", fit, 4, 3, 5, "people", "of these: kin", "parents; at a moment; each parent for itself", "evidence table, section 2 (judgement)", ""},
    {"core", fit, 3, 2, 4, "people", "close ties and the partner", "parents; at a moment; each parent for itself", "evidence table, section 2 (judgement): core about 3, quartiles 2 and 4",
     "A close tie has strength 0.60 or more; questions on confidants count the partner too."},
    {"degree_skewness", fit, 0.5, 0.1, 2.0, "1", "skewness of the number of ties", "parents; at a moment; from their tie tables", "evidence table, section 2 (judgement): skewed to the right",
     "Weak or stronger ties. At most 24 are kept, so a power law is ruled out by the model's form and the skewness held back."},
    {"degree_variation", fit, 0.5, 0.3, 0.9, "1", "spread of the number of ties over its mean", "parents; at a moment; from their tie tables", "evidence table, section 2 (judgement): no power law", ""},
    {"ego_density_least", emerges, 0.4, none, none, "share", "pairs of people named who know each other, at least", "pairs among the people a parent names; at a moment; each parent for itself",
     "evidence table, section 2 (judgement): 30-50%", "Kin know each other, and two active adults in town as their ties say; all other pairs count as strangers. Not judged: the model does not know who knows whom elsewhere."},
    {"ego_density_most", emerges, 0.4, none, none, "share", "the same, at most", "the same", "the same", "Pairs of whom the model does not know are left out."},
    {"transitivity", fit, 0.3, 0.2, 0.4, "share", "friends of a friend who are friends", "pairs of a parent's acquaintances in town; at a moment; from tie tables",
     "evidence table, section 2 (judgement)", "Both acquaintances must have a tie table: parents, hosts, grandparents in town and their like. Couples know each other. Not measured with fewer than one pair a parent."},
    // 3 Support
    {"support_any", fit, 0.67, 0.60, 0.74, "share", "parents who received informal help", "parents of children under 18; a year; one parent for the home", "SCP 2021-14", "People outside the home, no professionals."},
    {"support_babysitting", fit, 0.48, 0.41, 0.55, "share", "received babysitting", "parents of children under 18; a year; one parent for the home", "SCP 2021-14", "Practical help to either parent at home."},
    {"support_listening", fit, 0.42, 0.35, 0.49, "share", "received a listening ear", "parents of children under 18; a year; each parent for itself", "SCP 2021-14", "Emotional support."},
    {"support_advice", fit, 0.30, 0.24, 0.37, "share", "received advice", "parents of children under 18; a year; each parent for itself", "SCP 2021-14", "Informational or normative support."},
    // 4 Anchors of feeling
    {"lonely_mark", anchor, 0.055, none, none, "share", "strong loneliness among couples with children", "parents in couples; at a moment; each parent for itself", "CBS Sociale samenhang en welzijn",
     "The mark on (1 - counted on) - 0.1 b above which 5.5% of them lie."},
    {"burnout_mark", anchor, 0.02, none, none, "share", "parental burnout, high risk", "parents; at a moment; each parent for itself", "van Bakel, van Engen & Peters 2018", "The wellbeing b below which 2% of parents lie."},
    {"hard_mark", anchor, 0.05, none, none, "share", "upbringing felt as (very) hard", "children of 0-11; at a moment; one parent for the child", "GGD Hollands Noorden (source 004)",
     "The mark on load + severity seen - 0.3 b above which 5% of the children lie. The survey's answers have noise, this has none."},
    // 5 Concerns
    {"worried", fit, 0.315, 0.28, 0.35, "share", "parents with concerns about upbringing", "parents; at a moment; each parent for itself", "SCP 2023, Zicht op zorgen: 30-33%", "An open concern at home seen as 0.2 or more."},
    {"ladder_mild_mark", anchor, 0.15, none, none, "share", "problematic parenting situation, mild or worse", "families with a child under 13; at a moment; from true severity", "Horrevorts et al. 2015", "The severity above which 15% of the families lie."},
    {"ladder_moderate_mark", anchor, 0.05, none, none, "share", "the same, moderate or worse", "families with a child under 13; at a moment; from true severity", "Horrevorts et al. 2015", "The severity above which 5% lie."},
    {"ladder_severe_mark", anchor, 0.01, none, none, "share", "the same, severe", "families with a child under 13; at a moment; from true severity", "Horrevorts et al. 2015", "The severity above which 1% lie."},
    {"difficulties", fit, 0.104, 0.07, 0.14, "share", "children with difficulties (SDQ 14 or more)", "children of 8-12; at a moment; the parent", "Bot et al. 2011", "Children with an open child-borne concern; the model has no questionnaire and no difference between boys and girls."},
    // 6 Help sought for a three-year-old
    {"sought_any", fit, 0.226, 0.17, 0.28, "share", "any help sought for a three-year-old", "children of 3; past twelve months; one parent for the child", "Luo et al. 2022", "Survey of Rotterdam. The internet, an informal source there, has no counterpart."},
    {"sought_formal", fit, 0.068, 0.04, 0.10, "share", "of formal sources", "children of 3; past twelve months; one parent for the child", "Luo et al. 2022", "A question that found time with a professional of everyday life, or a request for help."},
    {"sought_informal", fit, 0.175, 0.12, 0.23, "share", "of informal sources", "children of 3; past twelve months; one parent for the child", "Luo et al. 2022", "A parent asked people it knows for an ear or advice while this child gave most concern at home, of 0.2 or more as for worried parents."},
    // 7 Formal help
    {"youth_care", fit, 0.140, 0.125, 0.155, "share", "youth care in a year", "children under 18 who lived in town all year; a calendar year of 52 weeks; from help episodes", "NJi/CBS 2024", "Family team, indicated help or protection, one week or more (model definition 7.6)."},
    {"youth_care_starts", fit, 0.066, 0.055, 0.080, "share", "of these: not in care when the year began", "the same children", "from CBS durations (model definition 7.6)", ""},
    {"youth_care_on_a_day", fit, 0.074, 0.060, 0.090, "share", "in care when the year began", "the same children; a day", "from CBS durations (model definition 7.6)", ""},
    {"protection", fit, 0.011, 0.007, 0.015, "share", "child protection in a year", "the same children", "CBS Jeugdmonitor 2024: about 36,000 children", ""},
    {"route_gp", fit, 0.42, 0.34, 0.50, "share", "referred by a general practitioner", "first requests of children under 18 by routes that the model has; a year; registration", "CBS 85096NED, 2021: 35.5% of 84.7%",
     "Per request, not per trajectory. Certified institution (9.3%), medical specialist (4.8%), court (0.4%) and unknown have no counterpart, so shares are taken of the rest."},
    {"route_municipality", fit, 0.37, 0.29, 0.45, "share", "by the municipality", "the same", "CBS 85096NED, 2021: 31.3% of 84.7%", "Family team; and school, childcare and youth worker, who refer by way of the municipality's team."},
    {"route_none", fit, 0.18, 0.11, 0.25, "share", "without a referrer", "the same", "CBS 85096NED, 2021: 15.1% of 84.7%", "The family itself."},
    {"route_youth_doctor", fit, 0.033, 0.01, 0.08, "share", "by the youth doctor", "the same", "CBS 85096NED, 2021: 2.8% of 84.7%", "Nurse and doctor of youth health together."},
    {"trajectory_weeks", input, 39, 30, 48, "weeks", "median length of ended help", "episodes of help that ended; the years of the run; registration", "CBS 85096NED, 2021", "Lengths are drawn from the CBS shares; what is not given is who is cut off by leaving town, and is left out."},
    // 8 Out and about
    {"library_couples", fit, 0.57, 0.47, 0.67, "share", "library used by couples with children", "couples with a child under 18; a year; the household", "CBS 2023: a member in the household",
     "An adult visits a library four times a year or more; membership and children who go alone have no counterpart."},
    {"club_4_11", input, 0.773, 0.70, 0.85, "share", "club membership at 4-11", "children of 4-11; at a moment; from membership", "GGD Hollands Noorden (source 004)", "Set by childhood.club_share, where a club is within reach."},
    {"childcare", input, 0.54, 0.45, 0.62, "share", "children under 4 in childcare", "children under 4; at a moment; from their day place", "CBS 2016", ""},
    {"contact_neighbours", fit, 0.59, 0.51, 0.67, "share", "weekly contact with neighbours", "parents of 35-65; four weeks; each parent for itself", "CBS 2018-19", "Contact in at least three of four weeks with a tie in the same street, or a chat there. The survey asks all people of that age."},
    {"contact_family", fit, 0.83, 0.75, 0.90, "share", "weekly contact with family", "parents of 35-65; four weeks; each parent for itself", "CBS 2018-19", "Kin outside the home."},
    {"contact_friends", fit, 0.75, 0.67, 0.83, "share", "weekly contact with friends", "parents of 35-65; four weeks; each parent for itself", "CBS 2018-19", "Weak or stronger ties that are no kin and no professionals; in the own street only from support strength."},
    // Section 3 of the evidence table: an association that is not set by one parameter
    {"counted_on_and_load", fit, -0.20, -0.25, -0.15, "r", "correlation of support counted on with load", "parents; at a moment; each parent for itself", "Dunst 2022", ""},
    // 9 Twenty years
    {"separations", input, 0.019, 0.015, 0.023, "per year", "separations", "couples with a child under 18; a year; registration", "CBS 2013-20, per child", ""},
    {"moves", input, 0.097, 0.080, 0.115, "per year", "moves of families", "families with a child under 18; a year; registration", "CBS 2017, per child", ""},
    {"drift_single_parents", fit, 0, -0.02, 0.02, "share", "change of the share of single parents", "households with a child under 18; last three years less the first three", "model definition 7.10", "From fifteen years on."},
    {"drift_degree", fit, 0, -0.05, 0.05, "share", "change of the number of ties, relative", "parents; last three years less the first three", "model definition 7.10", "From fifteen years on."},
    {"drift_wellbeing", fit, 0, -0.10, 0.10, "sd", "change of wellbeing", "parents; last three years less the first three", "model definition 7.10", "From fifteen years on."},
    // Not aimed at
    {"isolated", emerges, none, none, none, "share", "parents without weekly contact", "parents; four weeks; from contacts", "", "Fewer than four contacts in four weeks with family, friends or neighbours."},
    {"unsupported", emerges, none, none, none, "share", "parents without a support tie", "parents; at a moment; from tie tables", "", ""},
    {"degree", emerges, none, none, none, "people", "weak or stronger ties", "parents; at a moment; from tie tables", "", "Partner not included."},
    {"local_ties", emerges, none, none, none, "people", "of these: in the own neighbourhood", "parents; at a moment; from tie tables", "", ""},
};

constexpr Contrast contrasts[] = {
    {"ties", "people", "weak or stronger ties", "larger networks with more education and income (Hofstra et al. 2025)"},
    {"local_ties", "people", "of these: in the own neighbourhood", ""},
    {"counted_on", "share", "support one can count on", ""},
    {"wellbeing", "sd", "wellbeing b", ""},
    {"lonely", "share", "strongly lonely, by the mark set on couples", "single parents more often than couples (CBS)"},
    {"burnout", "share", "burnout, by the mark set on all parents", ""},
    {"hard", "share", "upbringing hard, by the mark set on all children of 0-11", ""},
    {"worried", "share", "with concerns", ""},
    {"support_any", "share", "received informal help in a year", ""},
    {"youth_care", "share", "children in youth care in a year", "more often with one parent and with low income (CBS)"},
    {"library", "share", "library four times a year or more", "couples 57%, single parents 41% have a member at home (CBS 2023)"},
    {"club", "share", "club membership at 4-11", "weekly sport at 4-11: under 50% with low income, over 75% with high (Mulier)"},
};

template <class Table>
std::size_t row_of(const Table& table, std::string_view name, const char* what) {
  const auto* found = std::find_if(std::begin(table), std::end(table), [&](const auto& row) { return row.name == name; });
  if (found == std::end(table)) throw Fault(std::string("there is no ") + what + " called " + std::string(name));
  return static_cast<std::size_t>(found - std::begin(table));
}

constexpr std::int64_t fewest_answers = 30;

}  // namespace

std::span<const Pattern> pattern_table() { return patterns; }
std::span<const Contrast> contrast_table() { return contrasts; }

Findings::Findings() : values_(std::size(patterns), none), contrasts_(std::size(contrasts)) {}
void Findings::set(std::string_view pattern, double value) { values_[row_of(patterns, pattern, "pattern")] = value; }
void Findings::add(std::string_view contrast, GroupMask groups, double value) {
  auto& row = contrasts_[row_of(contrasts, contrast, "contrast")];
  for (std::size_t g = 0; g < group_count; ++g)
    if ((groups & bit(static_cast<Group>(g))) != 0) row[g].add(value);
}
double Findings::of(std::string_view pattern) const { return values_[row_of(patterns, pattern, "pattern")]; }
double Findings::of(std::string_view contrast, Group group) const {
  const RunningMean& mean = contrasts_[row_of(contrasts, contrast, "contrast")][static_cast<std::size_t>(group)];
  return mean.count < fewest_answers ? none : mean.value();
}

}  // namespace weefsel
