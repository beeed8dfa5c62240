// Before the first change, and before going on after an interruption: the chain must be what the plan meant.

#include "merge/merge_step.h"
#include "vhdx/chain.h"

namespace coppice::merge {

Result<void> MergeStep::verifyRun() {
    m_images.clear();
    m_images.resize(m_step.layers.size());
    for (std::size_t i = 0; i < m_step.layers.size(); ++i) {
        COPPICE_CHECK(verifyLayer(i));
    }
    COPPICE_CHECK(verifyParent());
    COPPICE_CHECK(verifyChildren());
    return verifyResultName();
}

Result<void> MergeStep::verifyLayer(std::size_t index) {
    const LayerPrint& print = m_step.layers[index];
    COPPICE_TRY(const auto identity, identityOf(m_guard, print.path));
    if (!identity) {
        return chainChanged(print.path, "the file is gone");
    }
    if (!isFileOfPlan(identity, print.file)) {
        return chainChanged(print.path, "another file has taken this name");
    }
    const bool isTarget = index == m_step.target;
    COPPICE_TRY(m_images[index], openImage(m_guard, print.path, OpenMode::ReadOnly));
    const vhdx::ImageInfo& info = m_images[index]->info();

    // An interrupted run may have given the target its coming identity and size already.
    const bool guidFits =
        info.dataWriteGuid == print.dataWriteGuid || (isTarget && info.dataWriteGuid == resultGuid());
    if (!guidFits) {
        return chainChanged(print.path, "the disk was written to since the plan was made");
    }
    const bool sizeFits = info.virtualSizeBytes == print.virtualSizeBytes ||
                          (isTarget && info.virtualSizeBytes == m_step.layers.back().virtualSizeBytes);
    if (!sizeFits) {
        return chainChanged(print.path, "the disk was resized since the plan was made");
    }
    if (index == 0) {
        return {};
    }
    if (!info.parent) {
        return chainChanged(print.path, "the disk has no parent any more");
    }
    COPPICE_TRY(const auto parentPath, vhdx::resolveParentPath(m_guard, print.path, *info.parent));
    if (parentPath != m_step.layers[index - 1].path ||
        !vhdx::acceptsParent(*info.parent, m_images[index - 1]->info().dataWriteGuid)) {
        return chainChanged(print.path, "the disk has another parent now: " + parentPath.string());
    }
    return {};
}

Result<void> MergeStep::verifyParent() {
    const LayerPrint& oldest = m_step.layers.front();
    const vhdx::ImageInfo& info = m_images.front()->info();
    if (resultIsBase()) {
        // An oldest layer that is a differencing disk again would need a parent the plan knew nothing of.
        if (info.parent) {
            return chainChanged(oldest.path, "the disk has a parent now");
        }
        return {};
    }
    if (!info.parent) {
        return chainChanged(oldest.path, "the disk has no parent any more");
    }
    // The parent may be the result of an earlier step: the same name and content in another file.
    COPPICE_TRY(const auto parentPath, vhdx::resolveParentPath(m_guard, oldest.path, *info.parent));
    COPPICE_TRY(const auto parent, openImage(m_guard, parentPath, OpenMode::ReadOnly));
    if (parentPath != m_step.parent->path ||
        !vhdx::acceptsParent(*info.parent, parent->info().dataWriteGuid)) {
        return chainChanged(oldest.path, "the disk has another parent now: " + parentPath.string());
    }
    return {};
}

/// Only where they will be changed: children of a result under J's own name find it as they found L_j, and
/// one of them may by now have been merged with what lies above it.
Result<void> MergeStep::verifyChildren() {
    if (m_step.result == newestPath()) {
        return {};
    }
    for (const LayerPrint& child : m_step.children) {
        COPPICE_TRY(const auto image, openImage(m_guard, child.path, OpenMode::ReadOnly));
        if (!image->info().parent) {
            return chainChanged(child.path, "the disk has no parent any more");
        }
        COPPICE_TRY(const auto parentPath,
                    vhdx::resolveParentPath(m_guard, child.path, *image->info().parent));
        if (parentPath != newestPath() || !vhdx::acceptsParent(*image->info().parent, resultGuid())) {
            return chainChanged(child.path, "the disk has another parent now: " + parentPath.string());
        }
    }
    return {};
}

Result<void> MergeStep::verifyResultName() {
    for (const LayerPrint& layer : m_step.layers) {
        if (layer.path == m_step.result) {
            return {};
        }
    }
    COPPICE_TRY(const auto taken, identityOf(m_guard, m_step.result));
    if (taken) {
        return chainChanged(m_step.result, "a file with the name of the result has appeared");
    }
    return {};
}

} // namespace coppice::merge
