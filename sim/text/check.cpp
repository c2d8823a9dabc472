// The checking half of shape.hpp.
#include <algorithm>

#include "text/nearest.hpp"
#include "text/shape.hpp"

namespace weefsel {
namespace {

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : ", ") + word;
  return text;
}

std::string with_unit(const std::string& unit) { return unit.empty() || unit == "1" ? "" : " (" + unit + ")"; }

std::string default_note(const Shape& shape) {
  return shape.default_text.empty() ? "" : " (default " + shape.default_text + ")";
}

std::string range(const Shape& shape) { return number_as_text(shape.low) + " to " + number_as_text(shape.high); }

/// What was found instead, in words: `not the text "abc"`.
std::string found(const Value& value) {
  switch (value.kind) {
    case Value::Kind::nothing: return "but nothing is given";
    case Value::Kind::list: return "not a list";
    case Value::Kind::map: return "not a map";
    case Value::Kind::scalar: break;
  }
  const std::string shown = value.text.size() > 60 ? value.text.substr(0, 57) + "..." : value.text;
  return value.quoted ? "not text in quotes (\"" + shown + "\")" : "not `" + shown + "`";
}

bool is_word_for_boolean(std::string text) {
  for (char& c : text)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return text == "yes" || text == "no" || text == "on" || text == "off" || text == "y" || text == "n" ||
         text == "true" || text == "false" || text == "1" || text == "0";
}

/// Why a scalar that looks like a number is none.
std::string number_hint(const Value& value) {
  const std::string& text = value.text;
  if (value.quoted) return parse_number(text) ? "; take the quotes away" : "";
  const auto all = [&](const char* allowed) {
    return !text.empty() && text.find_first_not_of(allowed) == std::string::npos;
  };
  const bool digit = text.find_first_of("0123456789") != std::string::npos;
  if (text == ".inf" || text == "-.inf" || text == ".nan" || text == "inf" || text == "nan" || text == "NaN" ||
      text == ".NaN")
    return "; infinity and nan are not numbers here";
  if (!digit) return is_word_for_boolean(text) ? "; readers of YAML take this word for true or false" : "";
  if (text.size() > 1 && text.back() == '%') return "; write a share from 0 to 1, without %";
  if (text.size() > 2 && text[0] == '0' && (text[1] == 'x' || text[1] == 'o' || text[1] == 'b'))
    return "; write it in plain decimal digits";
  if (text.size() > 1 && text.find_first_not_of("-0") != std::string::npos &&
      (text[0] == '0' || text.substr(0, 2) == "-0") && all("-0123456789."))
    return "; take the leading zeros away: readers of YAML do not agree whether this is octal";
  if (all("-0123456789,")) return "; write a point for decimals and nothing between thousands";
  if (all("-0123456789_")) return "; write it without underscores";
  if (all("+-0123456789.eE"))
    return "; write it in plain decimal digits, with a digit on both sides of the point and no exponent";
  return "";
}

bool is_identifier(const std::string& text) {
  if (text.empty() || text.size() > 60) return false;
  const auto letter_or_digit = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  };
  return letter_or_digit(text[0]) &&
         std::all_of(text.begin(), text.end(), [&](char c) { return letter_or_digit(c) || c == '_' || c == '-'; });
}

