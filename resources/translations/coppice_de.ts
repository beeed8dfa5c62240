<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de_DE">
<context>
    <name>ErrorText</name>
    <message>
        <source>No snapshot, snapshot collection or job has the id[ &quot;{object}&quot;][: {detail}].</source>
        <translation>Kein Snapshot, keine Snapshot-Sammlung und kein Auftrag hat die Kennung[ „{object}“][: {detail}].</translation>
    </message>
    <message>
        <source>Check the id against the snapshot tree or the job list.</source>
        <translation>Vergleichen Sie die Kennung mit dem Snapshot-Baum oder der Auftragsliste.</translation>
    </message>
    <message>
        <source>The id[ &quot;{object}&quot;] names neither a snapshot nor a snapshot collection[: {detail}].</source>
        <translation>Die Kennung[ „{object}“] bezeichnet weder einen Snapshot noch eine Snapshot-Sammlung[: {detail}].</translation>
    </message>
    <message>
        <source>Choose a snapshot or a snapshot collection, not a virtual machine or a collection.</source>
        <translation>Wählen Sie einen Snapshot oder eine Snapshot-Sammlung, keine virtuelle Maschine und keine Sammlung.</translation>
    </message>
    <message>
        <source>The value[ &quot;{object}&quot;] is not valid[: {detail}][ ({os})][, while {action}].</source>
        <translation>Der Wert[ „{object}“] ist ungültig[: {detail}][ ({os})][, Vorgang: {action}].</translation>
    </message>
    <message>
        <source>Correct the value and try again.</source>
        <translation>Berichtigen Sie den Wert und versuchen Sie es erneut.</translation>
    </message>
    <message>
        <source>The snapshot[ &quot;{object}&quot;] is on hold[: {detail}].</source>
        <translation>Der Snapshot[ „{object}“] ist gesperrt[: {detail}].</translation>
    </message>
    <message>
        <source>Release the hold, or leave the snapshot out of the selection.</source>
        <translation>Geben Sie ihn frei, oder nehmen Sie ihn aus der Auswahl.</translation>
    </message>
    <message>
        <source>The virtual machine[ &quot;{object}&quot;] is running[: {detail}].</source>
        <translation>Die virtuelle Maschine[ „{object}“] läuft[: {detail}].</translation>
    </message>
    <message>
        <source>Shut it down, then try again; its disks cannot be merged while it runs.</source>
        <translation>Fahren Sie sie herunter und versuchen Sie es erneut; solange sie läuft, können ihre Datenträger nicht zusammengeführt werden.</translation>
    </message>
    <message>
        <source>A member of the snapshot collection[ &quot;{object}&quot;] is missing[: {detail}].</source>
        <translation>Ein Mitglied der Snapshot-Sammlung[ „{object}“] fehlt[: {detail}].</translation>
    </message>
    <message>
        <source>Import the library&apos;s description again, or destroy the members that are left one by one.</source>
        <translation>Importieren Sie die Beschreibung der Bibliothek erneut, oder löschen Sie die verbliebenen Mitglieder einzeln.</translation>
    </message>
    <message>
        <source>A disk that belongs to no virtual machine depends on a layer that would change[: {object}][: {detail}].</source>
        <translation>Ein Datenträger, der zu keiner virtuellen Maschine gehört, hängt von einer Schicht ab, die sich ändern würde[: {object}][: {detail}].</translation>
    </message>
    <message>
        <source>Move that disk away, delete it, or import the virtual machine it belongs to.</source>
        <translation>Verschieben oder löschen Sie diesen Datenträger, oder importieren Sie die virtuelle Maschine, zu der er gehört.</translation>
    </message>
    <message>
        <source>The snapshot or disk[ &quot;{object}&quot;] is in use by another job[: {detail}].</source>
        <translation>Der Snapshot oder Datenträger[ „{object}“] wird von einem anderen Auftrag benutzt[: {detail}].</translation>
    </message>
    <message>
        <source>Wait until that job ends, or stop it in the job list.</source>
        <translation>Warten Sie, bis dieser Auftrag endet, oder halten Sie ihn in der Auftragsliste an.</translation>
    </message>
    <message>
        <source>This is not supported here[: {object}][: {detail}].</source>
        <translation>Das wird hier nicht unterstützt[: {object}][: {detail}].</translation>
    </message>
    <message>
        <source>Use a library or host that can do it.</source>
        <translation>Verwenden Sie eine Bibliothek oder einen Host, der es kann.</translation>
    </message>
    <message>
        <source>Another program writes to the library[ &quot;{object}&quot;][: {detail}].</source>
        <translation>Ein anderes Programm schreibt in die Bibliothek[ „{object}“][: {detail}].</translation>
    </message>
    <message>
        <source>Close that program, or wait until it ends, then try again.</source>
        <translation>Schließen Sie dieses Programm, oder warten Sie, bis es endet, und versuchen Sie es erneut.</translation>
    </message>
    <message>
        <source>Another program uses the disk[ &quot;{object}&quot;][: {detail}].</source>
        <translation>Ein anderes Programm benutzt den Datenträger[ „{object}“][: {detail}].</translation>
    </message>
    <message>
        <source>Close that program or shut down its virtual machine, then try again.</source>
        <translation>Schließen Sie dieses Programm, oder fahren Sie seine virtuelle Maschine herunter, und versuchen Sie es erneut.</translation>
    </message>
    <message>
        <source>The job[ {object}] cannot do this in its present state[: {detail}].</source>
        <translation>Der Auftrag[ {object}] kann das in seinem jetzigen Zustand nicht[: {detail}].</translation>
    </message>
    <message>
        <source>Look at the job&apos;s state in the job list, and choose what it offers.</source>
        <translation>Sehen Sie in der Auftragsliste nach, in welchem Zustand der Auftrag ist, und wählen Sie, was er anbietet.</translation>
    </message>
    <message>
        <source>The folder[ &quot;{object}&quot;] is not a library[: {detail}].</source>
        <translation>Der Ordner[ „{object}“] ist keine Bibliothek[: {detail}].</translation>
    </message>
    <message>
        <source>Choose a library&apos;s folder, or create one there with &quot;coppicectl library create&quot;.</source>
        <translation>Wählen Sie den Ordner einer Bibliothek, oder legen Sie dort mit „coppicectl library create“ eine an.</translation>
    </message>
    <message>
        <source>The folder[ &quot;{object}&quot;] already is a library[: {detail}].</source>
        <translation>Der Ordner[ „{object}“] ist bereits eine Bibliothek[: {detail}].</translation>
    </message>
    <message>
        <source>Open it as it is, or choose another folder.</source>
        <translation>Öffnen Sie sie, wie sie ist, oder wählen Sie einen anderen Ordner.</translation>
    </message>
    <message>
        <source>The library[ &quot;{object}&quot;] was written by a newer version of this program[: {detail}].</source>
        <translation>Die Bibliothek[ „{object}“] wurde von einer neueren Version dieses Programms geschrieben[: {detail}].</translation>
    </message>
    <message>
        <source>Update Coppice, then open the library again.</source>
        <translation>Aktualisieren Sie Coppice und öffnen Sie die Bibliothek dann erneut.</translation>
    </message>
    <message>
        <source>The library&apos;s database[ &quot;{object}&quot;] cannot be used[: {detail}][: {os}][, while {action}].</source>
        <translation>Die Datenbank der Bibliothek[ „{object}“] ist nicht benutzbar[: {detail}][: {os}][, Vorgang: {action}].</translation>
    </message>
    <message>
        <source>Check the disk space and the permissions of the library&apos;s folder, then try again.</source>
        <translation>Prüfen Sie den freien Speicherplatz und die Rechte am Ordner der Bibliothek, und versuchen Sie es erneut.</translation>
    </message>
    <message>
        <source>The manifest[ &quot;{object}&quot;] is not valid[: {detail}].</source>
        <translation>Das Manifest[ „{object}“] ist ungültig[: {detail}].</translation>
    </message>
    <message>
        <source>Correct the place it names, then import it again.</source>
        <translation>Berichtigen Sie die genannte Stelle und importieren Sie es dann erneut.</translation>
    </message>
    <message>
        <source>The file[ &quot;{object}&quot;] does not exist[: {detail}][, while {action}].</source>
        <translation>Die Datei[ „{object}“] gibt es nicht[: {detail}][, Vorgang: {action}].</translation>
    </message>
    <message>
        <source>Check the path; put the file back if it was moved.</source>
        <translation>Prüfen Sie den Pfad; wurde die Datei verschoben, legen Sie sie zurück.</translation>
    </message>
    <message>
        <source>The name[ &quot;{object}&quot;] is already taken[: {detail}][, while {action}].</source>
        <translation>Der Name[ „{object}“] ist bereits vergeben[: {detail}][, Vorgang: {action}].</translation>
    </message>
    <message>
        <source>Choose another name, or move the file that is there.</source>
        <translation>Wählen Sie einen anderen Namen, oder verschieben Sie die vorhandene Datei.</translation>
    </message>
    <message>
        <source>Access[ to &quot;{object}&quot;] is denied[: {detail}][: {os}][, while {action}].</source>
        <translation>Der Zugriff[ auf „{object}“] wurde verweigert[: {detail}][: {os}][, Vorgang: {action}].</translation>
    </message>
    <message>
        <source>Check the owner and the permissions of the file and its folder.</source>
        <translation>Prüfen Sie Eigentümer und Rechte der Datei und ihres Ordners.</translation>
    </message>
    <message>
        <source>There is not enough space[ for &quot;{object}&quot;][: {detail}][: {os}][, while {action}].</source>
        <translation>Es ist nicht genug Speicherplatz frei[ für „{object}“][: {detail}][: {os}][, Vorgang: {action}].</translation>
    </message>
    <message>
        <source>Free space on the volume or raise the limit, then resume.</source>
        <translation>Schaffen Sie Platz auf dem Volume, oder erhöhen Sie die Grenze, und setzen Sie dann fort.</translation>
    </message>
    <message>
        <source>The path[ &quot;{object}&quot;] does not name a regular file[: {detail}][, while {action}].</source>
        <translation>Der Pfad[ „{object}“] bezeichnet keine gewöhnliche Datei[: {detail}][, Vorgang: {action}].</translation>
    </message>
    <message>
        <source>Name the disk file itself; links, folders, pipes and devices are not opened.</source>
        <translation>Nennen Sie die Datei des Datenträgers selbst; Verknüpfungen, Ordner, Pipes und Geräte werden nicht geöffnet.</translation>
    </message>
    <message>
        <source>The path[ &quot;{object}&quot;] leads out of the library[: {detail}].</source>
        <translation>Der Pfad[ „{object}“] führt aus der Bibliothek hinaus[: {detail}].</translation>
    </message>
    <message>
        <source>Move the disk into the library, or add its folder as a root.</source>
        <translation>Verschieben Sie den Datenträger in die Bibliothek, oder fügen Sie seinen Ordner als Stammordner hinzu.</translation>
    </message>
    <message>
        <source>Reading or writing[ &quot;{object}&quot;] failed[: {detail}][: {os}][ at byte {offset}][, while {action}].</source>
        <translation>Lesen oder Schreiben[ von „{object}“] ist fehlgeschlagen[: {detail}][: {os}][ bei Byte {offset}][, Vorgang: {action}].</translation>
    </message>
    <message>
        <source>Check the volume and its cables or network, then resume.</source>
        <translation>Prüfen Sie das Volume und seine Kabel oder sein Netzwerk, und setzen Sie dann fort.</translation>
    </message>
    <message>
        <source>The file[ &quot;{object}&quot;] is not a VHDX disk[: {detail}].</source>
        <translation>Die Datei[ „{object}“] ist kein VHDX-Datenträger[: {detail}].</translation>
    </message>
    <message>
        <source>Name a VHDX or AVHDX file; convert disks of other formats first.</source>
        <translation>Nennen Sie eine VHDX- oder AVHDX-Datei; wandeln Sie Datenträger anderer Formate zuerst um.</translation>
    </message>
    <message>
        <source>The disk[ &quot;{object}&quot;] needs a feature that is not supported[: {detail}].</source>
        <translation>Der Datenträger[ „{object}“] braucht eine Funktion, die nicht unterstützt wird[: {detail}].</translation>
    </message>
    <message>
        <source>Convert the disk with the program that made it, or leave it out.</source>
        <translation>Wandeln Sie den Datenträger mit dem Programm um, das ihn angelegt hat, oder lassen Sie ihn aus.</translation>
    </message>
    <message>
        <source>The headers of the disk[ &quot;{object}&quot;] are damaged[: {detail}][ at byte {offset}].</source>
        <translation>Die Köpfe des Datenträgers[ „{object}“] sind beschädigt[: {detail}][ bei Byte {offset}].</translation>
    </message>
    <message>
        <source>Restore the file from a backup.</source>
        <translation>Stellen Sie die Datei aus einer Sicherung wieder her.</translation>
    </message>
    <message>
        <source>The region table of the disk[ &quot;{object}&quot;] is damaged[: {detail}][ at byte {offset}].</source>
        <translation>Die Bereichstabelle des Datenträgers[ „{object}“] ist beschädigt[: {detail}][ bei Byte {offset}].</translation>
    </message>
    <message>
        <source>The metadata of the disk[ &quot;{object}&quot;] is damaged[: {detail}][ at byte {offset}].</source>
        <translation>Die Metadaten des Datenträgers[ „{object}“] sind beschädigt[: {detail}][ bei Byte {offset}].</translation>
    </message>
    <message>
        <source>The block table of the disk[ &quot;{object}&quot;] is damaged[: {detail}][ at byte {offset}].</source>
        <translation>Die Blocktabelle des Datenträgers[ „{object}“] ist beschädigt[: {detail}][ bei Byte {offset}].</translation>
    </message>
    <message>
        <source>The log of the disk[ &quot;{object}&quot;] is damaged[: {detail}][ at byte {offset}].</source>
        <translation>Das Protokoll des Datenträgers[ „{object}“] ist beschädigt[: {detail}][ bei Byte {offset}].</translation>
    </message>
    <message>
        <source>The disk[ &quot;{object}&quot;] cannot be changed any more: its sequence number is at its end[ ({detail})].</source>
        <translation>Der Datenträger[ „{object}“] kann nicht mehr geändert werden: Seine Sequenznummer ist am Ende[ ({detail})].</translation>
    </message>
    <message>
        <source>Copy its content to a new disk.</source>
        <translation>Kopieren Sie seinen Inhalt auf einen neuen Datenträger.</translation>
    </message>
    <message>
        <source>The parent of the disk[ &quot;{object}&quot;] was not found[: {detail}].</source>
        <translation>Der übergeordnete Datenträger[ von „{object}“] wurde nicht gefunden[: {detail}].</translation>
    </message>
    <message>
        <source>Put the parent back where the disk expects it, then check the chain again.</source>
        <translation>Legen Sie den übergeordneten Datenträger dorthin zurück, wo er erwartet wird, und prüfen Sie die Kette erneut.</translation>
    </message>
    <message>
        <source>The parent of the disk[ &quot;{object}&quot;] is not the one it was made from[: {detail}].</source>
        <translation>Der übergeordnete Datenträger[ von „{object}“] ist nicht der, aus dem er entstanden ist[: {detail}].</translation>
    </message>
    <message>
        <source>Put the right parent back; a parent that was changed makes the content of its children wrong.</source>
        <translation>Legen Sie den richtigen übergeordneten Datenträger zurück; wurde er geändert, ist der Inhalt aller davon abgeleiteten falsch.</translation>
    </message>
    <message>
        <source>The disk[ &quot;{object}&quot;] does not say rightly where its parent is[: {detail}].</source>
        <translation>Der Datenträger[ „{object}“] gibt nicht richtig an, wo sein übergeordneter liegt[: {detail}].</translation>
    </message>
    <message>
        <source>Repair its parent path with the program that made it, or restore the file from a backup.</source>
        <translation>Berichtigen Sie die Angabe mit dem Programm, das ihn angelegt hat, oder stellen Sie die Datei aus einer Sicherung wieder her.</translation>
    </message>
    <message>
        <source>The chain of the disk[ &quot;{object}&quot;] leads back to itself[: {detail}].</source>
        <translation>Die Kette des Datenträgers[ „{object}“] führt zu sich selbst zurück[: {detail}].</translation>
    </message>
    <message>
        <source>Restore the files of the chain from a backup.</source>
        <translation>Stellen Sie die Dateien der Kette aus einer Sicherung wieder her.</translation>
    </message>
    <message>
        <source>The disk[ &quot;{object}&quot;] and its parent have different sector sizes[: {detail}].</source>
        <translation>Der Datenträger[ „{object}“] und sein übergeordneter haben verschiedene Sektorgrößen[: {detail}].</translation>
    </message>
    <message>
        <source>Put back the parent the disk was made from.</source>
        <translation>Legen Sie den übergeordneten Datenträger zurück, aus dem er entstanden ist.</translation>
    </message>
    <message>
        <source>The disk file[ &quot;{object}&quot;] is reached under two names[: {detail}].</source>
        <translation>Die Datei[ „{object}“] ist unter zwei Namen erreichbar[: {detail}].</translation>
    </message>
    <message>
        <source>Keep one of the names, and point all that use the file to it.</source>
        <translation>Behalten Sie einen der Namen und verweisen Sie alles darauf, was die Datei benutzt.</translation>
    </message>
    <message>
        <source>The chain of the disk[ &quot;{object}&quot;] is no longer what was planned for[: {detail}].</source>
        <translation>Die Kette des Datenträgers[ „{object}“] ist nicht mehr die, für die geplant wurde[: {detail}].</translation>
    </message>
    <message>
        <source>Nothing more was changed in it; plan again.</source>
        <translation>Es wurde nichts weiter daran geändert; planen Sie erneut.</translation>
    </message>
    <message>
        <source>The content[ of &quot;{object}&quot;] is not what it was before[: {detail}][ at byte {offset}].</source>
        <translation>Der Inhalt[ von „{object}“] ist nicht mehr der frühere[: {detail}][ bei Byte {offset}].</translation>
    </message>
    <message>
        <source>Do not use the disk; restore it from a backup and report this error.</source>
        <translation>Benutzen Sie den Datenträger nicht; stellen Sie ihn aus einer Sicherung wieder her und melden Sie diesen Fehler.</translation>
    </message>
    <message>
        <source>The operation was cancelled[: {object}][: {detail}].</source>
        <translation>Der Vorgang wurde abgebrochen[: {object}][: {detail}].</translation>
    </message>
    <message>
        <source>Nothing was destroyed; start it again when you want to.</source>
        <translation>Es wurde nichts gelöscht; starten Sie ihn erneut, wenn Sie möchten.</translation>
    </message>
    <message>
        <source>The operation was stopped[: {object}][: {detail}].</source>
        <translation>Der Vorgang wurde angehalten[: {object}][: {detail}].</translation>
    </message>
    <message>
        <source>Resume it from the job list.</source>
        <translation>Setzen Sie ihn in der Auftragsliste fort.</translation>
    </message>
    <message>
        <source>An internal error happened[: {object}][: {detail}][: {os}][, while {action}].</source>
        <translation>Ein interner Fehler ist aufgetreten[: {object}][: {detail}][: {os}][, Vorgang: {action}].</translation>
    </message>
    <message>
        <source>Report it with this message.</source>
        <translation>Melden Sie ihn mit dieser Meldung.</translation>
    </message>
    <message>
        <source>The program ended before the job did[: {object}][: {detail}].</source>
        <translation>Das Programm endete vor dem Auftrag[: {object}][: {detail}].</translation>
    </message>
