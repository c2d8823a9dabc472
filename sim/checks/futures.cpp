#include "checks/futures.hpp"

#include <tbb/global_control.h>
#include <tbb/parallel_for.h>
#include <tbb/task_arena.h>

#include <atomic>
#include <mutex>

namespace weefsel {

void for_each_future(std::size_t count, int threads, const CheckProgress& progress, const std::function<void(std::size_t)>& body) {
  const int many = threads > 0 ? threads : tbb::this_task_arena::max_concurrency();
  const tbb::global_control limit(tbb::global_control::max_allowed_parallelism, static_cast<std::size_t>(many));
  tbb::task_arena arena(many);
  std::atomic<std::int64_t> done{0};
  std::mutex talking;
  arena.execute([&] {
    tbb::parallel_for(std::size_t{0}, count, [&](std::size_t i) {
      tbb::this_task_arena::isolate([&] { body(i); });
      const std::int64_t now = ++done;
      if (!progress) return;
      const std::lock_guard lock(talking);
      progress(now, static_cast<std::int64_t>(count));
    }, tbb::simple_partitioner());
  });
}

}  // namespace weefsel
