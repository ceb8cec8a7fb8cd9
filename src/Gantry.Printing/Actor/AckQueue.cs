namespace Gantry.Printing.Actor;

/// <summary>What is to be done when a line is acknowledged.</summary>
internal sealed class AckQueue
{
    private readonly Queue<(long Number, Action Then, Action? Lost)> _waiting = new();

    /// <summary>Whether nothing waits.</summary>
    public bool IsEmpty => _waiting.Count == 0;

    /// <summary>Waits for a line; numbers must not fall. The second action runs instead when the numbering ends before.</summary>
    public void Add(long number, Action then, Action? lost = null) => _waiting.Enqueue((number, then, lost));

    /// <summary>Does what has become due.</summary>
    public void Run(long acknowledged)
    {
        while (_waiting.TryPeek(out (long Number, Action Then, Action? Lost) first) && first.Number <= acknowledged)
        {
            _waiting.Dequeue();
            first.Then();
        }
    }

    /// <summary>Forgets everything: the numbering is over.</summary>
    public void Clear()
    {
        while (_waiting.TryDequeue(out (long Number, Action Then, Action? Lost) entry))
            entry.Lost?.Invoke();
    }
}
