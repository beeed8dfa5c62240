// A GUID: 16 bytes, stored and compared in the mixed-endian order of MS-VHDX and the registry.
#pragma once

#include <array>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace coppice {

struct Guid {
    /// On-disk bytes: Data1, Data2, Data3 little-endian, then eight bytes as they stand.
    std::array<std::uint8_t, 16> bytes{};

    auto operator<=>(const Guid&) const = default;
    bool isNull() const { return *this == Guid{}; }

    /// "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx", lower case, no braces.
    std::string toString() const;
    /// Accepts either case, with or without braces; anything else is nullopt.
    static std::optional<Guid> parse(std::string_view text);
    /// A random version 4 GUID from the system's generator.
    static Guid random();
};

} // namespace coppice

template <>
struct std::hash<coppice::Guid> {
    std::size_t operator()(const coppice::Guid& guid) const noexcept;
};