</context>
<context>
    <name>QObject</name>
    <message>
        <source>Comma-separated values (*.csv)</source>
        <translation>Kommagetrennte Werte (*.csv)</translation>
    </message>
    <message>
        <source>JSON (*.json)</source>
        <translation>JSON (*.json)</translation>
    </message>
    <message>
        <source>Export Jobs</source>
        <translation>Aufträge exportieren</translation>
    </message>
    <message>
        <source>jobs</source>
        <comment>a file&apos;s name</comment>
        <translation>auftraege</translation>
    </message>
    <message>
        <source>The jobs could not be exported</source>
        <translation>Die Aufträge konnten nicht exportiert werden</translation>
    </message>
    <message>
        <source>Hold</source>
        <translation>Sperre</translation>
    </message>
    <message>
        <source>A held snapshot cannot be deleted.
&amp;Reason:</source>
        <translation>Ein gesperrter Snapshot kann nicht gelöscht werden.
&amp;Grund:</translation>
    </message>
    <message>
        <source>%1 snapshots will be held: they cannot be deleted.
&amp;Reason:</source>
        <translation>%1 Snapshots werden gesperrt: Sie können nicht gelöscht werden.
&amp;Grund:</translation>
    </message>
    <message>
        <source>&amp;Hold</source>
        <translation>&amp;Sperren</translation>
    </message>
    <message>
        <source>Jobs are still running</source>
        <translation>Es laufen noch Aufträge</translation>
    </message>
    <message>
        <source>They can be stopped at a safe point: every snapshot and every virtual machine stays whole, and the jobs can be resumed.</source>
        <translation>Sie können an einer sicheren Stelle angehalten werden: Jeder Snapshot und jede virtuelle Maschine bleibt heil, und die Aufträge können fortgesetzt werden.</translation>
    </message>
    <message>
        <source>&amp;Stop Safely and Quit</source>
        <translation>Sicher &amp;anhalten und beenden</translation>
    </message>
    <message>
        <source>&amp;Keep Open</source>
        <translation>&amp;Offen lassen</translation>
    </message>
    <message>
        <source>Coppice %1</source>
        <translation>Coppice %1</translation>
    </message>
    <message>
        <source>Console for virtual machine collections and their snapshots.</source>
        <translation>Konsole für Sammlungen virtueller Maschinen und ihre Snapshots.</translation>
    </message>
    <message>
        <source>Free software under the GNU General Public License, version 3 or later.</source>
        <translation>Freie Software unter der GNU General Public License, Version 3 oder später.</translation>
    </message>
    <message>
        <source>%1   –  %2</source>
        <comment>search example and meaning</comment>
        <translation>%1   –  %2</translation>
    </message>
    <message>
        <source>Every word must be found in the name, notes, VM, collection or hold reason. Quotes hold words together.</source>
        <translation>Jedes Wort muss in Name, Notizen, VM, Sammlung oder Sperrgrund vorkommen. Anführungszeichen halten Wörter zusammen.</translation>
    </message>
    <message>
        <source>A leading - turns a word around: -is:held.</source>
        <translation>Ein - davor kehrt ein Wort um: -is:held.</translation>
    </message>
    <message>
        <source>Keep Running in the &amp;Tray</source>
        <translation>Im &amp;Infobereich weiterlaufen</translation>
    </message>
    <message>
        <source>Save Search</source>
        <translation>Suche speichern</translation>
    </message>
    <message>
        <source>&amp;Name of the search “%1”:</source>
        <translation>&amp;Name der Suche „%1“:</translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation>&amp;Speichern</translation>
    </message>
    <message>
        <source>Sa&amp;ved Searches</source>
        <translation>Gespei&amp;cherte Suchen</translation>
    </message>
</context>
<context>
    <name>coppice::models::CollectionModel</name>
    <message>
        <source>Not in a collection</source>
        <translation>In keiner Sammlung</translation>
    </message>
    <message numerus="yes">
        <source>%1, %n snapshot(s)</source>
        <translation>
            <numerusform>%1, %n Snapshot</numerusform>
            <numerusform>%1, %n Snapshots</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 VMs, %2 snapshots</source>
        <translation>%1 VMs, %2 Snapshots</translation>
    </message>
    <message>
        <source>Collections</source>
        <translation>Sammlungen</translation>
    </message>
</context>
<context>
    <name>coppice::models::DestroyPlanModel</name>
    <message>
        <source>What stops it</source>
        <translation>Was es verhindert</translation>
    </message>
    <message>
        <source>Not in a collection</source>
        <translation>In keiner Sammlung</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Warum</translation>
    </message>
</context>
<context>
    <name>coppice::models::DiskChain</name>
    <message>
        <source>%1: %2</source>
        <comment>VM and snapshot</comment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>not read yet</source>
        <translation>noch nicht gelesen</translation>
    </message>
    <message>
        <source>stays: several disks derive from it</source>
        <translation>bleibt: mehrere Datenträger leiten sich ab</translation>
    </message>
    <message>
        <source>frees %1</source>
        <translation>gibt %1 frei</translation>
    </message>
    <message>
        <source>frees ≤ %1, moves ≈ %2</source>
        <translation>gibt ≤ %1 frei, bewegt ≈ %2</translation>
    </message>
    <message>
        <source>%1, %2 on the volume</source>
        <translation>%1, %2 auf dem Volume</translation>
    </message>
    <message>
        <source>The current state writes to it.</source>
        <translation>Der aktuelle Zustand schreibt hinein.</translation>
    </message>
    <message>
        <source>Belongs to %1.</source>
        <translation>Gehört zu %1.</translation>
    </message>
    <message numerus="yes">
        <source>%n other snapshot(s) share it.</source>
        <translation>
            <numerusform>%n weiterer Snapshot teilt sie.</numerusform>
            <numerusform>%n weitere Snapshots teilen sie.</numerusform>
        </translation>
    </message>
    <message>
        <source>Deleting that snapshot alone: %1 (estimate).</source>
        <translation>Nur diesen Snapshot löschen: %1 (Schätzung).</translation>
    </message>
    <message>
        <source>Problem: %1</source>
        <translation>Problem: %1</translation>
    </message>
</context>
<context>
    <name>coppice::models::JobModel</name>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Job</source>
        <translation>Auftrag</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Fortschritt</translation>
    </message>
    <message>
        <source>Done / Total</source>
        <translation>Erledigt / Gesamt</translation>
    </message>
    <message>
        <source>Rate</source>
        <translation>Rate</translation>
    </message>
    <message>
        <source>Time left</source>
        <translation>Restzeit</translation>
    </message>
    <message>
        <source>Started</source>
        <translation>Begonnen</translation>
    </message>
