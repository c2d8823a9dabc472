// Hands tasks out over the ranks of an MPI job. The leading rank (0) has a thread that answers who asks; its own workers take
// from the same counter, so no core only waits. A rank makes one call of MPI at a time (MPI_THREAD_SERIALIZED).
#include <cstdlib>

#include "base/errors.hpp"
#include "studies/hand_out.hpp"

#ifdef WEEFSEL_MPI
#include <mpi.h>

#include <chrono>
#include <cstdio>
#include <mutex>
#include <thread>
#endif

namespace weefsel {

bool started_as_rank() {
  // Open MPI, MPICH and its kin, and Slurm's own starter with PMI.
  for (const char* name : {"OMPI_COMM_WORLD_SIZE", "PMI_SIZE", "PMIX_RANK", "PMI_RANK"})
    if (std::getenv(name) != nullptr) return true;
  return false;
}

#ifdef WEEFSEL_MPI
namespace {

constexpr int tag_ask = 1, tag_answer = 2;
constexpr std::chrono::microseconds between_looks{200};

class MpiHandOut : public HandOut {
 public:
  MpiHandOut(int* argc, char*** argv) {
    int level = 0;
    MPI_Init_thread(argc, argv, MPI_THREAD_SERIALIZED, &level);
    if (level < MPI_THREAD_SERIALIZED) throw SystemTrouble("this MPI cannot be called from more than one thread");
    MPI_Comm_rank(MPI_COMM_WORLD, &rank_);
    MPI_Comm_size(MPI_COMM_WORLD, &ranks_);
  }
  ~MpiHandOut() override {
    MPI_Finalize();
  }

  [[nodiscard]] bool leads() const override { return rank_ == 0; }
  [[nodiscard]] int ranks() const override { return ranks_; }

  void share(std::string& bytes) override {
    auto size = static_cast<unsigned long long>(bytes.size());
    MPI_Bcast(&size, 1, MPI_UNSIGNED_LONG_LONG, 0, MPI_COMM_WORLD);
    bytes.resize(size);
    MPI_Bcast(bytes.data(), static_cast<int>(size), MPI_CHAR, 0, MPI_COMM_WORLD);
  }

  void begin(std::size_t count) override {
    own_.begin(count);
    if (leads() && ranks_ > 1) server_ = std::thread([this] { serve(); });
  }

  [[nodiscard]] std::optional<std::size_t> next() override {
    if (leads()) return own_.next();
    const std::lock_guard guard(mutex_);
    if (told_no_more_) return std::nullopt;
    return ask(true);
  }

  [[nodiscard]] bool end(bool well) override {
    if (!leads() && !told_no_more_) (void)ask(false);
    if (server_.joinable()) server_.join();
    int own = well ? 1 : 0, all = 0;
    MPI_Allreduce(&own, &all, 1, MPI_INT, MPI_MIN, MPI_COMM_WORLD);
    ended_ = true;
    return all == 1;
  }

  void abandon(int exit_code, const std::string& why) override {
    if (ranks_ < 2 || ended_) return;
    std::fprintf(stderr, "%s\n", why.c_str());
    MPI_Abort(MPI_COMM_WORLD, exit_code);
  }

 private:
  /// `more`: false tells that this rank takes no more.
  std::optional<std::size_t> ask(bool more) {
    int wants = more ? 1 : 0;
    long long answer = -1;
    MPI_Send(&wants, 1, MPI_INT, 0, tag_ask, MPI_COMM_WORLD);
    MPI_Recv(&answer, 1, MPI_LONG_LONG, 0, tag_answer, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
    told_no_more_ = answer < 0;
    return answer < 0 ? std::nullopt : std::optional(static_cast<std::size_t>(answer));
  }

  /// Until every other rank knows that there is no more.
  void serve() {
    for (int left = ranks_ - 1; left > 0;) {
      int asked = 0;
      MPI_Status status;
      MPI_Iprobe(MPI_ANY_SOURCE, tag_ask, MPI_COMM_WORLD, &asked, &status);
      if (asked == 0) {
        std::this_thread::sleep_for(between_looks);
        continue;
      }
      int wants = 0;
      MPI_Recv(&wants, 1, MPI_INT, status.MPI_SOURCE, tag_ask, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
      const std::optional<std::size_t> task = wants == 1 ? own_.next() : std::nullopt;
      const long long answer = task ? static_cast<long long>(*task) : -1;
      MPI_Send(&answer, 1, MPI_LONG_LONG, status.MPI_SOURCE, tag_answer, MPI_COMM_WORLD);
      if (answer < 0) --left;
    }
  }

  OwnHandOut own_;
  int rank_ = 0, ranks_ = 1;
  bool told_no_more_ = false, ended_ = false;
  std::mutex mutex_;
  std::thread server_;
};

}  // namespace

bool knows_mpi() { return true; }
std::unique_ptr<HandOut> make_mpi_hand_out(int* argc, char*** argv) { return std::make_unique<MpiHandOut>(argc, argv); }

#else

bool knows_mpi() { return false; }
std::unique_ptr<HandOut> make_mpi_hand_out(int*, char***) {
  throw UserMistake("weefsel-study was built without MPI: run scripts/install-packages study, configure with -DWEEFSEL_MPI=ON and build again");
}

#endif

}  // namespace weefsel
