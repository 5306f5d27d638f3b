// Workers that take tasks from one queue.
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace orders {

class ThreadPool {
 public:
  explicit ThreadPool(unsigned workers);
  ~ThreadPool();  // finishes every task that was submitted
  void submit(std::function<void()> task);

 private:
  void work();
  std::mutex lock_;  // guards tasks_ and closing_
  std::condition_variable wake_;
  std::deque<std::function<void()>> tasks_;
  bool closing_ = false;
  std::vector<std::thread> workers_;
};

}  // namespace orders