</context>
<context>
    <name>coppice::models::PlanReport</name>
    <message>
        <source>Collection</source>
        <translation>Sammlung</translation>
    </message>
    <message>
        <source>Virtual machine</source>
        <translation>Virtuelle Maschine</translation>
    </message>
    <message>
        <source>Snapshot</source>
        <translation>Snapshot</translation>
    </message>
    <message>
        <source>Created</source>
        <translation>Erstellt</translation>
    </message>
    <message>
        <source>Goes as</source>
        <translation>Geht als</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Warum</translation>
    </message>
    <message>
        <source>selected</source>
        <translation>ausgewählt</translation>
    </message>
    <message>
        <source>dependent</source>
        <translation>abhängig</translation>
    </message>
    <message>
        <source>To read</source>
        <translation>Zu lesen</translation>
    </message>
    <message>
        <source>To write</source>
        <translation>Zu schreiben</translation>
    </message>
    <message>
        <source>Freed</source>
        <translation>Wird frei</translation>
    </message>
    <message>
        <source>Volume of %1</source>
        <translation>Volume von %1</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Dauer</translation>
    </message>
    <message>
        <source>Library %1 in %2. Planned %3; nothing was changed by planning.</source>
        <translation>Bibliothek %1 in %2. Geplant %3; das Planen hat nichts geändert.</translation>
    </message>
    <message>
        <source>What stops it</source>
        <translation>Was es verhindert</translation>
    </message>
    <message>
        <source>What goes</source>
        <translation>Was gelöscht wird</translation>
    </message>
    <message>
        <source>What survives</source>
        <translation>Was bleibt</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>What happens to the disks</source>
        <translation>Was mit den Datenträgern geschieht</translation>
    </message>
    <message>
        <source>The command that does the same</source>
        <translation>Der Befehl, der dasselbe tut</translation>
    </message>
</context>
<context>
    <name>coppice::models::PlanSummary</name>
    <message numerus="yes">
        <source>%n snapshot(s)</source>
        <translation>
            <numerusform>%n Snapshot</numerusform>
            <numerusform>%n Snapshots</numerusform>
        </translation>
    </message>
    <message>
        <source>Delete %1?</source>
        <translation>%1 löschen?</translation>
    </message>
    <message numerus="yes">
        <source>%n dependent(s)</source>
        <translation>
            <numerusform>%n Abhängigen</numerusform>
            <numerusform>%n Abhängige</numerusform>
        </translation>
    </message>
    <message>
        <source>Delete %1 and %2?</source>
        <translation>%1 und %2 löschen?</translation>
    </message>
    <message>
        <source>%1: Now</source>
        <translation>%1: Jetzt</translation>
    </message>
    <message>
        <source>%1: Now, %2</source>
        <translation>%1: Jetzt, %2</translation>
    </message>
    <message>
        <source>Delete %1, frees %2</source>
        <translation>%1 löschen, gibt %2 frei</translation>
    </message>
    <message>
        <source>Keep %1: %2</source>
        <translation>%1 behalten: %2</translation>
    </message>
    <message numerus="yes">
        <source>Merge %n file(s) into %1, moving %2</source>
        <translation>
            <numerusform>%n Datei in %1 zusammenführen, bewegt %2</numerusform>
            <numerusform>%n Dateien in %1 zusammenführen, bewegt %2</numerusform>
        </translation>
    </message>
    <message>
        <source>It can be cancelled until the first merge is complete.</source>
        <translation>Es kann abgebrochen werden, bis die erste Zusammenführung abgeschlossen ist.</translation>
    </message>
    <message>
        <source>Once it runs it can be paused and stopped, but not taken back.</source>
        <translation>Sobald es läuft, kann es pausiert und angehalten, aber nicht zurückgenommen werden.</translation>
    </message>
    <message>
        <source>needs %1, %2 are free</source>
        <translation>braucht %1, %2 sind frei</translation>
    </message>
    <message>
        <source>needs %1, only %2 are free</source>
        <translation>braucht %1, nur %2 sind frei</translation>
    </message>
    <message>
        <source>next to none</source>
        <translation>fast keine</translation>
    </message>
    <message>
        <source>not known: nothing was merged on this volume yet</source>
        <translation>nicht bekannt: Auf diesem Volume wurde noch nichts zusammengeführt</translation>
    </message>
    <message numerus="yes">
        <source>Delete %n Snapshot(s)</source>
        <translation>
            <numerusform>%n Snapshot löschen</numerusform>
            <numerusform>%n Snapshots löschen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>coppice::models::Progress</name>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
</context>
<context>
    <name>coppice::models::RateFigure</name>
    <message>
        <source>GiB/s</source>
        <translation>GiB/s</translation>
    </message>
    <message>
        <source>MiB/s</source>
        <translation>MiB/s</translation>
    </message>
    <message>
        <source>KiB/s</source>
        <translation>KiB/s</translation>
    </message>
    <message>
        <source>B/s</source>
        <translation>B/s</translation>
    </message>
    <message>
        <source>GiB done</source>
        <translation>GiB erledigt</translation>
    </message>
    <message>
        <source>MiB done</source>
        <translation>MiB erledigt</translation>
    </message>
    <message>
        <source>KiB done</source>
        <translation>KiB erledigt</translation>
    </message>
    <message>
        <source>Bytes done</source>
        <translation>Bytes erledigt</translation>
    </message>
    <message>
        <source>Hours since the start</source>
        <translation>Stunden seit Beginn</translation>
    </message>
    <message>
        <source>Minutes since the start</source>
        <translation>Minuten seit Beginn</translation>
    </message>
    <message>
        <source>Seconds since the start</source>
        <translation>Sekunden seit Beginn</translation>
    </message>
    <message>
        <source>Job %1</source>
        <translation>Auftrag %1</translation>
    </message>
    <message>
        <source>0 B/s</source>
        <translation>0 B/s</translation>
    </message>
    <message>
        <source>%1: %2 at the end, between %3 and %4, %5 done in %6.</source>
        <translation>%1: zuletzt %2, zwischen %3 und %4, %5 in %6 erledigt.</translation>
    </message>
    <message numerus="yes">
        <source>%n more job(s) not shown.</source>
        <translation>
            <numerusform>%n weiterer Auftrag nicht gezeigt.</numerusform>
            <numerusform>%n weitere Aufträge nicht gezeigt.</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 · %2 · %3 · %4 done</source>
        <translation>%1 · %2 · %3 · %4 erledigt</translation>
    </message>
</context>
<context>
    <name>coppice::models::SelectionSummary</name>
    <message>
        <source>%1: %2</source>
        <comment>VM and number</comment>
        <translation>%1: %2</translation>
    </message>
</context>
<context>
    <name>coppice::models::SnapshotQuery</name>
    <message>
        <source>There is no field “%1”. To find the text, put it in quotes.</source>
        <translation>Es gibt kein Feld „%1“. Setzen Sie den Text in Anführungszeichen, um ihn zu finden.</translation>
    </message>
    <message>
        <source>“%1” needs a colon: %2:word.</source>
        <translation>„%1“ braucht einen Doppelpunkt: %2:wort.</translation>
    </message>
    <message>
        <source>“%1” needs a value.</source>
        <translation>„%1“ braucht einen Wert.</translation>
    </message>
    <message>
        <source>“%1” needs a value, as in %2.</source>
        <translation>„%1“ braucht einen Wert, wie in %2.</translation>
    </message>
    <message>
        <source>“%1” needs &gt; or &lt;, as in age&gt;30d.</source>
        <translation>„%1“ braucht &gt; oder &lt;, wie in age&gt;30d.</translation>
    </message>
    <message>
        <source>“%1” needs a colon, as in %2:30d.</source>
        <translation>„%1“ braucht einen Doppelpunkt, wie in %2:30d.</translation>
    </message>
    <message>
        <source>“%1” needs a unit: m, h, d, w, mo or y.</source>
        <translation>„%1“ braucht eine Einheit: m, h, d, w, mo oder y.</translation>
    </message>
    <message>
        <source>“%1” is not an age. Ages look like 2h, 30d or 6mo.</source>
        <translation>„%1“ ist kein Alter. Alter sehen so aus: 2h, 30d oder 6mo.</translation>
    </message>
    <message>
        <source>“%1” is not a date. Dates look like 2026, 2026-11 or 2026-11-05.</source>
        <translation>„%1“ ist kein Datum. Daten sehen so aus: 2026, 2026-11 oder 2026-11-05.</translation>
    </message>
    <message>
        <source>“%1” is not a size. Sizes look like 500MB or 1.5GiB.</source>
        <translation>„%1“ ist keine Größe. Größen sehen so aus: 500MB oder 1.5GiB.</translation>
    </message>
    <message>
        <source>“%1” needs &gt; or &lt;, as in %2&gt;1GiB.</source>
        <translation>„%1“ braucht &gt; oder &lt;, wie in %2&gt;1GiB.</translation>
    </message>
    <message>
        <source>“%1” is not a number.</source>
        <translation>„%1“ ist keine Zahl.</translation>
    </message>
    <message>
        <source>“%1” is not known. After %2: comes one of %3.</source>
        <translation>„%1“ ist unbekannt. Nach %2: kommt eines von %3.</translation>
    </message>
    <message>
        <source>the name has this word</source>
        <translation>der Name hat dieses Wort</translation>
    </message>
    <message>
        <source>the notes have this word</source>
        <translation>die Notizen haben dieses Wort</translation>
    </message>
    <message>
        <source>the VM’s name has this word</source>
        <translation>der Name der VM hat dieses Wort</translation>
    </message>
    <message>
        <source>the collection’s name has this word</source>
        <translation>der Name der Sammlung hat dieses Wort</translation>
    </message>
    <message>
        <source>the hold’s reason has this word</source>
        <translation>der Grund der Sperre hat dieses Wort</translation>
    </message>
    <message>
        <source>older than: m, h, d, w, mo, y</source>
        <translation>älter als: m, h, d, w, mo, y</translation>
    </message>
    <message>
        <source>newer than: m, h, d, w, mo, y</source>
        <translation>neuer als: m, h, d, w, mo, y</translation>
    </message>
    <message>
        <source>created in a year, month or day</source>
        <translation>erstellt in einem Jahr, Monat oder an einem Tag</translation>
    </message>
    <message>
        <source>created before a date</source>
        <translation>erstellt vor einem Datum</translation>
    </message>
    <message>
        <source>created on a date or later</source>
        <translation>erstellt an einem Datum oder später</translation>
    </message>
    <message>
        <source>more own data than</source>
        <translation>mehr eigene Daten als</translation>
    </message>
    <message>
        <source>deleting it frees more than (estimate)</source>
        <translation>Löschen gibt mehr frei als (Schätzung)</translation>
    </message>
    <message>
        <source>more snapshots go with it than</source>
        <translation>mehr Snapshots werden mitgelöscht als</translation>
    </message>
    <message>
        <source>nothing else goes with it</source>
        <translation>sonst wird nichts mitgelöscht</translation>
    </message>
    <message>
        <source>standard snapshots</source>
        <translation>Standard-Snapshots</translation>
    </message>
    <message>
        <source>recovery snapshots</source>
        <translation>Wiederherstellungs-Snapshots</translation>
    </message>
    <message>
        <source>collection snapshots: several VMs as one</source>
        <translation>Sammlungs-Snapshots: mehrere VMs als eines</translation>
    </message>
    <message>
        <source>protected by a hold</source>
        <translation>durch eine Sperre geschützt</translation>
    </message>
    <message>
        <source>no notes, and no name or an automatic one</source>
        <translation>ohne Notizen und ohne Namen oder mit einem automatischen</translation>
    </message>
    <message>
        <source>being deleted by a job</source>
        <translation>wird von einem Auftrag gelöscht</translation>
    </message>
    <message>
        <source>something is wrong with its disks or members</source>
        <translation>mit seinen Datenträgern oder Mitgliedern stimmt etwas nicht</translation>
    </message>
