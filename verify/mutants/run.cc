#include <algorithm>
#include <atomic>
#include <chrono>
#include <exception>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <thread>

#include "mutants/court.h"
#include "mutants/mutants.h"
#include "mutants/tables.h"

namespace springback::verify {
namespace {

using protocolc::compile;
using protocolc::Compiled;
using protocolc::Strictness;

class Trial {
 public:
  Trial(const Book& book, const Protocol& whole, const Court& court, const std::vector<Property>& properties)
      : book_(book), whole_(whole), court_(court), properties_(properties) {}

  MutantVerdict of(const Mutant& mutant) const {
    const Files files = book_.with(mutant.edit);
    const Compiled compiled = compile(files, Strictness::tables);
    if (!compiled.image) return {Fate::killed_by_compiler, compiled.problems.front()};
    const Protocol& protocol = compiled.image->protocol;
    if (!std::ranges::equal(protocol.findings, whole_.findings, {}, &Finding::id, &Finding::id))
      throw std::logic_error(mutant.name + ": the journals of the cases were read for other findings");
    if (same_tables(protocol, whole_)) return {Fate::equal, ""};
    if (auto by = court_.refused_by(protocol, mutant.row)) return {Fate::killed_by_case, *by};
    for (const Property& property : properties_)
      if (property.refuses(files, protocol)) return {Fate::killed_by_property, property.name};
    return {Fate::survived, ""};
  }

 private:
  const Book& book_;
  const Protocol& whole_;
  const Court& court_;
  const std::vector<Property>& properties_;
};

std::vector<MutantVerdict> try_all(const Trial& trial, const std::vector<Mutant>& mutants, unsigned threads) {
  std::vector<MutantVerdict> verdicts(mutants.size());
  std::vector<std::exception_ptr> failures(mutants.size());
  std::atomic<std::size_t> next = 0;
  const auto work = [&] {
    for (std::size_t m = next++; m < mutants.size(); m = next++) {
      try {
        verdicts[m] = trial.of(mutants[m]);
      } catch (...) {
        failures[m] = std::current_exception();
      }
    }
  };
  {
    std::vector<std::jthread> workers;
    for (unsigned i = 0; i < std::max(1U, threads); ++i) workers.emplace_back(work);
  }
  for (const std::exception_ptr& failure : failures)
    if (failure) std::rethrow_exception(failure);
  return verdicts;
}

}  // namespace

MutantReport run_mutants(const Files& files, const std::string& screens, Scope scope,
                         const std::vector<Property>& properties, unsigned threads) {
  const auto begin = std::chrono::steady_clock::now();
  const Book book(files);
  const Compiled whole = compile(book.files(), Strictness::tables);
  if (!whole.image) throw std::runtime_error(whole.problems.front());
  const Court court(files, screens, whole.image->protocol);
  MutantReport report{.scope = scope, .mutants = list_mutants(book)};
  if (scope == Scope::emergency_and_today) std::erase_if(report.mutants, [](auto& m) { return !m.sharp; });
  report.verdicts = try_all(Trial(book, whole.image->protocol, court, properties), report.mutants, threads);
  report.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
  return report;
}

Files read_protocol_files(const std::string& folder) {
  Files files = protocolc::read_files(folder);
  const std::string first = "cases/first.jsonl";
  std::ifstream in(std::filesystem::path(folder) / first, std::ios::binary);
  std::ostringstream text;
  text << in.rdbuf();
  files[first] = text.str();
  return files;
}

}  // namespace springback::verify
