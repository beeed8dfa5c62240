// The guest-visible content of a chain as a whole: its hash, and where two differ.
//
// Both walk the chain's composition, so that what no layer holds costs no read: an empty disk of 64 TiB is
// hashed from a buffer of zeros, and compared without looking at anything.
#include "core/units.h"
#include "vhdx/chain.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <fmt/format.h>
#include <memory>
#include <openssl/evp.h>

namespace coppice::vhdx {
namespace {

/// Read at once; the stop token is looked at before each piece.
constexpr std::uint64_t pieceBytes = 2 * MiB;

std::unexpected<Error> stopped(const char* action, const Chain& chain) {
    return fail(ErrorCode::Stopped, action, chain.layers().front()->path());
}

class Sha256 {
public:
    Sha256()
        : m_context(EVP_MD_CTX_new())
        , m_good(m_context != nullptr && EVP_DigestInit_ex(m_context.get(), EVP_sha256(), nullptr) == 1) {}

    void update(ByteView bytes) {
        m_good = m_good && EVP_DigestUpdate(m_context.get(), bytes.data(), bytes.size()) == 1;
    }

    /// Lower-case hex; nullopt if OpenSSL refused anything.
    std::optional<std::string> finish() {
        std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
        unsigned int length = 0;
        if (!m_good || EVP_DigestFinal_ex(m_context.get(), digest.data(), &length) != 1) {
            return std::nullopt;
        }
        std::string hex;
        for (unsigned int i = 0; i < length; ++i) {
            hex += fmt::format("{:02x}", digest[i]);
        }
        return hex;
    }

private:
    struct Free {
        void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
    };
    std::unique_ptr<EVP_MD_CTX, Free> m_context;
    bool m_good;
};

/// Where the next data of a composition lies, asked in ascending order.
class DataCursor {
public:
    explicit DataCursor(const std::vector<OwnedExtent>& extents)
        : m_next(extents.begin())
        , m_end(extents.end()) {}

    struct Run {
        bool hasData = false;
        std::uint64_t endBytes = 0; ///< of the run that is uniformly data, or uniformly known to be zero
    };

    /// The run that holds `offsetBytes`, cut at `limitBytes`.
    Run runAt(std::uint64_t offsetBytes, std::uint64_t limitBytes) {
        while (m_next != m_end && (m_next->endBytes() <= offsetBytes || m_next->kind == ExtentKind::Zero)) {
            ++m_next;
        }
        if (m_next == m_end || m_next->offsetBytes >= limitBytes) {
            return {false, limitBytes};
        }
        if (m_next->offsetBytes > offsetBytes) {
            return {false, m_next->offsetBytes};
        }
        return {true, std::min(m_next->endBytes(), limitBytes)};
    }

private:
    std::vector<OwnedExtent>::const_iterator m_next;
    std::vector<OwnedExtent>::const_iterator m_end;
};

/// Reads a piece of a disk, whose end, and whatever lies past it, reads as zeros.
class PieceReader {
public:
    PieceReader(Chain& chain, const std::vector<OwnedExtent>& extents)
        : m_chain(chain)
        , m_cursor(extents)
        , m_buffer(pieceBytes) {}

    DataCursor::Run runAt(std::uint64_t offsetBytes, std::uint64_t limitBytes) {
        return m_cursor.runAt(offsetBytes, limitBytes);
    }

    Result<ByteView> read(std::uint64_t offsetBytes, std::uint64_t lengthBytes, bool hasData) {
        const ByteSpan piece = ByteSpan(m_buffer).first(static_cast<std::size_t>(lengthBytes));
        if (hasData) {
            COPPICE_CHECK(m_chain.read(offsetBytes, piece));
            m_isZero = false;
        } else if (!m_isZero) {
            std::ranges::fill(m_buffer, std::byte{0});
            m_isZero = true;
        }
        return piece;
    }

private:
    Chain& m_chain;
    DataCursor m_cursor;
    std::vector<std::byte> m_buffer;
    bool m_isZero = true; ///< of the whole buffer
};

} // namespace

Result<std::string> contentSha256(Chain& chain, std::stop_token stop) {
    constexpr auto action = "hashing the disk";
    COPPICE_TRY(const std::vector<OwnedExtent> extents, chain.extents(stop));
    PieceReader reader(chain, extents);
    Sha256 hash;
    const std::uint64_t end = chain.virtualSizeBytes();
    for (std::uint64_t offset = 0; offset < end;) {
        if (stop.stop_requested()) {
            return stopped(action, chain);
        }
        const DataCursor::Run run = reader.runAt(offset, std::min(end, offset + pieceBytes));
        COPPICE_TRY(const ByteView piece, reader.read(offset, run.endBytes - offset, run.hasData));
        hash.update(piece);
        offset = run.endBytes;
    }
    auto hex = hash.finish();
    if (!hex) {
        return fail(ErrorCode::Internal, action, chain.layers().front()->path(), "OpenSSL failed");
    }
    return std::move(*hex);
}

Result<std::optional<std::uint64_t>> firstDifference(Chain& a, Chain& b, std::stop_token stop) {
    COPPICE_TRY(const std::vector<OwnedExtent> extentsA, a.extents(stop));
    COPPICE_TRY(const std::vector<OwnedExtent> extentsB, b.extents(stop));
    PieceReader readerA(a, extentsA);
    PieceReader readerB(b, extentsB);
    const std::uint64_t end = std::max(a.virtualSizeBytes(), b.virtualSizeBytes());
    for (std::uint64_t offset = 0; offset < end;) {
        if (stop.stop_requested()) {
            return stopped("comparing the disks", a);
        }
        // Ranges without data on either side are skipped whole, whatever their length.
        const DataCursor::Run runA = readerA.runAt(offset, end);
        const DataCursor::Run runB = readerB.runAt(offset, end);
        std::uint64_t runEnd = std::min(runA.endBytes, runB.endBytes);
        if (runA.hasData || runB.hasData) {
            runEnd = std::min(runEnd, offset + pieceBytes);
            COPPICE_TRY(const ByteView bytesA, readerA.read(offset, runEnd - offset, runA.hasData));
            COPPICE_TRY(const ByteView bytesB, readerB.read(offset, runEnd - offset, runB.hasData));
            if (std::memcmp(bytesA.data(), bytesB.data(), bytesA.size()) != 0) {
                const auto differs = std::ranges::mismatch(bytesA, bytesB).in1;
                return offset + static_cast<std::uint64_t>(differs - bytesA.begin());
            }
        }
        offset = runEnd;
    }
    return std::nullopt;
}

} // namespace coppice::vhdx
