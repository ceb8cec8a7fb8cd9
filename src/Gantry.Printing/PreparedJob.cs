using Gantry.Firmware.Identity;
using Gantry.GCode.Motion;
using Gantry.Printing.Actor;
using Gantry.Printing.Jobs;
using Gantry.Printing.Journal;

namespace Gantry.Printing;

/// <summary>A job whose file was checked and opened and whose journal was begun, ready to be handed to a printer.</summary>
public sealed class PreparedJob
{
    internal PreparedJob(
        JournalHeader header,
        PrintJournal journal,
        LinePrefetcher file,
        LineStream stream,
        long fileBytes
    )
    {
        Header = header;
        Journal = journal;
        File = file;
        Stream = stream;
        FileBytes = fileBytes;
    }

    /// <summary>Which job it is.</summary>
    public JournalHeader Header { get; }

    /// <summary>Its name, for people.</summary>
    public string Name => Header.Name ?? Header.FileName;

    /// <summary>Who started it; null when nobody said.</summary>
    public string? Owner => Header.Owner;

    /// <summary>The size of its G-code, in bytes.</summary>
    public long FileBytes { get; }

    /// <summary>Reads how the printer stands after a line of a job that another process began, and how it stood at its pause.</summary>
    internal async Task<(ModalState State, ModalState? Paused)> ReplayAsync(long through, CancellationToken stop)
    {
        JournalContents found = Found!;
        using var replay = new StreamReplay(Header, found.Lines, ModalWatch.SetsExtruder(FlavourThen()));
        JournalMark? last = found.LastMark;
        ModalState? paused =
            last is { Kind: JournalMarkKind.Paused } && last.Number <= through + 1
                ? await replay.AdvanceAsync(last.Number - 1, stop)
                : null;
        return (await replay.AdvanceAsync(through, stop), paused);
    }

    /// <summary>Reads the file for its times and layers.</summary>
    internal Task<JobGuide> StudyAsync(MachineSettings motion, CancellationToken stop) =>
        JobGuide.ReadAsync(Header.FilePath, motion, ModalWatch.SetsExtruder(FlavourThen()), stop);

    /// <summary>The firmware's family when the job began.</summary>
    private FirmwareFlavour FlavourThen() =>
        Enum.TryParse(Header.Firmware.Split('|')[0], out FirmwareFlavour flavour) ? flavour : FirmwareFlavour.Unknown;

    internal PrintJournal Journal { get; }

    internal LinePrefetcher File { get; }

    internal LineStream Stream { get; }

    /// <summary>What is sent in front of the file's commands, instead of the script; null for the script.</summary>
    internal IReadOnlyList<string>? Prelude { get; init; }

    /// <summary>What the journal knew when the job was found again; null for a new one.</summary>
    internal JournalContents? Found { get; init; }
}
