// weefsel-council: the council's table. `weefsel council` starts this program.
#include <fmt/core.h>
#include <sys/wait.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <atomic>
#include <csignal>
#include <exception>
#include <thread>

#include "base/durable_file.hpp"
#include "base/errors.hpp"
#include "council/page.hpp"
#include "council/replay.hpp"
#include "council/serve.hpp"
#include "report/words.hpp"

namespace {

using namespace weefsel;

constexpr int usual_port = 8420;

std::atomic<bool> interrupted{false};

void on_interrupt(int) {
  if (interrupted.exchange(true)) std::_Exit(exit_interrupted);
}

/// Asks the desktop to open it; where there is none, nothing happens: the address is on the screen.
void open_in_browser(const std::string& address) {
  const pid_t child = fork();
  if (child == 0) {
    if (fork() == 0) {
      (void)!freopen("/dev/null", "w", stderr);
      execlp("xdg-open", "xdg-open", address.c_str(), static_cast<char*>(nullptr));
      std::_Exit(0);
    }
    std::_Exit(0);
  }
  if (child > 0) waitpid(child, nullptr, 0);
}

struct CouncilRequest {
  std::string scenario = "scenarios/baseline.yaml", town, folder = "council-session", language = "nl";
  int futures = 50, rehearsals = 200, threads = 0, port = 0;
  double years = 20;
  std::string replay;
  bool no_browser = false, only_prepare = false;
};

/// A town is played with the shipped scenarios; what is given may be either.
void sort_out(CouncilRequest& request, const std::string& given) {
  if (given.empty()) return;
  const std::string shipped = request.scenario;
  std::string text;
  if (std::FILE* file = std::fopen(given.c_str(), "r")) {
    char line[4096];
    while (std::fgets(line, sizeof line, file) != nullptr) text += std::string("\n") + line;
    std::fclose(file);
  }
  if (text.find("\nneighbourhoods:") != std::string::npos)
    request.town = given;
  else
    request.scenario = given;
}

int sit_down(const CouncilRequest& request) {
  TableOptions options;
  options.scenario = request.scenario, options.town = request.town, options.folder = request.folder;
  options.futures = request.futures, options.years = request.years, options.threads = request.threads;
  options.language = language_called(request.language), options.rehearsals = static_cast<std::size_t>(request.rehearsals);
  std::vector<std::string> left_out;
  Table table(options, left_out);
  SessionStore session(options.folder / "session.json");
  for (const std::string& reason : left_out) fmt::print(stderr, "Not on the table: {}\n", reason);
  fmt::print("Preparing the town without choices; the first time the years before it are lived too.\n");
  std::fflush(stdout);
  const bool tty = isatty(STDOUT_FILENO) != 0;
  table.lay(session.document());
  table.prepare(
      [tty](const Table::Progress& p) {
        const bool done = p.futures == p.of_futures && p.rehearsals == p.of_rehearsals;
        if (tty || done)
          fmt::print("{}{} of {} futures without choices are there, {} of {} rehearsals{}", tty ? "\r" : "", p.futures, p.of_futures, p.rehearsals,
                     p.of_rehearsals, done || !tty ? "\n" : "");
        std::fflush(stdout);
      },
      interrupted);
  if (request.only_prepare) {
    while (!interrupted && !table.is_ready() && !table.gave_up()) std::this_thread::sleep_for(std::chrono::milliseconds(100));
    return interrupted ? exit_interrupted : table.gave_up() ? exit_system : exit_well;
  }
  if (interrupted) return exit_interrupted;
  if (!request.replay.empty()) {
    write_durably(request.replay, page_with_replay(page_of_table(), table.as_json(), session.document(), options.folder / "plays"));
    fmt::print("Written: {}\n", request.replay);
    return exit_well;
  }
  TableServer server(table, session, page_of_table());
  const int port = server.bind(request.port == 0 ? usual_port : request.port, request.port == 0);
  if (port == 0) throw SystemTrouble(fmt::format("port {} of this machine is taken; give another with --port, or none", request.port));
  const std::string address = fmt::format("http://127.0.0.1:{}/", port);
  fmt::print("The table is at {}   (Ctrl-C ends it; the session is in {})\n", address, request.folder);
  std::fflush(stdout);
  std::thread watch([&server] {
    while (!interrupted) std::this_thread::sleep_for(std::chrono::milliseconds(50));
    server.stop();
  });
  if (!request.no_browser) open_in_browser(address);
  server.serve();
  interrupted = true;
  watch.join();
  fmt::print("The session is kept in {}.\n", request.folder);
  return exit_well;
}

int parse_and_run(int argc, char** argv) {
  CLI::App cli{"The council's table: a page on this machine, in which a council sets conditions term by term.\n"
               "What it shows is modelled under named assumptions; it is not a forecast.", "weefsel council"};
  CouncilRequest request;
  std::string given;
  cli.add_option("town_or_scenario", given, "A town (YAML), or the scenario without choices; the scenarios beside it are the choices (default: scenarios/baseline.yaml)");
  cli.add_option("--folder", request.folder, "Folder of the session: what was set, said and lived (default: council-session)")->type_name("DIR");
  cli.add_option("--futures", request.futures, "How many futures a choice is played (default 50)")->check(CLI::Range(2, 1000));
  cli.add_option("--rehearsals", request.rehearsals, "How many agendas are played to learn the quick estimate from (default 200; at least 60, or 0 for none)")
      ->check(CLI::Range(60, 10000) | CLI::IsMember({"0"}));
  cli.add_option("--years", request.years, "Horizon in years (default 20)")->check(CLI::Range(4.0, 60.0));
  cli.add_option("--language", request.language, "nl (default) or en")->check(CLI::IsMember({"nl", "en"}));
  cli.add_option("--port", request.port, "Port on 127.0.0.1 (default: 8420, or one that is free)")->check(CLI::Range(1, 65535));
  cli.add_option("--threads", request.threads, "Threads; the result does not depend on it (default: all cores)")->check(CLI::Range(1, 1024));
  cli.add_flag("--no-browser", request.no_browser, "Do not open the page");
  cli.add_flag("--prepare", request.only_prepare, "Live the futures without choices and the rehearsals, and stop: before the session");
  cli.add_option("--export", request.replay, "Write the session in the folder as one page that any browser opens without this program, and stop")->type_name("SESSION.html");
  try {
    cli.parse(argc, argv);
  } catch (const CLI::ParseError& e) {
    return cli.exit(e) == 0 ? exit_well : exit_user_mistake;
  }
  sort_out(request, given);
  return sit_down(request);
}

}  // namespace

int main(int argc, char** argv) {
  std::signal(SIGINT, on_interrupt);
  std::signal(SIGTERM, on_interrupt);
  std::signal(SIGPIPE, SIG_IGN);
  try {
    return parse_and_run(argc, argv);
  } catch (const UserMistake& mistake) {
    fmt::print(stderr, "{}\n", mistake.what());
    return exit_user_mistake;
  } catch (const SystemTrouble& trouble) {
    fmt::print(stderr, "{}\n", trouble.what());
    return exit_system;
  } catch (const std::exception& fault) {
    fmt::print(stderr, "a fault of the program: {}\n", fault.what());
    return exit_fault;
  }
}
