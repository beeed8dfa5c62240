// See findings.h.
#include "vhdx/findings.h"

#include <fmt/format.h>

namespace coppice::vhdx {
namespace {

constexpr std::uint64_t maxFindingsOfAKind = 100;

} // namespace

void Findings::damage(const std::string& structure, const Error& error) {
    damage(error.code,
           fmt::format("{}: {}.", structure, error.detail.empty() ? nameOf(error.code) : error.detail),
           error.offsetBytes);
}

void Findings::add(Finding finding) {
    if (++m_counts[{finding.severity, finding.code}] <= maxFindingsOfAKind) {
        m_findings.push_back(std::move(finding));
    }
}

std::vector<Finding> Findings::take() {
    for (const auto& [kind, count] : m_counts) {
        if (count > maxFindingsOfAKind) {
            m_findings.push_back({kind.first, kind.second,
                                  fmt::format("{} more findings of the kind {} are not listed.",
                                              count - maxFindingsOfAKind, nameOf(kind.second)),
                                  std::nullopt});
        }
    }
    return std::move(m_findings);
}

} // namespace coppice::vhdx
