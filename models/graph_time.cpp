// A topological walk that always takes the oldest unit whose parents have their place.
#include "models/graph_time.h"

#include <queue>

#include <algorithm>
#include <cmath>
#include <functional>
#include <utility>

namespace coppice::models {

namespace {

constexpr double kGrid = 64; ///< positions are whole 64ths, so that gaps stay exact when they are added up
constexpr double kUsualGap = graph::minGap * 1.08;

using Milliseconds = std::chrono::milliseconds::rep;

class TimeWalk {
public:
    TimeWalk(std::size_t nodeCount, const std::vector<TimeUnit>& units, const std::vector<GraphLink>& edges)
        : m_units(units)
        , m_edges(edges)
        , m_unitOf(nodeCount, 0)
        , m_waitsFor(units.size(), 0)
        , m_placed(units.size(), false)
        , m_leftmost(units.size(), 0) {
        m_placing.x.assign(nodeCount, 0);
        int tracks = 0;
        for (std::size_t unit = 0; unit < units.size(); ++unit) {
            for (const int node : units[unit].nodes) {
                m_unitOf[at(node)] = unit;
            }
            tracks = std::max(tracks, units[unit].track + 1);
        }
        m_trackEnd.assign(at(tracks), -graph::minGap);
        groupEdges();
    }

    TimePlacing run() {
        const std::vector<std::size_t> order = byTime();
        const double scale = pixelsPerMillisecond();
        for (std::size_t unit = 0; unit < m_units.size(); ++unit) {
            if (m_waitsFor[unit] == 0) {
                m_ready.emplace(m_units[unit].time, unit);
            }
        }
        auto oldest = order.begin();
        for (std::size_t placed = 0; placed < m_units.size(); ++placed) {
            while (!m_ready.empty() && m_placed[m_ready.top().second]) {
                m_ready.pop();
            }
            if (m_ready.empty()) { // circles are all that is left
                while (m_placed[*oldest]) {
                    ++oldest;
                }
                place(*oldest, scale);
                continue;
            }
            const std::size_t next = m_ready.top().second;
            m_ready.pop();
            place(next, scale);
        }
        return std::move(m_placing);
    }

private:
    static std::size_t at(int index) { return static_cast<std::size_t>(index); }

    void groupEdges() {
        m_first.assign(m_units.size() + 1, 0);
        const auto counts = [this](const GraphLink& edge) {
            return m_unitOf[at(edge.from)] != m_unitOf[at(edge.to)];
        };
        for (const GraphLink& edge : m_edges) {
            if (counts(edge)) {
                ++m_first[m_unitOf[at(edge.from)] + 1];
                ++m_waitsFor[m_unitOf[at(edge.to)]];
            }
        }
        for (std::size_t unit = 0; unit < m_units.size(); ++unit) {
            m_first[unit + 1] += m_first[unit];
        }
        m_targets.resize(m_first.back());
        std::vector<std::size_t> next(m_first.begin(), m_first.end() - 1);
        for (const GraphLink& edge : m_edges) {
            if (counts(edge)) {
                m_targets[next[m_unitOf[at(edge.from)]]++] = m_unitOf[at(edge.to)];
            }
        }
    }

    std::vector<std::size_t> byTime() const {
        std::vector<std::size_t> order(m_units.size());
        for (std::size_t unit = 0; unit < order.size(); ++unit) {
            order[unit] = unit;
        }
        std::ranges::stable_sort(
            order, [this](std::size_t a, std::size_t b) { return m_units[a].time < m_units[b].time; });
        return order;
    }

    /// So that the median wait from parent to child is kUsualGap; without any edge, of one unit to the next.
    double pixelsPerMillisecond() const {
        std::vector<Milliseconds> waits;
        for (const GraphLink& edge : m_edges) {
            const auto wait = m_units[m_unitOf[at(edge.to)]].time - m_units[m_unitOf[at(edge.from)]].time;
            if (wait.count() > 0) {
                waits.push_back(wait.count());
            }
        }
        if (waits.empty()) {
            const std::vector<std::size_t> order = byTime();
            for (std::size_t i = 1; i < order.size(); ++i) {
                const auto wait = m_units[order[i]].time - m_units[order[i - 1]].time;
                if (wait.count() > 0) {
                    waits.push_back(wait.count());
                }
            }
        }
        if (waits.empty()) {
            return 0;
        }
        const auto middle = waits.begin() + static_cast<std::ptrdiff_t>(waits.size() / 2);
        std::ranges::nth_element(waits, middle);
        return kUsualGap / static_cast<double>(*middle);
    }

    void place(std::size_t unit, double scale) {
        const TimeUnit& what = m_units[unit];
        double x = m_leftmost[unit];
        if (m_anyPlaced) {
            const auto wait = static_cast<double>((what.time - m_lastTime).count());
            const double distance = std::clamp(wait * scale, 0.0, graph::maxGap);
            x = std::max(x, m_lastX + std::ceil(distance * kGrid) / kGrid);
        }
        if (what.track != graph::none) {
            double& end = m_trackEnd[at(what.track)];
            x = std::max(x, end + graph::minGap);
            end = x;
        }
        for (const int node : what.nodes) {
            m_placing.x[at(node)] = x;
        }
        if (m_placing.stations.empty() || m_placing.stations.back().x < x) {
            m_placing.stations.push_back({x, what.time});
        }
        m_lastTime = m_anyPlaced ? std::max(m_lastTime, what.time) : what.time;
        m_lastX = x;
        m_anyPlaced = true;
        m_placed[unit] = true;
        for (std::size_t i = m_first[unit]; i < m_first[unit + 1]; ++i) {
            const std::size_t target = m_targets[i];
            m_leftmost[target] = std::max(m_leftmost[target], x + graph::minGap);
            if (--m_waitsFor[target] == 0 && !m_placed[target]) {
                m_ready.emplace(m_units[target].time, target);
            }
        }
    }

    const std::vector<TimeUnit>& m_units;
    const std::vector<GraphLink>& m_edges;
    std::vector<std::size_t> m_unitOf;
    std::vector<std::size_t> m_first; ///< into m_targets, by unit
    std::vector<std::size_t> m_targets;
    std::vector<std::size_t> m_waitsFor;
    std::vector<bool> m_placed;
    std::vector<double> m_leftmost;
    std::vector<double> m_trackEnd;
    using Ready = std::pair<Timestamp, std::size_t>;
    std::priority_queue<Ready, std::vector<Ready>, std::greater<>> m_ready;
    TimePlacing m_placing;
    Timestamp m_lastTime;
    double m_lastX = 0;
    bool m_anyPlaced = false;
};

} // namespace

TimePlacing placeInTime(std::size_t nodeCount, const std::vector<TimeUnit>& units,
                        const std::vector<GraphLink>& edges) {
    return TimeWalk(nodeCount, units, edges).run();
}

} // namespace coppice::models
