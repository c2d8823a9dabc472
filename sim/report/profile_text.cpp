// The profile as Markdown for people and as CSV for spreadsheets.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "report/profile.hpp"

namespace weefsel {
namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();
constexpr double shown_from = 0.10;       // places elsewhere are listed when they reach this share of families
constexpr double least_gap = 0.05;        // smaller differences between groups are not named
constexpr double least_kept_away = 0.10;  // nor are thresholds that keep fewer away

constexpr Words barrier_words[barrier_count] = {{"afstand", "distance"},
                                                {"geld", "money"},
                                                {"lezen", "reading"},
                                                {"taal", "language"},
                                                {"schaamte", "shame"},
                                                {"openingstijden", "opening hours"},
                                                {"geen drempel", "no threshold"}};
/// Who may be reached less, against whom.
constexpr std::pair<Group, Group> compared[] = {{Group::income_tight, Group::income_sufficient},
                                                {Group::one_parent, Group::two_parents},
                                                {Group::education_low, Group::education_high},
                                                {Group::reading_hard, Group::reading_easy},
                                                {Group::newcomer, Group::settled}};

class Writer {
 public:
  Writer(const Profile& profile, Language language) : profile_(profile), l_(language) {}

  std::string all() const {
    std::string text = fmt::format("# {} – {}\n\n{}\n\n", say({"Buurtprofiel", "Neighbourhood profile"}), profile_.town,
                                   caution().in(l_));
    const std::string question = l_ == Language::nl ? profile_.question_nl : profile_.question_en;
    text += fmt::format("{}: {} (`{}`). {} {}; {} {}.\n\n", say({"Scenario", "Scenario"}), question, profile_.scenario,
                        say({"Het jaar tot", "The year until"}), to_string(profile_.end), profile_.replicates,
                        say({"nabootsing(en), samengenomen", "replicate(s), taken together"}));
    for (const NeighbourhoodProfile& n : profile_.neighbourhoods) text += neighbourhood(n);
    return text + reading();
  }

 private:
  [[nodiscard]] std::string say(const Words& words) const { return words.in(l_); }

  std::string neighbourhood(const NeighbourhoodProfile& n) const {
    std::string text = fmt::format("## {} ({})\n\n", n.name, n.code);
    const double r = profile_.replicates;
    if (profile_.is_blank(n.people.families))
      return text + say({"Minder dan 30 gezinnen: hierover vertelt het profiel niets.\n\n",
                         "Fewer than 30 families: the profile says nothing about them.\n\n"});
    text += fmt::format("{} {:.0f} {} {:.0f} {}.\n\n", say({"Ongeveer", "About"}),
                        static_cast<double>(n.people.families) / r, say({"gezinnen met", "families with"}),
                        static_cast<double>(n.people.children) / r, say({"kinderen onder de 18", "children under 18"}));
    return text + social_map(n) + fabric(n) + giving(n) + monitor(n);
  }

  std::string social_map(const NeighbourhoodProfile& n) const {
    std::string text =
        std::string("### ") +
        say({"Sociale kaart: welke plekken, en wie komt er", "Social map: which places, and who comes"}) + "\n\n";
    for (std::size_t s = 0; s < sphere_names.size(); ++s) {
      const auto sphere = static_cast<Sphere>(s);
      std::string rows;
      for (std::size_t i = 0; i < profile_.places.size(); ++i)
        if (sphere_of(profile_.places[i].kind) == sphere && is_shown(n, i)) rows += place(n, i);
      if (sphere == Sphere::supporting_network)
        text += fmt::format("**{}.** {}\n\n", words_for(sphere).in(l_),
                            say({"Familie, vrienden en buren hebben geen adres: zie het weefsel hieronder.",
                                 "Family, friends and neighbours have no address: see the fabric below."}));
      if (rows.empty()) continue;
      const bool daily = sphere == Sphere::school_and_childcare;
      text += fmt::format("**{}**\n\n", words_for(sphere).in(l_));
      text += daily
                  ? markdown_row({say({"plek", "place"}), say({"soort", "kind"}),
                                  say({"gezinnen met een kind van die leeftijd", "families with a child of that age"}),
                                  say({"gaat erheen", "go there"})}) +
                        "|---|---|--:|--:|\n"
                  : markdown_row({say({"plek", "place"}), say({"soort", "kind"}),
                                  say({"gezinnen voor wie", "families it is for"}),
                                  say({"kwam in een jaar", "came within a year"}), say({"kwam geregeld", "came often"}),
                                  say({"binnen bereik", "within reach"}), say({"kwam minder", "came less"}),
                                  say({"wat wie niet kwam weghoudt", "what keeps away those who did not come"})}) +
                        "|---|---|--:|--:|--:|--:|---|---|\n";
      text += rows + "\n";
    }
    return text;
  }