</context>
<context>
    <name>coppice::models::SnapshotTreeModel</name>
    <message numerus="yes">
        <source>%n member(s) missing</source>
        <translation>
            <numerusform>%n Mitglied fehlt</numerusform>
            <numerusform>%n Mitglieder fehlen</numerusform>
        </translation>
    </message>
    <message>
        <source>Collection, recovery</source>
        <translation>Sammlung, Wiederherstellung</translation>
    </message>
    <message>
        <source>Collection</source>
        <translation>Sammlung</translation>
    </message>
    <message>
        <source>Current state</source>
        <translation>Aktueller Zustand</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>VM and snapshot</comment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>%1 — own snapshots</source>
        <translation>%1 — eigene Snapshots</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>Jetzt</translation>
    </message>
    <message>
        <source>Held</source>
        <translation>Gesperrt</translation>
    </message>
    <message numerus="yes">
        <source>%n member(s)</source>
        <translation>
            <numerusform>%n Mitglied</numerusform>
            <numerusform>%n Mitglieder</numerusform>
        </translation>
    </message>
    <message>
        <source>Being deleted by a job.</source>
        <translation>Wird von einem Auftrag gelöscht.</translation>
    </message>
    <message>
        <source>A member is held.</source>
        <translation>Ein Mitglied ist gesperrt.</translation>
    </message>
    <message>
        <source>Goes too: %1</source>
        <translation>Wird mitgelöscht: %1</translation>
    </message>
    <message>
        <source>%1 +%2</source>
        <comment>VM names and how many more</comment>
        <translation>%1 +%2</translation>
    </message>
    <message>
        <source>Space its own disk files take on the volume</source>
        <translation>Platz, den seine eigenen Dateien auf dem Volume belegen</translation>
    </message>
    <message>
        <source>Own data of it and of everything that goes with it; the plan tells exactly</source>
        <translation>Eigene Daten von ihm und allem, was mitgelöscht wird; der Plan sagt es genau</translation>
    </message>
    <message>
        <source>Snapshots that go with it</source>
        <translation>Snapshots, die mitgelöscht werden</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Created</source>
        <translation>Erstellt</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>VMs</source>
        <translation>VMs</translation>
    </message>
    <message>
        <source>Own data</source>
        <translation>Eigene Daten</translation>
    </message>
    <message>
        <source>Frees</source>
        <translation>Gibt frei</translation>
    </message>
    <message>
        <source>Dependents</source>
        <translation>Abhängige</translation>
    </message>
    <message>
        <source>Hold</source>
        <translation>Sperre</translation>
    </message>
</context>
<context>
    <name>coppice::models::StepModel</name>
    <message>
        <source>Step</source>
        <translation>Schritt</translation>
    </message>
    <message>
        <source>Disk</source>
        <translation>Datenträger</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Fortschritt</translation>
    </message>
    <message>
        <source>Done / Total</source>
        <translation>Erledigt / Gesamt</translation>
    </message>
</context>
<context>
    <name>coppice::models::Texts</name>
    <message>
        <source>Queued</source>
        <translation>Wartet</translation>
    </message>
    <message>
        <source>Starting</source>
        <translation>Startet</translation>
    </message>
    <message>
        <source>Running</source>
        <translation>Läuft</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>Pausiert</translation>
    </message>
    <message>
        <source>Stopping</source>
        <translation>Hält an</translation>
    </message>
    <message>
        <source>Completed</source>
        <translation>Abgeschlossen</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>Abgebrochen</translation>
    </message>
    <message>
        <source>Killed</source>
        <translation>Gewaltsam beendet</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Fehlgeschlagen</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>Angehalten</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>Wartet</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Erledigt</translation>
    </message>
    <message>
        <source>Skipped</source>
        <translation>Übersprungen</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>Aus</translation>
    </message>
    <message>
        <source>Saved</source>
        <translation>Gespeichert</translation>
    </message>
    <message>
        <source>Recovery</source>
        <translation>Wiederherstellung</translation>
    </message>
    <message>
        <source>Standard</source>
        <translation>Standard</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pausieren</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>Fortsetzen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Retry</source>
        <translation>Wiederholen</translation>
    </message>
    <message>
        <source>Merge</source>
        <translation>Zusammenführen</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>Behalten</translation>
    </message>
    <message>
        <source>two or more disks derive from it</source>
        <translation>zwei oder mehr Datenträger leiten sich davon ab</translation>
    </message>
    <message>
        <source>a snapshot or a current state still uses it</source>
        <translation>ein Snapshot oder ein aktueller Zustand benutzt sie noch</translation>
    </message>
    <message>
        <source>%1/s</source>
        <comment>bytes a second</comment>
        <translation>%1/s</translation>
    </message>
    <message>
        <source>%1 s</source>
        <comment>seconds</comment>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>%1 min %2 s</source>
        <translation>%1 min %2 s</translation>
    </message>
    <message>
        <source>%1 h %2 min</source>
        <translation>%1 h %2 min</translation>
    </message>
    <message>
        <source>%1 %</source>
        <comment>percent</comment>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>selected</source>
        <translation>ausgewählt</translation>
    </message>
    <message>
        <source>member of the selected %1</source>
        <translation>Mitglied von %1 (ausgewählt)</translation>
    </message>
    <message>
        <source>child of %1 on %2</source>
        <translation>Nachfolger von %1 auf %2</translation>
    </message>
    <message>
        <source>member of %1, which loses %2’s part</source>
        <translation>Mitglied von %1, das den Teil von %2 verliert</translation>
    </message>
    <message>
        <source>Held since %1: %2</source>
        <translation>Gesperrt seit %1: %2</translation>
    </message>
    <message>
        <source>Held by %1 since %2: %3</source>
        <translation>Gesperrt von %1 seit %2: %3</translation>
    </message>
    <message>
        <source>Interrupted</source>
        <translation>Unterbrochen</translation>
    </message>
    <message>
        <source>Starts in %1</source>
        <comment>a time</comment>
        <translation>Beginnt in %1</translation>
    </message>
    <message>
        <source>Queued, no. %1</source>
        <translation>Wartet, Platz %1</translation>
    </message>
    <message numerus="yes">
        <source>%n snapshot(s)</source>
        <translation>
            <numerusform>%n Snapshot</numerusform>
            <numerusform>%n Snapshots</numerusform>
        </translation>
    </message>
    <message>
        <source>Delete %1</source>
        <translation>%1 löschen</translation>
    </message>
    <message>
        <source>Delete %1 and %2</source>
        <translation>%1 und %2 löschen</translation>
    </message>
    <message numerus="yes">
        <source>%n dependent(s)</source>
        <translation>
            <numerusform>%n Abhängigen</numerusform>
            <numerusform>%n Abhängige</numerusform>
        </translation>
    </message>
    <message>
        <source>%1, then verify</source>
        <comment>a job&apos;s title</comment>
        <translation>%1, danach prüfen</translation>
    </message>
    <message numerus="yes">
        <source>Merge %n layer(s) into %1</source>
        <translation>
            <numerusform>%n Schicht in %1 zusammenführen</numerusform>
            <numerusform>%n Schichten in %1 zusammenführen</numerusform>
        </translation>
    </message>
    <message>
        <source>Start Now</source>
        <translation>Jetzt beginnen</translation>
    </message>
</context>
<context>
    <name>coppice::models::TimeLeft</name>
    <message>
        <source>%1 s</source>
        <comment>seconds</comment>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>%1 min</source>
        <comment>minutes</comment>
        <translation>%1 min</translation>
    </message>
    <message>
        <source>%1 h</source>
        <comment>hours</comment>
        <translation>%1 h</translation>
    </message>
    <message>
        <source>%1 h %2 min</source>
        <translation>%1 h %2 min</translation>
    </message>
    <message>
        <source>under %1</source>
        <translation>unter %1</translation>
    </message>
    <message>
        <source>%1–%2 s</source>
        <comment>seconds</comment>
        <translation>%1–%2 s</translation>
    </message>
    <message>
        <source>%1–%2 min</source>
        <comment>minutes</comment>
        <translation>%1–%2 min</translation>
    </message>
    <message>
        <source>%1 – %2</source>
        <comment>two times</comment>
        <translation>%1 – %2</translation>
    </message>
