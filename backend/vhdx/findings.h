// Collects what a check finds, and keeps a hostile file from producing millions of lines.
#pragma once

#include "vhdx/checker.h"

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace coppice::vhdx {

class Findings {
public:
    /// `text` is one sentence that ends with a full stop.
    void damage(ErrorCode code, std::string text, std::optional<std::uint64_t> offsetBytes = std::nullopt) {
        add({Severity::Damage, code, std::move(text), offsetBytes});
    }
    void warning(ErrorCode code, std::string text, std::optional<std::uint64_t> offsetBytes = std::nullopt) {
        add({Severity::Warning, code, std::move(text), offsetBytes});
    }
    /// Damage, as a parser reported it; `structure` names what was parsed ("The block table").
    void damage(const std::string& structure, const Error& error);

    /// Everything found, in order; of one severity and code at most 100, the rest as a number.
    std::vector<Finding> take();

private:
    void add(Finding finding);

    std::vector<Finding> m_findings;
    std::map<std::pair<Severity, ErrorCode>, std::uint64_t> m_counts;
};

} // namespace coppice::vhdx
