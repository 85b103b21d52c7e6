// The door between a person at a terminal and the core: opens the journal, stamps time and id on what is
// said, appends it, and asks for advice.
#pragma once

#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "core/advice.h"
#include "document/request.h"
#include "store/store.h"

namespace springback::cli {

/// Something went wrong that the person must hear of: one line, and the exit status that goes with it.
struct Failure {
  int status = 1;  ///< 1 the input is wrong, 2 the command line is, 3 this machine failed
  std::string message;
};

inline constexpr int kInputWrong = 1;
inline constexpr int kCommandLineWrong = 2;
inline constexpr int kMachineFailed = 3;

/// What every command was told on the command line.
struct Settings {
  std::string journal;                ///< a path; empty: the default place
  std::optional<LocalInstant> at;     ///< instead of the clock
  std::string locale;                 ///< empty: the environment's language, and English with --json
  std::string region;                 ///< empty: told, else guessed for the screen, else unknown
  bool json = false;
};

/// A story and the advice on it, with the instant they are for.
struct View {
  LocalInstant at;
  Story story;
  Advice advice;
  std::size_t entries = 0;  ///< in the journal when it was read
  std::size_t ahead = 0;    ///< of these, dated after this instant and not used
};

/// What a command wants of the journal. Only one that records makes a file: reading leaves no trace.
enum class Wants {
  to_record,  ///< made where it is missing
  to_read,    ///< empty where it is missing; one that was named on the command line must be there
  no_journal,
};

class Door {
 public:
  /// Throws Failure where the journal cannot be opened. A damaged one is set aside and said so on stderr.
  explicit Door(Settings settings, Wants wants = Wants::to_record);

  const Settings& settings() const { return settings_; }
  const Protocol& protocol() const { return built_in(); }
  const Catalogue& words() const { return *catalogue_; }
  std::string_view word(WordId id) const { return (*catalogue_)[id]; }
  /// Where telephone numbers are shown for: as told on the command line, else by the person (then nothing),
  /// else guessed from the environment's language.
  std::optional<std::string> screen_region(const Story& story) const;
  /// What the person must hear before a screen is cleared; empty where all is well.
  const std::string& notice() const { return notice_; }

  LocalInstant now() const;
  View look(Occasion occasion = Occasion::interview) const;
  /// As it is once an episode has begun now, where none is open: what an interview asks does not rest on the
  /// last one.
  View look_at_new_episode(Occasion occasion) const;
  std::vector<StoredEntry> entries() const;
  std::size_t count() const;
  JournalStore& store() { return *store_; }

  /// Stamps `fields` (which has the kind) with id and instant, checks and appends it. Returns the entry as
  /// written.
  nlohmann::ordered_json append(const nlohmann::ordered_json& fields);
  /// Takes an entry back.
  void retract(const std::string& id);

 private:
  void open_store(Wants wants);
  void replace_damaged(const std::string& path, Wants wants);

  Settings settings_;
  const Catalogue* catalogue_ = nullptr;
  std::optional<std::string> guessed_region_;
  std::unique_ptr<JournalStore> store_;
  std::string notice_;
};

/// Reads one line into what the store keeps, or says why it is no entry.
std::expected<StoredEntry, std::string> read_stored_entry(std::string_view line);

/// "not_json: request (line 3)": an error of the reader as one line for a person.
std::string describe(const Error& error);

/// The journal as the core wants it.
Journal journal_of(const std::vector<StoredEntry>& entries);

/// Where the journal is, by --journal, SPRINGBACK_JOURNAL or the platform's data folder.
std::string journal_place(const Settings& settings);

}  // namespace springback::cli
