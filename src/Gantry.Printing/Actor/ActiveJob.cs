using Gantry.Firmware;
using Gantry.Printing.Jobs;
using Gantry.Printing.Journal;

namespace Gantry.Printing.Actor;

/// <summary>The job that a printer works on.</summary>
internal sealed class ActiveJob(PreparedJob prepared, TimeSpan startedAt)
{
    private const int MostNotes = 50;

    private readonly List<string> _notes = [];

    public PreparedJob Prepared { get; } = prepared;

    public LineStream Stream => Prepared.Stream;

    public TimeSpan StartedAt { get; } = startedAt;

    /// <summary>The lowest number that the firmware can name as its last one.</summary>
    public long Floor { get; set; } = prepared.Header.FirstNumber - 1;

    /// <summary>The highest one.</summary>
    public long Ceiling { get; set; } = prepared.Header.FirstNumber - 1;

    /// <summary>Whether the firmware was given the job's numbering.</summary>
    public bool IsNumbered { get; set; }

    /// <summary>Whether its last line is done, and what follows is the end script.</summary>
    public bool IsEnding { get; set; }

    /// <summary>Whether it was given up.</summary>
    public bool IsCancelled { get; set; }

    /// <summary>Whether the firmware has acknowledged that all heaters are off, after the job was given up.</summary>
    public bool AreHeatersOff { get; set; }

    /// <summary>Whether somebody paused it.</summary>
    public bool IsPaused { get; set; }

    /// <summary>
    /// Whether it was paused without the pause script, which had no place in a journal that cannot be written: the head stands in the
    /// part, and nothing was pulled back that would have to be pushed forth.
    /// </summary>
    public bool IsPausedAsItStands { get; set; }

    /// <summary>
    /// Whether something was done to the printer in the pause, or may have been: heaters, head and modes must be brought back before
    /// the file goes on.
    /// </summary>
    public bool IsDisturbed { get; set; }

    /// <summary>Whether the hotends were switched off in the pause, with the word that resuming heats them again.</summary>
    public bool AreHotendsOff { get; set; }

    /// <summary>Whether it was the firmware that paused, parked, and will go on by itself (M600).</summary>
    public bool IsPausedByFirmware { get; set; }

    /// <summary>Whether it is another process's, and it must still be read how the printer stands.</summary>
    public bool AwaitsReplay { get; set; }

    /// <summary>Why its journal cannot be written; null when it can.</summary>
    public string? JournalTrouble { get; set; }

    /// <summary>Since when.</summary>
    public TimeSpan JournalTroubleSince { get; set; }

    /// <summary>Why it cannot go on by itself; null when it can.</summary>
    public string? Interruption { get; set; }

    /// <summary>The file's commands that are done.</summary>
    public long CommandsDone { get; set; }

    /// <summary>What the job's log says besides.</summary>
    public IReadOnlyList<string> Notes => _notes;

    /// <summary>Writes something into the job's log.</summary>
    public void Note(string text)
    {
        if (_notes.Count == MostNotes)
            _notes.RemoveAt(0);
        _notes.Add(text);
        Prepared.Journal.AddMark(new JournalMark(JournalMarkKind.Noted, Ceiling, text));
    }

    /// <summary>The link is gone: what the firmware can say later lies between what it confirmed and what was sent.</summary>
    public void Remember(FirmwareLink link, bool isCurrent)
    {
        if (!isCurrent || !IsNumbered)
            return;
        Floor = Math.Max(Floor, link.Confirmed);
        Ceiling = Math.Max(Floor, link.HighestSent);
    }
}
