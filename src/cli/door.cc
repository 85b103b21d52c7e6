#include "cli/door.h"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>

#include "cli/clock.h"
#include "core/medicine/ledger.h"
#include "document/entry.h"
#include "store/files.h"
#include "store/journal_path.h"
#include "store/lines.h"
#include "store/memory_store.h"
#include "store/salvage.h"
#include "store/sqlite_store.h"

namespace springback::cli {
namespace {

std::string environment(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? std::string() : std::string(value);
}

/// LC_ALL, LC_MESSAGES, LANG, in the order of POSIX.
std::string environment_locale() {
  for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"})
    if (std::string value = environment(name); !value.empty()) return value;
  return {};
}

/// The region that a locale's territory stands for: only for telephone numbers on the screen.
std::optional<std::string> region_of_locale(const std::string& locale) {
  const std::size_t at = locale.find('_');
  if (at == std::string::npos || locale.size() < at + 3) return std::nullopt;
  const std::string territory = locale.substr(at + 1, 2);
  if (territory == "US") return "us";
  if (territory == "GB") return "uk";
  static constexpr std::string_view kUnion =
      "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK";
  if (kUnion.find(territory) != std::string_view::npos) return "eu";
  return std::nullopt;
}

bool is_json_lines(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  char first = 0;
  while (in.get(first) && (first == ' ' || first == '\n' || first == '\r' || first == '\t' ||
                           first == '\xEF' || first == '\xBB' || first == '\xBF')) {
  }
  return in.good() && first == '{';
}

Failure failure(const StoreError& error) {
  const bool input = error.kind == StoreErrorKind::conflict || error.kind == StoreErrorKind::not_an_entry;
  return {input ? kInputWrong : kMachineFailed,
          error.message + (error.argument.empty() ? "" : " (" + error.argument + ")")};
}

/// The mark of a journal at its place in the header of an SQLite file ("Sprb" at byte 68).
bool begins_like_ours(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  char header[72] = {};
  in.read(header, sizeof(header));
  return in.gcount() == sizeof(header) && std::string_view(header + 68, 4) == "Sprb";
}

/// A journal of JSON Lines is read into memory: for replay, never written to.
std::unique_ptr<JournalStore> read_json_lines(const std::string& path) {
  auto store = std::make_unique<MemoryStore>();
  std::ifstream in(path, std::ios::binary);
  const ImportReport report = import_lines(*store, in, read_stored_entry);
  if (!report.refused.empty())
    throw Failure{kInputWrong, path + ":" + std::to_string(report.refused.front().line_number) + ": " +
                                   report.refused.front().reason};
  if (report.stopped) throw failure(*report.stopped);
  return store;
}

}  // namespace

std::string journal_place(const Settings& settings) {
  if (!settings.journal.empty()) return settings.journal;
  if (std::string named = environment("SPRINGBACK_JOURNAL"); !named.empty()) return named;
  const auto place = default_journal_path();
  if (!place) throw failure(place.error());
  return place->string();
}

std::string describe(const Error& error) {
  std::string line = std::string(code_name(error.code)) + ": " + error.argument;
  if (error.line > 0) line += " (line " + std::to_string(error.line) + ")";
  return line;
}

std::expected<StoredEntry, std::string> read_stored_entry(std::string_view line) {
  const auto entry = read_entry_line(built_in(), line);
  if (!entry) return std::unexpected(describe(entry.error()));
  return StoredEntry{.id = entry->id, .at = entry->at, .text = std::string(line)};
}

Journal journal_of(const std::vector<StoredEntry>& entries) {
  std::vector<Entry> read;
  read.reserve(entries.size());
  for (const StoredEntry& stored : entries) {
    auto entry = read_entry_line(built_in(), stored.text);
    // Only entries that could be read were appended; one that no longer can be is of a later version.
    if (entry) read.push_back(std::move(*entry));
    else read.push_back({.id = stored.id, .at = stored.at, .has_unknown = true, .fact = Other{}});
  }
  return Journal(std::move(read));
}

Door::Door(Settings settings, Wants wants) : settings_(std::move(settings)) {
  const std::string environment = environment_locale();
  catalogue_ = settings_.locale.empty() ? (settings_.json ? nullptr : find_catalogue(environment))
                                        : find_catalogue(settings_.locale);
  if (catalogue_ == nullptr) catalogue_ = &default_catalogue();
  guessed_region_ = region_of_locale(environment);
  open_store(wants);
}

void Door::open_store(Wants wants) {
  if (wants == Wants::no_journal) {
    store_ = std::make_unique<MemoryStore>();
    return;
  }
  const std::string path = journal_place(settings_);
  std::error_code unreadable;
  if (wants == Wants::to_read && !std::filesystem::exists(path, unreadable) && !unreadable) {
    if (!settings_.journal.empty()) throw Failure{kInputWrong, path + ": there is no journal here"};
    store_ = std::make_unique<MemoryStore>();
    return;
  }
  if (is_json_lines(path)) {
    store_ = read_json_lines(path);
    return;
  }
  auto opened = SqliteStore::open(path);
  // Who only asks is answered, also where the disk is full.
  if (!opened && opened.error().kind == StoreErrorKind::io && wants == Wants::to_read)
    if (auto to_read = SqliteStore::open_to_read(path)) opened = std::move(to_read);
  if (opened) {
    store_ = std::move(*opened);
  } else if (opened.error().kind == StoreErrorKind::damaged) {
    replace_damaged(path, wants);
  } else {
    throw failure(opened.error());
  }
}

/// Keeps the damaged file as it is under another name, and begins again with what can still be read of it.
/// Only a command that records does so, and only with what once was a journal: any other file stays where it
/// is.
void Door::replace_damaged(const std::string& path, Wants wants) {
  const auto kept = salvage(path);
  const auto usual = default_journal_path();
  const bool was_journal = (usual && *usual == path) || (kept && !kept->empty()) || begins_like_ours(path);
  if (!was_journal)
    throw Failure{kInputWrong, path + ": is not a journal of Springback; it was left as it is"};
  if (wants == Wants::to_read)
    throw Failure{kMachineFailed, path +
                                      ": the journal is damaged; `springback` sets it aside, unchanged, and "
                                      "goes on with what can be read"};
  const auto aside = set_aside(path, wall_clock().instant);
  if (!aside) throw failure(aside.error());
  auto fresh = SqliteStore::open(path);
  if (!fresh) throw failure(fresh.error());
  store_ = std::move(*fresh);
  const bool added = kept && !kept->empty() && store_->append_all(*kept).has_value();
  notice_ = "the journal was damaged. It is kept, unchanged, as " + aside->string() + ". " +
            std::to_string(added ? kept->size() : 0) + " entries could be read and are in the new journal.";
  std::cerr << "springback: " << notice_ << '\n';
}

std::optional<std::string> Door::screen_region(const Story& story) const {
  if (!settings_.region.empty()) return settings_.region;
  return asked_from(protocol(), story, std::nullopt).known ? std::nullopt : guessed_region_;
}

LocalInstant Door::now() const { return with_changes(settings_.at ? *settings_.at : wall_clock()); }

std::vector<StoredEntry> Door::entries() const {
  auto all = store_->all();
  if (!all) throw failure(all.error());
  return std::move(*all);
}

std::size_t Door::count() const {
  const auto counted = store_->count();
  if (!counted) throw failure(counted.error());
  return *counted;
}

View Door::look(Occasion occasion) const {
  View view{.at = now()};
  const std::vector<StoredEntry> all = entries();
  view.entries = all.size();
  view.ahead = static_cast<std::size_t>(
      std::ranges::count_if(all, [&](const StoredEntry& entry) { return entry.at > view.at.instant; }));
  view.story = fold(protocol(), journal_of(all), view.at.instant);
  view.advice = advise(protocol(), view.story, occasion);
  return view;
}

View Door::look_at_new_episode(Occasion occasion) const {
  View view = look(occasion);
  if (view.story.episode.open) return view;
  std::vector<StoredEntry> all = entries();
  const std::string at = format_instant(view.at.instant, view.at.offset_minutes);
  const nlohmann::ordered_json began = {{"id", "begins"}, {"at", at}, {"kind", "began"}};
  all.push_back({.id = "begins", .at = view.at.instant, .text = began.dump()});
  view.story = fold(protocol(), journal_of(all), view.at.instant);
  view.advice = advise(protocol(), view.story, occasion);
  return view;
}

nlohmann::ordered_json Door::append(const nlohmann::ordered_json& fields) {
  if (dynamic_cast<MemoryStore*>(store_.get()) != nullptr)
    throw Failure{kInputWrong,
                  journal_place(settings_) +
                      ": is JSON Lines, for replay only; `springback journal import` takes it in"};
  const LocalInstant at = now();
  nlohmann::ordered_json entry = {{"id", new_entry_id(at.instant)},
                                  {"at", format_instant(at.instant, at.offset_minutes)}};
  entry.update(fields);
  // Of what a person typed only words can be something else than UTF-8.
  const std::string text = entry.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::ignore);
  if (nlohmann::ordered_json::parse(text) != entry) throw Failure{kInputWrong, "the text is not UTF-8"};
  const auto stored = read_stored_entry(text);
  if (!stored) throw Failure{kInputWrong, stored.error()};
  const auto appended = store_->append(*stored);
  if (!appended) throw failure(appended.error());
  return entry;
}

void Door::retract(const std::string& id) { append({{"kind", "retracted"}, {"entry", id}}); }

}  // namespace springback::cli