  [[nodiscard]] bool is_shown(const NeighbourhoodProfile& n, std::size_t place) const {
    const PlaceReach& r = n.places[place];
    if (profile_.is_blank(r.served[0])) return false;
    const double share = static_cast<double>(r.reached[0]) / static_cast<double>(r.served[0]);
    return profile_.places[place].open && (profile_.places[place].neighbourhood == n.code || share >= shown_from);
  }

  std::string place(const NeighbourhoodProfile& n, std::size_t i) const {
    const ProfiledPlace& p = profile_.places[i];
    const PlaceReach& r = n.places[i];
    const auto part = [&](std::int64_t count) {
      return percent(static_cast<double>(count) / static_cast<double>(r.served[0]));
    };
    const std::string elsewhere =
        p.neighbourhood == n.code || p.kind == PlaceKind::online_group ? "" : say({" (elders)", " (elsewhere)"});
    std::vector<std::string> cells = {p.name + elsewhere, words_for(p.kind).in(l_),
                                      fmt::format("{:.0f}", static_cast<double>(r.served[0]) / profile_.replicates),
                                      part(r.reached[0])};
    if (!follows_the_child(p.kind))
      cells.insert(cells.end(), {part(r.often), part(r.could_come), reached_less(r), kept_away(r)});
    return markdown_row(cells);
  }

  /// Groups that came less, by more than chance among as many families would do (two-sided 5%) and by five points.
  std::string reached_less(const PlaceReach& r) const {
    std::string text;
    for (const auto& [group, others] : compared) {
      const auto g = static_cast<std::size_t>(group), o = static_cast<std::size_t>(others);
      if (profile_.is_blank(r.served[g]) || profile_.is_blank(r.served[o])) continue;
      const double n = static_cast<double>(r.served[g]), m = static_cast<double>(r.served[o]);
      const double p = static_cast<double>(r.reached[g]) / n, q = static_cast<double>(r.reached[o]) / m;
      if (q - p < least_gap || q - p < 1.96 * std::sqrt(p * (1 - p) / n + q * (1 - q) / m)) continue;
      text += fmt::format("{}{}: {} ({}: {})", text.empty() ? "" : "; ", words_for(group).in(l_), percent(p),
                          words_for(others).in(l_), percent(q));
    }
    return text.empty() ? "–" : text;
  }

  std::string kept_away(const PlaceReach& r) const {
    const std::int64_t away = r.served[0] - r.reached[0];
    if (profile_.is_blank(away)) return "–";
    std::vector<std::pair<std::int64_t, std::size_t>> order;
    for (std::size_t b = 0; b < barrier_count; ++b) order.emplace_back(r.kept_away[b], b);
    std::sort(order.begin(), order.end(), [](const auto& x, const auto& y) {
      return x.first != y.first ? x.first > y.first : x.second < y.second;
    });
    std::string text;
    for (const auto& [count, b] : order) {
      const double share = static_cast<double>(count) / static_cast<double>(away);
      if (share >= least_kept_away)
        text += fmt::format("{}{} {}", text.empty() ? "" : ", ", barrier_words[b].in(l_), percent(share));
    }
    return text;
  }

  std::string fabric(const NeighbourhoodProfile& n) const {
    const NetworkSums& w = n.network;
    const PeopleSums& p = n.people;
    std::string text = std::string("### ") + say({"Weefsel", "Fabric"}) + "\n\n" +
                       markdown_row({say({"wat", "what"}), say({"gemiddeld", "mean"})}) + "|---|--:|\n";
    const auto row = [&](const Words& words, const std::string& value) { text += markdown_row({say(words), value}); };
    row({"gezinnen in de buurt die een gezin kent", "families of the neighbourhood that a family knows"},
        number(w.local_degree(), 1, l_));
    row({"aantal contacten van een ouder", "contacts of a parent"}, number(w.per_parent(w.ties), 1, l_));
    row({"daarvan met vertrouwen genoeg om op te steunen", "of these with trust enough to lean on"},
        number(w.per_parent(w.support_ties), 1, l_));
    row({"contacten bij school, zorg of hulp", "contacts with professionals"},
        number(w.per_parent(w.professional_ties), 1, l_));
    row({"ouders met iemand om op terug te vallen (wekelijks contact)",
         "parents with someone to fall back on (weekly contact)"},
        percent(1 - w.per_parent(w.isolated)));
    row({"weten dat er iemand is (0 tot 1)", "support one can count on (0 to 1)"},
        number(p.mean_over_parents(p.counted_on), 2, l_));
    row({"hoe het met ouders gaat (0 tot 1)", "how parents fare (0 to 1)"},
        number(p.mean_over_parents(p.wellbeing), 2, l_));
    return text + "\n";
  }

