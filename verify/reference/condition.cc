#include "reference/condition.h"

#include <charconv>
#include <optional>
#include <stdexcept>

namespace springback::reference {
namespace {

using Kind = Condition::Kind;
using Relation = Condition::Relation;

struct Token {
  enum class Kind : std::uint8_t { word, number, sign, end };
  Kind kind = Kind::end;
  std::string_view text;
  std::size_t at = 0;
};

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

[[noreturn]] void stop(std::size_t at, const std::string& why) {
  throw std::runtime_error("character " + std::to_string(at + 1) + ": " + why);
}

class Tokens {
 public:
  explicit Tokens(std::string_view text) : text_(text) { advance(); }

  const Token& now() const { return now_; }
  bool is(std::string_view text) const { return now_.kind != Token::Kind::end && now_.text == text; }

  Token take() {
    const Token taken = now_;
    advance();
    return taken;
  }

  bool take_if(std::string_view text) {
    if (!is(text)) return false;
    advance();
    return true;
  }

  void expect(std::string_view text) {
    if (!take_if(text)) stop(now_.at, "expected \"" + std::string(text) + "\"");
  }

 private:
  void advance() {
    while (place_ < text_.size() && is_space(text_[place_])) ++place_;
    const std::size_t from = place_;
    const auto cut = [&](Token::Kind kind) { now_ = {kind, text_.substr(from, place_ - from), from}; };
    if (place_ == text_.size()) return cut(Token::Kind::end);
    const char first = text_[place_++];
    if (is_letter(first)) {
      while (place_ < text_.size() && (is_letter(text_[place_]) || is_digit(text_[place_]))) ++place_;
      if (place_ < text_.size() && text_[place_] == '*') ++place_;
      return cut(Token::Kind::word);
    }
    if (is_digit(first) || (first == '-' && place_ < text_.size() && is_digit(text_[place_]))) {
      while (place_ < text_.size() && is_digit(text_[place_])) ++place_;
      return cut(Token::Kind::number);
    }
    if ((first == '=' || first == '!' || first == '<' || first == '>') && place_ < text_.size() &&
        text_[place_] == '=')
      ++place_;
    cut(Token::Kind::sign);
  }

  std::string_view text_;
  std::size_t place_ = 0;
  Token now_;
};

/// The grammar of section 2, one function for each of its lines.
class Parser {
 public:
  explicit Parser(std::string_view text) : tokens_(text) {}

  Condition whole() {
    Condition condition = either();
    if (tokens_.now().kind != Token::Kind::end) stop(tokens_.now().at, "expected the end");
    return condition;
  }

 private:
  Condition either() {
    std::vector<Condition> parts = {both()};
    while (tokens_.take_if("or")) parts.push_back(both());
    return joined(Kind::any, std::move(parts));
  }

  Condition both() {
    std::vector<Condition> parts = {unary()};
    while (tokens_.take_if("and")) parts.push_back(unary());
    return joined(Kind::all, std::move(parts));
  }

  static Condition joined(Kind kind, std::vector<Condition> parts) {
    if (parts.size() == 1) return std::move(parts.front());
    Condition condition;
    condition.kind = kind;
    condition.parts = std::move(parts);
    return condition;
  }

  Condition unary() {
    if (!tokens_.take_if("not")) return primary();
    Condition condition;
    condition.kind = Kind::negation;
    condition.parts.push_back(unary());
    return condition;
  }

  Condition primary() {
    if (tokens_.take_if("(")) {
      Condition condition = either();
      tokens_.expect(")");
      return condition;
    }
    Condition condition;
    if (tokens_.is("always") || tokens_.is("never")) {
      condition.kind = Kind::constant;
      condition.value = tokens_.take().text == "always";
      return condition;
    }
    return tokens_.is("at_least") ? at_least() : comparison();
  }

  Condition at_least() {
    tokens_.expect("at_least");
    Condition condition;
    condition.kind = Kind::at_least;
    condition.number = number();
    tokens_.expect("of");
    tokens_.expect("[");
    do condition.parts.push_back(either());
    while (tokens_.take_if(","));
    tokens_.expect("]");
    return condition;
  }

  Condition comparison() {
    Condition condition;
    condition.name = name();
    if (tokens_.take_if("in")) {
      condition.kind = Kind::choice;
      condition.values = list(false);
    } else if (tokens_.take_if("has")) {
      condition.kind = Kind::any_of;
      condition.values = {value(false)};
    } else if (tokens_.take_if("has_any")) {
      condition.kind = Kind::any_of;
      condition.values = list(true);
    } else if (const std::optional<Relation> relation = relation_if_any()) {
      compare(condition, *relation);
    } else {
      condition.kind = Kind::truth;
    }
    return condition;
  }

