// Phase Copying: the target comes to hold everything the newest layer shows.
//
// Sectors of the target that are written in place are read by nobody: a newer layer covers them, or the
// target's bitmap does not show them yet. So the chain reads the same at every instant, and the work can be
// begun anew at any point (DESIGN 4.3).

#include "core/units.h"
#include "merge/merge_step.h"
#include "vhdx/chain.h"

#include <algorithm>
#include <span>

namespace coppice::merge {
namespace {

/// What a table change weighs in a batch: a batch of zero blocks alone must end, too.
constexpr std::uint64_t tableChangeBytes = 4 * KiB;

} // namespace

Result<void> MergeStep::copy() {
    COPPICE_CHECK(m_context.checkpoint());
    COPPICE_CHECK(verifyRun());
    if (!targetIsNewest()) {
        m_context.passPointOfNoReturn();
    }
    if (m_journal.phase() == StepPhase::Pending) {
        COPPICE_CHECK(m_journal.setPhase(StepPhase::Copying));
    }
    if (!targetIsNewest()) {
        COPPICE_CHECK(announceIdentity());
    }
    m_images[m_step.target].reset();
    COPPICE_TRY(m_images[m_step.target], openImage(m_guard, targetPath(), OpenMode::ReadWrite));
    vhdx::Image& target = *m_images[m_step.target];
    if (!targetIsNewest() && target.info().dataWriteGuid != resultGuid()) {
        // Before the first guest-visible change (MS-VHDX 2.2.2); the child above accepts both identities by
        // now.
        COPPICE_CHECK(target.setDataWriteGuid(resultGuid()));
    }
    COPPICE_CHECK(fitVirtualSize());
    COPPICE_CHECK(moveExtents());
    if (resultIsBase()) {
        COPPICE_CHECK(completePartialBlocks());
    }
    return target.close();
}

/// Lets the layer above the target accept the identity the target is about to take (2.6.2.6.3: either
/// linkage).
Result<void> MergeStep::announceIdentity() {
    const std::size_t above = m_step.target + 1;
    const Guid current = m_images[m_step.target]->info().dataWriteGuid;
    vhdx::ParentLocator locator = *m_images[above]->info().parent;
    const std::filesystem::path& path = m_step.layers[above].path;
    m_images[above].reset();
    if (vhdx::acceptsParent(locator, current) && vhdx::acceptsParent(locator, resultGuid())) {
        // By an earlier run, which may have died before this was durable: opening for writing makes it so.
        COPPICE_CHECK(openImage(m_guard, path, OpenMode::ReadWrite));
    } else {
        locator.set(vhdx::locator_key::parentLinkage, vhdx::linkageText(current));
        locator.set(vhdx::locator_key::parentLinkage2, vhdx::linkageText(resultGuid()));
        COPPICE_TRY(const auto child, openImage(m_guard, path, OpenMode::ReadWrite));
        vhdx::MetadataChange change;
        change.parent = std::move(locator);
        COPPICE_CHECK(child->changeMetadata(change));
        COPPICE_CHECK(child->close());
    }
    COPPICE_TRY(m_images[above], openImage(m_guard, path, OpenMode::ReadOnly));
    return {};
}

/// The result has the newest layer's size. Shrinking loses what no survivor can reach; growing must not
/// uncover what lies below past the target's old end, which the target's own end has hidden so far.
Result<void> MergeStep::fitVirtualSize() {
    vhdx::Image& target = *m_images[m_step.target];
    const std::uint64_t wanted = m_step.layers.back().virtualSizeBytes;
    if (target.info().virtualSizeBytes == wanted) {
        return {};
    }
    return target.resize(wanted, target.info().parent.has_value());
}

Result<void> MergeStep::moveExtents() {
    std::vector<ExtentMap> maps;
    std::vector<LayerView> views;
    maps.reserve(m_images.size()); // views point into it
    for (const auto& image : m_images) {
        COPPICE_CHECK(m_context.checkpoint());
        COPPICE_TRY(maps.emplace_back(), image->ownExtents());
        views.push_back({.map = &maps.back(), .virtualSizeBytes = image->info().virtualSizeBytes});
    }
    const std::vector<OwnedExtent> moves = extentsToMove(views, m_step.target, !resultIsBase());

    const std::uint64_t resumeAt = m_journal.checkpointOffsetBytes();
    std::uint64_t remaining = 0;
    for (const OwnedExtent& move : moves) {
        if (move.kind == ExtentKind::Data && move.endBytes() > resumeAt) {
            remaining += move.endBytes() - std::max(move.offsetBytes, resumeAt);
        }
    }
    m_movedBytes = m_step.bytesToWrite - std::min(remaining, m_step.bytesToWrite);
    m_context.stepProgress(m_stepIndex, m_movedBytes);

    m_buffer.resize(m_options.bufferBytes);
    for (OwnedExtent move : moves) {
        if (move.endBytes() <= resumeAt) {
            continue;
        }
        if (move.offsetBytes < resumeAt) {
            move.lengthBytes = move.endBytes() - resumeAt;
            move.offsetBytes = resumeAt;
        }
        if (move.kind == ExtentKind::Data) {
            COPPICE_CHECK(moveData(*m_images[move.owner], move));
        } else {
            COPPICE_CHECK(moveZeros(move));
        }
    }
    return {};
}

Result<void> MergeStep::moveData(vhdx::Image& source, const OwnedExtent& extent) {
    vhdx::Image& target = *m_images[m_step.target];
    std::vector<vhdx::MappedExtent> pieces;
    COPPICE_CHECK(source.mapRange(extent.offsetBytes, extent.lengthBytes, pieces));
    for (const vhdx::MappedExtent& piece : pieces) {
        for (std::uint64_t done = 0; done < piece.lengthBytes;) {
            COPPICE_CHECK(m_context.checkpoint());
            const std::uint64_t length = std::min<std::uint64_t>(piece.lengthBytes - done, m_buffer.size());
            const std::span bytes(m_buffer.data(), length);
            COPPICE_CHECK(source.file().readAt(piece.fileOffsetBytes + done, bytes));
            COPPICE_CHECK(target.write(piece.offsetBytes + done, bytes));
            done += length;
            m_movedBytes += length;
            m_batchBytes += length + tableChangeBytes;
            m_context.addDoneBytes(length);
            m_context.stepProgress(m_stepIndex, m_movedBytes);
            COPPICE_CHECK(endBatch(piece.offsetBytes + done));
        }
    }
    return {};
}

Result<void> MergeStep::moveZeros(const OwnedExtent& extent) {
    vhdx::Image& target = *m_images[m_step.target];
    const std::uint64_t blockBytes = target.info().blockSizeBytes;
    for (std::uint64_t offset = extent.offsetBytes; offset < extent.endBytes();) {
        COPPICE_CHECK(m_context.checkpoint());
        // Block by block, so that whole blocks become ZERO and only their edges are written.
        const std::uint64_t end = std::min(extent.endBytes(), roundDown(offset, blockBytes) + blockBytes);
        COPPICE_CHECK(target.writeZeros(offset, end - offset));
        offset = end;
        m_batchBytes += tableChangeBytes;
        COPPICE_CHECK(endBatch(offset));
    }
    return {};
}

Result<void> MergeStep::endBatch(std::uint64_t offsetBytes) {
    if (m_batchBytes < m_options.batchBytes) {
        return {};
    }
    m_batchBytes = 0;
    COPPICE_CHECK(m_images[m_step.target]->commit());
    return m_journal.checkpoint(offsetBytes, m_movedBytes);
}

/// A disk without parent has no partially present blocks (2.6.2.1): what no layer of the run holds is zeros.
Result<void> MergeStep::completePartialBlocks() {
    vhdx::Image& target = *m_images[m_step.target];
    if (!target.info().parent) {
        return {};
    }
    COPPICE_CHECK(target.commit());
    // By their state, not by what they hold: all bits of such a block may be set, or none.
    for (std::uint64_t block = 0;; ++block) {
        COPPICE_CHECK(m_context.checkpoint());
        COPPICE_TRY(block, target.nextPartialBlock(block));
        if (block >= target.blockCount()) {
            return {};
        }
        COPPICE_CHECK(target.completeBlock(block));
        m_batchBytes += tableChangeBytes;
        if (m_batchBytes >= m_options.batchBytes) {
            m_batchBytes = 0;
            COPPICE_CHECK(target.commit()); // no checkpoint: this part finds its own place again
        }
    }
}

} // namespace coppice::merge
