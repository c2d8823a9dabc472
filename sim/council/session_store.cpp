#include "council/session_store.hpp"

#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "base/durable_file.hpp"
#include "base/errors.hpp"

namespace weefsel {
namespace {

/// Its revision. Throws UserMistake.
long checked(const std::string& document, const std::string& where) {
  const auto json = nlohmann::json::parse(document, nullptr, false);
  if (!json.is_object()) throw UserMistake(where + ": this is no session: it is no JSON object");
  if (json.value("format", nlohmann::json()) != 1) throw UserMistake(where + ": this is no session that this version knows: `format` must be 1");
  const auto revision = json.find("revision");
  if (revision == json.end() || !revision->is_number_integer() || revision->get<std::int64_t>() < 0)
    throw UserMistake(where + ": `revision` must be a whole number from 0");
  return revision->get<long>();
}

}  // namespace

SessionStore::SessionStore(std::filesystem::path file) : file_(std::move(file)), document_(R"({"format":1,"revision":0})") {
  if (!std::filesystem::exists(file_)) return;
  std::ifstream in(file_, std::ios::binary);
  std::ostringstream text;
  text << in.rdbuf();
  if (!in) throw SystemTrouble("cannot read " + file_.string());
  document_ = text.str();
  revision_ = checked(document_, file_.string());
}

std::string SessionStore::document() const {
  const std::lock_guard guard(mutex_);
  return document_;
}

SessionStore::Answer SessionStore::put(const std::string& document) {
  const long revision = checked(document, "the session");
  const std::lock_guard guard(mutex_);
  if (revision != revision_ + 1) return Answer::older;
  if (revision_ > 0) write_durably(file_.string() + ".before", document_);
  write_durably(file_.string(), document);
  document_ = document, revision_ = revision;
  return Answer::kept;
}

}  // namespace weefsel
