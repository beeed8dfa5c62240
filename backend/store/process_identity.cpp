// Asks the system, not the environment: USER may say anything.
#include "store/process_identity.h"

#include <array>
#include <pwd.h>
#include <unistd.h>

namespace coppice {

namespace {
constexpr std::size_t passwdBufferBytes = 16384;
constexpr std::size_t hostNameBytes = 256;
} // namespace

std::string currentUserName() {
    const uid_t user = geteuid();
    std::array<char, passwdBufferBytes> buffer{};
    passwd entry{};
    passwd* found = nullptr;
    if (getpwuid_r(user, &entry, buffer.data(), buffer.size(), &found) == 0 && found != nullptr) {
        return found->pw_name;
    }
    return std::to_string(user);
}

std::string currentHostName() {
    std::array<char, hostNameBytes> name{};
    if (gethostname(name.data(), name.size() - 1) != 0) {
        return "unknown host";
    }
    return name.data();
}

} // namespace coppice
