#include "profile/node_reader.h"

#include <algorithm>
#include <array>
#include <condition_variable>
#include <csignal>
#include <exception>
#include <mutex>
#include <optional>
#include <system_error>
#include <thread>
#include <utility>

namespace scopegraft::profile {
namespace {

constexpr std::uint64_t kNodesOfAPiece = 8192, kLargeFile = 1 << 16;  // nodes

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

// Pieces are read by whoever is free, this thread or another with pages of its own, a few ahead of the one that is wanted.
class NodeReader::Shared {
 public:
  Shared(const NodeReader& reader, PagedFile& file, const std::vector<Piece>& pieces) : reader_(reader), file_(file), pieces_(pieces) {
    const NoSignals blocked;
    try {
      other_ = std::thread([this] { help(); });
    } catch (const std::system_error&) {  // no thread is to be had: this one reads all
    }
  }
  ~Shared() {
    {
      const std::lock_guard locked(mutex_);
      stop_ = true;
    }
    changed_.notify_one();
    if (other_.joinable()) other_.join();
    file_.note(error_);
  }
  Shared(const Shared&) = delete;
  Shared& operator=(const Shared&) = delete;

  // Of each piece in turn, until the next is asked for.
  [[nodiscard]] std::vector<FileNode>& next() {
    std::unique_lock locked(mutex_);
    if (given_ != 0) {
      slot_of(given_ - 1).is_read = false;
      ++free_;
      changed_.notify_one();
    }
    while (!slot_of(given_).is_read) {
      if (failed_) std::rethrow_exception(failed_);
      if (can_begin())
        read_one(locked, reader_.bytes_);
      else
        changed_.wait(locked);
    }
    return slot_of(given_++).nodes;
  }

 private:
  static constexpr std::size_t kSlots = 4;
  struct Slot {
    std::vector<FileNode> nodes;
    bool is_read = false;
  };

  [[nodiscard]] Slot& slot_of(std::size_t piece) { return slots_[piece % kSlots]; }
  [[nodiscard]] bool can_begin() const { return free_ != 0 && begun_ != pieces_.size(); }

  void read_one(std::unique_lock<std::mutex>& locked, const Bytes& bytes) {
    const std::size_t piece = begun_++;
    --free_;
    locked.unlock();
    reader_.read(bytes, pieces_[piece], slot_of(piece).nodes);
    locked.lock();
    slot_of(piece).is_read = true;
    changed_.notify_one();
  }

  void help() noexcept {
    std::unique_lock locked(mutex_, std::defer_lock);
    try {
      PagedFile own = file_.again();
      Bytes bytes(own);
      bytes.limit(reader_.bytes_.size());
      locked.lock();
      while (true) {
        changed_.wait(locked, [this] { return stop_ || can_begin(); });
        if (stop_) break;
        read_one(locked, bytes);
        error_ = own.error();
      }
    } catch (...) {
      if (!locked.owns_lock()) locked.lock();
      failed_ = std::current_exception();
      changed_.notify_one();
    }
  }

  const NodeReader& reader_;
  PagedFile& file_;
  const std::vector<Piece>& pieces_;
  std::mutex mutex_;  // of what follows, but for the nodes of a slot that is being read, or was given
  std::condition_variable changed_;
  std::array<Slot, kSlots> slots_;
  std::size_t begun_ = 0, given_ = 0, free_ = kSlots;
  bool stop_ = false;
  std::exception_ptr failed_;  // the other thread's, as `error_`
  int error_ = 0;
  std::thread other_;
};

void NodeReader::each(const std::vector<NodeBlock>& blocks, const std::function<void(FileNode&&)>& take) const {
  const std::vector<Piece> pieces = pieces_of(blocks);
  const bool is_large = bytes_.file() != nullptr && !blocks.empty() && blocks.back().first + blocks.back().count >= kLargeFile;
  std::optional<Shared> shared;
  if (is_large) shared.emplace(*this, *bytes_.file(), pieces);
  std::vector<FileNode> alone;
  for (const Piece& piece : pieces) {
    if (!shared) read(bytes_, piece, alone);
    for (FileNode& node : shared ? shared->next() : alone) take(std::move(node));
  }
}

std::vector<NodeReader::Piece> NodeReader::pieces_of(const std::vector<NodeBlock>& blocks) {
  std::vector<Piece> pieces;
  for (const NodeBlock& block : blocks)
    for (std::uint64_t from = 0; from < block.count; from += kNodesOfAPiece)
      pieces.push_back({&block, from, std::min(from + kNodesOfAPiece, block.count)});
  return pieces;
}

void NodeReader::read(const Bytes& bytes, const Piece& piece, std::vector<FileNode>& into) const {
  const NodeBlock& block = *piece.block;
  into.clear();
  for (std::uint64_t i = piece.from; i != piece.to; ++i) {
    const std::uint64_t at = block.begin + i * sizeof(format::Node);
    NodeRecord alone;
    const NodeRecord* record = pending_.of(static_cast<std::uint32_t>(at / format::kUnit));
    if (record == nullptr && bytes.get(at, alone.node)) record = &alone;
    if (record == nullptr) continue;
    const format::Node& raw = record->node;
    FileNode& node = into.emplace_back(FileNode{block.first + i, block.thread, raw.site, raw.parent, raw.collected, {}});
    if (raw.parent == 0) continue;
    node.measure = measure_of(bytes, *record, times_);
    if (block.now != 0) close_running(node.measure, raw, block.now, times_);
  }
}

}  // namespace scopegraft::profile
