#include "scenario/check_levers.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include "scenario/lever_table.hpp"
#include "text/nearest.hpp"
#include "text/shape.hpp"

namespace weefsel {
namespace {

using Spots = std::vector<TownNames::Spot>;

std::vector<std::string> names_in(const Spots& spots) {
  std::vector<std::string> names;
  for (const auto& spot : spots) names.push_back(spot.name);
  return names;
}

const TownNames::Spot* find_spot(const Spots& spots, const std::string& name) {
  const auto found = std::find_if(spots.begin(), spots.end(), [&](const auto& spot) { return spot.name == name; });
  return found == spots.end() ? nullptr : &*found;
}

/// The map under the key that names the lever's kind.
const Value& details_of(const LeverValue& value, const Lever& lever) {
  return *value.value.find(name_of(lever.kind));
}

std::string path_of(const LeverValue& value, const Lever& lever) { return key_path(value.path, name_of(lever.kind)); }

bool overlap(const Lever& a, const Lever& b) { return a.start < b.end && b.start < a.end; }

bool within(const Lever& inner, const Lever& outer) { return outer.start <= inner.start && inner.end <= outer.end; }

std::string in_quotes(const std::string& id) { return "`" + id + "`"; }

/// All levers of one scenario, each with the value it was read from.
class LeverCheck {
 public:
  LeverCheck(const std::vector<LeverValue>& values, const std::vector<Lever>& levers, const Span& span,
             const TownNames* town, Problems& problems)
      : values_(values), levers_(levers), span_(span), town_(town), problems_(problems) {
    if (!town) return;
    places_ = names_in(town->places);
    for (const Lever& lever : levers)
      if (lever.kind == LeverKind::open_place) places_.push_back(lever.place.id);
  }

  void run() {
    for (std::size_t i = 0; i < levers_.size(); ++i) {
      check_id(i);
      check_time(i);
      check_fields(i);
      check_kind(i);
      for (std::size_t earlier = 0; earlier < i; ++earlier) check_pair(earlier, i);
    }
  }

 private:
  void wrong(std::size_t i, const char* key, const std::string& message) {
    const Value* at = values_[i].value.find(key);
    problems_.add(at ? at->position : values_[i].value.position, key_path(values_[i].path, key), message);
  }

  /// A problem in what is under the lever's kind, at `key` if it is there.
  void wrong_inside(std::size_t i, const char* key, const std::string& message) {
    const Value& details = details_of(values_[i], levers_[i]);
    const Value* at = details.find(key);
    const std::string path = path_of(values_[i], levers_[i]);
    problems_.add(at ? at->position : details.position, at ? key_path(path, key) : path, message);
  }

  void check_id(std::size_t i) {
    for (std::size_t earlier = 0; earlier < i; ++earlier) {
      if (levers_[earlier].id != levers_[i].id) continue;
      const Position& other = values_[earlier].value.find("id")->position;
      return wrong(i, "id",
                   "the lever " + in_quotes(levers_[i].id) + " is there already, on line " +
                       std::to_string(other.line) + " of " + other.file_name() + "; each needs an id of its own");
    }
  }

  void check_time(std::size_t i) {
    const Lever& lever = levers_[i];
    const Date from = date_of(*values_[i].value.find("from"));
    const Date end = date_from_days(days_since_1970(span_.start) + 7 * std::int64_t{span_.end().number});
    if (from < span_.start)
      wrong(i, "from", "this is before the scenario starts, on " + to_string(span_.start));
    else if (lever.start >= span_.end())
      wrong(i, "from",
            "the scenario has ended by then: it runs from " + to_string(span_.start) + " to " + to_string(end) +
                " (years: " + number_as_text(span_.years) + ")");
    const Value* until = values_[i].value.find("until");
    if (!until) return;
    if (date_of(*until) <= from)
      wrong(i, "until", "this must be after `from`, " + to_string(from));
    else if (lever.end <= lever.start)
      wrong(i, "until",
            "no week starts between `from`, " + to_string(from) +
                ", and this: weeks start on the scenario's first "
                "weekday");
  }

