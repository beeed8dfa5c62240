<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de_DE">
<context>
    <name>ErrorText</name>
    <message>
        <source>No snapshot, snapshot collection or job has the id[ &quot;{object}&quot;][: {detail}].</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check the id against the snapshot tree or the job list.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The id[ &quot;{object}&quot;] names neither a snapshot nor a snapshot collection[: {detail}].</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a snapshot or a snapshot collection, not a virtual machine or a collection.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The value[ &quot;{object}&quot;] is not valid[: {detail}][ ({os})][, while {action}].</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Correct the value and try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The snapshot[ &quot;{object}&quot;] is on hold[: {detail}].</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Release the hold, or leave the snapshot out of the selection.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The virtual machine[ &quot;{object}&quot;] is running[: {detail}].</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shut it down, then try again; its disks cannot be merged while it runs.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A member of the snapshot collection[ &quot;{object}&quot;] is missing[: {detail}].</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import the library&apos;s description again, or destroy the members that are left one by one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A disk that belongs to no virtual machine depends on a layer that would change[: {object}][: {detail}].</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move that disk away, delete it, or import the virtual machine it belongs to.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The snapshot or disk[ &quot;{object}&quot;] is in use by another job[: {detail}].</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Wait until that job ends, or stop it in the job list.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is not supported here[: {object}][: {detail}].</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use a library or host that can do it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another program writes to the library[ &quot;{object}&quot;][: {detail}].</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close that program, or wait until it ends, then try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another program uses the disk[ &quot;{object}&quot;][: {detail}].</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close that program or shut down its virtual machine, then try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The job[ {object}] cannot do this in its present state[: {detail}].</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look at the job&apos;s state in the job list, and choose what it offers.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The folder[ &quot;{object}&quot;] is not a library[: {detail}].</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a library&apos;s folder, or create one there with &quot;coppicectl library create&quot;.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The folder[ &quot;{object}&quot;] already is a library[: {detail}].</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open it as it is, or choose another folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The library[ &quot;{object}&quot;] was written by a newer version of this program[: {detail}].</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Update Coppice, then open the library again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The library&apos;s database[ &quot;{object}&quot;] cannot be used[: {detail}][: {os}][, while {action}].</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check the disk space and the permissions of the library&apos;s folder, then try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The manifest[ &quot;{object}&quot;] is not valid[: {detail}].</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Correct the place it names, then import it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file[ &quot;{object}&quot;] does not exist[: {detail}][, while {action}].</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check the path; put the file back if it was moved.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The name[ &quot;{object}&quot;] is already taken[: {detail}][, while {action}].</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose another name, or move the file that is there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Access[ to &quot;{object}&quot;] is denied[: {detail}][: {os}][, while {action}].</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check the owner and the permissions of the file and its folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is not enough space[ for &quot;{object}&quot;][: {detail}][: {os}][, while {action}].</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Free space on the volume or raise the limit, then resume.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The path[ &quot;{object}&quot;] does not name a regular file[: {detail}][, while {action}].</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name the disk file itself; links, folders, pipes and devices are not opened.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The path[ &quot;{object}&quot;] leads out of the library[: {detail}].</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move the disk into the library, or add its folder as a root.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading or writing[ &quot;{object}&quot;] failed[: {detail}][: {os}][ at byte {offset}][, while {action}].</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check the volume and its cables or network, then resume.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file[ &quot;{object}&quot;] is not a VHDX disk[: {detail}].</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name a VHDX or AVHDX file; convert disks of other formats first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The disk[ &quot;{object}&quot;] needs a feature that is not supported[: {detail}].</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Convert the disk with the program that made it, or leave it out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The headers of the disk[ &quot;{object}&quot;] are damaged[: {detail}][ at byte {offset}].</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Restore the file from a backup.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The region table of the disk[ &quot;{object}&quot;] is damaged[: {detail}][ at byte {offset}].</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The metadata of the disk[ &quot;{object}&quot;] is damaged[: {detail}][ at byte {offset}].</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The block table of the disk[ &quot;{object}&quot;] is damaged[: {detail}][ at byte {offset}].</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The log of the disk[ &quot;{object}&quot;] is damaged[: {detail}][ at byte {offset}].</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The disk[ &quot;{object}&quot;] cannot be changed any more: its sequence number is at its end[ ({detail})].</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy its content to a new disk.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The parent of the disk[ &quot;{object}&quot;] was not found[: {detail}].</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Put the parent back where the disk expects it, then check the chain again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The parent of the disk[ &quot;{object}&quot;] is not the one it was made from[: {detail}].</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Put the right parent back; a parent that was changed makes the content of its children wrong.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The disk[ &quot;{object}&quot;] does not say rightly where its parent is[: {detail}].</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Repair its parent path with the program that made it, or restore the file from a backup.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The chain of the disk[ &quot;{object}&quot;] leads back to itself[: {detail}].</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Restore the files of the chain from a backup.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The disk[ &quot;{object}&quot;] and its parent have different sector sizes[: {detail}].</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Put back the parent the disk was made from.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The disk file[ &quot;{object}&quot;] is reached under two names[: {detail}].</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep one of the names, and point all that use the file to it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The chain of the disk[ &quot;{object}&quot;] is no longer what was planned for[: {detail}].</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing more was changed in it; plan again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The content[ of &quot;{object}&quot;] is not what it was before[: {detail}][ at byte {offset}].</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Do not use the disk; restore it from a backup and report this error.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The operation was cancelled[: {object}][: {detail}].</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was destroyed; start it again when you want to.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The operation was stopped[: {object}][: {detail}].</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Resume it from the job list.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An internal error happened[: {object}][: {detail}][: {os}][, while {action}].</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Report it with this message.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>QObject</name>
    <message>
        <source>not read yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Columns</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hold</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A held snapshot cannot be deleted.
