#include "condition.h"

#include <charconv>
#include <optional>

namespace springback::protocolc {
namespace {

bool is_word_char(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

Tree make(Node node) { return std::make_shared<const Node>(std::move(node)); }

/// Recursive descent over the text; the first problem stops it.
class Parser {
 public:
  explicit Parser(std::string_view text) : text_(text) { next(); }

  std::expected<Tree, std::string> parse() {
    Tree tree = disjunction(0);
    if (problem_.empty() && !token_.empty()) fail("unexpected '" + token_ + "'");
    if (!problem_.empty()) return std::unexpected(problem_);
    return tree;
  }

 private:
  void fail(const std::string& what) {
    if (problem_.empty()) problem_ = what + " at character " + std::to_string(token_start_ + 1);
  }

  void next() {
    while (at_ < text_.size() && (text_[at_] == ' ' || text_[at_] == '\n' || text_[at_] == '\t')) ++at_;
    token_start_ = at_;
    token_.clear();
    if (at_ == text_.size()) return;
    if (is_word_char(text_[at_]) || text_[at_] == '-') {
      do token_ += text_[at_++];
      while (at_ < text_.size() && is_word_char(text_[at_]));
      if (at_ < text_.size() && text_[at_] == '*') token_ += text_[at_++];
      return;
    }
    token_ += text_[at_++];
    if (std::string_view("=!<>").contains(token_[0]) && at_ < text_.size() && text_[at_] == '=')
      token_ += text_[at_++];
  }

  bool accept(std::string_view token) {
    if (token_ != token) return false;
    next();
    return true;
  }

  void expect(std::string_view token) {
    if (!accept(token))
      fail("expected '" + std::string(token) + "'" + (token_.empty() ? "" : " before '" + token_ + "'"));
  }

  std::string word(const char* what) {
    if (token_.empty() || !is_word_char(token_[0])) fail(std::string("expected ") + what);
    std::string taken = token_;
    next();
    return taken;
  }

  static std::optional<int> as_number(const std::string& token) {
    int number = 0;
    const auto [end, error] = std::from_chars(token.data(), token.data() + token.size(), number);
    if (error != std::errc{} || end != token.data() + token.size()) return std::nullopt;
    return number;
  }

  int integer() {
    const auto number = as_number(token_);
    if (!number) fail("expected a whole number");
    next();
    return number.value_or(0);
  }

  Tree chain(Op op, std::string_view word, Tree (Parser::*part)(int), int depth) {
    Tree first = (this->*part)(depth);
    if (token_ != word) return first;
    Node node{.op = op};
    node.parts.push_back(std::move(first));
    while (problem_.empty() && accept(word)) node.parts.push_back((this->*part)(depth));
    return make(std::move(node));
  }

  Tree disjunction(int depth) { return chain(Op::any, "or", &Parser::conjunction, depth); }
  Tree conjunction(int depth) { return chain(Op::all, "and", &Parser::unary, depth); }

  Tree unary(int depth) {
    if (depth > kMaxDepth) fail("the condition is nested too deeply");
    if (!problem_.empty()) return make({});
    if (accept("not")) return make({.op = Op::negation, .parts = {unary(depth + 1)}});
    if (accept("(")) {
      Tree inner = disjunction(depth + 1);
      expect(")");
      return inner;
    }
    if (accept("always")) return make({.op = Op::always});
    if (accept("never")) return make({.op = Op::never});
    if (accept("at_least")) return at_least(depth);
    return primary();
  }

  Tree at_least(int depth) {
    Node node{.op = Op::at_least, .number = integer()};
    expect("of");
    expect("[");
    do node.parts.push_back(disjunction(depth + 1));
    while (problem_.empty() && accept(","));
    expect("]");
    return make(std::move(node));
  }

  Tree primary() {
    Node node{.op = Op::name, .name = word("a finding or a named condition")};
    if (accept("in")) {
      node.op = Op::member;
      node.values = list();
    } else if (accept("has_any")) {
      node.op = Op::has_any;
      node.values = list();
    } else if (accept("has")) {
      node.op = Op::has_any;
      node.values = {word("a value")};
    } else if (const auto relation = take_relation()) {
      node.op = Op::compare;
      node.relation = *relation;
      if (const auto number = as_number(token_)) {
        node.number = *number;
        next();
      } else {
        node.value = word("a value or a whole number");
      }
    }
    return make(std::move(node));
  }

  std::vector<std::string> list() {
    std::vector<std::string> values;
    expect("[");
    do values.push_back(word("a value"));
    while (problem_.empty() && accept(","));
    expect("]");
    return values;
  }

  std::optional<Relation> take_relation() {
    static const std::map<std::string, Relation, std::less<>> relations = {
        {"==", Relation::equal},      {"!=", Relation::not_equal}, {"<", Relation::less},
        {"<=", Relation::less_equal}, {">", Relation::greater},    {">=", Relation::greater_equal},
    };
    const auto found = relations.find(token_);
    if (found == relations.end()) return std::nullopt;
    next();
    return found->second;
  }

  std::string_view text_;
  std::size_t at_ = 0, token_start_ = 0;
  std::string token_, problem_;
};

}  // namespace

std::expected<Tree, std::string> parse_condition(std::string_view text) { return Parser(text).parse(); }

}  // namespace springback::protocolc
