namespace Gantry.Printing.Temperatures;

/// <summary>
/// Some rows of a history, each of one stretch of time. Rows are only ever added, and a row is visible when it is complete:
/// so any thread may read them without a lock. Temperatures are in tenths of a degree.
/// </summary>
internal sealed class HistoryChunk
{
    /// <summary>Rows in a chunk.</summary>
    public const int Capacity = 240;

    /// <summary>Stands for a temperature that is not known.</summary>
    public const short Unknown = short.MinValue;

    private readonly int[] _seconds = new int[Capacity];
    private readonly short[] _low;
    private readonly short[] _high;
    private readonly short[] _target;
    private readonly int _width;
    private int _count;

    /// <summary>Makes an empty chunk for so many heaters.</summary>
    /// <param name="width">The number of heaters.</param>
    /// <param name="ranges">Whether lowest and highest temperature differ; else only one of them takes memory.</param>
    public HistoryChunk(int width, bool ranges)
    {
        _width = width;
        _low = new short[width * Capacity];
        _high = ranges ? new short[width * Capacity] : _low;
        _target = new short[width * Capacity];
    }

    /// <summary>Complete rows.</summary>
    public int Count => Volatile.Read(ref _count);

    /// <summary>Whether another row for so many heaters fits.</summary>
    public bool HasRoomFor(int heaters) => _count < Capacity && heaters <= _width;

    /// <summary>When a row begins, in seconds.</summary>
    public int SecondOf(int row) => _seconds[row];

    /// <summary>Adds a row.</summary>
    public void Add(int second, ReadOnlySpan<HistoryCell> cells)
    {
        int row = _count;
        int at = row * _width;
        _seconds[row] = second;
        for (int i = 0; i < _width; i++)
        {
            HistoryCell cell = i < cells.Length ? cells[i] : HistoryCell.Empty;
            _low[at + i] = cell.Low;
            _high[at + i] = cell.High;
            _target[at + i] = cell.Target;
        }
        Volatile.Write(ref _count, row + 1);
    }

    /// <summary>What a row says of a heater.</summary>
    public HistoryCell this[int row, int heater] =>
        heater < _width
            ? new HistoryCell(_low[row * _width + heater], _high[row * _width + heater], _target[row * _width + heater])
            : HistoryCell.Empty;
}