</context>
<context>
    <name>coppice::ui::Actions</name>
    <message>
        <source>&amp;Open Library…</source>
        <translation>Bibliothek ö&amp;ffnen…</translation>
    </message>
    <message>
        <source>Open the folder of a library</source>
        <translation>Den Ordner einer Bibliothek öffnen</translation>
    </message>
    <message>
        <source>Try the &amp;Demo</source>
        <translation>&amp;Demo ausprobieren</translation>
    </message>
    <message>
        <source>Make a library of real disks to try things on, and open it</source>
        <translation>Eine Bibliothek echter Datenträger zum Ausprobieren anlegen und öffnen</translation>
    </message>
    <message>
        <source>&amp;Refresh</source>
        <translation>&amp;Aktualisieren</translation>
    </message>
    <message>
        <source>Read the library anew</source>
        <translation>Die Bibliothek neu lesen</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;Beenden</translation>
    </message>
    <message>
        <source>Close the window</source>
        <translation>Das Fenster schließen</translation>
    </message>
    <message>
        <source>&amp;Preferences…</source>
        <translation>&amp;Einstellungen…</translation>
    </message>
    <message>
        <source>Settings of jobs and of how it looks</source>
        <translation>Einstellungen für Aufträge und Aussehen</translation>
    </message>
    <message>
        <source>&amp;Delete…</source>
        <translation>&amp;Löschen…</translation>
    </message>
    <message>
        <source>Delete the selected snapshots and what depends on them, after a confirmation</source>
        <translation>Die ausgewählten Snapshots und was davon abhängt nach einer Bestätigung löschen</translation>
    </message>
    <message>
        <source>&amp;Hold…</source>
        <translation>&amp;Sperren…</translation>
    </message>
    <message>
        <source>Protect the selected snapshots from being deleted</source>
        <translation>Die ausgewählten Snapshots vor dem Löschen schützen</translation>
    </message>
    <message>
        <source>Re&amp;lease</source>
        <translation>&amp;Freigeben</translation>
    </message>
    <message>
        <source>End the protection of the selected snapshots</source>
        <translation>Den Schutz der ausgewählten Snapshots aufheben</translation>
    </message>
    <message>
        <source>Select &amp;All</source>
        <translation>&amp;Alles auswählen</translation>
    </message>
    <message>
        <source>Select every snapshot shown</source>
        <translation>Jeden gezeigten Snapshot auswählen</translation>
    </message>
    <message>
        <source>Select &amp;None</source>
        <translation>&amp;Nichts auswählen</translation>
    </message>
    <message>
        <source>Select no snapshot</source>
        <translation>Keinen Snapshot auswählen</translation>
    </message>
    <message>
        <source>&amp;Find</source>
        <translation>S&amp;uchen</translation>
    </message>
    <message>
        <source>&amp;Expand All</source>
        <translation>Alles a&amp;ufklappen</translation>
    </message>
    <message>
        <source>Show every snapshot</source>
        <translation>Jeden Snapshot zeigen</translation>
    </message>
    <message>
        <source>&amp;Collapse All</source>
        <translation>Alles &amp;zuklappen</translation>
    </message>
    <message>
        <source>Show the first level alone</source>
        <translation>Nur die erste Ebene zeigen</translation>
    </message>
    <message>
        <source>&amp;Pause</source>
        <translation>&amp;Pausieren</translation>
    </message>
    <message>
        <source>Pause the job at its next block</source>
        <translation>Den Auftrag am nächsten Block pausieren</translation>
    </message>
    <message>
        <source>&amp;Resume</source>
        <translation>&amp;Fortsetzen</translation>
    </message>
    <message>
        <source>Go on with the job</source>
        <translation>Mit dem Auftrag fortfahren</translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation>&amp;Abbrechen</translation>
    </message>
    <message>
        <source>Take the job back: nothing will have changed</source>
        <translation>Den Auftrag zurücknehmen: Es hat sich dann nichts geändert</translation>
    </message>
    <message>
        <source>&amp;Stop</source>
        <translation>An&amp;halten</translation>
    </message>
    <message>
        <source>End the job at a safe point; it can be resumed, its snapshots stay marked</source>
        <translation>Den Auftrag an einer sicheren Stelle beenden; er kann fortgesetzt werden, seine Snapshots bleiben vorgemerkt</translation>
    </message>
    <message>
        <source>Re&amp;try</source>
        <translation>&amp;Wiederholen</translation>
    </message>
    <message>
        <source>Go on from the step that failed</source>
        <translation>Am fehlgeschlagenen Schritt weitermachen</translation>
    </message>
    <message>
        <source>Cop&amp;y Error</source>
        <translation>Fehler &amp;kopieren</translation>
    </message>
    <message>
        <source>Copy what failed, why, and what to do to the clipboard</source>
        <translation>Was fehlschlug, warum und was zu tun ist in die Zwischenablage kopieren</translation>
    </message>
    <message>
        <source>&amp;Export Jobs…</source>
        <translation>Aufträge &amp;exportieren…</translation>
    </message>
    <message>
        <source>Save the jobs in the list as CSV or JSON</source>
        <translation>Die Aufträge der Liste als CSV oder JSON speichern</translation>
    </message>
    <message>
        <source>&amp;About Coppice</source>
        <translation>Ü&amp;ber Coppice</translation>
    </message>
    <message>
        <source>Version and licence</source>
        <translation>Version und Lizenz</translation>
    </message>
    <message>
        <source>About &amp;Qt</source>
        <translation>Über &amp;Qt</translation>
    </message>
    <message>
        <source>Version and licence of Qt</source>
        <translation>Version und Lizenz von Qt</translation>
    </message>
    <message>
        <source>Search snapshots</source>
        <translation>Snapshots suchen</translation>
    </message>
    <message>
        <source>Search &amp;Everywhere</source>
        <translation>&amp;Überall suchen</translation>
    </message>
    <message>
        <source>Search the whole library, not only what is chosen on the left</source>
        <translation>Die ganze Bibliothek durchsuchen, nicht nur, was links gewählt ist</translation>
    </message>
    <message>
        <source>Everywhere</source>
        <translation>Überall</translation>
    </message>
    <message>
        <source>&amp;Next Pane</source>
        <translation>&amp;Nächster Bereich</translation>
    </message>
    <message>
        <source>Go to the next pane</source>
        <translation>Zum nächsten Bereich gehen</translation>
    </message>
    <message>
        <source>&amp;Previous Pane</source>
        <translation>&amp;Voriger Bereich</translation>
    </message>
    <message>
        <source>Go to the pane before</source>
        <translation>Zum vorigen Bereich gehen</translation>
    </message>
    <message>
        <source>&amp;Keyboard</source>
        <translation>&amp;Tastatur</translation>
    </message>
    <message>
        <source>Every command&apos;s keys, and what the keyboard does in place of the mouse</source>
        <translation>Die Tasten jedes Befehls, und was die Tastatur anstelle der Maus tut</translation>
    </message>
    <message>
        <source>&amp;Undo Delete</source>
        <translation>Löschen &amp;rückgängig machen</translation>
    </message>
    <message>
        <source>Take back the newest deletion that has not begun: nothing will have changed</source>
        <translation>Die neueste Löschung zurücknehmen, die noch nicht begonnen hat: Es hat sich dann nichts geändert</translation>
    </message>
    <message>
        <source>Start &amp;Now</source>
        <translation>&amp;Jetzt beginnen</translation>
    </message>
    <message>
        <source>Begin the job without waiting for its grace period to end</source>
        <translation>Den Auftrag beginnen, ohne das Ende seiner Frist abzuwarten</translation>
    </message>
    <message>
        <source>Move &amp;Up</source>
        <translation>Nach &amp;oben</translation>
    </message>
    <message>
        <source>Let the job start before the one ahead of it</source>
        <translation>Den Auftrag vor dem beginnen lassen, der vor ihm steht</translation>
    </message>
    <message>
        <source>Move &amp;Down</source>
        <translation>Nach &amp;unten</translation>
    </message>
    <message>
        <source>Let the job start after the one behind it</source>
        <translation>Den Auftrag nach dem beginnen lassen, der hinter ihm steht</translation>
    </message>
    <message>
        <source>Resume &amp;All Interrupted</source>
        <translation>A&amp;lle unterbrochenen fortsetzen</translation>
    </message>
    <message>
        <source>Go on with every job that an earlier run of the program left unfinished</source>
        <translation>Jeden Auftrag fortsetzen, den ein früherer Lauf des Programms unfertig ließ</translation>
    </message>
    <message>
        <source>Resume All</source>
        <translation>Alle fortsetzen</translation>
    </message>
    <message>
        <source>&amp;Tree</source>
        <translation>&amp;Baum</translation>
    </message>
    <message>
        <source>Show the snapshots as a tree</source>
        <translation>Die Snapshots als Baum zeigen</translation>
    </message>
    <message>
        <source>&amp;Graph</source>
        <translation>&amp;Graph</translation>
    </message>
    <message>
        <source>Show the snapshots as a graph over time</source>
        <translation>Die Snapshots als Graph über der Zeit zeigen</translation>
    </message>
    <message>
        <source>Lanes for &amp;VMs</source>
        <translation>Bahnen je V&amp;M</translation>
    </message>
    <message>
        <source>Give every virtual machine a lane</source>
        <translation>Jeder virtuellen Maschine eine Bahn geben</translation>
    </message>
    <message>
        <source>Give every collection one lane, its snapshots drawn as one node each</source>
        <translation>Jeder Sammlung eine Bahn geben, ihre Snapshots als je ein Knoten</translation>
    </message>
    <message>
        <source>Zoom &amp;In</source>
        <translation>Ve&amp;rgrößern</translation>
    </message>
    <message>
        <source>Show the graph larger</source>
        <translation>Den Graphen größer zeigen</translation>
    </message>
    <message>
        <source>Zoom &amp;Out</source>
        <translation>Ver&amp;kleinern</translation>
    </message>
    <message>
        <source>Show the graph smaller</source>
        <translation>Den Graphen kleiner zeigen</translation>
    </message>
    <message>
        <source>Show the graph at 100 %</source>
        <translation>Den Graphen mit 100 % zeigen</translation>
    </message>
    <message>
        <source>&amp;Fit</source>
        <translation>Einp&amp;assen</translation>
    </message>
    <message>
        <source>Show the whole graph</source>
        <translation>Den ganzen Graphen zeigen</translation>
    </message>
    <message>
        <source>&amp;Print…</source>
        <translation>Dr&amp;ucken…</translation>
    </message>
    <message>
        <source>Print the snapshots as they are shown</source>
        <translation>Die Snapshots drucken, wie sie gezeigt werden</translation>
    </message>
    <message>
        <source>Save &amp;As…</source>
        <translation>&amp;Speichern als…</translation>
    </message>
    <message>
        <source>Save the snapshots as they are shown, as SVG or PDF</source>
        <translation>Die Snapshots, wie sie gezeigt werden, als SVG oder PDF speichern</translation>
    </message>
    <message>
        <source>&amp;Lanes for Collections</source>
        <translation>Bahnen je Samm&amp;lung</translation>
    </message>
    <message>
        <source>Original Si&amp;ze</source>
        <translation>&amp;Originalgröße</translation>
    </message>
    <message>
        <source>&amp;Invert Selection</source>
        <translation>Auswahl &amp;umkehren</translation>
    </message>
    <message>
        <source>Select what is shown and not selected, and nothing else</source>
        <translation>Genau das auswählen, was angezeigt wird und nicht ausgewählt ist</translation>
    </message>
    <message>
        <source>Select S&amp;ubtree</source>
        <translation>&amp;Teilbaum auswählen</translation>
    </message>
    <message>
        <source>Select everything that descends from the selected snapshots, too</source>
        <translation>Auch alles auswählen, was von den ausgewählten Snapshots abstammt</translation>
    </message>
    <message>
        <source>Select the children of the selected snapshots instead of them</source>
        <translation>Statt der ausgewählten Snapshots ihre direkten Nachfolger auswählen</translation>
    </message>
    <message>
        <source>Select by &amp;Query…</source>
        <translation>Per A&amp;bfrage auswählen…</translation>
    </message>
    <message>
        <source>Select what matches a search, counted before you do</source>
        <translation>Auswählen, was auf eine Suche passt, vorher gezählt</translation>
    </message>
    <message>
        <source>&amp;Older Than…</source>
        <translation>Ä&amp;lter als…</translation>
    </message>
    <message>
        <source>Select snapshots of some age</source>
        <translation>Snapshots nach Alter auswählen</translation>
    </message>
    <message>
        <source>&amp;Larger Than…</source>
        <translation>&amp;Größer als…</translation>
    </message>
    <message>
        <source>Select snapshots of some size</source>
        <translation>Snapshots nach Größe auswählen</translation>
    </message>
    <message>
        <source>By Na&amp;me…</source>
        <translation>Nach Na&amp;men…</translation>
    </message>
    <message>
        <source>Select snapshots by a word of their name</source>
        <translation>Snapshots nach einem Wort ihres Namens auswählen</translation>
    </message>
    <message>
        <source>Unla&amp;belled</source>
        <translation>Unb&amp;eschriftet</translation>
    </message>
    <message>
        <source>Select snapshots without notes whose name is empty or automatic</source>
        <translation>Snapshots ohne Notizen auswählen, deren Name leer oder automatisch ist</translation>
    </message>
    <message>
        <source>&amp;Standard</source>
        <translation>&amp;Standard</translation>
    </message>
    <message>
        <source>Select standard snapshots</source>
        <translation>Standard-Snapshots auswählen</translation>
    </message>
    <message>
        <source>&amp;Recovery</source>
        <translation>&amp;Wiederherstellung</translation>
    </message>
    <message>
        <source>Select recovery snapshots</source>
        <translation>Wiederherstellungs-Snapshots auswählen</translation>
    </message>
    <message>
        <source>&amp;Collection Snapshots</source>
        <translation>Sammlungs-Sna&amp;pshots</translation>
    </message>
    <message>
        <source>Select snapshots of several VMs taken as one</source>
        <translation>Snapshots auswählen, die mehrere VMs gemeinsam umfassen</translation>
    </message>
    <message>
        <source>&amp;Save Search…</source>
        <translation>Suche s&amp;peichern…</translation>
    </message>
    <message>
        <source>Give the search a name and keep it</source>
        <translation>Der Suche einen Namen geben und sie behalten</translation>
    </message>
    <message>
        <source>&amp;Edit Saved Searches…</source>
        <translation>Gespeicherte Suchen &amp;bearbeiten…</translation>
    </message>
    <message>
        <source>Rename, change or delete saved searches</source>
        <translation>Gespeicherte Suchen umbenennen, ändern oder löschen</translation>
    </message>
    <message>
        <source>Select Child&amp;ren</source>
        <translation>Nachf&amp;olger auswählen</translation>
    </message>
</context>
<context>
    <name>coppice::ui::ChainView</name>
    <message>
        <source>%1 virtual</source>
        <translation>%1 virtuell</translation>
    </message>
    <message>
        <source>Now writes here</source>
        <translation>Der aktuelle Zustand schreibt hier</translation>
    </message>
    <message>
        <source>Disk chain, newest on top</source>
        <translation>Datenträgerkette, Neuestes oben</translation>
    </message>
    <message>
        <source>Enter goes to the snapshot that a layer belongs to</source>
        <translation>Eingabe führt zum Snapshot, dem eine Schicht gehört</translation>
    </message>
    <message>
        <source>Disk %1, %2 layers</source>
        <translation>Datenträger %1, %2 Schichten</translation>
    </message>
</context>
<context>
    <name>coppice::ui::DesktopNotifier</name>
    <message>
        <source>Show</source>
        <translation>Zeigen</translation>
    </message>
</context>
<context>
    <name>coppice::ui::DestroyDialog</name>
    <message>
        <source>Delete Snapshots</source>
        <translation>Snapshots löschen</translation>
    </message>
    <message>
        <source>Confirms which snapshots are deleted</source>
        <translation>Bestätigt, welche Snapshots gelöscht werden</translation>
    </message>
    <message>
        <source>Working out what would go…</source>
        <translation>Es wird ermittelt, was gelöscht würde…</translation>
    </message>
    <message>
        <source>Nothing is changed before you confirm.</source>
        <translation>Vor Ihrer Bestätigung wird nichts geändert.</translation>
    </message>
    <message>
        <source>This cannot be planned</source>
        <translation>Das lässt sich nicht planen</translation>
    </message>
    <message>
        <source>Snapshots of %1 collections go. &amp;Type %2 to confirm:</source>
        <translation>Es werden Snapshots aus %1 Sammlungen gelöscht. &amp;Tippen Sie zur Bestätigung %2:</translation>
    </message>
    <message>
        <source>&amp;Type %1 to confirm:</source>
        <translation>&amp;Tippen Sie zur Bestätigung %1:</translation>
    </message>
    <message>
        <source>Nothing can be deleted as it is. See “What goes”.</source>
        <translation>So kann nichts gelöscht werden. Siehe „Was gelöscht wird“.</translation>
    </message>
    <message>
        <source>There is not enough free space for this.</source>
        <translation>Dafür ist nicht genug Speicherplatz frei.</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>No disk file changes.</source>
        <translation>Keine Datei ändert sich.</translation>
    </message>
    <message>
        <source>To write</source>
        <translation>Zu schreiben</translation>
    </message>
    <message>
        <source>Freed</source>
        <translation>Wird frei</translation>
    </message>
    <message>
        <source>Extra, at most</source>
        <translation>Zusätzlich, höchstens</translation>
    </message>
    <message>
        <source>Free</source>
        <translation>Frei</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Dauer</translation>
    </message>
    <message>
        <source>&amp;Delete</source>
        <translation>&amp;Löschen</translation>
    </message>
    <message>
        <source>Save Report</source>
        <translation>Bericht speichern</translation>
    </message>
    <message>
        <source>Web page (*.html)</source>
        <translation>Webseite (*.html)</translation>
    </message>
    <message>
        <source>Table (*.csv)</source>
        <translation>Tabelle (*.csv)</translation>
    </message>
    <message>
        <source>JSON (*.json)</source>
        <translation>JSON (*.json)</translation>
    </message>
    <message>
        <source>The report was not saved</source>
        <translation>Der Bericht wurde nicht gespeichert</translation>
    </message>
    <message>
        <source>Question</source>
        <translation>Frage</translation>
    </message>
    <message>
        <source>What stands in the way</source>
        <translation>Was im Weg steht</translation>
    </message>
    <message>
        <source>&amp;With dependents</source>
        <translation>&amp;Mit Abhängigen</translation>
    </message>
    <message>
        <source>Whatever derives from the selected snapshots goes too</source>
        <translation>Was sich von den ausgewählten Snapshots ableitet, wird mitgelöscht</translation>
    </message>
    <message>
        <source>&amp;Only these, keep children</source>
        <translation>&amp;Nur diese, Nachfolger behalten</translation>
    </message>
    <message>
        <source>Children move to the nearest snapshot that survives</source>
        <translation>Nachfolger rücken zum nächsten Snapshot auf, der bleibt</translation>
    </message>
    <message>
        <source>Planning</source>
        <translation>Planung</translation>
    </message>
    <message>
        <source>Everything that goes, and why</source>
        <translation>Alles, was gelöscht wird, und warum</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>Spalten</translation>
    </message>
    <message>
        <source>What &amp;goes</source>
        <translation>Was &amp;gelöscht wird</translation>
    </message>
    <message>
        <source>What survives</source>
        <translation>Was bleibt</translation>
    </message>
    <message>
        <source>What happens to the disks</source>
        <translation>Was mit den Datenträgern geschieht</translation>
    </message>
    <message>
        <source>What &amp;survives</source>
        <translation>Was b&amp;leibt</translation>
    </message>
    <message>
        <source>What happens to the dis&amp;ks</source>
        <translation>&amp;Datenträger</translation>
    </message>
    <message>
        <source>Totals</source>
        <translation>Summen</translation>
    </message>
    <message>
        <source>Consequences</source>
        <translation>Folgen</translation>
    </message>
    <message>
        <source>Number of snapshots to delete</source>
        <translation>Zahl der zu löschenden Snapshots</translation>
    </message>
    <message>
        <source>Copy as Co&amp;mmand</source>
        <translation>Als &amp;Befehl kopieren</translation>
    </message>
    <message>
        <source>Copy the coppicectl line that does the same</source>
        <translation>Die coppicectl-Zeile kopieren, die dasselbe tut</translation>
    </message>
    <message>
        <source>Save &amp;Report…</source>
        <translation>Be&amp;richt speichern…</translation>
    </message>
    <message>
        <source>Keep what is shown here as a page, a table or JSON</source>
        <translation>Was hier steht als Seite, Tabelle oder JSON aufheben</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
