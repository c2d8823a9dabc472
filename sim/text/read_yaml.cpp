#include "text/read_yaml.hpp"

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include <algorithm>
#include <fstream>
#include <sstream>
#include <system_error>
#include <utility>

#include "base/errors.hpp"
#include "text/nearest.hpp"
#include "text/utf8.hpp"
#include "text/shape.hpp"

namespace weefsel {
namespace {

constexpr std::size_t most_bytes = 10'000'000;
constexpr std::size_t deepest = 40;
constexpr std::size_t most_keys = 5'000;  // of one map

/// Thrown to end the reading after a mistake beyond which nothing useful can be read; already reported.
struct GiveUp {};

/// The text with the starts of its lines, to turn yaml-cpp's bytes into columns of characters.
class Lines {
 public:
  explicit Lines(std::string_view text) : text_(text), starts_{0} {
    for (std::size_t i = 0; i < text.size(); ++i)
      if (text[i] == '\n') starts_.push_back(i + 1);
  }
  [[nodiscard]] Position at(const std::shared_ptr<const std::string>& file, std::size_t line, std::size_t bytes) {
    line = std::min(line, starts_.size() - 1);
    const std::size_t end = std::min(starts_[line] + bytes, text_.size());
    if (counted_to_ <= starts_[line] || counted_to_ > end) {
      counted_to_ = starts_[line];
      column_ = 1;
    }
    for (; counted_to_ < end; ++counted_to_)
      if ((static_cast<unsigned char>(text_[counted_to_]) & 0xC0U) != 0x80U) ++column_;
    return {file, static_cast<int>(line) + 1, static_cast<int>(column_)};
  }

 private:
  std::string_view text_;
  std::vector<std::size_t> starts_;
  // Where the last answer ended: the next one mostly lies further on the same line, which may be very long.
  std::size_t counted_to_ = 0, column_ = 1;
};

/// Builds the tree from yaml-cpp's events.
class Builder : public YAML::EventHandler {
 public:
  Builder(Lines& lines, std::shared_ptr<const std::string> file, Problems& problems)
      : lines_(lines), file_(std::move(file)), problems_(problems) {}

  [[nodiscard]] Position position(const YAML::Mark& mark) {
    if (mark.is_null()) return {file_, 0, 0};
    return lines_.at(file_, static_cast<std::size_t>(mark.line), static_cast<std::size_t>(mark.column));
  }
  [[nodiscard]] Value& root() { return root_; }
  [[nodiscard]] bool has_root() const { return has_root_; }

