// The part of the check that looks at every entry of the block table (MS-VHDX 2.5).
#pragma once

#include "io/block_file.h"
#include "vhdx/bat_layout.h"
#include "vhdx/findings.h"
#include "vhdx/space_map.h"

#include <string>
#include <vector>

namespace coppice::vhdx {

/// A structure of the file that no block may touch.
struct NamedRange {
    std::string name; ///< "the log"
    FileRange range;
};

class BlockTableCheck {
public:
    /// `file` is as it is after a replay; `structures` do not overlap each other.
    BlockTableCheck(BlockFile& file, const BatLayout& layout, bool isDifferencing,
                    const FileRange& tableRegion, const std::vector<NamedRange>& structures,
                    Findings& findings)
        : m_file(file)
        , m_layout(layout)
        , m_isDifferencing(isDifferencing)
        , m_region(tableRegion)
        , m_structures(structures)
        , m_findings(findings) {}

    /// An error only if reading fails.
    Result<void> run();

private:
    template <class Visit>
    Result<void> visitEntries(Visit visit);
    void checkEntry(std::uint64_t entry, std::uint64_t raw);
    void checkPayload(std::uint64_t entry, std::uint64_t raw);
    void checkBitmap(std::uint64_t entry, std::uint64_t raw);
    void checkPlace(const std::string& what, std::uint64_t entry, const FileRange& space,
                    std::uint64_t neededBytes);
    std::uint64_t placeOf(std::uint64_t entry) const {
        return m_region.offsetBytes + entry * layout::batEntryBytes;
    }

    BlockFile& m_file;
    BatLayout m_layout;
    bool m_isDifferencing;
    FileRange m_region;
    const std::vector<NamedRange>& m_structures;
    Findings& m_findings;
    std::uint64_t m_fileSizeBytes = 0;
    SpaceMap m_space;
    std::vector<bool> m_chunkHasBitmap;
    std::vector<bool> m_chunkNeedsBitmap;
};

} // namespace coppice::vhdx
