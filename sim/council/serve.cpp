#include "council/serve.hpp"

#include <fmt/format.h>
#include <httplib.h>

#include <nlohmann/json.hpp>

#include "base/errors.hpp"

namespace weefsel {
namespace {

using Asked = httplib::Request;
using httplib::Response;
using Json = nlohmann::json;

constexpr std::size_t threads = 128;        // a page that listens holds one
constexpr std::size_t most_listening = 96;  // so that there are always some for whoever asks
constexpr std::chrono::milliseconds heartbeat{5000};

void answer(Response& response, int status, const std::string& json) {
  response.status = status;
  response.set_content(json, "application/json; charset=utf-8");
}
void trouble(Response& response, int status, const std::string& message) { answer(response, status, Json{{"message", message}}.dump(-1, ' ', false, Json::error_handler_t::replace)); }

/// What the table may say no to, as an answer.
template <class Do>
void answered(Response& response, Do&& act) {
  try {
    act();
  } catch (const UserMistake& mistake) {
    trouble(response, 400, mistake.what());
  } catch (const std::exception& fault) {
    trouble(response, 500, fault.what());
  }
}

}  // namespace

bool is_here(std::string_view header, int port) {
  if (constexpr std::string_view scheme = "http://"; header.substr(0, scheme.size()) == scheme) header.remove_prefix(scheme.size());
  return header == fmt::format("127.0.0.1:{}", port) || header == fmt::format("localhost:{}", port);
}

struct TableServer::Inside {
  Inside(Table& the_table, SessionStore& the_session, std::string_view the_page) : table(the_table), session(the_session), page(the_page) {}

  void limit() {
    server.new_task_queue = [] { return new httplib::ThreadPool(threads); };
    server.set_payload_max_length(SessionStore::most_bytes);
    server.set_read_timeout(5, 0);
    server.set_write_timeout(10, 0);
    server.set_keep_alive_timeout(5);
    server.set_keep_alive_max_count(1000);
    server.set_tcp_nodelay(true);
    // The library's own choice would let a second table take the port of the first.
    server.set_socket_options([](socket_t socket) {
      const int yes = 1;
      ::setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    });
    server.set_default_headers({{"X-Content-Type-Options", "nosniff"},
                                {"Referrer-Policy", "no-referrer"},
                                {"Cross-Origin-Resource-Policy", "same-origin"},
                                {"Cache-Control", "no-store"},
                                {"Content-Security-Policy",
                                 "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data: blob:; "
                                 "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"}});
    server.set_pre_routing_handler([this](const Asked& request, Response& response) {
      const bool is_of_here = is_here(request.get_header_value("Host"), port) &&
                              (!request.has_header("Origin") || is_here(request.get_header_value("Origin"), port)) &&
                              (!request.has_header("Sec-Fetch-Site") || request.get_header_value("Sec-Fetch-Site") == "same-origin" ||
                               request.get_header_value("Sec-Fetch-Site") == "none");
      if (is_of_here) return Server::HandlerResponse::Unhandled;
      trouble(response, 403, "this table is for the browser on its own machine");
      return Server::HandlerResponse::Handled;
    });
    server.set_exception_handler([](const Asked&, Response& response, std::exception_ptr) { trouble(response, 500, "a fault of the program"); });
    server.set_error_handler([](const Asked&, Response& response) {
      if (response.body.empty()) trouble(response, response.status, response.status == 404 ? "there is no such page" : "the request could not be read");
    });
  }

  void route() {
    server.Get("/", [this](const Asked&, Response& response) { response.set_content(page.data(), page.size(), "text/html; charset=utf-8"); });
    server.Get("/api/table", [this](const Asked&, Response& response) { answered(response, [&] { answer(response, 200, table.as_json()); }); });
    server.Get("/api/session", [this](const Asked&, Response& response) { answer(response, 200, session.document()); });
    server.Put("/api/session", [this](const Asked& request, Response& response) {
      answered(response, [&] {
        const bool kept = session.put(request.body) == SessionStore::Answer::kept;
        if (kept) table.lay(request.body);
        answer(response, kept ? 200 : 409, session.document());
      });
    });
    server.Post("/api/play", [this](const Asked& request, Response& response) { answered(response, [&] { answer(response, 200, table.play(request.body)); }); });
    server.Post("/api/ahead", [this](const Asked& request, Response& response) {
      answered(response, [&] {
        table.ahead(request.body);
        response.status = 204;
      });
    });
    server.Post("/api/estimate", [this](const Asked& request, Response& response) {
      answered(response, [&] {
        if (const auto estimate = table.estimate(request.body)) return answer(response, 200, *estimate);
        answer(response, 409, Json{{"message", "too few agendas were rehearsed yet"}, {"rehearsed", table.rehearsed()}, {"needed", QuickEstimate::least_rehearsals}}.dump());
      });
    });
    server.Get(R"(/api/play/([0-9a-f]{16})/events)", [this](const Asked& request, Response& response) { listen(request, response); });
    server.Get(R"(/api/play/([0-9a-f]{16})/scenario\.yaml)", [this](const Asked& request, Response& response) {
      with_reveal(request, response, [&](const std::shared_ptr<Reveal>& reveal) {
        response.set_header("Content-Disposition", "attachment; filename=\"council.yaml\"");
        response.set_content(reveal->twins().with.resolved_text, "application/yaml; charset=utf-8");
      });
    });
    server.Post(R"(/api/play/([0-9a-f]{16})/family)", [this](const Asked& request, Response& response) {
      with_reveal(request, response, [&](const std::shared_ptr<Reveal>& reveal) { family(*reveal, request, response); });
    });
  }