  /// Names under the keys of the lever's kind, each known to the town.
  void check_fields(std::size_t i) {
    const Value& details = details_of(values_[i], levers_[i]);
    const std::string path = path_of(values_[i], levers_[i]);
    const std::size_t before = problems_.size();
    for (const LeverField& field : info_of(levers_[i].kind).fields) {
      const Value* value = details.find(field.field.key);
      if (!value) continue;
      const std::string here = key_path(path, field.field.key);
      const Shape& shape = field.field.shape;
      const bool names = shape.kind == Shape::Kind::list && shape.item.front().kind != Shape::Kind::number;
      if (names)
        check_names(*value, field.names, here, i);
      else if (field.names == NamesOf::places)
        check_place_name(*value, here, i);
      else if (field.names == NamesOf::neighbourhoods)
        check_neighbourhood_name(*value, here);
      else if (field.field.key == "places")
        check_selection(i, *value, here, problems_.size());
    }
    if (levers_[i].kind == LeverKind::close_places) check_selection(i, details, path, before);
  }

  /// `before`: how many problems there were before its names were looked at.
  void check_selection(std::size_t i, const Value& map, const std::string& path, std::size_t before) {
    const int ways = (map.find("ids") ? 1 : 0) + (map.find("all") ? 1 : 0) +
                     (map.find("kinds") || map.find("neighbourhoods") ? 1 : 0);
    if (ways != 1)
      problems_.add(map.position, path,
                    "say in one way which places: `ids`, or `kinds` and `neighbourhoods` (one or both), "
                    "or `all: true`");
    if (const Value* all = map.find("all"); all && !boolean_of(*all))
      problems_.add(all->position, key_path(path, "all"), "leave `all` out, or write true");
    if (levers_[i].kind != LeverKind::close_places) {  // its keys are checked as fields of the lever itself
      if (const Value* ids = map.find("ids")) check_names(*ids, NamesOf::places, key_path(path, "ids"), i);
      if (const Value* kinds = map.find("kinds")) check_names(*kinds, NamesOf::nothing, key_path(path, "kinds"), i);
      if (const Value* codes = map.find("neighbourhoods"))
        check_names(*codes, NamesOf::neighbourhoods, key_path(path, "neighbourhoods"), i);
    }
    if (problems_.size() == before && !selects_something(i))
      problems_.add(map.position, path, "this selects no place: the town has " + kinds_there(levers_[i].places));
  }

  /// Is there a place, of the town or opened by then, that lever `i` speaks of? Yes when that cannot be said.
  bool selects_something(std::size_t i) const {
    const PlaceSelection& selection = levers_[i].places;
    if (!town_ || !selection.ids.empty()) return true;
    for (const TownNames::Spot& place : town_->places)
      if (!place.kind || is_meant(selection, *place.kind, place.neighbourhoods)) return true;
    for (const Lever& lever : levers_) {
      if (lever.kind != LeverKind::open_place || !overlap(lever, levers_[i])) continue;
      if (!town_->where || is_meant(selection, lever.place.kind, town_->where({lever.place.x, lever.place.y}))) return true;
    }
    return false;
  }

  static bool is_meant(const PlaceSelection& selection, PlaceKind kind, const std::vector<std::string>& codes) {
    const auto has = [](const auto& list, const auto& one) { return std::find(list.begin(), list.end(), one) != list.end(); };
    if (!selection.kinds.empty() && !has(selection.kinds, kind)) return false;
    return selection.neighbourhoods.empty() || std::any_of(codes.begin(), codes.end(), [&](const std::string& code) {
             return has(selection.neighbourhoods, code);
           });
  }

  /// "no library in village", "no youth_centre at all; it has library, ..."
  std::string kinds_there(const PlaceSelection& selection) const {
    std::string wanted, found;
    for (const PlaceKind kind : selection.kinds)
      wanted += (wanted.empty() ? "" : " or ") + std::string(place_kind_names[static_cast<std::size_t>(kind)]);
    if (wanted.empty()) wanted = "place";
    PlaceSelection anywhere = selection, any_kind = selection;
    anywhere.neighbourhoods.clear(), any_kind.kinds.clear();
    std::vector<std::uint8_t> seen(place_kind_count, 0);
    bool elsewhere = false;
    for (const TownNames::Spot& place : town_->places) {
      elsewhere = elsewhere || is_meant(anywhere, *place.kind, place.neighbourhoods);
      if (is_meant(any_kind, *place.kind, place.neighbourhoods)) seen[static_cast<std::size_t>(*place.kind)] = 1;
    }
    for (std::size_t k = 0; k < place_kind_count; ++k)
      if (seen[k]) found += (found.empty() ? "" : ", ") + std::string(place_kind_names[k]);
    const bool in_part = !selection.neighbourhoods.empty();
    std::string message = "no " + wanted + (in_part && elsewhere ? " there, only elsewhere" : in_part ? " there" : "");
    return message + (found.empty() ? "; there is nothing there" : "; it has " + found + (in_part ? " there" : ""));
  }

