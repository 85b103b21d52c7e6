#include "support.h"

#include <sqlite3.h>
#include <stdlib.h>

#include <algorithm>
#include <fstream>
#include <iterator>

namespace springback {

TemporaryFolder::TemporaryFolder(Medium medium) {
  const std::filesystem::path in_memory = "/dev/shm";
  const bool use_memory = medium == Medium::memory && std::filesystem::is_directory(in_memory);
  const auto parent = use_memory ? in_memory : std::filesystem::temp_directory_path();
  std::string name = (parent / "springback-XXXXXX").string();
  if (::mkdtemp(name.data()) == nullptr) ADD_FAILURE() << "no temporary folder";
  path_ = name;
}

TemporaryFolder::~TemporaryFolder() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

StoredEntry make_entry(int n, std::size_t padding) {
  std::string digits = std::to_string(n);
  digits.insert(0, 6 - std::min<std::size_t>(6, digits.size()), '0');
  // Later numbers are earlier by turns, so that the order of time is not that of the ids.
  const Instant at{1'795'331'100'000'000 + (n % 2 == 0 ? n : -n) * std::int64_t{1'000'000}};
  StoredEntry entry{.id = "0198c1a2-" + digits, .at = at, .text = {}};
  entry.text = R"({"id":")" + entry.id + R"(","at":")" + format_instant(at, 60) +
               R"(","kind":"reported","findings":{"pain_now":)" + std::to_string(n % 11) +
               R"(},"later":{"unknown":[true,null,"é"]},"note":")" + std::string(padding, 'x') + "\"}";
  return entry;
}

std::vector<StoredEntry> make_entries(int count, std::size_t padding) {
  std::vector<StoredEntry> entries;
  for (int n = 0; n < count; ++n) entries.push_back(make_entry(n, padding));
  return entries;
}

std::unique_ptr<SqliteStore> open_sound(const std::filesystem::path& path) {
  auto store = SqliteStore::open(path);
  if (store) return std::move(*store);
  ADD_FAILURE() << store.error().message;
  return nullptr;
}

StoreResult<std::vector<StoredEntry>> open_and_read(const std::filesystem::path& path) {
  TRY_ASSIGN(const auto store, SqliteStore::open(path));
  return store->all();
}

std::string read_file(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

void write_file(const std::filesystem::path& path, std::string_view bytes) {
  std::ofstream file(path, std::ios::binary | std::ios::trunc);
  file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
}

std::map<std::string, std::string> folder_bytes(const std::filesystem::path& folder) {
  std::map<std::string, std::string> files;
  for (const auto& file : std::filesystem::directory_iterator(folder))
    files[file.path().filename()] = read_file(file.path());
  return files;
}

void run_sql(const std::filesystem::path& path, const std::string& sql) {
  sqlite3* database = nullptr;
  sqlite3_open(path.c_str(), &database);
  char* message = nullptr;
  const int code = sqlite3_exec(database, sql.c_str(), nullptr, nullptr, &message);
  EXPECT_EQ(code, SQLITE_OK) << (message == nullptr ? "" : message);
  sqlite3_free(message);
  sqlite3_close(database);
}

}  // namespace springback
