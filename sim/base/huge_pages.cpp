// What: large blocks of memory in pages of 2 MiB instead of 4 KiB, for every program that links this room.
// Why: a week looks up other people all over memory; with small pages each look costs a search for the page as well, and
// a fresh block costs a fault for every 4 KiB of it. Linux gives large pages to who asks (madvise(2), "transparent
// hugepages"); where it does not, nothing changes but the speed.
// How: the replaceable operator new and delete of the standard, on malloc, aligned_alloc and free.
// Sanitizers bring an operator new of their own, which is left alone.
#include <sys/mman.h>

#include <cerrno>
#include <cstddef>
#include <cstdlib>
#include <new>

#ifdef __has_feature
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer) || __has_feature(memory_sanitizer)
#define WEEFSEL_SANITIZED
#endif
#endif
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define WEEFSEL_SANITIZED
#endif

#ifndef WEEFSEL_SANITIZED
namespace {

constexpr std::size_t huge_page = std::size_t{2} << 20;

void* block_of(std::size_t bytes) {
  if (bytes < huge_page) return std::malloc(bytes == 0 ? 1 : bytes);
  void* block = std::aligned_alloc(huge_page, bytes);
  // Whole pages only: what is left over at the end would take a page that is mostly empty.
  const int error_before = errno;
  if (block != nullptr && madvise(block, bytes / huge_page * huge_page, MADV_HUGEPAGE) != 0) errno = error_before;  // then not
  return block;
}

}  // namespace

void* operator new(std::size_t bytes) {
  for (;;) {
    if (void* block = block_of(bytes); block != nullptr) return block;
    const std::new_handler handler = std::get_new_handler();
    if (handler == nullptr) throw std::bad_alloc();
    handler();
  }
}
void operator delete(void* block) noexcept { std::free(block); }
void operator delete(void* block, std::size_t) noexcept { std::free(block); }
#endif
