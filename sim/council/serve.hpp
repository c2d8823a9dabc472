// What: the table over HTTP, for one browser on the same machine: the page, and what sim/council/page/src/contract.ts says.
//
// On 127.0.0.1 only. A request that names another host, or comes from a page of another origin, is refused (403), so that no
// other page in the browser can read or change a session. Requests are limited in size and time; each answer says that the page
// may load nothing from elsewhere.
#pragma once

#include <atomic>
#include <memory>
#include <string>
#include <string_view>

#include "council/session_store.hpp"
#include "council/table.hpp"

namespace weefsel {

/// Does this Host or Origin header name this machine at this port? "127.0.0.1:8420", "localhost:8420", "http://…".
[[nodiscard]] bool is_here(std::string_view header, int port);

class TableServer {
 public:
  /// `page`: the HTML of the page. All must outlive it.
  TableServer(Table& table, SessionStore& session, std::string_view page);
  ~TableServer();
  TableServer(const TableServer&) = delete;
  TableServer& operator=(const TableServer&) = delete;

  /// Takes `port`, or any that is free when it is 0 or taken and `or_another`. The port; 0: none could be had.
  [[nodiscard]] int bind(int port, bool or_another);
  /// Answers until stop().
  void serve();
  void stop();

 private:
  struct Inside;
  std::unique_ptr<Inside> inside_;
};

}  // namespace weefsel