</context>
<context>
    <name>coppice::ui::DetailsPanel</name>
    <message>
        <source>Disk chain, newest on top</source>
        <translation>Datenträgerkette, Neuestes oben</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Details</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Members</source>
        <translation>Mitglieder</translation>
    </message>
    <message>
        <source>Snapshot of %1</source>
        <translation>Snapshot von %1</translation>
    </message>
    <message>
        <source>Created</source>
        <translation>Erstellt</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>Child of</source>
        <translation>Nachfolger von</translation>
    </message>
    <message>
        <source>Own data</source>
        <translation>Eigene Daten</translation>
    </message>
    <message>
        <source>Dependents</source>
        <translation>Abhängige</translation>
    </message>
    <message>
        <source>Hold</source>
        <translation>Sperre</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>being deleted</source>
        <translation>wird gelöscht</translation>
    </message>
    <message>
        <source>Member of</source>
        <translation>Mitglied von</translation>
    </message>
    <message>
        <source>Id</source>
        <translation>Kennung</translation>
    </message>
    <message>
        <source>Collection snapshot of %1</source>
        <translation>Sammlungs-Snapshot von %1</translation>
    </message>
    <message>
        <source>%1 – %2</source>
        <translation>%1 – %2</translation>
    </message>
    <message>
        <source>missing: %1</source>
        <translation>fehlt: %1</translation>
    </message>
    <message>
        <source>Virtual machine, current state</source>
        <translation>Virtuelle Maschine, aktueller Zustand</translation>
    </message>
    <message>
        <source>Snapshots</source>
        <translation>Snapshots</translation>
    </message>
    <message>
        <source>Now derives from</source>
        <translation>Jetzt leitet sich ab von</translation>
    </message>
    <message>
        <source>Collection</source>
        <translation>Sammlung</translation>
    </message>
    <message>
        <source>Collection snapshots</source>
        <translation>Sammlungs-Snapshots</translation>
    </message>
    <message>
        <source>Virtual machines</source>
        <translation>Virtuelle Maschinen</translation>
    </message>
    <message>
        <source>Library</source>
        <translation>Bibliothek</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>Collections</source>
        <translation>Sammlungen</translation>
    </message>
    <message>
        <source>Disk files</source>
        <translation>Dateien</translation>
    </message>
    <message>
        <source>On the volume</source>
        <translation>Auf dem Volume</translation>
    </message>
    <message>
        <source>What deleting a layer’s snapshot alone does is an estimate.</source>
        <translation>Was das Löschen nur des Snapshots einer Schicht bewirkt, ist eine Schätzung.</translation>
    </message>
    <message>
        <source>%1 selected</source>
        <translation>%1 ausgewählt</translation>
    </message>
    <message>
        <source>Together, members of collection snapshots included</source>
        <translation>Zusammen, Mitglieder von Sammlungs-Snapshots eingeschlossen</translation>
    </message>
    <message>
        <source>Oldest</source>
        <translation>Ältester</translation>
    </message>
    <message>
        <source>Newest</source>
        <translation>Neuester</translation>
    </message>
    <message>
        <source>Held</source>
        <translation>Gesperrt</translation>
    </message>
    <message>
        <source>Snapshots by virtual machine</source>
        <translation>Snapshots je virtueller Maschine</translation>
    </message>
</context>
<context>
    <name>coppice::ui::EmptyPage</name>
    <message>
        <source>&amp;Open a library</source>
        <translation>Bibliothek ö&amp;ffnen</translation>
    </message>
    <message>
        <source>Try the &amp;demo</source>
        <translation>De&amp;mo ausprobieren</translation>
    </message>
    <message>
        <source>Coppice&apos;s icon: shoots growing from a stool</source>
        <translation>Das Zeichen von Coppice: Triebe aus einem Stock</translation>
    </message>
    <message>
        <source>Why the library could not be opened</source>
        <translation>Warum die Bibliothek nicht geöffnet werden konnte</translation>
    </message>
    <message>
        <source>Opening</source>
        <translation>Wird geöffnet</translation>
    </message>
    <message>
        <source>No library is open</source>
        <translation>Es ist keine Bibliothek geöffnet</translation>
    </message>
    <message>
        <source>A library is a folder with virtual disks and the snapshots of their machines: open yours, or try a demo library with real disks that nobody needs.</source>
        <translation>Eine Bibliothek ist ein Ordner mit virtuellen Datenträgern und den Snapshots ihrer Maschinen: Öffnen Sie Ihre, oder probieren Sie eine Demo-Bibliothek mit echten Datenträgern aus, die niemand braucht.</translation>
    </message>
    <message>
        <source>This takes a few seconds.</source>
        <translation>Das dauert einige Sekunden.</translation>
    </message>
    <message>
        <source>The library could not be opened</source>
        <translation>Die Bibliothek konnte nicht geöffnet werden</translation>
    </message>
</context>
<context>
    <name>coppice::ui::GraphMinimap</name>
    <message>
        <source>Overview of the graph</source>
        <translation>Übersicht des Graphen</translation>
    </message>
</context>
<context>
    <name>coppice::ui::GraphRuler</name>
    <message>
        <source>Not in a collection</source>
        <translation>In keiner Sammlung</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>Jetzt</translation>
    </message>
</context>
<context>
    <name>coppice::ui::GraphShapes</name>
    <message>
        <source>Now</source>
        <translation>Jetzt</translation>
    </message>
</context>
<context>
    <name>coppice::ui::HoldEditor</name>
    <message>
        <source>Hold</source>
        <translation>Sperre</translation>
    </message>
    <message>
        <source>Reason of the hold</source>
        <translation>Grund der Sperre</translation>
    </message>
    <message>
        <source>Enter saves, Esc brings the saved reason back</source>
        <translation>Eingabe speichert, Esc stellt den gespeicherten Grund wieder her</translation>
    </message>
    <message>
        <source>Since %1</source>
        <translation>Seit %1</translation>
    </message>
    <message>
        <source>By %1 since %2</source>
        <translation>Von %1 seit %2</translation>
    </message>
    <message>
        <source>A hold needs a reason</source>
        <translation>Eine Sperre braucht einen Grund</translation>
    </message>
    <message>
        <source>Type a reason to hold it</source>
        <translation>Grund zum Sperren</translation>
    </message>
</context>
<context>
    <name>coppice::ui::JobAttendant</name>
    <message>
        <source>Virtual disks are being merged</source>
        <translation>Virtuelle Datenträger werden zusammengeführt</translation>
    </message>
    <message numerus="yes">
        <source>%n job(s) running</source>
        <translation>
            <numerusform>%n Auftrag läuft</numerusform>
            <numerusform>%n Aufträge laufen</numerusform>
        </translation>
    </message>
    <message>
        <source>Job failed</source>
        <translation>Auftrag fehlgeschlagen</translation>
    </message>
    <message>
        <source>Job completed</source>
        <translation>Auftrag abgeschlossen</translation>
    </message>
</context>
<context>
    <name>coppice::ui::JobDetails</name>
    <message>
        <source>Facts about the selected job appear here.</source>
        <translation>Hier erscheinen Angaben zum ausgewählten Auftrag.</translation>
    </message>
    <message>
        <source>Details of the selected job</source>
        <translation>Details des ausgewählten Auftrags</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Queued</source>
        <translation>Wartet</translation>
    </message>
    <message>
        <source>Started</source>
        <translation>Begonnen</translation>
    </message>
    <message>
        <source>Ended</source>
        <translation>Beendet</translation>
    </message>
    <message>
        <source>Took</source>
        <translation>Dauer</translation>
    </message>
    <message>
        <source>User</source>
        <translation>Benutzer</translation>
    </message>
    <message>
        <source>Moved</source>
        <translation>Bewegt</translation>
    </message>
    <message>
        <source>On average</source>
        <translation>Im Mittel</translation>
    </message>
    <message>
        <source>What failed, and why</source>
        <translation>Was fehlschlug, und warum</translation>
    </message>
    <message>
        <source>What it failed on</source>
        <translation>Woran es scheiterte</translation>
    </message>
    <message>
        <source>What to do about it</source>
        <translation>Was zu tun ist</translation>
    </message>
    <message>
        <source>Job %1: %2</source>
        <translation>Auftrag %1: %2</translation>
    </message>
    <message>
        <source>This job failed</source>
        <translation>Dieser Auftrag ist fehlgeschlagen</translation>
    </message>
    <message>
        <source>This job ended early</source>
        <translation>Dieser Auftrag endete vorzeitig</translation>
    </message>
    <message>
        <source>Error %1 while %2: %3</source>
        <comment>code, what was done, object</comment>
        <translation>Fehler %1, Vorgang %2: %3</translation>
    </message>
    <message>
        <source>Rate</source>
        <translation>Rate</translation>
    </message>
    <message>
        <source>Time left</source>
        <translation>Restzeit</translation>
    </message>
</context>
<context>
    <name>coppice::ui::JobInspector</name>
    <message>
        <source>Steps of the selected job appear here.</source>
        <translation>Hier erscheinen die Schritte des ausgewählten Auftrags.</translation>
    </message>
    <message>
        <source>Log of the selected job</source>
        <translation>Protokoll des ausgewählten Auftrags</translation>
    </message>
    <message>
        <source>About the selected job</source>
        <translation>Über den ausgewählten Auftrag</translation>
    </message>
    <message>
        <source>Rate</source>
        <translation>Rate</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>Schritte</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>Protokoll</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Details</translation>
    </message>
    <message>
        <source>Steps of the selected job</source>
        <translation>Schritte des ausgewählten Auftrags</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>Spalten</translation>
    </message>
</context>
<context>
    <name>coppice::ui::JobNotices</name>
    <message>
        <source>Start &amp;Now</source>
        <translation>&amp;Jetzt beginnen</translation>
    </message>
    <message>
        <source>Begin this deletion without waiting</source>
        <translation>Diese Löschung ohne Warten beginnen</translation>
    </message>
    <message>
        <source>&amp;Show</source>
        <translation>&amp;Zeigen</translation>
    </message>
    <message>
        <source>Show the first of them in the job list</source>
        <translation>Den ersten davon in der Auftragsliste zeigen</translation>
    </message>
    <message>
        <source>&amp;Later</source>
        <translation>S&amp;päter</translation>
    </message>
    <message>
        <source>Leave them as they are; the job list and the next start offer them again</source>
        <translation>Sie lassen, wie sie sind; die Auftragsliste und der nächste Start bieten sie wieder an</translation>
    </message>
    <message>
        <source>&amp;Undo: %1</source>
        <translation>&amp;Rückgängig: %1</translation>
    </message>
    <message>
        <source>&amp;Undo Delete</source>
        <translation>Löschen &amp;rückgängig machen</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Undone: nothing was changed.</source>
        <translation>Rückgängig gemacht: Es wurde nichts geändert.</translation>
    </message>
    <message>
        <source>%1: starts in %2.</source>
        <comment>a job&apos;s title, a time</comment>
        <translation>%1: beginnt in %2.</translation>
    </message>
    <message numerus="yes">
        <source>%1 %n other deletion(s) wait too.</source>
        <translation>
            <numerusform>%1 %n weitere Löschung wartet auch.</numerusform>
            <numerusform>%1 %n weitere Löschungen warten auch.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n interrupted job(s): %1</source>
        <translation>
            <numerusform>%n unterbrochener Auftrag: %1</numerusform>
            <numerusform>%n unterbrochene Aufträge: %1</numerusform>
        </translation>
    </message>
    <message>
        <source>, </source>
        <comment>between the titles of jobs</comment>
        <translation>, </translation>
    </message>
