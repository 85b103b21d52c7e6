// Names of events that tell nothing: a calendar is seen by others, and a UID that says "warfarin" would tell
// them as much as a title.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>

namespace springback {

/// The same for the same seed and parts, as a UUID of version 8 (RFC 9562). The seed is the id of the oldest
/// entry of the journal, which nobody knows who does not have the journal.
std::string event_uid(std::string_view seed, std::initializer_list<std::string_view> parts);

}  // namespace springback
