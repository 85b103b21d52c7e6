// The interview and the screen of the day, key by key, in the real program.
#include <gtest/gtest.h>

#include <csignal>
#include <set>
#include <sstream>

#include "terminal/home.h"

namespace springback::terminal {
namespace {

/// Somebody moved a sofa this morning: one text for each answer, in the order of the questions.
const Words kSofa = {"n", "n", "7", "0\r", "2", "1\r", "7\r", "3\r", "n", "38\r", "2", "n"};
constexpr std::size_t kCardsMost = 8, kAnswersMost = 16;
constexpr long kWordsMost = 260;

const std::string kHomeCare = "Care for it at home";
const std::string kEmergency = "Call for help now";

std::string joined(const Words& words, std::size_t from = 0, std::size_t to = Words::max_size_) {
  std::string all;
  for (std::size_t i = from; i < std::min(to, words.size()); ++i) all += words[i];
  return all;
}
