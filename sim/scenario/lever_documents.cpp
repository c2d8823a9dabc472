#include "scenario/lever_documents.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <vector>

#include "base/padded.hpp"
#include "scenario/lever_table.hpp"

namespace weefsel {
namespace {

/// A cell of a Markdown table.
std::string cell(std::string_view text) {
  std::string result;
  for (const char c : text) {
    if (c == '|') result += '\\';
    result += c;
  }
  return result;
}

std::string in_words(BuiltIn::Direction direction) {
  switch (direction) {
    case BuiltIn::Direction::higher: return "higher";
    case BuiltIn::Direction::lower: return "lower";
    case BuiltIn::Direction::as_written: return "as written";
  }
  return {};
}

/// "0 to 1 share", "one of a, b", "a list", "true or false"; "" when a key holds keys of its own.
std::string allowed(const Shape& shape) {
  const auto names = [&](const std::vector<std::string>& list) {
    std::string all;
    for (const std::string& name : list) all += (all.empty() ? "" : ", ") + name;
    return all;
  };
  switch (shape.kind) {
    case Shape::Kind::number:
    case Shape::Kind::whole:
      return number_as_text(shape.low) + " to " + number_as_text(shape.high) + (shape.unit.empty() ? "" : " " + shape.unit);
    case Shape::Kind::one_of: return names(shape.names);
    case Shape::Kind::boolean: return "true";
    case Shape::Kind::list: {
      const Shape& item = shape.item.front();
      if (item.kind == Shape::Kind::number) return "[x, y]";
      return item.kind == Shape::Kind::one_of ? "a list of kinds" : "a list of names";
    }
    case Shape::Kind::map: {
      std::vector<std::string> keys;
      for (const Field& field : shape.fields) keys.push_back(field.key);
      return "keys " + names(keys);
    }
    case Shape::Kind::text: return "text";
    default: return "a name";
  }
}

std::string default_of(const LeverField& field) {
  if (field.field.need == Field::Need::required) return "needed";
  return field.field.shape.default_text.empty() ? "-" : field.field.shape.default_text;
}

/// Subjects in the order in which they first come up, so that levers of one subject stand together.
std::vector<std::string_view> subjects() {
  std::vector<std::string_view> all;
  for (const LeverInfo& info : lever_table())
    if (std::find(all.begin(), all.end(), info.subject) == all.end()) all.push_back(info.subject);
  return all;
}

template <class F>
void for_each_lever(F&& f) {
  for (const std::string_view subject : subjects())
    for (const LeverInfo& info : lever_table())
      if (info.subject == subject) f(info);
}

void append_text(std::string& out, const LeverInfo& info) {
  out += "\n" + name_of(info.kind) + (info.ramps ? "  (ramps)" : "") + "\n    " + std::string(info.what) +
         "\n    Evidence: " + std::string(info.evidence) + "\n";
  std::size_t key = 0, start = 0;
  for (const LeverField& field : info.fields)
    key = std::max(key, field.field.key.size()), start = std::max(start, default_of(field).size());
  for (const LeverField& field : info.fields) {
    out += "      " + padded(field.field.key, key) + "  " + padded(default_of(field), start) + "  " + field.field.shape.description;
    out += " (" + allowed(field.field.shape) + ")";
    if (!field.evidence.empty()) out += " [" + field.evidence + "]";
    out += "\n";
  }
  for (const BuiltIn& pair : info.built_in)
    out += "      built in: " + std::string(pair.measure) + " " + in_words(pair.direction) + ", " + std::string(pair.why) + "\n";
}

}  // namespace

std::string levers_as_text() {
  std::string out =
      "Every lever takes id, from, until and cost_per_year (negative: a saving; only reported); those that ramp take\n"
      "ramp_weeks. Columns: key, default, meaning (what is allowed). `built in`: the direction of that measure is put in\n"
      "and is no result; all else about a lever is found.\n";
  std::string_view subject;
  for_each_lever([&](const LeverInfo& info) {
    if (info.subject != subject) out += "\n== " + std::string(subject = info.subject) + " ==\n";
    append_text(out, info);
  });
  return out;
}

std::string levers_as_markdown() {
  std::string out = "| lever | about | what it does | evidence | ramps | built in, so no result |\n|---|---|---|---|---|---|\n";
  for_each_lever([&](const LeverInfo& info) {
    std::string pairs;
    for (const BuiltIn& pair : info.built_in)
      pairs += (pairs.empty() ? "`" : "; `") + std::string(pair.measure) + "` " + in_words(pair.direction) + ": " + std::string(pair.why);
    out += "| `" + name_of(info.kind) + "` | " + std::string(info.subject) + " | " + cell(info.what) + " | " +
           cell(info.evidence) + " | " + (info.ramps ? "yes" : "no") + " | " + cell(pairs.empty() ? "–" : pairs) + " |\n";
  });
  out += "\n| lever | key | default | allowed | meaning | from |\n|---|---|---|---|---|---|\n";
  for_each_lever([&](const LeverInfo& info) {
    for (const LeverField& field : info.fields)
      out += "| `" + name_of(info.kind) + "` | `" + field.field.key + "` | " + default_of(field) + " | " +
             cell(allowed(field.field.shape)) + " | " + cell(field.field.shape.description) + " | " + cell(field.evidence) + " |\n";
  });
  return out;
}

std::string levers_as_json() {
  nlohmann::ordered_json list = nlohmann::ordered_json::array();
  for (const LeverInfo& info : lever_table()) {
    nlohmann::ordered_json row;
    row["name"] = name_of(info.kind);
    row["subject"] = info.subject;
    row["what"] = info.what;
    row["evidence"] = info.evidence;
    row["ramps"] = info.ramps;
    row["fields"] = nlohmann::ordered_json::array();
    for (const LeverField& field : info.fields) {
      nlohmann::ordered_json one;
      one["key"] = field.field.key;
      one["required"] = field.field.need == Field::Need::required;
      one["default"] = field.field.shape.default_text;
      one["allowed"] = allowed(field.field.shape);
      one["meaning"] = field.field.shape.description;
      one["from"] = field.evidence;
      row["fields"].push_back(std::move(one));
    }
    row["built_in"] = nlohmann::ordered_json::array();
    for (const BuiltIn& pair : info.built_in)
      row["built_in"].push_back({{"measure", pair.measure}, {"direction", in_words(pair.direction)}, {"why", pair.why}});
    list.push_back(std::move(row));
  }
  return list.dump(2) + "\n";
}

}  // namespace weefsel