  /// Each item of a list once, and known to the town.
  void check_names(const Value& list, NamesOf names, const std::string& path, std::size_t i) {
    for (std::size_t k = 0; k < list.items.size(); ++k) {
      const Value& item = list.items[k];
      const auto here = list.items.begin() + static_cast<std::ptrdiff_t>(k);
      if (std::any_of(list.items.begin(), here, [&](const Value& earlier) { return earlier.text == item.text; }))
        problems_.add(item.position, key_path(path, k), in_quotes(item.text) + " is in this list already");
      else if (names == NamesOf::places)
        check_place_name(item, key_path(path, k), i);
      else if (names == NamesOf::neighbourhoods)
        check_neighbourhood_name(item, key_path(path, k));
    }
  }

  void check_place_name(const Value& value, const std::string& path, std::size_t i) {
    if (!town_) return;
    const std::string& id = text_of(value);
    if (find_spot(town_->places, id)) return;
    bool opened = false, open_then = false;
    for (const Lever& lever : levers_) {
      if (lever.kind != LeverKind::open_place || lever.place.id != id) continue;
      opened = true;
      open_then = open_then || overlap(lever, levers_[i]);
    }
    if (!opened)
      problems_.add(value.position, path, "the town has no place " + in_quotes(id) + did_you_mean(id, places_));
    else if (!open_then)
      problems_.add(value.position, path, "the place " + in_quotes(id) + " is not open at that time");
  }

  void check_neighbourhood_name(const Value& value, const std::string& path) {
    if (!town_) return;
    const std::string& code = text_of(value);
    if (find_spot(town_->neighbourhoods, code)) return;
    const std::vector<std::string> codes = names_in(town_->neighbourhoods);
    std::string message = "the town has no neighbourhood " + in_quotes(code) + did_you_mean(code, codes);
    if (codes.size() <= 12) {
      message += message.back() == '?' ? " It has" : "; it has";
      for (const std::string& one : codes) message += (&one == &codes.front() ? " " : ", ") + one;
    }
    problems_.add(value.position, path, message);
  }

  void check_kind(std::size_t i) {
    const Lever& lever = levers_[i];
    const LeverInfo& info = info_of(lever.kind);
    if (values_[i].value.find("ramp_weeks") && !info.ramps)
      wrong(i, "ramp_weeks", in_quotes(name_of(lever.kind)) + " does not come into effect little by little; leave this out");
    if (info.idle)
      if (const std::string missing = info.idle(lever); !missing.empty())
        wrong_inside(i, "", "nothing is changed; give " + missing);
    if (lever.kind == LeverKind::open_place) check_open(i);
    if (lever.kind == LeverKind::move_place && lever.place.id == lever.places.ids.front())
      wrong_inside(i, "into_place", "a place cannot move into itself");
    if (lever.kind == LeverKind::mentors && lever.mentors.age_until <= lever.mentors.age_from)
      wrong_inside(i, "age_until", "this must be more than age_from, " + number_as_text(lever.mentors.age_from));
    if (lever.kind == LeverKind::budget_cut && lever.budget_cut.share == 0)
      wrong_inside(i, "share", "nothing is changed; give a share above 0");
  }

  void check_open(std::size_t i) {
    const Value& details = details_of(values_[i], levers_[i]);
    const std::string& id = levers_[i].place.id;
    if (town_ && find_spot(town_->places, id))
      wrong_inside(i, "id", "the town has a place " + in_quotes(id) + " already; a new place needs an id of its own");
    const int spots =
        (details.find("at") ? 1 : 0) + (details.find("at_place") ? 1 : 0) + (details.find("in_neighbourhood") ? 1 : 0);
    if (levers_[i].place.kind == PlaceKind::online_group) {
      if (spots > 0)
        wrong_inside(i, "kind", "an online group is nowhere; leave out `at`, `at_place` and `in_neighbourhood`");
    } else if (spots != 1) {
      wrong_inside(i, "", "say in one way where the place opens: `at`, `at_place` or `in_neighbourhood`");
    }
  }

