// Space on each volume as a plan's steps run one after another. Private to the plan.
#pragma once

#include "merge/plan.h"

#include <cstdint>
#include <filesystem>
#include <map>
#include <vector>

namespace coppice::merge {

class VolumeLedger {
public:
    /// A volume the plan has to do with; `path` is something on it.
    void touch(std::uint64_t device, const std::filesystem::path& path);
    /// Of a volume that was touched: new space comes into use.
    void grow(std::uint64_t device, std::uint64_t bytes);
    /// Space is given back.
    void release(std::uint64_t device, std::uint64_t bytes);
    void write(std::uint64_t device, std::uint64_t bytes);

    /// By device, ascending. A volume that `freeSpace` does not know has none free.
    std::vector<VolumeCost> costs(const FreeSpace& freeSpace) const;

private:
    struct Entry {
        std::filesystem::path somePath;
        std::uint64_t writtenBytes = 0;
        std::int64_t extraBytes = 0; ///< in use now, above what was in use at the start
        std::int64_t peakBytes = 0;
    };
    std::map<std::uint64_t, Entry> m_entries;
};

} // namespace coppice::merge
