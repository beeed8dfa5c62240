// Phase Switching: the target, which holds everything by now, takes over the newest layer's place.
//
// The order keeps every survivor readable between any two operations: metadata while the old chain still
// leads through the target; then the name J by one atomic rename; then, for a base disk, a second name F
// beside J; then the survivors are pointed to F. Only afterwards, in removeSources(), does J go.

#include "merge/merge_step.h"
#include "vhdx/chain.h"

#include <algorithm>

namespace coppice::merge {

Result<void> MergeStep::switchOver() {
    m_images.clear();
    COPPICE_TRY(const bool placeTaken, targetHasTakenPlace());
    if (!placeTaken) {
        COPPICE_CHECK(verifyEnds());
        COPPICE_CHECK(switchMetadata());
        COPPICE_CHECK(takePlaceOfNewest());
    }
    COPPICE_CHECK(makePlaceDurable());
    std::vector<PathChange> changes;
    if (m_step.result != newestPath()) {
        COPPICE_CHECK(takeBaseName());
        COPPICE_CHECK(repointChildren());
        changes.push_back({.from = newestPath(), .to = m_step.result});
    } else {
        COPPICE_CHECK(makePathRelative());
    }
    return m_journal.commitLayers(changes);
}

/// True if J already is the target's file: by an earlier, interrupted switch.
Result<bool> MergeStep::targetHasTakenPlace() {
    if (targetIsNewest()) {
        return false; // it bears that name from the start; its metadata may be switched any number of times
    }
    COPPICE_TRY(const auto newest, identityOf(m_guard, newestPath()));
    return isFileOfPlan(newest, targetPrint().file);
}

/// What this phase looks at besides the target. It may have been interrupted, and a VM started since: what
/// was written to the newest layer or to the parent after the copy is in no other file.
Result<void> MergeStep::verifyEnds() {
    COPPICE_TRY(const auto file, identityOf(m_guard, newestPath()));
    if (!isFileOfPlan(file, m_step.layers.back().file)) {
        return chainChanged(newestPath(), "another file has taken this name");
    }
    COPPICE_TRY(const auto newest, openImage(m_guard, newestPath(), OpenMode::ReadOnly));
    if (newest->info().dataWriteGuid != resultGuid()) {
        return chainChanged(newestPath(), "the disk was written to since its content was copied");
    }
    if (resultIsBase()) {
        return {};
    }
    COPPICE_TRY(const auto oldest, openImage(m_guard, m_step.layers.front().path, OpenMode::ReadOnly));
    COPPICE_TRY(const auto parent, openImage(m_guard, m_step.parent->path, OpenMode::ReadOnly));
    if (!oldest->info().parent ||
        !vhdx::acceptsParent(*oldest->info().parent, parent->info().dataWriteGuid)) {
        return chainChanged(m_step.layers.front().path,
                            "its parent was written to or replaced: " + m_step.parent->path.string());
    }
    return {};
}

Result<void> MergeStep::switchMetadata() {
    COPPICE_TRY(const auto newest, openImage(m_guard, newestPath(), OpenMode::ReadOnly));
    COPPICE_TRY(const auto oldest, openImage(m_guard, m_step.layers.front().path, OpenMode::ReadOnly));
    vhdx::MetadataChange change;
    if (!targetIsNewest()) {
        // The newest layer's virtual disk items, the oldest layer's file parameters and locator (2.6.1.2).
        const vhdx::ImageInfo& info = newest->info();
        change.virtualDiskId = info.virtualDiskId;
        change.physicalSectorBytes = info.physicalSectorBytes;
        change.virtualDiskItems.emplace();
        std::ranges::copy_if(info.userItems, std::back_inserter(*change.virtualDiskItems),
                             [](const vhdx::UserMetadataItem& item) { return item.isVirtualDisk; });
    }
    COPPICE_TRY(const auto target, openImage(m_guard, targetPath(), OpenMode::ReadWrite));
    if (!resultIsBase()) {
        COPPICE_TRY(const auto parent, openImage(m_guard, m_step.parent->path, OpenMode::ReadOnly));
        const vhdx::ParentLocator* previous = oldest->info().parent ? &*oldest->info().parent : nullptr;
        vhdx::ParentLocator locator = vhdx::makeParentLocator(newestPath(), m_step.parent->path,
                                                              parent->info().dataWriteGuid, previous);
        locator.remove(vhdx::locator_key::parentLinkage2);
        if (changesFolder()) {
            // Read from either folder, before and after the rename, this path leads to the parent.
            locator.remove(vhdx::locator_key::relativePath);
            locator.set(vhdx::locator_key::absoluteWin32Path, m_step.parent->path.string());
        }
        change.parent = std::move(locator);
    }
    COPPICE_CHECK(target->changeMetadata(change));
    if (resultIsBase() && target->info().parent) {
        COPPICE_CHECK(target->removeParent(m_step.fixedResult));
    }
    return target->close();
}

/// One atomic rename. What bore the name J goes with it: nobody needs it any more.
Result<void> MergeStep::takePlaceOfNewest() {
    if (targetIsNewest()) {
        return {};
    }
    return m_guard.fileSystem().rename(targetPath(), newestPath());
}

/// Also for a rename that an earlier run saw succeed, but may have died before it was durable: the sources
/// must not go before it is.
Result<void> MergeStep::makePlaceDurable() {
    FileSystem& fileSystem = m_guard.fileSystem();
    COPPICE_CHECK(fileSystem.syncDirectory(newestPath().parent_path()));
    return changesFolder() ? fileSystem.syncDirectory(targetPath().parent_path()) : Result<void>{};
}

/// F becomes a second name of J's file, replacing the old base layer if that bore it.
Result<void> MergeStep::takeBaseName() {
    FileSystem& fileSystem = m_guard.fileSystem();
    COPPICE_TRY(const auto result, identityOf(m_guard, newestPath()));
    COPPICE_TRY(const auto present, identityOf(m_guard, m_step.result));
    if (present != result) {
        if (present) {
            const bool ours = std::ranges::any_of(m_step.layers, [&](const LayerPrint& layer) {
                return layer.path == m_step.result && isFileOfPlan(present, layer.file);
            });
            if (!ours) {
                return chainChanged(m_step.result, "another file has taken the name of the result");
            }
        }
        // link() does not replace: make the second name beside it, then let it take F's place atomically.
        const std::filesystem::path beside = m_step.result.string() + ".coppice";
        COPPICE_TRY(const auto leftOver, identityOf(m_guard, beside));
        if (leftOver) {
            COPPICE_CHECK(removeIfSame(m_guard, beside, targetPrint().file));
        }
        COPPICE_CHECK(fileSystem.hardLink(newestPath(), beside));
        COPPICE_CHECK(fileSystem.rename(beside, m_step.result));
    }
    return fileSystem.syncDirectory(m_step.result.parent_path());
}

/// After the rename the parent is found by a relative path again, as everywhere else.
Result<void> MergeStep::makePathRelative() {
    if (resultIsBase() || !changesFolder()) {
        return {};
    }
    COPPICE_TRY(const auto result, openImage(m_guard, newestPath(), OpenMode::ReadWrite));
    COPPICE_TRY(const auto parent, openImage(m_guard, m_step.parent->path, OpenMode::ReadOnly));
    vhdx::MetadataChange change;
    change.parent = vhdx::makeParentLocator(newestPath(), m_step.parent->path, parent->info().dataWriteGuid,
                                            &*result->info().parent);
    COPPICE_CHECK(result->changeMetadata(change));
    return result->close();
}

/// Both names exist while this runs, so each child reads the same before and after its own change.
Result<void> MergeStep::repointChildren() {
    for (const LayerPrint& child : m_step.children) {
        COPPICE_TRY(const auto image, openImage(m_guard, child.path, OpenMode::ReadWrite));
        if (!image->info().parent) {
            return chainChanged(child.path, "the disk has no parent any more");
        }
        vhdx::MetadataChange change;
        change.parent =
            vhdx::makeParentLocator(child.path, m_step.result, resultGuid(), &*image->info().parent);
        if (change.parent == image->info().parent) {
            continue;
        }
        COPPICE_CHECK(image->changeMetadata(change));
        COPPICE_CHECK(image->close());
    }
    return {};
}

} // namespace coppice::merge
