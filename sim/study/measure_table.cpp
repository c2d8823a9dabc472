#include "study/measure_table.hpp"

#include <limits>

namespace weefsel {
namespace {

using C = const CellSums&;
using I = std::size_t;
using Value = double (*)(C, I);
constexpr auto whole = NumberKind::whole, real = NumberKind::real;

double flow(C c, Flow f) { return static_cast<double>(c.flow(f)); }
/// A rate, so that groups of different size can be set beside each other.
double per_1000_children(C c, double count) {
  return c.people->children == 0 ? std::numeric_limits<double>::quiet_NaN() : 1000 * count / static_cast<double>(c.people->children);
}
double flow(C c, I k, Flow first, Flow second) { return flow(c, k == 0 ? first : second); }

Measure count(const char* name, const char* units, const char* long_name, const char* description, Value value) {
  return {name, Rhythm::flows, whole, units, long_name, description, "", 1, by_neighbourhood | by_group, true, false, value};
}
Measure state(const char* name, NumberKind kind, const char* units, const char* long_name, const char* description, Value value) {
  return {name, Rhythm::flows, kind, units, long_name, description, "", 1, by_neighbourhood | by_group, false, false, value};
}
Measure network(const char* name, const char* units, const char* long_name, const char* description, Value value) {
  return {name, Rhythm::network, real, units, long_name, description, "", 1, by_neighbourhood | by_group, false, false, value};
}
/// By neighbourhood and for the town, by ways of sorting families; never by group, which would cross two ways.
Measure mixing(const char* name, const char* long_name, const char* description, Value value) {
  return {name, Rhythm::network, real, "1", long_name, description, "mixing", mixing_count, by_neighbourhood | in_town, false, false, value};
}

Measure over(Measure m, const char* inner, std::size_t size) {
  m.inner = inner, m.inner_size = size;
  return m;
}
Measure only(Measure m, unsigned breakdowns) {
  m.breakdowns = breakdowns;
  return m;
}
Measure with_gap(Measure m) {
  m.breakdowns |= as_gap;
  return m;
}
Measure summed(Measure m) {
  m.summed = true;
  return m;
}
Measure size(Measure m) {
  m.is_size = true;
  return m;
}

void add_relations(std::vector<Measure>& t) {
  t.push_back(only(network("local_degree", "families", "Families known in the neighbourhood", "Mean number of families of the same neighbourhood that a family is linked with: 2L / N.", [](C c, I) { return c.network->local_degree(); }), by_neighbourhood));
  t.push_back(only(network("network_density", "1", "Network density", "Ties present / ties possible among the families of a neighbourhood: 2L / (N (N - 1)). Falls with the number of families: compare neighbourhoods on local_degree.", [](C c, I) { return c.network->density(); }), by_neighbourhood));
  t.push_back(size(only(network("network_families", "families", "Families in the network", "The N of network_density and local_degree: families of the neighbourhood at that moment.", [](C c, I) { return static_cast<double>(c.network->families); }), by_neighbourhood)));
  t.back().kind = whole;
  t.push_back(with_gap(network("mean_degree", "ties", "Contacts per parent", "Weak-or-stronger ties of a parent; kin and people elsewhere included, partner not.", [](C c, I) { return c.network->per_parent(c.network->ties); })));
  t.push_back(with_gap(network("support_degree", "ties", "Support ties per parent", "Ties of a parent with strength 0.33 or more.", [](C c, I) { return c.network->per_parent(c.network->support_ties); })));
  t.push_back(with_gap(network("close_degree", "ties", "Close ties per parent", "Ties of a parent with strength 0.60 or more.", [](C c, I) { return c.network->per_parent(c.network->close_ties); })));
  t.push_back(with_gap(network("mean_trust", "1", "Mean strength of ties", "Mean strength of the weak-or-stronger ties of parents, 0 to 1.", [](C c, I) { return c.network->mean_trust(); })));
  t.push_back(with_gap(network("linking_degree", "ties", "Ties to professionals per parent", "Weak-or-stronger ties of a parent to professionals of everyday life (linking).", [](C c, I) { return c.network->per_parent(c.network->professional_ties); })));
  t.push_back(with_gap(network("linking_share", "1", "Share of parents who know a professional", "Parents with at least one weak-or-stronger tie to a professional of everyday life.", [](C c, I) { return c.network->per_parent(c.network->with_professional); })));
  t.push_back(mixing("bonding", "Share of ties among families of the same kind", "Of the ties between parents of different families: share that joins two of the same kind. By neighbourhood: ties within it.", [](C c, I m) { return c.mixing->bonding(static_cast<MixingBy>(m)); }));
  t.push_back(mixing("bridging", "Ties across kinds of families against chance", "Ties between parents of families of different kinds / expected if each tie had gone to any parent present, by lot. 1 is random mixing; below 1, people keep to their own.", [](C c, I m) { return c.mixing->bridging(static_cast<MixingBy>(m)); }));
  t.push_back(mixing("assortativity", "Assortativity", "Newman's coefficient of the same ties: 1 when all ties are among the same kind, 0 at random mixing given how many ties each kind has.", [](C c, I m) { return c.mixing->assortativity(static_cast<MixingBy>(m)); }));
  t.push_back(only(network("group_bonding", "1", "Share of ties within the own group", "Of the ties of a group's parents to parents of other families in town: share that stays in the group.", [](C c, I) { return c.network->group_bonding(*c.town); }), by_group));
  t.push_back(only(network("group_bridging", "1", "Ties out of the own group against chance", "Ties of a group's parents to parents outside the group / expected if each had gone to any parent in town, by lot. 1 is random mixing.", [](C c, I) { return c.network->group_bridging(*c.town); }), by_group));
  t.push_back(network("ego_density", "1", "Density among the five strongest acquaintances", "Of a parent's five strongest acquaintances in town: share of pairs who are acquainted. Mean over parents with at least two.", [](C c, I) { return c.network->mean_ego_density(); }));
  t.push_back(network("local_clustering", "1", "Local clustering", "Of all acquaintances in town of a parent: share of pairs who are acquainted. Mean over parents with at least two.", [](C c, I) { return c.network->mean_clustering(); }));
  t.back().rhythm = Rhythm::clustering;
  t.push_back(with_gap(network("isolated_share", "1", "Share of parents who are isolated", "Parents with less than weekly contact with people they know over four weeks (objective isolation, not loneliness).", [](C c, I) { return c.network->per_parent(c.network->isolated); })));
  t.push_back(with_gap(network("unsupported_share", "1", "Share of parents without a support tie", "Parents without any tie of strength 0.33 or more.", [](C c, I) { return c.network->per_parent(c.network->unsupported); })));
}

void add_how_parents_fare(std::vector<Measure>& t) {
  t.push_back(with_gap(state("parental_wellbeing", real, "1", "Parental wellbeing", "Mean over parents of 1 / (1 + exp(-b)); b has mean 0 and sd 1 at baseline. 0 to 1.", [](C c, I) { return c.people->mean_over_parents(c.people->wellbeing); })));
  t.push_back(over(state("parental_wellbeing_quantile", real, "1", "Quantiles of parental wellbeing", "Wellbeing below which a tenth, half and nine tenths of the parents are.", [](C c, I q) { return c.people->wellbeing_at(shown_quantiles[q]); }), "quantile", shown_quantiles.size()));
  t.push_back(with_gap(state("counted_on_support", real, "1", "Support one can count on", "Mean over parents of 1 - product of (1 - a s) over the partner and the five strongest ties. 0 to 1.", [](C c, I) { return c.people->mean_over_parents(c.people->counted_on); })));
  t.push_back(with_gap(state("parental_load", real, "1", "Felt load of parents", "Mean felt load of parents; 0 is nothing on one's mind.", [](C c, I) { return c.people->mean_over_parents(c.people->load); })));
  t.push_back(with_gap(state("worried_share", real, "1", "Share of parents with a concern", "Parents with an open concern about a child seen as 0.2 or more severe.", [](C c, I) { return c.people->share_of_parents(c.people->worried_parents); })));
  t.push_back(with_gap(state("wellbeing_low_share", real, "1", "Share of parents with low wellbeing", "Parents below the tenth percentile of all parents at the start of the scenario: a relative mark that twins share, and no diagnosis.", [](C c, I) { return c.people->share_of_parents(c.people->low); })));
  t.push_back(size(state("families", whole, "families", "Families", "Households with a child under 18 at home.", [](C c, I) { return static_cast<double>(c.people->families); })));
  t.push_back(size(state("parents", whole, "people", "Parents", "Adults in families, and co-parents elsewhere in town.", [](C c, I) { return static_cast<double>(c.people->parents); })));
  t.push_back(size(state("children", whole, "children", "Children under 18", "Children under 18 at home.", [](C c, I) { return static_cast<double>(c.people->children); })));
}

void add_meeting_and_support(std::vector<Measure>& t) {
  t.push_back(over(count("place_visits", "visits", "Visits to places", "Visits of active adults to places, by kind of place. School and childcare follow the child and are not counted.", [](C c, I k) { return flow(c, visit_to(static_cast<PlaceKind>(k))); }), "place_kind", place_kind_count));
  t.push_back(over(with_gap(network("place_reach", "1", "Families that a kind of place reaches", "Families of whom an adult chose to go to such a place, and found room, at least once in the last 13 weeks. School and childcare follow the child and are not counted.", [](C c, I k) { return c.reach->share_of_families(c.reach->in_quarter[k]); })), "place_kind", place_kind_count));
  t.push_back(over(network("place_reach_in_year", "1", "Families that a kind of place reaches in a year", "The same over the last 52 weeks.", [](C c, I k) { return c.reach->share_of_families(c.reach->in_year[k]); }), "place_kind", place_kind_count));
  t.push_back(count("moments_at_home", "moments", "Spare moments spent at home", "Moments in which going out was considered and staying in was chosen.", [](C c, I) { return flow(c, Flow::moments_at_home); }));
  t.push_back(summed(state("contact_hours", real, "person hours", "Hours of contact", "Hours that active adults spent with people they have a tie with, places and home together.", [](C c, I) { return flow(c, Flow::contact_hours_tenths) / 10; })));
  t.push_back(count("ties_started", "ties", "Ties begun", "New ties of active adults.", [](C c, I) { return flow(c, Flow::ties_started); }));
  t.push_back(over(count("support_exchanged", "times", "Support received", "Help that parents received from people they know, by kind.", [](C c, I k) { return flow(c, support_of(static_cast<SupportKind>(k))); }), "support_kind", support_kind_count));
  t.push_back(summed(state("giving_hours", real, "person hours", "Hours of help given", "Hours of help that active adults gave, counted where the giver lives.", [](C c, I) { return flow(c, Flow::giving_hours_tenths) / 10; })));
  t.push_back(with_gap(network("giving_share", "1", "Share of parents who help others", "Parents who gave help to people they know, or as a support family, in the last four weeks.", [](C c, I) { return c.giving->giving_share(); })));
  t.push_back(over(network("giving_hours_quantile", "person hours", "Hours of help per giver", "Hours given in the last four weeks that a tenth, half and nine tenths of those who gave any do not exceed.", [](C c, I q) { return c.giving->hours_at(shown_quantiles[q]); }), "quantile", shown_quantiles.size()));
  t.push_back(network("heavy_giving_share", "1", "Share of givers who give much", "Of those who gave help in the last four weeks: those who gave more than eight hours.", [](C c, I) { return c.giving->heavy_share(); }));
  t.push_back(count("support_asked", "times", "Support asked", "Times that parents asked people they know for help.", [](C c, I) { return flow(c, Flow::asked); }));
  t.push_back(count("support_refused", "times", "Support refused", "Of these: times that it was not given.", [](C c, I) { return flow(c, Flow::refused); }));
  t.push_back(count("ties_lost", "ties", "Ties ended", "Ties of active adults that faded away or gave way.", [](C c, I) { return flow(c, Flow::ties_lost); }));
  t.push_back(count("visits_turned_away", "visits", "Visits turned away", "Visits to places that were full.", [](C c, I) { return flow(c, Flow::turned_away); }));
  t.push_back(count("volunteers_started", "people", "Hosts who began", "Visitors who became host of a gathering.", [](C c, I) { return flow(c, Flow::volunteers_started); }));
  t.push_back(count("volunteers_stopped", "people", "Hosts who stopped", "Volunteer hosts who stopped.", [](C c, I) { return flow(c, Flow::volunteers_stopped); }));
  t.push_back(count("initiatives_started", "gatherings", "Initiatives begun", "Fixed gatherings that visitors began.", [](C c, I) { return flow(c, Flow::initiatives_started); }));
  t.push_back(count("initiatives_ended", "gatherings", "Initiatives ended", "Of these: those that ended.", [](C c, I) { return flow(c, Flow::initiatives_ended); }));
  t.push_back(count("matches_made", "matches", "Families matched", "Families matched with a support family by a programme.", [](C c, I) { return flow(c, Flow::matches_made); }));
  t.push_back(count("matches_ended", "matches", "Matches ended", "Of these: those that ended.", [](C c, I) { return flow(c, Flow::matches_ended); }));
}

/// Pedagogical richness, and youngsters.
void add_children(std::vector<Measure>& t) {
  t.push_back(over(network("richness_adults", "people", "Adults who know a child", "Mean number of adults who know a child, by phase: kin and friends of its parents, the team of its school or childcare, and its own (coach, youth worker, host, mentor, support family, parent of a friend). Twenty hours together, contact within a year; parents not counted.", [](C c, I k) { return c.children->mean(c.children->adults, k); }), "phase", phase_count));
  t.push_back(over(network("richness_places", "places", "Places that know a child", "Mean number of places that know a child, by phase: school or childcare, and places where it spent twenty hours, with a visit within a year.", [](C c, I k) { return c.children->mean(c.children->places, k); }), "phase", phase_count));
  t.push_back(over(network("richness_spheres", "spheres", "Spheres that know a child", "Mean number of spheres of growing up (0 to 5) in which an adult or a place knows a child, by phase.", [](C c, I k) { return c.children->mean(c.children->spheres, k); }), "phase", phase_count));
  t.push_back(over(network("children_by_adults_known", "1", "Children by number of adults who know them", "Share of children who are known by so many adults.", [](C c, I k) { return c.children->share_in_step(k); }), "adults_known", adults_known_steps));
  t.push_back(network("youth_own_adult_share", "1", "Youngsters known by an adult of their own", "Youngsters of 12 to 23 whom at least one adult of their own knows: no kin, no friend of their parents, and not at school.", [](C c, I) { return c.children->per_youngster(c.children->with_own_adult); }));
  t.push_back(network("youth_friends", "friends", "Friends per youngster", "Friends in town of a youngster of 12 to 23, of strength 0.20 or more; at most four are kept.", [](C c, I) { return c.children->per_youngster(c.children->friends); }));
  t.push_back(over(count("youth_visits", "visits", "Visits of youngsters to places", "Visits of youngsters of 12 to 23 to places of their own choice, by kind of place. School is not counted.", [](C c, I k) { return flow(c, youth_visit_to(static_cast<PlaceKind>(k))); }), "place_kind", place_kind_count));
  t.push_back(count("youth_turned_away", "visits", "Visits of youngsters turned away", "Visits of youngsters to places that were full.", [](C c, I) { return flow(c, Flow::youth_turned_away); }));
  t.push_back(count("youth_confided", "times", "Talks with an adult of their own", "Times that youngsters talked about a concern with an adult of their own who knows them.", [](C c, I) { return flow(c, Flow::youth_confided); }));
}

void add_programmes(std::vector<Measure>& t) {
  t.push_back(count("programme_applications", "requests", "Requests to programmes", "Families that asked a programme for a match.", [](C c, I) { return flow(c, Flow::applications); }));
  t.push_back(over(count("programme_joined", "times", "Took up a programme", "Matches made and people who joined a group, by programme; at evenings on shared norms: attendances.", [](C c, I k) { return flow(c, joined(static_cast<ProgrammeKind>(k))); }), "programme", programme_kind_count));
  t.push_back(over(state("programme_participants", whole, "people", "In a programme", "Open matches and members of groups, by programme.", [](C c, I k) { return static_cast<double>(c.people->in_programme[k]); }), "programme", programme_kind_count));
  t.push_back(over(state("programme_hours", real, "person hours", "Hours of programmes", "Hours with a visitor, mentor, support family, group or bridge officer, by programme, counted where the family lives.", [](C c, I k) { return flow(c, hours_tenths_in(static_cast<ProgrammeKind>(k))) / 10; }), "programme", programme_kind_count));
  t.back().summed = true;
  t.push_back(state("hours_with_other_adults", real, "child hours", "Hours of children with others by a programme", "Hours that children spent with a support family, a mentor, a visitor or a carer of a programme.", [](C c, I) { return flow(c, Flow::hours_with_other_adults_tenths) / 10; }));
  t.back().summed = true;
}

void add_concerns_and_help(std::vector<Measure>& t) {
  t.push_back(count("concerns_settled_in_network", "concerns", "Concerns settled in the network", "Concerns settled with help of people one knows.", [](C c, I) { return flow(c, Flow::concerns_settled_in_network); }));
  t.push_back(count("concerns_settled_with_professional", "concerns", "Concerns settled with a professional of everyday life", "Concerns settled with teacher, nurse, GP or youth worker.", [](C c, I) { return flow(c, Flow::concerns_settled_with_professional); }));
  t.push_back(count("concerns_passed", "concerns", "Concerns passed", "Concerns that passed by themselves or with formal help.", [](C c, I) { return flow(c, Flow::concerns_passed); }));
  t.push_back(count("concerns_passed_in_help", "concerns", "Concerns passed during formal help", "Of the concerns that passed: those of children who were in help.", [](C c, I) { return flow(c, Flow::concerns_passed_in_help); }));
  t.push_back(count("basic_contacts", "questions", "Questions to professionals of everyday life", "Questions about growing up to teacher, childcare worker, nurse, GP or youth worker. Not demand.", [](C c, I) { return flow(c, Flow::basic_contact); }));
  t.push_back(count("concerns_raised", "concerns", "Concerns raised", "Concerns about children that arose.", [](C c, I) { return flow(c, Flow::concerns_raised); }));
  t.push_back(state("concerns_open", whole, "concerns", "Open concerns", "Open concerns about children and young people at home, at the end of the period.", [](C c, I) { return static_cast<double>(c.people->concerns_open); }));
  t.push_back(over(count("help_demand", "requests", "Modelled demand for help", "First requests for formal help, by tier, whether or not there is room: once per child and tier until help ends or 26 weeks pass. Modelled, not a forecast; its sign under a lever is not settled by evidence.", [](C c, I k) { return flow(c, k, Flow::demand_tier1, Flow::demand_tier2); }), "tier", asked_tiers));
  t.push_back(only(over(summed(state("help_demand", real, "requests per 1,000 children", "Modelled demand for help, between groups", "help_demand per 1,000 children under 18, of one group less another. Modelled; its sign under a lever is not settled by evidence.", [](C c, I k) { return per_1000_children(c, flow(c, k, Flow::demand_tier1, Flow::demand_tier2)); })), "tier", asked_tiers), as_gap));
  t.push_back(over(count("help_demand_by_route", "requests", "Modelled demand for help by route", "The same requests by who turned to help: the family, a professional on its behalf, or the youngster itself.", [](C c, I k) { return flow(c, demand_by(static_cast<Route>(k))); }), "route", route_count));
  t.push_back(over(count("help_started", "children", "Help started", "Children for whom help started, by tier.", [](C c, I k) { return k == 1 ? flow(c, Flow::help_started_tier2) : flow(c, Flow::help_started) - flow(c, Flow::help_started_tier2); }), "tier", asked_tiers));
  t.push_back(over(count("weeks_waited", "weeks", "Weeks waited for help", "Weeks that children for whom help started had waited, added up, by tier. Divided by help_started over the same span it is the mean wait.", [](C c, I k) { return flow(c, k, Flow::weeks_waited_tier1, Flow::weeks_waited_tier2); }), "tier", asked_tiers));
  t.push_back(over(state("help_in_use", whole, "children", "Children in help", "Children and young people in help, by tier.", [](C c, I k) { return static_cast<double>(c.people->helped[k]); }), "tier", asked_tiers));
  t.push_back(only(over(state("help_in_use", real, "children per 1,000 children", "Children in help, between groups", "Children and young people in help per 1,000 children under 18, of one group less another.", [](C c, I k) { return per_1000_children(c, static_cast<double>(c.people->helped[k])); }), "tier", asked_tiers), as_gap));
  t.push_back(over(state("help_waiting", whole, "children", "Children waiting for help", "Children and young people waiting for help, by tier.", [](C c, I k) { return static_cast<double>(c.people->waiting[k]); }), "tier", asked_tiers));
  t.push_back(count("queue_left", "children", "Left the queue", "Children whose family left the queue before help started.", [](C c, I) { return flow(c, Flow::left_queue); }));
  t.push_back(count("protection_started", "children", "Child protection started", "Tier 3: measures of child protection that started. Never counted as demand.", [](C c, I) { return flow(c, Flow::protection_started); }));
  t.push_back(state("children_in_protection", whole, "children", "Children in protection", "Children under a measure of child protection.", [](C c, I) { return static_cast<double>(c.people->in_protection); }));
}

void add_population(std::vector<Measure>& t) {
  t.push_back(count("births", "children", "Births", "Children born.", [](C c, I) { return flow(c, Flow::births); }));
  t.push_back(count("separations", "couples", "Separations", "Couples who separated.", [](C c, I) { return flow(c, Flow::separations); }));
  t.push_back(count("moved_out", "households", "Moved out of town", "Households that left the town.", [](C c, I) { return flow(c, Flow::moved_out); }));
  t.push_back(count("moved_within", "households", "Moved within town", "Households that moved within the town, by where they left.", [](C c, I) { return flow(c, Flow::moved_within); }));
  t.push_back(count("moved_in", "households", "Moved into town", "Households that came to live in the town.", [](C c, I) { return flow(c, Flow::moved_in); }));
  t.push_back(count("deaths", "people", "Deaths", "Adults who died.", [](C c, I) { return flow(c, Flow::deaths); }));
}

std::vector<Measure> make_table() {
  std::vector<Measure> t;
  add_relations(t);
  add_children(t);
  add_how_parents_fare(t);
  add_meeting_and_support(t);
  add_programmes(t);
  add_concerns_and_help(t);
  add_population(t);
  return t;
}

}  // namespace

const std::vector<Measure>& measure_table() {
  static const std::vector<Measure> table = make_table();
  return table;
}

}  // namespace weefsel