  void OnDocumentStart(const YAML::Mark& mark) override {
    if (!has_root_) return;
    problems_.add(position(mark), "",
                  "a second document starts here; a file holds one document, so take out the line `---`");
    throw GiveUp{};
  }
  void OnDocumentEnd() override {}

  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    refuse_anchor(mark, anchor);
    Value value;
    value.position = position(mark);
    add(std::move(value));
  }
  void OnAlias(const YAML::Mark& mark, YAML::anchor_t) override {
    problems_.add(position(mark), path(), "an alias (`*name`) is not accepted: write the value out");
    Value value;
    value.position = position(mark);
    spoiled_ = true;
    add(std::move(value));
  }
  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                const std::string& text) override {
    refuse_anchor(mark, anchor);
    refuse_tag(mark, tag);
    Value value;
    value.kind = Value::Kind::scalar;
    value.text = text;
    value.quoted = tag == "!";
    value.position = position(mark);
    add(std::move(value));
  }
  void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value) override {
    open(Value::Kind::list, mark, tag, anchor);
  }
  void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value) override {
    open(Value::Kind::map, mark, tag, anchor);
  }
  void OnSequenceEnd() override { close(); }
  void OnMapEnd() override { close(); }

  [[nodiscard]] bool spoiled() const { return spoiled_; }

 private:
  struct Level {
    Value value;
    bool has_key = false;
    bool drop = false;  ///< the value that follows belongs to a key that was refused
    std::string key;
    Position key_position;
  };

  std::string path() const {
    std::string result;
    for (const Level& level : levels_) {
      if (level.value.kind == Value::Kind::list) result = key_path(result, level.value.items.size());
      if (level.has_key) result = key_path(result, level.key);
    }
    return result;
  }

  void refuse_anchor(const YAML::Mark& mark, YAML::anchor_t anchor) {
    if (anchor == YAML::NullAnchor) return;
    problems_.add(position(mark), path(), "an anchor (`&name`) is not accepted: write the value out where it is used");
    spoiled_ = true;
  }

  void refuse_tag(const YAML::Mark& mark, const std::string& tag) {
    if (tag.empty() || tag == "?" || tag == "!") return;
    problems_.add(position(mark), path(), "a tag (`!...`) is not accepted; put text in quotes instead");
    spoiled_ = true;
  }

  void open(Value::Kind kind, const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor) {
    refuse_anchor(mark, anchor);
    refuse_tag(mark, tag);
    if (levels_.size() >= deepest) {
      problems_.add(position(mark), "", "nested more than " + std::to_string(deepest) + " deep");
      throw GiveUp{};
    }
    Level level;
    level.value.kind = kind;
    level.value.position = position(mark);
    levels_.push_back(std::move(level));
  }

  void close() {
    Value value = std::move(levels_.back().value);
    levels_.pop_back();
    add(std::move(value));
  }

  void add(Value value) {
    if (levels_.empty()) {
      root_ = std::move(value);
      has_root_ = true;
      return;
    }
    Level& level = levels_.back();
    if (level.value.kind == Value::Kind::list) {
      level.value.items.push_back(std::move(value));
    } else if (!level.has_key) {
      take_key(level, value);
    } else {
      if (value.kind == Value::Kind::nothing) value.position = level.key_position;
      if (!level.drop) level.value.entries.push_back({level.key, level.key_position, std::move(value)});
      level.has_key = level.drop = false;
    }
  }

  void take_key(Level& level, const Value& key) {
    const std::string where = path();
    level.has_key = true;
    level.key_position = key.position;
    if (key.kind != Value::Kind::scalar) {
      problems_.add(key.position, where, "a key must be a word, not a list, a map or nothing");
      level.drop = spoiled_ = true;
      level.key.assign(1, '?');
      return;
    }
    if (level.value.entries.size() >= most_keys) {
      problems_.add(key.position, where, "more than " + std::to_string(most_keys) + " keys in one map");
      throw GiveUp{};
    }
    level.key = key.text;
    const std::string full = key_path(where, key.text);
    if (key.text == "<<" && !key.quoted) {
      problems_.add(key.position, full, "merge keys are not accepted: write the keys out, or use `extends`");
      level.drop = spoiled_ = true;
    } else if (const Entry* earlier = level.value.find_entry(key.text)) {
      problems_.add(
          key.position, full,
          "this key was given already on line " + std::to_string(earlier->position.line) + "; keep one of the two");
      level.drop = true;
    }
  }

  Lines& lines_;
  std::shared_ptr<const std::string> file_;
  Problems& problems_;
  std::vector<Level> levels_;
  Value root_;
  bool has_root_ = false, spoiled_ = false;
};

/// Mistakes below the level of YAML. False: nothing can be read.
bool check_characters(std::string_view text, Lines& lines, const std::shared_ptr<const std::string>& file,
                      Problems& problems) {
  std::size_t line = 0, line_start = 0;
  bool indenting = true, good = true;
  const auto refuse = [&](std::size_t i, const char* message) {
    problems.add(lines.at(file, line, i - line_start), "", message);
    good = false;
  };
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t length = utf8_length(text, i);
    const auto byte = static_cast<unsigned char>(text[i]);
    if (length == 0) {
      refuse(i, "this character is not UTF-8; save the file with encoding UTF-8");
      return false;
    }
    if (byte == '\t' && indenting) {
      refuse(i, "a tab at the start of a line; indent with spaces");
      indenting = false;
    } else if ((byte < 0x20 && byte != '\t' && byte != '\n' && byte != '\r') || byte == 0x7F) {
      refuse(i, "a control character that does not belong in a text file");
      return false;
    } else if (byte == '\r' && (i + 1 == text.size() || text[i + 1] != '\n')) {
      refuse(i, "a line ends with a bare carriage return; save the file with ordinary line endings");
      return false;
    }
    if (byte == '\n') {
      ++line;
      line_start = i + 1;
      indenting = true;
    } else if (byte != ' ' && byte != '\t') {
      indenting = false;
    }
    i += length;
  }
  return good;
}

