// UTF-16LE to and from UTF-8, strictly: what is malformed is refused, not repaired.
#include "core/utf16.h"

#include <cstdint>

namespace coppice {

namespace {

constexpr std::uint32_t firstHighSurrogate = 0xd800;
constexpr std::uint32_t firstLowSurrogate = 0xdc00;
constexpr std::uint32_t pastSurrogates = 0xe000;
constexpr std::uint32_t firstSupplementary = 0x10000;
constexpr std::uint32_t lastCodePoint = 0x10ffff;

void appendUtf8(std::string& text, std::uint32_t codePoint) {
    const auto continuation = [&](unsigned shift) {
        text += static_cast<char>(0x80 | ((codePoint >> shift) & 0x3f));
    };
    if (codePoint < 0x80) {
        text += static_cast<char>(codePoint);
    } else if (codePoint < 0x800) {
        text += static_cast<char>(0xc0 | (codePoint >> 6));
        continuation(0);
    } else if (codePoint < firstSupplementary) {
        text += static_cast<char>(0xe0 | (codePoint >> 12));
        continuation(6);
        continuation(0);
    } else {
        text += static_cast<char>(0xf0 | (codePoint >> 18));
        continuation(12);
        continuation(6);
        continuation(0);
    }
}

/// Takes one code point from the front of `text`; nullopt if it is malformed, overlong or a surrogate.
std::optional<std::uint32_t> takeCodePoint(std::string_view& text) {
    const auto lead = static_cast<std::uint8_t>(text.front());
    std::size_t length = 1;
    std::uint32_t codePoint = lead;
    std::uint32_t smallest = 0;
    if (lead >= 0xf0 && lead < 0xf8) {
        length = 4;
        codePoint = lead & 0x07u;
        smallest = firstSupplementary;
    } else if (lead >= 0xe0 && lead < 0xf0) {
        length = 3;
        codePoint = lead & 0x0fu;
        smallest = 0x800;
    } else if (lead >= 0xc0 && lead < 0xe0) {
        length = 2;
        codePoint = lead & 0x1fu;
        smallest = 0x80;
    } else if (lead >= 0x80) {
        return std::nullopt;
    }
    if (text.size() < length) {
        return std::nullopt;
    }
    for (std::size_t i = 1; i < length; ++i) {
        const auto byte = static_cast<std::uint8_t>(text[i]);
        if ((byte & 0xc0) != 0x80) {
            return std::nullopt;
        }
        codePoint = (codePoint << 6) | (byte & 0x3fu);
    }
    const bool surrogate = codePoint >= firstHighSurrogate && codePoint < pastSurrogates;
    if (codePoint < smallest || codePoint > lastCodePoint || surrogate) {
        return std::nullopt;
    }
    text.remove_prefix(length);
    return codePoint;
}

void appendUnit(std::vector<std::byte>& bytes, std::uint32_t unit) {
    bytes.push_back(static_cast<std::byte>(unit & 0xff));
    bytes.push_back(static_cast<std::byte>((unit >> 8) & 0xff));
}

} // namespace

std::optional<std::string> utf8FromUtf16Le(ByteView bytes) {
    if (bytes.size() % 2 != 0) {
        return std::nullopt;
    }
    std::string text;
    text.reserve(bytes.size() / 2);
    for (std::size_t i = 0; i < bytes.size(); i += 2) {
        std::uint32_t codePoint = loadLe<std::uint16_t>(bytes, i);
        if (codePoint >= firstLowSurrogate && codePoint < pastSurrogates) {
            return std::nullopt;
        }
        if (codePoint >= firstHighSurrogate && codePoint < firstLowSurrogate) {
            i += 2;
            if (i == bytes.size()) {
                return std::nullopt;
            }
            const std::uint32_t low = loadLe<std::uint16_t>(bytes, i);
            if (low < firstLowSurrogate || low >= pastSurrogates) {
                return std::nullopt;
            }
            codePoint =
                firstSupplementary + ((codePoint - firstHighSurrogate) << 10) + (low - firstLowSurrogate);
        }
        appendUtf8(text, codePoint);
    }
    return text;
}

std::optional<std::vector<std::byte>> utf16LeFromUtf8(std::string_view text) {
    std::vector<std::byte> bytes;
    bytes.reserve(text.size() * 2);
    while (!text.empty()) {
        const auto codePoint = takeCodePoint(text);
        if (!codePoint) {
            return std::nullopt;
        }
        if (*codePoint < firstSupplementary) {
            appendUnit(bytes, *codePoint);
        } else {
            const std::uint32_t rest = *codePoint - firstSupplementary;
            appendUnit(bytes, firstHighSurrogate + (rest >> 10));
            appendUnit(bytes, firstLowSurrogate + (rest & 0x3ff));
        }
    }
    return bytes;
}

} // namespace coppice
