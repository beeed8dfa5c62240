// Adds to the end, forgets from the beginning.
#include "store/merge_samples.h"

namespace coppice::merge_samples {

Result<void> add(Database& database, std::uint64_t device, const merge::MergeSample& sample) {
    COPPICE_TRY(auto insert,
                database.prepare("INSERT INTO merge_samples (device, bytes, took_ms) VALUES (?, ?, ?)"));
    COPPICE_CHECK(insert.bind(1, device).bind(2, sample.bytes).bind(3, sample.took.count()).run());
    COPPICE_TRY(auto forget, database.prepare("DELETE FROM merge_samples WHERE device = ?1 AND id NOT IN "
                                              "(SELECT id FROM merge_samples WHERE device = ?1 "
                                              "ORDER BY id DESC LIMIT ?2)"));
    return forget.bind(1, device).bind(2, keptOfEachVolume).run();
}

Result<merge::MergeSamples> load(Database& database) {
    COPPICE_TRY(auto select,
                database.prepare("SELECT device, bytes, took_ms FROM merge_samples ORDER BY id"));
    merge::MergeSamples samples;
    while (true) {
        COPPICE_TRY(const bool row, select.step());
        if (!row) {
            return samples;
        }
        samples[select.unsignedInteger(0)].push_back(
            {.bytes = select.unsignedInteger(1), .took = std::chrono::milliseconds(select.integer(2))});
    }
}

} // namespace coppice::merge_samples
