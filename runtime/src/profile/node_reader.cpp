#include "profile/node_reader.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <csignal>
#include <exception>
#include <optional>
#include <semaphore>
#include <thread>
#include <utility>

namespace scopegraft::profile {
namespace {

constexpr std::uint64_t kNodesOfAPiece = 2048, kLargeFile = 1 << 16;  // nodes

// Signals of the program that reads are not for its reader: a thread begins with the mask of the one that makes it.
class NoSignals {
 public:
  NoSignals() {
    sigset_t all;
    ::sigfillset(&all);
    ::pthread_sigmask(SIG_BLOCK, &all, &before_);
  }
  ~NoSignals() { ::pthread_sigmask(SIG_SETMASK, &before_, nullptr); }
  NoSignals(const NoSignals&) = delete;
  NoSignals& operator=(const NoSignals&) = delete;

 private:
  sigset_t before_;
};

}  // namespace

// Another thread, with pages of its own, and the few pieces that it is ahead.
class NodeReader::Ahead {
 public:
  Ahead(const NodeReader& reader, PagedFile& file, const std::vector<Piece>& pieces) : reader_(reader), file_(file), pieces_(pieces) {
    const NoSignals blocked;
    thread_ = std::thread([this] { run(); });
  }
  ~Ahead() {
    stop_ = true;
    free_.release();
    thread_.join();
    file_.note(error_);
  }
  Ahead(const Ahead&) = delete;
  Ahead& operator=(const Ahead&) = delete;

  // Of each piece in turn.
  [[nodiscard]] Contents& next() {
    if (taken_ != 0) free_.release();
    ready_.acquire();
    if (failed_) std::rethrow_exception(failed_);
    return slots_[taken_++ % kSlots];
  }

 private:
  static constexpr std::size_t kSlots = 4;

  void run() noexcept {
    try {
      PagedFile own = file_.again();
      Bytes bytes(own);
      bytes.limit(reader_.bytes_.size());
      for (std::size_t i = 0; i != pieces_.size(); ++i) {
        free_.acquire();
        if (stop_) break;
        reader_.read(bytes, pieces_[i], slots_[i % kSlots]);
        error_ = own.error();
        ready_.release();
      }
    } catch (...) {
      failed_ = std::current_exception();
      ready_.release();
    }
  }

  const NodeReader& reader_;
  PagedFile& file_;
  const std::vector<Piece>& pieces_;
  std::array<Contents, kSlots> slots_;
  std::counting_semaphore<> free_{kSlots}, ready_{0};
  std::atomic<bool> stop_ = false;
  std::exception_ptr failed_;  // the thread's, as `error_`: written before ready_ is released
  int error_ = 0;
  std::size_t taken_ = 0;
  std::thread thread_;
};

void NodeReader::each(const std::vector<NodeBlock>& blocks, const Take& take) const {
  const std::vector<Piece> pieces = pieces_of(blocks);
  const bool is_large = bytes_.file() != nullptr && !blocks.empty() && blocks.back().first + blocks.back().count >= kLargeFile;
  std::optional<Ahead> ahead;
  if (is_large) ahead.emplace(*this, *bytes_.file(), pieces);
  Contents own;
  for (const Piece& piece : pieces) {
    if (!ahead) read(bytes_, piece, own);
    Contents& contents = ahead ? ahead->next() : own;
    for (std::size_t i = 0; i != contents.nodes.size(); ++i) take(std::move(contents.nodes[i]), *piece.block, contents.positions[i]);
  }
}

std::vector<NodeReader::Piece> NodeReader::pieces_of(const std::vector<NodeBlock>& blocks) const {
  std::vector<Piece> pieces;
  for (const NodeBlock& block : blocks) {
    if (!clock_of_(block.thread).is_known) continue;
    for (std::uint64_t from = 0; from < block.count; from += kNodesOfAPiece)
      pieces.push_back({&block, from, std::min(from + kNodesOfAPiece, block.count)});
  }
  return pieces;
}

void NodeReader::read(const Bytes& bytes, const Piece& piece, Contents& into) const {
  into.nodes.clear();
  into.positions.clear();
  const ThreadClock clock = clock_of_(piece.block->thread);
  for (std::uint64_t i = piece.from; i != piece.to; ++i) {
    const std::uint64_t at = piece.block->begin + i * sizeof(format::Node);
    NodeRecord alone;
    const NodeRecord* record = pending_.of(static_cast<std::uint32_t>(at / format::kUnit));
    if (record == nullptr && bytes.get(at, alone.node)) record = &alone;
    if (record == nullptr) continue;
    into.nodes.push_back(read(bytes, *record, clock));
    into.positions.push_back(piece.block->first + i);
  }
}

FileNode NodeReader::read(const Bytes& bytes, const NodeRecord& record, const ThreadClock& clock) const {
  const format::Node& raw = record.node;
  FileNode node{raw.site, raw.parent, raw.collected, {}};
  if (raw.parent == 0) return node;
  node.measure = measure_of(bytes, record, times_);
  if (clock.now != 0) close_running(node.measure, raw, clock.now, times_);
  return node;
}

}  // namespace scopegraft::profile
