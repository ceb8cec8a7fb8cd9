using System.Text;
using Gantry.Firmware;
using Gantry.Printing.Journal;

namespace Gantry.Printing.Jobs;

/// <summary>
/// What is sent to a printer, line by line: the commands of a file, if there is one, and interventions between them. Which
/// line a number is was decided for ever when it was first sent; of an intervention it stands in the journal before.
/// </summary>
internal sealed class LineStream : ILineSource
{
    /// <summary>Numbers that are set free for sending at once; each time, the journal notes the new limit.</summary>
    private const long LimitStep = 2000;

    private readonly List<Intervention> _interventions = [];
    private readonly LinePrefetcher? _file;
    private readonly PrintJournal? _journal;
    private readonly long _firstCommand;
    private readonly long _commands;
    private long _heldFrom = long.MaxValue;
    private long _syncedTicket;
    private long _limit;
    private long _limitAsked;
    private long _limitTicket;
    private long _acknowledged;
    private long _known;

    /// <summary>A stream without a file: only what is inserted.</summary>
    public LineStream(long firstNumber)
    {
        FirstNumber = firstNumber;
        _heldFrom = firstNumber;
        _limit = long.MaxValue;
    }

    /// <summary>A job's stream.</summary>
    /// <param name="header">Which numbers it has.</param>
    /// <param name="file">Its file.</param>
    /// <param name="journal">Where interventions and limits are kept.</param>
    public LineStream(JournalHeader header, LinePrefetcher file, PrintJournal journal)
    {
        FirstNumber = header.FirstNumber;
        _firstCommand = header.FirstCommand;
        _commands = header.Commands;
        _file = file;
        _journal = journal;
        _limit = _acknowledged = FirstNumber - 1;
    }

    /// <summary>The number of its first line.</summary>
    public long FirstNumber { get; }

    /// <summary>The lines that are not of the file, by rising number.</summary>
    public IReadOnlyList<Intervention> Interventions => _interventions;

    /// <summary>The number of the last intervention; the one before the first line when there is none.</summary>
    public long LastInserted => NextFree - 1;

    /// <summary>The highest number that its lines can have: the file's and all that was inserted.</summary>
    public long LastPossible => FirstNumber + _commands - _firstCommand + _interventions.Count;

    /// <summary>Whether the file's lines wait for a moment, without a word to the journal.</summary>
    public bool IsGated { get; set; }

    /// <summary>Whether the file's lines are held.</summary>
    public bool IsHeld => _heldFrom != long.MaxValue;

    /// <summary>
    /// Whether the journal cannot be written: the file's lines go on all the same, for a part that stops half done is lost for certain.
    /// A new process would not find its way with a number that no journal knows; it says so, and never sends a wrong line.
    /// </summary>
    public bool IsUnsecured { get; private set; }

    /// <summary>A number that the journal, such as it is, cannot be of: whoever reads it will not go on behind such a line.</summary>
    public long Unknown => _known + 2;

    /// <summary>The number behind the last intervention that was inserted.</summary>
    private long NextFree => _interventions.Count > 0 ? _interventions[^1].Number + 1 : FirstNumber;

    /// <summary>Takes over what a journal says, to go on with the job.</summary>
    public void Restore(JournalContents contents)
    {
        foreach (JournalLine line in contents.Lines)
            _interventions.Add(new Intervention(line.Number, line.Command, 0));
        foreach (JournalMark mark in contents.Marks)
            _heldFrom = mark.Kind switch
            {
                JournalMarkKind.Paused or JournalMarkKind.Cancelled => mark.Number,
                JournalMarkKind.Resumed => long.MaxValue,
                _ => _heldFrom,
            };
    }

    /// <summary>Puts commands behind everything that was sent or inserted.</summary>
    /// <param name="commands">The commands.</param>
    /// <param name="highestSent">The highest number that was sent.</param>
    /// <param name="ahead">
    /// How many lines of the file may still go in front, so that sending does not wait for the journal; 0 for what is urgent.
    /// </param>
    /// <returns>The number of the last one.</returns>
    public long Insert(IReadOnlyList<string> commands, long highestSent, int ahead = 0)
    {
        long number = Math.Max(NextFree, highestSent + 1 + (IsHeld ? 0 : ahead));
        foreach (string command in commands)
        {
            byte[] bytes = Encoding.UTF8.GetBytes(command);
            _interventions.Add(new Intervention(number, bytes, _journal?.AddLine(number, bytes) ?? 0));
            number++;
        }
        return number - 1;
    }