/// What yaml-cpp says, in words for someone who does not know the terms of YAML.
std::string explain(const std::string& message) {
  const auto says = [&](const char* part) { return message.find(part) != std::string::npos; };
  std::string hint;
  if (says("illegal map value")) hint = " (a text that holds `: ` needs quotes around it)";
  if (says("document indicator in scalar")) return "a quote was opened before here and never closed";
  if (says("end of map")) hint = " (is this line indented as far as its neighbours, with a `:` after the key?)";
  if (says("end of sequence flow") || says("end of map flow") || says("illegal flow end"))
    hint = " (a `[` or `{` was not closed, or not by its own `]` or `}`, or a comma is missing)";
  if (says("unknown token")) hint = " (a text with a sign such as ?, @, ` or % needs quotes around it)";
  return "this is not well-formed YAML: " + message + hint;
}

}  // namespace

std::optional<Value> read_yaml_text(std::string_view text, const std::string& name, Problems& problems) {
  const Position whole = position_in(name);
  if (text.size() > most_bytes) {
    problems.add(whole, "", "the file is too large: at most 10 MB");
    return {};
  }
  if (text.substr(0, 2) == "\xFF\xFE" || text.substr(0, 2) == "\xFE\xFF") {
    problems.add(whole, "", "the file is in UTF-16; save it with encoding UTF-8");
    return {};
  }
  if (text.substr(0, 3) == "\xEF\xBB\xBF") text.remove_prefix(3);  // a byte order mark says UTF-8, as it should be
  Lines lines(text);
  if (!check_characters(text, lines, whole.file, problems)) return {};

  Builder builder(lines, whole.file, problems);
  try {
    // With a document end after it, yaml-cpp sees a quote that is never closed; without, it takes the rest as text.
    std::istringstream stream(std::string(text) + (text.empty() || text.back() == '\n' ? "...\n" : "\n...\n"));
    YAML::Parser parser(stream);
    while (parser.HandleNextDocument(builder)) {
    }
  } catch (const GiveUp&) {
    return {};
  } catch (const YAML::Exception& error) {
    problems.add(builder.position(error.mark), "", explain(error.msg));
    return {};
  }
  if (!builder.has_root() || builder.root().kind == Value::Kind::nothing) {
    if (!builder.spoiled()) problems.add(whole, "", "the file is empty");
    return {};
  }
  if (builder.spoiled()) return {};
  return std::move(builder.root());
}

std::string trouble_with_file(const std::filesystem::path& file, const std::string& format) {
  namespace fs = std::filesystem;
  std::error_code error;
  const fs::file_status status = fs::status(file, error);
  if (status.type() == fs::file_type::directory) return "this is a folder; a " + format + " file is needed";
  if (status.type() != fs::file_type::not_found && !file.empty()) return {};
  std::vector<std::string> others;
  const fs::path folder = file.has_parent_path() ? file.parent_path() : fs::path(".");
  for (fs::directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error))
    others.push_back(entry->path().filename().string());
  std::sort(others.begin(), others.end());
  return "there is no such file" + did_you_mean(file.filename().string(), others);
}

std::optional<Value> read_yaml(const std::filesystem::path& file, Problems& problems) {
  if (const std::string trouble = trouble_with_file(file); !trouble.empty()) {
    problems.add(position_in(file.string()), "", trouble);
    return {};
  }
  std::ifstream stream(file, std::ios::binary);
  if (!stream) throw SystemTrouble(file.string() + ": the file cannot be opened for reading");
  std::string text(most_bytes + 1, '\0');
  stream.read(text.data(), static_cast<std::streamsize>(text.size()));
  if (stream.bad()) throw SystemTrouble(file.string() + ": the file cannot be read");
  text.resize(static_cast<std::size_t>(stream.gcount()));
  return read_yaml_text(text, file.string(), problems);
}

}  // namespace weefsel
