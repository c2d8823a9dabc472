#include "scenario/resolve_extends.hpp"

#include <algorithm>
#include <system_error>
#include <utility>

#include "scenario/scenario_shape.hpp"
#include "text/nearest.hpp"
#include "text/read_yaml.hpp"

namespace weefsel {
namespace {

namespace fs = std::filesystem;
constexpr std::size_t longest_chain = 8;

const Shape* shape_of(const Shape& map, const std::string& key) {
  for (const Field& field : map.fields)
    if (field.key == key) return &field.shape;
  return nullptr;
}

bool fits(const Value& value, const Shape* shape) {
  Problems already_reported;
  return shape && check(value, *shape, already_reported);
}

void keep_entries(Value& map, const Shape& shape) {
  map.entries.erase(std::remove_if(map.entries.begin(), map.entries.end(),
                                   [&](const Entry& entry) { return !fits(entry.value, shape_of(shape, entry.key)); }),
                    map.entries.end());
}

/// Splits a checked document into its levers and the rest, without what was wrong.
ResolvedScenario usable_part(Value document) {
  ResolvedScenario result;
  if (Value* parameters = document.find("parameters")) keep_entries(*parameters, parameters_shape());
  if (const Value* levers = document.find("levers"); levers && levers->kind == Value::Kind::list) {
    for (std::size_t i = 0; i < levers->items.size(); ++i)
      if (fits(levers->items[i], &lever_shape())) result.levers.push_back({levers->items[i], key_path("levers", i)});
  }
  document.entries.erase(std::remove_if(document.entries.begin(), document.entries.end(),
                                        [](const Entry& entry) { return entry.key == "levers"; }),
                         document.entries.end());
  keep_entries(document, scenario_shape());
  result.root = std::move(document);
  return result;
}

void take_out(Value& map, const std::string& key) {
  map.entries.erase(
      std::remove_if(map.entries.begin(), map.entries.end(), [&](const Entry& entry) { return entry.key == key; }),
      map.entries.end());
}

bool goes_key_by_key(const std::string& key) { return key == "question" || key == "record" || key == "parameters"; }

void merge_entries(Value& base, const Value& over, bool top) {
  for (const Entry& entry : over.entries) {
    Value* inherited = base.find(entry.key);
    if (!inherited)
      base.entries.push_back(entry);
    else if (top && goes_key_by_key(entry.key))
      merge_entries(*inherited, entry.value, false);
    else
      *inherited = entry.value;
  }
}

std::vector<std::string> ids_of(const std::vector<LeverValue>& levers) {
  std::vector<std::string> ids;
  for (const LeverValue& lever : levers) ids.push_back(text_at(lever.value, "id"));
  return ids;
}

void remove_levers(std::vector<LeverValue>& levers, const Value& ids, Problems& problems) {
  const std::vector<std::string> known = ids_of(levers);
  for (std::size_t i = 0; i < ids.items.size(); ++i) {
    const std::string& id = text_of(ids.items[i]);
    if (std::find(known.begin(), known.end(), id) == known.end())
      problems.add(ids.items[i].position, key_path("remove_levers", i),
                   "no inherited lever has the id `" + id + "`" + did_you_mean(id, known));
    levers.erase(std::remove_if(levers.begin(), levers.end(),
                                [&](const LeverValue& lever) { return text_at(lever.value, "id") == id; }),
                 levers.end());
  }
}

void merge_levers(std::vector<LeverValue>& base, const std::vector<LeverValue>& over) {
  std::vector<std::string> inherited = ids_of(base);
  for (const LeverValue& lever : over) {
    const auto same = std::find(inherited.begin(), inherited.end(), text_at(lever.value, "id"));
    if (same == inherited.end()) {
      base.push_back(lever);
    } else {
      base[static_cast<std::size_t>(same - inherited.begin())] = lever;
      same->clear();  // an id that this file gives twice is added and found to be double later
    }
  }
}

class Resolver {
 public:
  explicit Resolver(Problems& problems) : problems_(problems) {}

  std::optional<ResolvedScenario> resolve(const fs::path& file) {
    std::optional<Value> document = read_yaml(file, problems_);
    if (!document) return {};
    check(*document, scenario_shape(), problems_);
    if (document->kind != Value::Kind::map) return {};
    ResolvedScenario own = usable_part(std::move(*document));

    std::optional<ResolvedScenario> base;
    if (const Value* extends = own.root.find("extends")) base = resolve_base(file, *extends);
    const Value* removed = own.root.find("remove_levers");
    if (removed && base) remove_levers(base->levers, *removed, problems_);
    if (removed && !own.root.find("extends"))
      problems_.add(own.root.find_entry("remove_levers")->position, "remove_levers",
                    "this scenario extends no other, so there are no inherited levers");
    take_out(own.root, "remove_levers");
    take_out(own.root, "extends");
    if (!base) return own;
    base->root.position = own.root.position;
    // Who describes anew in one language does not mean what stood there in the other.
    for (const auto& [one, other] : {std::pair("description", "description_nl"), std::pair("description_nl", "description")})
      if (own.root.find(one) && !own.root.find(other)) take_out(base->root, other);
    merge_entries(base->root, own.root, true);
    merge_levers(base->levers, own.levers);
    return base;
  }

 private:
  static fs::path identity(const fs::path& file) {
    std::error_code error;
    const fs::path result = fs::weakly_canonical(file, error);
    return error ? file : result;
  }

  std::string chain_to(const fs::path& last) const {
    std::string text;
    for (const fs::path& file : chain_) text += file.string() + " -> ";
    return text + last.string();
  }

  std::optional<ResolvedScenario> resolve_base(const fs::path& file, const Value& extends) {
    const fs::path base = (file.parent_path() / text_of(extends)).lexically_normal();
    chain_.push_back(file);
    std::optional<ResolvedScenario> result;
    const bool cycle = std::any_of(chain_.begin(), chain_.end(),
                                   [&](const fs::path& earlier) { return identity(earlier) == identity(base); });
    const std::string trouble = trouble_with_file(base);
    if (cycle)
      problems_.add(extends.position, "extends", "these files extend each other in a circle: " + chain_to(base));
    else if (chain_.size() >= longest_chain)
      problems_.add(extends.position, "extends",
                    "more than " + std::to_string(longest_chain) + " files in a chain: " + chain_to(base));
    else if (!trouble.empty())
      problems_.add(extends.position, "extends", base.string() + ": " + trouble);
    else
      result = resolve(base);
    chain_.pop_back();
    return result;
  }

  Problems& problems_;
  std::vector<fs::path> chain_;
};

}  // namespace

std::optional<ResolvedScenario> resolve_extends(const fs::path& file, Problems& problems) {
  return Resolver(problems).resolve(file);
}

}  // namespace weefsel
