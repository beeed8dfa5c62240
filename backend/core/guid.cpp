// GUIDs: text form and the system's random generator.
#include "core/guid.h"

#include <cstdlib>
#include <cstring>
#include <unistd.h>

namespace coppice {

namespace {

constexpr std::size_t textLength = 36;

// Index into Guid::bytes of each pair of hexadecimal digits, in the order of the text (Data1 to Data3 are
// little-endian in the bytes and big-endian in the text).
constexpr std::array<std::size_t, 16> textOrder{3, 2, 1, 0, 5, 4, 7, 6, 8, 9, 10, 11, 12, 13, 14, 15};

constexpr bool hyphenBefore(std::size_t pair) {
    return pair == 4 || pair == 6 || pair == 8 || pair == 10;
}

std::optional<std::uint8_t> hexDigit(char c) {
    if (c >= '0' && c <= '9') {
        return static_cast<std::uint8_t>(c - '0');
    }
    if (c >= 'a' && c <= 'f') {
        return static_cast<std::uint8_t>(c - 'a' + 10);
    }
    if (c >= 'A' && c <= 'F') {
        return static_cast<std::uint8_t>(c - 'A' + 10);
    }
    return std::nullopt;
}

} // namespace

std::string Guid::toString() const {
    static constexpr char digits[] = "0123456789abcdef";
    std::string text;
    text.reserve(textLength);
    for (std::size_t pair = 0; pair < textOrder.size(); ++pair) {
        if (hyphenBefore(pair)) {
            text += '-';
        }
        const std::uint8_t byte = bytes[textOrder[pair]];
        text += digits[byte >> 4];
        text += digits[byte & 0xf];
    }
    return text;
}

std::optional<Guid> Guid::parse(std::string_view text) {
    if (text.size() == textLength + 2 && text.front() == '{' && text.back() == '}') {
        text = text.substr(1, textLength);
    }
    if (text.size() != textLength) {
        return std::nullopt;
    }
    Guid guid;
    std::size_t position = 0;
    for (std::size_t pair = 0; pair < textOrder.size(); ++pair) {
        if (hyphenBefore(pair) && text[position++] != '-') {
            return std::nullopt;
        }
        const auto high = hexDigit(text[position]);
        const auto low = hexDigit(text[position + 1]);
        if (!high || !low) {
            return std::nullopt;
        }
        guid.bytes[textOrder[pair]] = static_cast<std::uint8_t>((*high << 4) | *low);
        position += 2;
    }
    return guid;
}

Guid Guid::random() {
    Guid guid;
    if (getentropy(guid.bytes.data(), guid.bytes.size()) != 0) {
        // Without the system's generator an identity could be given twice, and chains would match that
        // must not; there is no safe way to go on.
        std::abort();
    }
    guid.bytes[7] = static_cast<std::uint8_t>((guid.bytes[7] & 0x0f) | 0x40); // version 4
    guid.bytes[8] = static_cast<std::uint8_t>((guid.bytes[8] & 0x3f) | 0x80); // RFC 9562 variant
    return guid;
}

} // namespace coppice

std::size_t std::hash<coppice::Guid>::operator()(const coppice::Guid& guid) const noexcept {
    std::uint64_t low = 0;
    std::uint64_t high = 0;
    std::memcpy(&low, guid.bytes.data(), sizeof low);
    std::memcpy(&high, guid.bytes.data() + sizeof low, sizeof high);
    return static_cast<std::size_t>(low ^ (high * 0x9e3779b97f4a7c15ull));
}
