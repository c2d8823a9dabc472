// What: who plays which task, within one program or over many ranks (MPI). Tasks are numbers below `count`; each is handed to one
// worker, in order, when a worker is free: so long and short ones even out.
#pragma once

#include <atomic>
#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>

namespace weefsel {

class HandOut {
 public:
  virtual ~HandOut() = default;
  /// Does this process look after the folder and the results? One does.
  [[nodiscard]] virtual bool leads() const = 0;
  [[nodiscard]] virtual int ranks() const = 0;
  /// The same bytes in all processes: those of the one that leads. All call it, in the same order.
  virtual void share(std::string& bytes) = 0;
  /// All call it when they know how many tasks there are, before they take any.
  virtual void begin(std::size_t count) = 0;
  /// The next task; nothing when there is none left. Threads: from many.
  [[nodiscard]] virtual std::optional<std::size_t> next() = 0;
  /// All call it when next() gave nothing or they were stopped; returns when all have. True: all of them were `well`.
  [[nodiscard]] virtual bool end(bool well) = 0;
  /// This process cannot go on while others may wait for it: says why and ends them all. Nothing
  /// when nobody waits.
  virtual void abandon(int exit_code, const std::string& why) = 0;
};

/// Within this process.
class OwnHandOut : public HandOut {
 public:
  [[nodiscard]] bool leads() const override { return true; }
  [[nodiscard]] int ranks() const override { return 1; }
  void share(std::string&) override {}
  void begin(std::size_t count) override { count_ = count, taken_ = 0; }
  [[nodiscard]] std::optional<std::size_t> next() override {
    const std::size_t task = taken_++;
    return task < count_ ? std::optional(task) : std::nullopt;
  }
  [[nodiscard]] bool end(bool well) override { return well; }
  void abandon(int, const std::string&) override {}

 private:
  std::size_t count_ = 0;
  std::atomic<std::size_t> taken_{0};
};

/// Was this process started by mpirun, srun or their like, as one of several?
[[nodiscard]] bool started_as_rank();
/// Was this program built with MPI?
[[nodiscard]] bool knows_mpi();
/// Over all ranks. Throws UserMistake when this program was built without MPI.
[[nodiscard]] std::unique_ptr<HandOut> make_mpi_hand_out(int* argc, char*** argv);

}  // namespace weefsel
