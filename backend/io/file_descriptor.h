// Owns one descriptor of the operating system.
#pragma once

#include <unistd.h>
#include <utility>

namespace coppice {

class FileDescriptor {
public:
    FileDescriptor() = default;
    explicit FileDescriptor(int number)
        : m_number(number) {}
    ~FileDescriptor() { close(); }
    FileDescriptor(FileDescriptor&& other) noexcept
        : m_number(std::exchange(other.m_number, -1)) {}
    FileDescriptor& operator=(FileDescriptor&& other) noexcept {
        if (this != &other) {
            close();
            m_number = std::exchange(other.m_number, -1);
        }
        return *this;
    }
    FileDescriptor(const FileDescriptor&) = delete;
    FileDescriptor& operator=(const FileDescriptor&) = delete;

    int get() const { return m_number; }
    bool isOpen() const { return m_number >= 0; }

private:
    void close() {
        if (m_number >= 0) {
            ::close(m_number);
            m_number = -1;
        }
    }

    int m_number = -1;
};

} // namespace coppice