  template <class Do>
  void with_reveal(const Asked& request, Response& response, Do&& act) {
    const auto reveal = table.reveal(request.matches[1]);
    if (!reveal) return trouble(response, 404, "nothing of that id was played at this table");
    answered(response, [&] { act(reveal); });
  }

  void family(const Reveal& reveal, const Asked& request, Response& response) {
    const Json asked = Json::parse(request.body, nullptr, false);
    const Json lot = asked.is_object() ? asked.value("lot", Json()) : Json();
    const bool unchanged = lot == "unchanged";
    if (!unchanged && (!lot.is_number_integer() || lot.get<std::int64_t>() < 1)) throw UserMistake("`lot` must be a whole number from 1, or \"unchanged\"");
    const Language language = asked.value("language", "nl") == "en" ? Language::en : Language::nl;
    answer(response, 200, table.family(reveal, unchanged ? 0 : lot.get<std::size_t>(), language));
  }

  /// One page that listens, until it hangs up or nothing comes any more.
  class Listener {
   public:
    explicit Listener(std::atomic<std::size_t>& count) : count_(count), is_in_(++count <= most_listening) {}
    ~Listener() { --count_; }
    Listener(const Listener&) = delete;
    Listener& operator=(const Listener&) = delete;
    [[nodiscard]] bool is_in() const { return is_in_; }

   private:
    std::atomic<std::size_t>& count_;
    const bool is_in_;
  };

  /// Server-sent events; a browser that lost the line says with which it goes on.
  void listen(const Asked& request, Response& response) {
    with_reveal(request, response, [&](const std::shared_ptr<Reveal>& reveal) {
      const auto listener = std::make_shared<Listener>(listening);
      if (!listener->is_in()) return trouble(response, 503, "too many pages look at this table at once; close some");
      std::size_t next = 0;
      const std::string last = request.get_header_value("Last-Event-ID");
      if (!last.empty() && last.size() < 9 && last.find_first_not_of("0123456789") == std::string::npos) next = std::stoul(last) + 1;
      response.set_chunked_content_provider("text/event-stream", [this, reveal, listener, next](std::size_t, httplib::DataSink& sink) mutable {
        const Reveal::News news = reveal->listen(next, heartbeat);
        std::string text;
        for (const Told& told : news.told) {
          text += fmt::format("id: {}\nevent: {}\ndata: {}\n\n", next, told.event, told.data);
          ++next;
        }
        if (text.empty() && !news.last) text = ": still living\n\n";
        if (!text.empty() && !sink.write(text.data(), text.size())) return false;
        if (news.last || stopping) sink.done();
        return true;
      });
    });
  }

  using Server = httplib::Server;
  Table& table;
  SessionStore& session;
  std::string_view page;
  httplib::Server server;
  int port = 0;
  std::atomic<bool> stopping{false};
  std::atomic<std::size_t> listening{0};
};

TableServer::TableServer(Table& table, SessionStore& session, std::string_view page) : inside_(std::make_unique<Inside>(table, session, page)) {
  inside_->limit();
  inside_->route();
}
TableServer::~TableServer() = default;

int TableServer::bind(int port, bool or_another) {
  if (port != 0 && inside_->server.bind_to_port("127.0.0.1", port)) return inside_->port = port;
  if (port != 0 && !or_another) return 0;
  const int any = inside_->server.bind_to_any_port("127.0.0.1");
  return inside_->port = std::max(any, 0);
}

void TableServer::serve() { inside_->server.listen_after_bind(); }
void TableServer::stop() {
  inside_->stopping = true;
  inside_->server.stop();
}

}  // namespace weefsel