  std::string giving(const NeighbourhoodProfile& n) const {
    const Giving& g = n.giving;
    const auto share = [](double part, double whole) { return whole > 0 ? part / whole : nan; };
    const bool blank = profile_.is_blank(g.givers);
    std::string text = std::string("### ") + say({"Op wiens schouders", "On whose shoulders"}) + "\n\n" +
                       markdown_row({say({"wat", "what"}), ""}) + "|---|--:|\n";
    const auto row = [&](const Words& words, double value, bool as_percent) {
      text += markdown_row({say(words), blank ? "–" : as_percent ? percent(value) : number(value, 2, l_)});
    };
    row({"volwassenen met een rol rond kinderen die in een jaar iemand hielpen",
         "adults with a part in children's lives who helped somebody within a year"},
        share(static_cast<double>(g.givers), static_cast<double>(g.adults)), true);
    row({"uren hulp per week, per helper", "hours of help a week, per helper"},
        share(g.hours, static_cast<double>(g.givers) * year_weeks), false);
    row({"deel van alle uren dat de tiende geeft die het meest helpt",
         "share of all hours given by the tenth who help most"},
        share(g.hours_of_top_tenth, g.hours), true);
    row({"helpers voor wie het nu zwaar is", "helpers who carry much at present"},
        share(static_cast<double>(g.stretched), static_cast<double>(g.givers)), true);
    return text + "\n";
  }

  std::string monitor(const NeighbourhoodProfile& n) const {
    std::string text = std::string("### ") +
                       say({"Wat ouders zeggen (virtuele monitor)", "What parents say (virtual monitor)"}) + "\n\n" +
                       markdown_row({say({"vraag", "question"}), say({"ja", "yes"}), say({"gevraagd", "asked"})}) +
                       "|---|--:|--:|\n";
    for (std::size_t i = 0; i < item_count; ++i) {
      const ItemInfo& item = monitor_items()[i];
      const ItemSums& s = n.monitor.items[i];
      text += markdown_row({say({item.nl, item.en}), profile_.is_blank(s.families) ? "–" : percent(s.share()),
                            fmt::format("{:.0f}", static_cast<double>(s.asked) / profile_.replicates)});
    }
    return text + "\n";
  }

  std::string reading() const {
    return say(
        {"## Hoe te lezen\n\n"
         "- *Kwam*: een ouder was er minstens één keer; een gezin met twee ouders heeft dus twee mensen die kunnen "
         "gaan. *Geregeld*: twaalf keer of\n"
         "  vaker in het jaar. *Binnen bereik*: dichtbij genoeg om erheen te gaan. *Wat weghoudt*: de grootste drempel "
         "van gezinnen die niet kwamen; *geen drempel* wil\n"
         "  zeggen dat zij iets anders deden met hun tijd. *Kwam minder*: alleen verschillen van vijf punten of meer "
         "die groter zijn dan toeval.\n"
         "- Gezinnen staan in meer dan één groep; groepen zijn niet gekruist. Een streepje: minder dan 30 gezinnen, of "
         "geen verschil.\n"
         "- Appgroepen, stoepjes en toevallige ontmoetingen ontbreken vaak op een kaart. Vraag ouders: herkent u dit, "
         "hoe komt het, wat vindt u\n"
         "  ervan, wat zou u anders willen?\n"
         "- De drempels van de monitor zijn op Nederlandse cijfers gezet; hun niveau is ingevoerd en geen uitkomst.\n",
         "## How to read this\n\n"
         "- *Came*: a parent was there at least once; so a family with two parents has two who can go. *Often*: twelve "
         "times or more in the\n"
         "  year. *Within reach*: near enough to go. *What keeps away*: the greatest threshold of families who did not "
         "come; *no threshold* means that\n"
         "  they did something else with their time. *Came less*: only differences of five points or more that are "
         "greater than chance.\n"
         "- Families are in more than one group; groups are never crossed. A dash: fewer than 30 families, or no "
         "difference.\n"
         "- Chat groups, doorsteps and chance meetings are often missing on a map. Ask parents: do you recognise this, "
         "what explains it, what\n"
         "  do you think of it, what would you change?\n"
         "- Thresholds of the monitor were set on Dutch figures; their level was put in and is no result.\n"});
  }

