#include "designs/make_design.hpp"

#include <algorithm>
#include <boost/random/sobol.hpp>
#include <openturns/ComposedDistribution.hxx>
#include <openturns/LHSExperiment.hxx>
#include <openturns/RandomGenerator.hxx>
#include <openturns/Uniform.hxx>
#include <random>
#include <string>

#include "base/errors.hpp"
#include "designs/resample.hpp"

namespace weefsel {
namespace {

[[noreturn]] void refuse(const std::string& why) { throw Fault("a design cannot be made: " + why); }

void check_size(std::size_t points, std::size_t factors) {
  if (points == 0 || points > most_points) refuse("it would have no points, or more than ten million");
  if (factors == 0 || points > 100 * most_points / factors) refuse("it has no factors, or far too many");
}

void check_levels(const DesignRequest& request) {
  if (request.levels_of.size() != request.factors) refuse("each factor needs its number of levels");
  const auto too_few = [](std::size_t n) { return n < 2 || n > most_points; };
  if (std::any_of(request.levels_of.begin(), request.levels_of.end(), too_few)) refuse("a factor needs two levels or more");
}

double level_value(std::size_t level, std::size_t levels) { return static_cast<double>(level) / static_cast<double>(levels - 1); }

Points one_at_a_time(const DesignRequest& request) {
  check_levels(request);
  if (request.base.size() != request.factors) refuse("the base point needs a value for each factor");
  const auto inside = [](double u) { return u >= 0 && u <= 1; };
  if (!std::all_of(request.base.begin(), request.base.end(), inside)) refuse("the base point lies outside 0-1");
  std::size_t count = 1;
  for (const std::size_t levels : request.levels_of) count += levels;
  check_size(count, request.factors);
  Points design(count, request.factors);
  for (std::size_t i = 0; i < count; ++i)
    for (std::size_t j = 0; j < request.factors; ++j) design.at(i, j) = request.base[j];
  std::size_t point = 1;
  for (std::size_t j = 0; j < request.factors; ++j)
    for (std::size_t k = 0; k < request.levels_of[j]; ++k) design.at(point++, j) = level_value(k, request.levels_of[j]);
  return design;
}

Points factorial(const DesignRequest& request) {
  check_levels(request);
  std::size_t count = 1;
  for (const std::size_t levels : request.levels_of) check_size(count *= levels, request.factors);
  Points design(count, request.factors);
  for (std::size_t i = 0; i < count; ++i) {
    std::size_t rest = i;
    for (std::size_t j = request.factors; j-- > 0; rest /= request.levels_of[j])
      design.at(i, j) = level_value(rest % request.levels_of[j], request.levels_of[j]);
  }
  return design;
}

Points latin_hypercube(std::size_t points, std::size_t factors, std::uint64_t seed) {
  check_size(points, factors);
  // OpenTURNS reads the low half of a seed only: let every bit of ours count.
  OT::RandomGenerator::SetSeed(static_cast<OT::UnsignedInteger>(std::mt19937_64(seed)() >> 33));
  const OT::Collection<OT::Distribution> cube(factors, OT::Uniform(0.0, 1.0));
  const OT::Sample sample = OT::LHSExperiment(OT::ComposedDistribution(cube), points).generate();
  Points design(points, factors);
  for (std::size_t i = 0; i < points; ++i)
    for (std::size_t j = 0; j < factors; ++j) design.at(i, j) = std::clamp(sample(i, j), 0.0, 1.0);
  return design;
}

/// A 64-bit number of which every bit depends on all of `x` (the last steps of splitmix64; Steele, Lea & Flood 2014).
std::uint64_t mixed(std::uint64_t x) {
  x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9ULL;
  x = (x ^ (x >> 27)) * 0x94d049bb133111ebULL;
  return x ^ (x >> 31);
}

/// Owen's scrambling of one column: each binary digit is flipped or not, by lot, depending on all digits before it.
std::uint32_t scrambled(std::uint32_t digits, std::uint64_t key) {
  std::uint32_t result = digits;
  for (int place = 0; place < 32; ++place) {
    const std::uint64_t before = (std::uint64_t{1} << place) | (std::uint64_t{digits} >> (32 - place));
    result ^= static_cast<std::uint32_t>(mixed(key ^ mixed(before)) >> 63) << (31 - place);
  }
  return result;
}

/// The first N points of Sobol's sequence, scrambled. It starts at the origin, which the library leaves out and balance
/// needs (Owen 2020).
Points scrambled_sobol(std::size_t points, std::size_t factors, std::uint64_t seed) {
  boost::random::sobol sequence(factors);
  std::mt19937_64 bits(seed);
  std::vector<std::uint64_t> keys(factors);
  for (std::uint64_t& key : keys) key = bits();
  Points design(points, factors);
  for (std::size_t i = 0; i < points; ++i)
    for (std::size_t j = 0; j < factors; ++j) {
      const std::uint64_t plain = i == 0 ? 0 : sequence();
      const std::uint32_t digits = scrambled(static_cast<std::uint32_t>(plain >> 32), keys[j]);
      design.at(i, j) = (static_cast<double>(digits) + 0.5) / 4294967296.0;  // inside 0-1, never on an end
    }
  return design;
}

Points sobol(const DesignRequest& request) {
  const std::size_t n = request.points, d = request.factors;
  check_size(d, 1);
  check_size(n, d);
  check_size(n * (d + 2), d);
  const bool too_wide = 2 * d > boost::random::default_sobol_table::max_dimension;  // 3667
  const Points both = too_wide ? latin_hypercube(n, 2 * d, request.seed) : scrambled_sobol(n, 2 * d, request.seed);
  Points design(n * (d + 2), d);
  for (std::size_t block = 0; block < d + 2; ++block)
    for (std::size_t i = 0; i < n; ++i)
      for (std::size_t j = 0; j < d; ++j) {
        const bool from_b = block == 1 || block == j + 2;
        design.at(block * n + i, j) = both.at(i, from_b ? d + j : j);
      }
  return design;
}

Points morris(const DesignRequest& request) {
  const std::size_t d = request.factors;
  if (request.levels < 2 || request.levels % 2 != 0 || request.levels > most_points)
    refuse("a grid for Morris has an even number of levels");
  check_size(d, 1);
  check_size(request.points, d);
  check_size(request.points * (d + 1), d);
  std::mt19937_64 bits(request.seed);
  Points design(request.points * (d + 1), d);
  std::vector<std::size_t> level(d), order(d);
  std::size_t point = 0;
  const auto write_point = [&] {
    for (std::size_t j = 0; j < d; ++j) design.at(point, j) = level_value(level[j], request.levels);
    ++point;
  };
  for (std::size_t t = 0; t < request.points; ++t) {
    for (std::size_t j = 0; j < d; ++j) level[j] = number_below(bits, request.levels), order[j] = j;
    for (std::size_t j = d; j > 1; --j) std::swap(order[j - 1], order[number_below(bits, j)]);
    write_point();
    for (const std::size_t j : order) {  // from the lower half a step leads up, from the upper half down
      const std::size_t half = request.levels / 2;
      level[j] = level[j] < half ? level[j] + half : level[j] - half;
      write_point();
    }
  }
  return design;
}

}  // namespace

Points make_design(const DesignRequest& request) {
  switch (request.method) {
    case Method::one_at_a_time: return one_at_a_time(request);
    case Method::factorial: return factorial(request);
    case Method::latin_hypercube: return latin_hypercube(request.points, request.factors, request.seed);
    case Method::sobol: return sobol(request);
    case Method::morris: return morris(request);
  }
  refuse("its method does not exist");
}

}  // namespace weefsel
