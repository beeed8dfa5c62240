// Changes of a file since its last flush, and which of them a loss of power keeps.
#include "support/tracked_content.h"

#include <algorithm>
#include <array>

namespace coppice::test {

namespace {

void apply(SparseBytes& content, const PendingChange& change) {
    switch (change.kind) {
    case PendingChange::Kind::Write:
        content.write(change.offsetBytes, change.bytes);
        break;
    case PendingChange::Kind::Zeros:
        content.writeZeros(change.offsetBytes, change.lengthBytes);
        break;
    case PendingChange::Kind::Resize:
        content.resize(change.offsetBytes);
        break;
    }
}

bool chance(std::mt19937_64& random, double probability) {
    return std::bernoulli_distribution(probability)(random);
}

/// Some of the sectors of a change; its size may come without them.
void applyTorn(SparseBytes& content, const PendingChange& change, std::mt19937_64& random) {
    const std::uint64_t end = change.offsetBytes + change.lengthBytes;
    if (change.kind == PendingChange::Kind::Write && end > content.sizeBytes() && chance(random, 0.5)) {
        content.resize(end);
    }
    const double kept = std::uniform_real_distribution<>(0.1, 0.9)(random);
    for (std::uint64_t start = change.offsetBytes; start < end;) {
        const std::uint64_t sectorEnd =
            std::min(end, (start / TrackedContent::sectorBytes + 1) * TrackedContent::sectorBytes);
        if (chance(random, kept)) {
            if (change.kind == PendingChange::Kind::Write) {
                content.write(start, ByteView(change.bytes)
                                         .subspan(static_cast<std::size_t>(start - change.offsetBytes),
                                                  static_cast<std::size_t>(sectorEnd - start)));
            } else {
                content.writeZeros(start, sectorEnd - start);
            }
        }
        start = sectorEnd;
    }
}

/// A long run of zeros is punched as a few extents, not sector by sector; this also bounds the work.
constexpr std::uint64_t longestTornBytes = 1024 * 1024;

} // namespace

void TrackedContent::change(PendingChange change) {
    apply(m_current, change);
    m_pending.push_back(std::move(change));
}

void TrackedContent::write(std::uint64_t offsetBytes, ByteView from) {
    change({.kind = PendingChange::Kind::Write,
            .offsetBytes = offsetBytes,
            .lengthBytes = from.size(),
            .bytes = {from.begin(), from.end()}});
}

void TrackedContent::writeZeros(std::uint64_t offsetBytes, std::uint64_t lengthBytes) {
    change({.kind = PendingChange::Kind::Zeros,
            .offsetBytes = offsetBytes,
            .lengthBytes = lengthBytes,
            .bytes = {}});
}

void TrackedContent::resize(std::uint64_t sizeBytes) {
    change({.kind = PendingChange::Kind::Resize, .offsetBytes = sizeBytes, .lengthBytes = 0, .bytes = {}});
}

void TrackedContent::flush() {
    for (const PendingChange& change : m_pending) {
        apply(m_durable, change);
    }
    m_pending.clear();
}

TrackedContent TrackedContent::afterPowerLoss(std::mt19937_64& random) const {
    // From "nothing got through" to "everything did", so that the extremes come up with every length.
    static constexpr std::array survivalRates{0.0, 0.15, 0.5, 0.85, 1.0};
    const double survival = survivalRates[random() % survivalRates.size()];
    constexpr double tornRate = 0.2;
    TrackedContent left;
    left.m_durable = m_durable;
    for (const PendingChange& change : m_pending) {
        const bool canTear =
            change.kind == PendingChange::Kind::Write ||
            (change.kind == PendingChange::Kind::Zeros && change.lengthBytes <= longestTornBytes);
        if (canTear && survival > 0 && survival < 1 && chance(random, tornRate)) {
            applyTorn(left.m_durable, change, random);
        } else if (chance(random, survival)) {
            apply(left.m_durable, change);
        }
    }
    left.m_current = left.m_durable;
    return left;
}

} // namespace coppice::test