  /// Two levers that contradict each other.
  void check_pair(std::size_t a, std::size_t b) {
    const Lever& first = levers_[a];
    const Lever& second = levers_[b];
    const std::string other = "the lever " + in_quotes(first.id);
    if (first.kind == LeverKind::open_place && second.kind == LeverKind::open_place &&
        first.place.id == second.place.id)
      wrong_inside(b, "id", other + " opens a place with this id too; each place needs an id of its own");
    if (!overlap(first, second)) return;
    if (first.kind == LeverKind::lockdown && second.kind == LeverKind::lockdown)
      wrong(b, "from", other + " is a lockdown at the same time; let one end before the other starts");
    if (first.kind == LeverKind::move_place && second.kind == LeverKind::move_place &&
        first.places.ids == second.places.ids)
      wrong_inside(b, "place", other + " moves this place too at the same time; let one end before the other starts");
    check_closed(a, b);
    check_closed(b, a);
  }

  /// `changing` has no effect on a place that `closing` keeps shut all that time.
  void check_closed(std::size_t closing, std::size_t changing) {
    const Lever& shut = levers_[closing];
    const Lever& lever = levers_[changing];
    if (shut.kind != LeverKind::close_places ||
        (lever.kind != LeverKind::move_place && lever.kind != LeverKind::change_places))
      return;
    if (!within(lever, shut)) return;
    for (const std::string& id : lever.places.ids)
      if (std::find(shut.places.ids.begin(), shut.places.ids.end(), id) != shut.places.ids.end())
        wrong_inside(changing, lever.kind == LeverKind::move_place ? "place" : "places",
                     "the lever " + in_quotes(shut.id) + " keeps " + in_quotes(id) +
                         " closed all that time, so this has no effect");
  }

  const std::vector<LeverValue>& values_;
  const std::vector<Lever>& levers_;
  const Span& span_;
  const TownNames* town_;
  Problems& problems_;
  std::vector<std::string> places_;  ///< of the town, and opened by levers
};

void place_lever(const LeverValue& value, Lever& lever, const Spots& places, const Spots& neighbourhoods,
                 Problems& problems) {
  const Value& details = details_of(value, lever);
  for (const char* key : {"at_place", "into_place", "in_neighbourhood"}) {
    const Value* name = details.find(key);
    if (!name) continue;
    const bool neighbourhood = std::string_view(key) == "in_neighbourhood";
    const Spots& spots = neighbourhood ? neighbourhoods : places;
    if (const TownNames::Spot* spot = find_spot(spots, text_of(*name))) {
      lever.place.x = spot->point.x;
      lever.place.y = spot->point.y;
    } else {
      problems.add(name->position, key_path(path_of(value, lever), key),
                   std::string("the town has no ") + (neighbourhood ? "neighbourhood " : "place ") +
                       in_quotes(text_of(*name)) + did_you_mean(text_of(*name), names_in(spots)));
    }
  }
}

/// An estate without a spot of its own lies in the middle of its neighbourhood.
void place_estate(const LeverValue& value, Lever& lever, const Spots& neighbourhoods) {
  if (details_of(value, lever).find("at")) return;
  if (const TownNames::Spot* spot = find_spot(neighbourhoods, lever.new_housing.neighbourhood))
    lever.new_housing.x = spot->point.x, lever.new_housing.y = spot->point.y;
}

}  // namespace

void place_levers(const std::vector<LeverValue>& values, std::vector<Lever>& levers, const TownNames& town,
                  Problems& problems) {
  for (std::size_t i = 0; i < levers.size(); ++i)
    if (levers[i].kind == LeverKind::new_housing) place_estate(values[i], levers[i], town.neighbourhoods);
  Spots places = town.places;  // and those that levers open, wherever these stand in the list
  for (const LeverKind kind : {LeverKind::open_place, LeverKind::move_place}) {
    for (std::size_t i = 0; i < levers.size(); ++i) {
      if (levers[i].kind != kind) continue;
      place_lever(values[i], levers[i], places, town.neighbourhoods, problems);
      const PlaceDescription& place = levers[i].place;
      if (kind == LeverKind::open_place) places.push_back({place.id, {place.x, place.y}, place.kind, {}});
    }
  }
}

void check_levers(const std::vector<LeverValue>& values, const std::vector<Lever>& levers, const Span& span,
                  const TownNames* town, Problems& problems) {
  LeverCheck(values, levers, span, town, problems).run();
}

}  // namespace weefsel
