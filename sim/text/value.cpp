#include "text/value.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <utility>

#include "base/errors.hpp"

namespace weefsel {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

Value scalar(std::string text, bool quoted) {
  Value value;
  value.kind = Value::Kind::scalar;
  value.text = std::move(text);
  value.quoted = quoted;
  return value;
}

[[noreturn]] void broken_promise(const Value& value, const char* wanted) {
  throw Fault("a value was read as " + std::string(wanted) + " that was not checked to be one, at " +
              value.position.file_name() + ":" + std::to_string(value.position.line));
}

}  // namespace

const Entry* Value::find_entry(std::string_view key) const {
  const auto found = std::find_if(entries.begin(), entries.end(), [&](const Entry& entry) { return entry.key == key; });
  return found == entries.end() ? nullptr : &*found;
}

const Value* Value::find(std::string_view key) const {
  const Entry* entry = find_entry(key);
  return entry ? &entry->value : nullptr;
}

Value* Value::find(std::string_view key) { return const_cast<Value*>(std::as_const(*this).find(key)); }

std::optional<double> parse_number(std::string_view text) {
  std::string_view digits = text;
  if (!digits.empty() && digits.front() == '-') digits.remove_prefix(1);
  if (digits.empty() || digits.size() > 300 || !is_digit(digits.front()) || !is_digit(digits.back())) return {};
  if (digits.size() > 1 && digits[0] == '0' && is_digit(digits[1])) return {};
  if (std::count(digits.begin(), digits.end(), '.') > 1) return {};
  if (!std::all_of(digits.begin(), digits.end(), [](char c) { return is_digit(c) || c == '.'; })) return {};
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size() || !std::isfinite(value)) return {};
  return value == 0 ? 0.0 : value;  // no negative zero
}

std::optional<Date> parse_date(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return {};
  const auto part = [&](std::size_t from, std::size_t length) {
    int value = 0;
    for (const char c : text.substr(from, length)) value = is_digit(c) && value >= 0 ? value * 10 + (c - '0') : -1;
    return value;
  };
  const Date date{part(0, 4), part(5, 2), part(8, 2)};
  if (date.year < 1900 || date.year > 2200 || !is_valid(date)) return {};
  return date;
}

std::string number_as_text(double value) {
  if (value == 0) return "0";
  char buffer[400];
  const auto [end, error] = std::to_chars(buffer, buffer + sizeof buffer, value, std::chars_format::fixed);
  if (error != std::errc{} || !std::isfinite(value)) throw Fault("a number that cannot be written as plain decimal");
  return {buffer, end};
}

double number_of(const Value& value) {
  const auto number = value.quoted ? std::nullopt : parse_number(value.text);
  if (!number) broken_promise(value, "a number");
  return *number;
}

bool boolean_of(const Value& value) {
  if (value.quoted || (value.text != "true" && value.text != "false")) broken_promise(value, "true or false");
  return value.text == "true";
}

Date date_of(const Value& value) {
  const auto date = parse_date(value.text);
  if (!date) broken_promise(value, "a date");
  return *date;
}

const std::string& text_of(const Value& value) {
  if (value.kind != Value::Kind::scalar) broken_promise(value, "text");
  return value.text;
}

std::vector<std::string> texts_of(const Value& list) {
  std::vector<std::string> result;
  for (const Value& item : list.items) result.push_back(text_of(item));
  return result;
}

double number_at(const Value& map, std::string_view key, double otherwise) {
  const Value* value = map.find(key);
  return value ? number_of(*value) : otherwise;
}

bool boolean_at(const Value& map, std::string_view key, bool otherwise) {
  const Value* value = map.find(key);
  return value ? boolean_of(*value) : otherwise;
}

std::string text_at(const Value& map, std::string_view key, std::string otherwise) {
  const Value* value = map.find(key);
  return value ? text_of(*value) : otherwise;
}

Value make_text(std::string text) { return scalar(std::move(text), true); }
Value make_number(double number) { return scalar(number_as_text(number), false); }
Value make_boolean(bool yes) { return scalar(yes ? "true" : "false", false); }
Value make_date(Date date) { return scalar(to_string(date), false); }

Value make_list(std::vector<Value> items) {
  Value value;
  value.kind = Value::Kind::list;
  value.items = std::move(items);
  return value;
}

Value make_texts(const std::vector<std::string>& texts) {
  Value list = make_list();
  for (const std::string& text : texts) list.items.push_back(make_text(text));
  return list;
}

Value make_map() {
  Value value;
  value.kind = Value::Kind::map;
  return value;
}

void put(Value& map, std::string key, Value value) { map.entries.push_back({std::move(key), {}, std::move(value)}); }

}  // namespace weefsel
