// What a plan means, in numbers and sentences.
#include "models/plan_summary.h"

#include "models/texts.h"
#include "models/time_left.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <algorithm>
#include <filesystem>
#include <set>
#include <unordered_map>
#include <unordered_set>

namespace coppice::models {

namespace {

struct Texts {
    Q_DECLARE_TR_FUNCTIONS(coppice::models::PlanSummary)
};

QString fileName(const std::filesystem::path& path) {
    return fromUtf8(path.filename().string());
}

int asCount(std::uint64_t number) {
    return static_cast<int>(std::min<std::uint64_t>(number, std::numeric_limits<int>::max()));
}

QString titleOf(const PlanSummary& summary) {
    const QString selected = Texts::tr("%n snapshot(s)", nullptr, asCount(summary.selected));
    if (summary.dependents == 0) {
        return Texts::tr("Delete %1?").arg(selected);
    }
    const QString dependents = Texts::tr("%n dependent(s)", nullptr, asCount(summary.dependents));
    return Texts::tr("Delete %1 and %2?").arg(selected, dependents);
}

void countSnapshots(PlanSummary& summary, const DestroyPlan& plan, const ViewData& view) {
    std::unordered_set<Guid> vms;
    std::unordered_set<Guid> collections;
    for (const DestroyedSnapshot& snapshot : plan.closure.snapshots) {
        ++(snapshot.selected ? summary.selected : summary.dependents);
        vms.insert(snapshot.vm);
        if (const Collection* collection = view.collectionOf(snapshot.vm)) {
            collections.insert(collection->id);
        }
    }
    summary.vms = vms.size();
    summary.collections = collections.size();
}

/// Snapshots that stay and are the parent or a child of one that goes, by VM.
std::unordered_map<Guid, std::vector<QString>> neighboursOf(const Closure& closure, const ViewData& view) {
    std::unordered_set<Guid> going;
    for (const DestroyedSnapshot& snapshot : closure.snapshots) {
        going.insert(snapshot.id);
    }
    std::unordered_map<Guid, std::vector<QString>> names;
    std::unordered_set<Guid> named;
    const auto name = [&](const Guid& id, const Guid& vm) {
        const auto found = view.index().snapshot(id);
        if (found && !going.contains(id) && named.insert(id).second) {
            names[vm].push_back(fromUtf8(found->snapshot->name));
        }
    };
    for (const DestroyedSnapshot& snapshot : closure.snapshots) {
        const auto found = view.index().snapshot(snapshot.id);
        if (found && found->snapshot->parent) {
            name(*found->snapshot->parent, snapshot.vm);
        }
        for (const Guid& child : view.index().children(snapshot.id)) {
            name(child, snapshot.vm);
        }
    }
    return names;
}

QStringList survivorsOf(const DestroyPlan& plan, const ViewData& view) {
    const auto neighbours = neighboursOf(plan.closure, view);
    QStringList lines;
    std::unordered_set<Guid> listed;
    for (const DestroyedSnapshot& snapshot : plan.closure.snapshots) {
        const VirtualSystem* vm = view.index().vm(snapshot.vm);
        if (vm == nullptr || !listed.insert(vm->id).second) {
            continue;
        }
        const auto found = neighbours.find(vm->id);
        if (found == neighbours.end()) {
            lines += Texts::tr("%1: Now").arg(fromUtf8(vm->name));
        } else {
            const QStringList names(found->second.begin(), found->second.end());
            lines += Texts::tr("%1: Now, %2").arg(fromUtf8(vm->name), names.join(QStringLiteral(", ")));
        }
    }
    return lines;
}

QString stepText(const merge::DiskStep& step) {
    const QString name = step.layers.empty() ? QString() : fileName(step.layers.front().path);
    switch (step.kind) {
    case merge::StepKind::Delete:
        return Texts::tr("Delete %1, frees %2").arg(name, signedBytesText(step.bytesFreed));
    case merge::StepKind::Keep:
        return Texts::tr("Keep %1: %2")
            .arg(name, keepReasonText(step.keepReason.value_or(merge::KeepReason::Referenced)));
    case merge::StepKind::Merge:
        return Texts::tr("Merge %n file(s) into %1, moving %2", nullptr, asCount(step.layers.size()))
            .arg(fileName(step.result), bytesText(step.bytesToWrite));
    }
    return {};
}

void addSteps(PlanSummary& summary, const DestroyPlan& plan, const ViewData& view) {
    bool reversible = true;
    for (const merge::DiskStep& step : plan.disks.steps) {
        const VirtualSystem* vm = view.index().vm(step.vm);
        const QString slot = fromUtf8(step.slot);
        summary.steps.push_back(
            {.kind = step.kind,
             .disk = vm == nullptr ? slot : fromUtf8(vm->name) + QStringLiteral(" · ") + slot,
             .text = stepText(step)});
        switch (step.kind) {
        case merge::StepKind::Delete:
            summary.filesDeleted += 1;
            reversible = false;
            break;
        case merge::StepKind::Merge:
            summary.merges += 1;
            summary.filesDeleted += step.layers.empty() ? 0 : step.layers.size() - 1;
            reversible = reversible && step.reversible;
            break;
        case merge::StepKind::Keep:
            summary.filesKept += 1;
            break;
        }
    }
    summary.undo = reversible ? Texts::tr("It can be cancelled until the first merge is complete.")
                              : Texts::tr("Once it runs it can be paused and stopped, but not taken back.");
}

void addVolumes(PlanSummary& summary, const DestroyPlan& plan) {
    for (const merge::VolumeCost& volume : plan.disks.volumes) {
        const bool enough = volume.peakExtraBytes <= volume.freeBytes;
        summary.enoughSpace = summary.enoughSpace && enough;
        const QString text =
            enough ? Texts::tr("needs %1, %2 are free") : Texts::tr("needs %1, only %2 are free");
        summary.volumes.push_back(
            {.volume = fromUtf8(volume.somePath.parent_path().string()),
             .text = text.arg(bytesText(volume.peakExtraBytes), bytesText(volume.freeBytes)),
             .enough = enough});
    }
}

QString timeText(const DestroyPlan& plan, const PlanSummary& summary) {
    if (summary.refused) {
        return {};
    }
    if (const auto& time = plan.disks.time) {
        return timeRangeText(
            steadied(std::nullopt, {.leastMs = time->least.count(), .mostMs = time->most.count()}));
    }
    return summary.merges == 0 ? Texts::tr("next to none")
                               : Texts::tr("not known: nothing was merged on this volume yet");
}

QString shellQuoted(const QString& text) {
    static const QRegularExpression kPlain(QStringLiteral("\\A[A-Za-z0-9_@%+=:,./-]+\\z"));
    if (kPlain.match(text).hasMatch()) {
        return text;
    }
    QString quoted = text;
    quoted.replace(u'\'', QStringLiteral("'\\''"));
    return u'\'' + quoted + u'\'';
}

} // namespace

PlanSummary summaryOf(const DestroyPlan& plan, const ViewData& view) {
    PlanSummary summary;
    countSnapshots(summary, plan, view);
    summary.refused = !plan.refusals.empty();
    for (const Error& refusal : plan.refusals) {
        summary.refusals += errorText(refusal);
    }
    summary.totals = plan.disks.totals;
    summary.survivors = survivorsOf(plan, view);
    addSteps(summary, plan, view);
    addVolumes(summary, plan);
    summary.time = timeText(plan, summary);
    summary.title = titleOf(summary);
    summary.action =
        Texts::tr("Delete %n Snapshot(s)", nullptr, asCount(summary.selected + summary.dependents));
    return summary;
}

QString commandLineFor(const DestroyRequest& request, const QString& libraryFolder) {
    QStringList words{QStringLiteral("coppicectl"), QStringLiteral("destroy"), QStringLiteral("--library"),
                      shellQuoted(libraryFolder)};
    for (const Guid& ref : request.refs) {
        words += fromUtf8(ref.toString());
    }
    if (request.scope == DestroyScope::OnlySelected) {
        words += QStringLiteral("--only");
    }
    return words.join(u' ');
}

} // namespace coppice::models