</context>
<context>
    <name>coppice::ui::JobPanel</name>
    <message>
        <source>Jobs</source>
        <translation>Aufträge</translation>
    </message>
    <message>
        <source>Jobs and their history</source>
        <translation>Aufträge und ihr Verlauf</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>Spalten</translation>
    </message>
    <message>
        <source>Export jobs</source>
        <translation>Aufträge exportieren</translation>
    </message>
    <message>
        <source>Show jobs</source>
        <translation>Aufträge zeigen</translation>
    </message>
    <message>
        <source>Shows the jobs of one kind alone</source>
        <translation>Zeigt nur Aufträge einer Art</translation>
    </message>
    <message>
        <source>All jobs</source>
        <translation>Alle Aufträge</translation>
    </message>
    <message>
        <source>Active</source>
        <translation>Aktive</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Fehlgeschlagen</translation>
    </message>
    <message>
        <source>Completed</source>
        <translation>Abgeschlossen</translation>
    </message>
    <message>
        <source>Filter jobs</source>
        <translation>Aufträge filtern</translation>
    </message>
    <message>
        <source>Shows the jobs that have this text in any column</source>
        <translation>Zeigt die Aufträge, die diesen Text in einer Spalte haben</translation>
    </message>
    <message>
        <source>No job matches the filter.</source>
        <translation>Kein Auftrag passt zum Filter.</translation>
    </message>
    <message>
        <source>Jobs appear here once snapshots are deleted.</source>
        <translation>Hier erscheinen Aufträge, sobald Snapshots gelöscht werden.</translation>
    </message>
</context>
<context>
    <name>coppice::ui::KeysDialog</name>
    <message>
        <source>Keyboard</source>
        <translation>Tastatur</translation>
    </message>
    <message>
        <source>Commands and their keys</source>
        <translation>Befehle und ihre Tasten</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Was</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Tasten</translation>
    </message>
    <message>
        <source>In place of the mouse</source>
        <translation>Anstelle der Maus</translation>
    </message>
    <message>
        <source>Choose a row or a snapshot (click)</source>
        <translation>Eine Zeile oder einen Snapshot wählen (Klick)</translation>
    </message>
    <message>
        <source>Arrow keys, Home, End, Page Up, Page Down</source>
        <translation>Pfeiltasten, Pos1, Ende, Bild auf, Bild ab</translation>
    </message>
    <message>
        <source>Select several (drag, Shift+click)</source>
        <translation>Mehrere auswählen (Ziehen, Umschalt+Klick)</translation>
    </message>
    <message>
        <source>Shift+Arrow keys</source>
        <translation>Umschalt+Pfeiltasten</translation>
    </message>
    <message>
        <source>Add or take away one (Ctrl+click, Alt+drag)</source>
        <translation>Einen hinzufügen oder wegnehmen (Strg+Klick, Alt+Ziehen)</translation>
    </message>
    <message>
        <source>Ctrl+Arrow keys, then Ctrl+Space</source>
        <translation>Strg+Pfeiltasten, dann Strg+Leertaste</translation>
    </message>
    <message>
        <source>Take a drag back</source>
        <translation>Ein Ziehen zurücknehmen</translation>
    </message>
    <message>
        <source>Esc, with the button still down</source>
        <translation>Esc, solange die Maustaste gedrückt ist</translation>
    </message>
    <message>
        <source>Open or close a branch (click on its triangle)</source>
        <translation>Einen Zweig auf- oder zuklappen (Klick auf sein Dreieck)</translation>
    </message>
    <message>
        <source>Right, Left; * opens all below</source>
        <translation>Rechts, Links; * klappt alles darunter auf</translation>
    </message>
    <message>
        <source>Sort (click on a heading)</source>
        <translation>Sortieren (Klick auf eine Überschrift)</translation>
    </message>
    <message>
        <source>View → Sort</source>
        <translation>Ansicht → Sortieren</translation>
    </message>
    <message>
        <source>Commands for what is selected (right click)</source>
        <translation>Befehle für das Ausgewählte (Rechtsklick)</translation>
    </message>
    <message>
        <source>Menu key, Shift+F10</source>
        <translation>Menütaste, Umschalt+F10</translation>
    </message>
    <message>
        <source>Go to another pane (click into it)</source>
        <translation>In einen anderen Bereich gehen (Klick hinein)</translation>
    </message>
    <message>
        <source>F6, Shift+F6; Tab, Shift+Tab</source>
        <translation>F6, Umschalt+F6; Tab, Umschalt+Tab</translation>
    </message>
    <message>
        <source>Read a value off the chart (point at it)</source>
        <translation>Einen Wert vom Diagramm ablesen (darauf zeigen)</translation>
    </message>
    <message>
        <source>Left, Right in the chart</source>
        <translation>Links, Rechts im Diagramm</translation>
    </message>
    <message>
        <source>In the graph</source>
        <translation>Im Graphen</translation>
    </message>
    <message>
        <source>Follow a branch</source>
        <translation>Einem Zweig folgen</translation>
    </message>
    <message>
        <source>Left to the parent, Right to the child</source>
        <translation>Links zum Vorgänger, Rechts zum Nachfolger</translation>
    </message>
    <message>
        <source>Go to another lane</source>
        <translation>Zu einer anderen Bahn gehen</translation>
    </message>
    <message>
        <source>Up, Down</source>
        <translation>Auf, Ab</translation>
    </message>
    <message>
        <source>Move the picture (middle button, Space+drag, minimap)</source>
        <translation>Das Bild verschieben (mittlere Taste, Leertaste+Ziehen, Übersichtskarte)</translation>
    </message>
    <message>
        <source>Arrow keys bring what they choose into sight</source>
        <translation>Pfeiltasten bringen ins Bild, was sie wählen</translation>
    </message>
    <message>
        <source>Zoom (Ctrl+wheel)</source>
        <translation>Vergrößern (Strg+Rad)</translation>
    </message>
    <message>
        <source>View → Zoom In, Zoom Out, Fit</source>
        <translation>Ansicht → Vergrößern, Verkleinern, Einpassen</translation>
    </message>
</context>
<context>
    <name>coppice::ui::LogView</name>
    <message>
        <source>What a job has to say is noted here.</source>
        <translation>Was ein Auftrag zu melden hat, steht hier.</translation>
    </message>
</context>
<context>
    <name>coppice::ui::MainWindow</name>
    <message>
        <source>Opening the demo library…</source>
        <translation>Die Demo-Bibliothek wird geöffnet…</translation>
    </message>
    <message>
        <source>Opening %1…</source>
        <translation>%1 wird geöffnet…</translation>
    </message>
    <message>
        <source>The library could not be read</source>
        <translation>Die Bibliothek konnte nicht gelesen werden</translation>
    </message>
    <message>
        <source>That was not possible</source>
        <translation>Das war nicht möglich</translation>
    </message>
    <message>
        <source>Nothing was deleted</source>
        <translation>Es wurde nichts gelöscht</translation>
    </message>
    <message>
        <source>Stopping the jobs at a safe point…</source>
        <translation>Die Aufträge werden an einer sicheren Stelle angehalten…</translation>
    </message>
    <message>
        <source>Coppice</source>
        <translation>Coppice</translation>
    </message>
    <message>
        <source>%1 – Coppice</source>
        <translation>%1 – Coppice</translation>
    </message>
    <message>
        <source>Snapshots</source>
        <translation>Snapshots</translation>
    </message>
    <message>
        <source>Snapshots of %1</source>
        <translation>Snapshots von %1</translation>
    </message>
    <message>
        <source>Open Library</source>
        <translation>Bibliothek öffnen</translation>
    </message>
    <message>
        <source>Why nothing can be changed</source>
        <translation>Warum nichts geändert werden kann</translation>
    </message>
    <message>
        <source>Collections</source>
        <translation>Sammlungen</translation>
    </message>
    <message>
        <source>What is chosen here is shown in the snapshot tree</source>
        <translation>Was hier gewählt ist, zeigt der Snapshot-Baum</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Details</translation>
    </message>
    <message>
        <source>Jobs</source>
        <translation>Aufträge</translation>
    </message>
    <message>
        <source>Show or hide: %1</source>
        <comment>a part of the window</comment>
        <translation>Zeigen oder verbergen: %1</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Datei</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>&amp;Bearbeiten</translation>
    </message>
    <message>
        <source>&amp;Snapshot</source>
        <translation>&amp;Snapshot</translation>
    </message>
    <message>
        <source>&amp;Job</source>
        <translation>&amp;Auftrag</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>A&amp;nsicht</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>&amp;Hilfe</translation>
    </message>
    <message>
        <source>Commands</source>
        <translation>Befehle</translation>
    </message>
    <message>
        <source>Opened for reading only. %1</source>
        <translation>Nur zum Lesen geöffnet. %1</translation>
    </message>
    <message>
        <source>Search results in the whole library</source>
        <translation>Suchergebnisse in der ganzen Bibliothek</translation>
    </message>
    <message>
        <source>Search results in %1</source>
        <translation>Suchergebnisse in %1</translation>
    </message>
    <message>
        <source>Search everywhere</source>
        <translation>Überall suchen</translation>
    </message>
    <message>
        <source>&amp;Sort Snapshots</source>
        <translation>&amp;Snapshots sortieren</translation>
    </message>
    <message>
        <source>Sort &amp;Jobs</source>
        <translation>Auf&amp;träge sortieren</translation>
    </message>
</context>
<context>
    <name>coppice::ui::NotesEditor</name>
    <message>
        <source>Notes</source>
        <translation>Notizen</translation>
    </message>
    <message>
        <source>Ctrl+Enter saves, Esc brings the saved notes back</source>
        <translation>Strg+Eingabe speichert, Esc stellt die gespeicherten Notizen wieder her</translation>
    </message>
    <message>
        <source>Save the notes (%1)</source>
        <translation>Die Notizen speichern (%1)</translation>
    </message>
    <message>
        <source>What this snapshot is for</source>
        <translation>Wozu dieser Snapshot dient</translation>
    </message>
    <message>
        <source>No notes</source>
        <translation>Keine Notizen</translation>
    </message>
    <message>
        <source>Save Notes</source>
        <translation>Notizen speichern</translation>
    </message>
</context>
<context>
    <name>coppice::ui::NoticeBar</name>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Close this notice</source>
        <translation>Diesen Hinweis schließen</translation>
    </message>
</context>
<context>
    <name>coppice::ui::PreferencesDialog</name>
    <message>
        <source>Preferences</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source> s</source>
        <comment>seconds, after a number</comment>
        <translation> s</translation>
    </message>
    <message>
        <source>Do not wait</source>
        <translation>Nicht warten</translation>
    </message>
    <message>
        <source>Every job</source>
        <translation>Jeder Auftrag</translation>
    </message>
    <message>
        <source>Ask</source>
        <translation>Fragen</translation>
    </message>
    <message>
        <source>Keep running in the tray</source>
        <translation>Im Infobereich weiterlaufen</translation>
    </message>
    <message>
        <source>Stop safely and quit</source>
        <translation>Sicher anhalten und beenden</translation>
    </message>
    <message>
        <source>Jobs</source>
        <translation>Aufträge</translation>
    </message>
    <message>
        <source>&amp;Wait before deleting:</source>
        <translation>Vor dem Löschen &amp;warten:</translation>
    </message>
    <message>
        <source>A confirmed deletion can be undone so long; nothing is changed before.</source>
        <translation>So lange lässt sich eine bestätigte Löschung rückgängig machen; vorher wird nichts geändert.</translation>
    </message>
    <message>
        <source>&amp;Notify of jobs longer than:</source>
        <translation>Aufträge &amp;melden, die länger dauern als:</translation>
    </message>
    <message>
        <source>While another window is in front. A job that fails is always notified.</source>
        <translation>Während ein anderes Fenster vorn ist. Ein fehlgeschlagener Auftrag wird immer gemeldet.</translation>
    </message>
    <message>
        <source>&amp;Closing while jobs run:</source>
        <translation>&amp;Schließen, während Aufträge laufen:</translation>
    </message>
    <message>
        <source>A stopped job can be resumed. Without a tray, the window asks.</source>
        <translation>Ein angehaltener Auftrag kann fortgesetzt werden. Ohne Infobereich fragt das Fenster.</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>Wie das System</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>Aussehen</translation>
    </message>
    <message>
        <source>C&amp;olours:</source>
        <translation>&amp;Farben:</translation>
    </message>
    <message>
        <source>&amp;Language:</source>
        <translation>S&amp;prache:</translation>
    </message>
    <message>
        <source>Used from the next start on.</source>
        <translation>Gilt ab dem nächsten Start.</translation>
    </message>
