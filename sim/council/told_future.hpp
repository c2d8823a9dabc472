// What: what the page is told of a play: how it is laid out, and each future in the figures that a report of that one run has.
// The report's own code makes them, from values in memory: writing each future to a file and reading it back took as long as
// half of living it.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "council/play_request.hpp"
#include "output/trajectories.hpp"
#include "population/town.hpp"
#include "report/comparison.hpp"

namespace weefsel {

/// Tells of the futures of one play, one at a time. Threads: may be called from many.
class FutureTeller {
 public:
  /// `any`: a future of the town without choices, which tells the neighbourhoods that are joined. Writes into `folder` meanwhile.
  /// Where assumptions are drawn for each future, a single one has its own values, as any other run.
  FutureTeller(Twins twins, const TownDescription& town, const std::filesystem::path& folder, const Trajectory& any);
  ~FutureTeller();

  /// PlayHead: horizons, measures and cells in the order of `lines` of a future.
  [[nodiscard]] std::string head(const std::string& id) const;
  /// Event "future": its lines and courses.
  [[nodiscard]] std::string future(std::uint32_t replicate, const Trajectory& without, const Trajectory& with) const;
  /// Event "years": courses as far as they were lived. `rows`: of the town with the choices, blank from there.
  [[nodiscard]] std::string years(std::uint32_t replicate, const Trajectory& without, const Trajectory& rows) const;
  /// Of each headline and of demand for help, whole town: with the choices less without, in each whole year since the start; NaN
  /// where it is not known.
  [[nodiscard]] std::map<std::string, std::vector<double>> differences(const Trajectory& without, const Trajectory& with) const;
  /// Neighbourhoods as a report has them, small ones of a real town joined; none where the town gives no boundaries.
  [[nodiscard]] const std::vector<Area>& areas() const { return areas_; }

 private:
  class Reader;
  [[nodiscard]] ComparedScenarios compared(const Trajectory& without, const Trajectory& with) const;
  const Twins twins_;
  std::string head_;  ///< without its id
  std::vector<Area> areas_;
  mutable std::mutex mutex_;
  const std::unique_ptr<Reader> reader_;
};

}  // namespace weefsel