  static constexpr double year_weeks = 52;
  const Profile& profile_;
  Language l_;
};

}  // namespace

std::string profile_as_markdown(const Profile& profile, Language language) { return Writer(profile, language).all(); }

std::string profile_as_csv(const Profile& profile) {
  std::string csv = "neighbourhood,part,sphere,subject,group,figure,value,families\n";
  const double r = profile.replicates;
  for (const NeighbourhoodProfile& n : profile.neighbourhoods) {
    const auto add = [&](const char* part, std::string_view sphere, const std::string& subject, std::string_view group,
                         std::string_view figure, double value, std::int64_t families) {
      csv +=
          fmt::format("{},{},{},{},{},{},{},{:g}\n", csv_field(n.code), part, sphere, csv_field(subject), group, figure,
                      csv_number(profile.is_blank(families) ? nan : value), static_cast<double>(families) / r);
    };
    for (std::size_t i = 0; i < profile.places.size(); ++i) {
      const ProfiledPlace& p = profile.places[i];
      const PlaceReach& reach = n.places[i];
      if (!p.open) continue;
      const std::string_view sphere = sphere_names[static_cast<std::size_t>(sphere_of(p.kind))];
      for (std::size_t g = 0; g < group_count; ++g)
        add("place", sphere, p.id, group_names[g], "reached_share",
            static_cast<double>(reach.reached[g]) / static_cast<double>(std::max<std::int64_t>(1, reach.served[g])),
            reach.served[g]);
      const auto served = static_cast<double>(std::max<std::int64_t>(1, reach.served[0]));
      add("place", sphere, p.id, "all", "often_share", static_cast<double>(reach.often) / served, reach.served[0]);
      add("place", sphere, p.id, "all", "within_reach_share", static_cast<double>(reach.could_come) / served,
          reach.served[0]);
      const std::int64_t away = reach.served[0] - reach.reached[0];
      for (std::size_t b = 0; b < barrier_count && !follows_the_child(p.kind); ++b)
        add("place", sphere, p.id, "all", fmt::format("kept_away_by_{}", barrier_names[b]),
            static_cast<double>(reach.kept_away[b]) / static_cast<double>(std::max<std::int64_t>(1, away)), away);
    }
    const NetworkSums& w = n.network;
    const PeopleSums& p = n.people;
    const std::pair<const char*, double> fabric[] = {{"local_degree", w.local_degree()},
                                                     {"mean_degree", w.per_parent(w.ties)},
                                                     {"support_degree", w.per_parent(w.support_ties)},
                                                     {"linking_degree", w.per_parent(w.professional_ties)},
                                                     {"someone_to_fall_back_on_share", 1 - w.per_parent(w.isolated)},
                                                     {"counted_on_support", p.mean_over_parents(p.counted_on)},
                                                     {"parental_wellbeing", p.mean_over_parents(p.wellbeing)},
                                                     {"parental_load", p.mean_over_parents(p.load)}};
    for (const auto& [figure, value] : fabric) add("fabric", "", "", "all", figure, value, p.families);
    const Giving& g = n.giving;
    const auto givers = static_cast<double>(std::max<std::int64_t>(1, g.givers));
    add("giving", "", "", "all", "givers_share",
        static_cast<double>(g.givers) / static_cast<double>(std::max<std::int64_t>(1, g.adults)), p.families);
    add("giving", "", "", "all", "hours_per_giver_per_week", g.hours / givers / 52, p.families);
    add("giving", "", "", "all", "hours_share_of_top_tenth", g.hours > 0 ? g.hours_of_top_tenth / g.hours : nan,
        p.families);
    add("giving", "", "", "all", "stretched_givers_share", static_cast<double>(g.stretched) / givers, p.families);
    for (std::size_t i = 0; i < item_count; ++i)
      add("monitor", "", std::string(monitor_items()[i].id), "all", "share", n.monitor.items[i].share(),
          n.monitor.items[i].families);
  }
  return csv;
}

}  // namespace weefsel
