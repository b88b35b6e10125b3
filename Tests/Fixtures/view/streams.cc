// What C++ programs want of their library: threads, exceptions, streams, locales, time. Counts the words
// of words.txt beneath descriptor 3 and shows that no other file can be opened.
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <exception>
#include <filesystem>
#include <fstream>
#include <future>
#include <iostream>
#include <locale>
#include <mutex>
#include <random>
#include <regex>
#include <sstream>
#include <stdexcept>
#include <string>
#include <thread>
#include <typeinfo>
#include <vector>

namespace {

thread_local int perThread = 3;

struct shape {
  virtual ~shape() = default;
};
struct circle : shape {};

// Exceptions are thrown and caught in eight threads at once, each with its own thread_local.
int caughtInThreads()
{
  std::vector<std::thread> threads;
  std::mutex mutex;
  int caught = 0;
  for (int index = 0; index < 8; index++)
    threads.emplace_back([&, index] {
      try {
        perThread += index;
        throw std::out_of_range(std::to_string(perThread));
      } catch (const std::logic_error &error) {
        std::lock_guard<std::mutex> guard(mutex);
        caught += std::stoi(error.what());
      }
    });
  for (auto &thread : threads)
    thread.join();
  return caught;
}

// A destructor that runs because of an exception which crosses frames, rethrown by a future.
std::string rethrown()
{
  struct trace {
    std::string &text;
    ~trace() { text += "unwound "; }
  };
  std::string text;
  auto future = std::async(std::launch::async, [&text]() -> int {
    trace here{text};
    throw std::runtime_error("thrown");
  });
  try {
    return std::to_string(future.get());
  } catch (const std::runtime_error &error) {
    return text + error.what();
  }
}

bool waitsForATime()
{
  std::mutex mutex;
  std::condition_variable condition;
  std::unique_lock<std::mutex> lock(mutex);
  const auto start = std::chrono::steady_clock::now();
  condition.wait_for(lock, std::chrono::milliseconds(20));
  std::this_thread::sleep_for(std::chrono::milliseconds(5));
  const auto passed = std::chrono::steady_clock::now() - start;
  return passed >= std::chrono::milliseconds(20) && passed < std::chrono::seconds(20);
}

}

int main()
{
  std::cout << "caught " << caughtInThreads() << '\n' << rethrown() << '\n';
  std::cout << "waited " << waitsForATime() << '\n';

  std::ifstream words("/dev/fd/3/words.txt");
  std::string word;
  int count = 0;
  while (words >> word)
    count++;
  std::cout << count << " words\n";
  std::ifstream outside("/etc/passwd");
  std::ofstream above("/dev/fd/3/../written");
  std::cout << "outside " << outside.is_open() << above.is_open() << '\n';

  try {
    shape plain;
    (void)dynamic_cast<circle &>(static_cast<shape &>(plain));
  } catch (const std::bad_cast &error) {
    std::cout << error.what() << '\n';
  }
  std::cout << std::regex_replace("a-b-c", std::regex("-"), "+") << '\n';
  std::cout << std::filesystem::path("/a/./b/../c").lexically_normal().string() << '\n';
  std::ostringstream number;
  number.imbue(std::locale::classic());
  number << std::hex << std::showbase << 255 << ' ' << 1.5L;
  std::cout << number.str() << '\n';
  std::random_device random;
  std::uint64_t bits = 0;
  for (int index = 0; index < 16; index++)
    bits |= random();
  std::cout << "random " << (bits != 0) << '\n';
  return 0;
}
