// What the oracle programs say about a disk.
#include "support/external_tools.h"

#include <fcntl.h>
#include <unistd.h>

namespace coppice::test {

namespace fs = std::filesystem;

ToolResult qemuImg(const std::vector<std::string>& arguments) {
    return runTool("qemu-img", arguments);
}

ToolResult qemuIo(const std::vector<std::string>& arguments) {
    return runTool("qemu-io", arguments);
}

ToolResult sevenZip(const std::vector<std::string>& arguments) {
    return runTool("7zz", arguments);
}

ToolResult qemuConvertToRaw(const fs::path& disk, const std::string& format, const fs::path& rawFile) {
    return qemuImg({"convert", "-f", format, "-O", "raw", disk.string(), rawFile.string()});
}

ToolResult sevenZipContent(const fs::path& vhdx) {
    return sevenZip({"x", "-so", "-tvhdx", vhdx.string()});
}

std::string whyNoVhdimount() {
    const int device = open("/dev/fuse", O_RDWR | O_CLOEXEC);
    if (device < 0) {
        return "/dev/fuse cannot be opened";
    }
    close(device);
    return {};
}

VhdiMount::VhdiMount(const fs::path& vhdx, const fs::path& emptyFolder)
    : m_folder(emptyFolder)
    , m_result(runTool("vhdimount", {vhdx.string(), emptyFolder.string()})) {
    // One file for each layer of the chain, oldest first: vhdi1 is the base, the last one the disk itself.
    fs::path shown;
    for (int number = 1; m_result.ok() && fs::exists(shown = m_folder / ("vhdi" + std::to_string(number)));
         ++number) {
        m_content = shown;
    }
}

VhdiMount::~VhdiMount() {
    if (m_result.ok()) {
        runTool("fusermount", {"-u", "-z", m_folder.string()});
    }
}

} // namespace coppice::test
