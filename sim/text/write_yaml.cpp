#include "text/write_yaml.hpp"

#include <algorithm>
#include <array>
#include <cstdio>

namespace weefsel {
namespace {

/// A word that every reader of YAML takes as text.
bool is_plain_word(const std::string& text) {
  static const std::array<const char*, 12> taken = {"true", "false", "yes",  "no",  "on",  "off",
                                                    "y",    "n",     "null", "nan", "inf", "e"};
  if (text.empty() || text.size() > 60) return false;
  std::string lower;
  for (const char c : text) {
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    const bool later = (c >= '0' && c <= '9') || c == '-' || c == '.';
    if (!letter && c != '_' && (lower.empty() || !later)) return false;
    lower += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return std::find(taken.begin(), taken.end(), lower) == taken.end();
}

std::string quoted(const std::string& text) {
  std::string result = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') {
      result += '\\';
      result += c;
    } else if (c == '\n') {
      result += "\\n";
    } else if (c == '\t') {
      result += "\\t";
    } else if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) {
      char escape[8];
      std::snprintf(escape, sizeof escape, "\\x%02X", static_cast<unsigned>(static_cast<unsigned char>(c)));
      result += escape;
    } else {
      result += c;
    }
  }
  return result + '"';
}

std::string scalar(const std::string& text, bool is_text) {
  return !is_text || is_plain_word(text) ? text : quoted(text);
}

/// Only scalars, and lists of such: fits on one line.
bool is_flat(const Value& value) {
  if (value.kind == Value::Kind::map) return value.entries.empty();
  return std::all_of(value.items.begin(), value.items.end(), is_flat);
}

std::string flat(const Value& value) {
  switch (value.kind) {
    case Value::Kind::nothing: return "null";
    case Value::Kind::scalar: return scalar(value.text, value.quoted);
    case Value::Kind::map: return "{}";
    case Value::Kind::list: break;
  }
  std::string text = "[";
  for (std::size_t i = 0; i < value.items.size(); ++i) text += (i > 0 ? ", " : "") + flat(value.items[i]);
  return text + "]";
}

/// Writes `value` after a key or a dash that stands at `indent`.
void write_block(const Value& value, std::size_t indent, std::string& out) {
  const std::string margin(indent, ' ');
  if (value.kind == Value::Kind::map) {
    for (std::size_t i = 0; i < value.entries.size(); ++i) {
      const Entry& entry = value.entries[i];
      if (i > 0) out += margin;
      out += scalar(entry.key, true) + ':';
      if (is_flat(entry.value)) {
        out += ' ' + flat(entry.value) + '\n';
      } else {
        out += '\n' + margin + "  ";
        write_block(entry.value, indent + 2, out);
      }
    }
  } else if (value.kind == Value::Kind::list && !is_flat(value)) {
    for (std::size_t i = 0; i < value.items.size(); ++i) {
      if (i > 0) out += margin;
      out += "- ";
      if (is_flat(value.items[i]))
        out += flat(value.items[i]) + '\n';
      else
        write_block(value.items[i], indent + 2, out);
    }
  } else {
    out += flat(value) + '\n';
  }
}

}  // namespace

std::string write_yaml(const Value& value) {
  std::string out;
  if (is_flat(value)) return flat(value) + '\n';
  write_block(value, 0, out);
  return out;
}

}  // namespace weefsel
