// Passes over composed extents: who owns what survives, and what of it the target has to take over.
#include "merge/run_cost.h"

#include "merge/plan.h"

#include <algorithm>
#include <limits>

namespace coppice::merge {
namespace {

enum class OwnState { Absent, Zero, Data };

/// What one layer itself says, read in ascending order. Past the layer's own end it says nothing.
class OwnStateReader {
public:
    explicit OwnStateReader(const LayerView& layer)
        : m_sizeBytes(layer.virtualSizeBytes) {
        if (layer.map != nullptr) {
            m_rest = *layer.map;
        }
    }

    struct Piece {
        OwnState state = OwnState::Absent;
        std::uint64_t endBytes = 0; ///< the state holds up to here
    };

    /// `offsetBytes` must not go down from call to call.
    Piece at(std::uint64_t offsetBytes) {
        if (offsetBytes >= m_sizeBytes) {
            return {OwnState::Absent, std::numeric_limits<std::uint64_t>::max()};
        }
        while (!m_rest.empty() && m_rest.front().endBytes() <= offsetBytes) {
            m_rest = m_rest.subspan(1);
        }
        if (m_rest.empty()) {
            return {OwnState::Absent, m_sizeBytes};
        }
        const Extent& next = m_rest.front();
        if (offsetBytes < next.offsetBytes) {
            return {OwnState::Absent, std::min(next.offsetBytes, m_sizeBytes)};
        }
        const OwnState state = next.kind == ExtentKind::Data ? OwnState::Data : OwnState::Zero;
        return {state, std::min(next.endBytes(), m_sizeBytes)};
    }

private:
    std::span<const Extent> m_rest;
    std::uint64_t m_sizeBytes;
};

/// Calls `visit(begin, end, state)` for the pieces of `extent` in which the layer's own state is the same.
template <class Visit>
void forEachPiece(OwnStateReader& reader, const OwnedExtent& extent, Visit visit) {
    for (std::uint64_t begin = extent.offsetBytes; begin < extent.endBytes();) {
        const auto piece = reader.at(begin);
        const std::uint64_t end = std::min(piece.endBytes, extent.endBytes());
        visit(begin, end, piece.state);
        begin = end;
    }
}

void appendMove(std::vector<OwnedExtent>& moves, const OwnedExtent& move) {
    if (!moves.empty()) {
        OwnedExtent& last = moves.back();
        if (last.endBytes() == move.offsetBytes && last.owner == move.owner && last.kind == move.kind) {
            last.lengthBytes += move.lengthBytes;
            return;
        }
    }
    moves.push_back(move);
}

/// Data bytes of the layer below `limitBytes`.
std::uint64_t dataBytesBelow(const LayerView& layer, std::uint64_t limitBytes) {
    std::uint64_t sum = 0;
    OwnStateReader reader(layer);
    forEachPiece(reader, {.offsetBytes = 0, .lengthBytes = limitBytes},
                 [&](std::uint64_t begin, std::uint64_t end, OwnState state) {
                     sum += state == OwnState::Data ? end - begin : 0;
                 });
    return sum;
}

} // namespace

TargetCost chooseTarget(std::span<const LayerView> run, const std::vector<bool>& allowed, bool fixedResult) {
    const std::vector<OwnedExtent> composed = composeChain(run);
    std::vector<std::uint64_t> ownedBytes(run.size(), 0);
    std::uint64_t dataBytes = 0;
    for (const OwnedExtent& extent : composed) {
        if (extent.kind == ExtentKind::Data) {
            ownedBytes[extent.owner] += extent.lengthBytes;
            dataBytes += extent.lengthBytes;
        }
    }

    TargetCost best{.target = run.size() - 1};
    for (std::size_t i = run.size() - 1; i-- > 0;) {
        if (allowed[i] && ownedBytes[i] > ownedBytes[best.target]) {
            best.target = i;
        }
    }
    best.bytesToMove = dataBytes - ownedBytes[best.target];

    if (fixedResult) {
        const std::uint64_t sizeBytes = run.back().virtualSizeBytes;
        best.newBytes = sizeBytes - dataBytesBelow(run[best.target], sizeBytes);
        return best;
    }
    OwnStateReader reader(run[best.target]);
    for (const OwnedExtent& extent : composed) {
        if (extent.kind != ExtentKind::Data || extent.owner == best.target) {
            continue;
        }
        forEachPiece(reader, extent, [&](std::uint64_t begin, std::uint64_t end, OwnState state) {
            best.newBytes += state == OwnState::Data ? 0 : end - begin;
        });
    }
    return best;
}

std::vector<OwnedExtent> extentsToMove(std::span<const LayerView> run, std::size_t target, bool hasParent) {
    std::vector<OwnedExtent> moves;
    OwnStateReader reader(run[target]);
    for (const OwnedExtent& extent : composeChain(run)) {
        if (extent.owner == target) {
            continue;
        }
        if (extent.kind == ExtentKind::Data) {
            appendMove(moves, extent);
            continue;
        }
        // Zeros need writing only where the target alone, over the run's parent, would show something else.
        forEachPiece(reader, extent, [&](std::uint64_t begin, std::uint64_t end, OwnState state) {
            if (state == OwnState::Data || (state == OwnState::Absent && hasParent)) {
                appendMove(moves, {begin, end - begin, extent.owner, ExtentKind::Zero});
            }
        });
    }
    return moves;
}

} // namespace coppice::merge
