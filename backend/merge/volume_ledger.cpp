// Running balances with their peaks.
#include "merge/volume_ledger.h"

#include <algorithm>

namespace coppice::merge {

void VolumeLedger::touch(std::uint64_t device, const std::filesystem::path& path) {
    m_entries.try_emplace(device, Entry{.somePath = path});
}

void VolumeLedger::grow(std::uint64_t device, std::uint64_t bytes) {
    Entry& entry = m_entries[device];
    entry.extraBytes += static_cast<std::int64_t>(bytes);
    entry.peakBytes = std::max(entry.peakBytes, entry.extraBytes);
}

void VolumeLedger::release(std::uint64_t device, std::uint64_t bytes) {
    m_entries[device].extraBytes -= static_cast<std::int64_t>(bytes);
}

void VolumeLedger::write(std::uint64_t device, std::uint64_t bytes) {
    m_entries[device].writtenBytes += bytes;
}

std::vector<VolumeCost> VolumeLedger::costs(const FreeSpace& freeSpace) const {
    std::vector<VolumeCost> result;
    result.reserve(m_entries.size());
    for (const auto& [device, entry] : m_entries) {
        const auto free = freeSpace.find(device);
        result.push_back({.device = device,
                          .somePath = entry.somePath,
                          .bytesToWrite = entry.writtenBytes,
                          .bytesFreed = -entry.extraBytes,
                          .peakExtraBytes = static_cast<std::uint64_t>(entry.peakBytes),
                          .freeBytes = free == freeSpace.end() ? 0 : free->second});
    }
    return result;
}

} // namespace coppice::merge
