#include "words/dose_words.h"

#include "word_keys.h"
#include "words/say.h"

namespace springback {

std::string grouped(const Catalogue& words, std::int64_t number) {
  std::string text = std::to_string(number);
  const WordId pattern = text.size() == 4 ? word::ledger_number_thousand : word::ledger_number_thousands;
  for (std::size_t at = text.size(); at > 3;) {
    at -= 3;
    text = fill(fill(words[pattern], "{more}", text.substr(0, at)), "{rest}", text.substr(at));
  }
  return text;
}

std::string whole_mg(const Catalogue& words, std::int64_t micrograms) {
  if (micrograms < 10'000) return thousandths_text((micrograms + 99) / 100 * 100);
  return grouped(words, (micrograms + 500) / 1000);
}

std::string thousandths_text(std::int64_t thousandths) {
  std::string text = std::to_string(thousandths / 1000);
  if (thousandths % 1000 == 0) return text;
  std::string rest = std::to_string(thousandths % 1000 + 1000).substr(1);
  while (rest.ends_with('0')) rest.pop_back();
  return text + "." + rest;
}

std::string units_name(const Protocol& protocol, std::uint16_t product, std::int64_t units) {
  std::string number = thousandths_text(units);
  if (!is_measured_out(protocol, product)) return number;
  return number + (protocol.products[product].form == Form::liquid_ml ? " ml" : " g");
}

std::string dose_name(const Protocol& protocol, std::uint16_t product, std::string_view name,
                      std::int64_t units) {
  const std::string number = units > 0 ? units_name(protocol, product, units) : "?";
  return number + (is_measured_out(protocol, product) ? " " : " x ") + std::string(name);
}

bool is_measured_out(const Protocol& protocol, std::uint16_t product) {
  if (product == kNone) return false;
  const Form form = protocol.products[product].form;
  return form == Form::liquid_ml || form == Form::gel_g;
}

std::string when_text(const Catalogue& words, LocalInstant at, Instant when) {
  const std::int64_t minute = minutes(1).microseconds;
  when.microseconds = (when.microseconds + minute - 1) / minute * minute;
  const auto shown = [&](Instant instant) { return format_instant(instant, at.offset_at(instant)); };
  const std::string now = shown(at.instant), then = shown(when);
  const std::string date = then.substr(0, 10);
  std::string time = then.substr(11, 5);
  if (date == now.substr(0, 10)) return time;
  const std::string tomorrow = format_instant(at.instant + days(1), at.offset_minutes).substr(0, 10);
  if (date == tomorrow) return fill(words[word::ledger_time_tomorrow], "{time}", time);
  return fill(fill(words[word::ledger_time_on], "{time}", time), "{date}", date);
}

std::string past_text(const Catalogue& words, LocalInstant now, Instant at) {
  const auto text = [&](Instant instant) { return format_instant(instant, now.offset_at(instant)); };
  const std::string then = text(at), day = then.substr(0, 10);
  std::string time = then.substr(11, 5);
  if (day == text(now.instant).substr(0, 10)) return time;
  if (day == format_instant(now.instant - days(1), now.offset_minutes).substr(0, 10))
    return fill(words[word::ledger_time_yesterday], "{time}", time);
  return day + " " + time;
}

std::string capital(std::string text) {
  if (!text.empty() && text.front() >= 'a' && text.front() <= 'z')
    text.front() = static_cast<char>(text.front() - 'a' + 'A');
  return text;
}

}  // namespace springback
