// The public face of an image: each function checks its arguments and hands on to the state.
#include "vhdx/image.h"

#include "vhdx/image_state.h"

namespace coppice::vhdx {

const char* nameOf(DiskType type) {
    switch (type) {
    case DiskType::Fixed:
        return "fixed";
    case DiskType::Dynamic:
        return "dynamic";
    case DiskType::Differencing:
        return "differencing";
    }
    return "";
}

Image::Image(std::unique_ptr<State> state)
    : m_state(std::move(state)) {}

Image::~Image() = default;

const ImageInfo& Image::info() const {
    return m_state->info;
}

const std::string& Image::path() const {
    return m_state->file->path();
}

BlockFile& Image::file() {
    return *m_state->file;
}

std::uint64_t Image::blockCount() const {
    return m_state->table->layout().blockCount();
}

Result<void> Image::commit() {
    COPPICE_CHECK(m_state->checkUsable());
    return m_state->commit();
}

Result<void> Image::close() {
    COPPICE_CHECK(m_state->checkUsable());
    return m_state->endSession();
}

Result<void> Image::State::checkUsable() const {
    if (failure) {
        return std::unexpected(*failure);
    }
    return {};
}

} // namespace coppice::vhdx