&amp;Reason:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 snapshots will be held: they cannot be deleted.
&amp;Reason:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Hold</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Jobs are still running</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>They can be stopped at a safe point: every snapshot and every virtual machine stays whole, and the jobs can be resumed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Stop Safely and Quit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Keep Open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Coppice %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Console for virtual machine collections and their snapshots.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Free software under the GNU General Public License, version 3 or later.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RateChart</name>
    <message>
        <source>GiB/s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>MiB/s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>KiB/s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>B/s</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>coppice::models::CollectionModel</name>
    <message>
        <source>Not in a collection</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%1, %n snapshot(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>%1 VMs, %2 snapshots</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Collections</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>coppice::models::DestroyPlanModel</name>
    <message>
        <source>What stops it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not in a collection</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Why</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>coppice::models::JobModel</name>
    <message>
        <source>State</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Job</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Progress</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Done / Total</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Started</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>coppice::models::JobTitles</name>
    <message numerus="yes">
        <source>Delete %n snapshot(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Delete %n snapshot(s) and %1</source>
        <comment>%1: 9 dependents</comment>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n dependent(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Merge %n layer(s) into %1</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Delete %1</source>
        <comment>file name</comment>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>coppice::models::PlanSummary</name>
    <message numerus="yes">
        <source>%n snapshot(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Delete %1?</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n dependent(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Delete %1 and %2?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: Now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: Now, %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete %1, frees %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep %1: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Merge %n file(s) into %1, moving %2</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>It can be cancelled until the first merge is complete.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Once it runs it can be paused and stopped, but not taken back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>needs %1, %2 are free</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>needs %1, only %2 are free</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Delete %n Snapshot(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Reads %1, writes %2, frees %3; needs %4 more at most, %5 are free.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>coppice::models::Progress</name>
    <message>
        <source>%1 of %2</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>coppice::models::RateFigure</name>
    <message>
        <source>GiB/s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>MiB/s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>KiB/s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>B/s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>GiB done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>MiB done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>KiB done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bytes done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hours since the start</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Minutes since the start</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Seconds since the start</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Job %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>0 B/s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %2 at the end, between %3 and %4, %5 done in %6.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n more job(s) not shown.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>%1 · %2 · %3 · %4 done</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>coppice::models::SnapshotTreeModel</name>
    <message numerus="yes">
        <source>%n member(s) missing</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Collection, recovery</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Collection</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Current state</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>VM and snapshot</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 — own snapshots</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Held</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n member(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Being deleted by a job.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A member is held.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Goes too: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 +%2</source>
        <comment>VM names and how many more</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Space its own disk files take on the volume</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Own data of it and of everything that goes with it; the plan tells exactly</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Snapshots that go with it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Created</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kind</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>VMs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Own data</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Frees</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dependents</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hold</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>coppice::models::StepModel</name>
    <message>
        <source>Step</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Disk</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>State</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Progress</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Done / Total</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>coppice::models::Texts</name>
    <message>
        <source>Queued</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Starting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Running</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paused</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stopping</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Completed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Killed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Skipped</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saved</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recovery</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Standard</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pause</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Resume</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Retry</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Merge</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>two or more disks derive from it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a snapshot or a current state still uses it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1/s</source>
        <comment>bytes a second</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 s</source>
        <comment>seconds</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 min %2 s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 h %2 min</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 %</source>
        <comment>percent</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>selected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>member of the selected %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>child of %1 on %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>member of %1, which loses %2’s part</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Held since %1: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Held by %1 since %2: %3</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>coppice::models::TimeLeft</name>
    <message>
        <source>%1 s</source>
        <comment>seconds</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 min</source>
        <comment>minutes</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 h</source>
        <comment>hours</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 h %2 min</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>under %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1–%2 s</source>
        <comment>seconds</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1–%2 min</source>
        <comment>minutes</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 – %2</source>
        <comment>two times</comment>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>coppice::ui::Actions</name>
    <message>
        <source>&amp;Open Library…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open the folder of a library</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try the &amp;Demo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make a library of real disks to try things on, and open it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Refresh</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read the library anew</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close the window</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Preferences…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Settings of jobs and of how it looks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Delete…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete the selected snapshots and what depends on them, after a confirmation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Hold…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Protect the selected snapshots from being deleted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Re&amp;lease</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>End the protection of the selected snapshots</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Select &amp;All</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Select every snapshot shown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Select &amp;None</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Select no snapshot</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Find</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search snapshots by name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Expand All</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show every snapshot</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Collapse All</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the first level alone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Pause</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pause the job at its next block</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Resume</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go on with the job</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take the job back: nothing will have changed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Stop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>End the job at a safe point; it can be resumed, its snapshots stay marked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Re&amp;try</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go on from the step that failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;About Coppice</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Version and licence</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>About &amp;Qt</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Version and licence of Qt</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>coppice::ui::ChainView</name>
    <message>
        <source>Disk chain</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, %2:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, %2, %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 virtual</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 – %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1
%2, %3 on the volume</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>coppice::ui::DestroyDialog</name>
    <message>
        <source>Delete Snapshots</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Confirms which snapshots are deleted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Question</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What stands in the way</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;With dependents</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Whatever derives from the selected snapshots goes too</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Only these, keep children</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Children move to the nearest snapshot that survives</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Planning</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Everything that goes, and why</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Columns</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What &amp;goes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What survives</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What happens to the disks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What &amp;survives</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What happens to the dis&amp;ks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Totals</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Consequences</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Number of snapshots to delete</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy as Co&amp;mmand</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy the coppicectl line that does the same</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Delete</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Working out what would go…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is changed before you confirm.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This cannot be planned</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Snapshots of %1 collections go. &amp;Type %2 to confirm:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Type %1 to confirm:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing can be deleted as it is. See “What goes”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is not enough free space for this.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No disk file changes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To write</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Freed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Extra, at most</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Free</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>coppice::ui::DetailsPanel</name>
    <message>
        <source>Disk chain, newest on top</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Details</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Members</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Snapshot of %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Created</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kind</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Child of</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Own data</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dependents</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hold</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>State</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>being deleted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Notes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Member of</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Id</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Collection snapshot of %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 – %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>missing: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Virtual machine, current state</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Snapshots</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Now derives from</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Collection</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Collection snapshots</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Virtual machines</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Library</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Collections</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Disk files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>On the volume</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>coppice::ui::EmptyPage</name>
    <message>
        <source>&amp;Open a library</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try the &amp;demo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Coppice&apos;s icon: shoots growing from a stool</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Why the library could not be opened</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Opening</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No library is open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A library is a folder with virtual disks and the snapshots of their machines: open yours, or try a demo library with real disks that nobody needs.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This takes a few seconds.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The library could not be opened</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>coppice::ui::JobPanel</name>
    <message>
        <source>Jobs appear here once snapshots are deleted.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Steps of the selected job appear here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Jobs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Jobs and their history</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Steps of the selected job</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Filter jobs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shows the jobs that have this text in any column</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What failed, and why</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What to do about it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Job %1 failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Job %1 ended early</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>coppice::ui::MainWindow</name>
    <message>
        <source>Opening the demo library…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Opening %1…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The library could not be read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>That was not possible</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was deleted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stopping the jobs at a safe point…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Coppice</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 – Coppice</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Snapshots</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Snapshots of %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open Library</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Why nothing can be changed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Collections</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is chosen here is shown in the snapshot tree</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Details</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Jobs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Snapshot</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Job</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Commands</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search snapshots</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shows the snapshots whose names and notes have all these words</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Opened for reading only. %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>coppice::ui::PreferencesDialog</name>
    <message>
        <source>Preferences</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> s</source>
        <comment>seconds, after a number</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Do not wait</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every job</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep running in the tray</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop safely and quit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Jobs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Wait before deleting:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A confirmed deletion can be undone so long; nothing is changed before.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Notify of jobs longer than:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>While another window is in front. A job that fails is always notified.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Closing while jobs run:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A stopped job can be resumed. Without a tray, the window asks.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As the system</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Light</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>C&amp;olours:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Language:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Used from the next start on.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>coppice::ui::RateChart</name>
    <message>
        <source>The rate of a job appears here while it runs.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rate chart</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The bytes a second of the selected job, over time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rate over time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Seconds since start</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>coppice::ui::SelectionStatus</name>
    <message>
        <source>Selection</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>frees …%1merges …%1needs … extra</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>frees %2%1merges %3%1needs %4 extra</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Select snapshots to see what deleting them takes along.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 selected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 dependent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 dependents</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Delete…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Delete 1 Snapshot…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Delete %1 Snapshots…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete %1…</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>coppice::ui::SnapshotTreeView</name>
    <message>
        <source>Snapshots</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drag over rows to select them; Ctrl adds, Alt takes away</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Columns</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There are no snapshots here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No snapshot matches “%1”.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>main</name>
    <message>
        <source>Console for virtual machine collections and their snapshots</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open the demo library; made the first time.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Colours: system, light or dark; as in the preferences if not given.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Language: en or de; as in the preferences if not given.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The library&apos;s folder; the last one if not given.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
