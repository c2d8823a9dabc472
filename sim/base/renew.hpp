// What: gives a vector another length when all of its contents are about to be made anew.
// Why: resize() keeps what is there, and takes a second block of memory, twice as long, to do so.
#pragma once

#include <cstddef>

namespace weefsel {

/// `column` with `count` elements, of no particular value. Where it has to grow, the old block goes first, and there is room
/// for a sixteenth more, so that weeks in which a few people come cost nothing.
template <class Vector>
void renew(Vector& column, std::size_t count) {
  if (column.capacity() < count) {
    Vector().swap(column);
    column.reserve(count + count / 16);
  }
  column.resize(count);
}

}  // namespace weefsel
