// Base disks get the base's name back.
#include "merge/result_name.h"

#include <algorithm>
#include <cctype>

namespace coppice::merge {
namespace {

bool isAvhdx(const std::filesystem::path& path) {
    std::string extension = path.extension().string();
    std::ranges::transform(extension, extension.begin(),
                           [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return extension == ".avhdx";
}

} // namespace

std::filesystem::path ResultNames::nameFor(const Run& run, bool isBase) {
    const Layer& oldest = m_forest.layers[run.front()];
    const Layer& newest = m_forest.layers[run.back()];
    if (!isBase) {
        return newest.path;
    }
    std::filesystem::path wanted = oldest.path;
    if (isAvhdx(wanted)) {
        wanted.replace_extension(".vhdx");
    }
    if (oldest.file.device != newest.file.device) {
        wanted = newest.path.parent_path() / wanted.filename();
        return isFree(wanted, newest.path) ? wanted : newest.path;
    }
    return wanted == oldest.path || isFree(wanted, newest.path) ? wanted : oldest.path;
}

/// L_j's own name is free for the result, which takes L_j's place.
bool ResultNames::isFree(const std::filesystem::path& name, const std::filesystem::path& newest) {
    if (name == newest) {
        return true;
    }
    if (m_taken.empty()) {
        m_taken.reserve(m_forest.layers.size());
        for (const Layer& layer : m_forest.layers) {
            m_taken.insert(layer.path.native());
        }
    }
    return m_taken.insert(name.native()).second;
}

} // namespace coppice::merge
