// The parent locator: keys and values, and their place in a metadata item (MS-VHDX 2.6.2.6).
#include "vhdx/parent_locator.h"

#include "core/utf16.h"
#include "vhdx/layout.h"

#include <algorithm>
#include <limits>

namespace coppice::vhdx {

namespace {

constexpr std::size_t locatorHeaderBytes = 20;
constexpr std::size_t countAt = 18;
constexpr std::size_t entryBytes = 12;
constexpr std::size_t keyOffsetAt = 0;
constexpr std::size_t valueOffsetAt = 4;
constexpr std::size_t keyLengthAt = 8;
constexpr std::size_t valueLengthAt = 10;

std::unexpected<Error> invalid(const std::string& action, const std::string& path, std::string detail) {
    return fail(ErrorCode::ParentLocatorInvalid, action, path, std::move(detail));
}

std::optional<std::string> stringAt(ByteView bytes, std::uint64_t offset, std::uint64_t length) {
    if (offset == 0 || length == 0 || offset + length > bytes.size()) {
        return std::nullopt;
    }
    return utf8FromUtf16Le(bytes.subspan(static_cast<std::size_t>(offset), static_cast<std::size_t>(length)));
}

std::optional<Guid> guidValue(const std::optional<std::string>& text) {
    if (!text) {
        return std::nullopt;
    }
    const auto guid = Guid::parse(*text);
    // Windows fills parent_linkage2 with the zero GUID, which identifies nothing.
    return guid && !guid->isNull() ? guid : std::nullopt;
}

} // namespace

std::optional<std::string> ParentLocator::get(std::string_view key) const {
    const auto found = std::ranges::find(entries, key, &std::pair<std::string, std::string>::first);
    return found == entries.end() ? std::nullopt : std::optional(found->second);
}

void ParentLocator::set(std::string_view key, std::string value) {
    const auto found = std::ranges::find(entries, key, &std::pair<std::string, std::string>::first);
    if (found == entries.end()) {
        entries.emplace_back(std::string(key), std::move(value));
    } else {
        found->second = std::move(value);
    }
}

void ParentLocator::remove(std::string_view key) {
    std::erase_if(entries, [key](const auto& entry) { return entry.first == key; });
}

std::optional<Guid> ParentLocator::linkage() const {
    return guidValue(get(locator_key::parentLinkage));
}

std::optional<Guid> ParentLocator::linkage2() const {
    return guidValue(get(locator_key::parentLinkage2));
}

Result<ParentLocator> parseParentLocator(ByteView bytes, const std::string& path) {
    const std::string action = "reading the parent locator";
    if (bytes.size() < locatorHeaderBytes) {
        return invalid(action, path, "the item is cut off");
    }
    if (loadGuid(bytes, 0) != vhdxParentLocatorType) {
        return fail(ErrorCode::VhdxUnsupported, action, path, "the parent is of an unknown type");
    }
    const auto count = loadLe<std::uint16_t>(bytes, countAt);
    if (locatorHeaderBytes + std::size_t{count} * entryBytes > bytes.size()) {
        return invalid(action, path, "the item is too short for its entries");
    }
    ParentLocator locator;
    for (std::size_t i = 0; i < count; ++i) {
        const ByteView entry = bytes.subspan(locatorHeaderBytes + i * entryBytes, entryBytes);
        auto key = stringAt(bytes, loadLe<std::uint32_t>(entry, keyOffsetAt),
                            loadLe<std::uint16_t>(entry, keyLengthAt));
        auto value = stringAt(bytes, loadLe<std::uint32_t>(entry, valueOffsetAt),
                              loadLe<std::uint16_t>(entry, valueLengthAt));
        if (!key || !value) {
            return invalid(action, path, "a key or value is not a string inside the item");
        }
        if (locator.get(*key)) {
            return invalid(action, path, "a key is there twice");
        }
        locator.entries.emplace_back(std::move(*key), std::move(*value));
    }
    return locator;
}

Result<std::vector<std::byte>> serialiseParentLocator(const ParentLocator& locator, const std::string& path) {
    const std::string action = "writing the parent locator";
    constexpr std::size_t maxLength = std::numeric_limits<std::uint16_t>::max();
    if (locator.entries.size() > maxLength) {
        return invalid(action, path, "too many entries");
    }
    std::vector<std::byte> bytes(locatorHeaderBytes + locator.entries.size() * entryBytes);
    storeGuid(bytes, 0, vhdxParentLocatorType);
    storeLe(bytes, countAt, static_cast<std::uint16_t>(locator.entries.size()));
    for (std::size_t i = 0; i < locator.entries.size(); ++i) {
        const auto& [key, value] = locator.entries[i];
        const auto keyText = utf16LeFromUtf8(key);
        const auto valueText = utf16LeFromUtf8(value);
        if (!keyText || !valueText || keyText->empty() || valueText->empty() || keyText->size() > maxLength ||
            valueText->size() > maxLength) {
            return invalid(action, path, "the entry \"" + key + "\" cannot be stored");
        }
        const std::size_t entryAt = locatorHeaderBytes + i * entryBytes;
        storeLe(bytes, entryAt + keyOffsetAt, static_cast<std::uint32_t>(bytes.size()));
        storeLe(bytes, entryAt + valueOffsetAt, static_cast<std::uint32_t>(bytes.size() + keyText->size()));
        storeLe(bytes, entryAt + keyLengthAt, static_cast<std::uint16_t>(keyText->size()));
        storeLe(bytes, entryAt + valueLengthAt, static_cast<std::uint16_t>(valueText->size()));
        bytes.insert(bytes.end(), keyText->begin(), keyText->end());
        bytes.insert(bytes.end(), valueText->begin(), valueText->end());
    }
    return bytes;
}

} // namespace coppice::vhdx
