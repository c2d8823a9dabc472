// A session is kept whole, never over a newer one, and nothing that is no session takes its place.
#include "council/session_store.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <thread>

#include "base/errors.hpp"
#include "council/serve.hpp"
#include "support/temporary_folder.hpp"

namespace weefsel {
namespace {

using tests::TemporaryFolder;
using Answer = SessionStore::Answer;

TEST(SessionStore, keeps_the_next_revision_only) {
  const TemporaryFolder folder;
  const auto file = std::filesystem::path(folder.file("session.json"));
  SessionStore store(file);
  EXPECT_EQ(store.document(), R"({"format":1,"revision":0})");
  const std::string first = R"({"format":1,"revision":1,"ambition":"één straat"})";
  EXPECT_EQ(store.put(first), Answer::kept);
  EXPECT_EQ(store.put(R"({"format":1,"revision":1})"), Answer::older);
  EXPECT_EQ(store.put(R"({"format":1,"revision":3})"), Answer::older);
  EXPECT_EQ(store.document(), first);
  EXPECT_EQ(store.put(R"({"format":1,"revision":2})"), Answer::kept);
  EXPECT_EQ(SessionStore(file).document(), R"({"format":1,"revision":2})") << "after a restart";
  std::ifstream before(file.string() + ".before");
  EXPECT_EQ(std::string(std::istreambuf_iterator<char>(before), {}), first);
}

TEST(SessionStore, takes_nothing_else) {
  const TemporaryFolder folder;
  SessionStore store(std::filesystem::path(folder.file("session.json")));
  for (const char* document : {"", "[]", "{", R"({"revision":1})", R"({"format":2,"revision":1})", R"({"format":1})", R"({"format":1,"revision":"1"})",
                               R"({"format":1,"revision":-1})", R"({"format":1,"revision":1.5})"})
    EXPECT_THROW((void)store.put(document), UserMistake) << document;
  EXPECT_EQ(store.document(), R"({"format":1,"revision":0})");
}

TEST(SessionStore, of_many_that_write_at_once_one_is_kept) {
  const TemporaryFolder folder;
  SessionStore store(std::filesystem::path(folder.file("session.json")));
  std::atomic<int> kept{0};
  std::vector<std::thread> writers;
  for (int i = 0; i < 8; ++i)
    writers.emplace_back([&, i] {
      if (store.put(R"({"format":1,"revision":1,"by":)" + std::to_string(i) + "}") == Answer::kept) ++kept;
    });
  for (std::thread& writer : writers) writer.join();
  EXPECT_EQ(kept, 1);
}

TEST(SessionStore, a_file_that_is_no_session_is_not_written_over) {
  const TemporaryFolder folder;
  const auto file = std::filesystem::path(folder.file("session.json"));
  std::ofstream(file) << "minutes of the meeting";
  EXPECT_THROW(SessionStore store(file), UserMistake);
}

TEST(IsHere, names_this_machine_at_this_port) {
  for (const char* header : {"127.0.0.1:8420", "localhost:8420", "http://127.0.0.1:8420", "http://localhost:8420"}) EXPECT_TRUE(is_here(header, 8420)) << header;
  for (const char* header : {"", "127.0.0.1", "127.0.0.1:8421", "evil.example:8420", "127.0.0.1:8420.evil.example", "localhost:8420@evil.example",
                             "https://127.0.0.1:8420", "http://evil.example", "null", "http://127.0.0.1:8420/"})
    EXPECT_FALSE(is_here(header, 8420)) << header;
}

}  // namespace
}  // namespace weefsel