  void compare(Condition& condition, Relation relation) {
    condition.relation = relation;
    if (tokens_.now().kind == Token::Kind::number) {
      condition.kind = Kind::number;
      condition.number = number();
      return;
    }
    if (relation != Relation::equal && relation != Relation::not_equal)
      stop(tokens_.now().at, "expected a number");
    condition.kind = Kind::choice;
    condition.values = {value(false)};
  }

  std::optional<Relation> relation_if_any() {
    if (tokens_.take_if("==")) return Relation::equal;
    if (tokens_.take_if("!=")) return Relation::not_equal;
    if (tokens_.take_if("<=")) return Relation::less_equal;
    if (tokens_.take_if(">=")) return Relation::greater_equal;
    if (tokens_.take_if("<")) return Relation::less;
    if (tokens_.take_if(">")) return Relation::greater;
    return std::nullopt;
  }

  std::vector<std::string> list(bool star) {
    tokens_.expect("[");
    std::vector<std::string> values;
    do values.push_back(value(star));
    while (tokens_.take_if(","));
    tokens_.expect("]");
    return values;
  }

  std::string value(bool star) {
    const Token token = tokens_.take();
    if (token.kind != Token::Kind::word || (!star && token.text.ends_with('*')))
      stop(token.at, "expected a value");
    return std::string(token.text);
  }

  std::string name() {
    const Token token = tokens_.take();
    for (const std::string_view keyword : {"and", "or", "not", "of", "in", "has", "has_any"})
      if (token.text == keyword) stop(token.at, "expected a condition");
    if (token.kind != Token::Kind::word || token.text.ends_with('*')) stop(token.at, "expected a condition");
    return std::string(token.text);
  }

  int number() {
    const Token token = tokens_.take();
    int number = 0;
    const char* end = token.text.data() + token.text.size();
    if (token.kind != Token::Kind::number ||
        std::from_chars(token.text.data(), end, number).ec != std::errc())
      stop(token.at, "expected a number");
    return number;
  }

  Tokens tokens_;
};

std::string_view sign(Relation relation) {
  switch (relation) {
    case Relation::equal: return " == ";
    case Relation::not_equal: return " != ";
    case Relation::less: return " < ";
    case Relation::less_equal: return " <= ";
    case Relation::greater: return " > ";
    case Relation::greater_equal: return " >= ";
  }
  return "";
}

template <typename Items, typename Text>
std::string joined(const Items& items, std::string_view between, Text text) {
  std::string all;
  for (const auto& item : items) all += (all.empty() ? "" : std::string(between)) + text(item);
  return all;
}

std::string listed(const std::vector<std::string>& values) {
  return "[" + joined(values, ", ", [](const std::string& value) { return value; }) + "]";
}

/// A part of an `and`, an `or` or a `not`. What binds more loosely, or as loosely, goes into brackets.
std::string print_part(const Condition& part, bool inside_any) {
  const bool loose = part.kind == Kind::any || (part.kind == Kind::all && !inside_any);
  return loose ? "(" + print(part) + ")" : print(part);
}

}  // namespace

std::expected<Condition, std::string> parse(std::string_view text) {
  try {
    return Parser(text).whole();
  } catch (const std::runtime_error& error) {
    return std::unexpected(error.what());
  }
}

std::string print(const Condition& condition) {
  const bool one = condition.values.size() == 1;
  switch (condition.kind) {
    case Kind::constant: return condition.value ? "always" : "never";
    case Kind::truth:
    case Kind::named: return condition.name;
    case Kind::number:
      return condition.name + std::string(sign(condition.relation)) + std::to_string(condition.number);
    case Kind::choice:
      if (!one) return condition.name + " in " + listed(condition.values);
      return condition.name + std::string(sign(condition.relation)) + condition.values.front();
    case Kind::any_of:
      if (!one || condition.values.front().ends_with('*'))
        return condition.name + " has_any " + listed(condition.values);
      return condition.name + " has " + condition.values.front();
    case Kind::negation: return "not " + print_part(condition.parts.front(), false);
    case Kind::all:
      return joined(condition.parts, " and ", [](const auto& part) { return print_part(part, false); });
    case Kind::any:
      return joined(condition.parts, " or ", [](const auto& part) { return print_part(part, true); });
    case Kind::at_least:
      return "at_least " + std::to_string(condition.number) + " of [" +
             joined(condition.parts, ", ", [](const auto& part) { return print(part); }) + "]";
  }
  return "";
}

}  // namespace springback::reference