    /// <summary>No more lines of the file, from the next number on that was not sent.</summary>
    /// <param name="kind">Why: for a while, or for good.</param>
    /// <param name="highestSent">The highest number that was sent.</param>
    /// <param name="how">How, if that is worth a word.</param>
    public void Hold(JournalMarkKind kind, long highestSent, string how = "")
    {
        if (!IsHeld)
            _heldFrom = Math.Max(NextFree, highestSent + 1);
        _journal?.AddMark(new JournalMark(kind, _heldFrom, how));
    }

    /// <summary>The lines of the file go on behind the last intervention.</summary>
    public void Release()
    {
        _heldFrom = long.MaxValue;
        _journal?.AddMark(new JournalMark(JournalMarkKind.Resumed, NextFree));
    }

    /// <summary>The journal cannot be written.</summary>
    public void Unsecure()
    {
        if (IsUnsecured)
            return;
        IsUnsecured = true;
        _known = Math.Min(Math.Max(_limit, _limitAsked), LastPossible);
    }

    /// <summary>
    /// Whether something can be put behind what was sent: without a journal, only where nobody would take its number for one of the
    /// file's lines.
    /// </summary>
    public bool MayInsert(long highestSent) => !IsUnsecured || Math.Max(NextFree, highestSent + 1) > _known;

    /// <summary>Whether a number belongs to what must be in the journal before it is sent, and cannot be written there.</summary>
    public bool IsStuck(long number)
    {
        int before = CountUpTo(number - 1);
        return IsUnsecured
            && number <= _known
            && before < _interventions.Count
            && _interventions[before].Number == number
            && _interventions[before].Ticket > _syncedTicket;
    }

    /// <summary>The journal has synced.</summary>
    public void OnSynced(long ticket)
    {
        if (ticket > _syncedTicket)
            IsUnsecured = false;
        _syncedTicket = Math.Max(_syncedTicket, ticket);
        if (_limitTicket != 0 && _syncedTicket >= _limitTicket)
        {
            _limit = _limitAsked;
            _limitTicket = 0;
        }
    }

    /// <summary>How many of the file's commands, counted from its first, are done when this line is.</summary>
    public long CommandsUpTo(long number) =>
        _file is null ? 0 : Math.Max(0, _firstCommand - 1 + number - FirstNumber + 1 - CountUpTo(number));

    /// <summary>Notes the progress in the journal.</summary>
    public void NoteProgress(long acknowledged)
    {
        _acknowledged = acknowledged;
        _journal?.Note(new JournalProgress(acknowledged, Math.Max(_limit, _limitAsked)));
    }

    /// <inheritdoc/>
    public LineAvailability TryGet(long number, Span<byte> destination, out int length)
    {
        length = 0;
        if (!IsFree(number))
            return LineAvailability.Later;
        int before = CountUpTo(number - 1);
        if (before < _interventions.Count && _interventions[before].Number == number)
            return Take(_interventions[before], destination, out length);
        // Lines in front of an intervention that another process put there are due before it, gate or not.
        if (_file is null || (IsGated && number > LastInserted) || number >= _heldFrom)
            return LineAvailability.Later;
        long command = _firstCommand + number - FirstNumber - before;
        if (command > _commands)
            return LineAvailability.End;
        return _file.TryGet(command, destination, out length) ? LineAvailability.Ready : LineAvailability.Later;
    }

    private LineAvailability Take(Intervention intervention, Span<byte> destination, out int length)
    {
        length = 0;
        if (intervention.Ticket > _syncedTicket && !(IsUnsecured && intervention.Number > _known))
            return LineAvailability.Later;
        ReadOnlySpan<byte> command = intervention.Command.Span;
        command.CopyTo(destination);
        length = command.Length;
        return LineAvailability.Ready;
    }

    /// <summary>
    /// Whether the journal says already that this number may have been sent. Without that, a restarted server could not tell
    /// the firmware's answer from another stream's number.
    /// </summary>
    private bool IsFree(long number)
    {
        if (IsUnsecured)
            return true;
        if (_journal is not null && _limitTicket == 0 && number > _limit - (LimitStep / 2))
        {
            _limitAsked = number + LimitStep;
            _limitTicket = _journal.Note(new JournalProgress(_acknowledged, _limitAsked));
        }
        return number <= _limit;
    }

    /// <summary>Interventions with numbers up to this one.</summary>
    private int CountUpTo(long number)
    {
        int low = 0;
        int high = _interventions.Count;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (_interventions[middle].Number <= number)
                low = middle + 1;
            else
                high = middle;
        }
        return low;
    }
}
