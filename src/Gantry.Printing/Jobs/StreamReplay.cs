using Gantry.GCode;
using Gantry.Printing.Journal;

namespace Gantry.Printing.Jobs;

/// <summary>
/// Finds out how a printer stands at a line of a job that another process began: reads the file and the journal's lines in the
/// order in which they were sent. Not thread-safe; used by one task at a time.
/// </summary>
internal sealed class StreamReplay(JournalHeader header, IReadOnlyList<JournalLine> inserted, bool g90SetsExtruder)
    : IDisposable
{
    private readonly ModalState _state = new(g90SetsExtruder);
    private readonly GCodeReader _reader = GCodeReader.Open(header.FilePath);
    private int _nextInserted;

    /// <summary>The last line that was taken.</summary>
    public long Number { get; private set; } = header.FirstNumber - 1;

    /// <summary>Takes the lines up to a number, that one included.</summary>
    /// <returns>A copy of how the printer stands then.</returns>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public async Task<ModalState> AdvanceAsync(long through, CancellationToken cancellationToken = default)
    {
        if (_reader.CommandNumber < header.FirstCommand - 1)
            await SkipAsync(cancellationToken);
        while (Number < through)
        {
            long number = Number + 1;
            if (_nextInserted < inserted.Count && inserted[_nextInserted].Number == number)
                _state.Execute(inserted[_nextInserted++].Command.Span);
            else if (await _reader.ReadAsync(cancellationToken))
                _state.Execute(_reader.Command);
            else
                break;
            Number = number;
        }
        return _state.Clone();
    }

    public void Dispose() => _reader.Dispose();

    /// <summary>What stands in front of the layer at which the job went on was not sent, but its commands set the state up.</summary>
    private async Task SkipAsync(CancellationToken cancellationToken)
    {
        while (_reader.CommandNumber < header.FirstCommand - 1 && await _reader.ReadAsync(cancellationToken))
        {
            // The prelude of the job says again what counts.
        }
    }
}