std::size_t characters(const std::string& text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

/// One check of one file: the shape changes on the way down, the problems are the same.
class Checker {
 public:
  explicit Checker(Problems& problems) : problems_(problems) {}

  void check(const Value& value, const Shape& shape, const std::string& key) {
    switch (shape.kind) {
      case Shape::Kind::text:
      case Shape::Kind::identifier: return check_text(value, shape, key);
      case Shape::Kind::number:
      case Shape::Kind::whole: return check_number(value, shape, key);
      case Shape::Kind::boolean: return check_boolean(value, shape, key);
      case Shape::Kind::date: return check_date(value, shape, key);
      case Shape::Kind::one_of: return check_one_of(value, shape, key);
      case Shape::Kind::list: return check_list(value, shape, key);
      case Shape::Kind::map: return check_map(value, shape, key);
      case Shape::Kind::named: return check_named(value, shape, key);
    }
  }

 private:
  void wrong(const Value& value, const Shape& shape, const std::string& key, const std::string& hint = {}) {
    problems_.add(value.position, key,
                  "this must be " + expectation(shape) + ", " + found(value) + hint + default_note(shape));
  }

  void check_text(const Value& value, const Shape& shape, const std::string& key) {
    if (value.kind != Value::Kind::scalar) return wrong(value, shape, key);
    if (shape.kind == Shape::Kind::identifier) {
      if (!is_identifier(value.text)) wrong(value, shape, key);
      return;
    }
    const std::size_t length = characters(value.text);
    if (length < shape.at_least) return problems_.add(value.position, key, "this text is empty");
    if (length > shape.at_most)
      problems_.add(
          value.position, key,
          "this text is too long: " + std::to_string(length) + " characters; at most " + std::to_string(shape.at_most));
    if (std::any_of(value.text.begin(), value.text.end(),
                    [](char c) { return static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\t'; }))
      problems_.add(value.position, key, "this text holds a control character (an escape such as \\0)");
  }

  void check_number(const Value& value, const Shape& shape, const std::string& key) {
    const bool is_word = !shape.word.empty() && value.kind == Value::Kind::scalar && value.text == shape.word;
    if (!is_word) check_digits(value, shape, key);
  }

  void check_digits(const Value& value, const Shape& shape, const std::string& key) {
    const auto number = value.kind == Value::Kind::scalar && !value.quoted ? parse_number(value.text) : std::nullopt;
    if (!number) return wrong(value, shape, key, value.kind == Value::Kind::scalar ? number_hint(value) : "");
    if (shape.kind == Shape::Kind::whole && value.text.find('.') != std::string::npos) return wrong(value, shape, key);
    const bool allowed = shape.steps.empty()
                             ? *number >= shape.low && *number <= shape.high
                             : std::find(shape.steps.begin(), shape.steps.end(), *number) != shape.steps.end();
    if (allowed) return;
    if (!shape.steps.empty()) return wrong(value, shape, key);
    problems_.add(
        value.position, key,
        value.text + " is outside the allowed range " + range(shape) + with_unit(shape.unit) +
            (shape.word.empty() ? "" : ", or `" + shape.word + "`") + default_note(shape));
  }

  void check_boolean(const Value& value, const Shape& shape, const std::string& key) {
    if (value.kind == Value::Kind::scalar && !value.quoted && (value.text == "true" || value.text == "false")) return;
    const bool meant = value.kind == Value::Kind::scalar && is_word_for_boolean(value.text);
    wrong(value, shape, key, meant ? "; readers of YAML do not agree on other words" : "");
  }

  void check_date(const Value& value, const Shape& shape, const std::string& key) {
    if (value.kind == Value::Kind::scalar && parse_date(value.text)) return;
    const bool looks_right = value.kind == Value::Kind::scalar && value.text.size() == 10 && value.text[4] == '-';
    wrong(value, shape, key, looks_right ? "; that day is not in the calendar of 1900 to 2200" : "");
  }

  void check_one_of(const Value& value, const Shape& shape, const std::string& key) {
    if (value.kind != Value::Kind::scalar) return wrong(value, shape, key);
    if (std::find(shape.names.begin(), shape.names.end(), value.text) != shape.names.end()) return;
    wrong(value, shape, key, did_you_mean(value.text, shape.names));
  }

  void check_size(std::size_t size, const Value& value, const Shape& shape, const std::string& key, const char* what) {
    if (size >= shape.at_least && size <= shape.at_most) return;
    std::string allowed = shape.at_least == shape.at_most ? std::to_string(shape.at_least)
                          : size < shape.at_least         ? "at least " + std::to_string(shape.at_least)
                                                          : "at most " + std::to_string(shape.at_most);
    problems_.add(value.position, key,
                  "this has " + std::to_string(size) + " " + what + (size == 1 ? "" : "s") + "; needed: " + allowed);
  }

  void check_list(const Value& value, const Shape& shape, const std::string& key) {
    if (value.kind != Value::Kind::list) {
      const bool one = value.kind == Value::Kind::scalar && !value.text.empty() && value.text.size() < 60;
      return wrong(value, shape, key, one ? "; write [" + value.text + "]" : "");
    }
    check_size(value.items.size(), value, shape, key, "item");
    for (std::size_t i = 0; i < value.items.size(); ++i) check(value.items[i], shape.item.front(), key_path(key, i));
  }

  void check_named(const Value& value, const Shape& shape, const std::string& key) {
    if (value.kind != Value::Kind::map) return wrong(value, shape, key);
    check_size(value.entries.size(), value, shape, key, "key");
    for (const Entry& entry : value.entries) {
      if (!is_identifier(entry.key))
        problems_.add(entry.position, key_path(key, entry.key),
                      "a key here must be " + expectation(Shape::identifier("")) + ", not `" + entry.key + "`");
      check(entry.value, shape.item.front(), key_path(key, entry.key));
    }
  }

  void check_map(const Value& value, const Shape& shape, const std::string& key) {
    if (value.kind != Value::Kind::map) {
      const bool colon =
          value.kind == Value::Kind::scalar && !value.quoted && value.text.find(':') != std::string::npos;
      return wrong(value, shape, key, colon ? "; is a space missing after the colon?" : "");
    }
    std::vector<std::string> keys;
    for (const Field& field : shape.fields) keys.push_back(field.key);
    for (const Entry& entry : value.entries) {
      const auto field = std::find_if(shape.fields.begin(), shape.fields.end(),
                                      [&](const Field& candidate) { return candidate.key == entry.key; });
      if (field != shape.fields.end())
        check(entry.value, field->shape, key_path(key, entry.key));
      else
        unknown_key(entry, keys, shape, key);
    }
    for (const Field& field : shape.fields) {
      if (field.need == Field::Need::optional || value.find(field.key)) continue;
      if (field.need == Field::Need::required_unless && value.find(field.unless)) continue;
      problems_.add(value.position, key, "the key `" + field.key + "` is missing: " + field.shape.description);
    }
    // A key that is unknown was probably meant as one of these, and is reported already.
    const bool all_known = std::all_of(value.entries.begin(), value.entries.end(), [&](const Entry& entry) {
      return std::find(keys.begin(), keys.end(), entry.key) != keys.end();
    });
    if (!shape.exactly_one.empty() && all_known) check_exactly_one(value, shape, key);
  }

  void unknown_key(const Entry& entry, const std::vector<std::string>& keys, const Shape& shape,
                   const std::string& key) {
    std::string message = "there is no such key" + did_you_mean(entry.key, keys);
    if (entry.key.find(':') != std::string::npos) message += "; is a space missing after the colon?";
    const char* stop = message.back() == '?' ? " " : ". ";
    if (!shape.unknown_hint.empty())
      message += stop + shape.unknown_hint;
    else if (keys.size() <= 20)
      message += stop + ("Known here: " + joined(keys));
    problems_.add(entry.position, key_path(key, entry.key), message);
  }

  void check_exactly_one(const Value& value, const Shape& shape, const std::string& key) {
    const Entry* first = nullptr;
    for (const Entry& entry : value.entries) {
      if (std::find(shape.exactly_one.begin(), shape.exactly_one.end(), entry.key) == shape.exactly_one.end()) continue;
      if (first)
        problems_.add(
            entry.position, key_path(key, entry.key),
            "only one of " + joined(shape.exactly_one) + " can be given, and `" + first->key + "` is there already");
      else
        first = &entry;
    }
    if (!first) problems_.add(value.position, key, "exactly one of these keys is needed: " + joined(shape.exactly_one));
  }

  Problems& problems_;
};

}  // namespace

std::string expectation(const Shape& shape) {
  switch (shape.kind) {
    case Shape::Kind::text: return "text";
    case Shape::Kind::identifier: return "a short name of letters, digits, `_` and `-` (at most 60)";
    case Shape::Kind::number: return "a number from " + range(shape) + with_unit(shape.unit);
    case Shape::Kind::whole: {
      const std::string or_word = shape.word.empty() ? std::string() : ", or `" + shape.word + "`";
      if (shape.steps.empty()) return "a whole number from " + range(shape) + with_unit(shape.unit) + or_word;
      std::vector<std::string> steps;
      for (const double step : shape.steps) steps.push_back(number_as_text(step));
      return "one of " + joined(steps) + with_unit(shape.unit);
    }
    case Shape::Kind::boolean: return "true or false";
    case Shape::Kind::date: return "a date like 2027-01-04";
    case Shape::Kind::one_of: return "one of " + joined(shape.names);
    case Shape::Kind::list: return "a list";
    case Shape::Kind::map: {
      std::vector<std::string> keys;
      for (const Field& field : shape.fields) keys.push_back(field.key);
      return keys.size() <= 20 ? "a map with keys such as " + joined(keys) : "a map";
    }
    case Shape::Kind::named: return "a map";
  }
  return {};
}

bool check(const Value& value, const Shape& shape, Problems& problems, const std::string& key) {
  const std::size_t before = problems.size();
  Checker(problems).check(value, shape, key);
  return problems.size() == before;
}

}  // namespace weefsel