</context>
<context>
    <name>coppice::ui::RateChart</name>
    <message>
        <source>The rate of a job appears here while it runs.</source>
        <translation>Hier erscheint die Rate eines Auftrags, während er läuft.</translation>
    </message>
    <message>
        <source>Rate chart</source>
        <translation>Ratendiagramm</translation>
    </message>
    <message>
        <source>Left and Right move along a curve, Up and Down from curve to curve</source>
        <translation>Links und Rechts gehen eine Kurve entlang, Auf und Ab von Kurve zu Kurve</translation>
    </message>
</context>
<context>
    <name>coppice::ui::RatePane</name>
    <message>
        <source>Over &amp;time</source>
        <translation>Über die &amp;Zeit</translation>
    </message>
    <message>
        <source>Show the rate over the time since each job’s start</source>
        <translation>Die Rate über die Zeit seit Beginn jedes Auftrags zeigen</translation>
    </message>
    <message>
        <source>Over &amp;bytes</source>
        <translation>Über die B&amp;ytes</translation>
    </message>
    <message>
        <source>Show the rate over the bytes done</source>
        <translation>Die Rate über die erledigten Bytes zeigen</translation>
    </message>
</context>
<context>
    <name>coppice::ui::SavedSearchesDialog</name>
    <message>
        <source>&amp;Delete</source>
        <translation>&amp;Löschen</translation>
    </message>
    <message>
        <source>Saved Searches</source>
        <translation>Gespeicherte Suchen</translation>
    </message>
    <message>
        <source>Saved searches</source>
        <translation>Gespeicherte Suchen</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Suche</translation>
    </message>
    <message>
        <source>Delete the saved search (%1)</source>
        <translation>Die gespeicherte Suche löschen (%1)</translation>
    </message>
    <message>
        <source>F2 or a double click changes a name or a search.</source>
        <translation>F2 oder ein Doppelklick ändert einen Namen oder eine Suche.</translation>
    </message>
</context>
<context>
    <name>coppice::ui::SearchField</name>
    <message>
        <source>Search snapshots</source>
        <translation>Snapshots suchen</translation>
    </message>
    <message>
        <source>Words to find in names, notes, VMs, collections and hold reasons, or fields such as age&gt;30d, size&gt;1GiB or is:held</source>
        <translation>Wörter, die in Namen, Notizen, VMs, Sammlungen und Sperrgründen zu finden sind, oder Felder wie age&gt;30d, size&gt;1GiB oder is:held</translation>
    </message>
    <message>
        <source>Search: words, age&gt;30d, size&gt;1GiB…</source>
        <translation>Suche: Wörter, age&gt;30d, size&gt;1GiB…</translation>
    </message>
    <message>
        <source>Search suggestions</source>
        <translation>Suchvorschläge</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>Leeren</translation>
    </message>
</context>
<context>
    <name>coppice::ui::SelectDialog</name>
    <message>
        <source>&amp;Replace the selection</source>
        <translation>Auswahl &amp;ersetzen</translation>
    </message>
    <message>
        <source>A&amp;dd to the selection</source>
        <translation>Zur Auswahl &amp;hinzufügen</translation>
    </message>
    <message>
        <source>&amp;Take away from the selection</source>
        <translation>Aus der Auswahl &amp;wegnehmen</translation>
    </message>
    <message>
        <source>Select by Query</source>
        <translation>Per Abfrage auswählen</translation>
    </message>
    <message>
        <source>Query</source>
        <translation>Abfrage</translation>
    </message>
    <message>
        <source>Presets and saved searches</source>
        <translation>Vorgaben und gespeicherte Suchen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>&amp;Select</source>
        <translation>&amp;Auswählen</translation>
    </message>
    <message>
        <source>Snapshots that &amp;match:</source>
        <translation>Snapshots, die &amp;passen:</translation>
    </message>
    <message>
        <source>&amp;Presets:</source>
        <translation>&amp;Vorgaben:</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Auswählen…</translation>
    </message>
    <message>
        <source>%1   –  %2</source>
        <comment>preset and its query</comment>
        <translation>%1   –  %2</translation>
    </message>
    <message>
        <source>Older than 30 days</source>
        <translation>Älter als 30 Tage</translation>
    </message>
    <message>
        <source>Older than a year</source>
        <translation>Älter als ein Jahr</translation>
    </message>
    <message>
        <source>Larger than 1 GiB</source>
        <translation>Größer als 1 GiB</translation>
    </message>
    <message>
        <source>Unlabelled</source>
        <translation>Unbeschriftet</translation>
    </message>
    <message>
        <source>Nothing else goes with it</source>
        <translation>Sonst geht nichts mit</translation>
    </message>
    <message>
        <source>Not held</source>
        <translation>Nicht gesperrt</translation>
    </message>
    <message>
        <source>Recovery snapshots</source>
        <translation>Wiederherstellungs-Snapshots</translation>
    </message>
    <message>
        <source>Type what to select, or choose a preset.</source>
        <translation>Geben Sie ein, was ausgewählt werden soll, oder wählen Sie eine Vorgabe.</translation>
    </message>
    <message>
        <source>%1 of %2 shown match.</source>
        <translation>%1 von %2 angezeigten passen.</translation>
    </message>
</context>
<context>
    <name>coppice::ui::SelectionCommands</name>
    <message>
        <source>&amp;Select</source>
        <translation>Aus&amp;wahl</translation>
    </message>
    <message>
        <source>Of a &amp;Kind</source>
        <translation>Nach A&amp;rt</translation>
    </message>
    <message>
        <source>Se&amp;lect</source>
        <translation>Aus&amp;wahl</translation>
    </message>
</context>
<context>
    <name>coppice::ui::SelectionStatus</name>
    <message>
        <source>Selection</source>
        <translation>Auswahl</translation>
    </message>
    <message>
        <source>frees …%1merges …%1needs … extra</source>
        <translation>gibt … frei%1führt … zusammen%1braucht … zusätzlich</translation>
    </message>
    <message>
        <source>frees %2%1merges %3%1needs %4 extra</source>
        <translation>gibt %2 frei%1führt %3 zusammen%1braucht %4 zusätzlich</translation>
    </message>
    <message>
        <source>Select snapshots to see what deleting them takes along.</source>
        <translation>Wählen Sie Snapshots aus, um zu sehen, was mit ihnen gelöscht würde.</translation>
    </message>
    <message>
        <source>%1 selected</source>
        <translation>%1 ausgewählt</translation>
    </message>
    <message>
        <source>1 dependent</source>
        <translation>1 Abhängiger</translation>
    </message>
    <message>
        <source>%1 dependents</source>
        <translation>%1 Abhängige</translation>
    </message>
    <message>
        <source>&amp;Delete…</source>
        <translation>&amp;Löschen…</translation>
    </message>
    <message>
        <source>&amp;Delete 1 Snapshot…</source>
        <translation>1 Snapshot &amp;löschen…</translation>
    </message>
    <message>
        <source>&amp;Delete %1 Snapshots…</source>
        <translation>%1 Snapshots &amp;löschen…</translation>
    </message>
    <message>
        <source>Delete…</source>
        <translation>Löschen…</translation>
    </message>
    <message>
        <source>Delete %1…</source>
        <translation>%1 löschen…</translation>
    </message>
</context>
<context>
    <name>coppice::ui::SnapshotFinder</name>
    <message numerus="yes">
        <source>%n match(es) in the whole library</source>
        <translation>
            <numerusform>%n Treffer in der ganzen Bibliothek</numerusform>
            <numerusform>%n Treffer in der ganzen Bibliothek</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n match(es) here</source>
        <translation>
            <numerusform>%n Treffer hier</numerusform>
            <numerusform>%n Treffer hier</numerusform>
        </translation>
    </message>
    <message>
        <source>%1, %2 in the whole library</source>
        <translation>%1, %2 in der ganzen Bibliothek</translation>
    </message>
</context>
<context>
    <name>coppice::ui::SnapshotGraphView</name>
    <message>
        <source>Snapshot graph</source>
        <translation>Snapshot-Graph</translation>
    </message>
    <message>
        <source>Lanes with time to the right. Drag to select; Ctrl adds, Alt takes away</source>
        <translation>Bahnen mit der Zeit nach rechts. Ziehen wählt aus; Strg fügt hinzu, Alt nimmt weg</translation>
    </message>
    <message>
        <source>There are no snapshots here.</source>
        <translation>Hier gibt es keine Snapshots.</translation>
    </message>
    <message>
        <source>Current state of %1</source>
        <translation>Aktueller Stand von %1</translation>
    </message>
    <message>
        <source>Current state of the collection&apos;s virtual machines</source>
        <translation>Aktueller Stand der virtuellen Maschinen der Sammlung</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>column and value</comment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>%1 on %2</source>
        <comment>snapshot and VM</comment>
        <translation>%1 auf %2</translation>
    </message>
    <message numerus="yes">
        <source>%1, snapshot of %n VM(s)</source>
        <translation>
            <numerusform>%1, Snapshot von %n VM</numerusform>
            <numerusform>%1, Snapshot von %n VMs</numerusform>
        </translation>
    </message>
    <message>
        <source>selected</source>
        <translation>ausgewählt</translation>
    </message>
    <message>
        <source>goes as a member of what is selected</source>
        <translation>wird als Mitglied der Auswahl gelöscht</translation>
    </message>
    <message>
        <source>goes too</source>
        <translation>wird mit gelöscht</translation>
    </message>
    <message numerus="yes">
        <source>%n dependent(s)</source>
        <translation>
            <numerusform>%n Abhängiger</numerusform>
            <numerusform>%n Abhängige</numerusform>
        </translation>
    </message>
    <message>
        <source>held</source>
        <translation>gesperrt</translation>
    </message>
    <message>
        <source>being deleted</source>
        <translation>wird gelöscht</translation>
    </message>
    <message>
        <source>Now derives from it</source>
        <translation>Jetzt beruht darauf</translation>
    </message>
    <message>
        <source>has a problem</source>
        <translation>hat ein Problem</translation>
    </message>
</context>
<context>
    <name>coppice::ui::SnapshotPrinter</name>
    <message>
        <source>Save As</source>
        <translation>Speichern als</translation>
    </message>
    <message>
        <source>SVG picture (*.svg)</source>
        <translation>SVG-Bild (*.svg)</translation>
    </message>
    <message>
        <source>PDF document (*.pdf)</source>
        <translation>PDF-Dokument (*.pdf)</translation>
    </message>
</context>
<context>
    <name>coppice::ui::SnapshotTreeView</name>
    <message>
        <source>Snapshots</source>
        <translation>Snapshots</translation>
    </message>
    <message>
        <source>Drag over rows to select them; Ctrl adds, Alt takes away</source>
        <translation>Über Zeilen ziehen, um sie auszuwählen; Strg fügt hinzu, Alt nimmt weg</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>Spalten</translation>
    </message>
    <message>
        <source>There are no snapshots here.</source>
        <translation>Hier gibt es keine Snapshots.</translation>
    </message>
    <message>
        <source>No snapshot matches the search.</source>
        <translation>Kein Snapshot passt zur Suche.</translation>
    </message>
</context>
<context>
    <name>coppice::ui::SortMenu</name>
    <message>
        <source>Sort the table</source>
        <translation>Die Tabelle sortieren</translation>
    </message>
    <message>
        <source>&amp;As They Derive</source>
        <translation>&amp;Wie sie sich ableiten</translation>
    </message>
    <message>
        <source>&amp;Descending</source>
        <translation>Abs&amp;teigend</translation>
    </message>
    <message>
        <source>Largest, newest or last first</source>
        <translation>Größtes, Neuestes oder Letztes zuerst</translation>
    </message>
</context>
<context>
    <name>coppice::ui::SystemTray</name>
    <message>
        <source>&amp;Show Coppice</source>
        <translation>Coppice &amp;zeigen</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;Beenden</translation>
    </message>
</context>
<context>
    <name>coppice::ui::paper</name>
    <message>
        <source>%1 · page %2 of %3</source>
        <translation>%1 · Seite %2 von %3</translation>
    </message>
</context>
<context>
    <name>main</name>
    <message>
        <source>Console for virtual machine collections and their snapshots</source>
        <translation>Konsole für Sammlungen virtueller Maschinen und ihre Snapshots</translation>
    </message>
    <message>
        <source>Open the demo library; made the first time.</source>
        <translation>Die Demo-Bibliothek öffnen; beim ersten Mal wird sie angelegt.</translation>
    </message>
    <message>
        <source>Colours: system, light or dark; as in the preferences if not given.</source>
        <translation>Farben: system, light oder dark; ohne Angabe wie in den Einstellungen.</translation>
    </message>
    <message>
        <source>Language: en or de; as in the preferences if not given.</source>
        <translation>Sprache: en oder de; ohne Angabe wie in den Einstellungen.</translation>
    </message>
    <message>
        <source>The library&apos;s folder; the last one if not given.</source>
        <translation>Der Ordner der Bibliothek; ohne Angabe der letzte.</translation>
    </message>
</context>
</TS>
