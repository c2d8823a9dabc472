#include "council/quick_estimate.hpp"

#include <Eigen/Cholesky>
#include <Eigen/Core>
#include <algorithm>
#include <array>
#include <cmath>
#include <set>

#include "base/errors.hpp"

namespace weefsel {
namespace {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

constexpr std::size_t folds = 10;
/// In rehearsals: how many agendas with a choice weigh as much as the guess that it changes nothing.
constexpr std::array<double, 6> strengths = {0.3, 1, 3, 10, 30, 100};
constexpr double least_explained = 0.05;

/// Agendas in one year within a term: a row for each agenda and term.
struct Rows {
  MatrixXd features;              ///< [row][choice x terms ago]
  MatrixXd differences;           ///< [row][measure]
  std::vector<std::size_t> fold;  ///< of each row
  std::vector<std::size_t> year;
};

MatrixXd solved(const MatrixXd& squares, const MatrixXd& products, double strength) {
  MatrixXd ridge = squares;
  ridge.diagonal().array() += strength;
  return ridge.llt().solve(products);
}

/// [strength]: what each row is estimated at by the rows of the other folds.
std::vector<MatrixXd> held_out(const Rows& rows) {
  const MatrixXd squares = rows.features.transpose() * rows.features, products = rows.features.transpose() * rows.differences;
  std::vector<MatrixXd> estimates(strengths.size(), MatrixXd::Zero(rows.differences.rows(), rows.differences.cols()));
  for (std::size_t f = 0; f < folds; ++f) {
    std::vector<Index> mine;
    for (std::size_t i = 0; i < rows.fold.size(); ++i)
      if (rows.fold[i] == f) mine.push_back(static_cast<Index>(i));
    if (mine.empty()) continue;
    const MatrixXd features = rows.features(mine, Eigen::all), differences = rows.differences(mine, Eigen::all);
    const MatrixXd other_squares = squares - features.transpose() * features, other_products = products - features.transpose() * differences;
    for (std::size_t s = 0; s < strengths.size(); ++s) estimates[s](mine, Eigen::all) = features * solved(other_squares, other_products, strengths[s]);
  }
  return estimates;
}

/// Two of three are no larger.
double two_of_three(std::vector<double> sizes) {
  if (sizes.empty()) return 0;
  const std::size_t at = (2 * sizes.size() + 2) / 3 - 1;
  std::nth_element(sizes.begin(), sizes.begin() + static_cast<std::ptrdiff_t>(at), sizes.end());
  return sizes[at];
}

}  // namespace

QuickEstimate::QuickEstimate(std::vector<std::string> measures, int years, int term_years, const std::vector<Rehearsal>& rehearsals)
    : measures_(std::move(measures)),
      years_(static_cast<std::size_t>(years)),
      term_years_(static_cast<std::size_t>(term_years)),
      terms_((years_ + term_years_ - 1) / term_years_),
      rehearsals_(rehearsals.size()) {
  if (rehearsals.size() < least_rehearsals) throw Fault("too few rehearsals to learn from");
  std::map<std::string, std::size_t> held;
  for (const Rehearsal& one : rehearsals) {
    std::set<std::string> set;
    for (const auto& term : one.agenda) set.insert(term.begin(), term.end());
    for (const std::string& id : set) ++held[id];
  }
  for (const auto& [id, count] : held)
    if (count >= least_of_a_choice) choices_.push_back(id);
  std::vector<const Rehearsal*> of_known;  // an agenda with a choice that is not known would count its effect as another's
  for (const Rehearsal& one : rehearsals) {
    const auto known = [&](const auto& term) {
      return std::all_of(term.begin(), term.end(), [&](const std::string& id) { return std::binary_search(choices_.begin(), choices_.end(), id); });
    };
    if (std::all_of(one.agenda.begin(), one.agenda.end(), known)) of_known.push_back(&one);
  }
  rehearsals_ = of_known.size();
  learned_.assign(measures_.size(), std::vector<Learned>(years_));
  const auto value = [&](const Rehearsal& one, std::size_t m, std::size_t year) {
    const auto found = one.differences.find(measures_[m]);
    return found == one.differences.end() || found->second.size() <= year ? std::nan("") : found->second[year];
  };
  std::vector<Rows> by_phase(std::min(term_years_, years_));
  std::vector<std::vector<MatrixXd>> estimates(by_phase.size());
  for (std::size_t phase = 0; phase < by_phase.size(); ++phase) {
    Rows& rows = by_phase[phase];
    std::vector<std::vector<double>> features, differences;
    for (const Rehearsal* one : of_known)
      for (std::size_t term = 0; term * term_years_ + phase < years_; ++term) {
        features.push_back(features_of(one->agenda, term));
        if (std::all_of(features.back().begin(), features.back().end(), [](double x) { return x == 0; })) {
          features.pop_back();  // nothing was set yet: twins are equal
          continue;
        }
        differences.emplace_back();
        for (std::size_t m = 0; m < measures_.size(); ++m) differences.back().push_back(value(*one, m, term * term_years_ + phase));
        rows.fold.push_back(one->number % folds), rows.year.push_back(term * term_years_ + phase);
      }
    rows.features.resize(static_cast<Index>(features.size()), static_cast<Index>(choices_.size() * terms_));
    rows.differences.resize(static_cast<Index>(features.size()), static_cast<Index>(measures_.size()));
    for (std::size_t i = 0; i < features.size(); ++i) {
      for (std::size_t j = 0; j < features[i].size(); ++j) rows.features(static_cast<Index>(i), static_cast<Index>(j)) = features[i][j];
      for (std::size_t m = 0; m < measures_.size(); ++m) rows.differences(static_cast<Index>(i), static_cast<Index>(m)) = differences[i][m];
    }
    estimates[phase] = held_out(rows);
  }
  for (std::size_t m = 0; m < measures_.size(); ++m) {
    const auto column = static_cast<Index>(m);
    // A measure that is not known in every future is not estimated.
    if (std::any_of(by_phase.begin(), by_phase.end(), [&](const Rows& rows) { return !rows.differences.col(column).allFinite(); })) continue;
    std::size_t best = 0;
    double least = std::numeric_limits<double>::infinity();
    for (std::size_t s = 0; s < strengths.size(); ++s) {
      double squared = 0;
      for (std::size_t phase = 0; phase < by_phase.size(); ++phase) squared += (estimates[phase][s].col(column) - by_phase[phase].differences.col(column)).squaredNorm();
      if (squared < least) least = squared, best = s;
    }
    for (std::size_t phase = 0; phase < by_phase.size(); ++phase) {
      const Rows& rows = by_phase[phase];
      const VectorXd effects = solved(rows.features.transpose() * rows.features, rows.features.transpose() * rows.differences.col(column), strengths[best]);
      for (std::size_t year = phase; year < years_; year += term_years_) {
        Learned& learned = learned_[m][year];
        learned.effects.assign(effects.data(), effects.data() + effects.size());
        std::vector<double> off;
        double squared = 0, of_nothing = 0;
        for (std::size_t i = 0; i < rows.year.size(); ++i) {
          if (rows.year[i] != year) continue;
          const double truth = rows.differences(static_cast<Index>(i), column), error = truth - estimates[phase][best](static_cast<Index>(i), column);
          off.push_back(std::abs(error)), squared += error * error, of_nothing += truth * truth;
        }
        learned.error = two_of_three(std::move(off));
        learned.knows_more_than_nothing = squared < (1 - least_explained) * of_nothing;
      }
    }
  }
}

std::vector<double> QuickEstimate::features_of(const Agenda& agenda, std::size_t term) const {
  std::vector<double> features(choices_.size() * terms_);
  for (std::size_t ago = 0; ago <= term; ++ago) {
    if (term - ago >= agenda.size()) continue;
    for (const std::string& id : agenda[term - ago]) {
      const auto at = std::lower_bound(choices_.begin(), choices_.end(), id);
      if (at != choices_.end() && *at == id) features[static_cast<std::size_t>(at - choices_.begin()) * terms_ + ago] = 1;
    }
  }
  return features;
}

QuickEstimate::Answer QuickEstimate::of(const Agenda& agenda) const {
  Answer answer;
  std::set<std::string> set;
  for (const auto& term : agenda) set.insert(term.begin(), term.end());
  for (const std::string& id : set)
    if (!std::binary_search(choices_.begin(), choices_.end(), id)) answer.unknown.push_back(id);
  if (!answer.unknown.empty()) return answer;
  answer.courses.assign(measures_.size(), std::vector<std::optional<Value>>(years_));
  for (std::size_t year = 0; year < years_; ++year) {
    const std::vector<double> features = features_of(agenda, year / term_years_);
    const bool equal_still = std::all_of(features.begin(), features.end(), [](double x) { return x == 0; });
    for (std::size_t m = 0; m < measures_.size(); ++m) {
      const Learned& learned = learned_[m][year];
      if (equal_still) {
        answer.courses[m][year] = Value{};
      } else if (learned.knows_more_than_nothing) {
        Value value{0, learned.error};
        for (std::size_t i = 0; i < features.size(); ++i) value.difference += features[i] * learned.effects[i];
        answer.courses[m][year] = value;
      }
    }
  }
  return answer;
}

}  // namespace weefsel
